"""Who is named in a sentence: states, persons in office, institutions, organisations, armed groups.

States come from the places of the sentence, everybody else from ``data/de/actors.tsv``. A title or
an adjective of origin in front belongs to the mention ("der russische Außenminister Sergej Lawrow"
is one mention of Russia).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from pipeline.events.nominal_words import prepositions
from pipeline.language import Clip, read_table
from pipeline.model import Place

#: Kinds of places that stand for a government.
_GOVERNING = frozenset({"country", "capital", "seat"})
#: Letters of the longest title that is no end of a compound ("Major", "Pater").
_TITLE = 5
#: Prepositions by which a town is where somebody is: "die Regierung in Brüssel".
_WITHIN = frozenset({"in", "aus", "nach"})
#: Words between an adjective and the name it belongs to: "ukrainischen Präsidenten Wolodymyr S."
_APPOSITION = 4


@dataclass(frozen=True, slots=True)
class Mention:
    """A party named in a sentence.

    Attributes:
        first: Index of the first word in ``clip.words``.
        last: Index of the last word.
        actor: ISO 3166-1 alpha-2 code, or the identifier of an organisation or group.
        kind: "country", "leader", "institution", "organisation", "group", or "location" for a
            state that is only where something happens.
        form: As it stands in the text.
        part: "attribute" for an adjective or demonym, "modifier" for the first part of a compound
            ("US" of "US-Truppen"), "" for a name.
        genitive: Whether a name ends in the genitive ("Minsks").
        governs: Whether a place is a state or the seat of its government.
    """

    first: int
    last: int
    actor: str
    kind: str
    form: str
    part: str = ""
    genitive: bool = False
    governs: bool = True


@dataclass(frozen=True, slots=True)
class _Entry:
    words: tuple[str, ...]
    actor: str
    kind: str
    valid_from: str
    valid_to: str
    needs_title: bool

    def holds(self, published: date | None) -> bool:
        """Whether the person is in office on a day; an unknown day is accepted."""
        if published is None:
            return True
        day = published.isoformat()
        return (not self.valid_from or self.valid_from <= day) and (
            not self.valid_to or day <= self.valid_to
        )


class EntityTable:
    """The actors of a language, indexed by the first word of their form."""

    def __init__(self, language: str) -> None:
        self._entries: defaultdict[str, list[_Entry]] = defaultdict(list)
        columns = ("form", "actor", "kind", "valid_from", "valid_to", "needs")
        for row in read_table(f"{language}/actors.tsv", columns):
            words = tuple(row["form"].split())
            entry = _Entry(
                words,
                row["actor"],
                row["kind"],
                row["valid_from"],
                row["valid_to"],
                row["needs"] == "title",
            )
            self._entries[words[0]].append(entry)
        for entries in self._entries.values():
            entries.sort(key=lambda entry: -len(entry.words))
        titles = read_table(f"{language}/person_titles.tsv", ("word",))
        names = read_table(f"{language}/compiled/first_names.tsv", ("name",))
        self._titles = frozenset(row["word"] for row in titles)
        self._endings = tuple(word.lower() for word in self._titles if len(word) > _TITLE)
        self._first_names = frozenset(row["name"] for row in names)

    def at(self, clip: Clip, index: int, published: date | None) -> Mention | None:
        """Return the longest actor that begins at a word."""
        text = clip.words[index].text
        for key in (text, text.removesuffix("s")):
            for entry in self._entries.get(key, ()):
                last = index + len(entry.words) - 1
                if self._fits(clip, index, last, entry) and entry.holds(published):
                    form = clip.stretch(index, last)
                    part = "modifier" if self._is_function(entry) else ""
                    genitive = not part and clip.words[last].text != entry.words[-1]
                    return Mention(index, last, entry.actor, entry.kind, form, part, genitive)
        return self._modifier(clip.words[index].text, index, published)

    def _is_function(self, entry: _Entry) -> bool:
        """Whether an entry is what somebody is, with a name behind it: "Kremlsprecher"."""
        word = entry.words[-1]
        if len(entry.words) > 1 or entry.kind == "leader":
            return False
        rest = word.rpartition("-")[2]
        return (rest != word and rest.istitle()) or word.lower().endswith(self._endings)

    def _modifier(self, text: str, index: int, published: date | None) -> Mention | None:
        """Return the actor in the first part of a compound: "Hamas-Sprecher", "EU-Sanktionen"."""
        first, hyphen, rest = text.partition("-")
        if not hyphen or not rest[:1].isupper():
            return None
        for entry in self._entries.get(first, ()):
            plain = len(entry.words) == 1 and not entry.needs_title
            if plain and entry.holds(published):
                return Mention(index, index, entry.actor, entry.kind, first, "modifier")
        return None

    def _fits(self, clip: Clip, first: int, last: int, entry: _Entry) -> bool:
        if last >= len(clip.words):
            return False
        spelled = [word.text for word in clip.words[first : last + 1]]
        spelled[-1] = (
            spelled[-1] if spelled[-1] == entry.words[-1] else spelled[-1].removesuffix("s")
        )
        if tuple(spelled) != entry.words:
            return False
        if not entry.needs_title:
            return True
        before = clip.words[first - 1].text if first else ""
        return before in self._first_names or self.is_title(before)

    def is_title(self, text: str) -> bool:
        """Whether a word is a title or function in front of a name, compounds included."""
        return text in self._titles or text.rsplit("-", 1)[-1] in self._titles

    def is_name_part(self, text: str) -> bool:
        """Whether a word may stand between an adjective of origin and a surname."""
        return self.is_title(text) or text in self._first_names


@cache
def load_entities(language: str = "de") -> EntityTable:
    """Load the actors of a language once a process."""
    return EntityTable(language)


def mentions_of(
    clip: Clip, places: Sequence[Place], published: date | None, table: EntityTable
) -> tuple[Mention, ...]:
    """Return the parties of a sentence in order; they do not overlap."""
    found = list(_named(clip, published, table))
    taken = {index for mention in found for index in range(mention.first, mention.last + 1)}
    found.extend(mention for mention in _states(clip, places) if mention.first not in taken)
    found.sort(key=lambda mention: (mention.first, mention.last))
    return tuple(_without_attributes(clip, found, table))


def _named(clip: Clip, published: date | None, table: EntityTable) -> Iterator[Mention]:
    index = 0
    while index < len(clip.words):
        mention = table.at(clip, index, published) if clip.words[index].text[0].isalpha() else None
        if mention is not None:
            yield mention
        index = mention.last + 1 if mention else index + 1


@cache
def _seats() -> Mapping[str, str]:
    """Return organisations by the town that stands for them."""
    rows = read_table("de/actor_seats.tsv", ("town", "actor"))
    return {row["town"]: row["actor"] for row in rows}


def _states(clip: Clip, places: Sequence[Place]) -> Iterator[Mention]:
    for place in places:
        if not place.country:
            continue
        inside = [
            i
            for i, word in enumerate(clip.words)
            if word.start < place.end and place.start < word.end
        ]
        if inside:
            first, last = inside[0], inside[-1]
            kind = "country" if place.role == "actor" else "location"
            actor = place.country
            before = clip.words[first - 1].lower if first else ""
            acts = before not in prepositions() or (kind == "country" and before not in _WITHIN)
            if acts and place.form == "name" and place.name in _seats():
                kind, actor = "organisation", _seats()[place.name]
            part = _part_of(place, clip.words[last].end)
            genitive = not part and place.text.endswith("s") and place.text != place.name
            governs = place.kind in _GOVERNING
            yield Mention(first, last, actor, kind, place.text, part, genitive, governs)


def _part_of(place: Place, word_end: int) -> str:
    """Return what a place is of the word or phrase that it stands in."""
    if place.form in {"adjective", "demonym"}:
        return "attribute"
    return "modifier" if place.form == "compound" and place.end < word_end else ""


def _without_attributes(clip: Clip, found: list[Mention], table: EntityTable) -> Iterator[Mention]:
    """Merge an adjective of origin and the title behind it with the name that they belong to."""
    pending: Mention | None = None
    for mention in found:
        if pending is not None:
            between = clip.words[pending.last + 1 : mention.first]
            joined = (
                mention.kind == "leader"
                and (pending.part != "" or pending.genitive)
                and len(between) <= _APPOSITION
                and all(table.is_name_part(word.text) for word in between)
            )
            if joined:
                pending = replace(mention, first=pending.first)
                continue
            yield pending
        pending = mention
    if pending is not None:
        yield pending
