"""Reads the corpora that the evaluation is given: gzip JSON lines with character offsets.

Texts whose identifier hashes to an odd number are held back: nothing was learnt from them
(``data/build/corpora.py`` splits the same way).
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from data.build.corpora import held_out


@dataclass(frozen=True, slots=True)
class Gold:
    """An annotated stretch of text; ``lat``, ``lon`` in degrees where the corpus gives them."""

    start: int
    end: int
    label: str
    lat: float | None = None
    lon: float | None = None
    country: str = ""
    metonymy: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its outer and nested annotations."""

    id: str
    text: str
    gold: tuple[Gold, ...]
    nested: tuple[Gold, ...] = ()


def records(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a gzip JSON lines file."""
    with gzip.open(path, "rb") as lines:
        for line in lines:
            yield orjson.loads(line)


def _gold(entity: dict[str, Any]) -> Gold:
    return Gold(
        entity["start"],
        entity["end"],
        entity.get("type", "LOC"),
        entity.get("lat"),
        entity.get("lon"),
        entity.get("country") or "",
        entity.get("metonymy") or "",
    )


def texts(path: Path, *, held_back: bool | None = None) -> Iterator[Text]:
    """Yield the texts of a corpus: all, the part held back, or the part that was learnt from."""
    for record in records(path):
        if held_back is not None and held_out(record["id"]) != held_back:
            continue
        entities = record.get("entities", record.get("toponyms", []))
        yield Text(
            record["id"],
            record["text"],
            tuple(_gold(entity) for entity in entities),
            tuple(_gold(entity) for entity in record.get("nested", [])),
        )
