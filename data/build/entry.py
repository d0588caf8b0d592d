"""A place on its way into the gazetteer."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

#: South, west, north, east in degrees; west is greater than east across the antimeridian.
Box = tuple[float, float, float, float]

_LATIN = re.compile(r"[A-ZÄÖÜÀ-ÞĀ-ž][A-Za-zÀ-ÿĀ-ſșțə'’ .()/-]+")
_HEADLINE_WORDS = 4


@dataclass(slots=True)
class Entry:
    """A place with its names; a name's value tells its own names from alternate ones.

    ``typed`` are names that a region has only behind a noun of its kind ("Bundesstaat Washington").
    """

    id: str
    name_de: str
    name_en: str
    country: str
    lat: float | None
    lon: float | None
    kind: str
    population: int
    names: dict[str, bool] = field(default_factory=dict)
    demonyms: tuple[str, ...] = ()
    reviewed: frozenset[str] = frozenset()
    disputed: str = ""
    extent: Box | None = None
    typed: frozenset[str] = frozenset()


def split(cell: str) -> list[str]:
    """Return the parts of a cell of several names."""
    return [part.strip() for part in cell.split("|") if part.strip()]


def normal(name: str) -> str:
    """Return a name in the spelling of the gazetteer: composed letters, straight apostrophes."""
    return unicodedata.normalize("NFC", name).replace("’", "'")


def usable(name: str) -> bool:
    """Whether an alternate name can stand in German text: Latin, capitalised, no code, no junk."""
    return (
        4 <= len(name) <= 40
        and _LATIN.fullmatch(name) is not None
        and not name.isupper()
        and len(name.split()) <= _HEADLINE_WORDS
    )


def box_of(row: dict[str, str]) -> Box:
    """Return the bounding box of a row with the columns south, west, north and east."""
    south, west, north, east = (float(row[side]) for side in ("south", "west", "north", "east"))
    return south, west, north, east


def inside(box: Box, lat: float, lon: float) -> bool:
    """Whether a point lies in a box."""
    south, west, north, east = box
    across = west <= lon <= east if west <= east else lon >= west or lon <= east
    return south <= lat <= north and across
