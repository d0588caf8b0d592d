"""Recognition: which words of a sentence name a place.

German writes every noun with a capital, and hundreds of towns have the name of a noun, a surname or
a brand. A name of level 1 counts wherever it stands unless a person's first name or title is in
front of it; one of level 2 only behind a local preposition or a noun such as "Stadt"; one of level
3, which is also a word or a surname, the same way but for larger towns only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.language import Clip, Word
from pipeline.model import PlaceForm
from pipeline.places.gazetteer import Gazetteer, NameSense
from pipeline.places.lexicon import Derived, derived, first_names, words

_MAX_WORDS = 5
_APOSTROPHES = ("'", "’")


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of text that names a place, not yet decided which.

    ``first`` and ``last`` are word indices, last inclusive; ``start`` and ``end`` offsets in the
    document, which may lie inside a word ("US" of "US-Senat").
    """

    first: int
    last: int
    start: int
    end: int
    text: str
    form: PlaceForm
    senses: tuple[NameSense, ...]


class Recogniser:
    """Finds toponyms in the words of a sentence."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._derived: Derived = derived()
        self._first_names = first_names()
        self._titles = words("person_titles")
        self._never = words("place_never")
        self._type_nouns = words("place_type_nouns")
        self._local = frozenset({"in", "aus", "nach", "bei", "nahe", "bis", "unweit"})
        self._heads = words("place_compound_heads", "head")
        self._prefixes = tuple(sorted(words("place_prefixes", "prefix"), key=len, reverse=True))

    def find(self, clip: Clip) -> list[Found]:
        """Return the toponyms of a sentence in order; they do not overlap."""
        found: list[Found] = []
        index = 0
        while index < len(clip.words):
            word = clip.words[index]
            matches = self._at(clip, index) if word.text[0].isalpha() else []
            found.extend(matches)
            index = matches[-1].last + 1 if matches else index + 1
        return found

    def _at(self, clip: Clip, index: int) -> list[Found]:
        word = clip.words[index]
        if word.text[0].islower():
            return list(self._adjective(word, index))
        return (
            self._name(clip, index)
            or list(self._adjective(word, index))
            or self._demonym(clip, index)
            or self._compound(clip, index)
        )

    # -- names -------------------------------------------------------------------------------------

    def _name(self, clip: Clip, index: int) -> list[Found]:
        word = clip.words[index]
        if word.text in self._gazetteer.multiword_heads:
            for last in range(min(index + _MAX_WORDS, len(clip.words)) - 1, index, -1):
                end = clip.words[last].end
                text = clip.slice(word.start, end)
                senses = self._spelled(" ".join(text.split()))
                if senses:
                    return [Found(index, last, word.start, end, text, "name", senses)]
        senses = self._spelled(word.text)
        if not senses or self._is_person(clip.words, index, senses):
            return []
        allowed = self._allowed(clip.words, index, senses)
        if not allowed:
            return []
        return [Found(index, index, word.start, word.end, word.text, "name", allowed)]

    def _spelled(self, text: str) -> tuple[NameSense, ...]:
        """Look a name up as written, then without the ending of a genitive."""
        senses = self._gazetteer.senses(text)
        if not senses and text.endswith(("s", *_APOSTROPHES)):
            senses = self._gazetteer.senses(text[:-1].rstrip("'’"))
        return senses

    def _allowed(
        self, sentence: Sequence[Word], index: int, senses: tuple[NameSense, ...]
    ) -> tuple[NameSense, ...]:
        """Drop the senses that the context does not carry."""
        before = sentence[index - 1] if index else None
        if before is not None and before.text in self._type_nouns:
            return senses
        text = sentence[index].text
        if text in self._never or text.removesuffix("s") in self._never:
            return ()
        free = tuple(sense for sense in senses if sense.level == 1)
        if free:
            return senses
        if before is None or before.lower not in self._local or len(text) < 3:
            return ()
        least = 20_000 if before.lower in {"in", "aus"} else 50_000
        return tuple(s for s in senses if s.level == 2 or s.place.population >= least)

    def _is_person(
        self, sentence: Sequence[Word], index: int, senses: tuple[NameSense, ...]
    ) -> bool:
        """Whether a first name or title in front makes the word a person's name."""
        if index == 0 or any(sense.place.kind in {"country", "sea"} for sense in senses):
            return False
        before = sentence[index - 1]
        if before.text in self._first_names:
            return True
        return before.text in self._titles and before.text != "Bürgermeister"

    # -- adjectives --------------------------------------------------------------------------------

    def _adjective(self, word: Word, index: int) -> Iterator[Found]:
        """Yield the states in "russische", "prorussischen", "russisch-ukrainischen"."""
        place_id = self._derived.adjectives.get(word.lower)
        if place_id:
            yield self._derived_found(word, index, 0, len(word.text), place_id, "adjective")
            return
        offset, found = 0, []
        for part in word.lower.split("-"):
            skipped, place_id = self._adjective_part(part)
            if place_id:
                first = offset + skipped
                found.append(
                    self._derived_found(
                        word, index, first, offset + len(part), place_id, "adjective"
                    )
                )
            offset += len(part) + 1
        if found and self._inflected(word.lower.rsplit("-", 1)[-1]):
            yield from found

    def _adjective_part(self, part: str) -> tuple[int, str | None]:
        place_id = self._derived.adjectives.get(part) or self._derived.stems.get(part)
        if place_id:
            return 0, place_id
        for prefix in self._prefixes:
            if part.startswith(prefix):
                place_id = self._derived.adjectives.get(part[len(prefix) :])
                if place_id:
                    return len(prefix), place_id
        return 0, None

    def _inflected(self, part: str) -> bool:
        return self._adjective_part(part)[1] is not None and part not in self._derived.stems

    # -- demonyms ----------------------------------------------------------------------------------

    def _demonym(self, clip: Clip, index: int) -> list[Found]:
        word = clip.words[index]
        place_id = self._derived.demonyms.get(word.text)
        if place_id and not self._first_name_before(clip.words, index):
            return [self._derived_found(word, index, 0, len(word.text), place_id, "demonym")]
        return self._town_demonym(clip, index)

    def _first_name_before(self, sentence: Sequence[Word], index: int) -> bool:
        return index > 0 and sentence[index - 1].text in self._first_names

    def _town_demonym(self, clip: Clip, index: int) -> list[Found]:
        """Return "Kiewer" in front of a noun, for towns whose name counts everywhere."""
        word = clip.words[index]
        following = clip.words[index + 1] if index + 1 < len(clip.words) else None
        if not word.text.endswith("er") or following is None or not following.is_title:
            return []
        if self._first_name_before(clip.words, index):
            return []
        for town in (word.text[:-2], word.text[:-2] + "en", word.text[:-1]):
            senses = tuple(s for s in self._gazetteer.senses(town) if s.level == 1)
            senses = tuple(
                s
                for s in senses
                if s.place.kind in {"city", "capital"}
                and town in {s.place.name_de, s.place.name_en}
            )
            if senses:
                found = Found(index, index, word.start, word.end, word.text, "demonym", senses)
                return [found]
        return []

    # -- compounds ---------------------------------------------------------------------------------

    def _compound(self, clip: Clip, index: int) -> list[Found]:
        word = clip.words[index]
        if "-" in word.text:
            return self._hyphenated(word, index)
        for cut in range(4, len(word.text) - 3):
            place_id = self._derived.states.get(word.text[:cut])
            if place_id and word.lower[cut:].removeprefix("s") in self._heads:
                return [self._derived_found(word, index, 0, cut, place_id, "compound")]
        for prefix in self._prefixes:
            if word.lower.startswith(prefix):
                place_id = self._state_name(word.text[len(prefix) :])
                if place_id:
                    whole = len(word.text)
                    return [self._derived_found(word, index, 0, whole, place_id, "compound")]
        return []

    def _state_name(self, rest: str) -> str | None:
        name = rest.capitalize()
        return self._derived.states.get(name) or (
            self._derived.states.get(name[:-1]) if name.endswith("s") else None
        )

    def _hyphenated(self, word: Word, index: int) -> list[Found]:
        """Return the part of a hyphenated compound that is a name of level 1."""
        parts = word.text.split("-")
        for count in range(len(parts) - 1, 0, -1):
            name = "-".join(parts[:count])
            senses = tuple(s for s in self._gazetteer.senses(name) if s.level == 1)
            if senses and name not in self._never:
                end = word.start + len(name)
                return [Found(index, index, word.start, end, name, "compound", senses)]
        prefix, rest = parts[0].lower(), "-".join(parts[1:])
        if prefix in self._prefixes:
            senses = tuple(s for s in self._spelled(rest) if s.level == 1)
            if senses:
                start = word.start + len(parts[0]) + 1
                return [Found(index, index, start, word.end, rest, "compound", senses)]
        return []

    def _derived_found(
        self, word: Word, index: int, first: int, last: int, place_id: str, form: PlaceForm
    ) -> Found:
        sense = NameSense(self._gazetteer.by_id(place_id), 1)
        start, end = word.start + first, word.start + last
        return Found(index, index, start, end, word.text[first:last], form, (sense,))
