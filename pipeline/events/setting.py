"""Where and when an event happens, of the places and dates of its sentence."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import TypeVar

from pipeline.events.coder import Match
from pipeline.language import Clip
from pipeline.language.clauses import Clause
from pipeline.model import DateMention, Place

#: Types that are said, not done: what they speak of happens elsewhere and at another time.
_SAID = frozenset({"ACCUSE", "THREATEN", "REQUEST", "REJECT", "SUPPORT"})
#: Reasons of places that are named to say where another place is: "nahe der Grenze zu ...".
_INDIRECT = frozenset({"roles:part_of_territory", "roles:nahe", "roles:unweit"})
#: Words back from a place to the border that is named by it: "Grenze zu den USA".
_BORDER = 3

#: Words between two dates of which one is left open: "oder", "oder im".
_CHOICE = 2

_Row = TypeVar("_Row", Place, DateMention)


class Setting:
    """Decides for one event of a sentence."""

    def __init__(self, clip: Clip, clauses: Sequence[Clause], match: Match) -> None:
        self._clip, self._clauses = clip, clauses
        self._clause = clauses[match.clause]
        self._anchor = clip.words[match.anchor].start
        self._said = match.rule.type in _SAID

    def place(self, places: Sequence[Place]) -> Place | None:
        """Return where it happens, None where the sentence does not say."""
        rows = self._reachable([p for p in places if p.role == "place"])
        nearest = self._nearest(rows)
        if nearest is None or not self._is_indirect(nearest):
            return nearest
        home = next((c for c in self._clauses if self._holds(c, nearest)), self._clause)
        direct = [p for p in rows if not self._is_indirect(p) and self._holds(home, p)]
        return self._nearest([p for p in direct if p.country != nearest.country]) or nearest

    def _is_indirect(self, place: Place) -> bool:
        words = [w for w in self._clip.words if w.end <= place.start][-_BORDER:]
        border = any(w.is_title and w.lower.endswith(("grenze", "grenzen")) for w in words)
        return border or place.reason in _INDIRECT

    def date(self, dates: Sequence[DateMention]) -> DateMention | None:
        """Return when it happens, None where the sentence does not say."""
        nearest = self._nearest(self._reachable([d for d in dates if d.resolved]))
        if nearest is not None and self._is_inside(nearest):
            return self._first_of_choice(nearest, dates)
        return nearest

    def _first_of_choice(self, date: DateMention, dates: Sequence[DateMention]) -> DateMention:
        """Return the first of the dates of which "oder" leaves one open: "im Mai oder Juni"."""
        before = [d for d in dates if d.resolved and d.end <= date.start]
        for earlier in reversed(before):
            words = [w for w in self._clip.words if earlier.end <= w.start < date.start]
            if not words or len(words) > _CHOICE or words[0].lower != "oder":
                break
            date = earlier
        return date

    def ahead(
        self, date: DateMention | None, published: datetime.date | None
    ) -> DateMention | None:
        """Return the date of what may still happen, None for the day on which it was spoken of.

        "Er sagte am Dienstag, man werde sich treffen" does not say when they will.
        """
        if date is None or published is None or self._is_inside(date):
            return date
        return date if (date.date or "") > published.isoformat() else None

    def is_later(self, date: DateMention, published: datetime.date | None) -> bool:
        """Whether the event's own clause dates it after the text: "kommt im Mai" is planned.

        Its end does not: "verhängte bis Ende Mai Sanktionen".
        """
        known = date.date is not None and published is not None and self._is_inside(date)
        later = known and str(date.date) > str(published)
        return later and not self._is_end(date)

    def _is_end(self, date: DateMention) -> bool:
        before = [word.lower for word in self._clip.words if word.end <= date.start][-1:]
        return "bis" in (*before, *date.text.lower().split())

    def _nearest(self, rows: Sequence[_Row]) -> _Row | None:
        """Return the row nearest to the event, within its clause if that has any."""
        inside = [row for row in rows if self._is_inside(row)]
        return min(inside or rows, key=lambda row: abs(row.start - self._anchor), default=None)

    def _is_inside(self, row: _Row) -> bool:
        return self._holds(self._clause, row)

    def _holds(self, clause: Clause, row: _Row) -> bool:
        words = self._clip.words
        return words[clause.first].start <= row.start < words[clause.last - 1].end

    def _reachable(self, rows: Sequence[_Row]) -> Sequence[_Row]:
        """Leave out what stands in dependent clauses, save those that the event hangs on."""
        if not self._said:
            return rows
        near = {clause.index for clause in self._above()}
        apart = [c for c in self._clauses if c.parent is not None and c.index not in near]
        return [row for row in rows if not any(self._holds(clause, row) for clause in apart)]

    def _above(self) -> Iterator[Clause]:
        """Yield the clause of the event, its other parts and those that it depends on."""
        seen: set[int] = set()
        index: int | None = self._clause.index
        while index is not None and index not in seen:
            seen.add(index)
            clause = self._clauses[index]
            yield clause
            yield from (c for c in self._clauses if index == c.resumes or c.index == clause.resumes)
            index = clause.parent
