"""Points on the map: places that would cover each other are one, and nothing gets lost."""

from __future__ import annotations

from math import hypot
from random import Random

import pytest
from streamlit.testing.v1 import AppTest

from pipeline.query import Figure, Filter, PlacePoint, Query
from views.parts.clusters import _NEAR, TILE, _mercator, clusters
from views.parts.palette import LIGHT
from views.parts.worldmap import world_map


def place(name: str, lat: float, lon: float, mentions: int, kind: str = "city") -> PlacePoint:
    """Return a point."""
    return PlacePoint(name, name, "UA", kind, lat, lon, mentions, mentions, (name,), "")


KYIV = place("Kiew", 50.45, 30.52, 9)
IRPIN = place("Irpin", 50.52, 30.25, 2)
LVIV = place("Lwiw", 49.84, 24.03, 5)
UKRAINE = place("Ukraine", 50.4, 30.6, 20, "country")


def test_near_places_are_one_point_and_far_ones_are_not() -> None:
    found = clusters([IRPIN, LVIV, KYIV, UKRAINE], 2.0)
    assert [one.name for one in found] == ["Ukraine", "Kiew +1", "Lwiw"]
    assert [one.mentions for one in found] == [20, 11, 5]
    assert [one.name for one in clusters([IRPIN, KYIV], 9.0)] == ["Kiew", "Irpin"]


def test_every_place_is_in_one_cluster_whatever_their_order(query: Query) -> None:
    points = query.points(Filter())
    found = clusters(points, 1.0)
    assert 1 < len(found) < len(points)
    ids = [place.place_id for one in found for place in one.places]
    assert sorted(ids) == sorted(point.place_id for point in points)
    assert sum(one.mentions for one in found) == sum(point.mentions for point in points)
    shuffled = list(points)
    Random(1).shuffle(shuffled)
    assert clusters(shuffled, 1.0) == found


def plain(points: list[PlacePoint], zoom: float) -> list[list[str]]:
    """Take places together by comparing each with every lead."""
    found: list[tuple[float, float, list[PlacePoint]]] = []
    for point in sorted(points, key=lambda point: (-point.mentions, point.place_id)):
        x, y = (TILE * 2**zoom * value for value in _mercator(point))
        for left, top, places in found:
            alike = (places[0].kind == "country") == (point.kind == "country")
            if alike and hypot(x - left, y - top) < _NEAR:
                places.append(point)
                break
        else:
            found.append((x, y, [point]))
    return sorted([place.place_id for place in places] for _, _, places in found)


@pytest.mark.parametrize("seed", range(20))
def test_looking_in_a_grid_gives_the_same_clusters(seed: int) -> None:
    chance = Random(seed)
    zoom, width = chance.uniform(2, 7), chance.choice([2, 10, 90])
    points = [
        place(
            f"{number:03}",
            chance.uniform(-width, width) / 2 + 40,
            chance.uniform(-width, width),
            chance.randint(1, 5),
            chance.choice(["city", "city", "country"]),
        )
        for number in range(200)
    ]
    found = clusters(points, zoom)
    assert sorted([one.place_id for one in each.places] for each in found) == plain(points, zoom)


def test_the_filter_of_a_cluster_holds_its_mentions(query: Query) -> None:
    one = next(one for one in clusters(query.points(Filter()), 1.0) if len(one.places) > 1)
    ids = tuple(place.place_id for place in one.places)
    inside = Filter(places=ids)
    named = [point for point in query.points(inside) if point.place_id in ids]
    assert sum(point.mentions for point in named) == one.mentions
    total = query.evidence_count(inside, Figure("all"))
    assert max(place.sentences for place in one.places) <= total
    assert total <= sum(place.sentences for place in one.places)


def test_the_map_says_what_a_point_stands_for() -> None:
    *_, points = world_map((), [KYIV, IRPIN, LVIV], (), LIGHT).to_dict()["data"]
    assert [list(data) for data in points["customdata"]] == [
        ["places", "Kiew", "Irpin"],
        ["place", "Lwiw"],
    ]
    assert points["text"] == ["Kiew +1", "Lwiw"]
    assert "2 Orte" in points["hovertext"][0]
    assert "Irpin: 2" in points["hovertext"][0]


def _click() -> None:
    import streamlit as st  # noqa: PLC0415

    from views.parts.picks import from_click  # noqa: PLC0415

    st.session_state["map"] = {
        "selection": {"points": [{"customdata": ["places", "Kiew", "Irpin"]}]}
    }
    from_click("map")


def test_a_click_on_a_cluster_filters_by_its_places() -> None:
    page = AppTest.from_function(_click).run()
    assert not page.exception
    assert page.session_state["place"] == ["Kiew", "Irpin"]
