"""The words of date expressions."""

from __future__ import annotations

from functools import cache, lru_cache

from pipeline.language import read_table


@cache
def values(kind: str) -> dict[str, str]:
    """Return the words of one kind of ``data/de/date_words.tsv`` with their values."""
    rows = read_table("de/date_words.tsv", ("word", "kind", "value"))
    return {row["word"]: row["value"] for row in rows if row["kind"] == kind}


@cache
def offset(kind: str) -> dict[str, int]:
    """Return the same with numbers as values."""
    return {word: int(value) for word, value in values(kind).items()}


@cache
def _dayparts() -> tuple[str, ...]:
    return tuple(values("daypart"))


@lru_cache(maxsize=10_000)
def weekday(text: str) -> int | None:
    """Return 0 for "montag" to 6, also of "mittwochabend", None for other words."""
    days = offset("weekday")
    if text in days:
        return days[text]
    if not text.endswith(_dayparts()):
        return None
    for part in values("daypart"):
        if text.endswith(part) and text[: -len(part)] in days:
            return days[text[: -len(part)]]
    return None


@cache
def tense_words(tense: str) -> frozenset[str]:
    """Return the finite verbs that show a tense ("past", "future" or "auxiliary")."""
    rows = read_table("de/date_tense.tsv", ("word", "tense"))
    return frozenset(row["word"] for row in rows if row["tense"] == tense)


@cache
def triggers() -> frozenset[str]:
    """Return every word that a date expression contains at least one of, beside numbers."""
    kinds = (
        "weekday",
        "month",
        "month_short",
        "day",
        "day_attribute",
        "unit",
        "period",
        "season",
        "share",
        "weekend",
    )
    return frozenset(word for kind in kinds for word in values(kind))
