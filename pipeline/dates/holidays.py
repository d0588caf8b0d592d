"""Holidays: "Weihnachten", "Ostermontag", "Tag der Deutschen Einheit"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from pipeline.dates.absolute import year_at
from pipeline.dates.calendar import Direction
from pipeline.dates.reading import Expression, safe_date
from pipeline.dates.tense import direction
from pipeline.language import Word, read_table


@dataclass(frozen=True, slots=True)
class _Holiday:
    """A fixed day of the year, or days from Easter Sunday where ``month`` is 0."""

    words: tuple[str, ...]
    month: int
    day: int

    def of(self, year: int) -> date | None:
        if self.month:
            return safe_date(year, self.month, self.day)
        return easter(year) + timedelta(days=self.day)


@cache
def _holidays() -> dict[str, tuple[_Holiday, ...]]:
    found: dict[str, tuple[_Holiday, ...]] = {}
    for row in read_table("de/date_holidays.tsv", ("name", "month", "day")):
        words = tuple(row["name"].split())
        holiday = _Holiday(words, int(row["month"] or 0), int(row["day"]))
        entries = (*found.get(words[0], ()), holiday)
        found[words[0]] = tuple(sorted(entries, key=lambda entry: -len(entry.words)))
    return found


def easter(year: int) -> date:
    """Return Easter Sunday of a year, after the Gregorian computus of Meeus, Jones and Butcher."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leap, odd = divmod(century, 4)
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * odd + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


def is_holiday_word(text: str) -> bool:
    """Whether the name of a holiday can begin with a word."""
    return text in _holidays()


def holiday(words: Sequence[Word], index: int, published: date | None) -> Expression | None:
    """Read a holiday, with its year where one follows."""
    for entry in _holidays().get(words[index].text, ()):
        last = index + len(entry.words) - 1
        if tuple(word.text for word in words[index : last + 1]) != entry.words:
            continue
        year = year_at(words, last + 1)
        if year:
            return Expression(index, last + 1, entry.of(year), "day")
        if published is None:
            return Expression(index, last, None, "day")
        tense = direction(words, index, last)
        return Expression(index, last, _nearest(entry, published, tense), "day")
    return None


def _nearest(entry: _Holiday, published: date, tense: Direction) -> date | None:
    """Return the holiday that is nearest to a day and fits the tense."""
    years = (year for year in range(published.year - 1, published.year + 2) if 1 <= year <= 9998)
    found = [day for year in years if (day := entry.of(year)) is not None]
    if tense == "past":
        found = [day for day in found if day <= published]
    elif tense == "future":
        found = [day for day in found if day >= published]
    return min(found, key=lambda day: abs((day - published).days), default=None)
