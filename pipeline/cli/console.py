"""What commands share: exit codes, messages on standard error, logging, progress."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path
from typing import Annotated, cast

import pyarrow as pa
import typer
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from pipeline.boundaries import PolicyError
from pipeline.engine import EngineError
from pipeline.language.tables import TableError
from pipeline.logs import configure
from pipeline.quarantine import DamagedIndexError
from pipeline.remote import Folder, RemotePath, located
from pipeline.settings import Settings, SettingsError, load
from pipeline.store import StoreError

#: What says itself which file or setting is wrong, and what to do.
_TOLD = (StoreError, SettingsError, PolicyError, DamagedIndexError, EngineError, TableError)
#: For commands that log from another level on than the settings say.
configure_logging = configure


class Exit(IntEnum):
    """How a command ends; 2 is taken by wrong usage."""

    OK = 0
    FAILED = 1
    PARTIAL = 3
    ALERTS = 4


def _folder(given: str | Path) -> Path:
    """Read a folder from a path or an address.

    Raises:
        BadParameter: For an address of another kind, which would else become a folder.
    """
    try:
        # The command line knows no type for either of two: it is a ``Folder``.
        return cast("Path", located(str(given)))
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


def on_this_machine(store: Folder) -> Path:
    """Return the folder of a store for a command that needs one on a disk.

    Raises:
        StoreError: When it lies in an object store.
    """
    if isinstance(store, RemotePath):
        raise StoreError(f"{store}: this command needs a store in a folder of this machine")
    return store


#: The option that names the store, of all commands that use it.
StoreOption = Annotated[
    Path | None,
    typer.Option(
        "--store",
        parser=_folder,
        metavar="URI",
        help="Folder of the store, or file:///, s3://, gs://.",
    ),
]


def say(message: str) -> None:
    """Write a line for people to standard error."""
    typer.echo(message, err=True)


@contextmanager
def command() -> Iterator[Settings]:
    """Give a command its settings, and turn what may go wrong into a message and an exit code."""
    try:
        settings = load()
        configure(settings.log_level)
        yield settings
        sys.stdout.flush()
    except BrokenPipeError:
        # Who reads us has seen enough, as `head` does. What is left in the buffer goes nowhere,
        # so that the interpreter does not complain about it at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(Exit.OK) from None
    except BrokenProcessPool as error:
        say("Error: a worker process was killed, perhaps for want of memory; try --workers 1")
        raise typer.Exit(Exit.FAILED) from error
    except pa.ArrowException as error:
        say(f"Error: the store cannot be read ({error}); see `python -m pipeline repair --check`")
        raise typer.Exit(Exit.FAILED) from error
    except _TOLD as error:
        say(f"Error: {error}")
        raise typer.Exit(Exit.FAILED) from error


def outcome(processed: int, complete: bool) -> Exit:
    """Return the exit code of a command that processed documents."""
    if complete and processed:
        return Exit.OK
    return Exit.PARTIAL if processed else Exit.FAILED


@contextmanager
def progress() -> Iterator[Callable[[], None]]:
    """Count documents on standard error while it is a terminal; yields what counts one."""
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("documents"), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task("documents", total=None)
        yield lambda: bar.advance(task)
