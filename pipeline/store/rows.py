"""From an analysed document to the rows of each table."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import UTC, date
from itertools import islice
from typing import Any

import pyarrow as pa

from pipeline.index.parts import parts
from pipeline.model import Annotated, Document, Sentence
from pipeline.store.schema import SCHEMAS

Row = dict[str, Any]
#: Documents whose rows are Python objects at a time.
_AT_ONCE = 25


def content_hash(document: Document) -> str:
    """Return a digest of all that is stored of a document; it changes when any of it does."""
    digest = hashlib.sha256()
    published = document.published_at or document.published
    for part in (
        document.text,
        document.title,
        published.isoformat() if published else "",
        document.source,
        document.url,
        document.language,
        document.published_given,
        document.date_fault,
    ):
        digest.update(part.encode())
        digest.update(b"\0")
    return digest.hexdigest()[:32]


def tables_of(batch: Iterable[Annotated]) -> dict[str, pa.Table]:
    """Return one Arrow table a table of the store, with the rows of all documents of a batch.

    Documents are taken one by one: as rows of Arrow they need a fraction of what they take before.
    """
    documents = iter(batch)
    pieces: dict[str, list[pa.Table]] = {
        name: [schema.empty_table()] for name, schema in SCHEMAS.items()
    }
    while rows := _taken(documents):
        for name, schema in SCHEMAS.items():
            pieces[name].append(pa.Table.from_pylist(rows[name], schema=schema))
    return {name: pa.concat_tables(tables) for name, tables in pieces.items()}


def _taken(documents: Iterator[Annotated]) -> dict[str, list[Row]]:
    """Return the rows of the next documents by table; nothing when there are none."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for annotated in islice(documents, _AT_ONCE):
        rows["documents"].append(_document(annotated))
        for sentence in annotated.sentences:
            for name, row in _rows(annotated, sentence):
                rows[name].append(row)
    return rows


def _document(annotated: Annotated) -> Row:
    document = annotated.document
    moment = document.published_at
    return {
        **asdict(document),
        "published_at": moment.astimezone(UTC) if moment else None,
        "cluster": document.doc_id,
        "content_hash": content_hash(document),
        "methodology": annotated.methodology,
        "sentences": len(annotated.sentences),
    }


def _rows(annotated: Annotated, sentence: Sentence) -> Iterator[tuple[str, Row]]:
    document = annotated.document
    origin: Row = {
        "doc_id": document.doc_id,
        "sentence": sentence.index,
        "published": document.published,
        "source": document.source,
    }
    yield (
        "sentences",
        origin
        | {
            "text": sentence.text,
            "start": sentence.start,
            "end": sentence.end,
            "title": document.title,
            "url": document.url,
            "language": document.language,
            "methodology": annotated.methodology,
            "escalation": sentence.escalation,
            "sentiment": sentence.sentiment,
            "escalation_cues": [asdict(cue) for cue in sentence.escalation_cues],
            "sentiment_cues": [asdict(cue) for cue in sentence.sentiment_cues],
        },
    )
    for place in sentence.places:
        yield "places", origin | asdict(place)
    for number, event in enumerate(sentence.events):
        yield (
            "events",
            origin | asdict(event) | {"event_id": number, "date": _day(event.date)},
        )
    for count in sentence.troops:
        yield "troops", origin | asdict(count)
    for mention in sentence.dates:
        yield "dates", origin | asdict(mention) | {"date": _day(mention.date)}
    for part in parts(sentence):
        yield "parts", origin | asdict(part) | {"sentences": len(annotated.sentences)}


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None
