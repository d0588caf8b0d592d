"""Finds the cues of events in the clauses of a sentence.

Rules are indexed by the forms of their anchor, so a word costs one look-up; the rest of a pattern
is checked only where its anchor stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from pipeline.events.elements import Field, Told
from pipeline.events.matching import CueRule, Rule
from pipeline.events.patterns import Sequence as Run
from pipeline.events.patterns import check, expand, parse
from pipeline.events.screen import ANYTHING
from pipeline.events.vocabulary import Vocabulary
from pipeline.language import Clip
from pipeline.language.clauses import Clause
from pipeline.language.numbering import BLOCK, Lists, Words

__all__ = ["EXCLUDE", "Coder", "CueRule", "Match"]

EXCLUDE = "EXCLUDE"


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


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A rule that may have its anchor, or the verb that a particle belongs to, at a word."""

    rule: Rule
    run: Run
    reunited: bool


#: Words of a sentence that may be anchors, with what may have its anchor there.
Likely = dict[int, list[_Candidate]]


class Coder:
    """Matches a set of rules.

    Args:
        rules: With patterns that ``patterns.parse`` accepts.
        vocabulary: Of the language; shared by all coders that read the same sentences.

    Raises:
        ValueError: When a pattern is none or speaks of an unknown word class.
    """

    def __init__(self, rules: Iterable[CueRule], vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._candidates: list[_Candidate] = []
        self._needs: list[frozenset[int]] = []
        #: Candidates by the forms of their anchors, by the end of those and by their beginning.
        self._exact: dict[str, list[int]] = defaultdict(list)
        self._ends: dict[str, list[int]] = defaultdict(list)
        self._begins: dict[str, list[int]] = defaultdict(list)
        for order, rule in enumerate(rules):
            pattern = parse(rule.pattern)
            check(pattern, vocabulary.classes)
            anchor, *others = pattern.terms
            # Rules are looked up by the forms of their anchors, so those are spelt out.
            anchors = expand(anchor, vocabulary.classes).alternatives
            compiled = Rule(rule, anchors, others, vocabulary, order)
            for run in anchors:
                self._index(compiled, run)
        self._by_form = Lists(self._anchored_at)
        self._seen: tuple[Words, dict[int, Likely]] | None = None

    def _index(self, rule: Rule, run: Run) -> None:
        element, words = run[0], self._vocabulary
        needs = rule.needed | words.terms_of(run[1:])
        plain = self._number(_Candidate(rule, run, reunited=False), needs)
        if element.kind == "prefix":
            self._begins[element.value].append(plain)
        elif element.kind == "head":
            _note(self._ends, words.lexicon.inflected(element), plain)
        elif element.kind == "exact":
            _note(self._exact, (element.value.lower(),), plain)
        else:
            _note(self._exact, words.lexicon.inflected(element), plain)
            parts = words.lexicon.particle(element)
            if parts and parts[1] in words.reunited:
                needs |= {words.reunited[parts[1]]}
                reunited = self._number(_Candidate(rule, run, reunited=True), needs)
                _note(self._exact, words.forms.forms(parts[0]), reunited)

    def _number(self, candidate: _Candidate, needs: frozenset[int]) -> int:
        self._candidates.append(candidate)
        self._needs.append(needs)
        return len(self._candidates) - 1

    def _anchored_at(self, text: str) -> list[int]:
        """Return the numbers of the candidates that may have their anchor at a word."""
        found = list(self._exact.get(text, ()))
        lower = text.lower()
        if lower != text:
            found += self._exact.get(lower, ())
        if text[:1].isupper() and len(text) > 2:
            for cut in range(len(text) - 1):
                found += self._ends.get(lower[cut:], ())
                found += self._begins.get(text[: cut + 1], ())
        return found

    def may_anchor(self, text: str) -> bool:
        """Whether a rule may have its anchor at a word, whatever stands around it."""
        return bool(self._anchored_at(text))

    def anchored(self, clip: Clip) -> bool:
        """Whether a sentence holds a word that may be an anchor, and what its rule needs beside."""
        return bool(self._likely(clip))

    def _likely(self, clip: Clip) -> Likely:
        """Return the anchors with the rules that the words of a sentence do not rule out."""
        document, index = clip.numbered
        words = document.block(index // BLOCK)
        if self._seen is None or self._seen[0] is not words:
            self._seen = words, self._look_through(words)
        return self._seen[1].get(index % BLOCK, {})

    def _look_through(self, words: Words) -> dict[int, Likely]:
        """Return the likely rules of each of some sentences that has any."""
        candidates, where = self._by_form.of(words)
        found: dict[int, Likely] = {}
        if not len(candidates):
            return found
        sentences, present = words.sentences[where], self._vocabulary.presence(words)
        for needs in self._columns:
            chance = present[sentences, needs[candidates]]
            candidates, where, sentences = candidates[chance], where[chance], sentences[chance]
        places = (where - words.bounds[sentences]).tolist()
        for s, i, c in zip(sentences.tolist(), places, candidates.tolist(), strict=True):
            found.setdefault(s, {}).setdefault(i, []).append(self._candidates[c])
        return found

    @cached_property
    def _columns(self) -> list[NDArray[np.intp]]:
        """The first, second ... term that each candidate needs, as columns."""
        most = max(map(len, self._needs), default=0)
        rows = [(*sorted(needs), *[ANYTHING] * (most - len(needs))) for needs in self._needs]
        return list(np.array(rows, dtype=np.intp).T)

    def matches(
        self,
        clip: Clip,
        clauses: tuple[Clause, ...],
        *,
        told: Callable[[], Told] | None = None,
        abroad: Callable[[], bool] = lambda: True,
    ) -> tuple[Match, ...]:
        """Return the matches of a sentence in order of their anchors, one an anchor word.

        A clause without names may go on to tell of the parties that the sentences before have
        ``told`` of: "Man einigte sich auf einen Fahrplan". ``abroad`` tells whether somebody abroad
        is named near; it is asked where a rule wants it.

        Words that an EXCLUDE rule consumed anchor nothing; a word that a match consumed anchors
        no other match of the same type, and no match consumes the anchor of another of its type.
        """
        likely = self._likely(clip)
        if not likely:
            return ()
        found: list[tuple[Rule, Match]] = []
        for clause in clauses:
            field: Field | None = None
            for i in range(clause.first, clause.last):
                for candidate in likely.get(i, ()):
                    field = field or self._field(clip, clauses, clause, told=told)
                    if candidate.reunited and i not in field.joined:
                        continue
                    words = candidate.rule.match(field, candidate.run, i)
                    if words and (not candidate.rule.rule.near or abroad()):
                        match = Match(candidate.rule.rule, i, words, clause.index)
                        found.append((candidate.rule, match))
        verbs = frozenset(i for clause in clauses for i in clause.verbs)
        return _chosen(found, verbs)

    def _field(
        self,
        clip: Clip,
        clauses: tuple[Clause, ...],
        clause: Clause,
        *,
        told: Callable[[], Told] | None,
    ) -> Field:
        parts = tuple(_united(clauses, clause))
        inside = [i for part in parts for i in range(part.first, part.last)]
        indices = (*_antecedent(clip, clause), *inside)
        verbs = frozenset(i for part in parts for i in part.verbs)
        joined = self._vocabulary.reunions.in_clause(
            clip, [i for i in indices if clip.words[i].is_word]
        )
        return Field(clip, indices, verbs, joined, _around(clauses, clause, indices), told)


def _note(index: dict[str, list[int]], forms: Iterable[str], candidate: int) -> None:
    for form in forms:
        index[form].append(candidate)


def _antecedent(clip: Clip, clause: Clause) -> tuple[int, ...]:
    """Return the noun that a relative clause tells of: "Truppen, die ... verlegt wurden"."""
    noun = clause.first - 2
    if clause.kind != "relative" or noun < 0 or clip.words[noun + 1].text != ",":
        return ()
    # ", China, der Bedarf ...": what commas enclose explains the noun before.
    alone = noun > 0 and clip.words[noun - 1].text == ","
    return (noun,) if clip.words[noun].is_title and not alone else ()


def _around(
    clauses: tuple[Clause, ...], clause: Clause, inside: tuple[int, ...]
) -> tuple[int, ...]:
    """Return the words of the clauses that one hangs on, that hang on it or share its subject."""
    above = set(_above(clauses, clause))
    near = [
        other for other in clauses if other.index in above or clause.index in _above(clauses, other)
    ]
    taken = set(inside)
    return tuple(i for c in near for i in range(c.first, c.last) if i not in taken)


def _above(clauses: tuple[Clause, ...], clause: Clause) -> Iterator[int]:
    """Yield the indices of the clauses that one depends on or continues."""
    seen: set[int] = set()
    index = clause.parent if clause.parent is not None else clause.resumes
    while index is not None and index not in seen:
        seen.add(index)
        yield index
        host = clauses[index]
        index = host.parent if host.parent is not None else host.resumes


def _united(clauses: tuple[Clause, ...], clause: Clause) -> Iterator[Clause]:
    """Yield the parts of a clause that an inserted one has torn apart.

    "Der Minister, der reiste, drohte" and "hat die Truppen, die kamen, abgezogen": one of the two
    parts has no finite verb.
    """
    for other in clauses:
        if other is clause or (
            (other.finite is None or clause.finite is None)
            and (other.resumes == clause.index or clause.resumes == other.index)
        ):
            yield other


def _chosen(found: list[tuple[Rule, Match]], verbs: frozenset[int]) -> tuple[Match, ...]:
    excluded = {i for _, match in found if match.rule.type == EXCLUDE for i in match.words}
    ranked = sorted(
        (entry for entry in found if entry[1].anchor not in excluded),
        key=lambda entry: (*entry[0].rank(entry[1].words), entry[1].anchor),
    )
    anchors: set[int] = set()
    taken: dict[str, set[int]] = defaultdict(set)
    told: dict[str, set[int]] = defaultdict(set)
    joint: set[tuple[str, int]] = set()
    chosen = []
    for _, match in ranked:
        kind = match.rule.type
        # "verhängte Sanktionen gegen": the verb and the noun tell of one event, not of two.
        if match.anchor in anchors | taken[kind] or not told[kind].isdisjoint(match.words):
            continue
        # "sprach von 18 Toten und 30 Verletzten": one verb tells of both.
        shared = {(match.rule.id, i) for i in match.words if i in verbs}
        if not shared.isdisjoint(joint):
            continue
        joint.update(shared)
        anchors.add(match.anchor)
        told[kind].add(match.anchor)
        taken[kind].update(match.words)
        chosen.append(match)
    return tuple(sorted(chosen, key=lambda match: match.anchor))
