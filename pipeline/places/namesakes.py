"""Namesakes: what else a name can be that is also a place - a person, a club, an organisation.

A document that speaks of "Karl Lauterbach" means him by "Lauterbach" ever after, and in a match
report a bare "Dortmund" is a club. Words that lead to a location ("in", "aus", "die Stadt") speak
against both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.language import Clip
from pipeline.language.forms import load_forms
from pipeline.language.numbering import Column
from pipeline.places.candidates import Candidate
from pipeline.places.lexicon import first_names, words

#: Words in front of a name that make it a location for certain.
LOCATIVE = frozenset({"in", "aus", "nach", "nahe", "unweit", "um", "im"})
#: A document with this many sport words, and one in so many sentences, is a match report.
_LEAST_SPORT = 3
_SENTENCES_A_WORD = 4


@dataclass(frozen=True, slots=True)
class Namesakes:
    """What a document uses names for.

    Attributes:
        persons: Surnames that stand behind a first name somewhere in it.
        sport: Whether the whole document reports on team sports.
    """

    persons: frozenset[str] = frozenset()
    sport: bool = False


def _kind(text: str) -> int:
    """Return whether a word is a first name or a word of sports."""
    return _FIRST_NAME * (text in first_names()) + _SPORT * (text in words("place_sport_words"))


_FIRST_NAME, _SPORT = 1, 2
_KIND = Column(_kind)


def survey_namesakes(clips: Sequence[Clip]) -> Namesakes:
    """Look through a document for persons and for sports."""
    first, persons, count = first_names(), set[str](), 0
    for clip in clips:
        for index, kind in clip.marked(_KIND).items():
            count += kind >= _SPORT
            name = clip.texts[index + 1] if index + 1 < len(clip.texts) else ""
            if kind & _FIRST_NAME and name[:1].isupper() and name not in first:
                persons.add(name)
    sport = count >= _LEAST_SPORT and count * _SENTENCES_A_WORD >= len(clips)
    return Namesakes(frozenset(persons), sport)


def is_sport(texts: Iterable[str]) -> bool:
    """Whether a sentence speaks of team sports."""
    return any(_is_sport_word(text) for text in texts)


@lru_cache(maxsize=10_000)
def _is_sport_word(text: str) -> bool:
    known = words("place_sport_words")
    return text in known or any(part in known for part in text.split("-")[1:])


def is_person(
    texts: Sequence[str], candidate: Candidate, persons: frozenset[str], *, small: bool
) -> bool:
    """Whether a town's name is rather somebody's, judged by the document and the words around.

    ``small`` says whether the town is one that no headline would let speak for itself.
    """
    before = texts[candidate.first - 1] if candidate.first else ""
    after = texts[candidate.last + 1] if candidate.last + 1 < len(texts) else ""
    if before.lower() in LOCATIVE:
        return False
    if candidate.name in persons or candidate.name in words("place_surnames"):
        return True
    return small and bool(after) and not before[:1].islower() and _has_person_as_subject(after)


@lru_cache(maxsize=10_000)
def _has_person_as_subject(verb: str) -> bool:
    if verb[:1].isupper():
        return False
    return any(
        "f" in reading.kinds and reading.lemma in words("place_person_verbs", "lemma")
        for reading in load_forms().readings(verb)
    )


def is_organisation(texts: Sequence[str], last: int) -> bool:
    """Whether the word behind makes an organisation of a name ("Washington Post")."""
    after = texts[last + 1] if last + 1 < len(texts) else ""
    return after in words("place_organisation_words")
