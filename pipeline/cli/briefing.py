"""``briefing``: the day for a colleague, as HTML or PDF."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.console import StoreOption, command, say
from pipeline.files import write_atomically
from pipeline.query import Query

_DAY = ["%Y-%m-%d"]


class Language(StrEnum):
    """Languages of a briefing."""

    DE = "de"
    EN = "en"


def briefing(
    day: Annotated[
        datetime | None,
        typer.Argument(formats=_DAY, help="Last day, such as 2022-01-18; the latest without it."),
    ] = None,
    output: Annotated[
        list[Path] | None,
        typer.Option("--output", "-o", help="File, .html or .pdf; may be given for each."),
    ] = None,
    days: Annotated[int, typer.Option(min=1, max=366, help="Days that it covers.")] = 1,
    language: Annotated[Language, typer.Option("--language", "-l", help="Language.")] = Language.DE,
    store: StoreOption = None,
) -> None:
    """Write a briefing: map, what moved and why, rises, and the sentences behind it.

    Without --output it is written to lagebild-DAY.html and lagebild-DAY.pdf.

    Example: python -m pipeline briefing 2022-01-18 --language en -o briefing.pdf
    """
    # Loaded here: fonts, drawing and PDF are for this command alone.
    from pipeline.briefing import compose, to_html, to_pdf  # noqa: PLC0415

    with command() as settings:
        query = Query.open(store or settings.store)
        last = day.date() if day else query.overview().last
        if last is None:
            say("Error: no article of the store has a date; there is no day to tell of")
            raise typer.Exit(1)
        content = compose(query, last, days)
        for path in output or _usual(last):
            if path.suffix.lower() == ".pdf":
                made = to_pdf(content, language.value)
            elif path.suffix.lower() in {".html", ".htm"}:
                made = to_html(content, language.value).encode("utf-8")
            else:
                raise typer.BadParameter(f"{path}: name a file that ends in .html or .pdf")
            try:
                write_atomically(path, made)
            except OSError as error:
                say(f"Error: {path}: {error.strerror}; name another file with --output")
                raise typer.Exit(1) from error
            typer.echo(f"{path}: {len(made) // 1024} KiB")


def _usual(last: date) -> list[Path]:
    return [Path(f"lagebild-{last}.{kind}") for kind in ("html", "pdf")]
