"""Which words name a military unit, and which only look like it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.language import Word, read_table
from pipeline.troops.tables import prefix_of, words_of

_MIN_HEAD = 5
_WHOLE = "="


@dataclass(frozen=True, slots=True)
class Unit:
    """A row of ``data/de/troop_units.tsv``.

    Attributes:
        name: What is counted, for example "soldiers".
        countable: "person", "item", "group" or "mass"; of the last two the text does not give the
            size, so their count is no number of soldiers.
        context: What the word needs beside it to be military, see the table; "" for nothing.
    """

    name: str
    countable: str
    context: str

    @property
    def is_counted(self) -> bool:
        """Whether a number in front is a number of soldiers or pieces."""
        return self.countable in {"person", "item"}


@cache
def _units() -> dict[str, Unit]:
    rows = read_table("de/troop_units.tsv", ("forms", "unit", "countable", "context"))
    return {
        form: Unit(row["unit"], row["countable"], row["context"])
        for row in rows
        for form in row["forms"].split("|")
    }


@cache
def _heads() -> dict[int, dict[str, Unit]]:
    """Return the forms that may be the head of a compound, by length, longest first."""
    found: dict[int, dict[str, Unit]] = {}
    for form in sorted(_units(), key=len, reverse=True):
        if len(form) >= _MIN_HEAD and not form.startswith(_WHOLE):
            found.setdefault(len(form), {})[form] = _units()[form]
    return found


@cache
def _endings() -> frozenset[str]:
    return frozenset(form[-4:] for length in _heads().values() for form in length)


@cache
def _all_endings() -> frozenset[str]:
    """Return the last four letters of all forms; shorter ones are there as they are."""
    return frozenset(form.removeprefix(_WHOLE)[-4:] for form in _units())


def unit_of(word: Word) -> Unit | None:
    """Return the unit that a noun names, alone or as the head of a compound."""
    return _unit_of(word.lower) if word.is_title else None


def may_name_unit(text: str) -> bool:
    """Whether a word names a unit."""
    if not text[:1].isupper():
        return False
    lower, ends = text.lower(), _all_endings()
    # Each unit is a form or ends in one.
    ends_so = lower[-4:] in ends or lower[-3:] in ends or lower[-2:] in ends
    return ends_so and _unit_of(lower) is not None


@lru_cache(maxsize=10_000)
def _known(text: str) -> Unit | None:
    return _units().get(text) or _units().get(_WHOLE + text)


@lru_cache(maxsize=10_000)
def _unit_of(text: str) -> Unit | None:
    known = _known(text) if len(text) < 30 else None
    if known is not None:
        return known if text not in words_of("exclusions", "compound") else None
    if text in words_of("exclusions", "compound"):
        return None
    first, hyphen, head = text.rpartition("-")
    if hyphen and first and _known(head) is not None:  # "Mirage-Jets": a type of weapon in front
        return _of_group(_units().get(head) or _units()[_WHOLE + head], text)
    if text[-4:] not in _endings():
        return None
    for length, forms in _heads().items():
        found = forms.get(text[-length:]) if length < len(text) else None
        if found is not None:
            return found if prefix_of(text) is None else _of_group(found, text)
    return None


def _of_group(unit: Unit, text: str) -> Unit:
    """Return a unit whose compound names an armed group, so needs no other military word."""
    prefix = prefix_of(text)
    if prefix is not None and prefix.is_group and unit.context == "military":
        return Unit(unit.name, unit.countable, "")
    return unit


def is_military(words: Sequence[Word]) -> bool:
    """Whether a sentence speaks of the military and not of space flight, stage or sport."""
    return not is_foreign(words) and any(_is_context(w.lower) for w in words if w.is_word)


def is_foreign(words: Sequence[Word]) -> bool:
    """Whether a sentence speaks of space flight, stage or sport."""
    return any(_is_foreign(word.lower) for word in words)


@lru_cache(maxsize=10_000)
def _is_context(lower: str) -> bool:
    return lower in words_of("context")


@lru_cache(maxsize=10_000)
def _is_foreign(lower: str) -> bool:
    return lower in words_of("foreign_context")
