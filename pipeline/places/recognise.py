"""Recognition: which words of a sentence name a place.

German writes every noun with a capital, and hundreds of towns have the name of a noun, a surname or
a brand. The gazetteer knows how likely a name is a place at all, ``context.py`` what the words
around it add; both are learnt from annotated text. Adjectives, demonyms and compounds of states
follow from tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.language import Clip, Word
from pipeline.model import PlaceForm
from pipeline.places.advice import REACH, EntityAdvice
from pipeline.places.candidates import Candidate, candidate_at, spelled
from pipeline.places.context import evidence, is_person_title, joins
from pipeline.places.gazetteer import Gazetteer, NameSense
from pipeline.places.lexicon import Derived, derived, first_names, words
from pipeline.places.namesakes import LOCATIVE, Namesakes, is_organisation, is_person, is_sport

#: Log odds from which a candidate is a place; chosen on the training half of GermEval.
_THRESHOLD = -0.6
#: "in Essen", "aus Halle": behind these words a city may have the name of a noun. Annotated text
#: has too few such cases to learn from; the table of idioms ("in Kraft") keeps the others out.
_LOCAL = frozenset({"in", "aus"})
_LARGE = 100_000
_LARGE_BONUS = 1.5
#: Prior from which a name is a place even as part of a compound.
_FREE = 1.5
_GOVERNED = frozenset({"country", "capital", "seat"})
_STATES_WITH_CLUBS = frozenset({"Bayern"})
_NONE = Namesakes()
_PEOPLES_ADJECTIVE = ("ische", "ischen", "ischer", "ischem", "isches")


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of text that names a place, not yet decided which.

    ``first`` and ``last`` are word indices, last inclusive; ``start`` and ``end`` offsets in the
    document, which may lie inside a word ("US" of "US-Senat"). ``name`` is the gazetteer's spelling
    of ``text`` ("Minsk" of "Minsks"), or what stands for it: mentions of one name share it.
    """

    first: int
    last: int
    start: int
    end: int
    text: str
    form: PlaceForm
    name: str
    senses: tuple[NameSense, ...]

    @property
    def is_genitive(self) -> bool:
        """Whether a name has the ending of a genitive; "Paris" and "Laos" have none."""
        return self.text != self.name and self.text.endswith(("s", "'", "’"))


class Recogniser:
    """Finds toponyms in the words of a sentence."""

    def __init__(self, gazetteer: Gazetteer, advice: EntityAdvice | None = None) -> None:
        self._gazetteer = gazetteer
        self._advice = advice
        self._derived: Derived = derived()
        self._first_names = first_names()
        self._never = words("place_never")
        self._type_nouns = words("place_type_nouns")
        self._clubs = words("place_club_words")
        self._accepted: dict[int, bool] = {}
        self._heads = words("place_compound_heads", "head")
        self._prefixes = tuple(sorted(words("place_prefixes", "prefix"), key=len, reverse=True))

    def find(self, clip: Clip, namesakes: Namesakes = _NONE) -> list[Found]:
        """Return the toponyms of a sentence in order; they do not overlap."""
        found: list[Found] = []
        self._accepted.clear()
        self._namesakes = namesakes
        self._sport: bool | None = True if namesakes.sport else None
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
        if is_organisation(clip.texts, index):
            return []  # "Deutsche Bahn", "Karlsruher SC"
        return (
            self._name(clip, index)
            or list(self._adjective(word, index))
            or self._demonym(clip.words, index)
            or self._compound(clip, index)
        )

    # -- names -------------------------------------------------------------------------------------

    def _name(self, clip: Clip, index: int) -> list[Found]:
        candidate = candidate_at(clip.texts, index, clip.stretch, self._gazetteer)
        if candidate is None:
            return []
        joined = self._accepted.get(index - 2) if joins(clip.texts, index) else None
        accepted = self._accepts(clip, candidate, joined)
        self._accepted[candidate.last] = accepted
        if not accepted:
            return []
        demonym = self._gazetteer.is_demonym(candidate.name)
        first, last = clip.words[candidate.first], clip.words[candidate.last]
        return [
            Found(
                candidate.first,
                candidate.last,
                first.start,
                last.end,
                clip.slice(first.start, last.end),
                "demonym" if demonym else "name",
                candidate.name,
                self._gazetteer.senses(candidate.name),
            )
        ]

    def _accepts(self, clip: Clip, candidate: Candidate, joined: bool | None) -> bool:
        """Whether prior and context together make the candidate a place."""
        before = clip.texts[candidate.first - 1] if candidate.first else ""
        if before in self._type_nouns:
            return True
        if candidate.name in self._never or before in self._clubs:
            return False
        if before in first_names() or (is_person_title(before) and not candidate.inflected):
            return self._is_state(candidate.name)
        if self._is_person(clip.texts, candidate) or is_organisation(clip.texts, candidate.last):
            return False
        if self._is_namesake(clip, candidate):
            return False
        demonym = self._gazetteer.is_demonym(candidate.name)
        around = evidence(clip.texts, candidate, joined, demonym=demonym)
        if before in _LOCAL and self._is_large(candidate.name):
            around += _LARGE_BONUS
        odds = self._gazetteer.prior(candidate.name) + around - _THRESHOLD
        if self._advice and abs(odds) < REACH:
            start = clip.words[candidate.first].start - clip.start
            end = clip.words[candidate.last].end - clip.start
            odds += self._advice.weigh(clip.text, start, end)
        return odds >= 0

    def _is_person(self, texts: Sequence[str], candidate: Candidate) -> bool:
        """Whether a first name with a name behind it is meant ("von Sofia Coppola")."""
        before = texts[candidate.first - 1] if candidate.first else ""
        after = texts[candidate.last + 1] if candidate.last + 1 < len(texts) else ""
        return (
            candidate.name in first_names() and after[:1].isupper() and before.lower() not in _LOCAL
        )

    def _is_namesake(self, clip: Clip, candidate: Candidate) -> bool:
        """Whether a town's name rather means a person or, in a match report, a club."""
        senses = self._gazetteer.senses(candidate.name)
        if any(sense.place.kind in _GOVERNED for sense in senses):
            return False
        large = self._is_large(candidate.name)
        if is_person(clip.texts, candidate, self._namesakes.persons, small=not large):
            return True
        before = clip.texts[candidate.first - 1].lower() if candidate.first else ""
        if not before and clip.texts[candidate.last + 1 : candidate.last + 2] in {("(",), (":",)}:
            return False  # the dateline "Nürnberg (dpa) - Torjäger ..."
        return before not in LOCATIVE and self._is_sport(clip) and self._is_team(candidate.name)

    def _is_sport(self, clip: Clip) -> bool:
        if self._sport is None:
            self._sport = is_sport(clip.texts)
        return self._sport

    def _is_team(self, name: str) -> bool:
        """Whether a name has the size that clubs are called after: a town or a German state."""
        senses = self._gazetteer.senses(name)
        return any(sense.place.kind == "city" for sense in senses) or name in _STATES_WITH_CLUBS

    def _is_large(self, name: str) -> bool:
        senses = self._gazetteer.senses(name)
        return any(sense.main and sense.place.population >= _LARGE for sense in senses)

    def _is_state(self, name: str) -> bool:
        return any(sense.place.kind == "country" for sense in self._gazetteer.senses(name))

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
        """Whether the last part of "italienisch-osmanischen" is an adjective of any people."""
        known = self._adjective_part(part)[1] is not None and part not in self._derived.stems
        return known or part.endswith(_PEOPLES_ADJECTIVE)

    # -- demonyms ----------------------------------------------------------------------------------

    def _demonym(self, sentence: Sequence[Word], index: int) -> list[Found]:
        word = sentence[index]
        if self._first_name_before(sentence, index):
            return []
        head = word.text.rsplit("-", 1)[-1]  # "Deutsch-Kanadier"
        place_id = self._derived.demonyms.get(word.text) or self._derived.demonyms.get(head)
        if not place_id:
            return []
        first = 0 if word.text in self._derived.demonyms else len(word.text) - len(head)
        return [self._derived_found(word, index, first, len(word.text), place_id, "demonym")]

    def _first_name_before(self, sentence: Sequence[Word], index: int) -> bool:
        return index > 0 and sentence[index - 1].text in self._first_names

    # -- compounds ---------------------------------------------------------------------------------

    def _compound(self, clip: Clip, index: int) -> list[Found]:
        word = clip.words[index]
        if "-" in word.text:
            found = self._hyphenated(word, index)
            club = found and self._is_sport(clip) and self._is_team(found[0].name)
            return [] if club else found
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

    def _derived_found(
        self, word: Word, index: int, first: int, last: int, place_id: str, form: PlaceForm
    ) -> Found:
        sense = NameSense(self._gazetteer.by_id(place_id), main=True)
        start, end = word.start + first, word.start + last
        return Found(
            index, index, start, end, word.text[first:last], form, sense.place.name_de, (sense,)
        )
