"""Days that rise above their past."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pipeline.index import points
from pipeline.index.history import WINDOW_DAYS
from pipeline.index.spikes import SpikeRule
from pipeline.query.database import Database, Row
from pipeline.query.filter import Filter
from pipeline.query.index_cells import Base, bases, relation_of
from pipeline.query.index_rows import View
from pipeline.query.index_series import past_of


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
    longer = wanted
    if wanted.first is not None:
        longer = replace(wanted, first=wanted.first - timedelta(days=WINDOW_DAYS))
    base = bases(query, longer)
    cells: defaultdict[str, dict[date, Row]] = defaultdict(dict)
    for countries in (wanted.countries,) if wanted.countries else (None, ("",)):
        relation, values = relation_of(query, longer, view, countries)
        for row in query.rows(
            "SELECT country, published, threats + acts AS tension, articles, reach, outlets"  # noqa: S608
            f" FROM ({relation}) WHERE articles > 0",
            values,
        ):
            cells[row["country"]][row["published"]] = row
    found = [
        one
        for code, days in cells.items()
        if any(_many(row, rule) for row in days.values())
        for one in _of_country(code, days, base, rule, unit)
        if wanted.first is None or one.day >= wanted.first
    ]
    return sorted(found, key=lambda one: (-one.day.toordinal(), -one.z, one.country))


def _of_country(
    code: str, days: dict[date, Row], base: dict[date, Base], rule: SpikeRule, unit: float
) -> Iterator[Risen]:
    past = past_of({day: row["tension"] for day, row in days.items()}, base, unit)
    for day, row in days.items():
        z, mean = past[day].z, past[day].mean
        if z is None or mean is None:
            continue
        tension = points(row["tension"], base[day].sentences, unit)
        if rule.holds(tension - mean, z, row["articles"], row["outlets"]):
            yield Risen(day, code, tension, z, mean, row["articles"], row["reach"])


def _many(row: Row, rule: SpikeRule) -> bool:
    return bool(row["articles"] >= rule.articles and row["outlets"] >= rule.sources)
