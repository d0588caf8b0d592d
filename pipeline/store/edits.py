"""Changes of the rows of one table, each a version of it that no snapshot names yet."""

from __future__ import annotations

from itertools import islice

import pyarrow as pa
from deltalake import DeltaTable

from pipeline.store.migrate import properties

#: Identifiers in one delete or update; keeps the predicate short.
_AT_ONCE = 1_000
#: Documents whose clusters are updated thousand by thousand; the files are written each time.
_UPDATED_AT_MOST = 5_000


def delete(table: DeltaTable, column: str, values: list[str]) -> None:
    """Delete the rows that have one of some values in a column."""
    for first in range(0, len(values), _AT_ONCE):
        listed = ",".join(quoted(value) for value in values[first : first + _AT_ONCE])
        table.delete(f"{column} IN ({listed})")


def name_clusters(documents: DeltaTable, changed: dict[str, str]) -> None:
    """Store the clusters of some documents; merging, which is one pass, holds all texts."""
    if len(changed) > _UPDATED_AT_MOST:
        rows = pa.table({"doc_id": list(changed), "cluster": list(changed.values())})
        merge = documents.merge(
            rows,
            "stored.doc_id = new.doc_id",
            source_alias="new",
            target_alias="stored",
            writer_properties=properties("documents"),
        )
        merge.when_matched_update({"cluster": "new.cluster"}).execute()
        return
    rest = iter(changed.items())
    while some := dict(islice(rest, _AT_ONCE)):
        cases = " ".join(f"WHEN {quoted(one)} THEN {quoted(name)}" for one, name in some.items())
        documents.update(
            updates={"cluster": f"CASE doc_id {cases} END"},
            predicate=f"doc_id IN ({','.join(map(quoted, some))})",
            writer_properties=properties("documents"),
        )


def quoted(value: str) -> str:
    """Return a text as SQL writes it."""
    # In SQL a string is ended by a quotation mark only; doubled, it stands for itself.
    return "'" + value.replace("'", "''") + "'"
