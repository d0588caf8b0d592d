"""Who takes part in an event by what another word of its clause says.

Who is made or allowed to act acts; who speaks at talks holds them; who is hit by an answer did what
it answers; the attack that people die in names who killed them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.events.acting import Acting
from pipeline.events.coder import Match
from pipeline.events.frames import Frame
from pipeline.events.nominals import NounPhrase
from pipeline.events.parties import Parties
from pipeline.events.sides import Sides, nouns_of
from pipeline.language import Clip

#: Prepositions of the attack that somebody is a victim of.
_CAUSES = frozenset({"bei", "beim", "durch", "in", "im", "nach", "infolge"})
#: Prepositions of what somebody is made or allowed to do: "zwang Rom zum Abzug".
_STEERED = frozenset({"zu", "zum", "zur", "an", "am", "von", "vom"})
#: Prepositions of talks that the subject takes part in.
_ATTENDED = frozenset({"bei", "beim", "auf", "nach", "vor", "in"})
_ITSELF = "sich"


class Related:
    """Answers for one sentence.

    Args:
        clip: The sentence.
        matches: All its events.
        phrases: Its noun phrases.
        acting: What its clauses say of who acts.
        sides: Of single parties.
        of: Returns the parties of the event at a position.
    """

    def __init__(
        self,
        clip: Clip,
        matches: Sequence[Match],
        phrases: Sequence[NounPhrase],
        acting: Acting,
        sides: Sides,
        of: Callable[[int], Parties],
    ) -> None:
        self._words, self._matches, self._phrases = clip.words, matches, phrases
        self._acting, self._sides, self._of = acting, sides, of

    def steers(self, frame: Frame) -> bool:
        """Whether a clause says that somebody is made or allowed to act."""
        return self._acting.has(frame, "steering")

    def steered(self, frame: Frame) -> list[str]:
        """Return who is made or allowed to act: the object, the subject in the passive.

        "zwang Rom, Truppen abzuziehen", "Kiew wurde erlaubt anzugreifen", "Rom verpflichtete sich".
        """
        names = _objects(frame)
        inside = self._words[frame.clause.first : frame.clause.last]
        own = frame.passive or any(word.lower == _ITSELF for word in inside)
        return names if names or not own else self._acting.subjects(frame.clause.index)

    def steered_to(self, frame: Frame, holder: NounPhrase) -> list[str]:
        """Return who is made to do what a noun names: "zwang Rom zum Abzug"."""
        told = holder.preposition in _STEERED and not frame.passive and self.steers(frame)
        return self.steered(frame) if told else []

    def answered(self, match: Match) -> list[str]:
        """Return whom the answer to an event hits: "als Reaktion auf Angriffe bombardierte ..."."""
        for k, other in enumerate(self._matches):
            same = other.clause == match.clause and self._acting.is_told(other)
            if same and other is not match:
                return list(self._of(k).aimed_at)
        return []

    def attend(self, found: Parties, match: Match, frame: Frame, holder: NounPhrase) -> None:
        """Take who speaks at talks as one of those who hold them: "beim Gipfel warnte Rom"."""
        talks = match.rule.type == "CONSULT" and holder.preposition in _ATTENDED
        if not talks or frame.passive or frame.subject is None or holder.owner is not None:
            return
        names = self._acting.subjects(match.clause)
        if not set(found.aimed_at).isdisjoint(names):
            return
        found.add("actor", names)
        with_whom = any(p.owner == holder.index and p.preposition for p in self._phrases)
        twosome = self._words[match.anchor].lower.endswith(nouns_of("twosome"))
        # "In einem Gespräch mit Schülern lobte Rom Paris": Paris was not there.
        if twosome and not with_whom and not found.aimed_at:
            found.add("target", (name for name in _objects(frame) if name not in names))

    def causes(self, frame: Frame) -> list[str]:
        """Return whose attack it is that people die in: "starben bei einem Angriff Roms"."""
        names = []
        for phrase in frame.phrases:
            if phrase.preposition in _CAUSES and self._sides.is_event(phrase):
                own = [p for p in self._phrases if p.owner == phrase.index and not p.preposition]
                parties = (m for p in (phrase, *own) for m in p.mentions if m.kind != "location")
                names += [m.actor for m in parties]
        return names


def _objects(frame: Frame) -> list[str]:
    return [m.actor for p in frame.bare() for m in p.mentions if m.kind != "location"]
