"""Whose soldiers they are and where they stand, read off the places of the sentence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pipeline.language import Word, read_table
from pipeline.model import Place

#: Characters between an adjective or genitive and its unit, as in "russische reguläre Truppen".
_NEAR = 40
_REACH = 120
#: What is handed over "an die Ukraine" goes there, though the Ukraine is an actor.
_DESTINATIONS = frozenset({"roles:an"})


@cache
def _prefixes() -> dict[str, str]:
    rows = read_table("de/troop_owners.tsv", ("prefix", "iso"))
    return {row["prefix"]: row["iso"] for row in rows}


def owner(
    unit: Word, start: int, places: Sequence[Place], text: str, offset: int, *, casualties: bool
) -> str | None:
    """Return the ISO code of the state whose unit it is, None where the sentence does not say.

    Args:
        unit: The noun of the unit.
        start: Where the mention begins, in the document.
        places: The places of the sentence.
        text: The sentence.
        offset: Where the sentence begins in the document.
        casualties: Whether the unit was hit; then the subject is the other side.
    """
    for prefix, iso in _prefixes().items():
        if unit.lower.startswith(prefix) and len(unit.text) > len(prefix):
            return iso or None
    inside = [p for p in places if unit.start <= p.start and p.end <= unit.end]
    if inside:
        return inside[0].country or None
    attribute = [
        p
        for p in places
        if p.form in {"adjective", "demonym"}
        and start - _NEAR <= p.start < unit.start
        and text[p.end - offset : unit.start - offset].count(" ") <= 3
        and "," not in text[p.end - offset : unit.start - offset]
    ]
    if attribute:
        return attribute[-1].country or None
    return _behind(unit, places, text, offset) or (
        None if casualties else _subject(start, places, text, offset)
    )


def _behind(unit: Word, places: Sequence[Place], text: str, offset: int) -> str | None:
    """Return the state of "Truppen Russlands", "Soldaten der Ukraine", "Soldaten aus Polen"."""
    for place in places:
        between = text[unit.end - offset : place.start - offset].strip().lower()
        if place.start < unit.end or place.form not in {"name", "compound"}:
            continue
        genitive = not between and place.text.endswith("s")
        if genitive or between in {"der", "des", "aus", "aus der", "aus dem", "aus den"}:
            return place.country or None
        break
    return None


def _subject(start: int, places: Sequence[Place], text: str, offset: int) -> str | None:
    """Return the government that acts in front of the unit, in the same part of the sentence."""
    acting = [
        p
        for p in places
        if p.end <= start
        and p.role == "actor"
        and p.form == "name"
        and p.reason in {"roles:acts", "roles:coordination"}
        and "," not in text[p.end - offset : start - offset]
    ]
    return acting[0].country or None if acting else None


def location(start: int, end: int, places: Sequence[Place]) -> Place | None:
    """Return the nearest location, one behind the mention before one in front of it."""
    located = [
        p
        for p in places
        if (p.role == "place" or p.reason in _DESTINATIONS) and not (start <= p.start < end)
    ]
    behind = [p for p in located if 0 <= p.start - end <= _REACH]
    front = [p for p in located if 0 <= start - p.end <= _REACH]
    if len(behind) > 1 and behind[0].reason == "roles:aus":
        behind = behind[1:]  # "Soldaten aus Frankreich in Litauen" are in the second
    return behind[0] if behind else (front[-1] if front else None)
