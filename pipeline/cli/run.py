"""``run``: analyse files and store what was found."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline.batch import Report, run_batch
from pipeline.bulk import run_partitioned
from pipeline.cli.console import Exit, StoreOption, command, outcome, progress, say
from pipeline.engine import Engine, Local
from pipeline.engine.dask import Dask
from pipeline.places.intact import check_gazetteer
from pipeline.remote import Folder, located
from pipeline.settings import Settings
from pipeline.stopping import graceful
from pipeline.store import discard as discard_load


class EngineName(StrEnum):
    """Where a run analyses."""

    LOCAL = "local"
    DASK = "dask"


def run(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH...",
            readable=False,  # looked at one by one, so that the others are processed
            help="Files or folders; docs/cli.md lists the formats.",
        ),
    ] = None,
    store: StoreOption = None,
    workers: Annotated[
        int | None, typer.Option(min=0, max=256, help="Processes; 0: one a processor.")
    ] = None,
    engine: Annotated[
        EngineName, typer.Option(help="Processes of this machine, or a Dask cluster.")
    ] = EngineName.LOCAL,
    scheduler: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Of the Dask scheduler, tcp://host:8786.")
    ] = None,
    partitioned: Annotated[
        bool,
        typer.Option("--partitioned", help="Let workers write; for large inputs (docs/scale.md)."),
    ] = False,
    discard: Annotated[
        bool, typer.Option("--discard", help="Drop a partitioned run that did not end.")
    ] = False,
) -> None:
    """Analyse articles and store the results; the dashboard shows them at its next refresh.

    In folders, hidden files, symbolic links, README.md and LICENSE are passed over. What cannot be
    read is set aside with its reason (see `status`), and the run goes on.

    SIGTERM or Ctrl-C ends a run early and stores what it has analysed; a second one ends it now.

    Exit codes: 0 all read, 3 some input set aside or missing, or stopped early, 1 no document.

    Example: python -m pipeline run seeds --store data/store
    """
    if not paths and not discard:
        raise typer.BadParameter("name at least one file or folder", param_hint="PATH...")
    if (engine == EngineName.DASK) != (scheduler is not None):
        raise typer.BadParameter("--engine dask and --scheduler go together")
    if engine == EngineName.DASK and workers is not None:
        raise typer.BadParameter("--workers is for this machine; the cluster has its own workers")
    with command() as settings:
        given = {} if workers is None else {"workers": workers}
        used = settings.model_copy(update=given)
        target = store or settings.store
        given_paths = [_path(path) for path in paths or ()]
        if discard and discard_load(target, used.wait_seconds):
            say(f"{target}: the partitioned run that had not ended was dropped")
        if not given_paths:
            raise typer.Exit(Exit.OK)
        chosen = Dask(scheduler) if scheduler else Local(used.workers) if partitioned else None
        report = _run(given_paths, target, used, chosen)
        _tell(report, target)
        code = outcome(report.documents + report.known + report.resumed, report.complete)
        raise typer.Exit(Exit.PARTIAL if report.stopped else code)


def _path(given: Path) -> Folder:
    try:
        return located(given)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="PATH...") from error


def _run(paths: list[Folder], store: Folder, settings: Settings, engine: Engine | None) -> Report:
    from pipeline.methodology import methodology  # noqa: PLC0415  loads spaCy

    check_gazetteer()
    version = methodology(settings.language, settings.ner_model, settings.boundary_policy)
    with progress() as advance, graceful() as stop:
        if engine is None:
            return run_batch(paths, store, settings, version, advance, stop)
        return run_partitioned(paths, store, engine, settings, version, advance, stop)


def _tell(report: Report, store: Folder) -> None:
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
    if not (report.documents or report.known or report.resumed) and report.complete:
        say("Error: there is no file below the paths given")
    if report.known or report.resumed:
        say(
            f"Note: {report.known} files are in the store by these rules; {report.resumed} "
            "partitions were there from a run that had not ended"
        )
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
