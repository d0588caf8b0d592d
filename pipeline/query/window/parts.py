"""The parts of the index of some days, reprints left out."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any, Final

import numpy as np
import pyarrow as pa

from pipeline.index.cells import NOT_DONE, Role
from pipeline.index.parts import is_country
from pipeline.query.database import Database
from pipeline.query.filter import Filter, among
from pipeline.query.index_rows import View, Wanted
from pipeline.query.window.columns import Bools, Codes, Floats, Ints, Lists, floats, numbers, within

#: More parts, or those of more days, are not held; DuckDB is asked each time.
_MOST: Final = 200_000
_MOST_DAYS: Final = 200
_COLUMNS: Final = (
    "published, article, doc_id, sentence, source, length, reach, type, status, side, value,"
    " actors, targets, places, countries"
)


class Parts:
    """The parts of some days, or those of some types and outlets alone.

    What few questions need is made of its columns when it is first asked for.

    Attributes:
        rows: Their number.
        day: Of publication, as days since 1970.
        article: The article of each, numbered by day and identifier.
        articles: The number of articles.
        sentence: The number of the sentence in its article.
        length: How many sentences the article has.
        reach: How many articles each article stands for.
    """

    def __init__(self, table: Any) -> None:
        """Take rows of ``index_parts``, in any order."""
        table = _in_order(table)
        self.rows: int = table.num_rows
        self.day = numbers(table["published"])
        self.article, first = _numbered(self.day, numbers(table["article"]))
        self.articles = len(first)
        self.sentence = numbers(table["sentence"])
        self.length = numbers(table["length"])
        self.reach: Ints = numbers(table["reach"])[first]
        self.source = Codes.read(table["source"])
        self.type = Codes.read(table["type"])
        self.value: Floats = floats(table["value"])
        self._side = Codes.read(table["side"])
        self._status = Codes.read(table["status"])
        self._names = table["doc_id"].take(pa.array(first))
        self._lists = table.select(["actors", "targets", "places", "countries"])

    @property
    def size(self) -> int:
        """What it takes, in rows of a few numbers."""
        return self.rows

    @cached_property
    def names(self) -> list[str]:
        """The identifier of each article."""
        found: list[str] = self._names.to_pylist()
        return found

    @cached_property
    def actors(self) -> Lists:
        """Who acts, of each part."""
        return Lists.joined(self._lists["actors"])

    @cached_property
    def targets(self) -> Lists:
        """Against whom, of each part."""
        return Lists.joined(self._lists["targets"])

    @cached_property
    def _countries(self) -> dict[Role, Lists]:
        return {}

    def countries(self, view: View) -> Lists:
        """Return the countries that each part counts for."""
        if view.role not in self._countries:
            self._countries[view.role] = self._of_role(view.role)
        return self._countries[view.role]

    def _of_role(self, role: Role) -> Lists:
        if role == "actor":
            return _states(self.actors)
        if role == "target":
            return _states(self.targets)
        return Lists.joined(self._lists["places" if role == "place" else "countries"])

    def side(self, wanted: Wanted) -> Bools:
        """Return which parts are of a side."""
        if wanted == "tension":
            return ~self._side.among(("relief",))
        return self._side.among((wanted,))

    def chosen(self, wanted: Filter, view: View) -> Bools:
        """Return which parts count under a filter, its countries included."""
        found = within(self.day, wanted)
        for codes, column in (
            (wanted.sources, self.source),
            (wanted.types, self.type),
            (wanted.statuses, self._status),
        ):
            if codes:
                found &= column.among(codes)
        for codes, lists in (
            (wanted.actors, self.actors),
            (wanted.targets, self.targets),
            (wanted.countries, self.countries(view)),
        ):
            if codes:
                found &= lists.any_of(codes)
        return found if view.unrealised else found & ~self._status.among(NOT_DONE)


def parts_of(query: Database, wanted: Filter, *, past: bool = True) -> Parts | None:
    """Return a window with the parts of a filter; None where there are too many.

    Days that have too many parts have a window for the types and outlets of the filter alone. None
    also for what is looked up in other tables: places and speakers.

    Args:
        query: Where to ask.
        wanted: The filter.
        past: Whether a new window holds the period before, too, which a page compares with.
    """
    if wanted.places or wanted.speakers or wanted.first is None or wanted.last is None:
        return None

    def whole(first: date, last: date) -> Parts | None:
        return _read(query, Filter((), first, last))

    def narrow(first: date, last: date) -> Parts | None:
        return _read(query, Filter((), first, last, types=wanted.types, sources=wanted.sources))

    if (wanted.last - wanted.first).days <= _MOST_DAYS:
        longer = wanted.with_past() if past else wanted
        if window := query.windows.get(Parts, wanted, longer, whole):
            return window
    if not (wanted.types or wanted.sources):
        return None
    return query.windows.get(Parts, wanted, wanted, narrow, (wanted.types, wanted.sources))


def _read(query: Database, wanted: Filter) -> Parts | None:
    """Read the parts of the days, types and outlets of a filter; None where there are too many."""
    terms, values = wanted.base()
    if wanted.types:
        term, codes = among("type", wanted.types)
        terms, values = [*terms, term], [*values, *codes]
    where = " AND ".join(terms)
    sql = f"SELECT {_COLUMNS} FROM index_parts WHERE {where} LIMIT {_MOST + 1}"  # noqa: S608
    table = query.arrow(sql, values)
    return None if table.num_rows > _MOST else Parts(table)


def _in_order(table: Any) -> Any:
    """Sort parts by day, article and sentence; those of one file are in this order already."""
    keys = [numbers(table[name]) for name in ("sentence", "article", "published")]
    order = np.lexsort(keys)
    return table if (np.diff(order) == 1).all() else table.take(pa.array(order))


def _numbered(days: Ints, articles: Ints) -> tuple[Ints, Ints]:
    """Number the articles of rows that are sorted by day and article; return where each begins."""
    fresh = np.ones(len(days), np.bool_)
    fresh[1:] = (np.diff(days) != 0) | (np.diff(articles) != 0)
    return np.cumsum(fresh) - 1, np.flatnonzero(fresh)


def _states(parties: Lists) -> Lists:
    """Return the states among parties, each once a row."""
    flags = [is_country(code) for code in parties.entries.values]
    kept = np.array([*flags, False], np.bool_)[parties.entries.rows]
    return parties.only(kept).unlike
