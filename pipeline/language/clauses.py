"""Clauses of a sentence, found without a parser."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.language.forms import Forms
from pipeline.language.words import Clip

ClauseKind = Literal["main", "subordinate", "relative", "infinitive", "conditional", "parenthesis"]


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
        quoted: Whether it lies within quotation marks.
    """

    index: int
    first: int
    last: int
    kind: ClauseKind
    introducer: str
    parent: int | None
    verbs: tuple[int, ...]
    quoted: bool


def clauses_of(clip: Clip, forms: Forms) -> tuple[Clause, ...]:
    """Cut a sentence into clauses that cover all its words, in order, without overlap."""
    if not clip.words:
        return ()
    verbs = tuple(i for i, word in enumerate(clip.words) if forms.is_verb(word.text))
    return (Clause(0, 0, len(clip.words), "main", "", None, verbs, False),)
