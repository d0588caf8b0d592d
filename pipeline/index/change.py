"""Why a figure moved: its change divided among pieces that add up to it exactly.

A figure is a sum over parts divided by the sentences of its dates, so that it falls into the
figures of any grouping of the parts, and its change into their changes::

    change = sum over groups g of (points(g, after) - points(g, before))
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

#: Key of what is left when a list of pieces is cut.
REST: Final = "*"
#: An actor or target that the sentence does not name.
UNKNOWN: Final = "?"


@dataclass(frozen=True, slots=True)
class Piece:
    """A group of parts and what it adds to a change; figures in points.

    ``key`` names the group: a type, ``ACTOR>TARGET``, a source or a document; "" for parts without
    an event, ``REST`` for all groups that are not listed.
    """

    key: str
    before: float
    after: float

    @property
    def change(self) -> float:
        """What the group adds to the change."""
        return self.after - self.before


def pieces(
    before: Mapping[str, float], after: Mapping[str, float], limit: int
) -> tuple[Piece, ...]:
    """Return the groups that moved most, ``limit`` at most, and the rest as one piece.

    Args:
        before: Points of each group before.
        after: Points of each group after.
        limit: How many groups are named.
    """
    found = [Piece(key, before.get(key, 0.0), after.get(key, 0.0)) for key in {**before, **after}]
    found.sort(key=lambda piece: (-abs(piece.change), piece.key))
    listed, rest = found[:limit], found[limit:]
    if rest:
        former, latter = sum(p.before for p in rest), sum(p.after for p in rest)
        listed.append(Piece(REST, former, latter))
    return tuple(listed)
