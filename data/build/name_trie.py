"""Builds ``names.trie``: from each name of the gazetteer to its rows in ``names.parquet``."""

from __future__ import annotations

from collections.abc import Sequence

from marisa_trie import RecordTrie

from pipeline.places.gazetteer import ROW_RANGE


def names_trie(names: Sequence[str]) -> RecordTrie:
    """Return a trie from each name to its rows; ``names`` is the sorted column of the table."""
    first = dict(reversed([(name, row) for row, name in enumerate(names)]))
    last = {name: row + 1 for row, name in enumerate(names)}
    return RecordTrie(ROW_RANGE, ((name, (first[name], last[name])) for name in last))
