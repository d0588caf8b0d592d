"""The driver of a partitioned run: it hands out partitions, commits what comes back, publishes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import tee

import structlog

from pipeline.batch import Report
from pipeline.bulk.inputs import Input, Partition, inputs_of, partitions
from pipeline.bulk.task import Annotated, Job, annotate_partition, for_workers
from pipeline.engine import Engine
from pipeline.files import printable
from pipeline.quarantine import Quarantine
from pipeline.readers import MissingPathError
from pipeline.remote import Folder
from pipeline.settings import Settings
from pipeline.store.loading import Loader, open_loader


@dataclass(slots=True)
class _Drive:
    loader: Loader
    quarantine: Quarantine
    store: Folder
    settings: Settings
    methodology: str
    stop: Callable[[], bool]
    report: Report = field(default_factory=Report)
    _waiting: dict[int, Annotated | None] = field(default_factory=dict)
    _files: dict[int, tuple[Input, ...]] = field(default_factory=dict)
    _next: int = 0
    _ready: list[Annotated] = field(default_factory=list)

    def jobs(self, paths: Iterable[Folder]) -> Iterator[Job]:
        """Yield the work that is left; asked to stop, it ends early."""
        divided = partitions(self._new(paths), self.settings.partition_bytes)
        if self.loader.goes_on:  # before anything is analysed that could not be published
            divided, whole = tee(divided)
            self.loader.must_meet([one.name for one in whole])
        for partition in divided:
            if self.stop():
                self.report.stopped = True
                return
            if self.loader.is_loaded(partition.name):
                self.report.resumed += 1
                self.loader.skip([one.digest for one in partition.inputs])
                self._waiting[partition.number] = None
                continue
            self._files[partition.number] = partition.inputs
            yield self._job(partition)

    def take(self, done: Annotated) -> None:
        """Take what a worker gives back; partitions are committed in their order."""
        self._waiting[done.number] = done
        while self._next in self._waiting:
            ready = self._waiting.pop(self._next)
            self._next += 1
            if ready is not None:
                self._ready.append(ready)
            # In here: many may have waited for one, and a driver that dies loses one batch only.
            if len(self._ready) >= self.settings.commit_partitions:
                self.commit()

    def commit(self) -> None:
        """Commit what is ready."""
        if not self._ready:
            return
        loaded = [done.loaded for done in self._ready if done.loaded is not None]
        for done in self._ready:
            self._count(done)
        # First: what is committed is not read again. An entry that is met twice stays one.
        self.quarantine.save()
        self.report.states += self.loader.commit(loaded)
        self._ready = []

    def _new(self, paths: Iterable[Folder]) -> Iterator[Input]:
        known = set(self.loader.known_inputs)
        for path in paths:
            try:
                for one in inputs_of(path, self.settings, self.methodology, self.store):
                    if one.digest in known:
                        self.report.known += 1
                    else:
                        known.add(one.digest)
                        yield one
            except MissingPathError as error:
                self.report.missing.append(str(error))

    def _job(self, partition: Partition) -> Job:
        name = self.loader.part_name(partition.name)
        store = str(self.store.resolve())
        return Job(partition, store, name, for_workers(self.settings), self.methodology)

    def _count(self, done: Annotated) -> None:
        report = self.report
        report.partitions += 1
        report.sentences += done.sentences
        report.duplicates += done.duplicates
        report.rejected += done.rejected
        report.notices += done.notices
        for rejected in done.summary():
            report.keep(rejected, self.quarantine)
        for one in self._files.pop(done.number, ()):
            self.quarantine.read_again(printable(str(one.path)))


def run_partitioned(
    paths: Iterable[Folder],
    store: Folder,
    engine: Engine,
    settings: Settings,
    methodology: str,
    on_partition: Callable[[], None] = lambda: None,
    stop: Callable[[], bool] = lambda: False,
) -> Report:
    """Read, analyse and store all files below the paths on an engine, and publish a new snapshot.

    A run that was killed goes on where it was when it is given again; files that are in the store
    by the same rules are not read. Readers of the store see all of the run or nothing of it.

    Args:
        paths: Files and folders, which the workers must reach by the same names.
        store: Folder of the store, the same for the workers.
        engine: Where the partitions are worked on.
        settings: Limits.
        methodology: Version of the rules.
        on_partition: Called after each partition.
        stop: Asked before each partition whether the run is to end early.

    Raises:
        StoreError: When the store cannot be written; the former snapshot stays.
        RefusedError: When the new snapshot looks like garbage; the former snapshot stays.
        EngineError: When the engine gave up; what is committed stays for the next try.
    """
    with open_loader(store, settings, methodology, stop) as loader:
        quarantine = Quarantine(store / "quarantine", settings.quarantine_bytes)
        drive = _Drive(loader, quarantine, store, settings, methodology, stop)
        for done in engine.run(annotate_partition, drive.jobs(paths)):
            drive.take(done)
            on_partition()
        drive.commit()
        report = drive.report
        if report.partitions or report.resumed or report.known:
            report.manifest = loader.publish(report.set_aside)
    structlog.get_logger().info(
        "partitioned_run_ended",
        partitions=report.partitions,
        resumed=report.resumed,
        documents=report.documents,
        store=str(store),
    )
    return report
