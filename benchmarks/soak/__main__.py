"""``python -m benchmarks.soak [--minutes 30] [--folder FOLDER]``: a long watch. Linux only.

Feeds on this machine get new entries and other texts for old ones every few seconds, and fail now
and then; `watch` asks them every five seconds. A minute is a day of theirs, so that the days among
which copies are looked for pass, as they do in a watch of months. In the end it is compared what
they gave and what the store holds. Files are kept for no time beyond the kept snapshots, so that
half an hour removes as many of them as days do with the default.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import linear_regression, mean

from benchmarks.faults.contents import faults
from benchmarks.soak.articles import article
from benchmarks.soak.feeds import Feed, Feeds, served
from benchmarks.soak.processes import Sample, sample
from pipeline.store import Snapshot
from pipeline.watch import read_health

ROOT = Path(__file__).parent.parent.parent
_SETTINGS = {"FETCH_LOOPBACK": "true", "FETCH_SECONDS": "5", "KEEP_HOURS": "0"}
#: Seconds between two changes of the feeds, and seconds that the last of it may take.
_TICK, _LAST = 5.0, 180.0
#: Seconds that are a day of the feeds.
_DAY = 60.0
#: New entries of a feed at a change, at most.
_MOST_NEW = 6


def main(minutes: float, folder: Path) -> None:
    """Run, and print what was measured."""
    feeds = Feeds({name: Feed(name) for name in ("nord", "mitte", "sued")}, random.Random(1))
    end, until = datetime.now(UTC), time.monotonic() + minutes * _DAY
    feeds.clock = lambda: end - timedelta(days=max(0.0, until - time.monotonic()) / _DAY)
    store, articles = folder / "store", folder / "articles"
    articles.mkdir(parents=True, exist_ok=True)
    with served(feeds) as base, (folder / "watch.log").open("w", encoding="utf-8") as log:
        sources = [*(f"{base}/{name}" for name in feeds.feeds), str(articles)]
        command = [sys.executable, "-m", "pipeline", "watch", *sources]
        watch = subprocess.Popen(
            [*command, "--every", "5s", "--store", str(store)],
            cwd=ROOT,
            env={**os.environ, **{f"LAGEBILD_{name}": value for name, value in _SETTINGS.items()}},
            stderr=log,
            stdout=log,
        )
        try:
            samples = _changing(feeds, watch, minutes * 60, store, articles)
            _settle(feeds, store)
        finally:
            watch.send_signal(signal.SIGTERM)
            code = watch.wait(120)
    with (folder / "samples.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, asdict(samples[0]))
        writer.writeheader()
        writer.writerows(asdict(one) for one in samples)
    print(f"exit code {code}; answers {dict(feeds.answers)}; {feeds.edits} texts changed")
    _tell_memory(samples)
    _tell_documents(feeds, store, articles)


def _changing(
    feeds: Feeds, watch: subprocess.Popen[bytes], seconds: float, store: Path, articles: Path
) -> list[Sample]:
    began = time.monotonic()
    samples = []
    number = 0
    while (since := time.monotonic() - began) < seconds:
        if watch.poll() is not None:
            raise RuntimeError(f"the watch ended with {watch.returncode}; see watch.log")
        feeds.change(_MOST_NEW)
        if int(since) // 60 >= number:
            name = articles / f"{number:04}.txt"
            name.write_text(f"published: 2026-01-05\n\n{article(feeds.chance)}", encoding="utf-8")
            number += 1
        samples.append(sample(watch.pid, since, store))
        time.sleep(_TICK)
    return samples


def _settle(feeds: Feeds, store: Path) -> None:
    """Wait until all was given and stored."""
    feeds.failing = False
    until = time.monotonic() + _LAST
    while not feeds.all_given() and time.monotonic() < until:
        time.sleep(1)
    rounds = _rounds(store)
    while _rounds(store) < rounds + 2 and time.monotonic() < until:
        time.sleep(1)


def _rounds(store: Path) -> int:
    health = read_health(store)
    return int(health["rounds"]) if health else 0


def _tell_memory(samples: Sequence[Sample]) -> None:
    third = max(1, len(samples) // 3)
    for name, part in (("first", samples[:third]), ("last", samples[-third:])):
        print(
            f"{name} third: {mean(one.mib for one in part):.1f} MiB on average,"
            f" {max(one.mib for one in part):.1f} at most;"
            f" {part[-1].processes} processes, {part[-1].threads} threads,"
            f" {part[-1].files} open files; store {part[-1].store_mib} MiB"
            f" in {part[-1].store_files} files"
        )
    late = samples[third:]
    slope = linear_regression([one.seconds for one in late], [one.mib for one in late]).slope
    print(f"slope of the last two thirds: {slope * 3600:+.1f} MiB an hour")


def _tell_documents(feeds: Feeds, store: Path, articles: Path) -> None:
    columns = ["doc_id", "text"]
    rows = Snapshot.open(store).dataset("documents").to_table(columns=columns).to_pylist()
    stored = {row["doc_id"]: row["text"] for row in rows}
    missing = [name for name in feeds.given if name not in stored]
    older = [name for name, text in feeds.given.items() if stored.get(name, text) != text]
    files = len(list(articles.iterdir()))
    health = read_health(store)
    print(
        f"{len(feeds.made)} entries made, {len(feeds.given)} given, {files} files;"
        f" {len(rows)} documents stored; missing {len(missing)}, twice {len(rows) - len(stored)},"
        f" of an older text {len(older)}, others {len(stored) - len(feeds.given) - files};"
        f" faults of the store {faults(store)}; rounds {health and health['rounds']},"
        f" waiting {health and health['waiting']}"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        main(given.minutes, given.folder or Path(temporary))
