"""A server goes on with a snapshot for a while, then takes the newer one and frees the old one."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from pipeline.query import Filter, Query, StoreError
from pipeline.query.latest import Latest
from pipeline.query.options import options
from pipeline.settings import Settings
from pipeline.store import open_writer
from tests.test_index_query import ATTACK, FIRST, PLAIN, document


def publish(folder: Path, number: int) -> None:
    with open_writer(folder, Settings(store=folder), "1") as writer:
        writer.write([document(number, FIRST, PLAIN, ATTACK)])
        writer.publish()


@pytest.fixture
def store(tmp_path: Path) -> Path:
    folder = tmp_path / "store"
    publish(folder, 0)
    return folder


@pytest.fixture
def no_circles() -> Iterator[None]:
    """Let nothing be freed but what nobody holds."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def test_readers_go_on_with_a_snapshot_until_it_is_time_to_look(store: Path) -> None:
    patient, hasty = Latest(store, every=3_600), Latest(store, every=0)
    first = patient.query()
    assert hasty.query().overview().documents == 1
    publish(store, 1)
    assert patient.query() is first
    assert hasty.query().overview().documents == 2
    assert hasty.query() is hasty.query()


@pytest.mark.usefixtures("no_circles")
def test_an_old_snapshot_is_freed_with_its_last_reader(store: Path) -> None:
    latest = Latest(store, every=0)
    reader = latest.query()
    assert reader.index.countries(Filter())
    assert reader.index.baseline().articles == 1
    assert options(reader).types == ("ASSAULT",)
    seen = weakref.ref(reader)
    publish(store, 1)
    assert latest.query() is not reader
    assert seen() is reader
    del reader
    assert seen() is None


def test_while_one_reader_opens_the_new_snapshot_others_go_on(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    latest = Latest(store, every=0)
    first = latest.query()
    publish(store, 1)
    beside: list[Query] = []

    def opened(self: Query, *given: object) -> None:
        other = Thread(target=lambda: beside.append(latest.query()))
        other.start()
        other.join(30)
        made(self, *given)  # type: ignore[arg-type]

    made = Query.__init__
    monkeypatch.setattr(Query, "__init__", opened)
    assert latest.query() is not first
    assert beside == [first]


def test_a_store_without_a_snapshot_is_an_error_each_time(tmp_path: Path) -> None:
    latest = Latest(tmp_path / "none", every=0)
    for _ in range(2):
        with pytest.raises(StoreError):
            latest.query()
