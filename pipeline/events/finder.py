"""Finds what the events and the tension of a sentence are told by.

Nearly every sentence has a word that some pattern may be about. Clauses are cut, which costs more
than all that is asked before, only where the words of the sentence leave a pattern a chance.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from pipeline.events.abroad import names_abroad
from pipeline.events.anchors import Likely
from pipeline.events.attributes import describes
from pipeline.events.coder import Coder, Match
from pipeline.events.coders import load_coders
from pipeline.events.quoted import Quotes
from pipeline.events.reading import Reading
from pipeline.events.rules import ATTACK
from pipeline.language import Clip
from pipeline.language.forms import load_forms

#: The matches of events, and those of general words of tension.
Found = tuple[tuple[Match, ...], tuple[Match, ...]]


class Finder:
    """Matches the rules of events and tension.

    Args:
        language: Of the tables.
    """

    def __init__(self, language: str) -> None:
        coders = load_coders(language)
        self._coder, self._tension = coders["cues"], coders["tension"]
        self._outcomes = coders["outcomes"]
        self._aftermath, self._quoted = coders["aftermath"], coders["quoted"]
        self._forms, self._language = load_forms(language), language

    def find(self, reading: Reading, clip: Clip, *, told: bool) -> Found:
        """Return what a sentence tells; ``told`` when one shortly before tells of an attack."""
        index = clip.index
        likely = self._coder.hopeful(
            clip,
            told=lambda: reading.told(index),
            abroad=lambda: reading.tells_of_abroad(index),
        )
        more = (told and self._aftermath.anchored(clip)) or self._quoted.anchored(clip)
        matches = self._matches(reading, clip, likely, told=told) if likely or more else ()
        return matches, self._tense(reading, clip, matches)

    def _tense(self, reading: Reading, clip: Clip, matches: tuple[Match, ...]) -> tuple[Match, ...]:
        """Return the words of tension that are part of no event, and the outcomes of events.

        A word that both tables know counts once, as an outcome.
        """
        consumed = {i for match in matches for i in match.words}
        ends = tuple(self._rated(reading, clip, self._outcomes))
        told = {match.anchor for match in ends}
        words = [
            match
            for match in self._rated(reading, clip, self._tension)
            if consumed.isdisjoint(match.words) and match.anchor not in told
        ]
        return tuple(sorted((*words, *ends), key=lambda match: match.anchor))

    def _rated(self, reading: Reading, clip: Clip, coder: Coder) -> Iterator[Match]:
        """Yield the matches that have a weight; a row of weight 0 only looks like such words."""
        parties = partial(reading.parties, clip.index)
        likely = coder.hopeful(clip, abroad=lambda: names_abroad(parties()))
        if any(c.rule.rule.intensity for found in likely.values() for c in found):
            found = coder.matches(clip, reading.clauses(clip.index), likely=likely)
            yield from (match for match in found if match.rule.intensity)

    def _matches(
        self, reading: Reading, clip: Clip, likely: Likely, *, told: bool
    ) -> tuple[Match, ...]:
        """Return the matches of a sentence, with its victims where no attack is told in it.

        "Drei Beamte wurden verletzt" tells of an accident as well as of an attack: the sentences
        before decide. Victims of an attack of the same sentence are part of that event.
        """
        clauses = reading.clauses(clip.index)
        coded = self._coder.matches(
            clip, clauses, told=lambda: reading.told(clip.index), likely=likely
        )
        matches = tuple(
            match for match in coded if not describes(match, clip, clauses, self._forms)
        )
        if self._quoted.anchored(clip):
            source = reading.attribution(clip.index).voice
            quotes = Quotes(clip, clauses, source, reading.clip, self._language)
            matches = quotes.with_threats(matches)
        if not told or any(match.rule.type == ATTACK for match in matches):
            return matches
        taken = {match.anchor for match in matches}
        more = [
            m
            for m in self._aftermath.matches(clip, clauses)
            if m.anchor not in taken and not describes(m, clip, clauses, self._forms)
        ]
        return tuple(sorted((*matches, *more[:1]), key=lambda match: match.anchor))
