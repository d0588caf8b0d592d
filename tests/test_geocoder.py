"""The gazetteer as a geopy geocoder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from geopy.exc import (
    GeocoderParseError,
    GeocoderQueryError,
    GeocoderQuotaExceeded,
    GeocoderRateLimited,
    GeocoderServiceError,
    GeocoderTimedOut,
    GeocoderUnavailable,
)
from geopy.geocoders.base import Geocoder
from geopy.location import Location

from pipeline.places.geocoder import LagebildGeocoder, with_fallback


@pytest.fixture(scope="module")
def geocoder() -> LagebildGeocoder:
    return LagebildGeocoder()


@pytest.mark.parametrize(
    ("query", "country", "lat", "lon"),
    [
        ("Kiew", "UA", 50.5, 30.5),
        ("Lemberg", "UA", 49.8, 24.0),
        ("Kiews", "UA", 50.5, 30.5),
        ("Weißrussland", "BY", 53.0, 28.0),
        ("Frankfurt (Oder)", "DE", 52.3, 14.6),
        ("Odessa", "UA", 46.5, 30.7),
        ("Tripolis", "LY", 32.9, 13.2),
        ("Alexandria", "EG", 31.2, 29.9),
        ("Birmingham", "GB", 52.5, -1.9),
        ("Valencia", "ES", 39.5, -0.4),
        ("Georgien", "GE", 42.0, 43.5),
        ("Georgia", "US", 32.8, -83.4),
    ],
)
def test_finds_german_names(
    geocoder: LagebildGeocoder, query: str, country: str, lat: float, lon: float
) -> None:
    found = geocoder.geocode(query)
    assert isinstance(found, Location)
    assert found.raw["country"] == country
    assert (found.latitude, found.longitude) == pytest.approx((lat, lon), abs=0.3)


def test_is_a_geocoder_of_geopy(geocoder: LagebildGeocoder) -> None:
    assert isinstance(geocoder, Geocoder)


def test_an_area_behind_a_comma_chooses_among_namesakes(geocoder: LagebildGeocoder) -> None:
    paris = geocoder.geocode("Paris, Texas")
    assert isinstance(paris, Location)
    assert paris.raw["country"] == "US"


def test_country_codes_filter_and_all_candidates_come_best_first(
    geocoder: LagebildGeocoder,
) -> None:
    every = geocoder.geocode("Valencia", exactly_one=False)
    assert isinstance(every, list)
    assert [place.raw["country"] for place in every[:2]] == ["ES", "VE"]
    there = geocoder.geocode("Valencia", country_codes="ve", timeout=1)
    assert isinstance(there, Location)
    assert there.raw["country"] == "VE"


def test_unknown_names_give_none_and_empty_queries_an_error(geocoder: LagebildGeocoder) -> None:
    assert geocoder.geocode("Xyzzyhausen") is None
    assert geocoder.geocode("Paris, Xyzzyland") is None
    with pytest.raises(GeocoderQueryError):
        geocoder.geocode("  ")


def test_reverse_finds_the_nearest_town(geocoder: LagebildGeocoder) -> None:
    found = geocoder.reverse("44.95, 34.10")
    assert isinstance(found, Location)
    assert found.raw["name_de"] == "Simferopol"
    nearest = geocoder.reverse((52.52, 13.4), exactly_one=False)
    assert isinstance(nearest, list)
    assert len(nearest) == 10
    with pytest.raises(ValueError, match="Latitude"):
        geocoder.reverse((95.0, 0.0))


class Online(Geocoder):  # type: ignore[misc]
    """Stands in for an online service and counts what it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def geocode(self, query: str) -> Location | None:
        self.asked.append(query)
        return Location("Xyzzyhausen", (1.0, 2.0), {}) if query == "Xyzzyhausen" else None


def test_the_online_fallback_is_asked_once_for_what_we_do_not_know(tmp_path: Path) -> None:
    online, cache = Online(), tmp_path / "cache" / "answers.json"
    geocode = with_fallback(online, cache, seconds_between=0.0)
    assert geocode("Kiew").raw["country"] == "UA"  # type: ignore[union-attr]
    for _ in range(2):
        found = geocode("Xyzzyhausen")
        assert found is not None
        assert (found.latitude, found.longitude) == (1.0, 2.0)
        assert geocode("Plughingen") is None
    assert online.asked == ["Xyzzyhausen", "Plughingen"]
    assert set(json.loads(cache.read_text("utf-8"))) == {"Xyzzyhausen", "Plughingen"}
    again = with_fallback(online, cache, seconds_between=0.0)
    assert again("Xyzzyhausen") is not None
    assert online.asked == ["Xyzzyhausen", "Plughingen"]


class Failing(Geocoder):  # type: ignore[misc]
    """Fails in one way, then has recovered."""

    def __init__(self, *answers: object) -> None:
        self.answers = list(answers)

    def geocode(self, query: str) -> object:
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.mark.parametrize(
    "fault",
    [
        GeocoderUnavailable("down"),
        GeocoderRateLimited("429"),
        GeocoderTimedOut("slow"),
        GeocoderParseError("no JSON"),
        GeocoderQuotaExceeded("no more today"),
        GeocoderServiceError("500"),
        ConnectionResetError("gone"),
        KeyError("lat"),
        {"lat": 1.0},
        ["Xyzzyhausen"],
    ],
    ids=lambda fault: type(fault).__name__,
)
def test_a_failing_service_gives_nothing_and_is_asked_again(tmp_path: Path, fault: object) -> None:
    online = Failing(fault, Location("Xyzzyhausen", (1.0, 2.0), {}))
    geocode = with_fallback(online, tmp_path / "answers.json", seconds_between=0.0)
    assert geocode("Xyzzyhausen") is None
    found = geocode("Xyzzyhausen")
    assert found is not None
    assert (found.latitude, found.longitude) == (1.0, 2.0)


def test_no_answer_is_a_point_off_africa(tmp_path: Path) -> None:
    geocode = with_fallback(
        Failing(Location("Nirgends", (0.0, 0.0), {})), tmp_path / "a.json", seconds_between=0.0
    )
    assert geocode("Xyzzyhausen") is None
    assert geocode("Xyzzyhausen") is None  # kept: it was an answer


@pytest.mark.parametrize("content", ["", "{", "[]", "\0"])
def test_a_broken_cache_of_answers_is_begun_anew(tmp_path: Path, content: str) -> None:
    cache = tmp_path / "answers.json"
    cache.write_text(content, "utf-8")
    geocode = with_fallback(Online(), cache, seconds_between=0.0)
    assert geocode("Xyzzyhausen") is not None
    assert "Xyzzyhausen" in json.loads(cache.read_text("utf-8"))
