"""Which words are a date expression, and what they say.

A span leaves a plain preposition out ("am", "im", "seit") and takes in what changes the value ("vor
drei Wochen", "vergangene Woche", "Ende Januar").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.dates.calendar import day_of_year, month_of_year, shifted, weekday_date
from pipeline.dates.tense import direction
from pipeline.dates.words import offset, values, weekday
from pipeline.language import Word
from pipeline.model import Precision
from pipeline.numerals import quantity_at

_NUMERIC = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})?")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_ORDINAL = re.compile(r"(\d{1,2})\.?")
_YEAR = re.compile(r"(19|20)\d{2}")


@dataclass(frozen=True, slots=True)
class Expression:
    """A date expression: word indices (last inclusive) and the date, None where unresolved."""

    first: int
    last: int
    date: date | None
    precision: Precision


def expression_at(words: Sequence[Word], index: int, published: date | None) -> Expression | None:
    """Read the date expression that begins at a word, None where there is none."""
    for reader in (_written_out, _numeric, _month, _weekday, _counted, _unit, _day, _year):
        found = reader(words, index, published)
        if found is not None:
            return found
    return None


def _lower(words: Sequence[Word], index: int) -> str:
    return words[index].lower if 0 <= index < len(words) else ""


def _month_number(words: Sequence[Word], index: int) -> int | None:
    text = _lower(words, index)
    if not text or not words[index].is_title:
        return None
    return offset("month").get(text) or offset("month_short").get(text)


def _year_at(words: Sequence[Word], index: int) -> int | None:
    text = _lower(words, index).removesuffix(".")
    return int(text) if _YEAR.fullmatch(text) else None


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _written_out(words: Sequence[Word], index: int, published: date | None) -> Expression | None:
    """Read "18. Januar" and "18. Januar 2022"."""
    day = _ORDINAL.fullmatch(_lower(words, index))
    at = index + 1
    if day and _lower(words, at) == ".":
        at += 1
    month = _month_number(words, at)
    if not day or not month:
        return None
    year = _year_at(words, at + 1)
    if year:
        return Expression(index, at + 1, _safe(year, month, int(day[1])), "day")
    if published is None:
        return Expression(index, at, None, "day")
    tense = direction(words, index, at)
    return Expression(index, at, day_of_year(published, month, int(day[1]), tense), "day")


def _numeric(words: Sequence[Word], index: int, published: date | None) -> Expression | None:
    """Read "18.01.2022", "18.1." and "2022-01-18"."""
    text = _lower(words, index)
    iso = _ISO.fullmatch(text)
    if iso:
        return Expression(index, index, _safe(*(int(part) for part in iso.groups())), "day")
    german = _NUMERIC.fullmatch(text)
    if not german:
        return None
    day, month = int(german[1]), int(german[2])
    if german[3]:
        year = int(german[3]) + (2000 if len(german[3]) == 2 else 0)
        resolved = _safe(year, month, day)
    elif 1 <= month <= 12 and 1 <= day <= 31 and published:
        resolved = day_of_year(published, month, day, direction(words, index, index))
    else:
        resolved = None
    known = resolved is not None or (1 <= month <= 12 and 1 <= day <= 31)
    return Expression(index, index, resolved, "day") if known else None


def _month(words: Sequence[Word], index: int, published: date | None) -> Expression | None:
    """Read "Januar", "Ende Januar", "Januar 2022", "vergangenen Januar"."""
    at = index
    leads = _lower(words, at) in values("part") or _lower(words, at) in values("last")
    if leads or _lower(words, at) in values("next"):
        at += 1
    month = _month_number(words, at)
    if month is None:
        return None
    year = _year_at(words, at + 1)
    if year:
        return Expression(index, at + 1, date(year, month, 1), "month")
    framed = at > index or _lower(words, index - 1) in values("frame")
    joined = _lower(words, index - 1) in {"und", "oder", "bis"} and _month_number(words, index - 2)
    if not framed and not joined:
        return None
    if published is None:
        return Expression(index, at, None, "month")
    tense = "past" if _lower(words, index) in values("last") else direction(words, index, at)
    return Expression(index, at, month_of_year(published, month, tense), "month")


def _shift(words: Sequence[Word], index: int) -> int | None:
    text = _lower(words, index)
    for kind in ("last", "next", "this"):
        if text in offset(kind):
            return offset(kind)[text]
    return None


def _weekday(words: Sequence[Word], index: int, published: date | None) -> Expression | None:
    """Read "Dienstag", "Mittwochabend", "kommenden Donnerstag"; "jeden Montag" has no date."""
    every = _lower(words, index) in values("every")
    shift = _shift(words, index)
    at = index + (1 if shift is not None or every else 0)
    if every and weekday(_lower(words, at)) is None:
        return None
    day = weekday(_lower(words, at))
    if day is None or not words[at].is_title:
        return None
    if every or published is None:
        return Expression(index, at, None, "day")
    tense = direction(words, index, at)
    return Expression(index, at, weekday_date(published, day, tense, shift or 0), "day")


def _counted(words: Sequence[Word], index: int, published: date | None) -> Expression | None:
    """Read "vor drei Wochen" and "in zwei Tagen"."""
    preposition = _lower(words, index)
    if preposition not in {"vor", "in"}:
        return None
    quantity = quantity_at(words, index + 1)
    article = _lower(words, index + 1) in {"einem", "einer"}
    at = index + 2 if article else (quantity.last + 1 if quantity else 0)
    unit = values("unit").get(_lower(words, at)) if at else None
    if unit is None:
        return None
    exact = article or (quantity is not None and quantity.low == quantity.high)
    precision: Precision = unit  # type: ignore[assignment]  # the table holds the four literals
    if published is None or not exact:
        return Expression(index, at, None, precision)
    amount = 1 if article or quantity is None or quantity.low is None else quantity.low
    sign = -1 if preposition == "vor" else 1
    try:
        resolved = shifted(published, unit, sign * amount)
    except (ValueError, OverflowError):
        resolved = None  # before year 1 or after 9999
    return Expression(index, at, resolved, precision)


def _unit(words: Sequence[Word], index: int, published: date | None) -> Expression | None:
    """Read "vergangene Woche", "diesem Monat", "nächsten Jahr"."""
    shift = _shift(words, index)
    unit = values("unit").get(_lower(words, index + 1))
    plural = _lower(words, index + 1) in {"tagen", "tage", "wochen", "monate", "monaten", "jahren"}
    if shift is None or unit is None or unit == "day" or plural:
        return None
    resolved = shifted(published, unit, shift) if published else None
    return Expression(index, index + 1, resolved, unit)  # type: ignore[arg-type]


def _day(words: Sequence[Word], index: int, published: date | None) -> Expression | None:
    """Read "gestern", "heute"; "Morgen" with a capital is the time of day."""
    word = words[index]
    amount = offset("day").get(word.lower)
    if amount is None or (word.is_title and (word.lower == "morgen" or index > 0)):
        return None
    if word.lower == "morgen" and _lower(words, index - 1) in {"gestern", "heute"}:
        return None
    resolved = shifted(published, "day", amount) if published else None
    return Expression(index, index, resolved, "day")


def _year(words: Sequence[Word], index: int, published: date | None) -> Expression | None:
    """Read "2014", "Anfang 2022"; a number in front of a noun is a quantity."""
    at = index + (1 if _lower(words, index) in values("part") else 0)
    if at < len(words) and not _YEAR.fullmatch(words[at].text.removesuffix(".")):
        return None
    year = _year_at(words, at)
    if year is None:
        return None
    following = words[at + 1] if at + 1 < len(words) else None
    named = _lower(words, index - 1) in {"jahr", "jahre", "jahres", "seit", "ende", "anfang"}
    if following is not None and not named:
        unit = following.lower in {"prozent", "euro", "uhr", "dollar", "meter", "mann"}
        if following.is_title or unit:
            return None
    return Expression(index, at, date(year, 1, 1), "year")
