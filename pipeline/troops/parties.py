"""Who can own or receive troops: states, their organs, institutions and persons in office."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from pipeline.language import Word, read_table
from pipeline.model import Place
from pipeline.troops.tables import nouns
from pipeline.troops.units import unit_of

_HEAD_REACH = 4
_ISO_LENGTH = 2
_NAME_PARTS = 3


@dataclass(frozen=True, slots=True)
class Party:
    """A state or whoever acts for it.

    Attributes:
        first: Index of its first word.
        last: Index of its last word ("russische Armee" has two).
        country: ISO 3166-1 alpha-2 code.
        place: The place behind it, None for persons and institutions.
    """

    first: int
    last: int
    country: str
    place: Place | None


@dataclass(frozen=True, slots=True)
class _Entry:
    words: tuple[str, ...]
    country: str
    valid_from: str
    valid_to: str

    def holds(self, day: str) -> bool:
        if not day:
            return True
        return (not self.valid_from or self.valid_from <= day) and (
            not self.valid_to or day <= self.valid_to
        )


@cache
def _entries() -> Mapping[str, tuple[_Entry, ...]]:
    columns = ("form", "actor", "valid_from", "valid_to", "needs")
    found: defaultdict[str, list[_Entry]] = defaultdict(list)
    for row in read_table("de/actors.tsv", columns):
        # A common surname needs a title in front; here it is passed over instead.
        if len(row["actor"]) == _ISO_LENGTH and row["needs"] == "none" and row["actor"] != "EU":
            words = tuple(row["form"].split())
            entry = _Entry(words, row["actor"], row["valid_from"], row["valid_to"])
            found[words[0]].append(entry)
    return {
        first: tuple(sorted(entries, key=lambda entry: -len(entry.words)))
        for first, entries in found.items()
    }


def actors_of(words: Sequence[Word], published: date | None) -> tuple[Party, ...]:
    """Return persons in office and institutions that act for a state on a day."""
    day = published.isoformat() if published else ""
    found = []
    index = 0
    while index < len(words):
        party = _actor_at(words, index, day) if words[index].is_title else None
        if party is not None:
            found.append(party)
        index = party.last + 1 if party else index + 1
    return tuple(found)


def _actor_at(words: Sequence[Word], index: int, day: str) -> Party | None:
    text = words[index].text
    for key in dict.fromkeys((text, text.removesuffix("s"))):
        for entry in _entries().get(key, ()):
            last = index + len(entry.words) - 1
            spelled = [word.text for word in words[index : last + 1]]
            if len(spelled) == len(entry.words):
                spelled[-1] = spelled[-1] if spelled[-1] == entry.words[-1] else spelled[-1][:-1]
            if tuple(spelled) == entry.words and entry.holds(day):
                return Party(index, last, entry.country, None)
    return None


def parties_of(
    words: Sequence[Word], places: Sequence[Place], actors: Sequence[Party]
) -> tuple[Party, ...]:
    """Return the parties of a sentence in order; they do not overlap."""
    found = [*_states(words, places), *actors]
    found.sort(key=lambda party: (party.first, -party.last))
    kept: list[Party] = []
    for party in found:
        if kept and party.first <= kept[-1].last:
            continue
        if kept and _is_same(words, kept[-1], party):
            kept[-1] = replace(kept[-1], last=party.last)
        else:
            kept.append(party)
    return tuple(kept)


def _is_same(words: Sequence[Word], party: Party, name: Party) -> bool:
    """Whether a name belongs to the function before it: "ukrainischen Präsidenten W. Selenskyj"."""
    between = words[party.last + 1 : name.first]
    return (
        party.country == name.country
        and party.last > party.first
        and len(between) <= _NAME_PARTS
        and all(word.is_title for word in between)
    )


def _states(words: Sequence[Word], places: Sequence[Place]) -> Iterator[Party]:
    for place in places:
        if not place.country or place.role != "actor":
            continue
        index = next((i for i, w in enumerate(words) if w.start <= place.start < w.end), None)
        if index is None:
            continue
        last = _last_word(words, index, place)
        if last is not None:
            yield Party(index, last, place.country, place)


def _last_word(words: Sequence[Word], index: int, place: Place) -> int | None:
    """Return where the party ends, None where an attribute belongs to something else."""
    if place.form == "name":
        last = index
        while last + 1 < len(words) and words[last + 1].start < place.end:
            last += 1
        return last
    if place.form == "compound" or words[index].end > place.end:
        return index if _is_organ(words[index]) else None
    if words[index].start != place.start:
        return None  # "prorussische"
    for at in range(index, min(index + _HEAD_REACH, len(words))):
        word = words[at]
        if word.is_title and at > index:
            return at if _is_organ(word) else None
        if not word.is_word:
            return None
    return None


def _is_organ(word: Word) -> bool:
    """Whether a noun acts for a state: "Regierung", "Außenminister", "Truppen"."""
    return word.lower in nouns("organ") or unit_of(word) is not None
