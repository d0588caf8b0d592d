"""Disputed areas, and the policy that says which state they are shown in.

The polygons are in ``static/disputed.geojson``, their texts in ``data/places/disputed.tsv``.
Map and gazetteer are compiled after the position of the German Federal Government and the United
Nations; a policy is a table of what is to be shown otherwise. It is applied when the gazetteer is
read and when the map is drawn, so that both always agree and nothing is built anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.language import DATA, read_table

POLICIES = DATA / "places" / "policies"


class PolicyError(ValueError):
    """There is no boundary policy of that name, or it names an area that is not known."""


@dataclass(frozen=True, slots=True)
class DisputedArea:
    """An area of the map.

    Attributes:
        feature: Identifier of the polygon.
        area: The key that stands in the record.
        country: The state it is shown in.
        others: ISO codes of those who claim or control it beside.
        names: German and English name by language.
        status: One sentence on its status by language.
    """

    feature: str
    area: str
    country: str
    others: tuple[str, ...]
    names: Mapping[str, str]
    status: Mapping[str, str]
    source: str


def _path(policy: str) -> Path:
    named = POLICIES / f"{policy}.tsv"
    given = named if named.is_file() else Path(policy).resolve()
    if not given.is_file():
        known = ", ".join(sorted(path.stem for path in POLICIES.glob("*.tsv")))
        raise PolicyError(f"boundary_policy: there is no file {policy}; presets: {known}")
    return given


def moves(policy: str | None) -> dict[tuple[str, str], str]:
    """Return what a policy shows otherwise: (area, country by default) to country.

    Args:
        policy: Name of a preset in ``data/places/policies/`` or path of a table; None for none.

    Raises:
        PolicyError: When there is no such table or it names an unknown area.
    """
    if policy is None:
        return {}
    rows = read_table(_path(policy), ("area", "from", "to"))
    known = {(row["area"], row["country"]) for row in read_table("places/disputed.tsv", ("area",))}
    for row in rows:
        if (row["area"], row["from"]) not in known:
            raise PolicyError(f"boundary_policy: {policy}: no area {row['area']} in {row['from']}")
    return {(row["area"], row["from"]): row["to"] for row in rows}


def disputed_areas(policy: str | None = None) -> tuple[DisputedArea, ...]:
    """Return all areas of the map as a policy shows them.

    Raises:
        PolicyError: When there is no such policy.
    """
    moved = moves(policy)
    found = []
    for row in read_table("places/disputed.tsv", ("area", "country", "other", "status_de")):
        country = moved.get((row["area"], row["country"]), row["country"])
        parties = [*filter(None, row["other"].split("|")), row["country"]]
        found.append(
            DisputedArea(
                feature=f"{row['area']}:{row['country']}",
                area=row["area"],
                country=country,
                others=tuple(party for party in dict.fromkeys(parties) if party != country),
                names={"de": row["name_de"], "en": row["name_en"]},
                status={"de": row["status_de"], "en": row["status_en"]},
                source=row["source"],
            )
        )
    return tuple(found)
