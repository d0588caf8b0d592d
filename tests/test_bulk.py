"""Partitioned runs: every document once, whatever dies, and the same rows as an ordinary run."""

from __future__ import annotations

import json
import pickle
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest

import pipeline.engine.work
from benchmarks.faults.articles import write_round
from benchmarks.faults.child import StandIn
from benchmarks.faults.contents import contents, faults, twice
from pipeline.batch import Report, run_batch
from pipeline.bulk import inputs_of, partitions, run_partitioned
from pipeline.engine import EngineError
from pipeline.methodology import methodology
from pipeline.quarantine import Reason, entries
from pipeline.settings import Settings
from pipeline.store import Snapshot, StoreError, discard
from pipeline.store.layout import compact
from pipeline.store.loading import Loader

Given = TypeVar("Given")
Result = TypeVar("Result")

RULES = methodology("de")
SMALL = Settings(partition_bytes=1, commit_partitions=2, keep_hours=0, compact_files=3)


class Inline:
    """Does the work in this process, and gives it back in threes, the last one first."""

    def __init__(self) -> None:
        self.sent = b""

    def run(self, function: Callable[[Given], Result], items: Iterable[Given]) -> Iterator[Result]:
        held: list[Result] = []
        for item in items:
            self.sent += pickle.dumps(item)
            held.append(function(item))
            if len(held) == 3:
                yield from reversed(held)
                held = []
        yield from reversed(held)


@pytest.fixture(autouse=True)
def _stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline.engine.work, "annotator", lambda _language: StandIn(0))


def partitioned(folder: Path, settings: Settings = SMALL, store: str = "store") -> Report:
    return run_partitioned([folder / "in"], folder / store, Inline(), settings, RULES)


def ordinary(folder: Path, store: str = "ordinary") -> Report:
    return run_batch([folder / "in"], folder / store, SMALL, RULES)


def versions(store: Path) -> dict[str, int]:
    return Snapshot.open(store).manifest.tables


def test_a_partitioned_run_stores_what_an_ordinary_one_does(tmp_path: Path) -> None:
    for number in range(5):
        write_round(tmp_path / "in", number, 4)
    (tmp_path / "in" / "broken.jsonl").write_text('{"id": "x"\n{"text": ""}\n', encoding="utf-8")
    found, wanted = partitioned(tmp_path), ordinary(tmp_path)
    assert contents(tmp_path / "store") == contents(tmp_path / "ordinary")
    assert faults(tmp_path / "store") == []
    assert (found.states, found.sentences) == (wanted.states, wanted.sentences)
    assert (found.rejected, found.notices) == (wanted.rejected, wanted.notices)
    assert found.rejected.total() == 2
    assert found.partitions == 7


def test_what_is_in_the_store_is_not_read_again(tmp_path: Path) -> None:
    write_round(tmp_path / "in", 0, 4)
    partitioned(tmp_path)
    before = versions(tmp_path / "store")
    again = partitioned(tmp_path)
    assert (again.partitions, again.known, again.documents) == (0, 2, 0)
    assert versions(tmp_path / "store") == before
    write_round(tmp_path / "in", 1, 4)
    third = partitioned(tmp_path)
    assert (third.partitions, third.known) == (2, 1)
    assert third.states == {"new": 4, "changed": 2}
    ordinary(tmp_path)
    assert contents(tmp_path / "store") == contents(tmp_path / "ordinary")


def test_rows_of_a_changed_document_go_with_it(tmp_path: Path) -> None:
    def write(text: str) -> None:
        lines = [{"id": "a", "text": text}, {"id": "b", "text": "In Genf. Es bleibt."}]
        path = tmp_path / "in" / "one.jsonl"
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")

    write("In Genf eins. Zwei. Drei.")
    partitioned(tmp_path)
    write("Nur in Genf.")
    report = partitioned(tmp_path)
    assert report.states == {"changed": 1, "unchanged": 1}
    ordinary(tmp_path)
    assert contents(tmp_path / "store") == contents(tmp_path / "ordinary")


def test_a_document_in_two_partitions_counts_once_and_the_first_one_counts(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, texts in {"1": ("A", "B"), "2": ("C", "B"), "3": ("D", "E")}.items():
        lines = [{"id": str(at), "text": f"In Genf {text}."} for at, text in enumerate(texts)]
        content = "\n".join(json.dumps(line) for line in lines)
        (folder / f"{name}.jsonl").write_text(content, encoding="utf-8")
    partitioned(tmp_path)
    texts = Snapshot.open(tmp_path / "store").dataset("documents").to_table()["text"].to_pylist()
    assert sorted(texts) == ["In Genf A.", "In Genf B."]


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with input, a store of its first files, and an ordinary one of all."""
    folder = tmp_path_factory.mktemp("begun")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline.engine.work, "annotator", lambda _language: StandIn(0))
        write_round(folder / "in", 0, 4)
        partitioned(folder)
        for number in range(1, 6):
            write_round(folder / "in", number, 4)
        ordinary(folder)
    return folder


@pytest.mark.parametrize("dies_at", [1, 7, 8, 12])
def test_a_driver_that_dies_between_two_commits_goes_on(
    begun: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dies_at: int
) -> None:
    shutil.copytree(begun, tmp_path, dirs_exist_ok=True)
    calls = 0
    original = Loader._commit

    def dying(self: Loader, *arguments: Any) -> None:
        nonlocal calls
        calls += 1
        if calls == dies_at:
            raise KeyboardInterrupt
        original(self, *arguments)

    monkeypatch.setattr(Loader, "_commit", dying)
    with pytest.raises(KeyboardInterrupt):
        partitioned(tmp_path)
    monkeypatch.undo()
    monkeypatch.setattr(pipeline.engine.work, "annotator", lambda _language: StandIn(0))
    with pytest.raises(StoreError, match="partitioned run that did not end"):
        ordinary(tmp_path, "store")
    report = partitioned(tmp_path)
    assert report.resumed == SMALL.commit_partitions * ((dies_at - 1) // 7)
    assert report.partitions + report.resumed == 6
    assert contents(tmp_path / "store") == contents(tmp_path / "ordinary")
    assert (twice(tmp_path / "store"), faults(tmp_path / "store")) == (0, [])


def test_a_run_that_did_not_end_can_be_dropped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_round(tmp_path / "in", 0, 4)
    partitioned(tmp_path)
    before = contents(tmp_path / "store")
    write_round(tmp_path / "in", 1, 4)
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(Loader, "publish", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        partitioned(tmp_path)
    assert contents(tmp_path / "store") == before
    assert discard(tmp_path / "store")
    write_round(tmp_path / "in", 2, 4)
    assert partitioned(tmp_path).resumed == 0
    ordinary(tmp_path)
    assert contents(tmp_path / "store") == contents(tmp_path / "ordinary")


def test_files_are_put_together_in_their_order(tmp_path: Path) -> None:
    for number, size in enumerate((30, 80, 120, 10)):
        (tmp_path / f"{number}.txt").write_text("x" * size, encoding="utf-8")

    def divided(rules: str) -> list[tuple[str, list[str]]]:
        found = partitions(inputs_of(tmp_path, Settings(), rules), 100)
        return [(one.name, [each.path.name for each in one.inputs]) for one in found]

    assert [names for _, names in divided("1")] == [["0.txt", "1.txt"], ["2.txt"], ["3.txt"]]
    assert divided("1") == divided("1")
    assert not {name for name, _ in divided("1")} & {name for name, _ in divided("2")}


def test_a_worker_with_other_rules_ends_the_run_with_a_message(tmp_path: Path) -> None:
    write_round(tmp_path / "in", 0, 1)
    with pytest.raises(EngineError, match=r"this worker has the rules .* the driver other rules"):
        run_partitioned([tmp_path / "in"], tmp_path / "store", Inline(), SMALL, "other rules")


def test_workers_are_not_told_secrets(tmp_path: Path) -> None:
    write_round(tmp_path / "in", 0, 1)
    secrets = {"alerts_webhook": "https://a.example/geheim", "login_users": ("wer@a.example",)}
    engine, settings = Inline(), SMALL.model_copy(update=secrets)
    run_partitioned([tmp_path / "in"], tmp_path / "store", engine, settings, RULES)
    assert b"changing.jsonl" in engine.sent
    assert b"a.example" not in engine.sent


def test_every_limit_on_what_is_read_is_part_of_the_digest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("In Genf.", encoding="utf-8")
    limits = [
        name
        for name, field in Settings.model_fields.items()
        if name.startswith(("max_", "archive_")) or name == "future_hours"
    ]
    assert len(limits) == 10
    given = [Settings()] + [
        Settings().model_copy(update={name: getattr(Settings(), name) + 1}) for name in limits
    ]
    digests = {one.digest for each in given for one in inputs_of(tmp_path, each, "1")}
    assert len(digests) == len(given)


def test_compaction_keeps_every_row_in_one_sorted_file_a_table(tmp_path: Path) -> None:
    for number in range(3):
        write_round(tmp_path / "in", number, 4)
    partitioned(tmp_path, SMALL.model_copy(update={"compact_files": 100}))
    before = contents(tmp_path / "store")
    assert len(Snapshot.open(tmp_path / "store").files("places")) > 1
    compact(tmp_path / "store", SMALL)
    assert contents(tmp_path / "store") == before
    assert faults(tmp_path / "store") == []
    after = Snapshot.open(tmp_path / "store")
    assert len(after.files("places")) == 1
    days = after.dataset("documents").to_table()["published"].to_pylist()
    assert days == sorted(days)
    assert partitioned(tmp_path).partitions == 0


def die_before_publishing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(Loader, "publish", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        partitioned(folder)


@pytest.mark.parametrize("dies", [False, True])
def test_a_file_whose_analysis_failed_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dies: bool
) -> None:
    def failing(*_: object) -> None:
        raise ValueError("transient")

    write_round(tmp_path / "in", 0, 4)
    with monkeypatch.context() as patch:
        patch.setattr(StandIn, "annotate", failing)
        if dies:
            die_before_publishing(tmp_path, monkeypatch)
        else:
            assert partitioned(tmp_path).rejected == {Reason.ANALYSIS_FAILED: 6}
    if dies:
        assert partitioned(tmp_path).resumed == 2
    report = partitioned(tmp_path)
    assert (report.known, report.states) == (0, {"new": 6})
    assert list(entries(tmp_path / "store" / "quarantine")) == []


def test_a_driver_that_dies_after_a_commit_has_kept_what_was_set_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_round(tmp_path / "in", 0, 4)
    (tmp_path / "in" / "broken.jsonl").write_text('{"id": "x"', encoding="utf-8")
    original = Loader.commit

    def dying(self: Loader, batch: Any) -> None:
        original(self, batch)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(Loader, "commit", dying)
        partitioned(tmp_path)
    assert partitioned(tmp_path).resumed == SMALL.commit_partitions
    kept = list(entries(tmp_path / "store" / "quarantine"))
    assert [Path(entry.path).name for entry in kept] == ["broken.jsonl"]


def test_what_is_set_aside_beyond_a_hundred_has_an_entry_with_its_number(tmp_path: Path) -> None:
    write_round(tmp_path / "in", 0, 1)
    (tmp_path / "in" / "broken.jsonl").write_text("{\n" * 130, encoding="utf-8")
    assert partitioned(tmp_path).rejected.total() == 130
    kept = list(entries(tmp_path / "store" / "quarantine"))
    assert len(kept) == 101
    more = [entry.detail for entry in kept if entry.line is None]
    assert more == ["30 more in this file, not listed one by one"]


def test_a_mended_file_leaves_the_quarantine_whatever_its_name(tmp_path: Path) -> None:
    file = tmp_path / "in" / "a\n\u202eb.jsonl"
    file.parent.mkdir()
    for content in ('{"id": "x"', '{"id": "x", "text": "In Genf."}'):
        file.write_text(content, encoding="utf-8")
        rejected = partitioned(tmp_path).rejected.total()
        assert len(list(entries(tmp_path / "store" / "quarantine"))) == rejected
    assert rejected == 0


def test_files_that_cannot_be_opened_are_told_apart_and_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_round(tmp_path / "in", 0, 4)
    original = Path.open

    def refusing(self: Path, *arguments: Any, **options: Any) -> Any:
        if self.parent.name == "in":
            raise PermissionError(13, "Permission denied", str(self))
        return original(self, *arguments, **options)

    for _ in range(2):
        with monkeypatch.context() as patch:
            patch.setattr(Path, "open", refusing)
            report = partitioned(tmp_path)
        assert (report.known, report.rejected) == (0, {Reason.UNREADABLE: 2})
    assert partitioned(tmp_path).states == {"new": 6}


def test_a_run_that_did_not_end_goes_on_only_with_the_same_input_and_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_round(tmp_path / "in", 0, 4)
    die_before_publishing(tmp_path, monkeypatch)
    with pytest.raises(StoreError, match=r"by the rules .*--discard"):
        run_partitioned([tmp_path / "in"], tmp_path / "store", Inline(), SMALL, "other rules")
    write_round(tmp_path / "in", 1, 4)  # writes one of the files anew
    with pytest.raises(StoreError, match=r"1 of the partitions that it committed .*--discard"):
        partitioned(tmp_path)
    assert discard(tmp_path / "store")
    partitioned(tmp_path)
    ordinary(tmp_path)
    assert contents(tmp_path / "store") == contents(tmp_path / "ordinary")
