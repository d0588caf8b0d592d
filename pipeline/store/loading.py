"""Commits the parts that workers wrote, each partition exactly once, and publishes them at the end.

Every commit carries one application transaction a partition. The documents are committed last: a
partition whose documents are there is there as a whole, and until then the documents tell what was
stored before it, so that a driver that was killed decides again as it did.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc
from deltalake import CommitProperties, DeltaTable, Transaction, write_deltalake

from pipeline.remote import Folder
from pipeline.settings import Settings
from pipeline.store import loads
from pipeline.store.clusters import Stored
from pipeline.store.edits import quoted
from pipeline.store.manifest import Manifest
from pipeline.store.parts import Part, read_part
from pipeline.store.schema import SCHEMAS
from pipeline.store.writer import State, Writer, writing

_ORDER = (*(name for name in SCHEMAS if name != "documents"), "documents")


@dataclass(frozen=True, slots=True)
class Loaded:
    """A partition that was annotated.

    Attributes:
        partition: Its name.
        inputs: Digests of its files, without ``unread``.
        parts: What was written, by table; tables without rows are missing.
        unread: Digests of files that have to be read again, since something failed.
    """

    partition: str
    inputs: tuple[str, ...]
    parts: dict[str, Part]
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Plan:
    """What becomes of a partition: ``kept`` are its documents that go in, None means all.

    ``replaces`` says whether some of them are in the store already.
    """

    loaded: Loaded
    kept: pa.Array | None
    replaces: bool


class Loader(Writer):
    """Writes one partitioned run; made by ``open_loader``, which holds the lock meanwhile."""

    def __init__(self, folder: Folder, settings: Settings, methodology: str) -> None:
        super().__init__(folder, settings, methodology)
        self._uri = str(folder.resolve())
        self._new_inputs: list[str] = []
        if self._resumes:
            self._written = True
            before = self._read_stored(self._derived_from)
            for doc_id, now in self._stored.items():
                former = before.get(doc_id)
                if former is None or _content(former) != _content(now):
                    self._mark(doc_id, former)

    @property
    def known_inputs(self) -> frozenset[str]:
        """Digests of the files that are in the current snapshot by these rules."""
        return frozenset(self._inputs())

    def is_loaded(self, partition: str) -> bool:
        """Whether a partition was committed by a driver that did not come to publish it."""
        return self._committed("documents", partition)

    def part_name(self, partition: str) -> str:
        """Return the name of the parts of a partition; the same when a driver resumes."""
        return f"{self.load.name}-{partition}"

    @property
    def goes_on(self) -> bool:
        """Whether this goes on with partitions that no snapshot names."""
        return self._resumes

    def must_meet(self, partitions: Iterable[str]) -> None:
        """Refuse to go on when a committed partition is not among those of the input.

        Its rows would stay beside those of what took its place.

        Raises:
            StoreError: When there is one.
        """
        others = self.load.partitions.difference(partitions)
        # Its documents are committed last, so that a table with rows of it must count.
        begun = [one for one in others if any(self._committed(table, one) for table in _ORDER)]
        loads.must_be_met(self._folder, len(begun))

    def skip(self, inputs: Iterable[str]) -> None:
        """Count the files of a partition that is committed already as part of this run."""
        self._new_inputs.extend(one for one in inputs if one not in self.load.unread)

    def commit(self, batch: Sequence[Loaded]) -> Counter[State]:
        """Commit partitions; those that are committed already are left as they are.

        Of documents that are met twice in a run the first one counts, in the order in which
        partitions are committed. What is stored already unchanged is not written again.
        """
        self.load = self.load.with_more(
            (loaded.partition for loaded in batch),
            (digest for loaded in batch for digest in loaded.unread),
        )
        loads.keep(self._folder, self._former, self.load)
        self._resumes = True
        states: Counter[State] = Counter()
        plans = [
            self._plan(loaded, states)
            for loaded in batch
            if not self._committed("documents", loaded.partition)
        ]
        for table in _ORDER:
            self._commit(table, plans)
        self._new_inputs.extend(digest for loaded in batch for digest in loaded.inputs)
        self._written = self._written or bool(batch)
        return states

    def publish(self, set_aside: float = 0.0) -> Manifest | None:
        """Make all that was committed the current snapshot, see ``Writer.publish``."""
        manifest = super().publish(set_aside)
        loads.forget(self._folder)
        return manifest

    def _begun(self) -> loads.Load | None:
        load = loads.under_way(self._folder, self._former)
        if load is not None:
            loads.must_be_same(self._folder, load, self._methodology)
        return load

    def _inputs(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*super()._inputs(), *self._new_inputs)))

    def _plan(self, loaded: Loaded, states: Counter[State]) -> _Plan:
        part = loaded.parts.get("documents")
        if part is None:
            return _Plan(loaded, None, replaces=False)
        columns = ["doc_id", "content_hash", "methodology", "published"]
        read = read_part(self._uri, "documents", part, columns)
        kept: list[str] = []
        replaces = False
        for doc_id, content, rules, day in zip(
            *(read[name].to_pylist() for name in columns), strict=True
        ):
            former, now = self._stored.get(doc_id), Stored(content, rules, day, doc_id)
            if former and (doc_id in self._fresh or _content(former) == _content(now)):
                states["unchanged"] += 1
                continue
            states["changed" if former else "new"] += 1
            replaces = replaces or former is not None
            kept.append(doc_id)
            self._mark(doc_id, former)
            self._stored[doc_id] = now
        whole = len(kept) == read.num_rows and not replaces
        return _Plan(loaded, None if whole else pa.array(kept, pa.string()), replaces)

    def _commit(self, name: str, plans: Sequence[_Plan]) -> None:
        waiting = [plan for plan in plans if not self._committed(name, plan.loaded.partition)]
        if whole := [plan.loaded for plan in waiting if plan.kept is None]:
            found = (loaded.parts.get(name) for loaded in whole)
            table = self._tables[name]
            table.create_write_transaction(
                [part.action() for part in found if part is not None],
                "append",
                SCHEMAS[name],
                commit_properties=self._marks(whole),
            )
            table.update_incremental()
        for plan in waiting:
            if plan.kept is not None:
                self._write_some(name, plan, plan.kept)

    def _write_some(self, name: str, plan: _Plan, kept: pa.Array) -> None:
        """Write the rows of some documents of a partition, in place of those stored of them."""
        part = plan.loaded.parts.get(name)
        rows = SCHEMAS[name].empty_table()
        if part is not None:
            read = read_part(self._uri, name, part)
            rows = read.filter(pc.is_in(read["doc_id"], value_set=kept))
        table, marks = self._tables[name], self._marks([plan.loaded])
        if not plan.replaces:
            write_deltalake(table, rows, mode="append", commit_properties=marks)
            return
        predicate = f"doc_id IN ({','.join(quoted(one) for one in kept.to_pylist())})"
        write_deltalake(table, rows, mode="overwrite", predicate=predicate, commit_properties=marks)

    def _committed(self, table: str, partition: str) -> bool:
        delta: DeltaTable = self._tables[table]
        return delta.transaction_version(self.part_name(partition)) is not None

    def _marks(self, batch: Sequence[Loaded]) -> CommitProperties:
        marks = [Transaction(self.part_name(loaded.partition), 1) for loaded in batch]
        # Another driver would be a mistake: its commits must make ours fail, not be tried around.
        return CommitProperties(app_transactions=marks, max_commit_retries=1)


def _content(stored: Stored) -> tuple[str, str]:
    return stored.content, stored.methodology


@contextmanager
def open_loader(
    folder: Folder,
    settings: Settings,
    methodology: str,
    stop: Callable[[], bool] = lambda: False,
) -> Iterator[Loader]:
    """Open a store for a partitioned run, and go on with one that did not end.

    Raises:
        StoreError: As ``open_writer`` does, and when that one began by other rules.
    """
    with writing(folder, settings, stop):
        yield Loader(folder, settings, methodology)
