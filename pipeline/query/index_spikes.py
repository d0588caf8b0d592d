"""Days that rise above their past."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from pipeline.index import points
from pipeline.index.history import WINDOW_DAYS, courses
from pipeline.index.spikes import SpikeRule
from pipeline.query.database import Database
from pipeline.query.filter import Filter
from pipeline.query.index_cells import Base, bases, relation_of
from pipeline.query.index_rows import View

#: Country, day, tension, articles, their reach, and outlets.
_Cell = tuple[str, date, float, int, int, int]


@dataclass(frozen=True, slots=True)
class Risen:
    """A day of a country that the rule holds for; ``mean`` is that of the days before."""

    day: date
    country: str
    tension: float
    z: float
    mean: float
    articles: int
    reach: int


def risen(query: Database, wanted: Filter, view: View, rule: SpikeRule, unit: float) -> list[Risen]:
    """Return the spikes of the countries of a filter, or of all and the world, the latest first."""
    longer = wanted.since(WINDOW_DAYS)
    rows: list[_Cell] = []
    for countries in (wanted.countries,) if wanted.countries else (None, ("",)):
        relation, values = relation_of(query, longer, view, countries)
        rows += query.tuples(
            "SELECT country, published, threats + acts, articles, reach, outlets"  # noqa: S608
            f" FROM ({relation}) WHERE articles > 0",
            values,
        )
    found = list(_risen(rows, bases(query, longer), rule, unit, wanted.first or date.min))
    return sorted(found, key=lambda one: (-one.day.toordinal(), -one.z, one.country))


def _risen(
    rows: Sequence[_Cell], base: dict[date, Base], rule: SpikeRule, unit: float, first: date
) -> Iterator[Risen]:
    """Yield the days from ``first`` on, of those that have a cell, for which the rule holds."""
    if not rows:
        return
    start = min(base)
    days = (max(base) - start).days + 1
    places = {code: place for place, code in enumerate(sorted({row[0] for row in rows}))}
    sums = np.zeros((len(places), days))
    for code, day, value, *_ in rows:
        sums[places[code], (day - start).days] = value
    sentences, articles = [0] * days, [0] * days
    for day, one in base.items():
        sentences[(day - start).days], articles[(day - start).days] = one.sentences, one.articles
    _, scores, means = (part.tolist() for part in courses(sums, sentences, articles, unit))
    for code, day, value, told, reach, outlets in rows:
        if day < first or told < rule.articles or outlets < rule.sources:
            continue
        z, mean = (part[places[code]][(day - start).days] for part in (scores, means))
        if not z >= rule.z:  # nor where there is no score, which is NaN
            continue
        tension = points(value, base[day].sentences, unit)
        if rule.holds(tension - mean, z, told, outlets):
            yield Risen(day, code, tension, z, mean, told, reach)
