"""The sentence record: the public contract of ``python -m pipeline annotate``.

One JSON object a sentence; ``docs/record.md`` describes every field.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from pipeline.model import Annotated, Sentence

Record = dict[str, Any]


def records(annotated: Annotated) -> Iterator[Record]:
    """Yield the record of each sentence of a document, in order."""
    document = annotated.document
    published = document.published.isoformat() if document.published else None
    for sentence in annotated.sentences:
        yield {
            "doc_id": document.doc_id,
            "sentence": sentence.index,
            "start": sentence.start,
            "end": sentence.end,
            "text": sentence.text,
            "published": published,
            "language": document.language,
            "methodology": annotated.methodology,
            **_findings(sentence),
        }


def _findings(sentence: Sentence) -> Record:
    return {
        "escalation": sentence.escalation,
        "sentiment": sentence.sentiment,
        "places": [asdict(place) for place in sentence.places],
        "events": [asdict(event) for event in sentence.events],
        "troops": [asdict(count) for count in sentence.troops],
        "dates": [asdict(mention) for mention in sentence.dates],
        "escalation_cues": [asdict(cue) for cue in sentence.escalation_cues],
        "sentiment_cues": [asdict(cue) for cue in sentence.sentiment_cues],
    }
