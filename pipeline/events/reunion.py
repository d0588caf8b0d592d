"""Separable verbs whose parts stand apart: "greift ... an" is "angreifen"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

import numpy as np

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
        #: Whether a word may be the verb of some particle.
        self.is_base = lru_cache(maxsize=10_000)(self._is_base)
        self._bases, self._ends = Column(self._is_base), Column(particles.__contains__)
        self._seen: tuple[Words | None, list[tuple[int, str, str]]] = (None, [])

    def in_clause(self, clip: Clip, indices: Sequence[int]) -> dict[int, tuple[str, int]]:
        """Return for the verbs among the words of a clause their lemma and their particle."""
        joined: dict[int, tuple[str, int]] = {}
        texts = clip.texts
        if self._particles.keys().isdisjoint([texts[i] for i in indices]):
            return joined
        words = [i for i in indices if clip.words[i].is_word]
        for place, p in enumerate(words):
            particle = texts[p]
            if particle in self._particles and (
                self._particles[particle] or _closes(clip, words, place)
            ):
                for i in words[:place]:
                    verb = self._verb(texts[i], particle)
                    if verb:
                        joined[i] = (verb, p)
        return joined

    def in_words(self, words: Words) -> Sequence[tuple[int, str, str]]:
        """Return sentence, particle and lemma of all verbs that might be put together."""
        if self._seen[0] is not words:
            self._seen = words, list(self._in_words(words))
        return self._seen[1]

    def _in_words(self, words: Words) -> Iterator[tuple[int, str, str]]:
        ends, bases = np.flatnonzero(self._ends.of(words)), np.flatnonzero(self._bases.of(words))
        # Each particle with the verbs before it in its sentence, as the numbers of their forms.
        firsts = np.searchsorted(bases, words.bounds[words.sentences[ends]])
        counts = np.searchsorted(bases, ends) - firsts
        shifts = np.repeat(firsts - np.cumsum(counts) + counts, counts)
        verbs = words.numbers[bases[shifts + np.arange(len(shifts))]]
        particles = np.repeat(words.numbers[ends], counts)
        sentences = np.repeat(words.sentences[ends], counts)
        texts = words.forms.texts
        for sentence, verb, particle in zip(
            sentences.tolist(), verbs.tolist(), particles.tolist(), strict=True
        ):
            joined = self._verb(texts[verb], texts[particle])
            if joined:
                yield sentence, texts[particle], joined

    def _is_base(self, text: str) -> bool:
        readings = self._forms.readings(text)
        return bool(readings) and any(
            "f" in reading.kinds and self._takes_particle(reading.lemma) for reading in readings
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
