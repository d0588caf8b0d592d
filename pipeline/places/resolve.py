"""Resolution: which of the places that bear a name is meant.

Each candidate has a score, a sum of terms that can be read one by one (``explain``):

- prior: log10 of the population; states, regions, seas and seats have a fixed prior above any town;
- capital, main: the name is a capital's own, or the place's own or canonical one;
- country: the document names the candidate's country, all the more the oftener it does;
- coherence: towns and regions of the document that are sure lie near the candidate;
- home: a German-language source means a place in its own country more often, and a place elsewhere
  in Europe more often than one overseas;
- attribute: the country stands beside the name ("im libanesischen Tripoli", "Valencia in Spanien");
- beside: a region or town stands beside it that contains it or is close ("Paris, Texas");
- kind: the noun in front says what it is ("im Bundesstaat Washington", "die Stadt Luxemburg").

The best candidate wins; ``confidence`` is its share after a softmax over the scores.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from pipeline.language import read_table
from pipeline.places.gazetteer import GazetteerPlace, NameSense

_FIXED_PRIOR = {"country": 9.0, "region": 7.5, "sea": 8.0, "seat": 8.0, "river": 7.5}
_CAPITAL = 1.5
_MAIN = 1.3
_COUNTRY = 1.2
_COHERENCE = 1.6
_COHERENCE_MOST = 3.2
_COHERENCE_KM = 250.0
_OWN_HOME = 1.7
_HOME = 0.7
_NEAR_HOME = 0.4
_ATTRIBUTE = 6.0
_BESIDE = 7.0
_EDGE = 0.3
_KIND = 3.0
#: Scores are in powers of ten; so the share of the best agrees with how often it is right.
_SHARPNESS = 2.0
_EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Near:
    """Something beside a name: a point with the distance in km up to which it speaks for a place.

    ``country`` restricts it to places in one country; empty where it does not.
    """

    lat: float
    lon: float
    km: float
    country: str = ""


@dataclass(frozen=True, slots=True)
class Hint:
    """What stands beside one mention of a name.

    Attributes:
        countries: Of an adjective in front or a name behind, or of an apposition.
        near: Regions and towns behind it.
        kinds: What the noun in front says it is; empty where it says nothing.
    """

    countries: frozenset[str] = frozenset()
    near: tuple[Near, ...] = ()
    kinds: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return bool(self.countries or self.near or self.kinds)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a document tells about all names in it.

    Attributes:
        countries: States that it names, with their share of the state named most often (0 to 1).
        anchors: Sure towns and regions: name as written, latitude and longitude in degrees.
        home: ISO code of the source's country, empty where it is not known.
    """

    countries: Mapping[str, float] = field(default_factory=dict)
    anchors: tuple[tuple[str, float, float], ...] = ()
    home: str = ""


NOWHERE = Surroundings()
NO_HINT = Hint()


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with the terms of its score and its share of all (0 to 1)."""

    place: GazetteerPlace
    terms: Mapping[str, float]
    score: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Resolved:
    """The place that is meant, with its confidence (0 to 1)."""

    place: GazetteerPlace
    confidence: float


@cache
def country_group(group: str) -> frozenset[str]:
    """Return the ISO codes of a group of ``data/places/country_groups.tsv``."""
    rows = read_table("places/country_groups.tsv", ("iso", "group"))
    return frozenset(row["iso"] for row in rows if row["group"] == group)


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the great-circle distance of two points given in degrees (haversine formula)."""
    a, b = math.radians(lat), math.radians(other_lat)
    across = math.sin((b - a) / 2) ** 2
    along = math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(across + along)))


def _coherence(place: GazetteerPlace, name: str, surroundings: Surroundings) -> float:
    if place.lat is None or place.lon is None or place.kind == "country":
        return 0.0
    total = sum(
        math.exp(-distance_km(place.lat, place.lon, lat, lon) / _COHERENCE_KM)
        for other, lat, lon in surroundings.anchors
        if other != name
    )
    return min(_COHERENCE * total, _COHERENCE_MOST)


def _beside(place: GazetteerPlace, near: Near) -> float:
    """Return what lies between nothing and ``_BESIDE``, less towards the edge of the reach."""
    if place.lat is None or place.lon is None or (near.country and near.country != place.country):
        return 0.0
    away = distance_km(place.lat, place.lon, near.lat, near.lon) / near.km
    return _BESIDE * (1 - _EDGE * away) if away <= 1 else 0.0


def _home(country: str, home: str) -> float:
    if home:
        return _OWN_HOME if country == home else _NEAR_HOME * (country in country_group("near"))
    if country in country_group("home"):
        return _HOME
    return _NEAR_HOME if country in country_group("near") else 0.0


def terms(sense: NameSense, name: str, surroundings: Surroundings, hint: Hint) -> dict[str, float]:
    """Return the terms of a candidate's score that are not zero."""
    place = sense.place
    fixed = _FIXED_PRIOR.get(place.kind)
    found = {
        "prior": math.log10(place.population + 1) if fixed is None else fixed,
        "capital": _CAPITAL if place.kind == "capital" and sense.main else 0.0,
        "main": _MAIN if sense.main else 0.0,
        "country": _COUNTRY * surroundings.countries.get(place.country, 0.0),
        "coherence": _coherence(place, name, surroundings),
        "home": _home(place.country, surroundings.home),
        "attribute": _ATTRIBUTE if place.country in hint.countries else 0.0,
        "beside": max((_beside(place, near) for near in hint.near), default=0.0),
        "kind": _KIND if place.kind in hint.kinds else 0.0,
    }
    return {key: round(value, 3) for key, value in found.items() if value}


def explain(
    senses: Sequence[NameSense],
    name: str = "",
    surroundings: Surroundings = NOWHERE,
    hint: Hint = NO_HINT,
) -> list[Scored]:
    """Return all candidates with terms and confidence, best first; ties in the gazetteer's order.

    Args:
        senses: The candidates, one at least.
        name: The name as written; anchors of the same name do not count for it.
        surroundings: What the document tells.
        hint: What stands beside the mention.
    """
    parts = [terms(sense, name, surroundings, hint) for sense in senses]
    scores = [sum(part.values()) for part in parts]
    best = max(scores)
    weights = [math.exp(_SHARPNESS * (score - best)) for score in scores]
    order = sorted(range(len(scores)), key=lambda index: -scores[index])
    total = sum(weights)
    return [
        Scored(
            senses[index].place,
            parts[index],
            round(scores[index], 3),
            round(weights[index] / total, 3),
        )
        for index in order
    ]


def resolve(
    senses: Sequence[NameSense],
    name: str = "",
    surroundings: Surroundings = NOWHERE,
    hint: Hint = NO_HINT,
) -> Resolved:
    """Choose among the senses of a name."""
    if len(senses) == 1:
        return Resolved(senses[0].place, 1.0)
    if surroundings is NOWHERE and not name and not hint:
        return _alone(senses if isinstance(senses, tuple) else tuple(senses))
    return _best(senses, name, surroundings, hint)


def _best(
    senses: Sequence[NameSense], name: str, surroundings: Surroundings, hint: Hint
) -> Resolved:
    best = explain(senses, name, surroundings, hint)[0]
    return Resolved(best.place, best.confidence)


@lru_cache(maxsize=10_000)
def _alone(senses: tuple[NameSense, ...]) -> Resolved:
    """Choose among the senses of a name that nothing is known of."""
    return _best(senses, "", NOWHERE, NO_HINT)
