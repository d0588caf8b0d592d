"""The quarantine shows what is wrong now, once each, with the bytes as read."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.quarantine import DamagedIndexError, Quarantine, Reason, Rejected, entries

BAD = Rejected(Reason.INVALID_JSON, "column 3", "a.jsonl", 2, b'{"te')


def save(folder: Path, *rejected: Rejected, keep_bytes: int = 100) -> None:
    quarantine = Quarantine(folder, keep_bytes)
    quarantine.read_again("a.jsonl")
    for one in rejected:
        quarantine.add(one)
    quarantine.save()


def test_the_bytes_are_kept_as_read(tmp_path: Path) -> None:
    save(tmp_path, BAD)
    (entry,) = entries(tmp_path)
    assert (entry.reason, entry.path, entry.line) == ("invalid_json", "a.jsonl", 2)
    assert (tmp_path / entry.raw).read_bytes() == b'{"te'


def test_no_more_bytes_are_kept_than_the_limit(tmp_path: Path) -> None:
    save(tmp_path, Rejected(Reason.TOO_LONG, "", "a.jsonl", raw=b"x" * 1_000), keep_bytes=10)
    (entry,) = entries(tmp_path)
    assert entry.bytes == 10
    assert (tmp_path / entry.raw).read_bytes() == b"x" * 10


def test_the_same_fault_again_is_one_entry_and_the_index_is_not_rewritten(tmp_path: Path) -> None:
    save(tmp_path, BAD)
    before = (tmp_path / "index.jsonl").stat()
    save(tmp_path, BAD, BAD)
    after = (tmp_path / "index.jsonl").stat()
    assert len(list(entries(tmp_path))) == 1
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_an_entry_goes_when_its_file_was_mended(tmp_path: Path) -> None:
    other = Rejected(Reason.EMPTY, "", "b.txt")
    save(tmp_path, BAD, other)
    save(tmp_path)
    assert [entry.path for entry in entries(tmp_path)] == ["b.txt"]
    assert len(list((tmp_path / "raw").iterdir())) == 1


def test_a_folder_without_index_has_no_entries(tmp_path: Path) -> None:
    assert list(entries(tmp_path / "quarantine")) == []


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_says_what_is_wrong_and_what_helps(reason: Reason) -> None:
    line = str(Rejected(reason, "", "a.txt", 3))
    assert line == f"a.txt:3: {reason.message}; {reason.fix}"
    assert len(reason.fix) > 10


def test_a_damaged_index_is_set_aside_and_stops_no_run(tmp_path: Path) -> None:
    first = Quarantine(tmp_path, 100)
    first.add(Rejected(Reason.EMPTY, "", "a.txt", raw=b"x"))
    first.save()
    index = tmp_path / "index.jsonl"
    damaged = index.read_bytes() + b'{"entry_id'
    index.write_bytes(damaged)
    with pytest.raises(DamagedIndexError, match=r"index.jsonl:2 is damaged"):
        list(entries(tmp_path))
    second = Quarantine(tmp_path, 100)
    second.add(Rejected(Reason.EMPTY, "", "b.txt", raw=b"y"))
    second.save()
    assert [entry.path for entry in entries(tmp_path)] == ["b.txt"]
    assert (tmp_path / "index.damaged-1.jsonl").read_bytes() == damaged
    assert len(list((tmp_path / "raw").iterdir())) == 2
