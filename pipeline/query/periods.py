"""Periods of whole days, weeks or months that cover a span of time."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Step = Literal["day", "week", "month"]
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days from ``first`` to ``last``, both inclusive."""

    first: date
    last: date

    def __str__(self) -> str:
        """As figures and addresses write it."""
        return f"{self.first}/{self.last}"


def inside(asked: Period, archive: Period) -> Period:
    """Return a period cut at the days of an archive.

    One that lies wholly outside stays there, and has no more days than the archive.
    """
    if max(asked.first, archive.first) <= min(asked.last, archive.last):
        return Period(max(asked.first, archive.first), min(asked.last, archive.last))
    most = archive.last - archive.first
    if asked.last - asked.first <= most:
        return asked
    if asked.last < archive.first:
        return Period(asked.last - most, asked.last)
    return Period(asked.first, asked.first + most)


def periods(first: date, last: date, most: int = 30) -> list[Period]:
    """Return days where there are at most so many, else weeks from Monday, else months.

    The first and the last period are cut at the bounds, so that together they are the very span.
    More than ``most`` months are returned as they are.
    """
    days = _cut(first, last, "day")
    return days if len(days) <= most else weeks_or_months(first, last, most)


def weeks_or_months(first: date, last: date, most: int = 30) -> list[Period]:
    """Return weeks where there are at most so many, else months; cut at the bounds as well."""
    weeks = _cut(first, last, "week")
    return weeks if len(weeks) <= most else _cut(first, last, "month")


def _cut(first: date, last: date, step: Step) -> list[Period]:
    found = []
    start = first
    while start <= last:
        end = min(_end(start, step), last)
        found.append(Period(start, end))
        if end == last:  # there may be no day after it
            break
        start = end + _DAY
    return found


def _end(start: date, step: Step) -> date:
    if step == "day":
        return start
    if step == "week":
        sunday = start.toordinal() + 6 - start.weekday()
        return date.fromordinal(min(sunday, date.max.toordinal()))
    return start.replace(day=monthrange(start.year, start.month)[1])


def place_in(spans: list[Period]) -> tuple[str, list[object]]:
    """Return SQL for the position of ``published`` among adjoining periods, from 0."""
    starts: list[object] = [span.first for span in spans]
    return "len(list_filter(?::DATE[], lambda start: start <= published)) - 1", [starts]
