"""The sentences of some days, with the events, places and troops in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from threading import Lock
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.query.database import Database
from pipeline.query.filter import Filter
from pipeline.query.window.columns import (
    Bools,
    Codes,
    Floats,
    Ints,
    Lists,
    bools,
    floats,
    numbers,
    within,
)
from pipeline.query.window.columns import positions as positions_of

#: More sentences are not held; DuckDB is asked each time.
_MOST: Final = 60_000
#: Of more their texts are not held (``contents``).
MOST_TEXTS: Final = 15_000
_BETWEEN: Final = "WHERE published BETWEEN ? AND ?"
_SENTENCES: Final = f"""
SELECT doc_id, sentence, published, source, escalation, sentiment,
    len(sentiment_cues) > 0 AS toned
FROM sentences {_BETWEEN} ORDER BY published, doc_id, sentence
"""  # noqa: S608
_PLACES: Final = f"""
SELECT doc_id, sentence, place_id, text, name, country, kind, lat, lon, disputed,
    role = 'place' AS located
FROM places {_BETWEEN} ORDER BY published, doc_id, sentence, "start"
"""  # noqa: S608
_EVENTS: Final = f"""
SELECT doc_id, sentence, type, status, speaker, actors, targets FROM events {_BETWEEN}
"""  # noqa: S608
_TROOPS: Final = f"SELECT doc_id, sentence FROM troops {_BETWEEN}"  # noqa: S608
_CONCERNS: Final = f"SELECT doc_id, sentence, country FROM concerns {_BETWEEN}"  # noqa: S608


@dataclass(frozen=True, slots=True)
class Events:
    """Events; ``sentence`` is the row of the sentence of each."""

    sentence: Ints
    type: Codes
    status: Codes
    speaker: Codes
    actors: Lists
    targets: Lists

    def fulfil(self, wanted: Filter) -> Bools:
        """Return which events fulfil what a filter says about one event."""
        found = np.ones(len(self.sentence), np.bool_)
        for codes, column in (
            (wanted.types, self.type),
            (wanted.statuses, self.status),
            (wanted.speakers, self.speaker),
        ):
            if codes:
                found &= column.among(codes)
        for codes, lists in ((wanted.actors, self.actors), (wanted.targets, self.targets)):
            if codes:
                found &= lists.any_of(codes)
        return found


@dataclass(frozen=True, slots=True)
class Mentions:
    """Mentions of places; ``sentence`` is the row of the sentence, ``located`` those no actors.

    ``lead`` is the row, of ``rows``, of the first mention of each place.
    """

    sentence: Ints
    place: Codes
    text: Codes
    located: Bools
    mapped: Bools
    lead: Ints
    rows: Any


class Sentences:
    """The sentences of the days from ``first`` to ``last``, by day, article and number.

    Attributes:
        days: First and last day.
        rows: Their number.
        day: Of publication, as days since 1970.
        document: The article of each; codes are in the order of identifiers.
        number: The number of each in its article.
        contents: Their whole rows, made when they are first asked for.
        reading: Held by who makes them.
    """

    def __init__(self, query: Database, first: date, last: date) -> None:
        self.days = (first, last)
        self.contents: Any = None
        self.reading = Lock()
        table = query.arrow(_SENTENCES, [first, last])
        self.rows: int = table.num_rows
        self.day = numbers(table["published"])
        self.document = Codes.read(table["doc_id"])
        self.number = numbers(table["sentence"])
        self.source = Codes.read(table["source"])
        self.escalation: Floats = floats(table["escalation"])
        self.sentiment: Floats = floats(table["sentiment"])
        self.toned = bools(table["toned"])
        self._documents = pa.array(self.document.values, pa.string())
        self._width = int(self.number.max(initial=0)) + 1
        key = self.document.rows * self._width + self.number
        self._order = np.argsort(key)
        self._keys = key[self._order]
        self._read(query)

    @property
    def size(self) -> int:
        """What it takes, in rows of a few numbers."""
        return self.rows * (12 if self.rows <= MOST_TEXTS else 4)

    def _read(self, query: Database) -> None:
        concerns, row = self._inside(query.arrow(_CONCERNS, [*self.days]))
        self._country = Codes.read(concerns["country"])
        self._concerned = row
        events, row = self._inside(query.arrow(_EVENTS, [*self.days]))
        self.events = Events(
            row,
            type=Codes.read(events["type"]),
            status=Codes.read(events["status"]),
            speaker=Codes.read(events["speaker"]),
            actors=Lists.read(events["actors"]),
            targets=Lists.read(events["targets"]),
        )
        self.troops = self._inside(query.arrow(_TROOPS, [*self.days]))[1]
        self.mentions = self._mentions(query)

    def _mentions(self, query: Database) -> Mentions:
        table, row = self._inside(query.arrow(_PLACES, [*self.days]))
        place, located = Codes.read(table["place_id"]), bools(table["located"])
        mapped = located & bools(pc.is_valid(table["lat"]))
        lead = np.zeros(len(place.values) + 1, np.int64)
        shown = np.flatnonzero(mapped)[::-1]
        lead[place.rows[shown]] = shown  # the first comes last and stays
        return Mentions(row, place, Codes.read(table["text"]), located, mapped, lead, table)

    def _inside(self, table: Any) -> tuple[Any, Ints]:
        """Return the rows whose sentence is here, and the row of the sentence of each."""
        row = self.rows_of(table)
        if (row >= 0).all():
            return table, row
        return table.filter(row >= 0), row[row >= 0]

    def rows_of(self, table: Any) -> Ints:
        """Return the row of the sentence of each row of a table, -1 where it is not here."""
        document = positions_of(table["doc_id"], self._documents)
        key = document * self._width + numbers(table["sentence"])
        place = np.minimum(np.searchsorted(self._keys, key), max(len(self._keys) - 1, 0))
        if not len(self._keys):
            return np.full(len(key), -1)
        return np.where((self._keys[place] == key) & (document >= 0), self._order[place], -1)

    @cached_property
    def by_country(self) -> dict[str, Ints]:
        """The rows of the sentences that concern each country."""
        order = np.argsort(self._country.rows, kind="stable")
        ends = np.cumsum(np.bincount(self._country.rows, minlength=len(self._country.values)))
        parts = np.split(self._concerned[order], ends)
        return dict(zip(self._country.values, parts, strict=False))

    def chosen(self, wanted: Filter) -> Bools:
        """Return which sentences count under a filter."""
        found = within(self.day, wanted)
        if wanted.sources:
            found &= self.source.among(wanted.sources)
        if wanted.countries:
            named = [self.by_country.get(code, np.empty(0, np.int64)) for code in wanted.countries]
            found &= self._marked(np.concatenate(named))
        if wanted.places:
            mentions = self.mentions
            named_here = mentions.located & mentions.place.among(wanted.places)
            found &= self._marked(mentions.sentence[named_here])
        if wanted.event_terms()[0]:
            found &= self._marked(self.events.sentence[self.events.fulfil(wanted)])
        return found

    def _marked(self, rows: Ints) -> Bools:
        found = np.zeros(self.rows, np.bool_)
        found[rows] = True
        return found


def sentences_of(query: Database, wanted: Filter, *, past: bool = True) -> Sentences | None:
    """Return a window with the sentences of a filter; None where there are too many.

    Args:
        query: Where to ask.
        wanted: The filter.
        past: Whether a new window holds the period before, too, which a page compares with.
    """

    def make(first: date, last: date) -> Sentences | None:
        sql = "SELECT count(*) AS n FROM sentences WHERE published BETWEEN ? AND ?"
        if query.one(sql, [first, last])["n"] > _MOST:
            return None
        return Sentences(query, first, last)

    return query.windows.get(Sentences, wanted, wanted.with_past() if past else wanted, make)
