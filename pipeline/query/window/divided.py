"""A change divided by type, pair, outlet and article, over the parts of a window."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.index.change import UNKNOWN
from pipeline.query.filter import Filter
from pipeline.query.index_rows import View
from pipeline.query.window.columns import Floats, Ints, Lists
from pipeline.query.window.parts import Parts


def groups(
    window: Parts,
    keys: Sequence[str],
    wanted: Filter,
    view: View,
    codes: Sequence[str] = ("",),
) -> list[tuple[str, str, str, float]]:
    """Return the value of each group of parts of a filter.

    Args:
        window: The parts.
        keys: Of "types", "pairs", "sources" and "articles".
        wanted: Which parts count.
        view: How the index is looked at.
        codes: Countries that the groups are told apart by; "" stands for all parts.

    Returns:
        Key, country, what the key is there, and the sum of the values.
    """
    chosen = window.chosen(wanted, view) & window.side("tension")
    found: list[tuple[str, str, str, float]] = []
    for code in codes:
        rows = window.countries(view).by_entry.get(code) if code else np.arange(window.rows)
        rows = np.empty(0, np.int64) if rows is None else rows[chosen[rows]]
        for key in keys:
            if key == "pairs":
                sums = _pairs(window, rows)
            elif key == "articles":
                sums = _sums(window.names, window.article[rows], window.value[rows])
            else:
                column = window.type if key == "types" else window.source
                sums = _sums(column.values, column.rows[rows], window.value[rows])
            found += [(key, code, *one) for one in sums]
    return found


def _sums(texts: Sequence[str], codes: Ints, values: Floats) -> list[tuple[str, float]]:
    """Return the sum of each value of a column; what has none is under the empty text."""
    known, place = np.unique(codes, return_inverse=True)
    sums = np.bincount(place, values, len(known)).tolist()
    names = ["" if code < 0 else texts[code] for code in known.tolist()]
    return list(zip(names, sums, strict=True))


def _pairs(window: Parts, rows: Ints) -> list[tuple[str, float]]:
    """Return the sum of each pair; parts without an event have none and are under the empty text.

    The value of a part is divided equally among the pairs of its actors and targets.
    """
    acting, meant = (np.maximum(one.counts[rows], 1) for one in (window.actors, window.targets))
    many = acting * meant
    part = np.repeat(np.arange(len(rows)), many)
    place = np.arange(len(part)) - np.repeat(np.cumsum(many) - many, many)
    wordy = window.type.rows[rows] == window.type.places.get("", -1)
    event = ~wordy[part]
    part, place = part[event], place[event]
    actor = _entry(window.actors, rows[part], place // meant[part])
    target = _entry(window.targets, rows[part], place % meant[part])
    width = len(window.targets.entries.values) + 1
    known, at = np.unique((actor + 1) * width + target + 1, return_inverse=True)
    sums = np.bincount(at, (window.value[rows] / acting / meant)[part], len(known)).tolist()
    left = (window.actors.entries.values, (known // width - 1).tolist())
    right = (window.targets.entries.values, (known % width - 1).tolist())
    names = [
        f"{_name(left[0], one)}>{_name(right[0], two)}"
        for one, two in zip(left[1], right[1], strict=True)
    ]
    found = list(zip(names, sums, strict=True))
    return [*found, ("", float(window.value[rows][wordy].sum()))] if wordy.any() else found


def _entry(lists: Lists, rows: Ints, place: Ints) -> Ints:
    """Return the code of an entry of each of some rows; -1 where the row has none."""
    if not len(lists.entries.rows):
        return np.full(len(rows), -1)
    at = np.minimum(lists.starts[rows] + place, len(lists.entries.rows) - 1)
    return np.where(lists.counts[rows] > 0, lists.entries.rows[at], -1)


def _name(values: Sequence[str], code: int) -> str:
    return UNKNOWN if code < 0 else values[code]
