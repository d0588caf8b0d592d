"""One run: files in, a new snapshot of the store out, and a report of what happened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import structlog

from pipeline.batches import batches
from pipeline.engine import analyse, run
from pipeline.files import printable
from pipeline.ingest import read_path
from pipeline.model import Annotated
from pipeline.quarantine import Quarantine, Reason, Rejected
from pipeline.readers import Found, MissingPathError, Notice, find_files
from pipeline.remote import Folder
from pipeline.repeats import Repeats
from pipeline.settings import Settings
from pipeline.store import Manifest, State, Writer, open_writer

#: Rejections that a report names one by one; the others are counted and lie in the quarantine.
_NAMED = 20


@dataclass(slots=True)
class Report:
    """What a run did.

    Attributes:
        states: Documents by how they compare with the store before.
        duplicates: Documents that were met twice in the run with the same content.
        sentences: Sentences that were written.
        rejected: Rejected inputs by reason.
        examples: The first rejected inputs.
        missing: Messages about paths that do not exist.
        notices: Remarks about documents that were read nevertheless.
        partitions: Partitions that were annotated, in a partitioned run.
        resumed: Partitions that a run which had not ended had committed.
        known: Files that were not read, since they are in the store already by the same rules.
        stopped: Whether the run was asked to stop before it had read everything.
        manifest: The snapshot after the run, None when the store is still empty.
    """

    states: Counter[State] = field(default_factory=Counter)
    duplicates: int = 0
    sentences: int = 0
    rejected: Counter[Reason] = field(default_factory=Counter)
    examples: list[Rejected] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    notices: Counter[Notice] = field(default_factory=Counter)
    partitions: int = 0
    resumed: int = 0
    known: int = 0
    stopped: bool = False
    manifest: Manifest | None = None

    @property
    def documents(self) -> int:
        """Documents that are in the store after the run because of its input."""
        return self.states.total()

    @property
    def complete(self) -> bool:
        """Whether all that was named was read."""
        return not self.rejected and not self.missing and not self.stopped

    @property
    def set_aside(self) -> float:
        """Share of the inputs that were set aside, 0 to 1."""
        rejected = self.rejected.total()
        return rejected / (rejected + self.documents) if rejected else 0.0

    def keep(self, rejected: Rejected, quarantine: Quarantine) -> None:
        """Put a rejected input into the quarantine, and among the examples while they are few."""
        quarantine.add(rejected)
        if len(self.examples) < _NAMED:
            self.examples.append(rejected)


class _Run:
    def __init__(
        self,
        writer: Writer,
        quarantine: Quarantine,
        store: Folder,
        settings: Settings,
        stop: Callable[[], bool],
        complete: Callable[[Found], Found] | None,
    ) -> None:
        self._writer = writer
        self._stop = stop
        self._complete = complete
        self._store = store
        self._quarantine = quarantine
        self._settings = settings
        self._repeats = Repeats()
        self.report = Report()

    def pending(self, paths: Iterable[Folder]) -> Iterator[Found]:
        """Yield what has to be analysed; the rest is counted and set aside on the way.

        Ends early when the run is asked to stop; what was yielded is analysed and stored still.
        """
        for path in paths:
            try:
                for file in find_files(path, leave_out=self._store):
                    yield from self._file(file)
                    if self.report.stopped:
                        return
            except MissingPathError as error:
                self.report.missing.append(str(error))

    def reject(self, rejected: Rejected) -> None:
        self.report.rejected[rejected.reason] += 1
        self.report.keep(rejected, self._quarantine)

    def write(self, batch: Iterable[Annotated | Rejected]) -> None:
        """Store what was analysed; results are taken, counted and let go one by one."""
        self._writer.write(self._analysed(batch))

    def _analysed(self, batch: Iterable[Annotated | Rejected]) -> Iterator[Annotated]:
        for result in batch:
            if isinstance(result, Rejected):
                self.reject(result)
                continue
            self.report.states[self._writer.state(result.document)] += 1
            self.report.sentences += len(result.sentences)
            yield result

    def _file(self, file: Folder) -> Iterator[Found]:
        for item in read_path(file, self._settings, self._complete):
            if self._stop():
                self.report.stopped = True
                return
            if isinstance(item, Rejected):
                self.reject(item)
            elif self._is_first(item):
                self.report.notices.update(item.notices)
                if self._writer.state(item.document) == "unchanged":
                    self.report.states["unchanged"] += 1
                else:
                    yield item
        self._quarantine.read_again(printable(str(file)))

    def _is_first(self, found: Found) -> bool:
        met = self._repeats.check(found)
        if isinstance(met, Rejected):
            self.reject(met)
        elif met == "repeat":
            self.report.duplicates += 1
        return met == "first"


def run_batch(
    paths: Iterable[Folder],
    store: Folder,
    settings: Settings,
    methodology: str,
    on_document: Callable[[], None] = lambda: None,
    stop: Callable[[], bool] = lambda: False,
    complete: Callable[[Found], Found] | None = None,
) -> Report:
    """Read, analyse and store all documents below the paths, and publish a new snapshot.

    What is stored already with the same content and methodology is not analysed again. Readers of
    the store see all of the run or nothing of it; a run that is asked to stop publishes what it
    has analysed, and the next one goes on from there.

    Args:
        paths: Files and folders.
        store: Folder of the store.
        settings: Limits and numbers of processes.
        methodology: Version of the rules.
        on_document: Called after each analysed document.
        stop: Asked before each document whether the run is to end early.
        complete: Adds to a document what is known of it from elsewhere.

    Raises:
        StoreError: When the store cannot be written; the former snapshot stays.
        RefusedError: When the new snapshot looks like garbage; the former snapshot stays.
    """
    with open_writer(store, settings, methodology, stop) as writer:
        quarantine = Quarantine(store / "quarantine", settings.quarantine_bytes)
        this = _Run(writer, quarantine, store, settings, stop, complete)
        results = run(analyse, this.pending(paths), settings.workers, settings.single_process_below)
        for batch in batches(_counted(results, on_document), settings, _size):
            this.write(batch)
        quarantine.save()
        if this.report.documents:
            this.report.manifest = writer.publish(this.report.set_aside)
    structlog.get_logger().info("run_ended", documents=this.report.documents, store=str(store))
    return this.report


def _counted(
    results: Iterator[Annotated | Rejected], on_document: Callable[[], None]
) -> Iterator[Annotated | Rejected]:
    for result in results:
        on_document()
        yield result


def _size(result: Annotated | Rejected) -> int:
    return len(result.document.text) if isinstance(result, Annotated) else len(result.raw)
