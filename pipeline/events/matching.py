"""Matches one pattern in the words of one clause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.events.patterns import Element, Term
from pipeline.events.patterns import Sequence as Run
from pipeline.language import Clip
from pipeline.language.forms import Forms

#: Letters that the first part of a compound has at least.
_FIRST_PART = 3


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


class Lexicon:
    """Decides which word satisfies which element.

    Args:
        forms: Inflection.
        excluded: Compounds that no head element matches, nor any word that ends in one.
        limits: What may not stand right before the head of a compound.
    """

    def __init__(
        self, forms: Forms, excluded: Iterable[str] = (), limits: Iterable[str] = ()
    ) -> None:
        self._forms = forms
        self._limits = tuple(limits)
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

    def compound(self, text: str, heads: tuple[str, ...]) -> bool:
        """Whether a word is one of some heads or a compound with one.

        The first part has at least three letters or a hyphen: "Flüge" is no kind of "Lüge".
        """
        lower = text.lower()
        if not text[:1].isupper() or not lower.endswith(heads) or self._is_excluded(lower):
            return False
        first = min((lower.removesuffix(head) for head in heads if lower.endswith(head)), key=len)
        if not first or first.endswith("-"):
            return True
        return len(first) >= _FIRST_PART and not first.endswith(self._limits)

    def _is_excluded(self, lower: str) -> bool:
        """Whether a word is an excluded compound or ends in one: "US-Wahlkampf"."""
        return any(lower[cut:] in self._excluded for cut in range(len(lower)))

    def is_verb_only(self, text: str) -> bool:
        """Whether a form is a verb, never an attribute, wherever it stands as one."""
        return text[:1].islower() and set(self._forms.kinds(text)) <= set("fipz")


@dataclass(frozen=True, slots=True)
class Field:
    """The words of one clause, and what was separated and is reunited.

    Attributes:
        clip: The sentence.
        indices: Of the words, in order.
        verbs: Indices of the verb forms among them.
        joined: Index of a verb to the separable verb that it is part of and its particle's index.
    """

    clip: Clip
    indices: tuple[int, ...]
    verbs: frozenset[int]
    joined: Mapping[int, tuple[str, int]]


class _Test:
    """Whether a word satisfies an element; compiled once for each element."""

    def __init__(self, element: Element, lexicon: Lexicon) -> None:
        self.kind, self.value = element.kind, element.value
        self.forms = lexicon.inflected(element)
        self._lexicon = lexicon
        self._ends = tuple(self.forms) if element.kind == "head" else ()
        self._lower = element.value.lower()
        self._is_verb = element.kind == "lemma" and lexicon.is_verb_only(element.value)

    def __call__(self, field: Field, i: int) -> bool:
        word = field.clip.words[i]
        if self.kind == "lemma":
            if i in field.joined:
                return field.joined[i][0] == self.value
            if word.text not in self.forms and not (i == 0 and word.lower in self.forms):
                return False
            # "die verdächtigen Personen" has no verb.
            attribute = self._is_verb and i not in field.verbs
            return not (attribute and self._lexicon.is_verb_only(word.text))
        if self.kind == "head":
            return self._lexicon.compound(word.text, self._ends)
        if self.kind == "prefix":
            return word.text.startswith(self.value) and len(word.text) > len(self.value)
        return word.lower == self._lower


class Options:
    """The alternatives of a term, indexed by the word that they begin with.

    A word class has hundreds; trying them all at every word would cost more than all the rest.
    """

    def __init__(self, term: Term, lexicon: Lexicon) -> None:
        self._forms: dict[str, list[tuple[_Test, ...]]] = defaultdict(list)
        self._others: list[tuple[_Test, ...]] = []
        ends: set[str] = set()
        for run in term.alternatives:
            tests = tuple(_Test(element, lexicon) for element in run)
            if run[0].kind in {"lemma", "exact"}:
                for form in {form.lower() for form in tests[0].forms}:
                    self._forms[form].append(tests)
            else:
                self._others.append(tests)
                ends.update(tests[0].forms if run[0].kind == "head" else ())
        self._ends = tuple(ends)
        self._prefixes = tuple(run[0].value for run in term.alternatives if run[0].kind == "prefix")

    def at(self, field: Field, i: int) -> Iterator[tuple[_Test, ...]]:
        """Yield the alternatives that may begin at a word."""
        word = field.clip.words[i]
        lower = field.joined[i][0] if i in field.joined else word.lower
        yield from self._forms.get(lower, ())
        if word.text.startswith(self._prefixes) or (
            word.text[:1].isupper() and word.lower.endswith(self._ends)
        ):
            yield from self._others


class Rule:
    """A rule with its pattern compiled."""

    def __init__(
        self,
        rule: CueRule,
        terms: Sequence[Term],
        lexicon: Lexicon,
        order: int,
        compiled: dict[int, Options],
    ) -> None:
        """Compile a rule; ``compiled`` keeps terms, by identity, that several rules share."""
        self.rule = rule
        self.anchors = terms[0].alternatives
        for term in terms[1:]:
            if id(term) not in compiled:
                compiled[id(term)] = Options(term, lexicon)
        self.present = [compiled[id(term)] for term in terms[1:] if not term.absent]
        self.absent = [compiled[id(term)] for term in terms[1:] if term.absent]
        self._anchor = {run: tuple(_Test(e, lexicon) for e in run) for run in self.anchors}
        self._order = order

    def match(self, field: Field, run: Run, i: int) -> tuple[int, ...] | None:
        """Return the words that the rule consumes with its anchor at a word, None if it fails."""
        words = _run(self._anchor[run], field, i)
        if words is None:
            return None
        found = list(words)
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


def _run(tests: tuple[_Test, ...], field: Field, i: int) -> tuple[int, ...] | None:
    """Return the words from ``i`` on that satisfy elements standing next to each other."""
    start = field.indices.index(i)
    words = field.indices[start : start + len(tests)]
    if len(words) < len(tests) or not all(t(field, k) for t, k in zip(tests, words, strict=True)):
        return None
    return tuple(p for k in words for p in (k, *(field.joined[k][1:] if k in field.joined else ())))


def _first(options: Options, field: Field, taken: Sequence[int]) -> tuple[int, ...] | None:
    """Return the first place where one of the alternatives stands, words taken left out."""
    for i in field.indices:
        if i in taken:
            continue
        for tests in options.at(field, i):
            if tests[0](field, i):
                words = _run(tests, field, i)
                if words is not None and not set(words) & set(taken):
                    return words
    return None
