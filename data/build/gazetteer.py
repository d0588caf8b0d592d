"""Builds ``places.arrow``, ``names.npy`` and three tries in ``data/places/``.

The places are those of ``data/build/place_entries.py``. A name carries a prior: the log odds that
the word is a place wherever it stands, learnt by ``data/build/toponyms.py`` (Kiew high, Essen and
Müller low). Names that no context makes a place are left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from data.build.entry import Entry
from data.build.name_trie import names_trie, rows_trie
from data.build.names import Bearer, is_ambiguous, name_features
from data.build.person_names import first_names
from data.build.place_entries import entries
from data.build.products import replaced
from pipeline.language import DATA, read_table
from pipeline.places.intact import digest_line

#: The least prior of names from our reviewed tables, by kind; ambiguous words are left to learning.
REVIEWED = {"country": 3.0, "capital": 1.5, "city": 0.0}
#: A name with a lower prior (log odds) cannot become a place by any usual context.
LEAST_PRIOR = -4.5


def bearers(places: Iterable[Entry]) -> dict[tuple[str, str], list[tuple[int, Bearer]]]:
    """Return for each name and form (name or demonym) the places that have it, by index."""
    found: defaultdict[tuple[str, str], list[tuple[int, Bearer]]] = defaultdict(list)
    for index, entry in enumerate(places):
        named = [*((name, "name", main) for name, main in entry.names.items())]
        named += [(name, "demonym", True) for name in entry.demonyms]
        for name, form, main in named:
            bearer = Bearer(entry.kind, entry.country, entry.population, main)
            found[name, form].append((index, bearer))
    return found


def prior(name: str, form: str, places: Iterable[Bearer]) -> float:
    """Return the log odds that a name is a place, before its context is seen."""
    known = _name_weights()
    features = name_features(name, form, places)
    return sum(known.get(key, 0.0) * value for key, value in features.items())


def least_prior(name: str, entry: Entry) -> float:
    """Return the least prior of a name that stands in a reviewed table."""
    if name not in entry.reviewed:
        return float("-inf")
    if entry.kind == "capital" and name in first_names():
        return float("-inf")
    if entry.kind == "city" and is_ambiguous(name):
        return float("-inf")
    return REVIEWED.get(entry.kind, REVIEWED["country"])


@cache
def _name_weights() -> dict[str, float]:
    path = DATA / "models" / "toponyms" / "name.tsv"
    return {row["feature"]: float(row["weight"]) for row in read_table(path, ("feature", "weight"))}


def _coded(values: list[str], number: pa.DataType) -> pa.DictionaryArray:
    """Return values of which few differ, as numbers of so many bytes."""
    coded = pa.array(values).dictionary_encode()
    return pa.DictionaryArray.from_arrays(coded.indices.cast(number), coded.dictionary)


def _places_table(places: list[Entry]) -> pa.Table:
    return pa.table(
        {
            "id": [e.id for e in places],
            "name_de": [e.name_de for e in places],
            "name_en": [e.name_en for e in places],
            "country": _coded([e.country for e in places], pa.int16()),
            "lat": pa.array([e.lat for e in places], pa.float32()),
            "lon": pa.array([e.lon for e in places], pa.float32()),
            "kind": _coded([e.kind for e in places], pa.int8()),
            "population": pa.array([e.population for e in places], pa.int32()),
            "disputed": _coded([e.disputed for e in places], pa.int8()),
            **{
                side: pa.array([e.extent and e.extent[i] for e in places], pa.float32())
                for i, side in enumerate(("south", "west", "north", "east"))
            },
        }
    )


#: A name's row of ``names.npy``: the row of its place, the prior in hundredths.
_NAME = np.dtype([("place", "<i4"), ("prior", "<i2"), ("demonym", "?"), ("main", "?")])


def _names(places: list[Entry]) -> tuple[list[str], NDArray[np.void]]:
    """Return the names in order, once a place that has them, and their rows."""
    rows = []
    for (name, form), having in bearers(places).items():
        value = max(
            prior(name, form, [bearer for _, bearer in having]),
            *(least_prior(name, places[index]) for index, _ in having),
        )
        if value >= LEAST_PRIOR:
            rows += [
                (name, index, round(value * 100), form == "demonym", bearer.main)
                for index, bearer in having
            ]
    rows.sort(key=lambda row: (row[0], row[3], row[1]))
    return [row[0] for row in rows], np.array([row[1:] for row in rows], _NAME)


def _region_names(places: list[Entry], known: set[str]) -> Iterator[tuple[str, int]]:
    """Yield the names that mean a region only behind a noun, of those that mean something else."""
    for index, entry in enumerate(places):
        for name in entry.typed & known:
            if name not in entry.names:
                yield name, index


def _save(path: str, rows: NDArray[np.void]) -> None:
    with Path(path).open("wb") as file:  # a path alone would get another suffix
        np.save(file, rows, allow_pickle=False)


def _write(path: str, table: pa.Table) -> None:
    with pa.ipc.new_file(path, table.schema) as file:
        file.write_table(table)


def files(folder: Path) -> list[Path]:
    """Return the files of the gazetteer, whose digests are part of the methodology."""
    names = ("ids.trie", "names.npy", "names.trie", "places.arrow", "region_names.trie")
    return [folder / name for name in names]


def main() -> None:
    """Write the files."""
    places, folder = entries(), DATA / "places"
    names, rows = _names(places)
    tries = {
        "names": names_trie(names),
        "ids": rows_trie((entry.id, row) for row, entry in enumerate(places)),
        "region_names": rows_trie(sorted(_region_names(places, set(names)))),
    }
    table = _places_table(places).combine_chunks()
    for name, trie in tries.items():
        replaced(folder / f"{name}.trie", trie.save)
    replaced(folder / "names.npy", lambda path: _save(path, rows))
    replaced(folder / "places.arrow", lambda path: _write(path, table))
    (folder / "gazetteer.digest").write_text(
        "".join(f"{digest_line(path)}\n" for path in files(folder)), encoding="utf-8"
    )
    print(f"{folder.relative_to(DATA.parent)}: {len(places):,} places, {len(rows):,} names")


if __name__ == "__main__":
    main()
