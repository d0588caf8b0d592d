"""What the columns of a table mean: reviewed presets, or a table of the user's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from pipeline.language import TableError, read_table
from pipeline.readers.items import Article
from pipeline.readers.published import UNDECLARED, DateForm
from pipeline.settings import SettingsError

_PRESETS = "ingest/presets.tsv"
_COLUMNS = ("preset", "field", "column", "required", "form", "zone", "source")
#: A column that only tells an export apart.
_MARK = "-"
_REQUIRED = frozenset({"yes", "one", ""})
_FIELDS = frozenset({"id", "text", "title", "source", "url", "published", _MARK})


@dataclass(frozen=True, slots=True)
class Column:
    """A column and the field that it fills; names are in lower case.

    Attributes:
        required: "yes": a table must have it; "one": it must have one of those that are so marked.
    """

    field: str
    name: str
    required: str
    dates: DateForm


@dataclass(frozen=True, slots=True)
class Preset:
    """A kind of table."""

    name: str
    columns: tuple[Column, ...]

    def fits(self, header: frozenset[str]) -> bool:
        """Whether all required columns are there."""
        there = {
            mark: [column.name in header for column in self.columns if column.required == mark]
            for mark in ("yes", "one")
        }
        return all(there["yes"]) and (any(there["one"]) or not there["one"])

    def article(self, row: Mapping[str, str]) -> Article:
        """Return the article of a row, whose keys are column names in lower case."""
        filled: dict[str, str] = {}
        dates = UNDECLARED
        for column in self.columns:
            value = row.get(column.name, "")
            if column.field != _MARK and column.field not in filled and value.strip():
                filled[column.field] = value
                dates = column.dates if column.field == "published" else dates
        return Article(
            text=filled.get("text", ""),
            doc_id=filled.get("id", "").strip(),
            title=filled.get("title", ""),
            source=filled.get("source", ""),
            url=filled.get("url", ""),
            published=filled.get("published", ""),
            dates=dates,
        )


def preset_for(header: Iterable[str], chosen: str | None) -> Preset | None:
    """Return the preset of a table: the chosen one, else the one with most columns there.

    Args:
        header: Names of the columns, in any case.
        chosen: Name of a preset, or path of a table like ``data/ingest/presets.tsv``; None: any.

    Raises:
        SettingsError: When the chosen one does not exist or cannot be read.
    """
    names = frozenset(name.strip().lower() for name in header)
    presets = _chosen(chosen) if chosen else _load(_PRESETS)
    fitting = [preset for preset in presets if preset.fits(names)]
    return max(fitting, key=lambda preset: _known(preset, names), default=None)


def _known(preset: Preset, names: frozenset[str]) -> int:
    return sum(column.name in names for column in preset.columns)


def _chosen(chosen: str) -> tuple[Preset, ...]:
    # "gdelt" stands for the forms in which that service exports: gdelt, gdelt-json.
    named = tuple(
        preset
        for preset in _load(_PRESETS)
        if preset.name == chosen or preset.name.startswith(f"{chosen}-")
    )
    if named:
        return named
    try:
        return _load(str(Path(chosen).resolve()))
    except (OSError, TableError, ValueError) as error:
        raise SettingsError(
            f"table_columns: {chosen} is no preset and no such table: {error}"
        ) from error


@cache
def _load(path: str) -> tuple[Preset, ...]:
    rows = read_table(path, _COLUMNS)
    if unknown := {row["field"] for row in rows} - _FIELDS:
        raise TableError(f"{path}: no such field {sorted(unknown)}")
    if unknown := {row["required"] for row in rows} - _REQUIRED:
        raise TableError(f"{path}: required is {sorted(unknown)}, not yes, one or empty")
    return tuple(
        Preset(name, tuple(_column(row) for row in group))
        for name, group in groupby(rows, key=lambda row: row["preset"])
    )


def _column(row: Mapping[str, str]) -> Column:
    dates = DateForm(row["form"], utc=row["zone"] == "UTC")
    return Column(row["field"], row["column"].lower(), row["required"], dates)
