"""The words of the dashboard, one module a language, and numbers and dates as it writes them."""

from __future__ import annotations

from contextvars import ContextVar
from datetime import date
from functools import cache, lru_cache
from typing import Final

import streamlit as st
from babel import Locale
from babel.dates import format_date
from babel.numbers import NumberPattern, parse_pattern

from pipeline.labels import labels, party
from views.parts.texts import de, en

#: The sign that charts draw, and that screen readers read as what it is.
MINUS: Final = "−"

LANGUAGES: Final = {"de": {**labels("de"), **de.TEXTS}, "en": {**labels("en"), **en.TEXTS}}


#: The language of the run of a page that goes on in this thread; "" before it begins.
_LANGUAGE: ContextVar[str] = ContextVar("language", default="")


def settle_language() -> None:
    """Take the language for a run of a page, which asks for it a thousand times."""
    _LANGUAGE.set("")
    _LANGUAGE.set(language())


def language() -> str:
    """Return the language that the reader chose, German without a choice."""
    if known := _LANGUAGE.get():
        return known
    chosen = str(st.session_state.get("lang") or st.query_params.get("lang") or "de")
    return chosen if chosen in LANGUAGES else "de"


def text(key: str, *, lang: str | None = None, **values: object) -> str:
    """Return a text of the dashboard with its values filled in.

    Raises:
        KeyError: When there is no such text.
    """
    return LANGUAGES[lang or language()][key].format(**values)


def label(kind: str, name: str, *, lang: str | None = None) -> str:
    """Return the name of a coded value ("type", "status" ...), or the value where it has none."""
    return LANGUAGES[lang or language()].get(f"{kind}.{name}", name)


def country(code: str, *, lang: str | None = None) -> str:
    """Return the name of a country or organisation by its code."""
    if not code:
        return text("world", lang=lang)
    return party(code, lang or language())


def number(value: float, digits: int = 0, *, lang: str | None = None) -> str:
    """Write a number in the language's way; who writes thousands of them names the language."""
    return _number(value, digits, lang or language())


@lru_cache(maxsize=1 << 15)
def _number(value: float, digits: int, lang: str) -> str:
    # babel takes both apart at every call unless it is given what it made of them.
    words = str(_pattern(digits).apply(value, _locale(lang)))
    return words.replace("-", MINUS)


@cache
def _pattern(digits: int) -> NumberPattern:
    return parse_pattern("#,##0" + ("." + "0" * digits if digits else ""))


@cache
def _locale(lang: str) -> Locale:
    return Locale.parse(lang)


def day(value: date | None, form: str = "day", *, lang: str | None = None) -> str:
    """Write a date in the language's way ("day", "short" without the year, "month"), or a dash."""
    return _day(value, form, lang or language()) if value else "–"


@lru_cache(maxsize=1 << 14)
def _day(value: date, form: str, lang: str) -> str:
    return format_date(value, text(f"date.{form}", lang=lang), locale=lang)


def interval(low: int | None, high: int | None, *, approximate: bool) -> str:
    """Write a count: "rund 5.000", "ab 100.000", "bis 8.500", "10.000 bis 99.999"."""
    if low is None and high is None:
        return text("count.none")
    if low is None:
        body = text("count.max", high=number(high or 0))
    elif high is None:
        body = text("count.min", low=number(low))
    elif low == high:
        body = number(low)
    else:
        body = text("count.range", low=number(low), high=number(high))
    return text("count.about", count=body) if approximate else body


def source_name(name: str) -> str:
    """Return the name of an outlet, or words for none."""
    return name or text("source.none")


def signed(value: float, digits: int) -> str:
    """Write a change with its sign; "±0" where it is too small to be seen."""
    words = number(abs(value), digits)
    if words == number(0, digits):
        return f"±{words}"
    return ("+" if value > 0 else MINUS) + words


def figure(points: float | None, *, lang: str | None = None) -> str:
    """Write a figure of the index in whole points, or that there are too few articles for one."""
    return text("few", lang=lang) if points is None else number(points, lang=lang)
