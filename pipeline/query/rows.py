"""What the query layer answers with: frozen rows, no formatting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Overview:
    """What a snapshot of the store holds, unfiltered.

    ``undated`` documents have no publication date; they are in no daily figure.
    """

    version: str
    created: datetime
    methodology: str
    documents: int
    sentences: int
    undated: int
    sources: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """Counts over the sentences of a filter.

    Attributes:
        documents: Articles with at least one sentence in the filter.
        sentences: Sentences in the filter.
        base: All sentences of the same dates, whatever they concern: the base of the shares.
        escalating: Sentences with an escalation above 0.
        relaxing: Sentences with an escalation below 0.
        events: Coded events in these sentences.
        troops: Troop mentions in these sentences.
        tension: See ``pipeline.index.tension``.
        relief: See ``pipeline.index.relief``.
        tone: Mean sentiment of the sentences that have one, None without any.
        with_events: Sentences with such an event.
        with_troops: Sentences with a troop mention.
        with_tone: Sentences with a sentiment.
    """

    documents: int
    sentences: int
    base: int
    escalating: int
    relaxing: int
    events: int
    troops: int
    tension: float
    relief: float
    tone: float | None
    with_events: int
    with_troops: int
    with_tone: int


@dataclass(frozen=True, slots=True)
class ToneDay:
    """Tone of one day; ``sentences`` are those that have one."""

    day: date
    tone: float
    sentences: int


@dataclass(frozen=True, slots=True)
class PlacePoint:
    """A location that the text names as such.

    ``sentences`` name it at least once; ``written`` are the forms that stand there, sorted.
    """

    place_id: str
    name: str
    country: str
    kind: str
    lat: float
    lon: float
    mentions: int
    sentences: int
    written: tuple[str, ...]
    disputed: str


@dataclass(frozen=True, slots=True)
class EventCount:
    """Events of a type and a status."""

    type: str
    status: str
    events: int


@dataclass(frozen=True, slots=True)
class TroopClaim:
    """One troop mention: a claim in a sentence, never to be added up with others."""

    doc_id: str
    sentence: int
    day: date | None
    source: str
    text: str
    unit: str
    count_min: int | None
    count_max: int | None
    approximate: bool
    nationality: str | None
    place_country: str | None
    casualties: bool
