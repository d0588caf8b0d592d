"""German quantities as intervals: "rund 5.000", "drei- bis viertausend", "Zehntausende".

The intervals are those of ``docs/record.md``. Numbers are read from words in order, so the rooms
that count something (troops, dates) share one reading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.language import Word, read_table

_GROUPED = re.compile(r"\d{1,3}(?:[.'’]\d{3})+")
_DECIMAL = re.compile(r"(\d+)(?:,(\d+))?")
_RANGE = re.compile(r"([\d.]+)[-–]([\d.]+)")
_DASHES = frozenset({"-", "–", "—", "bis"})
_LONGEST_MODIFIER = 3


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity in a sentence.

    ``first`` and ``last`` are word indices, last inclusive. ``low`` and ``high`` bound the number,
    both inclusive; None where the text gives no bound on that side.
    """

    first: int
    last: int
    low: int | None
    high: int | None
    approximate: bool


@dataclass(frozen=True, slots=True)
class _Number:
    last: int
    low: float
    high: float
    scale: int


@cache
def _table(kind: str) -> dict[str, float]:
    rows = read_table("de/numerals.tsv", ("word", "kind", "value", "max"))
    return {row["word"]: float(row["value"]) for row in rows if row["kind"] == kind}


@cache
def _vague() -> dict[str, tuple[int, int]]:
    rows = read_table("de/numerals.tsv", ("word", "kind", "value", "max"))
    return {r["word"]: (int(r["value"]), int(r["max"])) for r in rows if r["kind"] == "vague"}


@cache
def _modifiers() -> dict[str, str]:
    rows = read_table("de/numeral_modifiers.tsv", ("phrase", "effect"))
    return {row["phrase"]: row["effect"] for row in rows}


def number_word(text: str) -> int | None:
    """Return the value of a number word in lower case ("dreitausendfünfhundert"), or None."""
    if not text:
        return None
    for scale_word, scale in (("tausend", 1000), ("hundert", 100)):
        head, found, tail = text.partition(scale_word)
        if found:
            front = 1 if not head else number_word(head)
            rest = 0 if not tail else number_word(tail.removeprefix("und"))
            if front is None or rest is None or rest >= scale:
                return None
            return front * scale + rest
    units = _table("number")
    if text in units and units[text].is_integer():
        return int(units[text])
    unit, found, ten = text.partition("und")
    if found and unit in units and ten in units and units[unit] < 10 <= units[ten]:
        return int(units[unit] + units[ten])
    return None


def is_quantity_word(word: Word) -> bool:
    """Whether a quantity can begin with a word; cheap enough to ask of every word."""
    text = word.lower
    return text[0].isdigit() or text in _starts() or number_word(text.rstrip("-")) is not None


@cache
def _starts() -> frozenset[str]:
    first = {phrase.split()[0] for phrase in _modifiers()}
    return frozenset({*first, *_vague(), *_table("number"), *_table("scale"), "zwischen", "halbes"})


def quantity_at(words: Sequence[Word], index: int) -> Quantity | None:
    """Read the longest quantity that begins at a word, None where there is none."""
    effects: set[str] = set()
    at = index
    while True:
        effect, length = _modifier(words, at)
        if not length:
            break
        effects.add(effect)
        at += length
    if at < len(words) and words[at].lower == "zwischen":
        return _between(words, index, at, approximate="approximate" in effects)
    number = _range(words, at)
    if number is None:
        return None
    return _bounded(index, number, effects)


def _modifier(words: Sequence[Word], at: int) -> tuple[str, int]:
    for length in range(_LONGEST_MODIFIER, 0, -1):
        phrase = " ".join(word.lower for word in words[at : at + length])
        effect = _modifiers().get(phrase)
        if effect and at + length < len(words):
            return effect, length
    return "", 0


def _bounded(first: int, number: _Number, effects: set[str]) -> Quantity | None:
    low: int | None = round(number.low)
    high: int | None = round(number.high)
    if "several" in effects:
        if number.scale < 12 or number.low != number.scale:
            return None
        low, high = next(
            (pair for pair in _vague().values() if pair[0] == number.scale),
            (24, 99) if number.scale == 12 else (round(number.low), round(number.low) * 10 - 1),
        )
    if "min" in effects:
        high = None
    elif "max" in effects:
        low = None
    return Quantity(first, number.last, low, high, "approximate" in effects)


def _between(words: Sequence[Word], first: int, at: int, *, approximate: bool) -> Quantity | None:
    low = _number(words, at + 1)
    if low is None or low.last + 2 >= len(words) or words[low.last + 1].lower != "und":
        return None
    high = _number(words, low.last + 2)
    if high is None:
        return None
    return Quantity(first, high.last, *_ordered(low, high), approximate)


def _range(words: Sequence[Word], at: int) -> _Number | None:
    low = _number(words, at)
    if low is None or low.last + 2 >= len(words) or words[low.last + 1].lower not in _DASHES:
        return low
    high = _number(words, low.last + 2)
    if high is None or high.low <= low.low / max(low.scale, 1):
        return low
    bottom, top = _ordered(low, high)
    return _Number(high.last, bottom, top, high.scale)


def _ordered(low: _Number, high: _Number) -> tuple[int, int]:
    """Return both ends; the first borrows the scale of the second ("drei- bis viertausend")."""
    bottom = low.low
    if bottom < high.low and high.scale > 1 and low.scale == 1 and bottom * high.scale <= high.low:
        bottom *= high.scale
    return round(min(bottom, high.low)), round(high.high)


def _number(words: Sequence[Word], at: int) -> _Number | None:
    """Read a number with its scale words: "1,5 Millionen", "zwei Dutzend", "5 000"."""
    if at >= len(words):
        return None
    text = words[at].lower
    if text in _vague():
        low, high = _vague()[text]
        return _Number(at, low, high, low)
    both = _RANGE.fullmatch(text)
    if both and (ends := [_digits(part) for part in both.groups()]) and None not in ends:
        bottom, top = (float(end or 0) for end in ends)
        return _Number(at, bottom, top, 1) if bottom < top else None
    half = text in {"ein", "halbes"} and _half(words, at)
    if half:
        return half
    value, last = _plain(words, at)
    if value is None:
        return None
    scales = _table("scale")
    scale = int(scales.get(text, 1))
    while last + 1 < len(words) and words[last + 1].lower in scales:
        last += 1
        factor = int(scales[words[last].lower])
        value, scale = value * factor, scale * factor
    return _Number(last, value, value, _own_scale(text) if scale == 1 else scale)


def _half(words: Sequence[Word], at: int) -> _Number | None:
    """Read "ein halbes Dutzend"."""
    skip = 1 if words[at].lower == "ein" else 0
    texts = [word.lower for word in words[at + skip : at + skip + 2]]
    if len(texts) == 2 and texts[0] == "halbes" and texts[1] in _table("scale"):
        value = _table("scale")[texts[1]] / 2
        return _Number(at + skip + 1, value, value, 1)
    return None


def _plain(words: Sequence[Word], at: int) -> tuple[float | None, int]:
    text = words[at].lower
    value = _digits(text)
    if value is not None:
        following = words[at + 1].text if at + 1 < len(words) else ""
        if len(text) <= 3 and re.fullmatch(r"\d{3}", following):
            return value * 1000 + int(following), at + 1
        return value, at
    if text in _table("number"):
        return _table("number")[text], at
    if text in _table("scale"):
        return _table("scale")[text], at
    word = number_word(text.rstrip("-"))
    return (None, at) if word is None else (float(word), at)


def _digits(text: str) -> float | None:
    if _GROUPED.fullmatch(text):
        return float(re.sub(r"\D", "", text))
    plain = _DECIMAL.fullmatch(text)
    if plain is None:
        return None
    return float(f"{plain[1]}.{plain[2] or 0}")


def _own_scale(text: str) -> int:
    """Return the scale inside a number word: 1000 for "viertausend"."""
    if text.endswith("tausend"):
        return 1000
    return 100 if text.endswith("hundert") else 1
