"""A run in a process of its own that can be killed; forked from a server that has all loaded."""

from __future__ import annotations

import importlib
import json
import os
import re
import resource
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any, Literal

from typer.main import get_command

import pipeline.batch
import pipeline.cli
import pipeline.methodology
from pipeline.boilerplate import remove_boilerplate
from pipeline.model import Annotated, Cue, Document, Event, Place, Sentence

#: Where a process kills itself: module, function, before or after its call with that number.
#: A call number of 0 stands for one that the task names.
STAGES: dict[str, tuple[str, str, Literal["before", "after"], int]] = {
    "reading": ("pipeline.batch", "read_path", "before", 2),
    "analysing": ("pipeline.engine.work", "annotator", "before", 3),
    "deleting": ("pipeline.store.writer", "delete", "after", 0),
    "appending": ("pipeline.store.writer", "write_deltalake", "after", 0),
    # Five tables have rows of the stand-in; then comes the first one that is derived.
    "deriving": ("pipeline.store.writer", "write_deltalake", "after", 6),
    "tidying": ("pipeline.store.writer", "digests", "before", 1),
    "keeping": ("pipeline.store.manifest", "write_atomically", "before", 1),
    "publishing": ("pipeline.store.manifest", "write_atomically", "before", 2),
    "published": ("pipeline.store.manifest", "write_atomically", "after", 2),
}

#: The same for the driver of a partitioned run.
LOAD_STAGES: dict[str, tuple[str, str, Literal["before", "after"], int]] = {
    "committing": ("pipeline.store.loading", "read_part", "before", 0),
}

#: Made once, so that forked processes need not: the command line and what its runs remember.
_COMMAND = get_command(pipeline.cli.app)
_RULES = pipeline.methodology.methodology("de", None, None)
remove_boilerplate("", "de")

#: Modules that the server of forks imports before the first fork.
_PRELOADED = [__name__]


@dataclass(frozen=True, slots=True)
class Task:
    """What a process does.

    Attributes:
        arguments: Of the command line.
        settings: Environment, names without the prefix ``LAGEBILD_``.
        pause: Seconds that the stand-in takes for a document; None for the real analysis.
        stage: Where the process kills itself, see ``STAGES`` and ``LOAD_STAGES``; "" for nowhere.
        call: At which call of that stage.
        report: File for exit code, messages and peak memory in MiB, when it ends by itself.
        file_limit: Greatest size of a file in bytes, as a full disk would have it; 0 for none.
    """

    arguments: tuple[str, ...]
    settings: dict[str, str] = field(default_factory=dict)
    pause: float | None = 0.0
    stage: str = ""
    call: int = 1
    report: Path | None = None
    file_limit: int = 0


class StandIn:
    """Takes each line that ends with a full stop for a sentence with a place and an event."""

    def __init__(self, pause: float) -> None:
        self._pause = pause

    def annotate(self, document: Document) -> Annotated:
        """Return the sentences of a document after the pause."""
        time.sleep(self._pause)
        place = Place("Genf", 0, 4, "name", "p:1", "Genf", "CH", 46.2, 6.1, "city", "place", 0.9)
        cue = Cue("droht", 0, 5, "events:drohen")
        event = Event("THREATEN", "", "asserted", -4, ("RU",), ("UA",), None, None, None, (cue,))
        sentences = tuple(
            Sentence(
                match[0],
                match.start(),
                match.end(),
                index,
                escalation=0.4,
                places=(place,) if "Genf" in match[0] or index == 0 else (),
                events=(event,),
            )
            for index, match in enumerate(re.finditer(r"[^.\s][^.]*\.", document.text))
        )
        return Annotated(document, sentences, _RULES)


def preload_analysis() -> None:
    """Let forked processes have the real analysis loaded; before the first ``start`` only."""
    _PRELOADED.append("benchmarks.faults.loaded")


def preload(module: str) -> None:
    """Let forked processes have a module loaded, where the server of forks is not running yet."""
    if module not in _PRELOADED:
        _PRELOADED.append(module)
    get_context("forkserver").set_forkserver_preload(_PRELOADED)


def start(task: Task) -> ForkServerProcess:
    """Start a process; the first call takes as long as loading the pipeline does."""
    context = get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    process = context.Process(target=_work, args=(task,))
    process.start()
    return process


def finish(task: Task, seconds: float = 300) -> int:
    """Start a process and wait for its end; returns its exit code, negative for a signal.

    Raises:
        TimeoutError: When it takes too long; it is killed then.
    """
    process = start(task)
    process.join(seconds)
    if process.exitcode is None:
        process.kill()
        raise TimeoutError(f"{task.arguments} took more than {seconds} s")
    return process.exitcode


def _work(task: Task) -> None:
    os.environ.update({f"LAGEBILD_{name}": value for name, value in task.settings.items()})
    if task.pause is not None:
        stand_in = StandIn(task.pause)
        work: Any = importlib.import_module("pipeline.engine.work")
        work.annotator = lambda _language: stand_in
    if task.stage:
        _die_at(task.stage, task.call)
    messages = Path(os.devnull) if task.report is None else task.report.with_suffix(".err")
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    sys.stderr = messages.open("w", encoding="utf-8")
    if task.file_limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (task.file_limit, task.file_limit))
    code = 0
    try:
        _COMMAND(list(task.arguments), prog_name="python -m pipeline")
    except SystemExit as end:
        code = int(end.code or 0)
    sys.stderr.flush()
    if task.report is not None:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        task.report.write_text(json.dumps({"code": code, "peak_mib": peak}), encoding="utf-8")
    sys.exit(code)


def _die_at(stage: str, call: int) -> None:
    module_name, name, moment, fixed = (STAGES | LOAD_STAGES)[stage]
    module: Any = importlib.import_module(module_name)
    if stage == "analysing":
        dying = _Dying(module.annotator("de"), fixed)
        module.annotator = lambda _language: dying
        return
    original = getattr(module, name)
    setattr(module, name, _dying(original, moment, fixed or call))


def _dying(original: Callable[..., Any], moment: str, call: int) -> Callable[..., Any]:
    calls = 0

    def dying(*arguments: Any, **named: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == call and moment == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        result = original(*arguments, **named)
        if calls == call:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    return dying


def dying_after(annotator: Any, call: int) -> Any:
    """Return an analysis that kills its process at a call with that number."""
    return _Dying(annotator, call)


class _Dying:
    def __init__(self, annotator: Any, call: int) -> None:
        self.annotate = _dying(annotator.annotate, "before", call)
