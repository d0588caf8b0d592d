"""Finds the cues of events in the clauses of a sentence.

Rules are indexed by the forms of their anchor, so a word costs one look-up; the rest of a pattern
is checked only where its anchor stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.events.patterns import Element, Pattern, Term, expand, parse
from pipeline.events.patterns import Sequence as Run
from pipeline.language import Clip
from pipeline.language.clauses import Clause
from pipeline.language.forms import Forms

EXCLUDE = "EXCLUDE"


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


class Lexicon:
    """Decides which word satisfies which element.

    Args:
        forms: Inflection.
        excluded: Compounds that no head element matches, in lower case.
    """

    def __init__(self, forms: Forms, excluded: Iterable[str] = ()) -> None:
        self._forms = forms
        self._excluded = frozenset(
            form.lower() for word in excluded for form in (word, *forms.forms(word))
        )

    def inflected(self, element: Element) -> frozenset[str]:
        """Return the forms that satisfy a lemma, or that end a compound with a head."""
        forms = (element.value, *self._forms.forms(element.value))
        if element.kind == "head":
            return frozenset(form.lower() for form in forms)
        return frozenset(forms)

    def particle(self, element: Element) -> tuple[str, str] | None:
        """Return base and particle if the element is a separable verb."""
        return self._forms.split(element.value) if element.kind == "lemma" else None

    def compound(self, text: str) -> bool:
        """Whether head elements may match a word at all."""
        return text[:1].isupper() and text.lower() not in self._excluded


@dataclass(frozen=True, slots=True)
class Field:
    """The words of one clause, and what was separated and is reunited.

    Attributes:
        clip: The sentence.
        indices: Of the words, in order.
        joined: Index of a verb to the separable verb that it is part of and its particle's index.
    """

    clip: Clip
    indices: tuple[int, ...]
    joined: Mapping[int, tuple[str, int]]


class _Test:
    """Whether a word satisfies an element; compiled once for each element."""

    def __init__(self, element: Element, lexicon: Lexicon) -> None:
        self.kind, self.value = element.kind, element.value
        self.forms = lexicon.inflected(element)
        self._lexicon = lexicon
        self._ends = tuple(self.forms) if element.kind == "head" else ()
        self._lower = element.value.lower()

    def __call__(self, field: Field, i: int) -> bool:
        word = field.clip.words[i]
        if self.kind == "lemma":
            if i in field.joined:
                return field.joined[i][0] == self.value
            return word.text in self.forms or (i == 0 and word.lower in self.forms)
        if self.kind == "head":
            return word.lower.endswith(self._ends) and self._lexicon.compound(word.text)
        if self.kind == "prefix":
            return word.text.startswith(self.value) and len(word.text) > len(self.value)
        return word.lower == self._lower


class _Rule:
    """A rule with its pattern compiled."""

    def __init__(self, rule: CueRule, terms: Sequence[Term], lexicon: Lexicon, order: int) -> None:
        self.rule = rule
        self.anchors = terms[0].alternatives
        self.present = [_tests(term, lexicon) for term in terms[1:] if not term.absent]
        self.absent = [_tests(term, lexicon) for term in terms[1:] if term.absent]
        self._anchor = {run: tuple(_Test(e, lexicon) for e in run) for run in self.anchors}
        self._order = order

    def match(self, field: Field, run: Run, i: int) -> tuple[int, ...] | None:
        """Return the words that the rule consumes with its anchor at a word, None if it fails."""
        words = _run(self._anchor[run], field, i)
        if words is None:
            return None
        found = list(words)
        for tests in self.present:
            more = _first(tests, field, found)
            if more is None:
                return None
            found.extend(more)
        if any(_first(tests, field, ()) is not None for tests in self.absent):
            return None
        return tuple(found)

    def rank(self, words: tuple[int, ...]) -> tuple[int, int, int, int]:
        """Sort key: more words, more conditions, more letters, earlier in the tables first."""
        return -len(words), -len(self.absent), -len(self.rule.pattern), self._order


def _tests(term: Term, lexicon: Lexicon) -> list[tuple[_Test, ...]]:
    return [tuple(_Test(element, lexicon) for element in run) for run in term.alternatives]


def _run(tests: tuple[_Test, ...], field: Field, i: int) -> tuple[int, ...] | None:
    """Return the words from ``i`` on that satisfy elements standing next to each other."""
    start = field.indices.index(i)
    words = field.indices[start : start + len(tests)]
    if len(words) < len(tests) or not all(t(field, k) for t, k in zip(tests, words, strict=True)):
        return None
    return tuple(p for k in words for p in (k, *(field.joined[k][1:] if k in field.joined else ())))


def _first(
    options: list[tuple[_Test, ...]], field: Field, taken: Sequence[int]
) -> tuple[int, ...] | None:
    """Return the first place where one of the alternatives stands, words taken left out."""
    for i in field.indices:
        if i in taken:
            continue
        for tests in options:
            if tests[0](field, i):
                words = _run(tests, field, i)
                if words is not None and not set(words) & set(taken):
                    return words
    return None


@dataclass(frozen=True, slots=True)
class _Candidate:
    rule: _Rule
    run: Run
    particle: str


class Coder:
    """Matches a set of rules.

    Args:
        rules: With patterns that ``patterns.parse`` accepts.
        classes: Word classes, as ``patterns.word_classes`` returns them.
        forms: Inflection.
        excluded: Compounds that no head element matches.
        particles: First parts of separable verbs; True where one may stand before the clause's end.

    Raises:
        ValueError: When a pattern is none or speaks of an unknown word class.
    """

    def __init__(
        self,
        rules: Iterable[CueRule],
        classes: Mapping[str, tuple[Run, ...]],
        forms: Forms,
        excluded: Iterable[str] = (),
        particles: Mapping[str, bool] | None = None,
    ) -> None:
        self._forms = forms
        self._lexicon = Lexicon(forms, excluded)
        self._particles = particles or {}
        self._exact: dict[str, list[_Candidate]] = defaultdict(list)
        self._ends: dict[str, list[_Candidate]] = defaultdict(list)
        self._begins: dict[str, list[_Candidate]] = defaultdict(list)
        for order, rule in enumerate(rules):
            pattern: Pattern = parse(rule.pattern)
            terms = [expand(term, classes) for term in pattern.terms]
            compiled = _Rule(rule, terms, self._lexicon, order)
            for run in compiled.anchors:
                self._index(compiled, run)
        self.candidates = lru_cache(maxsize=200_000)(self._candidates)

    def _index(self, rule: _Rule, run: Run) -> None:
        element = run[0]
        plain = _Candidate(rule, run, "")
        if element.kind == "prefix":
            self._begins[element.value].append(plain)
        elif element.kind == "head":
            for form in self._lexicon.inflected(element):
                self._ends[form].append(plain)
        elif element.kind == "exact":
            self._exact[element.value.lower()].append(plain)
        else:
            for form in self._lexicon.inflected(element):
                self._exact[form].append(plain)
            parts = self._lexicon.particle(element)
            if parts:
                for form in self._forms.forms(parts[0]):
                    self._exact[form].append(_Candidate(rule, run, parts[1]))

    def _candidates(self, text: str) -> tuple[_Candidate, ...]:
        """Return the rules that may have their anchor at a word."""
        found = list(self._exact.get(text, ()))
        lower = text.lower()
        if lower != text:
            found += self._exact.get(lower, ())
        if text[:1].isupper() and len(text) > 2:
            for cut in range(len(text) - 1):
                found += self._ends.get(lower[cut:], ())
                found += self._begins.get(text[: cut + 1], ())
        return tuple(found)

    def anchored(self, clip: Clip) -> bool:
        """Whether a sentence holds any word that may be an anchor."""
        return any(self.candidates(word.text) for word in clip.words)

    def matches(self, clip: Clip, clauses: tuple[Clause, ...]) -> tuple[Match, ...]:
        """Return the matches of a sentence in order of their anchors, one an anchor word.

        Words that an EXCLUDE rule consumed anchor nothing; a word that a match consumed anchors
        no other match of the same type.
        """
        fields = {clause.index: self._field(clip, clauses, clause) for clause in clauses}
        found: list[tuple[_Rule, Match]] = []
        for clause in clauses:
            for i in range(clause.first, clause.last):
                for candidate in self.candidates(clip.words[i].text):
                    field = fields[clause.index]
                    if candidate.particle and i not in field.joined:
                        continue
                    words = candidate.rule.match(field, candidate.run, i)
                    if words:
                        match = Match(candidate.rule.rule, i, words, clause.index)
                        found.append((candidate.rule, match))
        return _chosen(found)

    def _field(self, clip: Clip, clauses: tuple[Clause, ...], clause: Clause) -> Field:
        indices = tuple(
            i for part in _united(clauses, clause) for i in range(part.first, part.last)
        )
        words = [i for i in indices if clip.words[i].is_word]
        joined = {}
        for place, p in enumerate(words):
            particle = clip.words[p].lower
            if particle not in self._particles or clip.words[p].is_title:
                continue
            if self._particles[particle] or place == len(words) - 1:
                for i in words[:place]:
                    verb = self._reunited(clip.words[i].text, particle)
                    if verb:
                        joined[i] = (verb, p)
        return Field(clip, indices, joined)

    def _reunited(self, text: str, particle: str) -> str | None:
        for reading in self._forms.readings(text):
            if "f" in reading.kinds:
                verb = self._forms.joined(reading.lemma, particle)
                if verb:
                    return verb
        return None


def _united(clauses: tuple[Clause, ...], clause: Clause) -> Iterator[Clause]:
    """Yield the parts of a clause that an inserted one has torn apart.

    "Der Minister, der reiste, drohte" and "hat die Truppen, die kamen, abgezogen": one of the two
    parts has no finite verb.
    """
    for other in clauses:
        if other is clause:
            yield other
        elif other.resumes == clause.index or clause.resumes == other.index:
            if other.finite is None or clause.finite is None:
                yield other


def _chosen(found: list[tuple[_Rule, Match]]) -> tuple[Match, ...]:
    excluded = {i for _, match in found if match.rule.type == EXCLUDE for i in match.words}
    ranked = sorted(
        (entry for entry in found if entry[1].anchor not in excluded),
        key=lambda entry: (*entry[0].rank(entry[1].words), entry[1].anchor),
    )
    anchors: set[int] = set()
    taken: dict[str, set[int]] = defaultdict(set)
    chosen = []
    for _, match in ranked:
        if match.anchor in anchors or match.anchor in taken[match.rule.type]:
            continue
        anchors.add(match.anchor)
        taken[match.rule.type].update(match.words)
        chosen.append(match)
    return tuple(sorted(chosen, key=lambda match: match.anchor))
