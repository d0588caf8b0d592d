"""What is asked for: a filter of sentences, and within it the figure whose evidence is wanted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["all", "escalating", "relaxing", "events", "event", "troops", "place", "tone"]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which sentences count.

    Attributes:
        countries: ISO 3166-1 alpha-2 codes; a sentence counts when it concerns one of them. Empty
            for all sentences.
        first: First publication date, inclusive; None for no bound.
        last: Last publication date, inclusive; None for no bound.
    """

    countries: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None

    def sentences(self) -> tuple[str, list[object]]:
        """Return the condition on rows with doc_id, sentence and published, and its parameters."""
        terms, values = self.dates()
        if self.countries:
            terms.append(
                "(doc_id, sentence) IN (SELECT doc_id, sentence FROM concerns"
                " WHERE country IN (SELECT unnest(?::VARCHAR[])))"
            )
            values.append(list(self.countries))
        return " AND ".join(terms) or "true", values

    def dates(self) -> tuple[list[str], list[object]]:
        """Return the conditions on the publication date alone, and their parameters."""
        terms: list[str] = []
        values: list[object] = []
        if self.first is not None:
            terms.append("published >= ?")
            values.append(self.first)
        if self.last is not None:
            terms.append("published <= ?")
            values.append(self.last)
        return terms, values


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure whose evidence is wanted.

    Attributes:
        kind: "all" sentences of the filter, the "escalating" or "relaxing" ones, those with a
            "tone", with any "events" or one "event" type and status, with "troops", or with a
            "place" as location.
        value: For "event" ``TYPE:status``, for "place" the ``place_id``, else empty.
    """

    kind: Kind = "all"
    value: str = ""

    def condition(self) -> tuple[str, list[object]]:
        """Return the condition on rows of the table of sentences, and its parameters."""
        member = "(doc_id, sentence) IN (SELECT doc_id, sentence FROM {})".format
        type_, _, status = self.value.partition(":")
        conditions: dict[str, tuple[str, list[object]]] = {
            "all": ("true", []),
            "escalating": ("escalation > 0", []),
            "relaxing": ("escalation < 0", []),
            "tone": ("len(sentiment_cues) > 0", []),
            "events": (member("events"), []),
            "troops": (member("troops"), []),
            "event": (member("events WHERE type = ? AND status = ?"), [type_, status]),
            "place": (member("places WHERE place_id = ? AND role = 'place'"), [self.value]),
        }
        return conditions[self.kind]
