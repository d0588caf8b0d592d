"""``run``: analyse files and store what was found."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.batch import Report, run_batch
from pipeline.cli.console import Exit, StoreOption, command, outcome, progress, say
from pipeline.stopping import graceful


def run(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH...",
            readable=False,  # looked at one by one, so that the others are processed
            help="Files or folders; docs/cli.md lists the formats.",
        ),
    ],
    store: StoreOption = None,
    workers: Annotated[
        int | None, typer.Option(min=0, max=256, help="Processes; 0: one a processor.")
    ] = None,
) -> None:
    """Analyse articles and store the results; the dashboard shows them at its next refresh.

    In folders, hidden files, symbolic links, README.md and LICENSE are passed over. What cannot be
    read is set aside with its reason (see `status`), and the run goes on.

    SIGTERM or Ctrl-C ends a run early and stores what it has analysed; a second one ends it now.

    Exit codes: 0 all read, 3 some input set aside or missing, or stopped early, 1 no document.

    Example: python -m pipeline run seeds --store data/store
    """
    with command() as settings:
        from pipeline.methodology import methodology  # noqa: PLC0415  loads spaCy

        given = {} if workers is None else {"workers": workers}
        used = settings.model_copy(update=given)
        target = store or settings.store
        with progress() as advance, graceful() as stop:
            version = methodology(used.language, used.ner_model, used.boundary_policy)
            report = run_batch(paths, target, used, version, advance, stop)
        _tell(report, target)
        code = outcome(report.documents, report.complete)
        raise typer.Exit(Exit.PARTIAL if report.stopped else code)


def _tell(report: Report, store: Path) -> None:
    for message in report.missing:
        say(f"Error: {message}")
    for rejected in report.examples:
        say(f"Set aside: {rejected}")
    if (more := report.rejected.total() - len(report.examples)) > 0:
        say(f"Set aside: {more} more; see `python -m pipeline status --store {store}`")
    for notice, number in sorted(report.notices.items()):
        say(f"Note: {number} of {report.documents} documents: {notice}")
    if report.stopped:
        say("Stopped early: what was analysed is stored; run again to go on")
    if not report.documents and report.complete:
        say("Error: there is no file below the paths given")
    typer.echo(
        f"{report.documents} documents: {report.states['new']} new, "
        f"{report.states['changed']} changed, {report.states['unchanged']} unchanged; "
        f"{report.duplicates} duplicates, {report.rejected.total()} set aside; "
        f"{report.sentences} sentences written"
    )
    if report.manifest is not None:
        typer.echo(
            f"{store}: snapshot {report.manifest.number}, {report.manifest.documents} documents"
        )
