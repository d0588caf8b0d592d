"""Separable verbs whose parts stand apart: "greift ... an" is "angreifen"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from pipeline.language import Clip
from pipeline.language.forms import Forms
from pipeline.language.numbering import Column, Words


class Reunions:
    """Puts verbs and their particles together.

    Args:
        forms: Inflection.
        particles: First parts of separable verbs; True where one may stand before the clause's end.
    """

    def __init__(self, forms: Forms, particles: Mapping[str, bool]) -> None:
        self._forms, self._particles = forms, particles
        self._verb = lru_cache(maxsize=10_000)(self._reunited)
        self._takes_particle = cache(lambda lemma: bool(forms.particles(lemma) & particles.keys()))
        self._bases, self._ends = Column(self._is_base), Column(particles.__contains__)

    def in_clause(self, clip: Clip, words: Sequence[int]) -> dict[int, tuple[str, int]]:
        """Return for the verbs among the words of a clause their lemma and their particle."""
        joined = {}
        for place, p in enumerate(words):
            particle = clip.texts[p]
            if particle in self._particles and (
                self._particles[particle] or _closes(clip, words, place)
            ):
                for i in words[:place]:
                    verb = self._verb(clip.words[i].text, particle)
                    if verb:
                        joined[i] = (verb, p)
        return joined

    def in_words(self, words: Words) -> Iterator[tuple[int, str, str]]:
        """Yield sentence, particle and lemma of all verbs that might be put together."""
        bases = self._bases.by_sentence(words)
        for sentence, places in self._ends.by_sentence(words).items():
            for p in places:
                particle = words.text(sentence, p)
                for i in bases.get(sentence, ()):
                    verb = self._verb(words.text(sentence, i), particle) if i < p else None
                    if verb:
                        yield sentence, particle, verb

    def _is_base(self, text: str) -> bool:
        """Whether a word may be the verb of some particle."""
        return "f" in self._forms.kinds(text) and any(
            "f" in reading.kinds and self._takes_particle(reading.lemma)
            for reading in self._forms.readings(text)
        )

    def _reunited(self, text: str, particle: str) -> str | None:
        for reading in self._forms.readings(text):
            if "f" in reading.kinds:
                verb = self._forms.joined(reading.lemma, particle)
                if verb:
                    return verb
        return None


def _closes(clip: Clip, words: Sequence[int], place: int) -> bool:
    """Whether a word ends its clause or stands before a mark: "gibt an, ..."."""
    following = words[place] + 1
    return place == len(words) - 1 or not clip.words[following].is_word
