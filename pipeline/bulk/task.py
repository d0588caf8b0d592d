"""The work of a partition: its files in, its rows written as parts, a small account of them out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from pipeline import model
from pipeline.batches import batches
from pipeline.bulk.inputs import Input, Partition
from pipeline.engine import EngineError, analyse
from pipeline.files import printable
from pipeline.ingest import read_path
from pipeline.logs import configure
from pipeline.quarantine import Reason, Rejected
from pipeline.readers import Found, Notice
from pipeline.repeats import Repeats
from pipeline.settings import Settings, load
from pipeline.store.loading import Loaded
from pipeline.store.parts import Part, PartWriter

#: Rejected inputs of a partition that go to the quarantine one by one, with their bytes. Of others
#: one entry a file and reason says how many there are.
_KEPT = 100
#: Reasons that may be gone at the next try, so that the file must not count as read.
_PASSING = frozenset({Reason.UNREADABLE, Reason.ANALYSIS_FAILED})


class OtherRulesError(EngineError):
    """A worker has other rules than the driver, so that its rows would not belong to the run."""


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker is told.

    Attributes:
        store: Address of the store.
        part: Name of the parts that it writes.
        settings: As ``for_workers`` gives them.
        methodology: Version of the rules that the run applies.
    """

    partition: Partition
    store: str
    part: str
    settings: Settings
    methodology: str


def for_workers(settings: Settings) -> Settings:
    """Return settings without what no worker needs: the webhook's address and the users' names."""
    return settings.model_copy(update={"alerts_webhook": None, "login_users": ()})


@dataclass(slots=True)
class Annotated:
    """What a worker gives back.

    Attributes:
        number: Of the partition.
        loaded: What it wrote.
        documents: Documents that it analysed.
        sentences: Their sentences.
        duplicates: Documents that it met twice.
        rejected: Rejected inputs by reason.
        examples: The first of them; ``summary`` adds how many there are beside.
        notices: Remarks about documents that were read nevertheless.
        unread: Digests of files that the next run has to try again.
        more: Rejected inputs beside the examples, by file and reason.
    """

    number: int
    loaded: Loaded | None = None
    documents: int = 0
    sentences: int = 0
    duplicates: int = 0
    rejected: Counter[Reason] = field(default_factory=Counter)
    examples: list[Rejected] = field(default_factory=list)
    notices: Counter[Notice] = field(default_factory=Counter)
    unread: set[str] = field(default_factory=set)
    more: Counter[tuple[str, Reason]] = field(default_factory=Counter)

    def reject(self, rejected: Rejected, file: Input) -> None:
        """Count a rejected input of a file, and keep it where few were rejected so far."""
        self.rejected[rejected.reason] += 1
        if rejected.reason in _PASSING:
            self.unread.add(file.digest)
        if len(self.examples) < _KEPT:
            self.examples.append(rejected)
        else:
            self.more[printable(str(file.path)), rejected.reason] += 1

    def summary(self) -> list[Rejected]:
        """Return all that goes to the quarantine: the examples, and one entry for those like it."""
        more = (
            Rejected(reason, f"{number:,} more in this file, not listed one by one", path)
            for (path, reason), number in self.more.items()
        )
        return [*self.examples, *more]


def annotate_partition(job: Job) -> Annotated:
    """Analyse the files of a partition and write its rows; done again it writes the same.

    Memory is bounded by a batch of documents, not by the partition.

    Raises:
        OtherRulesError: When this worker has other rules than the driver.
    """
    _same_rules(job.methodology)
    done = Annotated(job.partition.number)
    with PartWriter.open(job.store, job.part) as writer:
        for batch in batches(_analysed(job, done), job.settings, _size):
            writer.write(batch)
        done.loaded = _loaded(job.partition, done, writer.finish())
    return done


def _analysed(job: Job, done: Annotated) -> Iterator[model.Annotated]:
    """Yield what was analysed; the rest is counted."""
    for file, found in _first(job, done):
        result = analyse(found)
        if isinstance(result, Rejected):
            done.reject(result, file)
            continue
        done.documents += 1
        done.sentences += len(result.sentences)
        yield result


def _size(result: model.Annotated) -> int:
    return len(result.document.text)


def _loaded(partition: Partition, done: Annotated, parts: dict[str, Part]) -> Loaded:
    """Return what was written, and which files need not be read again."""
    failed = done.unread | {one.digest for one in partition.inputs if not one.opened}
    read = tuple(one.digest for one in partition.inputs if one.digest not in failed)
    return Loaded(partition.name, read, parts, tuple(sorted(failed)))


def _first(job: Job, done: Annotated) -> Iterator[tuple[Input, Found]]:
    """Yield the documents of a partition, each once, with their files; the rest is counted."""
    repeats = Repeats()
    for one in job.partition.inputs:
        for item in read_path(one.path, job.settings):
            met = item if isinstance(item, Rejected) else repeats.check(item)
            if isinstance(met, Rejected):
                done.reject(met, one)
            elif met == "repeat":
                done.duplicates += 1
            elif isinstance(item, Found):
                done.notices.update(item.notices)
                yield one, item


@cache
def _same_rules(wanted: str) -> None:
    from pipeline.methodology import methodology  # noqa: PLC0415  loads spaCy

    settings = load()
    configure(settings.log_level)
    here = methodology(settings.language, settings.ner_model, settings.boundary_policy)
    if here != wanted:
        raise OtherRulesError(
            f"this worker has the rules {here}, the driver {wanted}; give both the same version of "
            "the program and the same settings"
        )
