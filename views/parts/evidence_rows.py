"""The sentences behind a figure as rows of a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Final

from pipeline.query import Evidence, Figure, Filter, Query, View
from pipeline.query.behind import behind
from pipeline.query.search import Order

#: More sentences than these are no file that somebody reads, and take long to put together.
MOST: Final = 10_000


@dataclass(frozen=True, slots=True)
class SentenceRow:
    """A sentence with its results in codes, as the other files have them.

    Attributes:
        points: What it adds to a figure of the index, None for other figures.
        published: Date of its article.
        source: Outlet.
        title: Of the article.
        url: Of the article.
        doc_id: Of the article.
        sentence: Number of the sentence in it.
        text: The sentence.
        escalation: From -1 to 1.
        tone: From -1 to 1.
        events: ``TYPE:status ACTORS → TARGETS`` of each event.
        rules: What fired, each once.
        methodology: Version of the rules.
    """

    points: float | None
    published: date | None
    source: str
    title: str
    url: str
    doc_id: str
    sentence: int
    text: str
    escalation: float
    tone: float
    events: tuple[str, ...]
    rules: tuple[str, ...]
    methodology: str


def sentence_rows(
    query: Query, wanted: Filter, figure: Figure, search: str, order: Order, view: View
) -> list[SentenceRow]:
    """Return all sentences behind a figure in the order of the page, ``MOST`` at most."""
    what = behind(query, wanted, figure, MOST, search, order, view)
    return [_row(one, points) for one, points in zip_longest(what.found, what.points)]


def _row(one: Evidence, points: float | None) -> SentenceRow:
    labels = [finding.label for finding in one.findings]
    return SentenceRow(
        points=points,
        published=one.day,
        source=one.source,
        title=one.title,
        url=one.url,
        doc_id=one.doc_id,
        sentence=one.sentence,
        text=one.text,
        escalation=one.escalation,
        tone=one.sentiment,
        events=tuple(f"{type_}:{status} {sides}" for type_, _, status, sides, _ in labels),
        rules=tuple(dict.fromkeys(mark.rule for mark in one.marks if mark.rule)),
        methodology=one.methodology,
    )
