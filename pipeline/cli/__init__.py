"""The command line, one file a command."""

from __future__ import annotations

import typer

from pipeline.cli.annotate import annotate
from pipeline.cli.backup import backup, restore
from pipeline.cli.export import export
from pipeline.cli.gazetteer import gazetteer
from pipeline.cli.repair import repair
from pipeline.cli.run import run
from pipeline.cli.status import status

_HELP = """
Lagebild: from German news text to tension figures that lead back to their sentences.

Exit codes: 0 all went well, 1 nothing could be done, 2 wrong usage, 3 some of the input was set
aside or missing, or the store is damaged, and the rest was processed.
"""

app = typer.Typer(
    help=_HELP,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,  # locals hold article text
)
for _command in (run, annotate, export, status, gazetteer, repair, backup, restore):
    app.command()(_command)

__all__ = ["app"]
