"""Threats in the words of a speaker: »Wir werden sie auslöschen«, rief der General.

What somebody says he will do threatens only where he acts for a state or an armed group, and where
it stands in quotation marks or in indirect speech; the speaker is then the actor.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.events.coder import Match
from pipeline.events.coders import load_coders
from pipeline.events.rules import THREAT
from pipeline.events.speech import Source
from pipeline.language import Clip
from pipeline.language.clauses import Clause

#: Types that threaten where a speaker announces them.
_FORCE = frozenset({"ASSAULT", "COERCE", "MOBILIZE", THREAT})


@dataclass(frozen=True, slots=True)
class Quotes:
    """Finds threats in what is quoted in one sentence.

    Attributes:
        clip: The sentence.
        clauses: Its clauses.
        source: Called with the index of a clause for who makes its claim.
        sentence: Called with the index of a sentence for its words.
        language: Of the tables.
    """

    clip: Clip
    clauses: Sequence[Clause]
    source: Callable[[int], Source | None]
    sentence: Callable[[int], Clip]
    language: str

    def with_threats(self, coded: Sequence[Match]) -> tuple[Match, ...]:
        """Return the matches of the sentence with the first threat of each speaker.

        Force that a speaker announces by the same word is his threat, not yet an act of its own.
        """
        found: dict[str, Match] = {}
        for match in load_coders(self.language)["quoted"].matches(self.clip, tuple(self.clauses)):
            if not self.clauses[match.clause].quoted or self._is_taken(match, coded):
                continue
            source = self.source(match.clause)
            if source is not None and self._acts(source):
                found.setdefault(source.name, match)
        said = {match.anchor for match in found.values()}
        left = (match for match in coded if match.anchor not in said)
        return tuple(sorted((*left, *found.values()), key=lambda match: match.anchor))

    def _is_taken(self, threat: Match, coded: Sequence[Match]) -> bool:
        """Whether the sentence is coded as a threat already, or the word as something milder."""
        return any(
            other.rule.type not in _FORCE
            if other.anchor == threat.anchor
            else other.rule.type == THREAT or threat.anchor in other.words
            for other in coded
        )

    def _acts(self, source: Source) -> bool:
        """Whether a speaker stands for a party or holds an office."""
        words = self.sentence(source.sentence).words[source.first : source.last + 1]
        offices = load_coders(self.language)["offices"]
        held = any(offices.may_anchor(word.text) for word in words)
        return held or source.name.isupper()


def is_quoted(match: Match) -> bool:
    """Whether a match is a threat in the words of a speaker."""
    return match.rule.id.startswith("quoted:")
