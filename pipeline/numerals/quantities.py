"""German quantities as intervals: "rund 5.000", "drei- bis viertausend", "Zehntausende"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.language import Word, read_table
from pipeline.numerals.numbers import Number, number_at
from pipeline.numerals.words import table, vague, word_value

_DASHES = frozenset({"-", "–", "—", "bis", "oder"})
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


@cache
def _modifiers() -> dict[str, str]:
    rows = read_table("de/numeral_modifiers.tsv", ("phrase", "effect"))
    return {row["phrase"]: row["effect"] for row in rows}


@cache
def _starts() -> frozenset[str]:
    before = {
        phrase.split()[0] for phrase, effect in _modifiers().items() if not effect.endswith("+")
    }
    kinds = ("number", "scale", "fraction")
    return frozenset({*before, *vague(), *(w for kind in kinds for w in table(kind)), "zwischen"})


def is_quantity_word(word: Word) -> bool:
    """Whether a quantity can begin with a word; cheap enough to ask of every word."""
    text = word.lower
    return text[0].isdigit() or text in _starts() or word_value(text.rstrip("-")) is not None


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
    between = at < len(words) and words[at].lower == "zwischen"
    number = _between(words, at) if between else _range(words, at)
    if number is None:
        return None
    effect, length = _modifier(words, number.last + 1, behind=True)
    last = number.last + length
    return _bounded(index, last, number, effects | {effect})


def _modifier(words: Sequence[Word], at: int, *, behind: bool = False) -> tuple[str, int]:
    """Return the effect of a modifier and its length in words, in front of or behind a number."""
    for length in range(_LONGEST_MODIFIER, 0, -1):
        phrase = " ".join(word.lower for word in words[at : at + length])
        effect = _modifiers().get(phrase, "")
        if effect and effect.endswith("+") == behind and at + length <= len(words) - (not behind):
            return effect.removesuffix("+"), length
    return "", 0


def _bounded(first: int, last: int, number: Number, effects: set[str]) -> Quantity | None:
    low: int | None = round(number.low)
    high: int | None = round(number.high)
    if "several" in effects:
        several = _several(number)
        if several is None:
            return None
        low, high = several
    if "min" in effects:
        high = None
    elif "max" in effects:
        low = None
    return Quantity(first, last, low, high, "approximate" in effects)


def _several(number: Number) -> tuple[int, int] | None:
    """Return the interval of "mehrere Hundert", None where no power of ten (or dozen) follows."""
    for low, high in vague().values():
        if number.low == low:
            return low, high
    low = round(number.low)
    if low < 1000 or low != number.low or str(low).strip("0") != "1":
        return None
    return low, low * 10 - 1


def _between(words: Sequence[Word], at: int) -> Number | None:
    """Read "zwischen 150.000 und 190.000", "zwischen drei- und viertausend"."""
    low = number_at(words, at + 1, joined=False)
    if low is None or low.last + 2 >= len(words) or words[low.last + 1].lower != "und":
        return None
    high = number_at(words, low.last + 2)
    return None if high is None else _span(low, high)


def _range(words: Sequence[Word], at: int) -> Number | None:
    """Read a number or "3.000 bis 4.000", "drei- bis viertausend", "Hunderte oder Tausende"."""
    low = number_at(words, at)
    if low is None or low.last + 2 >= len(words) or words[low.last + 1].lower not in _DASHES:
        return low
    behind = low.last + 2
    if words[behind].lower == "zu":
        behind += 1
    high = number_at(words, behind)
    if high is None:
        return low
    both = _span(low, high)
    return low if both is None else both


def _span(low: Number, high: Number) -> Number | None:
    """Join both ends; the first borrows the scale of the second ("drei- bis viertausend")."""
    bottom = low.low
    if low.scale == 1 and high.scale > 1 and bottom * high.scale < high.high:
        bottom *= high.scale
    if bottom >= high.high:
        return None
    return Number(high.last, bottom, high.high, high.scale)
