"""In which states an event happens, as far as its clause says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.events.cast import is_state
from pipeline.events.coder import Match
from pipeline.events.entities import Mention
from pipeline.events.frames import Frames
from pipeline.events.nominals import NounPhrase
from pipeline.events.role_nouns import kinds_of
from pipeline.events.sides import nouns_of
from pipeline.events.speech import Source
from pipeline.language import Clip
from pipeline.language.clauses import Clause

_ORIGIN = frozenset({"aus", "laut"})
_AGENT = frozenset({"von", "vom"})
#: Kinds of parties that have a seat.
_BODIES = frozenset({"institution", "organisation", "group", "leader"})
_CAUSES = frozenset({"für", "gegen", "wegen", "mit"})
_LOCAL = frozenset({"in", "im", "auf", "über", "vor", "an", "am"})


@dataclass(frozen=True, slots=True)
class Ground:
    """Knows the places of one sentence."""

    clip: Clip
    clauses: Sequence[Clause]
    phrases: Sequence[NounPhrase]
    frames: Frames

    def places(self, match: Match, source: Source | None) -> tuple[str, ...]:
        """Return the states where an event happens, the nearest to its anchor first."""
        frame = self.frames.of(match.clause)
        found: list[Mention] = []
        for phrase in self._setting(match, frame.phrases):
            origin = phrase.preposition in _ORIGIN or (
                phrase.preposition in _AGENT and phrase.owner is None
            )
            if match.rule.type != "RETREAT" and (origin or self._is_seat(phrase)):
                continue
            if source and source.sentence == self.clip.index and self.speaks(phrase, source):
                continue
            if match.rule.type == "PROTEST" and self._is_cause(phrase):
                continue
            if self._is_border(phrase) and match.rule.type != "MOBILIZE":
                continue
            zone = self._is_zone(phrase)
            found += [
                m for m in phrase.mentions if (m.kind == "location" or zone) and is_state(m.actor)
            ]
        found.sort(key=lambda mention: abs(mention.first - match.anchor))
        return tuple(dict.fromkeys(mention.actor for mention in found))

    def _setting(self, match: Match, phrases: Sequence[NounPhrase]) -> Sequence[NounPhrase]:
        """Return the phrases that may say where an event happens.

        "berieten in Abuja über einen Plan für einen Angriff": the place is that of the talks.
        """
        holder = next((p for p in phrases if p.first <= match.anchor <= p.last), None)
        told = any(i in self._verbs for i in match.words)
        if holder is None or told or holder.owner is None:
            return phrases
        return [p for p in phrases if p is holder or self._belongs(p, holder)]

    @property
    def _verbs(self) -> frozenset[int]:
        return frozenset(i for clause in self.clauses for i in clause.verbs)

    def _belongs(self, phrase: NounPhrase, holder: NounPhrase) -> bool:
        while phrase.owner is not None:
            phrase = self.phrases[phrase.owner]
            if phrase is holder:
                return True
        return False

    def _is_seat(self, phrase: NounPhrase) -> bool:
        """Whether a place only says where a party sits: "das Büro der UN in Genf"."""
        if phrase.owner is None or phrase.preposition not in {"in", "im", "aus"}:
            return False
        owner = self.phrases[phrase.owner]
        own = {m.actor for m in owner.mentions if is_state(m.actor)}
        if own and own.isdisjoint(m.actor for m in phrase.mentions):
            return False  # "der Besuch des französischen Ministers in Hanoi"
        acts = kinds_of(self.clip.words[owner.head].text) & {"organ", "local"}
        return bool(acts) or any(m.kind in _BODIES for m in owner.mentions)

    def _is_cause(self, phrase: NounPhrase) -> bool:
        """Whether a place belongs to what a protest is about: "für Frieden in Syrien"."""
        while phrase.owner is not None:
            phrase = self.phrases[phrase.owner]
            if phrase.preposition in _CAUSES:
                return True
        return False

    def _is_zone(self, phrase: NounPhrase) -> bool:
        """Whether a state owns the ground where something happens: "im Luftraum Japans"."""
        top = phrase
        while top.owner is not None and not top.preposition:
            top = self.phrases[top.owner]
        head = self.clip.words[top.head].lower
        return top.preposition in _LOCAL and head.endswith(nouns_of("ground"))

    def _is_border(self, phrase: NounPhrase) -> bool:
        """Whether a state only names a border: "an der Grenze zu Belarus"."""
        owner = None if phrase.owner is None else self.phrases[phrase.owner]
        words = self.clip.words
        return owner is not None and words[owner.head].lower.endswith(("grenze", "grenzen"))

    def speaks(self, phrase: NounPhrase, source: Source) -> bool:
        """Whether a phrase names the speaker."""
        return source.first <= phrase.first <= source.last
