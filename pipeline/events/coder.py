"""Finds the cues of events in the clauses of a sentence.

Rules are indexed by the forms of their anchor, so a word costs one look-up; the rest of a pattern
is checked only where its anchor stands.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from operator import itemgetter

from pipeline.events.elements import Field, Told
from pipeline.events.matching import CueRule, Rule
from pipeline.events.rules import EXCLUDE
from pipeline.events.screen import Screen
from pipeline.events.vocabulary import Vocabulary
from pipeline.events.word_index import WordIndex, candidates_key, needs_key, rule_key
from pipeline.language import Clip
from pipeline.language.clauses import Clause
from pipeline.language.lookup import Lookup
from pipeline.language.numbering import BLOCK, Lists, Words

__all__ = ["Coder", "CueRule", "Match"]

#: Letters of the shortest end of a compound that is looked for.
_SHORTEST = 2


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
    anchor: int
    reunited: bool


#: Words of a sentence that may be anchors, with what may have its anchor there.
Likely = dict[int, list[_Candidate]]


class Coder:
    """Matches a set of rules.

    Args:
        name: Of the set.
        lookup: Of the entries that ``compiler.entries`` returns.
        vocabulary: Of the language.
        screen: Of the lookup; shared by all coders that read the same sentences.
    """

    def __init__(self, name: str, lookup: Lookup, vocabulary: Vocabulary, screen: Screen) -> None:
        self._name, self._lookup = name, lookup
        self._vocabulary, self._screen = vocabulary, screen
        self._index = WordIndex(lookup, name)
        #: Rule, anchor and whether parted of each candidate (rows); the terms that it needs.
        self._stored = lookup.column(candidates_key(name)).reshape(-1, 3)
        needs = lookup.column(needs_key(name))
        self._needs = needs.reshape(-1, max(1, len(self._stored)))
        self._rule = cache(self._read_rule)
        self._candidate = cache(self._read_candidate)
        self._by_form = Lists(self._anchored_at)
        self._seen: tuple[Words, dict[int, Likely]] | None = None

    def _read_rule(self, number: int) -> Rule:
        fields = json.loads(self._lookup.get(rule_key(self._name, number)))
        return Rule(CueRule(*fields), self._vocabulary, number)

    def _read_candidate(self, number: int) -> _Candidate:
        rule, anchor, reunited = self._stored[number].tolist()
        return _Candidate(self._rule(rule), anchor, bool(reunited))

    def _anchored_at(self, text: str) -> list[int]:
        """Return the numbers of the candidates that may have their anchor at a word."""
        found = self._index.of_form(text)
        lower = text.lower()
        if lower != text:
            found += self._index.of_form(lower)
        if text[:1].isupper() and len(text) > _SHORTEST:
            ends = [
                (len(lower) - length, numbers)
                for length, numbers in self._index.of_ends(lower)
                if length >= _SHORTEST
            ]
            begins = [
                (length - 1, numbers)
                for length, numbers in self._index.of_beginnings(text)
                if length < len(text)
            ]
            for _, numbers in sorted(ends + begins, key=itemgetter(0)):
                found += numbers
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
        sentences, present = words.sentences[where], self._screen.presence(words)
        for needs in self._needs:
            chance = present[sentences, needs[candidates]]
            candidates, where, sentences = candidates[chance], where[chance], sentences[chance]
        places = (where - words.bounds[sentences]).tolist()
        for s, i, c in zip(sentences.tolist(), places, candidates.tolist(), strict=True):
            found.setdefault(s, {}).setdefault(i, []).append(self._candidate(c))
        return found

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
                    words = candidate.rule.match(field, candidate.anchor, i)
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
