"""Disputed areas: gazetteer, polygons and the stated policy agree."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from pipeline.boundaries import PolicyError, disputed_areas
from pipeline.language import read_table
from pipeline.places.gazetteer import Gazetteer, GazetteerPlace, load
from pipeline.places.resolve import explain
from tests.conftest import Reader

STATIC = Path(__file__).parents[1] / "static"
BORDERS = STATIC / "world.geojson"
DISPUTED = STATIC / "disputed.geojson"


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
        ("Hargeisa", "SO", "somaliland"),
        ("Cherson", "UA", "cherson_saporischschja"),
        ("Ostjerusalem", "PS", "ostjerusalem"),
        ("Aksai Chin", "CN", "aksai_chin"),
        ("Muzaffarabad", "PK", "kaschmir"),
        ("Nikosia", "CY", ""),
        ("Gori", "GE", ""),
        ("Zugdidi", "GE", ""),
        ("Charkiw", "UA", ""),
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
    more = "Tiraspol Famagusta Srinagar Stepanakert Hargeisa Cherson Ostjerusalem"
    assert {meant(name).disputed for name in [*f"{names} {more}".split(), "Aksai Chin"]} == areas
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
        *(
            "Gaza-Stadt",
            "Sewastopol",
            "Luhansk",
            "Srinagar",
            "Muzaffarabad",
            "Nikosia",
            "Jerusalem",
        ),
    ],
)
def test_polygons_and_gazetteer_agree(name: str) -> None:
    place = meant(name)
    assert place.lat is not None
    assert place.lon is not None
    borders = json.loads(BORDERS.read_text("utf-8"))
    assert _country_at(borders, place.lat, place.lon) == {place.country}


@pytest.mark.parametrize(
    ("name", "feature"),
    [
        ("Simferopol", "krim:UA"),
        ("Donezk", "donbass:UA"),
        ("Pristina", "kosovo:XK"),
        ("Taipeh", "taiwan:TW"),
        ("Katzrin", "golan:SY"),
        ("Ramallah", "palaestina:PS"),
        ("Laâyoune", "westsahara:EH"),
        ("Suchumi", "abchasien:GE"),
        ("Zchinwali", "suedossetien:GE"),
        ("Tiraspol", "transnistrien:MD"),
        ("Kyrenia", "nordzypern:CY"),
        ("Srinagar", "kaschmir:IN"),
        ("Muzaffarabad", "kaschmir:PK"),
        ("Stepanakert", "bergkarabach:AZ"),
        ("Hargeisa", "somaliland:SO"),
    ],
)
def test_outlines_hold_their_towns(name: str, feature: str) -> None:
    place = meant(name)
    assert place.lat is not None
    assert place.lon is not None
    outlines = json.loads(DISPUTED.read_text("utf-8"))
    assert feature in _country_at(outlines, place.lat, place.lon)


def test_every_area_of_the_table_is_drawn_and_described() -> None:
    drawn = {feature["id"] for feature in json.loads(DISPUTED.read_text("utf-8"))["features"]}
    areas = disputed_areas()
    assert {area.feature for area in areas} == drawn
    for area in areas:
        assert area.source
        assert all(area.names[lang] and area.status[lang] for lang in ("de", "en"))


def test_a_policy_moves_map_and_record_alike(tmp_path: Path) -> None:
    gazetteer = Gazetteer(policy="control")
    crimea = gazetteer.senses("Simferopol")[0].place
    assert (crimea.country, crimea.disputed) == ("RU", "krim")
    shown = {area.feature: area for area in disputed_areas("control")}
    assert shown["krim:UA"].country == "RU"
    assert shown["krim:UA"].others == ("UA",)
    assert shown["abchasien:GE"].country == "GE"
    own = tmp_path / "own.tsv"
    own.write_text("area\tfrom\tto\tsource\ntaiwan\tTW\tCN\ta test\n", encoding="utf-8")
    assert {a.country for a in disputed_areas(str(own)) if a.area == "taiwan"} == {"CN"}


@pytest.mark.parametrize("policy", ["nowhere", "wrong.tsv"])
def test_a_wrong_policy_is_named(
    policy: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "wrong.tsv").write_text("area\tfrom\tto\natlantis\tGR\tIT\n", encoding="utf-8")
    with pytest.raises(PolicyError, match=policy):
        disputed_areas(policy)
