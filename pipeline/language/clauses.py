"""Clauses of a sentence, found without a parser.

German shows its clauses: a comma stands between them, a closed class of words opens them, and the
verb stands last in a subordinate clause and second in a main clause. The sentence is cut into
stretches at its punctuation; each stretch is judged by its first word and its verb forms, either a
clause of its own or more of the one before. Coordinated clauses are cut afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from pipeline.language.builder import Builder, ClauseKind, Draft
from pipeline.language.forms import Forms
from pipeline.language.stretches import quoted_words
from pipeline.language.verbs import Verbs
from pipeline.language.words import Clip


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of words around one verb.

    Attributes:
        index: Position among the clauses of the sentence.
        first: Index of the first word in ``clip.words``.
        last: Index behind the last word.
        kind: "conditional" for "wenn ..." and verb-first "sollte ...".
        introducer: Lower-case word that opens it ("dass", "die", "um"), "" for a main clause.
        parent: Index of the clause that it depends on; None for a main clause, a resumed one too.
        verbs: Word indices of verb forms, finite first.
        quoted: Whether it begins within quotation marks.
        finite: Word index of the finite verb, None without one.
        resumes: Index of an earlier clause that it continues behind an inserted one, or whose
            subject it shares; None otherwise.
    """

    index: int
    first: int
    last: int
    kind: ClauseKind
    introducer: str
    parent: int | None
    verbs: tuple[int, ...]
    quoted: bool
    finite: int | None = None
    resumes: int | None = None


def _coordinated(builder: Builder, draft: Draft) -> Iterator[Draft]:
    """Yield the parts of a clause that "und" joins, each with its own verb."""
    needed = "z" if draft.kind == "infinitive" else "f"
    begin = draft.first
    for k in range(draft.first + 1, draft.last - 1):
        kind = builder.classes["coordinator"].get(builder.words[k].lower)
        if kind is None or (kind == "particle" and builder.roles[k - 1] == "f"):
            continue
        left = builder.has(needed, begin, k) and (
            not draft.verb_final or builder.roles[k - 1] != "" or not builder.words[k - 1].is_word
        )
        if left and builder.has(needed, k + 1, draft.last):
            yield _part(builder, draft, begin, k)
            begin = k
    yield _part(builder, draft, begin, draft.last)


def _part(builder: Builder, draft: Draft, first: int, last: int) -> Draft:
    """Return a coordinated part; behind a subordinate clause it may go on with the main one."""
    if first == draft.first:
        return replace(draft, last=last)
    k = builder.opening(first, last)
    second = builder.roles[k] == "f" and not builder.ends_in_verb(k, last)
    if draft.verb_final and draft.kind != "infinitive" and second:
        main = (i for i, d in enumerate(builder.drafts) if not d.verb_final and d.first < first)
        return Draft(first, last, "main", resumes=max(main, default=None))
    return replace(draft, first=first, last=last, resumes=None)


def _finish(builder: Builder, marks: Sequence[bool]) -> tuple[Clause, ...]:
    moved: dict[int, int] = {}
    parts: list[tuple[Draft, int | None]] = []
    for index, draft in enumerate(builder.drafts):
        moved[index] = len(parts)
        for number, part in enumerate(_coordinated(builder, draft)):
            opening = builder.opening(part.first, part.last)
            shares = number and not part.verb_final and builder.roles[opening] == "f"
            parts.append((part, len(parts) - 1 if shares else None))
    # A dependent clause hangs on the last of the coordinated parts before it.
    ends = {index: moved.get(index + 1, len(parts)) - 1 for index in moved}
    return tuple(
        _clause(builder, index, part, ends, shares, marks)
        for index, (part, shares) in enumerate(parts)
    )


def _clause(
    builder: Builder,
    index: int,
    part: Draft,
    ends: dict[int, int],
    shares: int | None,
    marks: Sequence[bool],
) -> Clause:
    verbs = sorted(
        (k for k in range(part.first, part.last) if builder.roles[k]),
        key=lambda k: (builder.roles[k] != "f", k),
    )
    finite = verbs[0] if verbs and builder.roles[verbs[0]] == "f" else None
    resumes = shares if part.resumes is None else ends[part.resumes]
    opening = next(
        (k for k in range(part.first, part.last) if builder.words[k].is_word), part.first
    )
    return Clause(
        index,
        part.first,
        part.last,
        part.kind,
        part.introducer,
        None if part.parent is None else ends[part.parent],
        tuple(verbs),
        marks[opening],
        finite,
        resumes,
    )


@cache
def _verbs(forms: Forms) -> Verbs:
    return Verbs(forms)


def clauses_of(clip: Clip, forms: Forms) -> tuple[Clause, ...]:
    """Cut a sentence into clauses that cover all its words, in order, without overlap."""
    if not clip.words:
        return ()
    builder = Builder(clip.words, _verbs(forms))
    builder.build()
    return _finish(builder, quoted_words(clip.words))


def ancestors(clauses: Sequence[Clause], clause: Clause) -> Iterator[Clause]:
    """Yield the clauses that one depends on, the nearest first."""
    seen = {clause.index}
    while clause.parent is not None and clause.parent not in seen:
        seen.add(clause.parent)
        clause = clauses[clause.parent]
        yield clause


def above_of(clauses: Sequence[Clause], clause: Clause) -> Iterator[int]:
    """Yield the indices of the clauses that one depends on or continues, the nearest first."""
    seen: set[int] = set()
    index = clause.parent if clause.parent is not None else clause.resumes
    while index is not None and index not in seen:
        seen.add(index)
        yield index
        host = clauses[index]
        index = host.parent if host.parent is not None else host.resumes
