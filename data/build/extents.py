"""Extents: the bounding box of what is no point."""

from __future__ import annotations

from collections.abc import Iterable

from data.build.entry import Box, Entry, box_of
from pipeline.language import read_table


def _union(boxes: list[Box]) -> Box:
    """Return the box around boxes that do not cross the antimeridian."""
    south, west, north, east = zip(*boxes, strict=True)
    return min(south), min(west), max(north), max(east)


def set_extents(places: Iterable[Entry]) -> None:
    """Set the extents of states, and those of ``area_extents.tsv``, which overrule all others.

    Raises:
        SystemExit: When the table names a place or a unit that is not there.
    """
    states = {row["iso"]: box_of(row) for row in read_table("places/extents.tsv", ("iso",))}
    units = {row["code"]: box_of(row) for row in read_table("places/admin1.tsv", ("code",))}
    rows = {row["id"]: row for row in read_table("places/area_extents.tsv", ("id", "units"))}
    found = set()
    for entry in places:
        if entry.kind == "country":
            entry.extent = states.get(entry.country)
        row = rows.get(entry.id)
        if row is None:
            continue
        found.add(entry.id)
        parts = row["units"].split("|") if row["units"] else []
        missing = [part for part in parts if part not in units and part not in states]
        if missing:
            raise SystemExit(f"area_extents.tsv: {entry.id}: no such units: {missing}")
        entry.extent = (
            _union([units.get(part) or states[part] for part in parts]) if parts else box_of(row)
        )
    if rows.keys() - found:
        raise SystemExit(f"area_extents.tsv: no such places: {sorted(rows.keys() - found)}")
