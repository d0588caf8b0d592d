"""A figure whose evidence is wanted, and which sentences it was counted over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from pipeline.query.filter import Condition, Filter
from pipeline.query.incidents import KEY

Kind = Literal[
    "all", "escalating", "relaxing", "events", "event", "troops", "place", "tone",
    "up", "down", "toned", "sentence", "dyad", "happened", "source", "covered", "stationed",
    "article", "incident", "tension", "threat", "act", "relief",
]  # fmt: skip
_SIDES = {"up": "escalation > 0", "down": "escalation < 0", "toned": "len(sentiment_cues) > 0"}
_MEMBER = "(doc_id, sentence) IN (SELECT doc_id, sentence FROM {} WHERE {})"
_CONCERNED = " AND " + _MEMBER.format("concerns", "country = ?")
#: Kinds whose value begins with a period, ``YYYY-MM-DD/YYYY-MM-DD:``.
_PERIODS = ("happened", "covered")
#: Kinds that the index answers, which weighs sentences and counts reprints once.
WEIGHED = ("tension", "threat", "act", "relief")
#: Kinds that look at nothing but the sentence itself.
PLAIN = {
    "all": "true",
    "escalating": "escalation > 0",
    "relaxing": "escalation < 0",
    "tone": "len(sentiment_cues) > 0",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure whose evidence is wanted.

    Attributes:
        kind: "all" sentences of the filter, the "escalating" or "relaxing" ones, those with a
            "tone", with any "events" or one "event" type and status, with "troops", or with a
            "place" as location; of one day those that go "up" or "down" or are "toned"; one
            "sentence"; events of a "dyad"; events that "happened" in a period; those of a "source",
            or "covered" by it in a period; troops "stationed" by somebody somewhere; an "article";
            events that are one "incident"; what the index is made of: "tension", its halves
            "threat" and "act", or "relief".
        value: For "event" ``TYPE:status``, for "place" the ``place_id``, for a day
            ``YYYY-MM-DD`` or ``YYYY-MM-DD:COUNTRY``, for a sentence ``doc_id:number``, for a dyad
            ``ACTOR>TARGET`` or ``ACTOR>TARGET:TYPE``, for "happened" ``FIRST/LAST:TYPE`` (dates of
            publication), for "source" its name, for "covered" ``FIRST/LAST:NAME``, for "stationed"
            ``OWNER>COUNTRY``, either of which may be empty, for "article" its ``doc_id``, for
            "incident" its key, for the index ``FIRST/LAST:COUNTRY`` with any part empty, else
            empty.
    """

    kind: Kind = "all"
    value: str = ""

    @property
    def sound(self) -> bool:
        """Whether the value has the form that its kind asks for; it may come from an address."""
        head, _, _ = self.value.partition(":")
        try:
            if self.kind in _SIDES:
                date.fromisoformat(head)
            elif self.kind in _PERIODS:
                first, last = map(date.fromisoformat, head.split("/"))
                return first <= last
            elif self.kind == "sentence":
                int(self.value.rpartition(":")[2])
            elif self.kind == "incident":
                return self.value.count(":") >= 2
            elif self.kind in WEIGHED:
                return not head or len([date.fromisoformat(end) for end in head.split("/")]) == 2
            elif self.kind in {"dyad", "stationed"}:
                return head.count(">") == 1
        except ValueError:
            return False
        return self.kind in get_args(Kind)

    def condition(self, wanted: Filter) -> Condition:
        """Return the condition on rows of the table of sentences, and its parameters.

        The filter is asked again for what it says about events: a figure that counts events counts
        those of the filter only.
        """
        if self.kind in PLAIN:
            return PLAIN[self.kind], []
        if self.kind == "place":
            return _MEMBER.format("places", "place_id = ? AND role = 'place'"), [self.value]
        if self.kind in {"troops", "stationed"}:
            return self._troops()
        if self.kind in {"events", "event", "dyad", "happened", "incident"}:
            return self._events(wanted)
        return self._sentences()

    def _sentences(self) -> Condition:
        head, _, rest = self.value.partition(":")
        if self.kind in _SIDES:
            side = f"published = ? AND {_SIDES[self.kind]}"
            return (side + _CONCERNED, [head, rest]) if rest else (side, [head])
        if self.kind == "article":
            return "doc_id = ?", [self.value]
        if self.kind == "sentence":
            doc_id, _, number = self.value.rpartition(":")
            return "doc_id = ? AND sentence = ?", [doc_id, int(number)]
        if self.kind == "covered":
            return "published BETWEEN ? AND ? AND source = ?", [*head.split("/"), rest]
        return "source = ?", [self.value]

    def _troops(self) -> Condition:
        if self.kind == "troops":
            return _MEMBER.format("troops", "true"), []
        owner, _, place = self.value.partition(">")
        chosen = "coalesce(nationality, '') = ? AND coalesce(place_country, '') = ?"
        return _MEMBER.format("troops", chosen), [owner, place]

    def _events(self, wanted: Filter) -> Condition:
        head, _, rest = self.value.partition(":")
        dates, bounds = wanted.dates()
        events, more = wanted.event_terms()
        terms, values = [*dates, *events], [*bounds, *more]
        if self.kind == "event":
            terms = [*terms, "type = ?", "status = ?"]
            values = [*values, head, rest]
        elif self.kind == "happened":
            terms = [*terms, "published BETWEEN ? AND ?", "type = ?"]
            values = [*values, *head.split("/"), rest]
        elif self.kind == "incident":
            terms, values = [*terms, f"{KEY} = ?"], [*values, self.value]
        elif self.kind == "dyad":
            terms = [*terms, "list_contains(actors, ?)", "list_contains(targets, ?)"]
            values = [*values, *head.split(">")]
            if rest:
                terms, values = [*terms, "type = ?"], [*values, rest]
        return _MEMBER.format("events", " AND ".join(terms) or "true"), values
