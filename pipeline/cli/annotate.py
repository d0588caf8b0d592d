"""``annotate``: one JSON record a sentence to standard output; nothing is stored."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import orjson
import typer

from pipeline import model
from pipeline.cli.console import Exit, command, outcome, say
from pipeline.engine import analyse, run
from pipeline.ingest import read_path, read_standard_input
from pipeline.places.intact import check_gazetteer
from pipeline.quarantine import Rejected
from pipeline.readers import Found, MissingPathError, Notice, find_files
from pipeline.settings import Settings


def annotate(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE ... | -]",
            help="Files or folders (docs/cli.md); - or nothing: JSON lines on standard input.",
        ),
    ] = None,
    workers: Annotated[
        int, typer.Option(min=0, max=256, help="Processes; 0: one a processor.")
    ] = 1,
) -> None:
    """Print one JSON object a sentence, one a line; docs/record.md describes the fields.

    Input on standard input has one object {id, text, published, title, source, url} a line; all
    but the text may be missing. A bad line is named on standard error and the others are printed.
    Each document is printed as soon as it is analysed, in the order of the input.

    Exit codes: 0 all read, 3 some input bad or missing, 1 no document at all.

    Examples: python -m pipeline annotate article.txt;
    python -m pipeline annotate - < articles.jsonl
    """
    if not files and sys.stdin.isatty():
        say("Error: name files, or pipe JSON lines in; see python -m pipeline annotate --help")
        raise typer.Exit(2)
    with command() as settings:
        check_gazetteer()
        source = _Source(files or ["-"], settings)
        for result in run(analyse, source.found(), workers):
            if isinstance(result, Rejected):
                source.reject(result)
            else:
                source.analysed += 1
                _print(result)
        raise typer.Exit(source.end())


class _Source:
    """The input of the command, and what became of it."""

    def __init__(self, names: list[str], settings: Settings) -> None:
        self._names = names
        self._settings = settings
        self._complete = True
        self._notices: Counter[Notice] = Counter()
        self.analysed = 0

    def found(self) -> Iterator[Found]:
        """Yield the documents; what is bad is named on standard error on the way."""
        for name in self._names:
            try:
                yield from self._documents(name)
            except MissingPathError as error:
                self._complete = False
                say(f"Error: {error}")

    def reject(self, rejected: Rejected) -> None:
        """Name a bad input on standard error."""
        self._complete = False
        say(f"Error: {rejected}")

    def end(self) -> Exit:
        """Sum up the remarks on standard error and return how the command ends."""
        for notice, number in sorted(self._notices.items()):
            say(f"Note: {number} of {self.analysed} documents: {notice}")
        return outcome(self.analysed, self._complete)

    def _documents(self, name: str) -> Iterator[Found]:
        files = [None] if name == "-" else find_files(Path(name))
        for file in files:
            items = read_path(file, self._settings) if file else read_standard_input(self._settings)
            for item in items:
                if isinstance(item, Rejected):
                    self.reject(item)
                else:
                    self._notices.update(item.notices)
                    yield item


def _print(annotated: model.Annotated) -> None:
    from pipeline.record import records  # noqa: PLC0415

    for record in records(annotated):
        sys.stdout.buffer.write(orjson.dumps(record) + b"\n")
    sys.stdout.buffer.flush()
