"""Matches one pattern in the words of one clause."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.events.elements import Field, Options, Vocabulary, run_ends
from pipeline.events.patterns import Sequence as Run
from pipeline.events.patterns import Term


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
        near: Whether it holds only where somebody abroad is named in the sentence or near it.
    """

    id: str
    pattern: str
    type: str
    mode: str
    context: str
    intensity: float
    near: bool = False


class Rule:
    """A rule with its pattern compiled."""

    def __init__(
        self,
        rule: CueRule,
        anchors: Iterable[Run],
        terms: Sequence[Term],
        words: Vocabulary,
        order: int,
    ) -> None:
        """Compile a rule; ``anchors`` are what its first term may be, ``terms`` are the others."""
        self.rule = rule
        self.present = [words.options(term) for term in terms if not term.absent]
        self.absent = [words.options(term) for term in terms if term.absent]
        self.anchors = {run: words.steps(run) for run in anchors}
        self._order = order

    def match(self, field: Field, run: Run, i: int) -> tuple[int, ...] | None:
        """Return the words that the rule consumes with its anchor at a word, None if it fails."""
        start = field.indices.index(i)
        end = next(run_ends(self.anchors[run], field, start), None)
        if end is None:
            return None
        found = list(field.consumed(start, end))
        for options in self.present:
            more = _first(options, field, found)
            if more is None:
                return None
            found.extend(more)
        if any(_first(options, field, ()) is not None for options in self.absent):
            return None
        return tuple(found)

    def rank(self, words: tuple[int, ...]) -> tuple[int, int, int, int]:
        """Sort key: more words, more conditions, more letters, earlier in the tables first."""
        return -len(words), -len(self.absent), -len(self.rule.pattern), self._order


def _first(options: Options, field: Field, taken: Sequence[int]) -> tuple[int, ...] | None:
    """Return the first place where one of the alternatives stands, words taken left out."""
    for start, i in enumerate(field.indices):
        if i in taken:
            continue
        for end in options.ends(field, start):
            words = field.consumed(start, end)
            if not set(words) & set(taken):
                return words
    return None
