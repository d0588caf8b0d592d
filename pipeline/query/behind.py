"""What stands behind any figure: sentences, and for the index the points that each adds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import cast

from pipeline.query.evidence import Evidence
from pipeline.query.figure import WEIGHED, Figure
from pipeline.query.filter import Filter
from pipeline.query.index_rows import View, Wanted
from pipeline.query.query import Query
from pipeline.query.search import Order


@dataclass(frozen=True, slots=True)
class Behind:
    """Sentences behind a figure.

    Attributes:
        total: How many there are.
        found: The first of them.
        points: What each of ``found`` adds to a figure of the index; empty for other figures.
    """

    total: int
    found: tuple[Evidence, ...]
    points: tuple[float, ...] = ()


def behind(
    query: Query,
    wanted: Filter,
    figure: Figure,
    limit: int,
    search: str = "",
    order: Order = "strongest",
    view: View = View(),  # noqa: B008  immutable
) -> Behind:
    """Return the sentences behind a figure, ``limit`` at most; with 0 only their number.

    Search and order do not concern figures of the index, whose heaviest sentences come first.
    """
    if figure.kind not in WEIGHED:
        found = query.evidence(wanted, figure, search, limit, order) if limit else []
        if figure.kind == "all" and not search:
            # What a page has asked for anyhow.
            return Behind(query.key_figures(wanted).sentences, tuple(found))
        return Behind(query.evidence_count(wanted, figure, search), tuple(found))
    side, inside = cast("Wanted", figure.kind), narrowed(wanted, figure)
    total = query.index.evidence_count(inside, view, side)
    shown = query.index.evidence(inside, view, side, limit) if limit else []
    return Behind(total, tuple(one.evidence for one in shown), tuple(one.points for one in shown))


def narrowed(wanted: Filter, figure: Figure) -> Filter:
    """Return the filter for the dates and the country that a figure of the index names."""
    head, _, country = figure.value.partition(":")
    if head:
        wanted = wanted.between(*(date.fromisoformat(end) for end in head.split("/")))
    return wanted.of((country,)) if country else wanted
