"""The world map of a briefing: outlines of states on a flat page, shaded by tension.

The projection is Equal Earth (Šavrič, Patterson and Jenny, 2019, International Journal of
Geographical Information Science 33(3)), in which areas keep their proportions.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any, Final

import orjson

_WORLD: Final = Path(__file__).resolve().parents[2] / "static" / "world.geojson"
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M: Final = sqrt(3) / 2
#: One hue from light to dark, so that it reads in grey and for colour-blind readers.
SHADES: Final = ("#f6ece2", "#f5d3b0", "#efae78", "#e38b47", "#b8520f")
#: The same on a dark page, where more tension is brighter.
DARK_SHADES: Final = ("#3a2c20", "#5c3d22", "#8a5624", "#bd7430", "#f0964b")
NO_FIGURE, DARK_NO_FIGURE = "#eceff1", "#1d2630"
#: Outlines smaller than this, in square map units, are not worth their bytes on a page.
_LEAST_AREA: Final = 1.5e-6
_STEP: Final = 0.0015

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Shape:
    """The outlines of a state; points lie between 0 and 1 across and 0 and ``HEIGHT`` down."""

    country: str
    rings: tuple[tuple[Point, ...], ...]


def project(lon: float, lat: float) -> Point:
    """Project degrees to Equal Earth, x in -2.71 to 2.71, y in -1.32 to 1.32 (up)."""
    theta = asin(_M * sin(radians(lat)))
    square = theta * theta
    sixth = square**3
    x = (
        radians(lon)
        * cos(theta)
        / (_M * (_A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square)))
    )
    y = theta * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))
    return x, y


_HALF_WIDTH, _TOP = project(180, 0)[0], project(0, 84)[1]
_BOTTOM: Final = project(0, -57)[1]
HEIGHT: Final = (_TOP - _BOTTOM) / (2 * _HALF_WIDTH)


@cache
def shapes() -> tuple[Shape, ...]:
    """Return the states without Antarctica, thinned for a page.

    Raises:
        OSError: When the outlines are missing; ``make borders`` builds them.
    """
    found = orjson.loads(_WORLD.read_bytes())
    return tuple(
        Shape(feature["properties"]["iso"], tuple(_rings(feature["geometry"])))
        for feature in found["features"]
        if feature["properties"]["iso"] != "AQ"
    )


def _rings(geometry: Mapping[str, Any]) -> Iterator[tuple[Point, ...]]:
    """Yield the outlines that can be seen, and of the smallest states the largest one."""
    parts = geometry["coordinates"]
    polygons = parts if geometry["type"] == "MultiPolygon" else [parts]
    rings = [
        [_placed(lon, lat) for lon, lat, *_ in ring] for polygon in polygons for ring in polygon
    ]
    largest = max(rings, key=lambda ring: abs(_area(ring)))
    for ring in rings:
        thinned = tuple(_thinned(ring))
        if len(thinned) >= 3 and abs(_area(thinned)) >= _LEAST_AREA:
            yield thinned
        elif ring is largest:
            yield tuple(ring)


def _placed(lon: float, lat: float) -> Point:
    x, y = project(lon, lat)
    width = 2 * _HALF_WIDTH
    return (x + _HALF_WIDTH) / width, (_TOP - y) / width


def _thinned(ring: Sequence[Point]) -> Iterator[Point]:
    """Yield the points of a ring that lie a step away from the one before."""
    last: Point | None = None
    for point in ring:
        if last is None or max(abs(point[0] - last[0]), abs(point[1] - last[1])) >= _STEP:
            last = point
            yield point


def _area(ring: Sequence[Point]) -> float:
    pairs = zip(ring, (*ring[1:], ring[0]), strict=True)
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairs) / 2


def limits(values: Sequence[float]) -> tuple[float, ...]:
    """Return the upper limits of all shades but the last: round numbers that divide the values.

    Args:
        values: Tension in points; none are negative.
    """
    highest = max(values, default=0.0)
    size = 1.0
    while size * len(SHADES) < highest:
        size *= 2 if str(size)[0] != "2" else 2.5
    return tuple(size * n for n in range(1, len(SHADES)))


def shade(value: float | None, bounds: Sequence[float]) -> int | None:
    """Return the index of a country's shade, None where it has no figure."""
    return None if value is None else bisect_right(bounds, value)
