"""Which country a point is shown in, and whether that is disputed."""

from __future__ import annotations

from pipeline.language import read_table


def _inside(row: dict[str, str], lat: float | None, lon: float | None) -> bool:
    if not row["west"]:
        return True
    if lat is None or lon is None:
        return False
    return float(row["west"]) <= lon <= float(row["east"]) and float(row["south"]) <= lat <= float(
        row["north"]
    )


def country_by_policy(country: str, lat: float | None, lon: float | None) -> str:
    """Return the country that the boundary policy shows a place of ``country`` in."""
    for row in read_table("places/boundary_policy.tsv", ("area", "from", "to", "west")):
        if row["from"] == country and _inside(row, lat, lon):
            return row["to"]
    return country


def disputed_area(country: str, lat: float | None, lon: float | None) -> str:
    """Return the disputed area that a place lies in, by its key; empty where there is none."""
    for row in read_table("places/disputed.tsv", ("area", "country", "west")):
        if row["country"] == country and _inside(row, lat, lon):
            return row["area"]
    return ""
