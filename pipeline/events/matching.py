"""Matches one pattern in the words of one clause."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.events.elements import Field, Options, Step, Test, run_ends
from pipeline.events.naming import Present, Told
from pipeline.events.patterns import Pattern, Term, expand, expanded, parse
from pipeline.events.patterns import Sequence as Run
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


@dataclass(frozen=True, slots=True)
class _Terms:
    """The terms of a pattern besides its anchor.

    Attributes:
        present: What must stand in the clause, and the parties that may stand elsewhere.
        absent: What must not.
        fields: What must not stand around the clause either, where a party is taken from there.
    """

    present: tuple[tuple[Options, _Parties | None], ...]
    absent: tuple[Options, ...]
    fields: tuple[Options, ...]


class Rule:
    """A rule; its pattern is compiled when it is first tried.

    Args:
        rule: As the tables have it.
        words: Of the language.
        order: Place in the tables.
    """

    def __init__(self, rule: CueRule, words: Vocabulary, order: int) -> None:
        self.rule = rule
        self._words, self._order = words, order
        self._steps: dict[int, tuple[Step, ...]] = {}

    @cached_property
    def _pattern(self) -> Pattern:
        return parse(self.rule.pattern)

    @cached_property
    def _open(self) -> tuple[tuple[Options, _Parties], ...]:
        """The terms that the screen leaves open: parties, who may be named in sentences before."""
        words = self._words
        terms = [t for t in self._pattern.terms[1:] if not t.absent and not is_needed(t)]
        found = [(words.options(t), _parties(t, words)) for t in terms]
        return tuple((options, parties) for options, parties in found if parties is not None)

    @cached_property
    def _terms(self) -> _Terms:
        words, terms = self._words, self._pattern.terms[1:]
        present = [(words.options(t), _parties(t, words)) for t in terms if not t.absent]
        absent = [words.options(t) for t in terms if t.absent]
        fields = [words.options(t) for t in terms if t.absent and _is_class(t)]
        return _Terms(tuple(present), tuple(absent), tuple(fields))

    def _anchor(self, number: int) -> tuple[Step, ...]:
        if number not in self._steps:
            run = expanded(self._pattern.terms[0], self._words.classes, number)
            self._steps[number] = self._words.steps(run)
        return self._steps[number]

    def shows(self, anchor: int, text: str, *, opens: bool) -> bool | None:
        """Whether it matches where its anchor may stand; None where its clause must be known.

        A pattern of one word holds wherever the word stands, unless it is a verb or part of one.
        """
        steps = self._anchor(anchor)
        if len(self._pattern.terms) > 1 or len(steps) > 1 or self.rule.near:
            return None
        test = steps[0]
        if not isinstance(test, Test) or test.asks_for_verb:
            return None
        if test.kind == "lemma" and self._words.reunions.is_base(text):
            return None
        return test.accepts(text, opens=opens)

    def may_match(self, anchor: int, words: Present, i: int) -> bool:
        """Whether the words of a sentence leave it a chance, whatever its clauses are.

        Asked before clauses are cut, with the anchor at a word that is no verb told apart, where
        the screen has found the other words that it needs: whether a party is named, here or in
        the sentences before.
        """
        first, text = self._anchor(anchor)[0], words.texts[i]
        if isinstance(first, Test) and not (
            first.accepts(text, opens=i == 0)
            or (first.kind == "lemma" and self._words.reunions.is_base(text))
        ):
            return False
        return all(
            words.may_have(options) or self._is_told(parties, words.told)
            for options, parties in self._open
        )

    def match(self, field: Field, anchor: int, i: int) -> tuple[int, ...] | None:
        """Return the words that the rule consumes with its anchor at a word, None if it fails.

        ``anchor`` says which of ``anchors`` stands there.
        """
        start = field.indices.index(i)
        end = next(run_ends(self._anchor(anchor), field, start), None)
        if end is None:
            return None
        found = list(field.consumed(start, end))
        may_be_told = field.told is not None
        for options, parties in self._terms.present:
            more = _first(options, field, found)
            if more is None and not self._stands_around(parties, field):
                if parties is None or not may_be_told or not self._is_told(parties, field.told):
                    return None
                may_be_told = False  # Those told of before are one party, not both.
            found.extend(more or ())
        if any(_first(options, field, ()) is not None for options in self._terms.absent):
            return None
        return tuple(found)

    def _stands_around(self, parties: _Parties | None, field: Field) -> bool:
        """Whether a party that the clause lacks is named around it, and no other field of life."""
        if parties is None:
            return False
        around = field.surroundings()
        return _first(parties.options, around, ()) is not None and not any(
            _first(options, around, ()) for options in self._terms.fields
        )

    def _is_told(self, parties: _Parties, tell: Callable[[], Told] | None) -> bool:
        """Whether the sentences before name a party, and speak of no other field of life."""
        if parties.before is None or tell is None:
            return False
        told = tell()
        # Ministers and parliaments at home are parties of everyday politics only.
        named = told.abroad and (parties.anybody or told.names(parties.before))
        return named and not any(told.names(options) for options in self._terms.fields)

    def rank(self, words: tuple[int, ...]) -> tuple[int, int, int, int]:
        """Sort key: more words, more conditions, more letters, earlier in the tables first."""
        return -len(words), -len(self._terms.absent), -len(self.rule.pattern), self._order


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


def anchors(pattern: Pattern, classes: Mapping[str, tuple[Run, ...]]) -> tuple[Run, ...]:
    """Return what the anchor of a pattern may be, word classes spelt out."""
    return expand(pattern.terms[0], classes).alternatives


def is_needed(term: Term) -> bool:
    """Whether the sentence itself must have a term: parties may be named in those before."""
    return not term.absent and not _members(term, _PARTIES)


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
    texts, joined, may_begin = field.clip.texts, field.joined, options.may_begin
    for start, i in enumerate(field.indices):
        if not (may_begin(texts[i]) or i in joined) or i in taken:
            continue
        for end in options.ends(field, start):
            words = field.consumed(start, end)
            if not taken or set(words).isdisjoint(taken):
                if not field.verbs.isdisjoint(words):
                    return words
                first = first or words
    return first
