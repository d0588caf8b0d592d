"""The sentences behind a figure, with everything that was found in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

MarkKind = Literal["event", "status", "tension", "place", "actor", "troops", "date"]
Row = dict[str, Any]
#: Cues by these rules decide the status of an event, not its type.
_STATUS_RULES = ("status", "clauses")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a sentence to be highlighted; offsets count from the start of the sentence."""

    start: int
    end: int
    kind: MarkKind
    rule: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A result of a sentence in words that a reader can check.

    ``rules`` are the identifiers of the rules that fired, ``cues`` the words that they fired on,
    in the order of the sentence and without those of the status.
    """

    kind: str
    label: tuple[str, ...]
    rules: tuple[str, ...]
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence with its source and results; ``marks`` are in order and may overlap."""

    doc_id: str
    sentence: int
    day: date | None
    source: str
    title: str
    url: str
    text: str
    escalation: float
    sentiment: float
    methodology: str
    marks: tuple[Mark, ...]
    findings: tuple[Finding, ...]


def assemble(
    sentence: Row, events: list[Row], places: list[Row], troops: list[Row], dates: list[Row]
) -> Evidence:
    """Put a sentence together with the rows that belong to it."""
    offset = sentence["start"]
    marks = [
        *_cue_marks(events, offset),
        *(
            Mark(cue["start"] - offset, cue["end"] - offset, "tension", cue["rule"])
            for cue in sentence["escalation_cues"] or ()
        ),
        *(_span(row, offset, _role(row), row["reason"]) for row in places),
        *(_span(row, offset, "troops", "troops") for row in troops),
        *(_span(row, offset, "date", "dates") for row in dates),
    ]
    return Evidence(
        doc_id=sentence["doc_id"],
        sentence=sentence["sentence"],
        day=sentence["published"],
        source=sentence["source"] or "",
        title=sentence["title"] or "",
        url=sentence["url"] or "",
        text=sentence["text"],
        escalation=sentence["escalation"],
        sentiment=sentence["sentiment"],
        methodology=sentence["methodology"],
        marks=tuple(sorted(marks, key=lambda mark: (mark.start, mark.end, mark.kind))),
        findings=tuple(_event(row) for row in events),
    )


def _cue_marks(events: list[Row], offset: int) -> list[Mark]:
    return [
        Mark(
            cue["start"] - offset,
            cue["end"] - offset,
            "status" if cue["rule"].startswith(_STATUS_RULES) else "event",
            cue["rule"],
        )
        for row in events
        for cue in row["cues"] or ()
    ]


def _span(row: Row, offset: int, kind: MarkKind, rule: str) -> Mark:
    return Mark(row["start"] - offset, row["end"] - offset, kind, rule or "")


def _role(row: Row) -> MarkKind:
    return "place" if row["role"] == "place" else "actor"


def _event(row: Row) -> Finding:
    sides = f"{', '.join(row['actors'] or ()) or '?'} → {', '.join(row['targets'] or ()) or '?'}"
    label = (row["type"], row["mode"] or "", row["status"], sides, row["speaker"] or "")
    rules = dict.fromkeys(cue["rule"] for cue in row["cues"] or ())
    cues = {
        cue["start"]: cue["text"]
        for cue in row["cues"] or ()
        if not cue["rule"].startswith(_STATUS_RULES)
    }
    return Finding("event", label, tuple(rules), tuple(cues[start] for start in sorted(cues)))
