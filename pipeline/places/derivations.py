"""Forms that name a place without being its name: adjectives, demonyms, compounds.

All of them follow from tables: an adjective or demonym needs no context to be one, and in a
compound only names count that are places without any context.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.language import Clip, Word
from pipeline.model import PlaceForm
from pipeline.places.candidates import spelled
from pipeline.places.gazetteer import Gazetteer, NameSense
from pipeline.places.lexicon import derived, first_names, words

#: Prior from which a name is a place even as part of a compound.
_FREE = 1.5
_PEOPLES_ADJECTIVE = ("ische", "ischen", "ischer", "ischem", "isches")


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of text that names a place, not yet decided which.

    ``first`` and ``last`` are word indices, last inclusive; ``start`` and ``end`` offsets in the
    document, which may lie inside a word ("US" of "US-Senat"). ``name`` is the gazetteer's spelling
    of ``text`` ("Minsk" of "Minsks"), or what stands for it: mentions of one name share it.
    ``kinds`` are the kinds of places that the noun in front of a name announces.
    """

    first: int
    last: int
    start: int
    end: int
    text: str
    form: PlaceForm
    name: str
    senses: tuple[NameSense, ...]
    kinds: frozenset[str] = frozenset()

    @property
    def is_genitive(self) -> bool:
        """Whether a name has the ending of a genitive; "Paris" and "Laos" have none."""
        return self.text != self.name and self.text.endswith(("s", "'", "’"))


class DerivedForms:
    """Finds adjectives, demonyms and compounds of places in single words."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._forms = derived()
        self._never = words("place_never")
        self._heads = words("place_compound_heads", "head")
        #: The first letters of the names of states.
        self._openings = frozenset(name[:4] for name in self._forms.states)
        self._prefixes = tuple(sorted(words("place_prefixes", "prefix"), key=len, reverse=True))

    # -- adjectives --------------------------------------------------------------------------------

    def adjective(self, word: Word, index: int) -> Iterator[Found]:
        """Yield the states in "russische", "prorussischen", "russisch-ukrainischen"."""
        place_id = self._forms.adjectives.get(word.lower)
        if place_id:
            yield self._found(word, index, 0, len(word.text), place_id, "adjective")
            return
        offset, found = 0, []
        for part in word.lower.split("-"):
            skipped, place_id = self._adjective_part(part)
            if place_id:
                first = offset + skipped
                found.append(
                    self._found(word, index, first, offset + len(part), place_id, "adjective")
                )
            offset += len(part) + 1
        if found and self._inflected(word.lower.rsplit("-", 1)[-1]):
            yield from found

    def may_be_adjective(self, lower: str) -> bool:
        """Whether a word looks as if it were one; most words do not."""
        known = lower in self._forms.adjectives or lower in self._forms.stems
        return known or "-" in lower or lower.startswith(self._prefixes)

    def _adjective_part(self, part: str) -> tuple[int, str | None]:
        place_id = self._forms.adjectives.get(part) or self._forms.stems.get(part)
        if place_id:
            return 0, place_id
        for prefix in self._prefixes if part.startswith(self._prefixes) else ():
            if part.startswith(prefix):
                place_id = self._forms.adjectives.get(part[len(prefix) :])
                if place_id:
                    return len(prefix), place_id
        return 0, None

    def _inflected(self, part: str) -> bool:
        """Whether the last part of "italienisch-osmanischen" is an adjective of any people."""
        known = self._adjective_part(part)[1] is not None and part not in self._forms.stems
        return known or part.endswith(_PEOPLES_ADJECTIVE)

    # -- demonyms ----------------------------------------------------------------------------------

    def demonym(self, sentence: Sequence[Word], index: int) -> list[Found]:
        """Return the state in "Ukrainerin", "Deutsch-Kanadier"; none behind a first name."""
        word = sentence[index]
        if self._first_name_before(sentence, index):
            return []
        head = word.text.rsplit("-", 1)[-1]  # "Deutsch-Kanadier"
        place_id = self._forms.demonyms.get(word.text) or self._forms.demonyms.get(head)
        if not place_id:
            return []
        first = 0 if word.text in self._forms.demonyms else len(word.text) - len(head)
        return [self._found(word, index, first, len(word.text), place_id, "demonym")]

    def _first_name_before(self, sentence: Sequence[Word], index: int) -> bool:
        return index > 0 and sentence[index - 1].text in first_names()

    # -- compounds ---------------------------------------------------------------------------------

    def compound(self, clip: Clip, index: int) -> list[Found]:
        """Return the place in "Ukrainekrieg", "US-Senat", "Ostukraine"."""
        word = clip.words[index]
        if "-" in word.text:
            return self._hyphenated(word, index)
        for cut in range(4, len(word.text) - 3) if word.text[:4] in self._openings else ():
            place_id = self._forms.states.get(word.text[:cut])
            if place_id and word.lower[cut:].removeprefix("s") in self._heads:
                return [self._found(word, index, 0, cut, place_id, "compound")]
        for prefix in self._prefixes if word.lower.startswith(self._prefixes) else ():
            if word.lower.startswith(prefix):
                place_id = self._state_name(word.text[len(prefix) :])
                if place_id:
                    whole = len(word.text)
                    return [self._found(word, index, 0, whole, place_id, "compound")]
        return []

    def may_be_compound(self, text: str) -> bool:
        """Whether a word looks as if it were one; most words do not."""
        opening = text[:4] in self._openings or text.lower().startswith(self._prefixes)
        return opening or "-" in text

    def _state_name(self, rest: str) -> str | None:
        name = rest.capitalize()
        return self._forms.states.get(name) or (
            self._forms.states.get(name[:-1]) if name.endswith("s") else None
        )

    def _hyphenated(self, word: Word, index: int) -> list[Found]:
        """Return the part of a hyphenated compound that is a place without any context."""
        parts = word.text.split("-")
        for count in range(len(parts) - 1, 0, -1):
            name = "-".join(parts[:count])
            if self._is_free(name):
                end = word.start + len(name)
                senses = self._gazetteer.senses(name)
                return [Found(index, index, word.start, end, name, "compound", name, senses)]
        prefix, rest = parts[0].lower(), "-".join(parts[1:])
        if prefix in self._prefixes:
            known = spelled(rest, self._gazetteer)
            if known and self._is_free(known[0]):
                start = word.start + len(parts[0]) + 1
                senses = self._gazetteer.senses(known[0])
                return [Found(index, index, start, word.end, rest, "compound", known[0], senses)]
        return []

    def _is_free(self, name: str) -> bool:
        """Whether a name is a place without any context."""
        return (
            self._gazetteer.prior(name) >= _FREE
            and name not in self._never
            and not self._gazetteer.is_demonym(name)
        )

    def _found(
        self, word: Word, index: int, first: int, last: int, place_id: str, form: PlaceForm
    ) -> Found:
        sense = NameSense(self._gazetteer.by_id(place_id), main=True)
        start, end = word.start + first, word.start + last
        return Found(
            index, index, start, end, word.text[first:last], form, sense.place.name_de, (sense,)
        )
