"""The immutable values that travel between the rooms of the pipeline.

Offsets are Python character offsets into ``Document.text``, end exclusive. Every span satisfies
``document.text[span.start:span.end] == span.text``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

#: How a toponym stands in the text: "Minsks", "russischen", "Kiewer", "Ostukraine".
PlaceForm = Literal["name", "adjective", "demonym", "compound"]
#: Whether a toponym is a location ("in Moskau") or stands for a government ("Moskau begrüßt").
PlaceRole = Literal["place", "actor"]
#: What the text claims about an event.
Status = Literal["asserted", "negated", "denied", "hypothetical"]
#: How exactly a date is given.
Precision = Literal["day", "week", "month", "year"]


@dataclass(frozen=True, slots=True)
class Document:
    """One article as read.

    Attributes:
        doc_id: Stable identifier; the same input yields the same one.
        text: The text that all offsets refer to; never changed after reading.
        published: Publication date, None when the source gives none that can be trusted.
        published_at: The same with time, None when the zone is not known.
        source: Name of the outlet or feed, the reviewed one where it is known.
        published_given: The publication date as the source writes it.
        date_fault: Why there is no date: "missing", "malformed", "ambiguous", "future"; else "".
        language: ISO 639-1 code of the text.
    """

    doc_id: str
    text: str
    title: str = ""
    published: date | None = None
    published_at: datetime | None = None
    source: str = ""
    url: str = ""
    language: str = "de"
    published_given: str = ""
    date_fault: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the document's text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cue(Span):
    """A span that gave rise to a result, with the identifier of the rule that fired.

    ``rule`` has the form ``table:entry``, for example ``events:sanktion_verhängen``.
    """

    rule: str = ""


@dataclass(frozen=True, slots=True)
class Place(Span):
    """One mention of a place, as location or as government.

    Attributes:
        place_id: Gazetteer identifier, for example ``geonames:703448`` or ``country:UA``.
        name: Canonical German name.
        country: ISO 3166-1 alpha-2 code (XK for Kosovo), "" for seas and supranational regions.
        lat: Degrees north, WGS 84; None when the place has no sensible point.
        lon: Degrees east.
        kind: "country", "city", "region", "sea", "seat" and others that the gazetteer lists.
        confidence: 0 to 1.
        reason: The rule that decided the role, ``roles:entry``.
        disputed: Key of the disputed area that the place lies in (``data/places/disputed.tsv``),
            "" where its belonging is not disputed.
    """

    form: PlaceForm
    place_id: str
    name: str
    country: str
    lat: float | None
    lon: float | None
    kind: str
    role: PlaceRole
    confidence: float
    reason: str = ""
    disputed: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Who does what to whom, in PLOVER terms, and whether the text says that it is so.

    Attributes:
        type: PLOVER event type in capitals, for example "THREATEN".
        mode: PLOVER mode in lower case, "" where the type has none or none is certain.
        intensity: -10 (material conflict) to 10 (material cooperation), as printed in the manual.
        actors: Country codes (ISO 3166-1 alpha-2) or identifiers of organisations ("NATO").
        targets: The same for whom the event is aimed at.
        place: ``place_id`` of where it happens, None when the sentence does not say.
        date: ISO date of the event, None when the sentence does not say.
        speaker: Who makes the claim, as country code or identifier or, where neither is known,
            as written; None for the article itself.
        cues: The spans that triggered the event, first the anchor, then those of its status.
    """

    type: str
    mode: str
    status: Status
    intensity: float
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    place: str | None
    date: str | None
    speaker: str | None
    cues: tuple[Cue, ...]


@dataclass(frozen=True, slots=True)
class TroopCount(Span):
    """A mention of military personnel or hardware; see docs/record.md for the intervals.

    ``nationality`` says whose they are, ``place_country`` where they are or go.
    """

    count_min: int | None
    count_max: int | None
    approximate: bool
    unit: str
    nationality: str | None
    place: str | None
    place_country: str | None
    casualties: bool


@dataclass(frozen=True, slots=True)
class DateMention(Span):
    """A date expression; ``date`` is None exactly when ``resolved`` is False."""

    date: str | None
    precision: Precision
    resolved: bool


@dataclass(frozen=True, slots=True)
class Sentence(Span):
    """A sentence with all that was found in it.

    Attributes:
        index: Position in the document, from 0.
        escalation: -1 (relaxes) to 1 (escalates).
        sentiment: -1 (negative tone) to 1 (positive tone).
        escalation_cues: What the escalation rests on beside the events.
        sentiment_cues: What the sentiment rests on.
    """

    index: int
    escalation: float = 0.0
    sentiment: float = 0.0
    places: tuple[Place, ...] = ()
    events: tuple[Event, ...] = ()
    troops: tuple[TroopCount, ...] = ()
    dates: tuple[DateMention, ...] = ()
    escalation_cues: tuple[Cue, ...] = ()
    sentiment_cues: tuple[Cue, ...] = ()


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document with its analysed sentences.

    ``methodology`` names the version of rules, lexicons and model.
    """

    document: Document
    sentences: tuple[Sentence, ...]
    methodology: str = field(default="")
