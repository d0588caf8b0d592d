"""Which words name a military unit, and which only look like it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.language import Word, read_table

_MIN_HEAD = 5


@dataclass(frozen=True, slots=True)
class Unit:
    """A row of ``data/de/troop_units.tsv``.

    ``countable`` is "person", "item", "group" or "mass"; of the last two the text does not give the
    size, so their count is no number of soldiers.
    """

    name: str
    countable: str
    needs_context: bool


@cache
def _units() -> dict[str, Unit]:
    rows = read_table("de/troop_units.tsv", ("forms", "unit", "countable", "context"))
    return {
        form: Unit(row["unit"], row["countable"], row["context"] == "military")
        for row in rows
        for form in row["forms"].split("|")
    }


@cache
def words_of(table: str, column: str = "word") -> frozenset[str]:
    """Return a column of a troop table as a set."""
    return frozenset(row[column] for row in read_table(f"de/troop_{table}.tsv", (column,)))


@cache
def _head_lengths() -> tuple[int, ...]:
    return tuple(sorted({len(form) for form in _units()}, reverse=True))


def unit_of(word: Word) -> Unit | None:
    """Return the unit that a noun names, alone or as the head of a compound."""
    text = word.lower
    if not word.is_title or len(text) < _MIN_HEAD or text in words_of("exclusions", "compound"):
        return None
    for length in _head_lengths():
        if length <= len(text):
            found = _units().get(text[len(text) - length :])
            if found is not None and (length == len(text) or length >= _MIN_HEAD):
                return found
    return None


def is_military(words: Sequence[Word]) -> bool:
    """Whether a sentence speaks of the military and not of space flight, stage or sport."""
    texts = {word.lower for word in words}
    if not texts.isdisjoint(words_of("foreign_context")):
        return False
    return not texts.isdisjoint(words_of("context"))
