"""The command line, one file a command."""

from __future__ import annotations

import typer

from pipeline.cli.alerts import alerts
from pipeline.cli.annotate import annotate
from pipeline.cli.backup import backup, restore
from pipeline.cli.briefing import briefing
from pipeline.cli.compact import compact
from pipeline.cli.export import export
from pipeline.cli.gazetteer import gazetteer
from pipeline.cli.index import index
from pipeline.cli.repair import repair
from pipeline.cli.run import run
from pipeline.cli.status import status
from pipeline.cli.watch import watch

_HELP = """
Lagebild: from German news text to tension figures that lead back to their sentences.

Exit codes: 0 all went well, 1 nothing could be done, 2 wrong usage, 3 some of the input was set
aside or missing, or the store is damaged, and the rest was processed, 4 alerts found there is
something to tell.
"""

app = typer.Typer(
    help=_HELP,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,  # locals hold article text
)
_COMMANDS = (
    *(run, watch, annotate, index, alerts, export, briefing, status, gazetteer),
    *(compact, repair, backup, restore),
)
for _command in _COMMANDS:
    app.command()(_command)

__all__ = ["app"]
