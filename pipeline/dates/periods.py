"""Stretches of the calendar: "vergangene Woche", "Ende des Jahres", "ersten Quartal", "Sommer"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import cast

from pipeline.dates.absolute import year_at
from pipeline.dates.calendar import month_of_year, shifted, weekday_date
from pipeline.dates.reading import Expression, is_noun, lower, safe_date, shift_at
from pipeline.dates.tense import direction
from pipeline.dates.words import offset, values
from pipeline.language import Word
from pipeline.model import Precision
from pipeline.numerals import ordinal_word

_SATURDAY = 5


def _moved(published: date | None, unit: str, amount: int) -> date | None:
    try:
        return shifted(published, unit, amount) if published else None
    except (ValueError, OverflowError):
        return None  # before year 1 or after 9999


def unit(words: Sequence[Word], index: int, published: date | None) -> Expression | None:
    """Read "vergangene Woche", "diesem Monat", "Mitte der Woche", "Anfang nächsten Jahres"."""
    part = lower(words, index) in values("part")
    at = index + (1 if part else 0)
    if part and lower(words, at) in {"der", "des"}:
        at += 1
    shift = shift_at(words, at)
    if shift is not None:
        at += 1
    name = values("unit").get(lower(words, at))
    plural = lower(words, at) in values("plural")
    if name is None or name == "day" or plural or (shift is None and not part):
        return None
    if shift is None and lower(words, at - 1) not in {"der", "des"}:
        return None
    resolved = _moved(published, name, shift or 0)
    return Expression(index, at, resolved, cast("Precision", name))


def named(words: Sequence[Word], index: int, published: date | None) -> Expression | None:
    """Read "Vorjahr", "Jahresende", "Monatsbeginn", "Wochenmitte"."""
    if not is_noun(words, index):
        return None
    entry = values("period").get(lower(words, index))
    if entry is None:
        return None
    name, _, amount = entry.partition(":")
    if name == "year" and amount == "0" and year_at(words, index + 1):
        return Expression(index, index + 1, date(year_at(words, index + 1) or 1, 1, 1), "year")
    resolved = _moved(published, name, int(amount))
    return Expression(index, index, resolved, cast("Precision", name))


def weekend(words: Sequence[Word], index: int, published: date | None) -> Expression | None:
    """Read "Wochenende", "kommendes Wochenende": its Saturday."""
    shift = shift_at(words, index)
    at = index + (1 if shift is not None else 0)
    if lower(words, at) not in values("weekend") or not is_noun(words, at):
        return None
    if published is None:
        return Expression(index, at, None, "day")
    tense = direction(words, index, at)
    resolved = weekday_date(published, _SATURDAY, tense, shift or 0)
    return Expression(index, at, resolved, "day")


def quarter(words: Sequence[Word], index: int, published: date | None) -> Expression | None:
    """Read "ersten Quartal 2022", "2. Halbjahr", "zweiten Jahreshälfte": the first month."""
    length = offset("share").get(lower(words, index + 1))
    text = lower(words, index)
    if length is None or not is_noun(words, index + 1):
        return None
    number = int(text[:-1]) if text[:-1].isdecimal() and len(text) == 2 else ordinal_word(text)
    if number is None or not 1 <= number <= 12 // length:
        return None
    first = (number - 1) * length + 1
    return _season(words, index, index + 1, first, published)


def season(words: Sequence[Word], index: int, published: date | None) -> Expression | None:
    """Read "Sommer 2021", "vergangenen Herbst", "im Frühjahr": the first month."""
    shift = shift_at(words, index)
    at = index + (1 if shift is not None else 0)
    first = offset("season").get(lower(words, at))
    if first is None or not is_noun(words, at):
        return None
    framed = lower(words, index - 1) in values("frame") or shift is not None
    if not framed and year_at(words, at + 1) is None:
        return None
    return _season(words, index, at, first, published, shift)


def _season(
    words: Sequence[Word],
    index: int,
    at: int,
    first: int,
    published: date | None,
    shift: int | None = None,
) -> Expression:
    """Return months that begin with ``first``; a year behind ``at`` or the tense decides which."""
    year = year_at(words, at + 1)
    if year:
        return Expression(index, at + 1, date(year, first, 1), "month")
    following = shift_at(words, at + 1 + (lower(words, at + 1) == "des"))
    end = at + 2 + (lower(words, at + 1) == "des")
    if published is None:
        return Expression(index, at, None, "month")
    if following is not None and lower(words, end) == "jahres":
        return Expression(index, end, safe_date(published.year + following, first, 1), "month")
    tense = direction(words, index, at)
    if shift:
        tense = "past" if shift < 0 else "future"
    return Expression(index, at, month_of_year(published, first, tense), "month")
