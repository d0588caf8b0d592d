"""Which sentences count; all conditions that a reader can set, as SQL."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

#: Condition and parameters.
Condition = tuple[str, list[object]]

#: The columns of one row of the table of events, by the field of the filter that sets them.
_EVENT_COLUMNS = (("types", "type"), ("statuses", "status"), ("speakers", "speaker"))
_EVENT_LISTS = ("actors", "targets")
#: The conditions that a sentence fulfils through rows of other tables. The dates are asked of these
#: too, which changes nothing but how many of them are looked at.
_MEMBER = "(doc_id, sentence) IN (SELECT doc_id, sentence FROM {})"


def among(column: str, codes: Sequence[object]) -> Condition:
    """Return the condition that a column has one of some values.

    Each value is a parameter of its own: looked up in a list they cost twice the processor time.
    """
    return f"{column} IN ({', '.join('?' * len(codes))})", list(codes)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which sentences count. Fields are joined by "and", the values of a field by "or".

    Attributes:
        countries: ISO 3166-1 alpha-2 codes; a sentence counts when it concerns one of them. Empty
            for all sentences.
        first: First publication date, inclusive; None for no bound.
        last: Last publication date, inclusive; None for no bound.
        types: PLOVER types; a sentence counts when one and the same event of it fulfils all of
            ``types``, ``statuses``, ``actors``, ``targets`` and ``speakers``, and only such events
            are counted as events.
        statuses: Of events.
        actors: Who acts, as country code or identifier.
        targets: Against or towards whom.
        speakers: Who says so.
        sources: Names of outlets. They narrow the base of the shares too, as the dates do.
        places: ``place_id`` of locations that the sentence names.
    """

    countries: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    places: tuple[str, ...] = ()

    def sentences(self) -> Condition:
        """Return the condition on rows with doc_id, sentence, published and source."""
        terms, values = self.base()
        dates, bounds = self.dates()
        members: list[tuple[str, list[str], list[object]]] = []
        if self.countries:
            chosen, codes = among("country", self.countries)
            members.append(("concerns", [chosen], codes))
        if self.places:
            chosen, codes = among("place_id", self.places)
            members.append(("places", ["role = 'place'", chosen], codes))
        events, more = self.event_terms()
        if events:
            members.append(("events", events, more))
        for table, conditions, parameters in members:
            where = " AND ".join([*dates, *conditions])
            terms.append(_MEMBER.format(f"{table} WHERE {where}"))
            values += [*bounds, *parameters]
        return " AND ".join(terms) or "true", values

    def events(self) -> Condition:
        """Return the condition on rows of the table of events."""
        where, values = self.sentences()
        terms, more = self.event_terms()
        return " AND ".join([where, *terms]), [*values, *more]

    def event_terms(self) -> tuple[list[str], list[object]]:
        """Return the conditions on one event alone, and their parameters."""
        terms: list[str] = []
        values: list[object] = []
        for name, column in _EVENT_COLUMNS:
            if codes := getattr(self, name):
                term, more = among(column, codes)
                terms.append(term)
                values += more
        for name in _EVENT_LISTS:
            if codes := getattr(self, name):
                terms.append(f"list_has_any({name}, ?::VARCHAR[])")
                values.append(list(codes))
        return terms, values

    def base(self) -> tuple[list[str], list[object]]:
        """Return the conditions that the base of a share is under too: dates and sources."""
        terms, values = self.dates()
        if self.sources:
            term, names = among("source", self.sources)
            terms.append(term)
            values += names
        return terms, values

    def dates(self) -> tuple[list[str], list[object]]:
        """Return the conditions on the publication date."""
        bounds = (("published >= ?", self.first), ("published <= ?", self.last))
        known = [(term, bound) for term, bound in bounds if bound is not None]
        return [term for term, _ in known], [bound for _, bound in known]

    def between(self, first: date, last: date) -> Filter:
        """Return the same filter for other dates."""
        return replace(self, first=first, last=last)

    def of(self, countries: Iterable[str]) -> Filter:
        """Return the same filter for other countries."""
        return replace(self, countries=tuple(countries))

    def anywhere(self) -> Filter:
        """Return the same filter for all outlets."""
        return replace(self, sources=())

    def previous(self) -> Filter | None:
        """Return the same filter for the period of equal length before.

        None without bounds or days, and where the calendar does not reach back so far.
        """
        if self.first is None or self.last is None or self.first > self.last:
            return None
        days = self.last - self.first + timedelta(days=1)
        if self.first - date.min < days:
            return None
        return self.between(self.first - days, self.last - days)

    def since(self, days: int) -> Filter:
        """Return the same filter for so many days before, too, as far as the calendar reaches."""
        if self.first is None:
            return self
        return replace(self, first=date.fromordinal(max(1, self.first.toordinal() - days)))

    def with_past(self) -> Filter:
        """Return the same filter for the period before, too: a page compares the two."""
        before = self.previous()
        return self if before is None else replace(self, first=before.first)
