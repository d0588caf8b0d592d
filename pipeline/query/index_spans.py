"""Figures of the index for adjoining periods, all in one go."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

import numpy as np

from pipeline.index import given, points
from pipeline.index.interval import LISTED, MIN_DRAWN, intervals
from pipeline.query.database import Database, Row
from pipeline.query.filter import Filter
from pipeline.query.index_cells import (
    NO_CELL,
    Base,
    bases,
    is_plain,
    sample,
    shares_together,
    together,
)
from pipeline.query.index_periods import LISTS, MOMENTS, SOURCES, SUMS, figure_of
from pipeline.query.index_rows import PeriodTension, View
from pipeline.query.periods import Period, place_in
from pipeline.query.window.columns import Lists, distinct, floats, numbers, places_of
from pipeline.query.window.parts import parts_of
from pipeline.query.window.weighed import by_span, cells_by_span

#: Columns of cells that add up over days.
_ADDED: Final = (
    "threats",
    "acts",
    "relief",
    "articles",
    "escalating",
    "reach",
    "squares",
    "cross_sum",
    "length",
    "length_squares",
)


def figures(
    query: Database, wanted: Filter, view: View, unit: float, spans: Sequence[Period]
) -> list[PeriodTension]:
    """Return the figure of each of some adjoining periods."""
    inside = wanted.between(spans[0].first, spans[-1].last)
    base = _base_of(query, inside, spans)
    cells = _cells(query, inside, view, spans)
    bounds = intervals([sample(row, one) for row, one in zip(cells, base, strict=True)])
    return [
        figure_of(wanted.between(span.first, span.last), row, one, bound, unit)
        for span, row, one, bound in zip(spans, cells, base, bounds, strict=True)
    ]


def _cells(query: Database, inside: Filter, view: View, spans: Sequence[Period]) -> list[Row]:
    """Return the cell of each of some adjoining periods, which ``inside`` spans."""
    starts = [span.first for span in spans]
    if not is_plain(inside) and (window := parts_of(query, inside, past=False)):
        return query.kept(
            f"spans {inside} {view} {starts}", lambda: cells_by_span(window, inside, view, starts)
        )
    if is_plain(inside) and len(inside.countries) < 2:
        return _stored(query, inside, view, spans)
    return _asked(query, inside, view, spans)


def _stored(query: Database, inside: Filter, view: View, spans: Sequence[Period]) -> list[Row]:
    """Return these cells of one country or the world, from the stored ones of their days."""
    starts = [span.first for span in spans]
    relation, values = together(query, inside, view)
    table = query.arrow(f"SELECT {', '.join(('published', *_ADDED))} FROM ({relation})", values)  # noqa: S608
    place = places_of(numbers(table["published"]), starts)
    rows: list[Row] = [dict(NO_CELL) for _ in spans]
    for name in _ADDED:
        kind = np.int64 if isinstance(NO_CELL[name], int) else np.float64
        sums = np.bincount(place, floats(table[name]), len(spans)).astype(kind)
        for row, value in zip(rows, sums.tolist(), strict=True):
            row[name] = value
    few = np.array([MIN_DRAWN <= row["articles"] <= LISTED for row in rows])
    relation, values = together(query, inside, view, lists=True)
    names = "sources, tensions, lengths" if few.any() else "sources"
    # The lists of a period are in the order of its days.
    table = query.arrow(f"SELECT published, {names} FROM ({relation}) ORDER BY published", values)  # noqa: S608
    place = places_of(numbers(table["published"]), starts)
    sources = Lists.read(table["sources"])
    many = len(sources.entries.values) + 1
    for one in distinct(place[sources.row] * many + sources.entries.rows).tolist():
        rows[one // many]["sources"] += (sources.entries.values[one % many],)
    for day in np.flatnonzero(few[place]).tolist() if few.any() else ():
        for name in ("tensions", "lengths"):
            rows[place[day]][name] += tuple(table[name][day].as_py())
    return rows


def _asked(query: Database, inside: Filter, view: View, spans: Sequence[Period]) -> list[Row]:
    """Return these cells made of parts by DuckDB."""
    relation, values = together(query, inside, view, lists=True)
    place, starts = place_in(list(spans))
    rows = query.rows(
        f"SELECT {place} AS place, {SUMS}, {MOMENTS}, {SOURCES}"  # noqa: S608
        f" FROM ({relation}) GROUP BY place",
        [*starts, *values],
    )
    found = {row.pop("place"): row | {"tensions": (), "lengths": ()} for row in rows}
    few = [n for n, row in found.items() if MIN_DRAWN <= row["articles"] <= LISTED]
    if few:
        listed = query.rows(
            f"SELECT {place} AS place, {LISTS} FROM ({relation})"  # noqa: S608
            f" WHERE list_contains(?::INTEGER[], {place}) GROUP BY place",
            [*starts, *values, few, *starts],
        )
        for row in listed:
            found[row.pop("place")] |= row
    return [found.get(number, NO_CELL) for number in range(len(spans))]


def by_period(
    query: Database, wanted: Filter, view: View, unit: float, spans: Sequence[Period]
) -> list[tuple[float | None, float | None]]:
    """Return tension and relief of adjoining periods; None for one with too few articles."""
    inside = wanted.between(spans[0].first, spans[-1].last)
    base = _base_of(query, inside, spans)
    sums = _sums_by_period(query, inside, view, spans)
    found: list[tuple[float | None, float | None]] = []
    for number, one in enumerate(base):
        tension, relief = (
            points(value, one.sentences, unit) if given(one.articles) else None
            for value in sums.get(number, (0.0, 0.0))
        )
        found.append((tension, relief))
    return found


def _sums_by_period(
    query: Database, inside: Filter, view: View, spans: Sequence[Period]
) -> dict[int, tuple[float, float]]:
    """Return tension and relief of the periods that have any, by their place."""
    if window := parts_of(query, inside, past=False):
        return dict(enumerate(by_span(window, inside, view, [span.first for span in spans])))
    relation, values = shares_together(query, inside, view)
    place, more = place_in(list(spans))
    rows = query.tuples(
        f"SELECT {place} AS place, sum(tension), sum(relief)"  # noqa: S608
        f" FROM ({relation}) GROUP BY ALL",
        [*more, *values],
    )
    return {place: (tension, relief) for place, tension, relief in rows}


def _base_of(query: Database, inside: Filter, spans: Sequence[Period]) -> list[Base]:
    """Return the base of each of some adjoining periods, which ``inside`` spans."""
    found = [Base() for _ in spans]
    starts = [span.first for span in spans]
    for day, one in bases(query, inside).items():
        found[bisect_right(starts, day) - 1] += one
    return found
