"""What is asked for: a filter of sentences, and within it the figure whose evidence is wanted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

Kind = Literal[
    "all", "escalating", "relaxing", "events", "event", "troops", "place", "tone",
    "up", "down", "toned", "sentence",
]  # fmt: skip
_SIDES = {"up": "escalation > 0", "down": "escalation < 0", "toned": "len(sentiment_cues) > 0"}
_CONCERNED = " AND (doc_id, sentence) IN (SELECT doc_id, sentence FROM concerns WHERE country = ?)"


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
            "place" as location; of one day those that go "up" or "down" or are "toned"; one
            "sentence".
        value: For "event" ``TYPE:status``, for "place" the ``place_id``, for a day
            ``YYYY-MM-DD`` or ``YYYY-MM-DD:COUNTRY``, for a sentence ``doc_id:number``, else empty.
    """

    kind: Kind = "all"
    value: str = ""

    @property
    def sound(self) -> bool:
        """Whether the value has the form that its kind asks for; it may come from an address."""
        try:
            if self.kind in _SIDES:
                date.fromisoformat(self.value.partition(":")[0])
            elif self.kind == "sentence":
                int(self.value.rpartition(":")[2])
        except ValueError:
            return False
        return self.kind in get_args(Kind)

    def condition(self) -> tuple[str, list[object]]:
        """Return the condition on rows of the table of sentences, and its parameters."""
        if self.kind in _SIDES:
            day, _, country = self.value.partition(":")
            side = f"published = ? AND {_SIDES[self.kind]}"
            return (side + _CONCERNED, [day, country]) if country else (side, [day])
        if self.kind == "sentence":
            doc_id, _, number = self.value.rpartition(":")
            return "doc_id = ? AND sentence = ?", [doc_id, int(number)]
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
