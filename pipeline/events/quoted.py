"""Threats in the words of a speaker: »Wir werden sie auslöschen«, rief der General.

What somebody says he will do threatens only where he acts for a state or an armed group, and where
it stands in quotation marks or in indirect speech; the speaker is then the actor.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.events.coder import Coder, CueRule, Match
from pipeline.events.rules import THREAT, load_quoted, make_coder
from pipeline.events.speech import Source
from pipeline.language import Clip
from pipeline.language.clauses import Clause

#: Word classes whose members act for a state or an armed group.
_OFFICES = ("amtsträger", "militär", "kampfgruppe", "gewalthaber")


@cache
def _offices(language: str) -> Coder:
    rules = [CueRule(f"speaker:{k}", f"<{k}>", "SPEAKER", "", "", 0.0) for k in _OFFICES]
    return make_coder(rules, language)


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

    def threats(self, coded: Sequence[Match]) -> tuple[Match, ...]:
        """Return the first threat of each speaker, none beside a coded threat or what it holds."""
        if any(match.rule.type == THREAT for match in coded):
            return ()
        taken = {i for match in coded for i in match.words}
        found: dict[str, Match] = {}
        for match in load_quoted(self.language).matches(self.clip, tuple(self.clauses)):
            if match.anchor in taken or not self._is_said(match):
                continue
            source = self.source(match.clause)
            if source is not None and self._acts(source):
                found.setdefault(source.name, match)
        return tuple(found.values())

    def _is_said(self, match: Match) -> bool:
        """Whether the words of a threat stand in quotation marks, maybe opened before."""
        return self.clauses[match.clause].quoted

    def _acts(self, source: Source) -> bool:
        """Whether a speaker stands for a party or holds an office."""
        words = self.sentence(source.sentence).words[source.first : source.last + 1]
        held = any(_offices(self.language).candidates(word.text) for word in words)
        return held or source.name.isupper()


def is_quoted(match: Match) -> bool:
    """Whether a match is a threat in the words of a speaker."""
    return match.rule.id.startswith("quoted:")
