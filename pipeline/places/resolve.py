"""Resolution: which of the places that share a name is meant.

Each candidate has a score, a sum of terms that can be read one by one:

- prior: log10 of the population; states, regions, seas and seats have a fixed prior above any town;
- country: the document names the candidate's country;
- home: a German-language source means a place in Germany, Austria or Switzerland more often, and a
  place elsewhere in Europe more often than one overseas;
- main: the name is the place's own or canonical name, not one of its alternate names.

The best candidate wins; ``confidence`` is its share after a softmax over the scores. A name has one
sense in a document.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pipeline.language import read_table
from pipeline.places.gazetteer import GazetteerPlace, NameSense
from pipeline.places.recognise import Found

_FIXED_PRIOR = {"country": 9.0, "region": 7.5, "sea": 8.0, "seat": 8.0, "river": 7.5}
_CAPITAL_BONUS = 1.5
_COUNTRY_BONUS = 1.2
_HOME_BONUS = 0.7
_MAIN_BONUS = 1.3
_NEAR_BONUS = 0.4


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


def score(sense: NameSense, countries: frozenset[str]) -> float:
    """Return the score of a candidate; ``countries`` are those that the document names."""
    place = sense.place
    prior = _FIXED_PRIOR.get(place.kind)
    total = math.log10(place.population + 1) if prior is None else prior
    total += _CAPITAL_BONUS if place.kind == "capital" and sense.main else 0.0
    total += _COUNTRY_BONUS if place.country in countries else 0.0
    total += _HOME_BONUS if place.country in country_group("home") else 0.0
    total += _NEAR_BONUS if place.country in country_group("near") else 0.0
    return total + (_MAIN_BONUS if sense.main else 0.0)


def countries_named(found: Iterable[Found]) -> frozenset[str]:
    """Return the countries that a document names as states: by name, adjective or demonym."""
    return frozenset(
        sense.place.country
        for mention in found
        for sense in mention.senses
        if sense.place.kind == "country"
    )


def rank(
    senses: tuple[NameSense, ...], countries: frozenset[str]
) -> list[tuple[GazetteerPlace, float]]:
    """Return the candidates with their confidence, best first; ties in the gazetteer's order."""
    scores = [score(sense, countries) for sense in senses]
    best = max(scores)
    weights = [math.exp(value - best) for value in scores]
    order = sorted(range(len(scores)), key=lambda index: -scores[index])
    return [(senses[index].place, round(weights[index] / sum(weights), 3)) for index in order]


def resolve(senses: tuple[NameSense, ...], countries: frozenset[str]) -> Resolved:
    """Choose among the senses of a name."""
    place, confidence = rank(senses, countries)[0]
    return Resolved(place, confidence)
