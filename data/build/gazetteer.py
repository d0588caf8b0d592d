"""Builds ``places.parquet``, ``names.parquet``, ``names.trie`` and ``region_names.parquet``.

The places are those of ``data/build/place_entries.py``. A name carries a prior: the log odds that
the word is a place wherever it stands, learnt by ``data/build/toponyms.py`` (Kiew high, Essen and
Müller low). Names that no context makes a place are left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

import pyarrow as pa
import pyarrow.parquet as pq

from data.build.entry import Entry
from data.build.name_trie import names_trie
from data.build.names import Bearer, is_ambiguous, name_features
from data.build.person_names import first_names
from data.build.place_entries import entries
from pipeline.language import DATA, read_table

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


def _places_table(places: list[Entry]) -> pa.Table:
    return pa.table(
        {
            "id": [e.id for e in places],
            "name_de": [e.name_de for e in places],
            "name_en": [e.name_en for e in places],
            "country": pa.array([e.country for e in places]).dictionary_encode(),
            "lat": pa.array([e.lat for e in places], pa.float32()),
            "lon": pa.array([e.lon for e in places], pa.float32()),
            "kind": pa.array([e.kind for e in places]).dictionary_encode(),
            "population": pa.array([e.population for e in places], pa.int32()),
            "disputed": pa.array([e.disputed for e in places]).dictionary_encode(),
            **{
                side: pa.array([e.extent and e.extent[i] for e in places], pa.float32())
                for i, side in enumerate(("south", "west", "north", "east"))
            },
        }
    )


def _names_table(places: list[Entry]) -> pa.Table:
    rows = []
    for (name, form), having in bearers(places).items():
        value = max(
            prior(name, form, [bearer for _, bearer in having]),
            *(least_prior(name, places[index]) for index, _ in having),
        )
        if value >= LEAST_PRIOR:
            rows += [
                (name, index, form == "demonym", bearer.main, round(value * 100))
                for index, bearer in having
            ]
    rows.sort(key=lambda row: (row[0], row[2], row[1]))
    return pa.table(
        {
            "name": [row[0] for row in rows],
            "place": pa.array([row[1] for row in rows], pa.int32()),
            "demonym": pa.array([row[2] for row in rows], pa.bool_()),
            "main": pa.array([row[3] for row in rows], pa.bool_()),
            "prior": pa.array([row[4] for row in rows], pa.int16()),  # hundredths
        }
    )


def _region_names_table(places: list[Entry], names: pa.Table) -> pa.Table:
    """Return the names that mean a region only behind a noun, of those that mean something else."""
    known = set(names["name"].to_pylist())
    rows = sorted(
        (name, index)
        for index, entry in enumerate(places)
        for name in entry.typed & known
        if name not in entry.names
    )
    return pa.table(
        {"name": [name for name, _ in rows], "place": pa.array([i for _, i in rows], pa.int32())}
    )


def main() -> None:
    """Write the files."""
    places = entries()
    names = _names_table(places)
    tables = {
        "places": _places_table(places),
        "names": names,
        "region_names": _region_names_table(places, names),
    }
    names_trie(names["name"].to_pylist()).save(str(DATA / "places" / "names.trie"))
    for name, table in tables.items():
        path = DATA / "places" / f"{name}.parquet"
        pq.write_table(table, path, compression="zstd", compression_level=19, store_schema=False)
        print(
            f"{path.relative_to(DATA.parent)}: {table.num_rows:,} rows, {path.stat().st_size:,} B"
        )


if __name__ == "__main__":
    main()
