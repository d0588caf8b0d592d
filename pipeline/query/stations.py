"""Troops by owner and location. Claims are never added up: what is given are their bounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.query.rows import TroopClaim


@dataclass(frozen=True, slots=True)
class Station:
    """All claims about the troops of one owner in one country.

    Attributes:
        owner: Whose they are, "" when no claim says so.
        place_country: Where they are or go, "" when no claim says so.
        claims: Number of mentions.
        counted: Those with a number, the others left out of ``low`` and ``high``.
        low: Lowest bound that any claim gives, None without any.
        high: Highest bound that any claim gives.
        latest: Publication date of the latest claim.
        sources: Outlets that make a claim, sorted.
        rows: The claims, by date.
    """

    owner: str
    place_country: str
    claims: int
    counted: int
    low: int | None
    high: int | None
    latest: date | None
    sources: tuple[str, ...]
    rows: tuple[TroopClaim, ...]


def stations(claims: Sequence[TroopClaim]) -> list[Station]:
    """Group claims by owner and location, the most claimed first; casualties are left out.

    Those that name neither owner nor location come last.
    """
    groups: dict[tuple[str, str], list[TroopClaim]] = {}
    for claim in claims:
        if not claim.casualties:
            key = (claim.nationality or "", claim.place_country or "")
            groups.setdefault(key, []).append(claim)
    found = [_station(owner, place, rows) for (owner, place), rows in groups.items()]
    return sorted(found, key=_rank)


def _rank(row: Station) -> tuple[bool, int, str, str]:
    return not (row.owner or row.place_country), -row.claims, row.owner, row.place_country


def _station(owner: str, place: str, rows: list[TroopClaim]) -> Station:
    bounds = [n for row in rows for n in (row.count_min, row.count_max) if n is not None]
    dates = [row.day for row in rows if row.day is not None]
    return Station(
        owner=owner,
        place_country=place,
        claims=len(rows),
        counted=sum((row.count_min, row.count_max) != (None, None) for row in rows),
        low=min(bounds, default=None),
        high=max(bounds, default=None),
        latest=max(dates, default=None),
        sources=tuple(sorted({row.source for row in rows if row.source})),
        rows=tuple(rows),
    )
