"""Every file of a store is damaged in turn; what is said then, and what the repair leaves."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from typer.testing import CliRunner

from benchmarks.faults.articles import write_round
from benchmarks.faults.child import Task, finish
from benchmarks.faults.contents import contents, faults
from pipeline.cli import app
from pipeline.cli.console import Exit

#: After every so many repairs a run goes on with the store.
_RUN_EVERY = 8
#: What ``_repaired`` returns where no snapshot is whole.
_LOST = 3
#: Files that a store does without.
_NEEDLESS = {"writer.lock"}


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _flipped(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)


DAMAGES: dict[str, Callable[[Path], None]] = {
    "missing": Path.unlink,
    "cut": _cut,
    "flipped": _flipped,
}


@dataclass(frozen=True, slots=True)
class Damaged:
    """What came of the damages.

    Attributes:
        files: Files of the store that were damaged, each in every way.
        unnoticed: Damages of which the check knew nothing: of files that no snapshot needs.
        newest: Repairs after which the newest snapshot was whole again.
        former: Repairs that went back to the one before.
        lost: Damages of files that both snapshots need: said, and nothing changed.
        wrong: Damages after which something else came out, each with what.
        went_on: Runs after a repair that gave the store of an undisturbed run.
    """

    files: int
    unnoticed: int
    newest: int
    former: int
    lost: int
    wrong: tuple[str, ...]
    went_on: int


def damages(folder: Path, task: Task, new: int) -> Damaged:
    """Make a store of two snapshots and damage a copy of it, one file and one way at a time."""
    store, stages = folder / "store", []
    run = replace(task, arguments=("run", str(folder / "in"), "--store", str(store)))
    for round_ in range(2):
        write_round(folder / "in", round_, new)
        if code := finish(run):
            raise RuntimeError(f"a run ended with {code}")
        stages.append(contents(store))
    files = sorted(path.relative_to(store) for path in _files(store))
    counts, wrong, went_on = [0, 0, 0, 0], [], 0
    for number, (file, name) in enumerate((file, name) for file in files for name in DAMAGES):
        copy = folder / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(store, copy)
        DAMAGES[name](copy / file)
        came = _repaired(copy, stages)
        if came < 0:
            wrong.append(f"{name} {file}")
            continue
        counts[came] += 1
        if came < _LOST and number % _RUN_EVERY == 0:
            again = replace(run, arguments=("run", str(folder / "in"), "--store", str(copy)))
            equal = finish(again) == 0 and contents(copy) == stages[-1]
            went_on += equal
            wrong += [] if equal else [f"run after {name} {file}"]
    unnoticed, newest, former, lost = counts
    return Damaged(len(files), unnoticed, newest, former, lost, tuple(wrong), went_on)


def _files(store: Path) -> list[Path]:
    return [path for path in store.rglob("*") if path.is_file() and path.name not in _NEEDLESS]


def _repaired(store: Path, stages: list[dict[str, list[bytes]]]) -> int:
    """Return 0 for nothing noticed, 1 for the newest snapshot, 2 the former, 3 none, -1 else."""
    before = {path: path.read_bytes() for path in _files(store)}
    check = CliRunner().invoke(app, ["repair", "--check", "--store", str(store)])
    if check.exit_code == Exit.OK:
        return 0 if contents(store) == stages[-1] else -1
    repaired = CliRunner().invoke(app, ["repair", "--store", str(store)])
    if check.exit_code == repaired.exit_code == Exit.FAILED:
        said = "no snapshot is whole" in repaired.stderr
        kept = all(path.read_bytes() == before[path] for path in before)
        return _LOST if said and kept else -1
    if check.exit_code != Exit.PARTIAL or repaired.exit_code != Exit.OK or faults(store):
        return -1
    found = contents(store)
    return next((2 - at for at in (1, 0) if found == stages[at]), -1) if found else -1
