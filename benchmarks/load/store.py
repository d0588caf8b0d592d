"""A real store of so many mentions, written as a run writes it, but without the analysis."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from benchmarks.soak.articles import article
from pipeline.methodology import methodology
from pipeline.model import Annotated, Cue, Document, Event, Place, PlaceRole, Sentence
from pipeline.settings import Settings
from pipeline.store import open_writer

_MENTIONS: Final = 10
_DAYS: Final = 1_000
_LAST: Final = date(2024, 12, 31)
_COUNTRIES: Final = (
    ("UA", "Kiew", 50.45, 30.52),
    ("RU", "Moskau", 55.75, 37.62),
    ("DE", "Berlin", 52.52, 13.4),
    ("PL", "Warschau", 52.23, 21.01),
    ("CH", "Genf", 46.2, 6.14),
    ("IL", "Haifa", 32.8, 34.99),
    ("IR", "Teheran", 35.69, 51.42),
    ("CN", "Peking", 39.9, 116.4),
    ("TW", "Taipeh", 25.03, 121.56),
    ("GE", "Tiflis", 41.69, 44.8),
    ("RS", "Belgrad", 44.8, 20.46),
    ("TR", "Ankara", 39.93, 32.86),
    ("SY", "Aleppo", 36.2, 37.13),
    ("SD", "Khartum", 15.5, 32.56),
    ("FI", "Helsinki", 60.17, 24.94),
    ("KR", "Seoul", 37.57, 126.98),
)
_TYPES: Final = ("ASSAULT", "THREATEN", "ACCUSE", "COERCE", "CONSULT", "MOBILIZE", "AID")


def generate(folder: Path, mentions: int) -> None:
    """Write a store with so many mentions of places."""
    publish(folder, range(mentions // _MENTIONS))


def publish(folder: Path, numbers: range) -> None:
    """Add documents with these numbers to a store as its next snapshot."""
    version = methodology("de")
    with open_writer(folder, Settings(store=folder), version) as writer:
        for batch in _batches(numbers, version):
            writer.write(batch)
        writer.publish()


def _batches(documents: range, version: str) -> Iterator[list[Annotated]]:
    chance = random.Random(1)
    numbers = iter(documents)
    while batch := [
        _document(n, chance, version) for _, n in zip(range(1_000), numbers, strict=False)
    ]:
        yield batch


def _document(number: int, chance: random.Random, version: str) -> Annotated:
    text = article(chance, 3)
    document = Document(
        f"load-{number}",
        text,
        title=text[:60],
        published=_LAST - timedelta(days=chance.randrange(_DAYS)),
        source=f"Blatt {chance.randrange(40)}",
    )
    return Annotated(
        document, tuple(_sentence(text, at, chance) for at in range(_MENTIONS)), version
    )


def _sentence(text: str, at: int, chance: random.Random) -> Sentence:
    country, name, lat, lon = _COUNTRIES[int(len(_COUNTRIES) * chance.random() ** 2)]
    other = chance.choice(_COUNTRIES)[0]
    role: PlaceRole = "place" if chance.random() < 0.5 else "actor"
    place = Place(name, 0, 4, "name", f"load:{name}", name, country, lat, lon, "city", role, 0.9)
    intensity = chance.uniform(-10, 8)
    kind = chance.choice(_TYPES)
    event = Event(
        kind,
        "",
        "asserted",
        intensity,
        (country,),
        (other,),
        None,
        None,
        None,
        (Cue(text[:4], 0, 4, "load:rule"),),
    )
    return Sentence(
        text[at : at + 80],
        at,
        at + 80,
        at,
        escalation=round(-intensity / 10, 4),
        sentiment=round(chance.uniform(-1, 1), 4),
        places=(place,),
        events=(event,) if at % 3 == 0 else (),
    )
