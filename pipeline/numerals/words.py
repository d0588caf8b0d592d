"""The value of a single German number word: "dreitausendfünfhundert", "eineinhalb", "dritten".

Number words are written as one word and read by their parts; the parts stand in
``data/de/numerals.tsv``.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pipeline.language import read_table

#: Longer words are no numerals; "neunhundertneunundneunzigtausendneunhundertneunundneunzig" has 59.
_LONGEST = 70
_HALF = "einhalb"
_ORDINAL = re.compile(r"(.+?)(s?te[nrsm]?)")


@cache
def table(kind: str) -> dict[str, float]:
    """Return the words of one kind of ``data/de/numerals.tsv`` with their values."""
    rows = read_table("de/numerals.tsv", ("word", "kind", "value", "max"))
    return {row["word"]: float(row["value"]) for row in rows if row["kind"] == kind}


@cache
def vague() -> dict[str, tuple[int, int]]:
    """Return the words that name an interval ("zehntausende"), both ends inclusive."""
    rows = read_table("de/numerals.tsv", ("word", "kind", "value", "max"))
    return {r["word"]: (int(r["value"]), int(r["max"])) for r in rows if r["kind"] == "vague"}


def number_word(text: str) -> int | None:
    """Return the value of a number word in lower case ("dreitausendfünfhundert"), or None.

    None also where the value is no whole number ("eineinhalb").
    """
    value = word_value(text)
    return int(value) if value is not None and value.is_integer() else None


@lru_cache(maxsize=10_000)
def word_value(text: str) -> float | None:
    """Return the value of a number word in lower case, None for other words."""
    if not text or len(text) > _LONGEST:
        return None
    for word in ("million", "tausend", "hundert"):
        head, found, tail = text.partition(word)
        if found:
            return _scaled(head, table("scale")[word], tail)
    return _below_hundred(text)


def _scaled(head: str, scale: float, tail: str) -> float | None:
    """Return the value of "vier|tausend|fünfhundert", "viertel|million"."""
    front = 1.0 if not head else table("fraction").get(head) or word_value(head)
    rest = 0.0 if not tail else word_value(tail.removeprefix("und"))
    if front is None or rest is None or rest >= scale:
        return None
    return front * scale + rest


def _below_hundred(text: str) -> float | None:
    numbers = table("number")
    if text in numbers:
        return numbers[text]
    unit, found, ten = text.partition("und")
    if (
        found
        and unit in numbers
        and ten in numbers
        and is_unit_and_ten(numbers[unit], numbers[ten])
    ):
        return numbers[unit] + numbers[ten]
    if text.endswith(_HALF) and text[: -len(_HALF)] in numbers:
        return numbers[text[: -len(_HALF)]] + 0.5
    return None


def is_unit_and_ten(unit: float, ten: float) -> bool:
    """Whether two values are joined by "und" as in "einundzwanzig"."""
    return 1 <= unit < 10 and 20 <= ten < 100 and ten % 10 == 0


def ordinal_word(text: str) -> int | None:
    """Return the value of an ordinal in lower case ("dritten", "einunddreißigste"), or None."""
    irregular = table("ordinal").get(text.rstrip("nrsm"))
    if irregular is not None:
        return int(irregular)
    found = _ORDINAL.fullmatch(text) if "te" in text[-3:] else None
    if found is None:
        return None
    for stem, ending in ((found[1], found[2]), (f"{found[1]}s", found[2][1:])):
        value = number_word(stem)
        # "-te" up to nineteen, "-ste" from there: "neunzehnte", "zwanzigste", "hundertste".
        if value is not None and value > 1 and ending.startswith("st") != (1 <= value % 100 < 20):
            return value
    return None
