"""Recognition: which words of a sentence name a place.

German writes every noun with a capital, and hundreds of towns have the name of a noun, a surname or
a brand. The gazetteer knows how likely a name is a place at all, ``context.py`` what the words
around it add; both are learnt from annotated text. Adjectives, demonyms and compounds of states
follow from tables.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from pipeline.language import Clip, Word
from pipeline.language.numbering import Column
from pipeline.places.advice import REACH, EntityAdvice
from pipeline.places.candidates import Candidate, candidate_at, spelled, weak_forms
from pipeline.places.context import evidence, is_person_title, joins
from pipeline.places.derivations import DerivedForms, Found
from pipeline.places.gazetteer import Gazetteer, NameSense
from pipeline.places.lexicon import Announced, announced, first_names, words
from pipeline.places.namesakes import LOCATIVE, Namesakes, is_organisation, is_person, is_sport
from pipeline.places.resolve import country_group
from pipeline.places.surnames import is_surname

#: Log odds from which a candidate is a place; chosen on the training half of GermEval.
_THRESHOLD = -0.6
#: "in Essen", "aus Halle": behind these words a city may have the name of a noun. Annotated text
#: has too few such cases to learn from; the table of idioms ("in Kraft") keeps the others out.
_LOCAL = frozenset({"in", "aus"})
_LARGE = 100_000
_LARGE_BONUS = 1.5
#: Headlines call a person from a town of this size by its demonym alone ("Berliner gewinnt").
_METROPOLIS = 1_000_000
_GOVERNED = frozenset({"country", "capital", "seat"})
_NONE = Namesakes()
#: What may begin at a word.
_NAME, _LONG_NAME, _ADJECTIVE, _DEMONYM, _COMPOUND = 1, 2, 4, 8, 16
ANY_KIND = _NAME | _LONG_NAME | _ADJECTIVE | _DEMONYM | _COMPOUND
#: How many different names are remembered; news repeats them.
_REMEMBERED = 10_000


class Recogniser:
    """Finds toponyms in the words of a sentence."""

    def __init__(self, gazetteer: Gazetteer, advice: EntityAdvice | None = None) -> None:
        self._gazetteer = gazetteer
        self._advice = advice
        self._derived = DerivedForms(gazetteer)
        self._never = words("place_never")
        self._type_nouns = words("place_type_nouns")
        self._clubs = words("place_club_words")
        self._accepted: dict[int, bool] = {}
        self._announced: dict[int, Announced] = {}
        #: What may begin at a word form.
        self._begins = Column(self._kinds_at)
        self._single = lru_cache(_REMEMBERED)(lambda text: spelled(text, gazetteer))

    def find(self, clip: Clip, namesakes: Namesakes = _NONE) -> list[Found]:
        """Return the toponyms of a sentence in order; they do not overlap."""
        found: list[Found] = []
        self._accepted.clear()
        self._announced.clear()
        self._namesakes = namesakes
        self._sport: bool | None = True if namesakes.sport else None
        taken = -1
        for index, kinds in clip.marked(self._begins).items():
            if index > taken:
                matches = self._at(clip, index, kinds)
                found.extend(matches)
                taken = matches[-1].last if matches else index
        return found

    def _kinds_at(self, text: str) -> int:
        """Return what may begin at a word, whatever stands around it; 0 for nothing."""
        if not text[0].isalpha():
            return 0
        lower, kinds = text.lower(), 0
        word = Word(text, lower, 0, len(text))
        if self._derived.may_be_adjective(lower):
            kinds = _ADJECTIVE * any(self._derived.adjective(word, 0))
        if text[0].islower():
            return kinds
        # Other spellings differ in two letters at the end, or in all of them.
        if self._gazetteer.opens(text[:-2]) or text.isupper() or not text[-1].isalpha():
            kinds |= _NAME * (self._single(text) is not None)
            kinds |= _LONG_NAME * self._begins_long_name(text)
        kinds |= _DEMONYM * bool(self._derived.demonym([word], 0))
        if self._derived.may_be_compound(text):
            clip = Clip(0, text, 0, len(text), (text,), (0,))
            kinds |= _COMPOUND * bool(self._derived.compound(clip, 0))
        return kinds

    def _begins_long_name(self, text: str) -> bool:
        """Whether some name of several words begins with a word, in any case."""
        names = self._gazetteer
        if names.continues(text):
            return True
        others = tuple(weak_forms(text))  # all of one stem and "e"
        return (
            bool(others)
            and names.opens(text if text[-1] == "e" else text[:-1])
            and any(map(names.continues, others))
        )

    def _at(self, clip: Clip, index: int, kinds: int) -> list[Found]:
        if clip.texts[index][0].islower():
            return list(self._derived.adjective(clip.words[index], index))
        if is_organisation(clip.texts, index):
            return []  # "Deutsche Bahn", "Karlsruher SC"
        found = self._name(clip, index, kinds) if kinds & (_NAME | _LONG_NAME) else []
        if not found and kinds & _ADJECTIVE:
            found = list(self._derived.adjective(clip.words[index], index))
        if not found and kinds & _DEMONYM:
            found = self._derived.demonym(clip.words, index)
        return found or (self._compound(clip, index) if kinds & _COMPOUND else [])

    def _compound(self, clip: Clip, index: int) -> list[Found]:
        found = self._derived.compound(clip, index)
        club = found and "-" in clip.texts[index] and self._is_team(found[0].name)
        return [] if club and self._is_sport(clip) else found  # "Bayern-Trainer"

    def _candidate(self, clip: Clip, index: int, kinds: int) -> Candidate | None:
        """Return the longest name that begins at a word."""
        if kinds & _LONG_NAME and self._goes_on(clip, index):
            return candidate_at(clip.texts, index, clip.stretch, self._gazetteer)
        found = self._single(clip.texts[index])
        return Candidate(index, index, *found) if found else None

    def _goes_on(self, clip: Clip, index: int) -> bool:
        """Whether some name begins with a word and the next, their ends left open."""
        if index + 1 >= len(clip.texts):
            return False
        text, both = clip.texts[index], " ".join(clip.stretch(index, index + 1).split())
        return (
            both.isupper()
            or not both[-1].isalpha()
            or any(
                self._gazetteer.continues(spelling)
                and self._gazetteer.opens((spelling + both[len(text) :])[:-2])
                for spelling in (text, *weak_forms(text))
            )
        )

    def _name(self, clip: Clip, index: int, begins: int) -> list[Found]:
        candidate = self._candidate(clip, index, begins)
        if candidate is None:
            return []
        joined = self._accepted.get(index - 2) if joins(clip.texts, index) else None
        accepted = self._accepts(clip, candidate, joined)
        self._accepted[candidate.last] = accepted
        if not accepted:
            return []
        demonym = self._gazetteer.is_demonym(candidate.name)
        first, last = clip.words[candidate.first], clip.words[candidate.last]
        kinds = self._kinds(clip.texts, candidate)
        return [
            Found(
                candidate.first,
                candidate.last,
                first.start,
                last.end,
                clip.slice(first.start, last.end),
                "demonym" if demonym else "name",
                candidate.name,
                self._senses(candidate.name, kinds),
                kinds,
            )
        ]

    def _kinds(self, texts: Sequence[str], candidate: Candidate) -> frozenset[str]:
        """Return what the noun in front of a name, or of the list that it is in, says it is."""
        said = announced(texts[candidate.first - 1]) if candidate.first else Announced()
        before = self._announced.get(candidate.first - 2)
        if not said.kinds and before is not None and joins(texts, candidate.first):
            said = before
        if said.several:
            self._announced[candidate.last] = said
        return said.kinds

    def _senses(self, name: str, kinds: frozenset[str]) -> tuple[NameSense, ...]:
        """Return what a name may mean, regions named like a town only where a noun says so."""
        senses = self._gazetteer.senses(name)
        return senses + self._gazetteer.regions(name) if "region" in kinds else senses

    def _accepts(self, clip: Clip, candidate: Candidate, joined: bool | None) -> bool:
        """Whether prior and context together make the candidate a place."""
        before = clip.texts[candidate.first - 1] if candidate.first else ""
        if before in self._type_nouns:
            return True
        if candidate.name in self._never or before in self._clubs:
            return False
        if before in first_names() or (is_person_title(before) and not candidate.inflected):
            return self._is_state(candidate.name)
        demonym = self._gazetteer.is_demonym(candidate.name)
        if self._is_other(clip, candidate, demonym=demonym):
            return False
        around = evidence(clip.texts, candidate, joined, demonym=demonym)
        if before in _LOCAL and self._is_large(candidate.name):
            around += _LARGE_BONUS
        odds = self._gazetteer.prior(candidate.name) + around - _THRESHOLD
        if self._advice and abs(odds) < REACH:
            start = clip.words[candidate.first].start - clip.start
            end = clip.words[candidate.last].end - clip.start
            odds += self._advice.weigh(clip.text, start, end)
        return odds >= 0

    def _is_other(self, clip: Clip, candidate: Candidate, *, demonym: bool) -> bool:
        """Whether the words around say that a person, a club or an organisation is meant."""
        if self._is_person(clip.texts, candidate) or is_organisation(clip.texts, candidate.last):
            return True
        if (
            demonym
            and not self._is_metropolis(candidate.name)
            and is_surname(clip.texts, candidate)
        ):
            return True
        return self._is_namesake(clip, candidate)

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
        """Whether clubs bear such a name: a town's, or a state's where German is spoken."""
        return any(
            sense.place.kind == "city"
            or (sense.place.kind == "region" and sense.place.country in country_group("home"))
            for sense in self._gazetteer.senses(name)
        )

    def _is_large(self, name: str) -> bool:
        senses = self._gazetteer.senses(name)
        return any(sense.main and sense.place.population >= _LARGE for sense in senses)

    def _is_metropolis(self, name: str) -> bool:
        senses = self._gazetteer.senses(name)
        return any(sense.place.population >= _METROPOLIS for sense in senses)

    def _is_state(self, name: str) -> bool:
        return any(sense.place.kind == "country" for sense in self._gazetteer.senses(name))
