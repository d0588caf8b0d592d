"""Figures of the index for whole periods: of a filter, of every country, and what moved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pipeline.index import given, points
from pipeline.index.history import against, former, windows_for
from pipeline.index.interval import intervals
from pipeline.query.database import Database, Row
from pipeline.query.filter import Filter
from pipeline.query.index_cells import (
    Base,
    bases,
    is_plain,
    relation_of,
    sample,
    shares_of,
    together,
)
from pipeline.query.index_rows import CountryTension, PeriodTension, View
from pipeline.query.window.parts import parts_of
from pipeline.query.window.weighed import by_country, summed

#: Parts of a window that are many.
_MANY = 20_000
#: A cell that is the sum of others, as SQL: what is added, what intervals need, and the lists.
SUMS = (
    "coalesce(sum(threats), 0) AS threats, coalesce(sum(acts), 0) AS acts,"
    " coalesce(sum(relief), 0) AS relief, coalesce(sum(articles), 0)::BIGINT AS articles,"
    " coalesce(sum(escalating), 0)::BIGINT AS escalating,"
    " coalesce(sum(reach), 0)::BIGINT AS reach"
)
MOMENTS = (
    "coalesce(sum(squares), 0) AS squares, coalesce(sum(cross_sum), 0) AS cross_sum,"
    " coalesce(sum(length), 0)::BIGINT AS length,"
    " coalesce(sum(length_squares), 0) AS length_squares"
)
SOURCES = "coalesce(list_sort(list_distinct(flatten(list(sources)))), []) AS sources"
LISTS = (
    "coalesce(flatten(list(tensions ORDER BY published)), []) AS tensions,"
    " coalesce(flatten(list(lengths ORDER BY published)), []) AS lengths"
)


def figure(query: Database, wanted: Filter, view: View, unit: float) -> PeriodTension:
    """Return the figure of a filter; several countries are taken together."""
    row = _summed(query, wanted, view)
    base = sum(bases(query, wanted).values(), Base())
    (bound,) = intervals([sample(row, base)])
    return figure_of(wanted, row, base, bound, unit)


def _summed(query: Database, wanted: Filter, view: View) -> Row:
    if window := parts_of(query, wanted):
        return query.kept(f"sum {wanted} {view}", lambda: [summed(window, wanted, view)])[0]
    relation, values = together(query, wanted, view, lists=True)
    return query.one(
        f"SELECT {SUMS}, {MOMENTS}, {SOURCES}, {LISTS} FROM ({relation})",  # noqa: S608
        values,
    )


def figure_of(
    wanted: Filter, row: Row, base: Base, bound: tuple[float, float] | None, unit: float
) -> PeriodTension:
    """Return a figure from a cell that is the sum of all its days."""
    enough = given(base.articles)

    def share(value: float) -> float | None:
        return points(value, base.sentences, unit) if enough else None

    return PeriodTension(
        country=wanted.countries[0] if len(wanted.countries) == 1 else "",
        first=wanted.first,
        last=wanted.last,
        tension=share(row["threats"] + row["acts"]),
        low=points(bound[0], 1, unit) if bound and enough else None,
        high=points(bound[1], 1, unit) if bound and enough else None,
        threats=share(row["threats"]),
        acts=share(row["acts"]),
        relief=share(row["relief"]),
        articles=row["articles"],
        escalating=row["escalating"],
        sources=tuple(row["sources"]),
        reach=row["reach"],
        base_articles=base.articles,
        base_sentences=base.sentences,
    )


def countries(
    query: Database, wanted: Filter, view: View, unit: float, span: tuple[date, date] | None
) -> list[CountryTension]:
    """Return the countries of a filter, or all that have any figure, the tensest first.

    Args:
        query: Where to ask.
        wanted: Which parts count.
        view: How the index is looked at.
        unit: What 100 points are, as tension per 100 sentences.
        span: First and last day of the period; None when nothing has a date.
    """
    if span is None:
        return []
    now = wanted.between(*span)
    found = {row["country"]: row for row in _by_country(query, now, view)}
    base = sum(bases(query, now).values(), Base())
    windows = former(*span, windows_for((span[1] - span[0]).days + 1))
    past = _past(query, wanted, view, unit, windows)
    codes = (
        set(wanted.countries) | set(found) | {code for code, row in past.items() if any(row[:1])}
    )
    rows = [
        _country(code, found.get(code, {}), base, past.get(code, past[""]), unit)
        for code in codes
        if code
    ]
    return sorted(rows, key=lambda row: (-(row.tension or 0.0), row.country))


def articles(query: Database, wanted: Filter, view: View) -> dict[str, int]:
    """Return the articles with tension of each country that has any part under a filter."""
    return {row["country"]: row["articles"] for row in _by_country(query, wanted, view)}


def _by_country(query: Database, wanted: Filter, view: View) -> list[Row]:
    window = parts_of(query, wanted)
    # Of many parts the cells that are stored are read more quickly.
    if window is not None and (window.rows <= _MANY or not is_plain(wanted)):
        return query.kept(f"countries {wanted} {view}", lambda: by_country(window, wanted, view))
    relation, values = relation_of(query, wanted, view, wanted.countries or None)
    return query.rows(
        f"SELECT country, {SUMS}, max(outlets) AS sources FROM ({relation}) GROUP BY country",  # noqa: S608
        values,
    )


def _past(
    query: Database,
    wanted: Filter,
    view: View,
    unit: float,
    windows: Sequence[tuple[date, date]],
) -> dict[str, list[float | None]]:
    """Return the figures of former periods by country, the latest first; "" has those of none."""
    if not windows:
        return {"": []}
    length = (windows[0][1] - windows[0][0]).days + 1
    inside = wanted.between(windows[-1][0], windows[0][1])
    base = [Base() for _ in windows]
    for day, one in bases(query, inside).items():
        place = (windows[0][1] - day).days // length
        base[place] += one
    empty = [points(0.0, one.sentences, unit) if given(one.articles) else None for one in base]
    relation, values = shares_of(query, inside, view, wanted.countries or None)
    rows = query.rows(
        "SELECT country, date_diff('day', published, ?::DATE) // ? AS place,"  # noqa: S608
        f" sum(tension) AS value FROM ({relation}) GROUP BY ALL",
        [windows[0][1], length, *values],
    )
    found: dict[str, list[float | None]] = {"": list(empty)}
    for row in rows:
        place = row["place"]
        if given(base[place].articles):
            past = found.setdefault(row["country"], list(empty))
            past[place] = points(row["value"], base[place].sentences, unit)
    return found


def _country(
    code: str, row: Row, base: Base, past: Sequence[float | None], unit: float
) -> CountryTension:
    enough = given(base.articles)

    def share(name: str) -> float | None:
        return points(row.get(name, 0.0), base.sentences, unit) if enough else None

    threats, acts = share("threats"), share("acts")
    tension = threats + acts if threats is not None and acts is not None else None
    before = past[0] if past else None
    score = against(tension, past, len(past))
    return CountryTension(
        country=code,
        tension=tension,
        threats=threats,
        acts=acts,
        relief=share("relief"),
        before=before,
        change=None if tension is None or before is None else tension - before,
        z=score.z if score else None,
        articles=row.get("articles", 0),
        escalating=row.get("escalating", 0),
        sources=row.get("sources", 0),
        reach=row.get("reach", 0),
    )


def span_of(query: Database, wanted: Filter) -> tuple[date, date] | None:
    """Return the days that a filter spans: its bounds, or else those of the snapshot."""
    days = list(bases(query, Filter()))
    first = wanted.first or (days[0] if days else None)
    last = wanted.last or (days[-1] if days else None)
    return None if first is None or last is None or first > last else (first, last)


def before(query: Database, wanted: Filter) -> Filter | None:
    """Return the same filter for the period of equal length before.

    None without any date, and where the calendar does not reach back so far.
    """
    span = span_of(query, wanted)
    if span is None:
        return None
    return wanted.between(*span).previous()
