"""``repair``: is the store whole, and back to the last good snapshot when it is not."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.console import Exit, StoreOption, command, on_this_machine, say
from pipeline.store import Examined, examine
from pipeline.store import repair as repair_store

#: Faults that are named one by one.
_NAMED = 20


def repair(
    store: StoreOption = None,
    check: Annotated[
        bool, typer.Option("--check", help="Only report; change nothing, wait for nobody.")
    ] = False,
) -> None:
    """Read every snapshot of the store whole, and restore the last good one when need be.

    What is damaged is moved to `set-aside/` in the store, nothing is deleted. Exit codes: 0 the
    current snapshot is whole, or is so again; 1 no snapshot is whole, or there is none; 3 with
    --check: the current snapshot is damaged and another one is whole.

    Example: python -m pipeline repair --check
    """
    with command() as settings:
        folder = on_this_machine(store or settings.store)
        code = _check(folder) if check else _repair(folder, settings.wait_seconds)
    raise typer.Exit(code)


def _check(folder: Path) -> Exit:
    found = examine(folder)
    _tell(found)
    if not found:
        say(f"Error: {folder}: there is no store yet")
    if not any(one.whole for one in found):
        return Exit.FAILED
    return Exit.PARTIAL if found[0].faults else Exit.OK


def _repair(folder: Path, wait_seconds: float) -> Exit:
    if not folder.is_dir():
        say(f"Error: {folder}: there is no store yet")
        return Exit.FAILED
    done = repair_store(folder, wait_seconds)
    _tell(list(done.examined))
    if done.left_overs:
        typer.echo(f"{done.left_overs} unfinished files of killed runs removed")
    if done.restored is not None:
        typer.echo(
            f"snapshot {done.restored.restored_from} is current again, as snapshot "
            f"{done.restored.number} with {done.restored.documents} documents; "
            f"what was damaged lies in {done.set_aside}"
        )
        typer.echo("Run again over the articles to add what came later.")
    return Exit.OK if done.examined else Exit.FAILED


def _tell(found: list[Examined]) -> None:
    for position, one in enumerate(found):
        kept = "current" if position == 0 else "kept"
        typer.echo(f"{one.name} ({kept}): {'damaged' if one.faults else 'whole'}")
        for fault in one.faults[:_NAMED]:
            say(f"  {fault}")
