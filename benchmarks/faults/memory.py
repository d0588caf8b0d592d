"""Peak memory of a run over input of several sizes."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.faults.articles import text
from benchmarks.faults.child import Task, finish


@dataclass(frozen=True, slots=True)
class Peak:
    """Size of the input and greatest resident memory of the run, both in MiB."""

    documents: int
    input_mib: float
    peak_mib: float
    seconds: float


def peaks(folder: Path, documents: Sequence[int], sentences: int, task: Task) -> list[Peak]:
    """Run over so many documents of so many sentences each, in one process."""
    found = []
    for number in documents:
        source = folder / f"{number}.jsonl"
        with source.open("w", encoding="utf-8") as file:
            for at in range(number):
                line = {"id": str(at), "text": text(at, sentences), "published": "2022-01-18"}
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
        report = folder / f"{number}.json"
        store = str(folder / f"store-{number}")
        arguments = ("run", str(source), "--store", store, "--workers", "1")
        began = time.monotonic()
        if code := finish(replace(task, arguments=arguments, report=report), seconds=3600):
            raise RuntimeError(f"the run ended with {code}")
        seconds = time.monotonic() - began
        peak = json.loads(report.read_bytes())["peak_mib"]
        found.append(Peak(number, source.stat().st_size / 2**20, peak, seconds))
    return found
