"""The shapes of disputed areas, from Natural Earth's units and our own lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from data.build.natural_earth import Unit
from pipeline.language import read_table

#: How far from a state's own 1:50m border a 1:10m outline may lie, in degrees.
_BORDER_NOISE = 0.06
#: Of a part of a state, the share inside an area from which on the whole part belongs to it.
_WHOLE = 0.9


@dataclass(frozen=True, slots=True)
class Area:
    """A row of ``disputed.tsv`` with its shape."""

    row: dict[str, str]
    shape: BaseGeometry

    @property
    def key(self) -> str:
        """The key that stands in the record."""
        return self.row["area"]


def line(name: str) -> Polygon:
    """Return a polygon of ``disputed_lines.tsv``.

    Raises:
        KeyError: When there is none of that name.
    """
    rows = {row["line"]: row for row in read_table("places/disputed_lines.tsv", ("corners",))}
    corners = (corner.split(",") for corner in rows[name]["corners"].split())
    return Polygon([(float(lon), float(lat)) for lat, lon in corners])


def _named(word: str, units: Iterable[Unit], states: dict[str, BaseGeometry]) -> BaseGeometry:
    sort, _, value = word.rpartition(":")
    if sort == "country":
        return states[value]
    found = [
        unit.shape
        for unit in units
        if (str(unit.ne_id) == value if sort == "ne" else unit.code == word)
    ]
    if not found:
        raise ValueError(f"disputed.tsv: Natural Earth has no unit {word}")
    return unary_union(found)


def _with_coast(area: BaseGeometry, state: BaseGeometry, units: list[Unit]) -> BaseGeometry:
    """Add what the coarser coast of the state has as land beside the area, and no unit has."""
    rim = area.buffer(_BORDER_NOISE).intersection(state)
    others = [unit.shape for unit in units if unit.shape.intersects(rim)]
    return unary_union([area, rim.difference(unary_union(others)).buffer(0.001)])


def areas(units: list[Unit], states: dict[str, BaseGeometry]) -> list[Area]:
    """Return the disputed areas; ``states`` are the states after the boundary policy.

    Raises:
        ValueError: When a row names a unit that Natural Earth does not have.
    """
    found = []
    for row in read_table("places/disputed.tsv", ("area", "country", "shape", "line")):
        whole = unary_union([_named(word, units, states) for word in row["shape"].split("|")])
        if row["line"]:
            whole = whole.intersection(line(row["line"]))
        found.append(Area(row, _with_coast(whole, states[row["country"]], units)))
    return found


def _moved(state: BaseGeometry, row: dict[str, str], units: list[Unit]) -> BaseGeometry:
    """Return the part of a state that lies in an area, without slivers of another resolution."""
    if row["line"]:
        return state.intersection(line(row["line"]))
    codes = row["shape"].split("|")
    outline = unary_union([_named(code, units, {}) for code in codes]).buffer(_BORDER_NOISE)
    parts = getattr(state, "geoms", [state])
    return unary_union(
        [part for part in parts if part.intersection(outline).area > _WHOLE * part.area]
    )


def apply_policy(held: dict[str, BaseGeometry], units: list[Unit]) -> dict[str, BaseGeometry]:
    """Move the areas of ``boundary_policy.tsv`` from one state to another.

    Raises:
        ValueError: When a state holds nothing of the area that it is to lose.
    """
    rows = {row["area"]: row for row in read_table("places/disputed.tsv", ("area", "shape"))}
    redrawn = dict(held)
    for move in read_table("places/boundary_policy.tsv", ("area", "from", "to")):
        row = rows.get(move["area"]) or {"shape": "", "line": move["area"]}
        part = _moved(redrawn[move["from"]], row, units)
        if part.is_empty and row["line"] and redrawn[move["to"]].intersects(line(row["line"])):
            continue  # Natural Earth draws it so at this scale
        if part.is_empty:
            raise ValueError(f"boundary_policy.tsv: {move['area']}: {move['from']} holds nothing")
        redrawn[move["from"]] = redrawn[move["from"]].difference(part)
        redrawn[move["to"]] = unary_union([redrawn[move["to"]], part.buffer(0.002)])
    return redrawn
