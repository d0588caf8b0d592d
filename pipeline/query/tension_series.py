"""The index over time: by day where days have enough articles, else by longer periods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.query.filter import Filter
from pipeline.query.index_rows import PeriodTension, TensionDay, View
from pipeline.query.periods import Period, weeks_or_months
from pipeline.query.query import Query

#: Of more weeks than these, hardly one has enough articles where days have not; months are shown.
_MOST_WEEKS = 13
#: More days than these are narrower than a pixel each: weeks are shown, or months of a longer span.
_MOST_DAYS, _LONG_WEEKS = 800, 210


@dataclass(frozen=True, slots=True)
class TensionPoint:
    """The index of a country, or the world (""), in one period; None stands for too few articles.

    ``average`` (of seven days), ``z`` and the estimate with its bounds and the figure of the week
    before it are given for days only; the other fields are those of ``PeriodTension``.
    """

    period: Period
    country: str
    tension: float | None
    low: float | None
    high: float | None
    threats: float | None
    acts: float | None
    relief: float | None
    average: float | None
    z: float | None
    estimate: float | None
    estimate_low: float | None
    estimate_high: float | None
    week: float | None
    articles: int
    sources: int
    reach: int
    base_articles: int


def tension_series(query: Query, wanted: Filter, view: View) -> list[TensionPoint]:
    """Return the series of each country of a filter, or of the world.

    Days are returned when at least half of those with an article have enough of them for a figure;
    otherwise most of the series would be gaps. Then there are weeks, months or, where these have
    too few articles as well, the whole span. Spans of more than two years begin with weeks.
    """
    first, last = _span(query, wanted)
    if (last - first).days >= _MOST_DAYS:
        return _longer(query, wanted, view, _LONG_WEEKS)
    days = query.index.series(wanted, view)
    if 2 * sum(day.tension is not None for day in days) >= len(days):
        return [_day(day) for day in days]
    return _longer(query, wanted, view, _MOST_WEEKS)


def _longer(query: Query, wanted: Filter, view: View, weeks: int) -> list[TensionPoint]:
    first, last = _span(query, wanted)
    found: list[TensionPoint] = []
    for spans in (
        weeks_or_months(first, last, weeks),
        weeks_or_months(first, last, 0),
        [Period(first, last)],
    ):
        found = _of(query, wanted, view, spans)
        if 2 * sum(point.tension is not None for point in found) >= len(found):
            break
    return found


def _of(query: Query, wanted: Filter, view: View, spans: Sequence[Period]) -> list[TensionPoint]:
    return [
        _point(span, code, one)
        for code in wanted.countries or ("",)
        for alone in [wanted.of((code,)) if code else wanted]
        for span, one in zip(spans, query.index.figures(alone, spans, view), strict=True)
    ]


def _span(query: Query, wanted: Filter) -> tuple[date, date]:
    overview = query.overview()
    first, last = wanted.first or overview.first, wanted.last or overview.last
    return first or date.min, last or date.min


def _day(day: TensionDay) -> TensionPoint:
    point = _point(Period(day.day, day.day), day.country, day)
    one = day.estimate
    return replace(
        point,
        average=day.average,
        z=day.z,
        estimate=one.value if one else None,
        estimate_low=one.low if one else None,
        estimate_high=one.high if one else None,
        week=one.week if one else None,
    )


def _point(period: Period, country: str, one: PeriodTension | TensionDay) -> TensionPoint:
    return TensionPoint(
        period=period,
        country=country,
        tension=one.tension,
        low=one.low,
        high=one.high,
        threats=one.threats,
        acts=one.acts,
        relief=one.relief,
        average=None,
        z=None,
        estimate=None,
        estimate_low=None,
        estimate_high=None,
        week=None,
        articles=one.articles,
        sources=len(one.sources),
        reach=one.reach,
        base_articles=one.base_articles,
    )
