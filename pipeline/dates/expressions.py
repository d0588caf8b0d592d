"""Which words are a date expression, and what they say.

A span leaves a plain preposition out ("am", "im", "seit") and takes in what changes the value ("vor
drei Wochen", "vergangene Woche", "Ende Januar").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import cast

from pipeline.dates import absolute, periods
from pipeline.dates.calendar import shifted, weekday_date
from pipeline.dates.holidays import holiday, is_holiday_word
from pipeline.dates.reading import Expression, is_noun, lower, shift_at
from pipeline.dates.tense import direction
from pipeline.dates.words import offset, triggers, values, weekday
from pipeline.language import Word
from pipeline.model import Precision
from pipeline.numerals import ordinal_word, quantity_at

_APPOSITION = 4
#: Kinds of words that may stand in front of what dates an expression ("Ende", "vergangenen").
_OPENING = ("part", "every", "last", "next", "this")
#: Prepositions that a time span counts from today with.
_COUNTING = frozenset({"vor", "in"})


def is_dated(text: str) -> bool:
    """Whether a word alone shows that a sentence may hold a date; most sentences have none."""
    lower = text.lower()
    return (
        lower in triggers()
        or text[0].isdigit()
        or weekday(lower) is not None
        or is_holiday_word(text)
    )


def may_begin(text: str) -> bool:
    """Whether a date expression may begin at a word: with what dates it or in front of that."""
    return is_dated(text) or may_open(text)


def may_open(text: str) -> bool:
    """Whether a word may stand in front of what dates an expression."""
    lower = text.lower()
    return lower in _openings() or ordinal_word(lower) is not None


@cache
def _openings() -> frozenset[str]:
    """Return the words that may stand in front of what dates an expression."""
    return _COUNTING.union(*(values(kind) for kind in _OPENING))


def expression_at(words: Sequence[Word], index: int, published: date | None) -> Expression | None:
    """Read the date expression that begins at a word, None where there is none."""
    readers = (
        absolute.written_out,
        absolute.numeric,
        periods.quarter,
        absolute.month,
        _weekday,
        _counted,
        periods.unit,
        periods.named,
        periods.weekend,
        periods.season,
        holiday,
        _attributed_day,
        _day,
        absolute.year,
    )
    for reader in readers:
        found = reader(words, index, published)
        if found is not None:
            return found
    return None


def expressions_of(
    words: Sequence[Word], published: date | None, begins: Iterable[int] | None = None
) -> tuple[Expression, ...]:
    """Return the date expressions of a sentence in order, without overlap.

    Args:
        words: Of the sentence.
        published: What relative dates count from.
        begins: Indices of the words that ``may_begin``, in order; looked for when left out.
    """
    if begins is None:
        begins = (index for index, word in enumerate(words) if may_begin(word.text))
    found: list[Expression] = []
    taken = -1
    for index in begins:
        expression = expression_at(words, index, published) if index > taken else None
        if expression is None:
            continue
        if found and _is_apposition(words, found[-1], expression):
            found[-1] = replace(found[-1], date=expression.date)
        found.append(expression)
        taken = expression.last
    return tuple(found)


def _is_apposition(words: Sequence[Word], day: Expression, named: Expression) -> bool:
    """Whether a weekday is explained by the date behind it ("Freitag, dem 11. März")."""
    between = [lower(words, i) for i in range(day.last + 1, named.first)]
    return (
        len(between) <= _APPOSITION
        and "," in between
        and {*between} <= {",", "den", "dem", "der"}
        and named.precision == "day"
        and named.date is not None
        and weekday(lower(words, day.last)) == named.date.weekday()
    )


def _weekday(words: Sequence[Word], index: int, published: date | None) -> Expression | None:
    """Read "Dienstag", "Mittwochabend", "kommenden Donnerstag"; "jeden Montag" has no date."""
    every = lower(words, index) in values("every")
    shift = shift_at(words, index)
    at = index + (1 if shift is not None or every else 0)
    day = weekday(lower(words, at))
    if day is None or not is_noun(words, at):
        return None
    if lower(words, index - 2) in values("newspaper") and is_noun(words, index - 2):
        return None
    if every or published is None:
        return Expression(index, at, None, "day")
    tense = direction(words, index, at)
    if shift == 0 and tense == "unknown":
        tense = "future"  # "diesen Mittwoch"
    return Expression(index, at, weekday_date(published, day, tense, shift or 0), "day")


def _counted(words: Sequence[Word], index: int, published: date | None) -> Expression | None:
    """Read "vor drei Wochen", "in zwei Tagen"; "vor einigen Wochen" has no date."""
    preposition = lower(words, index)
    if preposition not in _COUNTING:
        return None
    quantity = quantity_at(words, index + 1)
    at = quantity.last + 1 if quantity else _after_vague(words, index + 1, preposition)
    unit = values("unit").get(lower(words, at)) if at else None
    if unit is None:
        return None
    precision = cast("Precision", unit)
    if published is None or quantity is None or quantity.low != quantity.high:
        return Expression(index, at, None, precision)
    sign = -1 if preposition == "vor" else 1
    try:
        resolved = shifted(published, unit, sign * (quantity.low or 0))
    except (ValueError, OverflowError):
        resolved = None  # before year 1 or after 9999
    return Expression(index, at, resolved, precision)


def _after_vague(words: Sequence[Word], index: int, preposition: str) -> int:
    """Return where the unit of "vor einigen Wochen", "vor Jahren" stands, 0 without one."""
    if preposition != "vor":
        return 0
    if lower(words, index) in values("plural"):
        return index
    two = f"{lower(words, index)} {lower(words, index + 1)}"
    length = 2 if two in values("some") else int(lower(words, index) in values("some"))
    at = index + length
    return at if length and lower(words, at) in values("plural") else 0


def _attributed_day(words: Sequence[Word], index: int, published: date | None) -> Expression | None:
    """Read "gestrigen Abend", "heutigen Donnerstag", "morgigen Tag"."""
    amount = offset("day_attribute").get(lower(words, index))
    following = lower(words, index + 1)
    is_day = following == "tag" or following in values("daypart") or weekday(following) is not None
    if amount is None or not is_day or not is_noun(words, index + 1):
        return None
    resolved = shifted(published, "day", amount) if published else None
    return Expression(index, index + 1, resolved, "day")


def _day(words: Sequence[Word], index: int, published: date | None) -> Expression | None:
    """Read "gestern", "heute"; "Morgen" with a capital is the time of day, "bis heute" no day."""
    word = words[index]
    amount = offset("day").get(word.lower)
    if amount is None or (word.is_title and (word.lower == "morgen" or index > 0)):
        return None
    if amount == 0 and lower(words, index - 1) in values("until"):
        return None
    if word.lower == "morgen" and lower(words, index - 1) in {"gestern", "heute"}:
        return None
    try:
        resolved = shifted(published, "day", amount) if published else None
    except OverflowError:
        resolved = None  # before year 1 or after 9999
    return Expression(index, index, resolved, "day")
