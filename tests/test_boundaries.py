"""Disputed areas: gazetteer, polygons and the stated policy agree."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from pipeline.language import read_table
from pipeline.places.gazetteer import GazetteerPlace, load
from pipeline.places.resolve import explain
from tests.conftest import Reader

BORDERS = Path(__file__).parents[1] / "static" / "world.geojson"


def meant(name: str) -> GazetteerPlace:
    return explain(load().senses(name))[0].place


@pytest.mark.parametrize(
    ("name", "country", "area"),
    [
        ("Simferopol", "UA", "krim"),
        ("Sewastopol", "UA", "krim"),
        ("Donezk", "UA", "donbass"),
        ("Luhansk", "UA", "donbass"),
        ("Pristina", "XK", "kosovo"),
        ("Taipeh", "TW", "taiwan"),
        ("Katzrin", "SY", "golan"),
        ("Ramallah", "PS", "palaestina"),
        ("Chan Junis", "PS", "palaestina"),
        ("Laâyoune", "EH", "westsahara"),
        ("Suchumi", "GE", "abchasien"),
        ("Zchinwali", "GE", "suedossetien"),
        ("Tiraspol", "MD", "transnistrien"),
        ("Famagusta", "CY", "nordzypern"),
        ("Srinagar", "IN", "kaschmir"),
        ("Stepanakert", "AZ", "bergkarabach"),
        ("Kiew", "UA", ""),
        ("Chisinau", "MD", ""),
        ("Tel Aviv", "IL", ""),
        ("Larnaka", "CY", ""),
        ("Rostow am Don", "RU", ""),
    ],
)
def test_towns_in_disputed_areas(name: str, country: str, area: str) -> None:
    place = meant(name)
    assert (place.country, place.disputed) == (country, area)


def test_every_disputed_area_has_a_place(read: Reader) -> None:
    areas = {row["area"] for row in read_table("places/disputed.tsv", ("area",))}
    names = "Simferopol Donezk Pristina Taipeh Katzrin Ramallah Laâyoune Suchumi Zchinwali"
    more = "Tiraspol Famagusta Srinagar Stepanakert"
    assert {meant(name).disputed for name in f"{names} {more}".split()} == areas
    assert [p.disputed for s in read("In Sewastopol ankert ein Schiff.") for p in s.places] == [
        "krim"
    ]


def _contains(ring: list[list[float]], lon: float, lat: float) -> bool:
    inside = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def _country_at(borders: dict[str, Any], lat: float, lon: float) -> set[str]:
    found = set()
    for feature in borders["features"]:
        shape = feature["geometry"]
        parts = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        if any(_contains(part[0], lon, lat) for part in parts):
            found.add(feature.get("id") or feature["properties"]["iso"])
    return found


@pytest.mark.parametrize(
    "name",
    [
        *("Simferopol", "Donezk", "Pristina", "Katzrin", "Ramallah", "Chan Junis", "Suchumi"),
        *("Zchinwali", "Tiraspol", "Kyrenia", "Stepanakert", "Hargeisa", "Taipeh", "Laâyoune"),
    ],
)
def test_polygons_and_gazetteer_agree(name: str) -> None:
    place = meant(name)
    assert place.lat is not None
    assert place.lon is not None
    borders = json.loads(BORDERS.read_text("utf-8"))
    assert _country_at(borders, place.lat, place.lon) == {place.country}
