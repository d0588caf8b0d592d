"""The gazetteer: names to places, in the files that ``data/build`` makes.

They are mapped into memory, not read: a process touches the pages of what its texts name, and
processes share them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from marisa_trie import RecordTrie
from numpy.typing import NDArray

from pipeline.boundaries import moves
from pipeline.language import DATA

#: How ``names.trie`` holds the rows of a name in ``names.npy``: first and last, end exclusive.
ROW_RANGE = "<II"
#: How the other tries hold rows of ``places.arrow``.
ROW = "<I"
#: How many names are remembered with what they mean; news repeats them.
_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Extent:
    """A bounding box in degrees; ``west`` is greater than ``east`` across the antimeridian."""

    south: float
    west: float
    north: float
    east: float

    def __contains__(self, point: object) -> bool:
        """Whether a pair of latitude and longitude lies inside."""
        if not isinstance(point, tuple):
            return False
        lat, lon = map(float, point)
        if self.west <= self.east:
            return self.south <= lat <= self.north and self.west <= lon <= self.east
        return self.south <= lat <= self.north and (lon >= self.west or lon <= self.east)


@dataclass(frozen=True, slots=True)
class GazetteerPlace:
    """One entry; the fields are those of ``model.Place``.

    ``population`` is 0 where none is known or none makes sense; ``disputed`` is the key of the
    disputed area (``data/places/disputed.tsv``) that the place lies in, or empty; ``extent`` is
    None for what the map shows as a point.
    """

    id: str
    name_de: str
    name_en: str
    country: str
    lat: float | None
    lon: float | None
    kind: str
    population: int
    disputed: str = ""
    extent: Extent | None = None


@dataclass(frozen=True, slots=True)
class NameSense:
    """A place that a name may mean; ``main`` unless the name is only an alternate one."""

    place: GazetteerPlace
    main: bool


def table(path: Path) -> pa.RecordBatch:
    """Return a table that ``data/build`` wrote, mapped into memory."""
    return pa.ipc.open_file(pa.memory_map(str(path))).get_batch(0)


def _reader(column: pa.Array) -> Callable[[int], Any]:
    """Return what reads a row of a column as Python has it, without a scalar of Arrow between."""
    if pa.types.is_dictionary(column.type) and not column.null_count and not column.offset:
        width = column.type.index_type.bit_width // 8
        indices = np.frombuffer(column.indices.buffers()[1], f"i{width}")
        values = column.dictionary.to_pylist()
        return lambda row: values[indices[row]]
    if pa.types.is_floating(column.type) and column.null_count and not column.offset:
        bits, data = column.buffers()
        valid, floats = memoryview(bits), np.frombuffer(data, f"f{column.type.bit_width // 8}")
        return lambda row: floats[row].item() if valid[row >> 3] >> (row & 7) & 1 else None
    return lambda row: column[row].as_py()


class Gazetteer:
    """Names and places, read-only after loading."""

    def __init__(self, folder: Path = DATA / "places", policy: str | None = None) -> None:
        """Read the files; ``policy`` is a boundary policy (``pipeline.boundaries``)."""
        self._moves = moves(policy)
        self._rows = RecordTrie(ROW_RANGE).mmap(str(folder / "names.trie"))
        self._ids = RecordTrie(ROW).mmap(str(folder / "ids.trie"))
        self._regions = RecordTrie(ROW).mmap(str(folder / "region_names.trie"))
        self._table = table(folder / "places.arrow")
        self._columns = {
            name: _reader(column)
            for name, column in zip(self._table.schema.names, self._table.columns, strict=True)
        }
        names = np.load(folder / "names.npy", mmap_mode="r", allow_pickle=False)
        self._places: NDArray[np.int32] = np.asarray(names["place"])
        self._main: NDArray[np.bool_] = np.asarray(names["main"])
        self._demonym: NDArray[np.bool_] = np.asarray(names["demonym"])
        self._prior: NDArray[np.int16] = np.asarray(names["prior"])
        self._cache: dict[int, GazetteerPlace] = {}
        #: Whether a name of several words begins so.
        self.continues = lru_cache(maxsize=_REMEMBERED)(self._continues)
        #: All places that have a name, in the order of the gazetteer.
        self.senses = lru_cache(maxsize=_REMEMBERED)(self._senses)
        #: Whether a name is only the demonym of a town ("Kiewer"), not itself a place.
        self.is_demonym = lru_cache(maxsize=_REMEMBERED)(self._is_demonym)

    def __contains__(self, name: object) -> bool:
        """Whether any place has this name, spelled so."""
        return name in self._rows

    def opens(self, letters: str) -> bool:
        """Whether any name begins with some letters."""
        return next(self._rows.iterkeys(letters), None) is not None

    def _continues(self, first_word: str) -> bool:
        return self.opens(f"{first_word} ")

    def _senses(self, name: str) -> tuple[NameSense, ...]:
        first, last = self._name_rows(name)
        return tuple(
            NameSense(self._place(int(self._places[row])), bool(self._main[row]))
            for row in range(first, last)
        )

    def regions(self, name: str) -> tuple[NameSense, ...]:
        """Return the regions that a name means only behind a noun ("im Bundesstaat Washington")."""
        rows = sorted(self._regions.get(name, ()))
        return tuple(NameSense(self._place(row), main=True) for (row,) in rows)

    def _range(self, name: str) -> tuple[int, int]:
        """Return the rows of a name, an empty range where it has none."""
        found = self._rows.get(name)
        return found[0] if found else (0, 0)

    def _name_rows(self, name: str) -> tuple[int, int]:
        """Return the rows of a name; those of a demonym count only where there is no other."""
        first, last = self._range(name)
        middle = next((row for row in range(first, last) if self._demonym[row]), last)
        return (first, middle) if middle > first else (first, last)

    def _is_demonym(self, name: str) -> bool:
        first, last = self._range(name)
        return first < last and bool(self._demonym[first:last].all())

    def prior(self, name: str) -> float:
        """Return the log odds that a name is a place, before its context is seen."""
        first, last = self._name_rows(name)
        return float(self._prior[first]) / 100 if first < last else float("-inf")

    def by_id(self, place_id: str) -> GazetteerPlace:
        """Return a place by its identifier.

        Raises:
            KeyError: When there is none.
        """
        return self._place(self._row_of(place_id))

    def names_of(self, place_id: str) -> tuple[str, ...]:
        """Return all names of a place without demonyms, sorted.

        Raises:
            KeyError: When there is no such place.
        """
        row = self._row_of(place_id)
        wanted = np.flatnonzero((self._places == row) & ~self._demonym)
        begins, names = self._spans
        return tuple(sorted({names[at] for at in np.searchsorted(begins, wanted, "right") - 1}))

    @cached_property
    def _spans(self) -> tuple[NDArray[np.int64], list[str]]:
        """Where the rows of each name begin, in order, and the names; for those who ask for all."""
        spans = sorted((first, name) for name, (first, _) in self._rows.items())
        return np.array([first for first, _ in spans]), [name for _, name in spans]

    @cached_property
    def towns(self) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
        """Row, latitude and longitude (degrees) of all populated places."""
        kinds = np.array(self._table["kind"].to_pylist())
        rows = np.flatnonzero((kinds == "city") | (kinds == "capital"))
        lat, lon = (
            self._table[axis].to_numpy(zero_copy_only=False)[rows].astype(float)
            for axis in ("lat", "lon")
        )
        return rows, lat, lon

    def row(self, row: int) -> GazetteerPlace:
        """Return a place by its row in the table."""
        return self._place(row)

    def _row_of(self, place_id: str) -> int:
        """Return the row of an identifier."""
        row: int = self._ids[place_id][0][0]
        return row

    def _place(self, row: int) -> GazetteerPlace:
        found = self._cache.get(row)
        if found is None:
            values = {name: read(row) for name, read in self._columns.items()}
            for axis in ("lat", "lon"):
                values[axis] = None if values[axis] is None else round(values[axis], 4)
            sides = [values.pop(side) for side in ("south", "west", "north", "east")]
            if None not in sides:
                values["extent"] = Extent(*(round(side, 2) for side in sides))
            found = GazetteerPlace(**values)
            country = self._moves.get((found.disputed, found.country))
            if country is not None and found.kind != "country":
                found = replace(found, country=country)
            self._cache[row] = found
        return found


@cache
def load(policy: str | None = None) -> Gazetteer:
    """Return the gazetteer of the repository under a boundary policy, loaded once a process."""
    return Gazetteer(policy=policy)
