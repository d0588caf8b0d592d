"""Troop mentions: how many, whose, where, and what only looks like one."""

from __future__ import annotations

import pytest

from pipeline.model import TroopCount
from tests.conftest import Reader


def only(read: Reader, text: str) -> TroopCount:
    counts = [count for sentence in read(text) for count in sentence.troops]
    assert len(counts) == 1, counts
    return counts[0]


def test_the_span_runs_from_the_quantity_to_the_unit(read: Reader) -> None:
    count = only(read, "Dort stehen Zehntausende von russischen Truppen bereit.")
    assert count.text == "Zehntausende von russischen Truppen"
    assert (count.count_min, count.count_max, count.nationality) == (10000, 99999, "RU")


@pytest.mark.parametrize(
    ("text", "owner", "place"),
    [
        ("Rund 3.000 US-Soldaten kommen nach Polen.", "US", "PL"),
        ("Russland hat 90.000 Soldaten an der Grenze zusammengezogen.", "RU", None),
        ("500 Soldaten aus Frankreich üben in Litauen.", "FR", "LT"),
        ("Die Truppen Russlands stehen in Belarus.", "RU", "BY"),
        ("350 Bundeswehrsoldaten sind in Mali.", "DE", "ML"),
        ("Frankreich liefert zwölf Haubitzen an die Ukraine.", "FR", "UA"),
    ],
)
def test_owner_and_place_are_two_things(
    read: Reader, text: str, owner: str, place: str | None
) -> None:
    count = only(read, text)
    assert (count.nationality, count.place_country) == (owner, place)


def test_units_of_unknown_size_have_no_count(read: Reader) -> None:
    count = only(read, "Zwei russische Bataillone verließen die Krim.")
    assert (count.count_min, count.count_max) == (None, None)


def test_casualties_are_told_apart(read: Reader) -> None:
    count = only(read, "Bei den Kämpfen wurden zwei armenische Soldaten getötet.")
    assert (count.casualties, count.count_min, count.nationality) == (True, 2, "AM")
    assert not only(read, "Zwei Soldaten kehrten zurück.").casualties


def test_a_year_is_no_number_of_soldiers(read: Reader) -> None:
    count = only(read, "Am 24. Februar 2022 marschierten russische Truppen ein.")
    assert count.count_min is None


@pytest.mark.parametrize(
    "text",
    [
        "Die Theatertruppe spielt in Leipzig.",
        "Die Truppe von Trainer Weber gewann das Spiel.",
        "Die Raketen zu Silvester waren bunt.",
        "Die Schildkröte zog den Kopf in den Panzer.",
        "500 Menschen demonstrierten.",
    ],
)
def test_what_only_looks_like_troops(read: Reader, text: str) -> None:
    assert [count for sentence in read(text) for count in sentence.troops] == []
