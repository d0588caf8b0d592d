"""``backup`` and ``restore``: a copy of the store, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.console import StoreOption, command, on_this_machine
from pipeline.store import backup as copy_store
from pipeline.store import restore as restore_store


def backup(
    destination: Annotated[
        Path, typer.Argument(metavar="DEST", help="A folder that is not there.")
    ],
    store: StoreOption = None,
) -> None:
    """Copy the current snapshot and what was set aside to a new folder; runs may go on meanwhile.

    The copy is read again before it gets its name. It is a store itself: every command takes it
    with --store.

    Example: python -m pipeline backup build/backup
    """
    with command() as settings:
        manifest = copy_store(on_this_machine(store or settings.store), destination)
        typer.echo(f"{destination}: snapshot {manifest.number}, {manifest.documents} documents")


def restore(
    source: Annotated[Path, typer.Argument(metavar="BACKUP", help="Folder made by `backup`.")],
    store: StoreOption = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Set the store aside that is there.")
    ] = False,
) -> None:
    """Make a backup the store. A store that is there is refused, or with --replace set aside.

    Example: python -m pipeline restore build/backup --replace
    """
    with command() as settings:
        folder = on_this_machine(store or settings.store)
        manifest = restore_store(source, folder, settings.wait_seconds, replaces=replace)
        typer.echo(f"{folder}: snapshot {manifest.number}, {manifest.documents} documents")
