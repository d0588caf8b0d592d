"""The windows asked for last: rows of some days, kept as long as they are asked about."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Final, Protocol, TypeVar

from pipeline.query.filter import Filter

#: Rows that are kept together, of all kinds.
_MOST_ROWS: Final = 700_000
_LEAST_ROWS: Final = 1_000


class Sized(Protocol):
    """What has a size in rows."""

    @property
    def size(self) -> int:
        """How many rows it holds."""


Kept = TypeVar("Kept", bound=Sized)
#: What the rows of a window are chosen by besides their days; nothing for all of them.
Narrow = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class _Days:
    kind: type[Sized]
    first: date
    last: date
    narrow: Narrow

    def hold(self, other: _Days) -> bool:
        same = self.kind is other.kind and self.narrow == other.narrow
        return same and self.first <= other.first and other.last <= self.last


class Windows:
    """Windows within a bound of rows; safe to share between threads."""

    def __init__(self) -> None:
        self._known: OrderedDict[_Days, Sized | None] = OrderedDict()
        self._making: dict[_Days, Lock] = {}
        self._lock = Lock()

    def get(
        self,
        kind: type[Kept],
        wanted: Filter,
        longer: Filter,
        make: Callable[[date, date], Kept | None],
        narrow: Narrow = (),
    ) -> Kept | None:
        """Return a window that holds the days of a filter.

        Args:
            kind: Of window.
            wanted: A filter.
            longer: The same for the days that a new window holds.
            make: Makes the window of some days, or None where it would be too large.
            narrow: What the rows are chosen by besides their days.

        Returns:
            None where the filter has no bounds, and where the window would be too large.
        """
        if wanted.first is None or wanted.last is None or wanted.first > wanted.last:
            return None
        asked = _Days(kind, wanted.first, wanted.last, narrow)
        days = _Days(kind, longer.first or wanted.first, longer.last or wanted.last, narrow)
        if held := self._held(asked, days):
            return held[0]  # type: ignore[return-value]  # the kind is part of the key
        # Who wants the same days waits for them; who wants others does not.
        with self._lock:
            turn = self._making.setdefault(days, Lock())
        with turn:
            if held := self._held(asked, days):
                return held[0]  # type: ignore[return-value]
            made = make(days.first, days.last)
            with self._lock:
                self._known[days] = made
                self._making.pop(days, None)
                self._shorten()
            return made

    def _held(self, asked: _Days, days: _Days) -> tuple[Sized | None] | None:
        """Return what is known to hold some days, in a tuple: it may be that they are too many."""
        with self._lock:
            for known, window in reversed(self._known.items()):
                if (window is not None and known.hold(asked)) or known == days:
                    self._known.move_to_end(known)
                    return (window,)
        return None

    def _shorten(self) -> None:
        rows = sum(map(_size, self._known.values()))
        while rows > _MOST_ROWS and len(self._known) > 1:
            _, gone = self._known.popitem(last=False)
            rows -= _size(gone)


def _size(window: Sized | None) -> int:
    """Return the rows of a window; none is so small that any number of them could be kept."""
    return max(_LEAST_ROWS, window.size if window is not None else 0)
