"""From an expression to a date: calendar arithmetic against the publication date."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

#: Where the tense of a clause points: "present" mostly ahead, since news tells in the past.
Direction = Literal["past", "future", "present", "unknown"]
_WEEK = 7


def weekday_date(published: date, weekday: int, direction: Direction, shift: int) -> date:
    """Return the weekday that is meant.

    The publication day itself counts as its own weekday, unless "kommenden" or "vergangenen" is
    said (``shift`` 1 or -1): then it is the one after or before. Where no verb tells whether it
    lies ahead, it is the nearest.
    """
    ahead = (weekday - published.weekday()) % _WEEK
    if shift > 0:
        return published + timedelta(days=ahead or _WEEK)
    if shift < 0:
        return published - timedelta(days=(_WEEK - ahead) % _WEEK or _WEEK)
    if direction in {"future", "present"} or (direction == "unknown" and ahead <= _WEEK // 2):
        return published + timedelta(days=ahead)
    return published - timedelta(days=(_WEEK - ahead) % _WEEK)


def day_of_year(published: date, month: int, day: int, direction: Direction) -> date | None:
    """Return a day and month in the year that is meant: the nearest one that fits the tense.

    None when there is no such day.
    """
    found = []
    for year in (published.year - 1, published.year, published.year + 1):
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue  # 29 February in other years
    if direction == "past":
        found = [each for each in found if each <= published]
    elif direction == "future":
        found = [each for each in found if each >= published]
    return min(found, key=lambda each: abs((each - published).days), default=None)


def month_of_year(published: date, month: int, direction: Direction) -> date:
    """Return the first day of the month that is meant; the running month fits either tense."""
    now = published.replace(day=1)
    years = (published.year - 1, published.year, published.year + 1)
    months = [date(year, month, 1) for year in years]
    if direction == "past":
        months = [each for each in months if each <= now]
    elif direction == "future":
        months = [each for each in months if each >= now]
    return min(months, key=lambda each: abs((each - now).days))


def shifted(published: date, unit: str, amount: int) -> date:
    """Return the date that lies a number of days, weeks, months or years away.

    Coarser units give their first day: the Monday, the first of the month, 1 January.
    """
    if unit == "day":
        return published + timedelta(days=amount)
    if unit == "week":
        there = published + timedelta(weeks=amount)
        return there - timedelta(days=there.weekday())
    if unit == "month":
        months = published.year * 12 + published.month - 1 + amount
        return date(months // 12, months % 12 + 1, 1)
    return date(published.year + amount, 1, 1)
