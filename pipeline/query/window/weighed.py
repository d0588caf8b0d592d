"""What the index adds up over the parts of a window; ``index_*`` ask DuckDB the same otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import numpy as np

from pipeline.index.interval import LISTED
from pipeline.query.filter import Filter
from pipeline.query.index_rows import View, Wanted
from pipeline.query.window.columns import Floats, Ints, date_of, distinct, places_of
from pipeline.query.window.parts import Parts

Row = dict[str, Any]
_SIDES: Final[dict[str, Wanted]] = {"threats": "threat", "acts": "act", "relief": "relief"}


def summed(window: Parts, wanted: Filter, view: View) -> Row:
    """Return the cells of a filter added up, its countries taken together, with the lists."""
    rows = np.flatnonzero(window.chosen(wanted, view))
    (found,) = _cells(window, rows, np.zeros(len(rows), np.int64), 1)
    return found


def by_day(window: Parts, wanted: Filter, view: View) -> list[Row]:
    """Return the cells of each day and country of a filter, or of the world without any."""
    chosen, lists = window.chosen(wanted, view), window.countries(view)
    found: list[Row] = []
    for code in wanted.countries or ("",):
        rows = lists.by_entry.get(code, np.empty(0, np.int64)) if code else np.arange(window.rows)
        rows = rows[chosen[rows]]
        days, place = np.unique(window.day[rows], return_inverse=True)
        cells = _cells(window, rows, place, len(days))
        found += [
            {"country": code, "published": date_of(day)} | cell
            for day, cell in zip(days.tolist(), cells, strict=True)
        ]
    return found


def _cells(window: Parts, rows: Ints, group: Ints, size: int) -> list[Row]:
    """Return the cells of groups of parts; the parts of an article are of one group.

    Args:
        window: The parts.
        rows: Those that count, in order.
        group: The group of each, below ``size``.
        size: The number of groups.
    """
    if not size:
        return []
    articles, place, first = _articles(window, rows)
    sums = _sides(window, rows, place, len(articles))
    escalating = _escalating(window, rows, place, len(articles))
    tense = escalating > 0
    tensions: Floats = sums["threats"] + sums["acts"]
    lengths = window.length[rows][first]
    of = group[first]
    columns: dict[str, Any] = {name: np.bincount(of, one, size) for name, one in sums.items()}
    columns["articles"] = np.bincount(of[tense], minlength=size)
    for name, values in (
        ("escalating", escalating),
        ("reach", window.reach[articles] * tense),
        ("length", lengths * tense),
    ):
        columns[name] = np.bincount(of, values, size).astype(np.int64)
    columns["squares"] = np.bincount(of, tensions**2, size)
    columns["cross_sum"] = np.bincount(of, tensions * lengths, size)
    columns["length_squares"] = np.bincount(of, lengths**2 * tense, size)
    found: list[Row] = [
        dict(zip(columns, row, strict=True))
        for row in zip(*(one.tolist() for one in columns.values()), strict=True)
    ]
    ends = np.cumsum(columns["articles"])[:-1]
    order = np.argsort(of[tense], kind="stable")
    shown = np.flatnonzero(tense)[order]
    parts = (np.split(one, ends) for one in (rows[first[shown]], tensions[shown], lengths[shown]))
    for cell, at, tension, length in zip(found, *parts, strict=True):
        sources = distinct(window.source.rows[at])
        cell["sources"] = [window.source.values[one] for one in sources.tolist() if one >= 0]
        cell["tensions"], cell["lengths"] = _lists(window, at, tension, length)
    return found


def _sides(window: Parts, rows: Ints, place: Ints, size: int) -> dict[str, Floats]:
    """Return the sums of some parts by their place below ``size``."""
    value = window.value[rows]
    return {
        name: np.bincount(place, value * window.side(side)[rows], size).astype(np.float64)
        for name, side in _SIDES.items()
    }


def _lists(
    window: Parts, rows: Ints, tensions: Floats, lengths: Ints
) -> tuple[list[float], list[int]]:
    """Return tension and sentences of articles, by day and identifier; of days with few alone."""
    days = window.day[rows]
    known, place, many = np.unique(days, return_inverse=True, return_counts=True)
    listed = (many <= LISTED)[place] if len(known) else np.zeros(0, np.bool_)
    order = np.argsort(window.article[rows][listed])
    return tensions[listed][order].tolist(), lengths[listed][order].tolist()


def _articles(window: Parts, rows: Ints) -> tuple[Ints, Ints, Ints]:
    """Return the articles of some parts, the article of each, and one part of each article."""
    articles, first, place = np.unique(window.article[rows], return_index=True, return_inverse=True)
    return articles, place, first


def _escalating(window: Parts, rows: Ints, place: Ints, articles: int) -> Ints:
    """Return how many sentences of each article have tension."""
    tense = window.side("tension")[rows]
    return np.bincount(_sentences(window, place[tense], rows[tense]), minlength=articles)


def _sentences(window: Parts, group: Ints, rows: Ints) -> Ints:
    """Return the group of each sentence of some parts; ``group`` is that of each part."""
    width = int(window.sentence.max(initial=0)) + 1
    return distinct(group * width + window.sentence[rows]) // width


def by_span(
    window: Parts, wanted: Filter, view: View, starts: Sequence[date]
) -> list[tuple[float, float]]:
    """Return the sums of tension and relief of periods that begin on some days and adjoin."""
    rows = np.flatnonzero(window.chosen(wanted, view))
    place = places_of(window.day[rows], starts)
    value = window.value[rows]
    tension, relief = (
        np.bincount(place, value * window.side(side)[rows], len(starts))
        for side in ("tension", "relief")
    )
    return list(zip(tension.tolist(), relief.tolist(), strict=True))


def cells_by_span(window: Parts, wanted: Filter, view: View, starts: Sequence[date]) -> list[Row]:
    """Return the cells of such periods, the countries of the filter taken together."""
    rows = np.flatnonzero(window.chosen(wanted, view))
    return _cells(window, rows, places_of(window.day[rows], starts), len(starts))


def sentence_count(window: Parts, wanted: Filter, view: View, side: Wanted) -> int:
    """Return how many sentences a side of the index counts."""
    rows = np.flatnonzero(window.chosen(wanted, view) & window.side(side))
    return len(_sentences(window, window.article[rows], rows))


def by_country(window: Parts, wanted: Filter, view: View) -> list[Row]:
    """Return the cells of each country, added up; of those of the filter where it has some."""
    chosen = window.chosen(wanted, view)
    lists = window.countries(view)
    kept = chosen[lists.row]
    if wanted.countries:
        kept &= lists.entries.among(wanted.countries)
    rows, country = lists.row[kept], lists.entries.rows[kept]
    size = len(lists.entries.values)
    pairs, first, place = np.unique(
        country * max(window.articles, 1) + window.article[rows],
        return_index=True,
        return_inverse=True,
    )
    escalating = _escalating(window, rows, place, len(pairs))
    tense = escalating > 0
    of, article = country[first], window.article[rows][first]
    sums = _sides(window, rows, country, size)
    counts = {
        "articles": np.bincount(of[tense], minlength=size),
        "escalating": np.bincount(of, escalating, size).astype(np.int64),
        "reach": np.bincount(of[tense], window.reach[article][tense], size).astype(np.int64),
        "sources": _outlets(window, rows[first][tense], of[tense], size),
    }
    columns = {name: values.tolist() for name, values in {**sums, **counts}.items()}
    return [
        {"country": lists.entries.values[code]} | {name: one[code] for name, one in columns.items()}
        for code in np.flatnonzero(np.bincount(country, minlength=size)).tolist()
    ]


def _outlets(window: Parts, rows: Ints, country: Ints, size: int) -> Ints:
    """Return of each country the outlets of the day when most of them told of tension."""
    sources = len(window.source.values)
    named = window.source.rows[rows]
    start = int(window.day.min(initial=0))
    days = int(window.day.max(initial=0)) - start + 1
    key = (country * days + window.day[rows] - start)[named >= 0]
    known = distinct(key * max(sources, 1) + named[named >= 0]) // max(sources, 1)
    cells, outlets = np.unique(known, return_counts=True)
    found = np.zeros(size, np.int64)
    np.maximum.at(found, cells // days, outlets)
    return found
