"""Matches one pattern in the words of one clause."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.events.elements import Field, Options, run_ends
from pipeline.events.patterns import Sequence as Run
from pipeline.events.patterns import Term
from pipeline.events.screen import Bits
from pipeline.events.vocabulary import Vocabulary

#: Classes of words that say who acts: these may stand in a clause nearby. "Nach dem Treffen mit
#: Putin sagte er, man habe sich geeinigt": who agreed is told in the clause before.
_PARTIES = frozenset({"akteur", "ausland", "staat", "bündnis"})
#: Who may be named in a clause that hangs together with this one, but not sentences before.
_AROUND = frozenset({"militär", "truppen", "kampfgruppe"})


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


@dataclass(frozen=True, slots=True)
class _Parties:
    """Who a term asks for; ``anybody`` where any party abroad will do."""

    options: Options
    anybody: bool
    before: Options | None


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
        self.present = [
            (words.options(term), _parties(term, words)) for term in terms if not term.absent
        ]
        self.absent = [words.options(term) for term in terms if term.absent]
        #: What must not stand around the clause either, where a party is taken from there.
        self._fields = [words.options(t) for t in terms if t.absent and _is_class(t)]
        self.anchors = {run: words.steps(run) for run in anchors}
        #: Terms that the sentence must have; parties may be named in those before.
        self.needed = _needed(self.present)
        self._order = order

    def match(self, field: Field, run: Run, i: int) -> tuple[int, ...] | None:
        """Return the words that the rule consumes with its anchor at a word, None if it fails."""
        start = field.indices.index(i)
        end = next(run_ends(self.anchors[run], field, start), None)
        if end is None:
            return None
        found = list(field.consumed(start, end))
        may_be_told = field.told is not None
        for options, parties in self.present:
            more = _first(options, field, found)
            if more is None and not self._stands_around(parties, field):
                if parties is None or not may_be_told or not self._is_told(parties, field):
                    return None
                may_be_told = False  # Those told of before are one party, not both.
            found.extend(more or ())
        if any(_first(options, field, ()) is not None for options in self.absent):
            return None
        return tuple(found)

    def _stands_around(self, parties: _Parties | None, field: Field) -> bool:
        """Whether a party that the clause lacks is named around it, and no other field of life."""
        if parties is None or not field.around:
            return False
        around = field.surroundings()
        return _first(parties.options, around, ()) is not None and not any(
            _first(options, around, ()) for options in self._fields
        )

    def _is_told(self, parties: _Parties, field: Field) -> bool:
        """Whether the sentences before name a party, and speak of no other field of life."""
        if parties.before is None or field.told is None:
            return False
        told = field.told()
        # Ministers and parliaments at home are parties of everyday politics only.
        named = told.abroad and (parties.anybody or told.names(parties.before))
        return named and not any(told.names(options) for options in self._fields)

    def rank(self, words: tuple[int, ...]) -> tuple[int, int, int, int]:
        """Sort key: more words, more conditions, more letters, earlier in the tables first."""
        return -len(words), -len(self.absent), -len(self.rule.pattern), self._order


def _is_class(term: Term) -> bool:
    return any(run[0].kind == "class" for run in term.alternatives)


def _parties(term: Term, words: Vocabulary) -> _Parties | None:
    """Return the parties among the alternatives of a term, None where it names none."""
    around, before = _members(term, _PARTIES | _AROUND), _members(term, _PARTIES)
    if not around:
        return None
    return _Parties(
        words.options(Term(around, absent=False)),
        any(run[0].value in _PARTIES for run in before),
        words.options(Term(before, absent=False)) if before else None,
    )


def _needed(present: Iterable[tuple[Options, _Parties | None]]) -> Bits:
    """Return the bits of the terms that no sentence before may stand in for."""
    needed = 0
    for options, parties in present:
        if parties is None or parties.before is None:
            needed |= options.bit
    return needed


def _members(term: Term, classes: frozenset[str]) -> tuple[Run, ...]:
    """Return the alternatives of a term that are one of some classes."""
    return tuple(
        run
        for run in term.alternatives
        if len(run) == 1 and run[0].kind == "class" and run[0].value in classes
    )


def _first(options: Options, field: Field, taken: Sequence[int]) -> tuple[int, ...] | None:
    """Return where one of the alternatives stands, words taken left out: a verb, else the first.

    "Bodentruppen will man in das Land schicken" is told by its verb, not by its preposition.
    """
    first: tuple[int, ...] | None = None
    for start, i in enumerate(field.indices):
        if i in taken:
            continue
        for end in options.ends(field, start):
            words = field.consumed(start, end)
            if set(words) & set(taken):
                continue
            if not field.verbs.isdisjoint(words):
                return words
            first = first or words
    return first
