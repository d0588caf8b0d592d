"""Columns of a table as numpy arrays: texts as codes, lists as codes with their rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.index.flat import SEPARATOR
from pipeline.query.filter import Filter

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
#: Days are counted from this one.
EPOCH: Final = date(1970, 1, 1)


@dataclass(frozen=True)
class Codes:
    """A column of texts: each row has the position of its text in ``values``, -1 for none."""

    values: tuple[str, ...]
    rows: Ints

    @classmethod
    def read(cls, column: Any) -> Codes:
        """Take a column of an Arrow table; ``values`` are sorted."""
        coded = pa.chunked_array(column).combine_chunks().dictionary_encode()
        order = np.asarray(pc.sort_indices(coded.dictionary).to_numpy(), np.int64)
        # What has no text has no index, and then the last place, which stands for none.
        places = np.full(len(order) + 1, -1)
        places[order] = np.arange(len(order))
        rows = numbers(pc.fill_null(coded.indices, len(order)))
        return cls(tuple(coded.dictionary.take(pa.array(order)).to_pylist()), places[rows])

    def among(self, wanted: Sequence[str]) -> Bools:
        """Return which rows have one of some texts."""
        found: Bools = self.flags(wanted)[self.rows]
        return found

    def flags(self, wanted: Sequence[str]) -> Bools:
        """Return which values are among some texts; the last one stands for no text."""
        flags = np.zeros(len(self.values) + 1, np.bool_)
        for value in wanted:
            if value in self.places:
                flags[self.places[value]] = True
        return flags

    @cached_property
    def places(self) -> dict[str, int]:
        """The position of each value."""
        return {value: place for place, value in enumerate(self.values)}


@dataclass(frozen=True)
class Lists:
    """A column of lists: ``row`` says of each entry which row it belongs to, in order.

    Attributes:
        entries: The texts of all entries.
        row: The row of each entry.
        counts: How many entries each row has.
    """

    entries: Codes
    row: Ints
    counts: Ints

    @classmethod
    def read(cls, column: Any) -> Lists:
        """Take a column of an Arrow table."""
        column = column.combine_chunks()
        counts = numbers(pc.fill_null(pc.list_value_length(column), 0))
        row = np.repeat(np.arange(len(counts)), counts)
        return cls(Codes.read(pc.list_flatten(column)), row, counts)

    @classmethod
    def joined(cls, column: Any) -> Lists:
        """Take a column of lists that are stored as one text each (``pipeline/index/flat.py``)."""
        texts = Codes.read(column)
        lists = [text.split(SEPARATOR) if text else [] for text in texts.values]
        known = cls.read(pa.chunked_array([pa.array([*lists, []], pa.list_(pa.string()))]))
        counts = known.counts[texts.rows]
        row = np.repeat(np.arange(len(counts)), counts)
        inside = np.arange(len(row)) - np.repeat(np.cumsum(counts) - counts, counts)
        entries = known.entries.rows[known.starts[texts.rows][row] + inside]
        return cls(Codes(known.entries.values, entries), row, counts)

    def any_of(self, wanted: Sequence[str]) -> Bools:
        """Return which rows have an entry among some texts."""
        found = np.zeros(len(self.counts), np.bool_)
        found[self.row[self.entries.among(wanted)]] = True
        return found

    @cached_property
    def by_entry(self) -> dict[str, Ints]:
        """The rows that have each text, in order, as often as they have it."""
        order = np.argsort(self.entries.rows, kind="stable")
        many = np.bincount(self.entries.rows, minlength=len(self.entries.values))
        parts = np.split(self.row[order], np.cumsum(many))
        return dict(zip(self.entries.values, parts, strict=False))

    @cached_property
    def starts(self) -> Ints:
        """Where the entries of each row begin."""
        found: Ints = np.cumsum(self.counts) - self.counts
        return found

    @cached_property
    def unlike(self) -> Lists:
        """The same without what a row has already."""
        key = self.row * (len(self.entries.values) + 1) + self.entries.rows
        return self.only(np.isin(np.arange(len(key)), np.unique(key, return_index=True)[1]))

    def only(self, kept: Bools) -> Lists:
        """Return the same with some of its entries alone."""
        row = self.row[kept]
        counts = np.bincount(row, minlength=len(self.counts))
        return Lists(Codes(self.entries.values, self.entries.rows[kept]), row, counts)


def distinct(values: Ints) -> Ints:
    """Return the values that occur, sorted; ``np.unique`` looks them up, which takes far longer."""
    ordered = np.sort(values)
    fresh = np.ones(len(ordered), np.bool_)
    fresh[1:] = np.diff(ordered) != 0
    return ordered[fresh]


def positions(column: Any, known: Any) -> Ints:
    """Return where each text of a column stands among some texts; -1 for nowhere."""
    return numbers(pc.fill_null(pc.index_in(column, value_set=known), -1))


def numbers(column: Any) -> Ints:
    """Return a column of whole numbers or dates; dates are days since 1970."""
    if pa.types.is_date32(column.type):
        column = column.cast(pa.int32())
    return np.asarray(column.to_numpy(), np.int64)


def floats(column: Any) -> Floats:
    """Return a column of numbers; what is missing is 0."""
    return np.asarray(pc.fill_null(column, 0.0).to_numpy(), np.float64)


def bools(column: Any) -> Bools:
    """Return a column of truth values; what is missing is false."""
    return np.asarray(pc.fill_null(column, False).to_numpy(zero_copy_only=False), np.bool_)


def within(days: Ints, wanted: Filter) -> Bools:
    """Return which days are of a filter, which has bounds."""
    first, last = ((one or EPOCH) - EPOCH for one in (wanted.first, wanted.last))
    return (days >= first.days) & (days <= last.days)


def date_of(day: int) -> date:
    """Return the date that is so many days after ``EPOCH``."""
    return EPOCH + timedelta(days=day)


def places_of(days: Ints, starts: Sequence[date]) -> Ints:
    """Return of each day the place of its period; adjoining periods are given by their first days.

    -1 for a day before the first of them.
    """
    begins = np.array([(start - EPOCH).days for start in starts])
    return np.searchsorted(begins, days, side="right") - 1
