"""What is counted over the sentences of a window; ``query`` asks DuckDB the same otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa

from pipeline.query.filter import Filter
from pipeline.query.rows import EventCount, PlacePoint
from pipeline.query.window.columns import Ints, date_of
from pipeline.query.window.sentences import Sentences

#: Day, then the fields of ``Told`` in order.
DayCounts = tuple[Any, ...]


def day_counts(window: Sentences, wanted: Filter) -> Iterator[DayCounts]:
    """Yield the counts of each day that has a sentence of a filter, in order."""
    rows = np.flatnonzero(window.chosen(wanted))
    days, place = np.unique(window.day[rows], return_inverse=True)
    documents = np.unique(window.document.rows[rows], return_index=True)[1]
    events = window.events.sentence[window.events.fulfil(wanted)]
    told, claimed = (np.bincount(one, minlength=window.rows) for one in (events, window.troops))
    told, claimed = told[rows], claimed[rows]
    escalation, toned = window.escalation[rows], window.toned[rows]

    def total(values: Any) -> list[float]:
        return np.bincount(place, weights=values, minlength=len(days)).tolist()  # type: ignore[no-any-return]

    def count(chosen: Any) -> list[int]:
        return np.bincount(place[chosen], minlength=len(days)).tolist()  # type: ignore[no-any-return]

    columns = zip(
        count(documents),
        count(slice(None)),
        total(np.maximum(escalation, 0.0)),
        total(np.maximum(-escalation, 0.0)),
        count(escalation > 0),
        count(escalation < 0),
        total(window.sentiment[rows]),
        count(toned),
        map(int, total(told)),
        count(told > 0),
        map(int, total(claimed)),
        count(claimed > 0),
        strict=True,
    )
    for day, counts in zip(days.tolist(), columns, strict=True):
        yield date_of(day), *counts


def event_counts(window: Sentences, wanted: Filter) -> list[EventCount]:
    """Return the number of events of each type and status."""
    events = window.events
    rows = np.flatnonzero(events.fulfil(wanted) & window.chosen(wanted)[events.sentence])
    pairs = Counter(zip(events.type.rows[rows].tolist(), events.status.rows[rows].tolist()))  # noqa: B905
    return [
        EventCount(events.type.values[kind], events.status.values[status], number)
        for (kind, status), number in sorted(pairs.items())
    ]


def points(window: Sentences, wanted: Filter) -> list[PlacePoint]:
    """Return the locations of the sentences of a filter, the most named first."""
    mentions = window.mentions
    rows = np.flatnonzero(mentions.mapped & window.chosen(wanted)[mentions.sentence])
    place = mentions.place.rows[rows]
    number = np.bincount(place, minlength=len(mentions.place.values))
    told = _distinct(place, mentions.sentence[rows], window.rows)
    inside = np.bincount(told[0], minlength=len(number))
    written: dict[int, list[str]] = {}
    for one, form in zip(*_distinct(place, mentions.text.rows[rows], len(mentions.text.values))):  # noqa: B905
        written.setdefault(int(one), []).append(mentions.text.values[form])
    order = sorted(np.flatnonzero(number).tolist(), key=lambda one: (-number[one], one))
    about = mentions.rows.take(pa.array(mentions.lead[order])).to_pylist()
    return [
        PlacePoint(
            place_id=row["place_id"],
            name=row["name"],
            country=row["country"],
            kind=row["kind"],
            lat=row["lat"],
            lon=row["lon"],
            mentions=int(number[one]),
            sentences=int(inside[one]),
            written=tuple(written[one]),
            disputed=row["disputed"],
        )
        for one, row in zip(order, about, strict=True)
    ]


def _distinct(one: Ints, other: Ints, size: int) -> tuple[Ints, Ints]:
    """Return the distinct pairs of two columns, sorted; ``other`` is below ``size``."""
    pairs = np.unique(one * max(size, 1) + other)
    return pairs // max(size, 1), pairs % max(size, 1)
