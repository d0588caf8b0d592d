"""Canonical names of towns whose names come from another script: as German news spells them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.language import read_table
from pipeline.places.gazetteer import load

TOWNS = Path(__file__).parent / "german_town_names.tsv"


def test_towns_have_the_names_of_german_news() -> None:
    rows = read_table(TOWNS, ("id", "german"))
    wrong = {
        row["geonames"]: load().by_id(row["id"]).name_de
        for row in rows
        if load().by_id(row["id"]).name_de not in row["german"].split("|")
    }
    assert len(rows) > 350
    assert wrong == {}


@pytest.mark.parametrize(
    ("names", "canonical"),
    [
        ("Kasan|Kazan|Kazan'|Qazan", "Kasan"),
        ("Saratow|Saratov|Sarytau", "Saratow"),
        ("Hama|Ḩamāh|Hamah", "Hama"),
        ("Homs|Hims|Choms", "Homs"),
        ("Falludscha|Al Fallūjah|Fallujah", "Falludscha"),
        ("Kobane|Kobani|‘Ayn al ‘Arab", "Kobane"),
        ("Krementschuk|Kremenchuk", "Krementschuk"),
        ("Schardscha|Sharjah", "Schardscha"),
    ],
)
def test_all_names_lead_to_the_canonical_one(names: str, canonical: str) -> None:
    for name in names.split("|"):
        assert canonical in {sense.place.name_de for sense in load().senses(name)}, name


def test_a_province_does_not_take_the_name_of_its_capital() -> None:
    assert load().senses("Chost")[0].place.kind == "city"
    assert load().senses("Provinz Chost")[0].place.kind == "region"
