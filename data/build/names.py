"""What a name tells about itself: the features from which its prior in the gazetteer is learnt.

Frequencies and Brown clusters of German words come from the package spacy-lookups-data (MIT). A
cluster holds words that stand in the same contexts: towns have theirs, surnames and nouns others.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

import srsly

from data.build.dictionary import is_common_word, lemma_of_form
from data.build.person_names import first_names, last_names
from pipeline.places.resolve import country_group

_RAREST = -21.0


@dataclass(frozen=True, slots=True)
class Bearer:
    """A place that has the name; ``main`` when it is its own name or its German one."""

    kind: str
    country: str
    population: int
    main: bool


@cache
def _lookup(table: str) -> dict[str, float]:
    path = resources.files("spacy_lookups_data") / "data" / f"de_{table}.json.gz"
    found: dict[str, float] = srsly.read_gzip_json(Path(str(path)))
    return found


def clusters() -> dict[str, float]:
    """Return the Brown cluster (a whole number) of the million most frequent German words."""
    return _lookup("lexeme_cluster")


def log_probability(word: str) -> float:
    """Return the logarithm of a word's share of running text; -21 where it does not occur."""
    return _lookup("lexeme_prob").get(word, _RAREST)


def _size(populations: Iterable[int]) -> float:
    return math.log10(max(populations, default=0) + 1) / 3


def name_features(name: str, form: str, bearers: Iterable[Bearer]) -> dict[str, float]:
    """Return the features of a name with all places that have it."""
    places = list(bearers)
    chief = max(places, key=lambda p: (p.kind not in {"city", "capital"}, p.main, p.population))
    found = {
        f"kind={chief.kind}": 1.0,
        f"form={form}": 1.0,
        "main_size": _size(p.population for p in places if p.main),
        "any_size": _size(p.population for p in places),
        "home_size": _size(p.population for p in places if p.country in country_group("home")),
        f"words={min(name.count(' ') + 1, 3)}": 1.0,
    }
    if not any(p.main for p in places):
        found["alternate"] = 1.0
    if " " not in name:
        found |= _word_features(name, form)
    return found


def _word_features(name: str, form: str) -> dict[str, float]:
    own, lower = log_probability(name), log_probability(name.lower())
    found = {
        "share": (own - _RAREST) / 5,
        "lower_share": (lower - _RAREST) / 5,
        "lower_ratio": max(lower - own, -8.0) / 4,
        "length": min(len(name), 12) / 6,
    }
    cluster = clusters().get(name)
    found[f"cluster={form}:{cluster}"] = 1.0
    if cluster is not None:
        for bits in (4, 6, 8):
            found[f"cluster{bits}={int(cluster) & ((1 << bits) - 1)}"] = 1.0
    for size in (3, 4):
        found[f"ending={name[-size:].lower()}"] = 1.0
    tests = {
        "first_name": name in first_names(),
        "last_name": name in last_names(),
        "common_word": is_common_word(name),
        "lower_known": name.lower() in lemma_of_form(),
        "capitals": name.isupper(),
    }
    return found | {test: 1.0 for test, holds in tests.items() if holds}


def is_ambiguous(name: str) -> bool:
    """Whether a name is also an ordinary German word or a person's name."""
    return name in first_names() or name in last_names() or is_common_word(name)
