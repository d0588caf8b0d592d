"""Daily series of the index: figures, intervals, trailing average, z-score and estimate."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from pipeline.index import given, points
from pipeline.index.estimate import MEMORY_DAYS, Counted, Estimate, estimates
from pipeline.index.history import Trailing, trailing
from pipeline.index.interval import intervals
from pipeline.query.database import Database, Row
from pipeline.query.filter import Filter
from pipeline.query.index_cells import NO_CELL, Base, bases, day_cells, sample
from pipeline.query.index_rows import TensionDay, View


def series(query: Database, wanted: Filter, view: View, unit: float) -> list[TensionDay]:
    """Return the days of each country of a filter, or of the world, that have an article.

    Args:
        query: Where to ask.
        wanted: Which parts count.
        view: How the index is looked at.
        unit: What 100 points are, as tension per 100 sentences.
    """
    longer = wanted.since(MEMORY_DAYS)
    base = bases(query, longer)
    found: dict[str, dict[date, Row]] = {code: {} for code in wanted.countries or ("",)}
    for row in day_cells(query, longer, view):
        found[row["country"]][row["published"]] = row
    shown = [day for day in base if wanted.first is None or day >= wanted.first]
    return [day for code in sorted(found) for day in _days(code, shown, base, found[code], unit)]


def past_of(values: dict[date, float], base: dict[date, Base], unit: float) -> dict[date, Trailing]:
    """Return average and z-score of each day of a base.

    Args:
        values: Sum of tension of the days that have any.
        base: What the shares are taken of.
        unit: What 100 points are.
    """
    if not base:
        return {}
    start = min(base)
    span = (max(base) - start).days + 1
    sums, sentences, articles = [0.0] * span, [0] * span, [0] * span
    for day, one in base.items():
        place = (day - start).days
        sums[place] = values.get(day, 0.0)
        sentences[place], articles[place] = one.sentences, one.articles
    return {
        start + timedelta(days=place): one
        for place, one in enumerate(trailing(sums, sentences, articles, unit))
    }


def _estimates(
    cells: dict[date, Row], base: dict[date, Base], unit: float
) -> dict[date, Estimate | None]:
    """Return the estimate of each day of a base."""
    if not base:
        return {}
    start = min(base)
    days = [Counted()] * ((max(base) - start).days + 1)
    for day, one in base.items():
        row = cells.get(day, NO_CELL)
        days[(day - start).days] = Counted(
            tension=row["threats"] + row["acts"],
            squares=row["squares"],
            cross=row["cross_sum"],
            articles=one.articles,
            sentences=one.sentences,
            lengths=one.squares,
        )
    return {start + timedelta(days=n): one for n, one in enumerate(estimates(days, unit))}


def _days(
    country: str,
    shown: Sequence[date],
    base: dict[date, Base],
    cells: dict[date, Row],
    unit: float,
) -> list[TensionDay]:
    totals = {day: row["threats"] + row["acts"] for day, row in cells.items()}
    past = past_of(totals, base, unit)
    drawn = _estimates(cells, base, unit)
    rows = [cells.get(day, NO_CELL) for day in shown]
    bounds = intervals([sample(row, base[day]) for day, row in zip(shown, rows, strict=True)])
    return [
        _day(country, day, base[day], row, bound, (past[day], drawn[day]), unit)
        for day, row, bound in zip(shown, rows, bounds, strict=True)
    ]


def _day(
    country: str,
    day: date,
    base: Base,
    row: Row,
    bound: tuple[float, float] | None,
    past: tuple[Trailing, Estimate | None],
    unit: float,
) -> TensionDay:
    enough = given(base.articles)
    trail, estimate = past

    def figure(value: float) -> float | None:
        return points(value, base.sentences, unit) if enough else None

    return TensionDay(
        day=day,
        country=country,
        tension=figure(row["threats"] + row["acts"]),
        low=points(bound[0], 1, unit) if bound and enough else None,
        high=points(bound[1], 1, unit) if bound and enough else None,
        threats=figure(row["threats"]),
        acts=figure(row["acts"]),
        relief=figure(row["relief"]),
        average=trail.average,
        z=trail.z if enough else None,
        estimate=estimate,
        articles=row["articles"],
        escalating=row["escalating"],
        sources=tuple(row["sources"]),
        reach=row["reach"],
        base_articles=base.articles,
        base_sentences=base.sentences,
    )
