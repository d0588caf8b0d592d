"""Nouns that say what a party is, by their forms, and how nouns compare without endings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from pipeline.events.speech import source_words
from pipeline.language import read_table

_ENDINGS = ("en", "er", "es", "e", "n", "r")
#: Letters of the first part of a compound, at least.
_FIRST_PART = 3


def stem(noun: str) -> str:
    """Return a noun without its endings: "Beamter" and "Beamten" are one, as are "Ministers"."""
    low = noun.lower()
    low = low.removesuffix("s")
    ending = next((e for e in _ENDINGS if low.endswith(e)), "")
    return low.removesuffix(ending)


@cache
def _roles() -> tuple[Mapping[str, frozenset[str]], Mapping[str, frozenset[str]]]:
    """Return the kinds of whole nouns and of ends of compounds, by their forms."""
    whole: dict[str, frozenset[str]] = {}
    ends: dict[str, frozenset[str]] = {}
    for row in read_table("de/actor_roles.tsv", ("noun", "kind")):
        for form in _inflected(row["noun"].removeprefix("*").lower()):
            whole[form] = whole.get(form, frozenset()) | {row["kind"]}
            if row["noun"].startswith("*"):
                ends[form] = ends.get(form, frozenset()) | {row["kind"]}
    return whole, ends


def _inflected(noun: str) -> Iterator[str]:
    """Yield what can be forms of a noun: declined as a noun, or as an adjective in -e."""
    yield from (noun + ending for ending in ("", "s", "es", "e", "n", "en", "nen"))
    if noun.endswith("e"):
        yield from (noun + ending for ending in ("r", "m"))


@lru_cache(maxsize=10_000)
def kinds_of(noun: str) -> frozenset[str]:
    """Return the kinds of party that a noun can stand for, none for most nouns."""
    whole, ends = _roles()
    key = noun.rpartition("-")[2].lower()
    if key in whole:
        return whole[key]
    cuts = range(_FIRST_PART, len(key))
    return next((ends[key[cut:]] for cut in cuts if key[cut:] in ends), frozenset())


def claimant(noun: str) -> str:
    """Return who claims something, where a compound says so: "Armeeangaben"; else the noun."""
    low = noun.lower()
    claim = next((w for w in source_words("noun") if low.endswith(w) and low != w), "")
    return noun[: len(noun) - len(claim)].rstrip("-") if claim else noun
