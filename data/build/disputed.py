"""Which country a point is shown in, and whether that is disputed: by the polygons of the map."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from shapely.geometry import Point, shape
from shapely.geometry.base import BaseGeometry
from shapely.prepared import PreparedGeometry, prep

from pipeline.language import DATA, read_table

#: A town so far from a disputed area at most lies in it if the map draws it outside its own state:
#: in the sea or across the border (degrees).
_NEAR = 0.04


@dataclass(frozen=True, slots=True)
class _Area:
    key: str
    country: str
    shape: BaseGeometry
    inside: PreparedGeometry
    whole: bool


@cache
def _areas() -> tuple[_Area, ...]:
    whole = {
        row["area"]
        for row in read_table("places/disputed.tsv", ("area", "shape"))
        if row["shape"].startswith("country:")
    }
    text = (DATA.parent / "static" / "disputed.geojson").read_text("utf-8")
    found = []
    for feature in json.loads(text)["features"]:
        key, country = feature["properties"]["area"], feature["properties"]["country"]
        polygon = shape(feature["geometry"])
        found.append(_Area(key, country, polygon, prep(polygon), key in whole))
    return tuple(found)


@cache
def _states() -> dict[str, PreparedGeometry]:
    text = (DATA.parent / "static" / "world.geojson").read_text("utf-8")
    return {
        feature["id"]: prep(shape(feature["geometry"])) for feature in json.loads(text)["features"]
    }


def _holds(area: _Area, point: Point, country: str) -> bool:
    if area.inside.contains(point):
        return True
    west, south, east, north = area.shape.bounds
    near = west - _NEAR < point.x < east + _NEAR and south - _NEAR < point.y < north + _NEAR
    if not near or area.shape.distance(point) > _NEAR:
        return False
    return not any(_states()[code].contains(point) for code in {area.country, country})


def country_by_policy(country: str, lat: float | None, lon: float | None) -> str:
    """Return the country that the boundary policy shows a place of ``country`` in."""
    if lat is None or lon is None:
        return country
    for row in read_table("places/boundary_policy.tsv", ("area", "from", "to")):
        if row["from"] == country:
            areas = (area for area in _areas() if area.key == row["area"])
            if any(_holds(area, Point(lon, lat), country) for area in areas):
                return row["to"]
    return country


def disputed_area(country: str, lat: float | None, lon: float | None) -> str:
    """Return the disputed area that a place lies in, by its key; empty where there is none.

    The narrower area wins where two overlap (East Jerusalem and the Palestinian Territories).
    """
    point = None if lat is None or lon is None else Point(lon, lat)
    fitting = [
        area
        for area in _areas()
        if area.country == country and (area.whole or (point and _holds(area, point, country)))
    ]
    return min(fitting, key=lambda area: area.shape.area).key if fitting else ""
