"""Numbers that run over several words: "1,5 Millionen", "5 000", "ein hundert und zwanzig"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.language import Word
from pipeline.numerals.words import is_unit_and_ten, table, vague, word_value

_GROUPED = re.compile(r"(\d{1,3}(?:[.'’]\d{3})+)(?:,(\d+))?")
_DECIMAL = re.compile(r"(\d+)(?:,(\d+))?")
_RANGE = re.compile(r"([\d.]+)[-–]([\d.]+)")
_THREE = re.compile(r"\d{3}")
#: More digits than any count has; float() of thousands of digits would be infinite.
_MOST_DIGITS = 18
_AND = "und"
#: Characters of the longest ordinal in figures.
_ORDINAL = 3


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a sentence.

    Attributes:
        last: Index of its last word.
        low: Lower end of the interval, the value itself where it is exact.
        high: Upper end.
        scale: What it was multiplied by ("viertausend": 1000), 1 without a scale.
    """

    last: int
    low: float
    high: float
    scale: float


def number_at(words: Sequence[Word], at: int, *, joined: bool = True) -> Number | None:
    """Read the number that begins at a word, None where there is none.

    ``joined`` allows "und" inside a number; "zwischen zwei und zwanzig" holds two of them.
    """
    if at >= len(words):
        return None
    text = words[at].lower
    if text in vague():
        low, high = vague()[text]
        return Number(at, low, high, low)
    both = _RANGE.fullmatch(text)
    if both:
        bottom, top = digits(both[1]), digits(both[2])
        if bottom is None or top is None or bottom >= top:
            return None
        return Number(at, bottom, top, 1)
    return _part(words, at) or _grouped_by_space(words, at) or _sum(words, at, joined=joined)


def digits(text: str) -> float | None:
    """Return the value of digits in German spelling ("5.000", "1,5", "100'000"), or None."""
    if len(text) > _MOST_DIGITS:
        return None
    if text.endswith(".") and len(text) > _ORDINAL:
        text = text[:-1]  # the stop of the sentence; "31." is an ordinal
    grouped = _GROUPED.fullmatch(text)
    if grouped:
        return float(f"{re.sub(r'[^0-9]', '', grouped[1])}.{grouped[2] or 0}")
    plain = _DECIMAL.fullmatch(text)
    return float(f"{plain[1]}.{plain[2] or 0}") if plain else None


def _part(words: Sequence[Word], at: int) -> Number | None:
    """Read "ein halbes Dutzend", "eine Viertel Million", "halbe Million"."""
    text = words[at].lower
    times = 1.0
    if text not in table("fraction"):
        number = table("number").get(text)
        if number is None or at + 1 >= len(words):
            return None
        times, at = number, at + 1
    share = table("fraction").get(words[at].lower)
    scale = table("scale").get(words[at + 1].lower) if at + 1 < len(words) else None
    if share is None or scale is None:
        return None
    value = times * share * scale
    return Number(at + 1, value, value, 1)


def _grouped_by_space(words: Sequence[Word], at: int) -> Number | None:
    """Read "100 000", "1 414 021"."""
    if not words[at].text.isdecimal() or len(words[at].text) > 3:
        return None
    last, text = at, words[at].text
    while last + 1 < len(words) and _THREE.fullmatch(words[last + 1].text):
        last += 1
        text += words[last].text
    value = digits(text) if last > at else None
    return None if value is None else Number(last, value, value, 1)


@dataclass(slots=True)
class _Sum:
    """A number while it is read: what is finished, the group being read, the smallest scale."""

    total: float = 0.0
    group: float | None = None
    smallest: float = float("inf")
    room: float = 0.0
    scale: float = 1.0

    def take_scale(self, scale: float) -> bool:
        """Multiply the group, as "tausend" does behind "zwei"."""
        if scale >= self.smallest and self.smallest != float("inf"):
            return False
        if self.group is None:
            if self.total:
                return False
            self.group = 1.0
        self.total, self.group = self.total + self.group * scale, None
        self.smallest, self.room = scale, scale
        self.scale = max(self.scale, scale)
        return True

    def take_hundred(self) -> bool:
        if self.group is not None and not 1 <= self.group < 100:
            return False
        self.group, self.room = (self.group or 1.0) * 100, 100.0
        self.scale = max(self.scale, 100.0)
        return True

    def take_value(self, value: float) -> bool:
        if self.group is None and self.smallest == float("inf"):
            self.group, self.room = value, 0.0
            return True
        if not 0 < value < self.room:
            return False
        self.group = (self.group or 0.0) + value
        self.room = 0.0
        return True

    @property
    def value(self) -> float:
        return self.total + (self.group or 0.0)


def _sum(words: Sequence[Word], at: int, *, joined: bool) -> Number | None:
    """Read a number word by word: "zwei Millionen dreihunderttausend", "sechs und vierzig"."""
    text = words[at].lower
    first = digits(text)
    found = _Sum()
    if first is not None:
        found.take_value(first)
    elif not _take(found, text):
        return None
    last, spoken = at, first is None
    while last + 1 < len(words):
        step = _step(found, words, last + 1, spoken=spoken, joined=joined)
        if not step:
            break
        last += step
    scale = found.scale if last > at or not spoken else max(found.scale, _own_scale(text))
    return Number(last, found.value, found.value, scale)


def _step(found: _Sum, words: Sequence[Word], at: int, *, spoken: bool, joined: bool) -> int:
    """Take the word at an index into a number; return how many words were taken."""
    text = words[at].lower
    if text in table("scale"):
        return int(_take(found, text))
    if not spoken and found.smallest == float("inf"):
        return 0
    if text == _AND and joined and at + 1 < len(words):
        ten = word_value(words[at + 1].lower)
        if ten is None:
            return 0
        if found.group is not None and is_unit_and_ten(found.group % 100, ten):
            found.group += ten
            found.room = 0.0
            return 2
        return 2 * int(ten < found.room and found.take_value(ten))
    return int(_take(found, text))


def _take(found: _Sum, text: str) -> bool:
    scale = table("scale").get(text)
    if text == "hundert":
        return found.take_hundred()
    if scale is not None:
        return found.take_scale(scale)
    value = word_value(text.rstrip("-"))
    return value is not None and found.take_value(value)


def _own_scale(text: str) -> float:
    """Return the scale inside a number word: 1000 for "viertausend"."""
    if text.endswith("tausend"):
        return 1000
    return 100 if text.endswith("hundert") else 1
