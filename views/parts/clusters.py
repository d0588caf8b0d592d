"""Places that would lie on each other on the map, drawn as one point.

The map is drawn by the browser, which reports no zoom; so places are taken together for the zoom
that the map opens on. A click filters by them, and the map then opens closer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import asinh, floor, hypot, pi, radians, tan
from typing import Final, TypeAlias

from pipeline.query import PlacePoint

#: Width of the whole map at zoom 0, in pixels.
TILE: Final = 512
#: Points nearer to each other than this are one, in pixels.
_NEAR: Final = 16.0

#: Leads of clusters by cell of a grid as wide as what is near: number of the cluster, position.
_Leads: TypeAlias = dict[tuple[bool, int, int], list[tuple[int, float, float]]]


@dataclass(frozen=True, slots=True)
class Cluster:
    """One or more places, the most named first; it lies where that one lies."""

    places: tuple[PlacePoint, ...]

    @property
    def lead(self) -> PlacePoint:
        """The place that is named most."""
        return self.places[0]

    @property
    def mentions(self) -> int:
        """Mentions of all its places."""
        return sum(place.mentions for place in self.places)

    @property
    def name(self) -> str:
        """The name of the place, with how many others there are."""
        others = len(self.places) - 1
        return f"{self.lead.name} +{others}" if others else self.lead.name


def clusters(points: Sequence[PlacePoint], zoom: float) -> list[Cluster]:
    """Take places together that lie near each other at a zoom; every place is in one cluster.

    The most named begin: each other one joins the first that is near. Countries, whose point is
    a mere convention, join countries only. The same places give the same clusters in any order.

    Returns:
        The clusters, those with the most mentions first.
    """
    scale = TILE * 2**zoom
    found: list[list[PlacePoint]] = []
    leads: _Leads = defaultdict(list)
    for point in sorted(points, key=lambda point: (-point.mentions, point.place_id)):
        x, y = (scale * value for value in _mercator(point))
        joined = _first_near(leads, x, y, point.kind == "country")
        if joined is None:
            leads[_cell(x, y, point.kind == "country")].append((len(found), x, y))
            found.append([point])
        else:
            found[joined].append(point)
    made = [Cluster(tuple(places)) for places in found]
    return sorted(made, key=lambda one: (-one.mentions, one.lead.place_id))


def _cell(x: float, y: float, country: bool) -> tuple[bool, int, int]:
    return country, floor(x / _NEAR), floor(y / _NEAR)


def _first_near(leads: _Leads, x: float, y: float, country: bool) -> int | None:
    """Return the number of the first cluster whose lead is near; it can be in nine cells only."""
    _, column, row = _cell(x, y, country)
    near = (
        number
        for beside in (column - 1, column, column + 1)
        for below in (row - 1, row, row + 1)
        for number, left, top in leads.get((country, beside, below), ())
        if hypot(x - left, y - top) < _NEAR
    )
    return min(near, default=None)


def _mercator(point: PlacePoint) -> tuple[float, float]:
    """Return the position on the map, both from 0 to 1."""
    return (point.lon + 180) / 360, (1 - asinh(tan(radians(point.lat))) / pi) / 2
