"""Reads the corpora that models are trained on: CoNLL-U, ``word##TAG``, BIO columns, JSON lines.

The corpora are not part of the repository; ``data/models/README.md`` names them with licences. Half
of GermEval and of SmartData (by a hash of a text's identifier) is kept out of all training:
evaluation uses it.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import orjson

#: Entity labels of the corpora, reduced to ours; what is not named here is no entity.
LABELS = {
    "LOC": "LOC",
    "LOCderiv": "LOCderiv",
    "PER": "PER",
    "person": "PER",
    "ORG": "ORG",
    "organization": "ORG",
    "organization-company": "ORG",
    "OTH": "OTH",
    "location": "LOC",
    "location-city": "LOC",
    "location-street": "LOC",
    "location-stop": "LOC",
    "location-route": "LOC",
}


@dataclass(frozen=True, slots=True)
class Tagged:
    """A tokenised sentence; ``tags`` (UPOS) and ``entities`` (BIO) are empty if not annotated."""

    words: tuple[str, ...]
    tags: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with entity spans: start, end (exclusive), label; offsets in characters."""

    id: str
    text: str
    spans: tuple[tuple[int, int, str], ...]


def _lines(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\n")


def held_out(identifier: str) -> bool:
    """Whether a text is kept out of training: every second one, by a hash of its identifier."""
    return hashlib.md5(identifier.encode(), usedforsecurity=False).digest()[-1] % 2 == 1


def conllu(path: Path) -> Iterator[Tagged]:
    """Yield the sentences of a CoNLL-U file with their UPOS tags."""
    words: list[str] = []
    tags: list[str] = []
    for line in _lines(path):
        columns = line.split("\t")
        if len(columns) > 3 and columns[0].isdigit():
            words.append(columns[1])
            tags.append(columns[3])
        elif not line and words:
            yield Tagged(tuple(words), tuple(tags))
            words, tags = [], []
    if words:
        yield Tagged(tuple(words), tuple(tags))


def word_tag(path: Path) -> Iterator[Tagged]:
    """Yield sentences of ``word##TAG``; a contraction replaces its parts and counts as ADP."""
    for line in _lines(path):
        words: list[str] = []
        tags: list[str] = []
        skip = 0
        for item in line.split(" "):
            word, _, tag = item.rpartition("##")
            if skip:
                skip -= 1
            elif word:
                words.append(word)
                tags.append("ADP" if tag == "_" else tag)
                skip = 2 if tag == "_" else 0
        if words:
            yield Tagged(tuple(words), tuple(tags))


def bio(path: Path, word: int = 0, label: int = -1) -> Iterator[Tagged]:
    """Yield sentences of a BIO or IOB file; a blank line ends one, or 60 words where none does."""
    words: list[str] = []
    labels: list[str] = []
    for line in _lines(path):
        columns = line.split()
        if line.startswith(("#", "-DOCSTART-")) and len(columns) != 2:
            continue
        if len(columns) < 2:
            if words:
                yield Tagged(tuple(words), (), tuple(labels))
                words, labels = [], []
            continue
        prefix, _, kind = columns[label].partition("-")
        known = LABELS.get(kind)
        words.append(columns[word])
        labels.append(f"{prefix}-{known}" if known else "O")
        if len(words) >= 60 and labels[-1] == "O":
            yield Tagged(tuple(words), (), tuple(labels))
            words, labels = [], []
    if words:
        yield Tagged(tuple(words), (), tuple(labels))


def marked(path: Path, *, nested: bool = False) -> Iterator[Marked]:
    """Yield the texts of a JSON lines file with the outer (and nested) entities."""
    for line in _lines(path):
        record = orjson.loads(line)
        entities = record["entities"] + (record.get("nested", []) if nested else [])
        spans = tuple(
            (entity["start"], entity["end"], LABELS[entity["type"]])
            for entity in entities
            if entity["type"] in LABELS
        )
        yield Marked(record["id"], record["text"], spans)
