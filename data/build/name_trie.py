"""Builds the tries of the gazetteer: from names and identifiers to rows of its tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from marisa_trie import RecordTrie

from pipeline.places.gazetteer import ROW, ROW_RANGE


def names_trie(names: Sequence[str]) -> RecordTrie:
    """Return a trie from each name to its rows; ``names`` is the sorted column of the table."""
    first = dict(reversed([(name, row) for row, name in enumerate(names)]))
    last = {name: row + 1 for row, name in enumerate(names)}
    return RecordTrie(ROW_RANGE, ((name, (first[name], last[name])) for name in last))


def rows_trie(rows: Iterable[tuple[str, int]]) -> RecordTrie:
    """Return a trie from keys to rows of ``places.arrow``."""
    return RecordTrie(ROW, ((key, (row,)) for key, row in rows))
