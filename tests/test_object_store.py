"""Articles and store in an object store, on a server of this machine that speaks S3."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest

import pipeline.engine.work
from benchmarks.faults.articles import write_round
from benchmarks.faults.child import StandIn
from benchmarks.faults.contents import contents
from pipeline.batch import run_batch
from pipeline.bulk import run_partitioned
from pipeline.methodology import methodology
from pipeline.query import Filter, Query
from pipeline.remote import RemotePath, located
from pipeline.settings import Settings
from pipeline.store import Snapshot, StoreError

Given = TypeVar("Given")
Result = TypeVar("Result")

SECRET = "geheim-und-nie-gezeigt"
RULES = methodology("de")
SMALL = Settings(partition_bytes=1, keep_hours=0, compact_files=3)


class Inline:
    def run(self, function: Callable[[Given], Result], items: Iterable[Given]) -> Iterator[Result]:
        yield from map(function, items)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _make_bucket(address)
        yield address
    finally:
        process.kill()
        process.wait()


def _make_bucket(address: str) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            with urlopen(Request(f"{address}/lager", method="PUT")):
                return
        except URLError:
            assert time.monotonic() < until, "the server did not start"
            time.sleep(0.1)


@pytest.fixture
def bucket(server: str, monkeypatch: pytest.MonkeyPatch) -> RemotePath:
    values = {"ENDPOINT_URL": server, "ACCESS_KEY_ID": "wer", "SECRET_ACCESS_KEY": SECRET}
    for name, value in (values | {"REGION": "eu-central-1", "ALLOW_HTTP": "true"}).items():
        monkeypatch.setenv(f"AWS_{name}", value)
    monkeypatch.setattr(pipeline.engine.work, "annotator", lambda _language: StandIn(0))
    return RemotePath("s3://lager")


def upload(folder: Path, to: RemotePath) -> None:
    for file in folder.iterdir():
        (to / file.name).write_bytes(file.read_bytes())


def test_a_store_in_an_object_store_holds_what_a_local_one_does(
    bucket: RemotePath, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    source, store, local = bucket / "in", bucket / "ein lager", tmp_path / "store"
    for number in range(2):
        write_round(tmp_path / "in", number, 5)
        (tmp_path / "in" / "broken.txt").write_bytes(b"\x00\x01\x02")
        upload(tmp_path / "in", source)
        report = run_partitioned([source], store, Inline(), SMALL, RULES)
        run_batch([tmp_path / "in"], local, SMALL, RULES)
        assert contents(store) == contents(local)
        assert report.rejected.total() == 1
    before = Snapshot.open(store).version
    again = run_partitioned([source], store, Inline(), SMALL, RULES)
    assert (again.partitions, again.known) == (0, 4)
    assert Snapshot.open(store).version == before
    found, wanted = Query.open(str(store)), Query.open(local)
    assert found.key_figures(Filter()) == wanted.key_figures(Filter())
    assert found.points(Filter()) == wanted.points(Filter())
    shown = capfd.readouterr()
    assert SECRET not in shown.out + shown.err


def test_an_ordinary_run_reads_and_writes_there_too(bucket: RemotePath, tmp_path: Path) -> None:
    write_round(tmp_path / "in", 0, 5)
    upload(tmp_path / "in", bucket / "plain")
    run_batch([bucket / "plain"], bucket / "plain-store", SMALL, RULES)
    run_batch([tmp_path / "in"], tmp_path / "store", SMALL, RULES)
    assert contents(bucket / "plain-store") == contents(tmp_path / "store")


def test_keys_may_hold_any_letter(bucket: RemotePath) -> None:
    names = ["a#1.jsonl", "a#2.jsonl", "b?c=%20 d.jsonl"]
    for name in names:
        (bucket / "keys" / name).write_bytes(name.encode())
    found = list((bucket / "keys").iterdir())
    assert [one.name for one in found] == names
    assert [one.read_bytes() for one in found] == [name.encode() for name in names]


def test_what_cannot_be_reached_is_named_without_credentials(
    bucket: RemotePath, tmp_path: Path
) -> None:
    write_round(tmp_path / "in", 0, 1)
    with pytest.raises(StoreError, match="s3://anderswo/store") as raised:
        run_partitioned([tmp_path / "in"], located("s3://anderswo/store"), Inline(), SMALL, RULES)
    assert SECRET not in str(raised.value)
    shutil.rmtree(tmp_path / "in")


@pytest.mark.parametrize("kind", [str, Path])
@pytest.mark.parametrize(
    "address",
    [
        f"s3://wer:{SECRET}@lager/store",
        f"s3://{SECRET}@lager/store",
        f"s3://wer:{SECRET}/mehr@lager/store",
        f"s3://lager/a?KEY={SECRET}",
        f"s3://lager/a#?KEY={SECRET}",
    ],
)
def test_credentials_in_an_address_are_refused_and_not_repeated(
    address: str, kind: Callable[[str], str | Path]
) -> None:
    with pytest.raises(ValueError, match="credentials do not belong in an address") as raised:
        located(kind(address))
    assert SECRET not in str(raised.value)


def test_addresses_are_told_from_paths() -> None:
    assert located("s3://lager/a/") == RemotePath("s3://lager/a")
    assert located(Path("gs://lager/a")) == RemotePath("gs://lager/a")
    assert located("file:///a%20b") == Path("/a b")
    assert located("a/b") == Path("a/b")
    with pytest.raises(ValueError, match=r"give a path, file:///folder, s3://"):
        located("ftp://lager/a")
    with pytest.raises(ValueError, match="cannot hold #"):
        located("s3://lager/a#b")
