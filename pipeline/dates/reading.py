"""What every reader of date expressions shares: the result and looks at neighbouring words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.dates.words import offset
from pipeline.language import Word
from pipeline.model import Precision


@dataclass(frozen=True, slots=True)
class Expression:
    """A date expression: word indices (last inclusive) and the date, None where unresolved."""

    first: int
    last: int
    date: date | None
    precision: Precision


def lower(words: Sequence[Word], index: int) -> str:
    """Return a word in lower case, "" outside the sentence."""
    return words[index].lower if 0 <= index < len(words) else ""


def is_noun(words: Sequence[Word], index: int) -> bool:
    """Whether a word exists and begins with a capital letter."""
    return 0 <= index < len(words) and words[index].is_title


def shift_at(words: Sequence[Word], index: int) -> int | None:
    """Return the offset of "vergangenen" (-1), "diesem" (0), "übernächste" (2), or None."""
    text = lower(words, index)
    for kind in ("last", "next", "this"):
        if text in offset(kind):
            return offset(kind)[text]
    return None


def safe_date(year: int, month: int, day: int) -> date | None:
    """Return a date, None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None
