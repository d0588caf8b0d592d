"""The period that an analyst looks at first: the latest days that have as many days before them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from pipeline.query.filter import Filter
from pipeline.query.periods import Period

#: Days of the period that is shown first, the usual one, and where the archive is too short for it.
CURRENT_DAYS: Final = (30, 7, 1)


def latest(days: int, first: date, last: date) -> Period:
    """Return the last ``days`` days of an archive, or all of a shorter one."""
    return Period(max(first, last - timedelta(days=days - 1)), last)


def current(first: date, last: date) -> Period:
    """Return the latest period that can be compared with the one before it.

    The longest of ``CURRENT_DAYS`` that the archive, from ``first`` to ``last``, holds twice; all
    of the archive where it holds none twice.
    """
    held = (last - first).days + 1
    days = next((days for days in CURRENT_DAYS if 2 * days <= held), held)
    return latest(days, first, last)


def comparable(wanted: Filter, first: date | None) -> Filter | None:
    """Return the filter for the period before; None where the archive begins later than that.

    Args:
        wanted: The period that is shown; without bounds there is none before it.
        first: First day of the archive, None when nothing has a date.
    """
    before = wanted.previous()
    if before is None or before.first is None or first is None or before.first < first:
        return None
    return before
