"""Days, months and years that are named: "18. Januar", "18.01.2022", "Ende Mai", "2014"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from pipeline.dates.calendar import day_of_year, month_of_year
from pipeline.dates.reading import Expression, is_noun, lower, safe_date, shift_at
from pipeline.dates.tense import direction
from pipeline.dates.words import offset, values
from pipeline.language import Word
from pipeline.numerals import ordinal_word

_NUMERIC = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})?")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_ORDINAL = re.compile(r"(\d{1,2})\.?")
_YEAR = re.compile(r"(19|20)\d{2}")
_NAMED_YEAR = re.compile(r"1\d{3}|20\d{2}")
_JOINS = frozenset({"und", "oder", "bis", "/", "-", "–", ","})
_LAST_DAY = 31


def month_at(words: Sequence[Word], index: int) -> int | None:
    """Return the month that a word names, 1 to 12."""
    if not is_noun(words, index):
        return None
    text = lower(words, index)
    return offset("month").get(text) or offset("month_short").get(text)


def year_at(words: Sequence[Word], index: int) -> int | None:
    """Return the year that a word names in figures."""
    text = lower(words, index).removesuffix(".")
    return int(text) if _YEAR.fullmatch(text) else None


def _year_behind(
    words: Sequence[Word], index: int, published: date | None
) -> tuple[int | None, int]:
    """Return the year behind a day or month and how many words say so.

    It is given in figures or as "dieses Jahres", "des vergangenen Jahres".
    """
    year = year_at(words, index)
    if year:
        return year, 1
    at = index + (1 if lower(words, index) == "des" else 0)
    shift = shift_at(words, at)
    if published is not None and shift is not None and lower(words, at + 1) == "jahres":
        return published.year + shift, at + 2 - index
    return None, 0


def _day_number(words: Sequence[Word], index: int) -> int | None:
    text = lower(words, index)
    figures = _ORDINAL.fullmatch(text)
    number = int(figures[1]) if figures else ordinal_word(text) if text else None
    return number if number is not None and 1 <= number <= _LAST_DAY else None


def written_out(words: Sequence[Word], index: int, published: date | None) -> Expression | None:
    """Read "18. Januar", "dritten Mai 2022"; the first half of "18. bis 20. Januar" too."""
    day = _day_number(words, index)
    if day is None:
        return None
    at = index + (2 if lower(words, index + 1) == "." else 1)
    month = month_at(words, at)
    last = at
    if month is None:
        at = _shared_month(words, index)
        month, last = month_at(words, at), index
    if month is None:
        return None
    year, length = _year_behind(words, at + 1, published)
    if last == at:
        last += length
    if year:
        return Expression(index, last, safe_date(year, month, day), "day")
    if published is None:
        return Expression(index, last, None, "day")
    tense = direction(words, index, at)
    return Expression(index, last, day_of_year(published, month, day, tense), "day")


def _shared_month(words: Sequence[Word], index: int) -> int:
    """Return where the month of "18." in "18. und 19. Januar" stands, -1 without one."""
    if not lower(words, index).endswith(".") or lower(words, index + 1) not in _JOINS:
        return -1
    return index + 3 if _day_number(words, index + 2) else -1


def numeric(words: Sequence[Word], index: int, published: date | None) -> Expression | None:
    """Read "18.01.2022", "18.1.", "18. 1. 2022" and "2022-01-18"."""
    text = lower(words, index)
    iso = _ISO.fullmatch(text)
    if iso:
        return Expression(index, index, safe_date(*(int(part) for part in iso.groups())), "day")
    german = _NUMERIC.fullmatch(text)
    if not german:
        return _spaced(words, index)
    day, month = int(german[1]), int(german[2])
    if german[3]:
        year = int(german[3]) + (2000 if len(german[3]) == 2 else 0)
        resolved = safe_date(year, month, day)
    elif 1 <= month <= 12 and 1 <= day <= _LAST_DAY and published:
        resolved = day_of_year(published, month, day, direction(words, index, index))
    else:
        resolved = None
    known = resolved is not None or (1 <= month <= 12 and 1 <= day <= _LAST_DAY)
    return Expression(index, index, resolved, "day") if known else None


def _spaced(words: Sequence[Word], index: int) -> Expression | None:
    texts = [lower(words, index + i) for i in range(2)]
    year = year_at(words, index + 2)
    if year is None or not all(re.fullmatch(r"\d{1,2}\.", text) for text in texts):
        return None
    day, month = (int(text[:-1]) for text in texts)
    resolved = safe_date(year, month, day)
    return Expression(index, index + 2, resolved, "day") if resolved else None


def month(words: Sequence[Word], index: int, published: date | None) -> Expression | None:
    """Read "Januar", "Ende Januar", "Januar 2022", "vergangenen Januar", "Mai dieses Jahres"."""
    at = index
    shift = shift_at(words, at)
    if lower(words, at) in values("part") or shift is not None:
        at += 1
    number = month_at(words, at)
    if number is None:
        return None
    year, length = _year_behind(words, at + 1, published)
    if year:
        return Expression(index, at + length, safe_date(year, number, 1), "month")
    year = _year_of_range(words, at)
    if year:
        return Expression(index, at, safe_date(year, number, 1), "month")
    if not (at > index or _is_framed(words, index)):
        return None
    if published is None:
        return Expression(index, at, None, "month")
    tense = "past" if (shift or 0) < 0 else direction(words, index, at)
    return Expression(index, at, month_of_year(published, number, tense), "month")


def _is_framed(words: Sequence[Word], index: int) -> bool:
    """Whether a preposition or another month shows that "August" or "Mai" is a month."""
    before = lower(words, index - 1)
    joined = before in {"und", "oder", "bis"} and month_at(words, index - 2) is not None
    return before in values("frame") or joined


def _year_of_range(words: Sequence[Word], index: int) -> int | None:
    """Return the year of "Mai" in "Mai bis Juli 2006"."""
    if lower(words, index + 1) not in _JOINS or month_at(words, index + 2) is None:
        return None
    return year_at(words, index + 3)


def year(words: Sequence[Word], index: int, published: date | None) -> Expression | None:
    """Read "2014", "Anfang 2022"; a number in front of a noun is a quantity."""
    at = index + (1 if lower(words, index) in values("part") else 0)
    text = lower(words, at).removesuffix(".")
    before = lower(words, index - 1)
    if before in {"jahr", "jahre", "jahres"} and _NAMED_YEAR.fullmatch(text):
        return Expression(index, at, date(int(text), 1, 1), "year")
    number = year_at(words, at)
    if number is None or _is_count(words, index, at):
        return None
    return Expression(index, at, date(number, 1, 1), "year")


def _is_count(words: Sequence[Word], index: int, at: int) -> bool:
    """Whether a number of four figures counts something ("rund 2000 Soldaten")."""
    before = lower(words, index - 1)
    if at > index or before in {"seit", "ende", "anfang", "mitte"}:
        return False
    if before in _JOINS and year_at(words, index - 2):
        return False  # "von 1989 bis 1997 Präsident"
    if before in values("approximate") or at + 1 >= len(words):
        return before in values("approximate")
    following = words[at + 1]
    if following.is_title or following.lower in values("counted"):
        return True
    # "2000 neue Panzer" counts, "2014 neue Panzer" hardly ever does.
    round_number = lower(words, at).removesuffix(".").endswith("00")
    attribute = following.lower.endswith(("e", "en", "er"))
    return round_number and attribute and is_noun(words, at + 2)
