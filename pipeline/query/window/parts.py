"""The parts of the index of some days, reprints left out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import numpy as np

from pipeline.index.cells import NOT_DONE, Role
from pipeline.index.parts import is_country
from pipeline.query.database import Database
from pipeline.query.filter import Filter
from pipeline.query.index_rows import View, Wanted
from pipeline.query.window.columns import Bools, Codes, Floats, Ints, Lists, floats, numbers, within

#: More parts, or those of more days, are not held; DuckDB is asked each time.
_MOST: Final = 200_000
_MOST_DAYS: Final = 200
_COUNTED: Final = """
FROM parts WHERE published BETWEEN ? AND ? AND doc_id NOT IN (SELECT doc_id FROM index_copies)
"""
_PARTS: Final = f"""
SELECT doc_id, sentence, published, source, type, status, side, value, actors, targets, places,
    countries, sentences
{_COUNTED} ORDER BY published, doc_id, sentence, event_id
"""
_COPIES: Final = """
SELECT lead, count(*) AS copies FROM index_copies
WHERE lead IN (SELECT doc_id FROM parts WHERE published BETWEEN ? AND ?) GROUP BY lead
"""


class Parts:
    """The parts of some days.

    Attributes:
        day: Of publication, as days since 1970.
        document: The article of each; codes are in the order of identifiers.
        sentence: The number of the sentence in its article.
        length: How many sentences the article has.
        reach: How many articles each article stands for, by its code.
    """

    def __init__(self, query: Database, first: date, last: date) -> None:
        table = query.arrow(_PARTS, [first, last])
        self.rows: int = table.num_rows
        self.day = numbers(table["published"])
        self.document = Codes.read(table["doc_id"])
        self.sentence = numbers(table["sentence"])
        self.length = numbers(table["sentences"])
        self.source = Codes.read(table["source"])
        self.type = Codes.read(table["type"])
        self.value: Floats = floats(table["value"])
        self.actors, self.targets = (Lists.read(table[name]) for name in ("actors", "targets"))
        self._side = Codes.read(table["side"])
        self._status = Codes.read(table["status"])
        places, countries = (Lists.read(table[name]) for name in ("places", "countries"))
        self._countries: dict[Role, Lists] = {
            "any": countries,
            "place": places,
            "actor": _states(self.actors),
            "target": _states(self.targets),
        }
        self.reach = self._reach(query.tuples(_COPIES, [first, last]))

    @property
    def size(self) -> int:
        """What it takes, in rows of a few numbers."""
        return self.rows

    def _reach(self, copied: Sequence[tuple[str, int]]) -> Ints:
        found = np.ones(len(self.document.values), np.int64)
        for lead, copies in copied:
            if lead in self.document.places:
                found[self.document.places[lead]] += copies
        return found

    def countries(self, view: View) -> Lists:
        """Return the countries that each part counts for."""
        return self._countries[view.role]

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

    None also for what is looked up in other tables: places and speakers.

    Args:
        query: Where to ask.
        wanted: The filter.
        past: Whether a new window holds the period before, too, which a page compares with.
    """
    if wanted.places or wanted.speakers or wanted.first is None or wanted.last is None:
        return None
    if (wanted.last - wanted.first).days > _MOST_DAYS:
        return None

    def make(first: date, last: date) -> Parts | None:
        sql = f"SELECT count(*) AS n {_COUNTED}"
        return None if query.one(sql, [first, last])["n"] > _MOST else Parts(query, first, last)

    return query.windows.get(Parts, wanted, wanted.with_past() if past else wanted, make)


def _states(parties: Lists) -> Lists:
    """Return the states among parties, each once a row."""
    flags = [is_country(code) for code in parties.entries.values]
    kept = np.array([*flags, False], np.bool_)[parties.entries.rows]
    return parties.only(kept).unlike
