"""The whole rows of the sentences of a window, and of all that was found in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pyarrow as pa

from pipeline.query.database import Database, Row
from pipeline.query.filter import Filter
from pipeline.query.window.columns import Bools, Ints
from pipeline.query.window.sentences import MOST_TEXTS, Sentences, sentences_of

#: Tables that belong to a sentence, and their order in it.
FOUND: Final = {"events": "event_id", "places": '"start"', "troops": '"start"', "dates": '"start"'}


class Contents:
    """The rows of the sentences of a window, in its order."""

    def __init__(self, query: Database, window: Sentences) -> None:
        self.window = window
        days: list[object] = [*window.days]
        select = "SELECT * FROM {} WHERE published BETWEEN ? AND ? ORDER BY published, doc_id, {}"
        self._sentences = query.arrow(select.format("sentences", "sentence"), days)
        self._found = {
            table: query.arrow(select.format(table, f"sentence, {order}"), days)
            for table, order in FOUND.items()
        }
        self._belong: dict[str, Ints] = {
            table: window.rows_of(rows) for table, rows in self._found.items()
        }

    def strongest(self, wanted: Filter, flags: Bools | None, limit: int) -> Ints:
        """Return the rows of the most escalating or relaxing sentences, the strongest first.

        Args:
            wanted: Which sentences count.
            flags: Which of all sentences count besides; None for all.
            limit: At most so many.
        """
        window = self.window
        chosen = window.chosen(wanted)
        rows = np.flatnonzero(chosen if flags is None else chosen & flags)
        strength = -np.abs(window.escalation[rows])
        order = np.lexsort(
            (window.number[rows], window.document.rows[rows], -window.day[rows], strength)
        )
        found: Ints = rows[order[:limit]]
        return found

    def rows(self, places: Ints) -> list[Row]:
        """Return the rows of some sentences."""
        return self._sentences.take(pa.array(places)).to_pylist()  # type: ignore[no-any-return]

    def found(self, places: Ints) -> list[Sequence[list[Row]]]:
        """Return of each of some sentences the rows of each table of ``FOUND``, in its order."""
        tables = [self._of(table, places) for table in FOUND]
        return [[found.get(place, []) for found in tables] for place in places.tolist()]

    def _of(self, table: str, places: Ints) -> dict[int, list[Row]]:
        belong = self._belong[table]
        at = np.flatnonzero(np.isin(belong, places))
        rows: list[Any] = self._found[table].take(pa.array(at)).to_pylist()
        found: dict[int, list[Row]] = {}
        for place, row in zip(belong[at].tolist(), rows, strict=True):
            found.setdefault(place, []).append(row)
        return found


def contents_of(query: Database, wanted: Filter) -> Contents | None:
    """Return the contents of the window of a filter; None where there are too many."""
    window = sentences_of(query, wanted)
    if window is None or window.rows > MOST_TEXTS:
        return None
    with window.reading:
        if window.contents is None:
            window.contents = Contents(query, window)
        found: Contents = window.contents
    return found
