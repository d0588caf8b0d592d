"""Finds the cues of events in the clauses of a sentence.

A pattern is tried only where its anchor stands and the sentence has the other words that it needs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from pipeline.events.anchors import Anchors, Candidate, Likely
from pipeline.events.elements import Field
from pipeline.events.matching import CueRule, Rule
from pipeline.events.naming import Present, Told
from pipeline.events.rules import EXCLUDE
from pipeline.events.vocabulary import Vocabulary
from pipeline.language import Clip
from pipeline.language.clauses import Clause, above_of

__all__ = ["Coder", "CueRule", "Match"]


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


class Coder:
    """Matches a set of rules.

    Args:
        name: Of the set.
        anchors: Of all sets that were compiled with it.
        vocabulary: Of the language.
    """

    def __init__(self, name: str, anchors: Anchors, vocabulary: Vocabulary) -> None:
        self._anchors, self._vocabulary = anchors, vocabulary
        self.number = anchors.number(name)

    def may_anchor(self, text: str) -> bool:
        """Whether a rule may have its anchor at a word, whatever stands around it."""
        return self._anchors.may_stand_at(text, self.number)

    def anchored(self, clip: Clip) -> bool:
        """Whether a sentence holds a word that may be an anchor, and what its rule needs beside."""
        return self.number in self._anchors.chances(clip)

    def likely(self, clip: Clip) -> Likely:
        """Return the anchors with the rules that the words of a sentence do not rule out."""
        return self._anchors.likely(clip, self.number)

    def hopeful(
        self,
        clip: Clip,
        *,
        told: Callable[[], Told] | None = None,
        abroad: Callable[[], bool] = lambda: True,
    ) -> Likely:
        """Return the anchors with the rules that no word of the sentence rules out, if any tells.

        Asked before the sentence is cut into clauses. ``told`` and ``abroad`` as in ``matches``.
        """
        likely = self.likely(clip)
        if not likely:
            return likely
        words, hopeful = Present(clip.texts, told), Likely()
        for i, candidates in likely.items():
            left = [
                c
                for c in candidates
                if (c.reunited or c.rule.may_match(c.anchor, words, i))
                and (not c.rule.rule.near or abroad())
            ]
            if left:
                hopeful[i] = left
        told_of = any(c.rule.rule.type != EXCLUDE for left in hopeful.values() for c in left)
        return hopeful if told_of else {}

    def matches(
        self,
        clip: Clip,
        clauses: tuple[Clause, ...],
        *,
        told: Callable[[], Told] | None = None,
        abroad: Callable[[], bool] = lambda: True,
        likely: Likely | None = None,
    ) -> tuple[Match, ...]:
        """Return the matches of a sentence in order of their anchors, one an anchor word.

        A clause without names may go on to tell of the parties that the sentences before have
        ``told`` of: "Man einigte sich auf einen Fahrplan". ``abroad`` tells whether somebody abroad
        is named near; it is asked where a rule wants it. ``likely`` are the candidates, where these
        were looked up before.

        Words that an EXCLUDE rule consumed anchor nothing; a word that a match consumed anchors
        no other match of the same type, and no match consumes the anchor of another of its type.
        """
        likely = self.likely(clip) if likely is None else likely
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
                    words = candidate.rule.match(field, candidate.anchor, i)
                    if words and (not candidate.rule.rule.near or abroad()):
                        match = Match(candidate.rule.rule, i, words, clause.index)
                        found.append((candidate.rule, match))
        verbs = frozenset(i for clause in clauses for i in clause.verbs)
        return _chosen(found, verbs)

    def anchors(self, clip: Clip, clauses: Callable[[], tuple[Clause, ...]]) -> tuple[int, ...]:
        """Return the anchors of the matches of a sentence, with clauses where they matter.

        Only for sets of rules that exclude nothing.
        """
        found = []
        for i, candidates in self.likely(clip).items():
            shown = [_shows(clip, i, candidate) for candidate in candidates]
            if None in shown:
                return tuple(match.anchor for match in self.matches(clip, clauses()))
            if True in shown:
                found.append(i)
        return tuple(found)

    def speaks(self, clip: Clip, clauses: Callable[[], tuple[Clause, ...]]) -> bool:
        """Whether a sentence has a match, under the same condition."""
        shown = {_shows(clip, i, c) for i, likely in self.likely(clip).items() for c in likely}
        if True in shown or None not in shown:
            return True in shown
        return bool(self.matches(clip, clauses()))

    def _field(
        self,
        clip: Clip,
        clauses: tuple[Clause, ...],
        clause: Clause,
        *,
        told: Callable[[], Told] | None,
    ) -> Field:
        parts = list(_united(clauses, clause))
        inside = [i for part in parts for i in range(part.first, part.last)]
        indices = (*_antecedent(clip, clause), *inside)
        verbs = frozenset(i for part in parts for i in part.verbs)
        joined = self._vocabulary.reunions.in_clause(clip, indices)
        around = partial(_around, clauses, clause, indices)
        return Field(clip, indices, verbs, joined, around, told)


def _shows(clip: Clip, i: int, candidate: Candidate) -> bool | None:
    """Whether a candidate matches at a word; None where that depends on its clause."""
    if candidate.reunited:
        return None
    return candidate.rule.shows(candidate.anchor, clip.texts[i], opens=i == 0)


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
    above = set(above_of(clauses, clause))
    near = [
        other
        for other in clauses
        if other.index in above or clause.index in above_of(clauses, other)
    ]
    taken = set(inside)
    return tuple(i for c in near for i in range(c.first, c.last) if i not in taken)


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
