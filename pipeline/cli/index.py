"""``index``: the daily series of the index as a table."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import pyarrow as pa
import typer

from pipeline.cli.console import StoreOption, command, say
from pipeline.cli.export import target
from pipeline.export import GERMAN_EXCEL, Dialect, Format, write

if TYPE_CHECKING:
    from pipeline.query import TensionDay

_DAY = ["%Y-%m-%d"]
#: Columns of the series; those that are empty with too few articles are so here.
_SCHEMA = pa.schema(
    [
        ("day", pa.date32()),
        ("country", pa.string()),
        ("tension", pa.float64()),
        ("low", pa.float64()),
        ("high", pa.float64()),
        ("threats", pa.float64()),
        ("acts", pa.float64()),
        ("relief", pa.float64()),
        ("average", pa.float64()),
        ("z", pa.float64()),
        ("estimate", pa.float64()),
        ("estimate_low", pa.float64()),
        ("estimate_high", pa.float64()),
        ("week", pa.float64()),
        ("articles", pa.int64()),
        ("escalating", pa.int64()),
        ("sources", pa.list_(pa.string())),
        ("reach", pa.int64()),
        ("base_articles", pa.int64()),
        ("base_sentences", pa.int64()),
    ]
)


class InRole(StrEnum):
    """In which role countries are looked at."""

    ANY = "any"
    PLACE = "place"
    ACTOR = "actor"
    TARGET = "target"


def index(  # noqa: PLR0913, PLR0917  one parameter an option
    country: Annotated[
        list[str] | None,
        typer.Option(metavar="CC", help="A country; may be repeated. Without: the world."),
    ] = None,
    role: Annotated[InRole, typer.Option(help="In which role.")] = InRole.ANY,
    realised: Annotated[
        bool, typer.Option("--realised", help="Without hypothetical and denied events.")
    ] = False,
    since: Annotated[datetime | None, typer.Option(formats=_DAY, help="First day.")] = None,
    until: Annotated[datetime | None, typer.Option(formats=_DAY, help="Last day.")] = None,
    format_: Annotated[Format, typer.Option("--format", "-f", help="Format.")] = Format.CSV,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File; standard output without it.")
    ] = None,
    german_excel: Annotated[
        bool, typer.Option("--german-excel", help="CSV: semicolons, decimal commas, UTF-8 mark.")
    ] = False,
    store: StoreOption = None,
) -> None:
    """Export the daily index of tension: one row a day and country, in points.

    100 points are the mean tension of the world over the baseline (all days of the store, or the
    settings baseline_first and baseline_last). Figures are empty where there are too few articles.

    Example: python -m pipeline index --country UA --country RU -f csv -o index.csv
    """
    if format_ is Format.GEOJSON:
        raise typer.BadParameter("a series has no coordinates", param_hint="--format")
    with command() as settings:
        from pipeline.query import Filter, Query, View  # noqa: PLC0415

        found = Query.open(store or settings.store).index
        wanted = Filter(
            tuple(code.upper() for code in country or ()),
            since.date() if since else None,
            until.date() if until else None,
        )
        view = View(role.value, unrealised=not realised)
        rows = _table(found.series(wanted, view))
        with target(output) as file:
            write(rows, file, format_, GERMAN_EXCEL if german_excel else Dialect())
        base = found.baseline()
        say(
            f"{rows.num_rows} rows written to {output or 'standard output'}; 100 points are "
            f"{base.share:.2f} of 100 sentences, {base.first} to {base.last}"
        )


def _estimate(day: TensionDay) -> dict[str, float | None]:
    one = day.estimate
    if one is None:
        return {"estimate": None}
    return {
        "estimate": one.value,
        "estimate_low": one.low,
        "estimate_high": one.high,
        "week": one.week,
    }


def _table(days: list[TensionDay]) -> pa.Table:
    rows = [asdict(day) | {"sources": list(day.sources)} | _estimate(day) for day in days]
    return pa.Table.from_pylist(rows, schema=_SCHEMA)
