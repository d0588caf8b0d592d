"""Where and when an event happens, of the places and dates of its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from pipeline.events.coder import Match
from pipeline.language import Clip
from pipeline.language.clauses import Clause
from pipeline.model import DateMention, Place

#: Types that are said, not done: what they speak of happens elsewhere and at another time.
_SAID = frozenset({"ACCUSE", "THREATEN", "REQUEST", "REJECT", "SUPPORT"})
#: Reasons of places that are named to say where another place is: "nahe der Grenze zu ...".
_INDIRECT = frozenset({"roles:part_of_territory", "roles:nahe", "roles:unweit"})

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
        if nearest is None or nearest.reason not in _INDIRECT:
            return nearest
        direct = [p for p in rows if p.reason not in _INDIRECT and self._is_inside(p)]
        direct = [p for p in direct if p.country != nearest.country]
        return self._nearest(direct) or nearest

    def date(self, dates: Sequence[DateMention]) -> DateMention | None:
        """Return when it happens, None where the sentence does not say."""
        return self._nearest(self._reachable([d for d in dates if d.resolved]))

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
        """Leave out what stands in the clauses that tell what is said."""
        if not self._said:
            return rows
        below = [clause for clause in self._clauses if self._hangs(clause)]
        return [row for row in rows if not any(self._holds(clause, row) for clause in below)]

    def _hangs(self, clause: Clause) -> bool:
        """Whether a clause depends on that of the event."""
        seen: set[int] = set()
        while clause.parent is not None and clause.parent not in seen:
            if clause.parent == self._clause.index:
                return True
            seen.add(clause.parent)
            clause = self._clauses[clause.parent]
        return False
