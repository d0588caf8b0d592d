"""Answers that were given before: a snapshot never changes, so neither do they."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Any, Final

#: Names of the columns, and the rows; answers from windows have rows alone.
Answer = tuple[tuple[str, ...], list[Any]]

#: Rows that are kept together, some 40 MB at most: thirty filters of a page.
_MOST_ROWS: Final = 30_000
#: So many entries of lists in a row count as one row more.
_ENTRIES: Final = 16
#: A larger answer, as an export reads it, would push out all others.
_LONGEST: Final = 4_000


class Answers:
    """The answers asked for last, within a bound; safe to share between threads."""

    def __init__(self) -> None:
        #: Each with its size.
        self._known: OrderedDict[str, tuple[Answer, int]] = OrderedDict()
        self._rows = 0
        self._lock = Lock()

    def get(self, question: str) -> Answer | None:
        """Return the answer to a question that was asked before and is still known."""
        with self._lock:
            found = self._known.get(question)
            if found is None:
                return None
            self._known.move_to_end(question)
            return found[0]

    def keep(self, question: str, answer: Answer) -> None:
        """Keep an answer; those not asked for longest go."""
        size = _size(answer)
        if size > _LONGEST:
            return
        with self._lock:
            if question in self._known:
                return
            self._known[question] = answer, size
            self._rows += size
            while self._rows > _MOST_ROWS:
                _, (_, gone) = self._known.popitem(last=False)
                self._rows -= gone


def _size(answer: Answer) -> int:
    """Return what an answer takes, in rows; columns that hold lists do so in the first row."""
    rows = answer[1]
    first = rows[0] if rows else ()
    if isinstance(first, tuple):
        columns: list[Any] = [place for place, value in enumerate(first) if _is_list(value)]
    elif isinstance(first, dict):
        columns = [name for name, value in first.items() if _is_list(value)]
    else:
        columns = []
    entries = sum(len(row[column] or ()) for column in columns for row in rows)
    return max(1, len(rows) + entries // _ENTRIES)


def _is_list(value: object) -> bool:
    return isinstance(value, list | tuple)
