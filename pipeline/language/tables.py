"""Reading the reviewed tables in ``data/``.

A table is a UTF-8 file of tab-separated columns. Lines that begin with ``#`` say what the table is
and where it comes from; the first other line names the columns. Empty cells are empty strings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

#: The folder of the reviewed tables and what was compiled from them.
DATA = Path(__file__).resolve().parents[2] / "data"


class TableError(ValueError):
    """A table in ``data/`` does not have the form that its reader expects."""


def _rows(path: Path, required: frozenset[str]) -> Iterator[dict[str, str]]:
    header: list[str] | None = None
    with path.open(encoding="utf-8") as lines:
        for number, raw in enumerate(lines, 1):
            line = raw.rstrip("\n")
            if not line.strip() or line.startswith("#"):
                continue
            cells = line.split("\t")
            if header is None:
                header = cells
                missing = required - set(cells)
                if missing:
                    raise TableError(f"{path}: line {number}: no column {sorted(missing)}")
                continue
            if len(cells) != len(header):
                raise TableError(
                    f"{path}: line {number}: {len(cells)} columns, the header has {len(header)}"
                )
            yield dict(zip(header, map(str.strip, cells), strict=True))
    if header is None:
        raise TableError(f"{path}: no header line")


@cache
def _read(path: Path, required: frozenset[str]) -> tuple[dict[str, str], ...]:
    return tuple(_rows(path, required))


def stream_table(path: Path | str, required: Iterable[str] = ()) -> Iterator[dict[str, str]]:
    """Yield the rows of a large table, which are not kept: args and errors as ``read_table``."""
    yield from _rows(DATA / path, frozenset(required))


def read_table(path: Path | str, required: Iterable[str] = ()) -> tuple[dict[str, str], ...]:
    """Read a table; ``path`` is absolute or relative to ``data/``.

    Args:
        path: For example ``"de/months.tsv"``.
        required: Columns that must be there.

    Raises:
        TableError: When a column is missing or a line has another number of columns.
        OSError: When the file cannot be read.
    """
    return _read(DATA / path, frozenset(required))
