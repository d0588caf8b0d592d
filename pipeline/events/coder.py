"""Finds the cues of events in the clauses of a sentence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CueRule:
    """One line of a cue table.

    Attributes:
        id: ``events:<type>:<pattern>``, blanks of the pattern written as ``_``.
        pattern: As in the table.
        type: PLOVER type in capitals, or "EXCLUDE".
        mode: PLOVER mode, "" for none.
        context: "military", "diplomacy" ..., "" for none.
        intensity: -10 (material conflict) to 10 (material cooperation).
    """

    id: str
    pattern: str
    type: str
    mode: str
    context: str
    intensity: float


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that fired.

    Attributes:
        rule: Which one.
        anchor: Index into ``clip.words`` of the word that stands for the event.
        words: Indices of all words that the rule consumed, the anchor's first.
        clause: Index of the clause they stand in.
    """

    rule: CueRule
    anchor: int
    words: tuple[int, ...]
    clause: int
