"""The gazetteer as a geopy geocoder: German names to points and back, without network.

``LagebildGeocoder`` follows ``geopy.geocoders.base.Geocoder``, so that it can stand wherever one of
geopy's online services stands. ``with_fallback`` puts one of those behind it, with a rate limit and
a cache on disk; nothing is asked online unless somebody builds that on purpose.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
import structlog
from geopy.distance import great_circle
from geopy.exc import GeocoderQueryError, GeopyError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from pipeline.files import write_atomically
from pipeline.places.candidates import spelled
from pipeline.places.gazetteer import Gazetteer, GazetteerPlace, load
from pipeline.places.resolve import explain


def _location(place: GazetteerPlace) -> Location:
    return Location(
        f"{place.name_de}, {place.country}" if place.country else place.name_de,
        Point(place.lat, place.lon),
        {
            "id": place.id,
            "name_de": place.name_de,
            "name_en": place.name_en,
            "country": place.country,
            "kind": place.kind,
            "population": place.population,
        },
    )


class LagebildGeocoder(Geocoder):  # type: ignore[misc]  # geopy has no types
    """Finds places by their German, English or local names."""

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        super().__init__(scheme="https", timeout=DEFAULT_SENTINEL, user_agent="lagebild")
        self._gazetteer = gazetteer or load()

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        timeout: object = DEFAULT_SENTINEL,
        country_codes: str | Iterable[str] | None = None,
    ) -> Location | list[Location] | None:
        """Return the place, or all places best first, that a name means.

        Args:
            query: A name, with its country or region behind a comma if need be ("Paris, Texas").
            exactly_one: Return one ``Location`` instead of a list.
            timeout: Accepted for geopy's sake; nothing is waited for.
            country_codes: ISO 3166-1 alpha-2 codes; only places there are returned.

        Raises:
            geopy.exc.GeocoderQueryError: When the query is empty.
        """
        if not query or not query.strip():
            raise GeocoderQueryError("the query is empty")
        name, _, area = (part.strip() for part in query.partition(","))
        places = self._places(name)
        if country_codes:
            codes = [country_codes] if isinstance(country_codes, str) else country_codes
            wanted = {code.upper() for code in codes}
            places = [place for place in places if place.country in wanted]
        if area:
            places = self._near(places, area)
        if not places:
            return None
        return _location(places[0]) if exactly_one else [_location(place) for place in places]

    def reverse(
        self,
        query: Any,
        *,
        exactly_one: bool = True,
        timeout: object = DEFAULT_SENTINEL,
    ) -> Location | list[Location] | None:
        """Return the town nearest to a point, or the ten nearest.

        Args:
            query: A geopy ``Point``, a pair of latitude and longitude in degrees, or text.
            exactly_one: Return one ``Location`` instead of a list.
            timeout: Accepted for geopy's sake.

        Raises:
            ValueError: When the query is no point on Earth.
        """
        point = Point(query)
        rows, lat, lon = self._gazetteer.towns
        a, b = math.radians(point.latitude), np.radians(lat)
        cosine = math.sin(a) * np.sin(b) + math.cos(a) * np.cos(b) * np.cos(
            np.radians(lon) - math.radians(point.longitude)
        )
        nearest = np.argsort(-cosine, kind="stable")[: 1 if exactly_one else 10]
        found = [_location(self._gazetteer.row(int(rows[index]))) for index in nearest]
        return found[0] if exactly_one else found

    def _places(self, name: str) -> list[GazetteerPlace]:
        known = spelled(name, self._gazetteer)
        if known is None:
            return []
        senses = self._gazetteer.senses(known[0])
        return [one.place for one in explain(senses) if one.place.lat is not None]

    def _near(self, places: list[GazetteerPlace], area: str) -> list[GazetteerPlace]:
        """Keep the places in a country, or sort them by their distance from a region or town."""
        around = self._places(area)
        if not around:
            return []
        if around[0].kind == "country":
            return [place for place in places if place.country == around[0].country]
        centre = (around[0].lat, around[0].lon)
        inside = [place for place in places if place.country == around[0].country]
        return sorted(inside, key=lambda p: great_circle(centre, (p.lat, p.lon)).km)


def with_fallback(
    online: Geocoder,
    cache: Path,
    *,
    seconds_between: float = 1.0,
    own: LagebildGeocoder | None = None,
) -> Callable[[str], Location | None]:
    """Return a function that asks the gazetteer first and an online geocoder for the rest.

    An online geocoder that is down, slow or answers nonsense gives None, and is asked again the
    next time; a point at 0, 0, as services give it for what they do not know, counts as nothing.

    Args:
        online: For example ``geopy.geocoders.Nominatim(user_agent="...")``; its terms of use apply.
        cache: JSON file with earlier online answers, misses included; made when it is not there.
        seconds_between: Least time between two online requests, in seconds.
        own: Our geocoder; the one over the repository's gazetteer when left out.
    """
    offline = own or LagebildGeocoder()
    limited = RateLimiter(
        online.geocode, min_delay_seconds=seconds_between, max_retries=0, swallow_exceptions=False
    )
    answers = _cached(cache)

    def geocode(query: str) -> Location | None:
        found = offline.geocode(query)
        if found is not None:
            return found
        if query not in answers:
            try:
                answer = _sensible(limited(query))
            except (GeopyError, OSError, ValueError, KeyError, TypeError, AttributeError) as error:
                # What the service cannot say today is no answer to keep.
                structlog.get_logger().warning("geocoder_failed", error=type(error).__name__)
                return None
            answers[query] = answer
            content = json.dumps(answers, ensure_ascii=False, sort_keys=True)
            write_atomically(cache, content.encode("utf-8"))
        known = answers[query]
        return known and Location(known[0], Point(known[1], known[2]), {"source": "online"})

    return geocode


def _sensible(answer: Any) -> list[Any] | None:
    """Return address and point of an online answer, None where it names no point on Earth.

    Raises:
        AttributeError, TypeError, ValueError: When it is no location at all.
    """
    if answer is None:
        return None
    lat, lon = float(answer.latitude), float(answer.longitude)
    if not (abs(lat) <= 90 and abs(lon) <= 180) or (lat, lon) == (0.0, 0.0):
        return None
    return [str(answer.address), lat, lon]


def _cached(cache: Path) -> dict[str, Any]:
    """Return earlier answers; a broken file is said and begun anew."""
    if not cache.exists():
        return {}
    try:
        known = json.loads(cache.read_text("utf-8"))
    except ValueError as error:
        structlog.get_logger().warning("geocoder_cache_broken", path=str(cache), error=str(error))
        return {}
    return known if isinstance(known, dict) else {}
