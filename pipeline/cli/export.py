"""``export``: a table of the store as CSV, JSON lines, Parquet or GeoJSON."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from pipeline.cli.console import StoreOption, command, say
from pipeline.export import Dialect, Format, read, write
from pipeline.files import atomic_file
from pipeline.store import Snapshot

_DAY = ["%Y-%m-%d"]


class Table(StrEnum):
    """The tables of the store."""

    DOCUMENTS = "documents"
    SENTENCES = "sentences"
    PLACES = "places"
    EVENTS = "events"
    TROOPS = "troops"
    DATES = "dates"


def export(  # noqa: PLR0913, PLR0917  one parameter an option
    table: Annotated[Table, typer.Argument(help="What to export.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File; standard output without it.")
    ] = None,
    format_: Annotated[Format, typer.Option("--format", "-f", help="Format.")] = Format.CSV,
    since: Annotated[
        datetime | None, typer.Option(formats=_DAY, help="First publication date.")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(formats=_DAY, help="Last publication date.")
    ] = None,
    semicolon: Annotated[
        bool, typer.Option("--semicolon", help="CSV: ; between columns, as German Excel wants it.")
    ] = False,
    bom: Annotated[
        bool, typer.Option("--bom", help="CSV: byte order mark, so that Excel reads UTF-8.")
    ] = False,
    decimal_comma: Annotated[
        bool,
        typer.Option("--decimal-comma", help="CSV: 0,5 instead of 0.5, for German Excel."),
    ] = False,
    store: StoreOption = None,
) -> None:
    """Export a table, sorted by publication date, document and sentence.

    In CSV, lists are JSON, and a text that a spreadsheet would take for a formula gets a leading '.

    Example: python -m pipeline export events -f csv --semicolon --bom --decimal-comma -o events.csv
    """
    if format_ is Format.GEOJSON and table is not Table.PLACES:
        raise typer.BadParameter("only places have coordinates", param_hint="--format")
    with command() as settings:
        rows = read(
            Snapshot.open(store or settings.store),
            table.value,
            since.date() if since else None,
            until.date() if until else None,
        )
        dialect = Dialect(";" if semicolon else ",", "," if decimal_comma else ".", bom=bom)
        with target(output) as file:
            write(rows, file, format_, dialect)
        say(f"{rows.num_rows} rows of {table.value} written to {output or 'standard output'}")


@contextmanager
def target(output: Path | None) -> Iterator[BinaryIO]:
    """Open a file that is written whole or not at all, or standard output without one."""
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        with atomic_file(output) as file:
            yield file
    except PermissionError as error:
        say(f"Error: {output} cannot be written; name another file with --output")
        raise typer.Exit(1) from error
