"""Answers that were given before: a snapshot never changes, so neither do they."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Any, Final

#: Names of the columns, and the rows; answers from windows have rows alone.
Answer = tuple[tuple[str, ...], list[Any]]

#: Rows that are kept together, some 40 MB at most: thirty filters of a page.
_MOST_ROWS: Final = 30_000
#: A longer answer, as an export reads it, would push out all others.
_LONGEST: Final = 4_000


class Answers:
    """The answers asked for last, within a bound; safe to share between threads."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, Answer] = OrderedDict()
        self._rows = 0
        self._lock = Lock()

    def get(self, question: str) -> Answer | None:
        """Return the answer to a question that was asked before and is still known."""
        with self._lock:
            found = self._known.get(question)
            if found:
                self._known.move_to_end(question)
            return found

    def keep(self, question: str, answer: Answer) -> None:
        """Keep an answer; those not asked for longest go."""
        if len(answer[1]) > _LONGEST:
            return
        with self._lock:
            if question in self._known:
                return
            self._known[question] = answer
            self._rows += _size(answer)
            while self._rows > _MOST_ROWS:
                _, gone = self._known.popitem(last=False)
                self._rows -= _size(gone)


def _size(answer: Answer) -> int:
    return 1 + len(answer[1])
