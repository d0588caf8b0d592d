"""The tables of the store, column by column.

Names and meaning follow the sentence record (``docs/record.md``). Every child row carries its
document, its sentence, the publication date and the source, so that a figure can be filtered and
traced without a join. Columns may be added; none is renamed without a new ``SCHEMA_VERSION``.
"""

from __future__ import annotations

from typing import Final

import pyarrow as pa

#: Raised when a stored column changes its name or meaning; an older store is then refused.
SCHEMA_VERSION: Final = 4

_CUE = pa.struct(
    [
        ("text", pa.string()),
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("rule", pa.string()),
    ]
)
_SPAN = [("text", pa.string()), ("start", pa.int32()), ("end", pa.int32())]
_ORIGIN = [
    ("doc_id", pa.string()),
    ("sentence", pa.int32()),
    ("published", pa.date32()),
    ("source", pa.string()),
]

#: One row a document, also for documents without a sentence; ``sentences`` is their number.
#: ``cluster`` is the identifier of the earliest of all copies of the text, its own when there is
#: none; its rows are the reach of the text. ``published_given`` is the date as written,
#: ``date_fault`` why it was not taken ("missing", "malformed", "ambiguous", "future").
DOCUMENTS: Final = pa.schema(
    [
        ("doc_id", pa.string()),
        ("title", pa.string()),
        ("text", pa.string()),
        ("published", pa.date32()),
        ("published_at", pa.timestamp("us", tz="UTC")),
        ("source", pa.string()),
        ("url", pa.string()),
        ("language", pa.string()),
        ("published_given", pa.string()),
        ("date_fault", pa.string()),
        ("cluster", pa.string()),
        ("content_hash", pa.string()),
        ("methodology", pa.string()),
        ("sentences", pa.int32()),
    ]
)

#: One row a sentence; ``sentence`` is its position in the document, from 0.
SENTENCES: Final = pa.schema(
    [
        *_ORIGIN,
        *_SPAN,
        ("title", pa.string()),
        ("url", pa.string()),
        ("language", pa.string()),
        ("methodology", pa.string()),
        ("escalation", pa.float64()),
        ("sentiment", pa.float64()),
        ("escalation_cues", pa.list_(_CUE)),
        ("sentiment_cues", pa.list_(_CUE)),
    ]
)

#: One row a mention of a place.
PLACES: Final = pa.schema(
    [
        *_ORIGIN,
        *_SPAN,
        ("form", pa.string()),
        ("place_id", pa.string()),
        ("name", pa.string()),
        ("country", pa.string()),
        ("lat", pa.float64()),
        ("lon", pa.float64()),
        ("kind", pa.string()),
        ("role", pa.string()),
        ("confidence", pa.float64()),
        ("reason", pa.string()),
        ("disputed", pa.string()),
    ]
)

#: One row an event; ``event_id`` is its position in the sentence, from 0. ``start`` and ``end`` of
#: the event are those of its cues; the anchor comes first.
EVENTS: Final = pa.schema(
    [
        *_ORIGIN,
        ("event_id", pa.int32()),
        ("type", pa.string()),
        ("mode", pa.string()),
        ("status", pa.string()),
        ("intensity", pa.float64()),
        ("actors", pa.list_(pa.string())),
        ("targets", pa.list_(pa.string())),
        ("place", pa.string()),
        ("date", pa.date32()),
        ("speaker", pa.string()),
        ("cues", pa.list_(_CUE)),
    ]
)

#: One row a mention of personnel or hardware.
TROOPS: Final = pa.schema(
    [
        *_ORIGIN,
        *_SPAN,
        ("count_min", pa.int64()),
        ("count_max", pa.int64()),
        ("approximate", pa.bool_()),
        ("unit", pa.string()),
        ("nationality", pa.string()),
        ("place", pa.string()),
        ("place_country", pa.string()),
        ("casualties", pa.bool_()),
    ]
)

#: One row a date expression.
DATES: Final = pa.schema(
    [
        *_ORIGIN,
        *_SPAN,
        ("date", pa.date32()),
        ("precision", pa.string()),
        ("resolved", pa.bool_()),
    ]
)

#: One row a part of a sentence's score (``pipeline/index/parts.py``); ``sentences`` is the number
#: of sentences of the document.
PARTS: Final = pa.schema(
    [
        *_ORIGIN,
        ("event_id", pa.int32()),
        ("type", pa.string()),
        ("status", pa.string()),
        ("side", pa.string()),
        ("value", pa.float64()),
        ("actors", pa.list_(pa.string())),
        ("targets", pa.list_(pa.string())),
        ("places", pa.list_(pa.string())),
        ("countries", pa.list_(pa.string())),
        ("sentences", pa.int32()),
    ]
)

#: One row a day, country ("" for the world), role and whether only what is realised counts: the
#: parts of that day added up. Of the articles with tension: the sums of squares and products of
#: their tension and of their sentences (``length``) and, where they are few, both in lists.
CELLS: Final = pa.schema(
    [
        ("published", pa.date32()),
        ("country", pa.string()),
        ("role", pa.string()),
        ("realised", pa.bool_()),
        ("threats", pa.float64()),
        ("acts", pa.float64()),
        ("relief", pa.float64()),
        ("escalating", pa.int32()),
        ("articles", pa.int32()),
        ("reach", pa.int32()),
        ("outlets", pa.int32()),
        ("squares", pa.float64()),
        ("cross_sum", pa.float64()),
        ("length", pa.int64()),
        ("length_squares", pa.float64()),
        ("sources", pa.list_(pa.string())),
        ("tensions", pa.list_(pa.float64())),
        ("lengths", pa.list_(pa.int32())),
    ]
)

#: One row a day and source: its articles with a sentence, reprints once, their sentences, and the
#: sum of the squares of these.
BASE: Final = pa.schema(
    [
        ("published", pa.date32()),
        ("source", pa.string()),
        ("articles", pa.int32()),
        ("sentences", pa.int64()),
        ("squares", pa.float64()),
    ]
)

#: One row a reprint: a document of a cluster of near-duplicates that is not its first, ``lead``.
COPIES: Final = pa.schema(
    [("doc_id", pa.string()), ("published", pa.date32()), ("lead", pa.string())]
)

#: One row a part whose article has a day and is no reprint. ``article`` numbers the articles of a
#: day that have a part, ``length`` is its sentences, ``reach`` how many articles it stands for;
#: lists are texts (``pipeline/index/flat.py``).
FLAT: Final = pa.schema(
    [
        ("published", pa.date32()),
        ("article", pa.int32()),
        ("doc_id", pa.string()),
        ("sentence", pa.int32()),
        ("source", pa.string()),
        ("length", pa.int32()),
        ("reach", pa.int32()),
        ("type", pa.string()),
        ("status", pa.string()),
        ("side", pa.string()),
        ("value", pa.float64()),
        ("actors", pa.string()),
        ("targets", pa.string()),
        ("places", pa.string()),
        ("countries", pa.string()),
    ]
)

#: One row a day, country ("" for the world), role and type: the values of all parts, and of those
#: that are realised.
BY_TYPE: Final = pa.schema(
    [
        ("published", pa.date32()),
        ("country", pa.string()),
        ("role", pa.string()),
        ("type", pa.string()),
        ("tension", pa.float64()),
        ("relief", pa.float64()),
        ("tension_done", pa.float64()),
        ("relief_done", pa.float64()),
    ]
)

#: All tables of the store that are written document by document, by name.
SCHEMAS: Final[dict[str, pa.Schema]] = {
    "documents": DOCUMENTS,
    "sentences": SENTENCES,
    "places": PLACES,
    "events": EVENTS,
    "troops": TROOPS,
    "dates": DATES,
    "parts": PARTS,
}

#: Tables that are made from the others when a run ends, for the days that it touched.
DERIVED: Final[dict[str, pa.Schema]] = {
    "index_copies": COPIES,
    "index_base": BASE,
    "index_cells": CELLS,
    "index_parts": FLAT,
    "index_types": BY_TYPE,
}

#: All tables of the store by name.
TABLES: Final[dict[str, pa.Schema]] = SCHEMAS | DERIVED
