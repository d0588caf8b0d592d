"""``python -m benchmarks.load [--sessions 50] [--mentions 200000] [--changes 6]``; Linux only.

Every session opens the overview, then changes its filter by country so many times, with ten seconds
to think in between. Meanwhile a pipeline analyses new articles and publishes snapshots, which every
session sees at its next change.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

from benchmarks.faults.articles import write_round
from benchmarks.load.session import Session
from benchmarks.load.store import generate
from benchmarks.serving import ROOT, serving
from benchmarks.soak.processes import sample
from pipeline.store import Snapshot

_THINK = 10.0
#: Seconds after which a page that is not whole counts as failed.
_PATIENCE = 600.0


async def _reader(
    port: int, changes: int, seed: int, loads: list[float], times: list[float], faults: list[str]
) -> None:
    chance = random.Random(seed)
    await asyncio.sleep(chance.uniform(0, 2 * _THINK))
    try:
        session = await Session.open(port)
        loads.append(await asyncio.wait_for(session.load(), _PATIENCE))
        for _ in range(changes):
            await asyncio.sleep(chance.uniform(0.8, 1.2) * _THINK)
            wanted = chance.sample(session.countries, chance.randint(1, 3))
            times.append(await asyncio.wait_for(session.choose(wanted), _PATIENCE))
        faults += session.faults
        await session.connection.close()
    except Exception as error:  # noqa: BLE001  whatever goes wrong for a reader is a failure
        faults.append(f"{type(error).__name__}: {error}")


async def _writes(store: Path, folder: Path) -> int:
    """Let a pipeline write again and again until it is cancelled; returns how often it did."""
    number = 0
    command = (sys.executable, "-m", "pipeline", "run", str(folder), "--store", str(store))
    while True:
        number += 1
        write_round(folder, number, 5)
        process = await asyncio.create_subprocess_exec(
            *command, "--workers", "1", cwd=ROOT, stdout=subprocess.DEVNULL
        )
        try:
            if await process.wait():
                raise RuntimeError("a run failed")
        except asyncio.CancelledError:
            process.terminate()
            await process.wait()
            return number


async def _sampled(pid: int, store: Path, peaks: list[float]) -> None:
    while True:
        peaks.append(sample(pid, 0, store).mib)
        await asyncio.sleep(1)


async def _load(port: int, pid: int, store: Path, new: Path, sessions: int, changes: int) -> None:
    loads: list[float] = []
    times: list[float] = []
    faults: list[str] = []
    peaks: list[float] = []
    before, began = _processor(pid), time.monotonic()
    snapshot = Snapshot.open(store).manifest.number
    beside = [
        asyncio.create_task(_writes(store, new)),
        asyncio.create_task(_sampled(pid, store, peaks)),
    ]
    readers = (_reader(port, changes, n, loads, times, faults) for n in range(sessions))
    await asyncio.gather(*readers)
    used, wall = _processor(pid) - before, time.monotonic() - began
    for task in beside:
        task.cancel()
    await asyncio.gather(*beside, return_exceptions=True)
    written = Snapshot.open(store).manifest.number - snapshot
    print(
        f"{sessions} sessions, {len(times)} changes in {wall:.0f} s, {written} snapshots written"
        f" meanwhile; load of the machine {os.getloadavg()[0]:.1f}"
    )
    print(f"failures: {len(faults)} {faults[:3]}")
    for name, found in (("first page", loads), ("change of the filter", times)):
        if len(found) < 2:
            print(f"{name}: {found}")
            continue
        p95 = quantiles(found, n=20, method="inclusive")[-1]
        print(f"{name}: median {median(found):.2f} s, p95 {p95:.2f} s, most {max(found):.2f} s")
    share = used / max(1, len(loads) + len(times))
    print(
        f"processor time a page: {share:.3f} s; memory of the server {max(peaks):.0f} MiB at most"
    )


def _processor(pid: int) -> float:
    """Return the seconds of processor time that a process used."""
    words = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def main(folder: Path, sessions: int, mentions: int, changes: int) -> None:
    """Make a store, start the dashboard, and let readers and a pipeline at it."""
    store = folder / "store"
    if not store.exists():
        began = time.monotonic()
        generate(store, mentions)
        print(f"store of {Snapshot.open(store).counts()} in {time.monotonic() - began:.0f} s")
    with serving(store, folder) as server:
        asyncio.run(_load(server.port, server.pid, store, folder / "new", sessions, changes))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=50)
    parser.add_argument("--mentions", type=int, default=200_000)
    parser.add_argument("--changes", type=int, default=6)
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        main(given.folder or Path(temporary), given.sessions, given.mentions, given.changes)
