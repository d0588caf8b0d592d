"""The words around a toponym that tell a location from a government: prepositions, nouns, verbs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pipeline.language import Word, read_table
from pipeline.model import PlaceRole
from pipeline.places.gazetteer import GazetteerPlace

#: Kinds of places that can act.
GOVERNED = frozenset({"country", "capital", "seat"})
_NOUN_ENDINGS = ("s", "es", "e", "en", "n", "ern", "nen", "innen")


@cache
def _prepositions() -> dict[str, str]:
    rows = read_table("de/place_prepositions.tsv", ("word", "role"))
    return {row["word"]: row["role"] for row in rows}


@cache
def place_verbs() -> dict[str, str]:
    """Return verb forms that make a location of a state, with "subject" or "object"."""
    rows = read_table("de/place_verbs.tsv", ("form", "class"))
    return {row["form"]: row["class"] for row in rows}


@cache
def _nouns(kind: str) -> frozenset[str]:
    rows = read_table("de/place_nouns.tsv", ("word", "class"))
    return frozenset(row["word"] for row in rows if row["class"] == kind)


@cache
def _heads(kind: str) -> tuple[str, ...]:
    return tuple(noun.lower() for noun in _nouns(kind))


def is_geographic(word: Word | None) -> bool:
    """Whether a noun is part of a territory, alone or as the head of a compound."""
    if word is None or not word.is_title:
        return False
    head = word.text.rsplit("-", 1)[-1]
    return any(
        stem in _nouns("geo") or stem.lower().endswith(_heads("geo_head")) for stem in _stems(head)
    )


def _stems(noun: str) -> Iterator[str]:
    """Yield a noun as it stands and without the endings that case and number may give it."""
    yield noun
    for ending in _NOUN_ENDINGS:
        if noun.endswith(ending) and len(noun) > len(ending) + 2:
            yield noun[: -len(ending)]


def is_preposition(word: Word) -> bool:
    """Whether a word is a preposition that decides about what stands behind it."""
    return word.lower in _prepositions()


def role_behind(preposition: Word, before: Word | None, place: GazetteerPlace) -> PlaceRole:
    """Return the role of a place behind a preposition; ``before`` is the word in front of that."""
    kind = _prepositions()[preposition.lower]
    special = _of_capital(preposition, before) if place.kind == "capital" else None
    if special is not None:
        return special
    if place.kind not in GOVERNED or _leads_through(preposition, before, place):
        return "place"
    if kind == "source":
        said = before is not None and before.text in _nouns("statement")
        return "actor" if said else "place"
    if _is_distance(preposition, before):
        return "place"
    if kind == "target" or preposition.lower in {"von", "vom", "mit"}:
        return "place" if is_geographic(before) else "actor"
    return "place" if kind == "place" else "actor"


def _is_distance(preposition: Word, before: Word | None) -> bool:
    """Whether a point of the compass or a measure stands in front ("nördlich von Bagdad")."""
    return (
        preposition.lower in {"von", "vom"}
        and before is not None
        and before.lower in _nouns("distance")
    )


def _of_capital(preposition: Word, before: Word | None) -> PlaceRole | None:
    """Decide what holds for capitals alone: they are towns as well as governments."""
    if before is None:
        return None
    if before.text in _nouns("government"):
        return "actor"  # "die Regierung in Warschau"
    treaty = before.is_title and before.text not in _nouns("statement")
    if preposition.lower == "von" and treaty:
        return "place"  # "der Vertrag von Minsk"
    if preposition.lower in {"auf", "gegen"} and before.lower.endswith(_heads("attack")):
        return "place"  # "Raketenangriff auf Kiew"
    return None


def _leads_through(preposition: Word, before: Word | None, place: GazetteerPlace) -> bool:
    """Whether "durch" is the way and not who did it ("die Annexion durch Moskau")."""
    if preposition.lower != "durch":
        return False
    if before is None or before.text in _nouns("journey"):
        return True
    if before.is_title and before.lower.endswith(_heads("journey_head")):
        return True
    return place.kind == "capital" and not before.is_title
