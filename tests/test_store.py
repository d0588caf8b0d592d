"""The store: the same input adds nothing, a run becomes visible as a whole or not at all."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Literal

import orjson
import pyarrow as pa
import pytest
from deltalake import DeltaTable, write_deltalake
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import (
    Annotated,
    Cue,
    DateMention,
    Document,
    Event,
    Place,
    Sentence,
    TroopCount,
)
from pipeline.settings import Settings
from pipeline.store import SCHEMAS, Snapshot, StoreError, Writer, open_writer

SETTINGS = Settings(wait_seconds=0)
RULES = "1.test"


def annotated(doc_id: str, text: str = "Moskau droht.", rules: str = RULES) -> Annotated:
    document = Document(
        doc_id,
        text,
        published=date(2022, 1, 18),
        published_at=datetime(2022, 1, 18, 12, tzinfo=UTC),
        source="Blatt",
    )
    cue = Cue(text[:3], 0, 3, "events:drohen")
    sentence = Sentence(
        text,
        0,
        len(text),
        0,
        escalation=0.4,
        places=(
            Place("Moskau", 0, 6, "name", "p:1", "Moskau", "RU", 55.7, 37.6, "city", "actor", 0.9),
        ),
        events=(
            Event("THREATEN", "", "asserted", -4, ("RU",), (), None, "2022-01-18", None, (cue,)),
        ),
        troops=(TroopCount("5.000", 0, 5, 5000, None, False, "soldiers", "RU", None, None, False),),
        dates=(DateMention("gestern", 0, 7, "2022-01-17", "day", True),),
    )
    return Annotated(document, (sentence,), rules)


def store(folder: Path, documents: Iterable[Annotated], rules: str = RULES) -> None:
    with open_writer(folder, SETTINGS, rules) as writer:
        writer.write([one for one in documents if writer.state(one.document) != "unchanged"])
        writer.publish()


def column(folder: Path, table: str, name: str) -> list[object]:
    values: list[object] = Snapshot.open(folder).dataset(table).to_table()[name].to_pylist()
    return sorted(values, key=str)


def test_what_was_found_can_be_read_again(tmp_path: Path) -> None:
    store(tmp_path, [annotated("a")])
    snapshot = Snapshot.open(tmp_path)
    assert snapshot.counts() == dict.fromkeys(SCHEMAS, 1)
    (event,) = snapshot.dataset("events").to_table().to_pylist()
    assert event == {
        "doc_id": "a",
        "sentence": 0,
        "published": date(2022, 1, 18),
        "source": "Blatt",
        "event_id": 0,
        "type": "THREATEN",
        "mode": "",
        "status": "asserted",
        "intensity": -4.0,
        "actors": ["RU"],
        "targets": [],
        "place": None,
        "date": date(2022, 1, 18),
        "speaker": None,
        "cues": [{"text": "Mos", "start": 0, "end": 3, "rule": "events:drohen"}],
    }


@pytest.mark.parametrize("table", list(SCHEMAS))
def test_stored_columns_are_those_of_the_schema(tmp_path: Path, table: str) -> None:
    store(tmp_path, [annotated("a")])
    assert Snapshot.open(tmp_path).dataset(table).schema.equals(SCHEMAS[table])


def test_a_document_without_a_sentence_is_stored(tmp_path: Path) -> None:
    store(tmp_path, [Annotated(Document("a", "..."), (), RULES)])
    assert Snapshot.open(tmp_path).counts() == {name: int(name == "documents") for name in SCHEMAS}
    assert Snapshot.open(tmp_path).files("places") == []


@pytest.mark.parametrize("name", ["mit Leerzeichen", "für 100 % #1", "a'b"])
def test_the_folder_may_have_any_name(tmp_path: Path, name: str) -> None:
    store(tmp_path / name, [annotated("a")])
    store(tmp_path / name, [annotated("b")])
    snapshot = Snapshot.open(tmp_path / name)
    assert snapshot.counts() == dict.fromkeys(SCHEMAS, 2)
    assert all(Path(file).is_file() for file in snapshot.files("events"))


def test_the_same_input_again_changes_no_file(tmp_path: Path) -> None:
    store(tmp_path, [annotated("a"), annotated("b")])
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.*") if path.is_file()}
    version = Snapshot.open(tmp_path).version
    store(tmp_path, [annotated("a"), annotated("b")])
    after = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.*") if path.is_file()}
    del before[tmp_path / "writer.lock"], after[tmp_path / "writer.lock"]
    assert after == before
    assert Snapshot.open(tmp_path).version == version


def test_a_changed_text_replaces_all_rows_of_its_document_only(tmp_path: Path) -> None:
    store(tmp_path, [annotated("a"), annotated("b")])
    store(tmp_path, [annotated("a", "Kiew warnt."), annotated("b")])
    assert Snapshot.open(tmp_path).counts() == dict.fromkeys(SCHEMAS, 2)
    assert column(tmp_path, "sentences", "text") == ["Kiew warnt.", "Moskau droht."]


def test_rows_go_when_the_new_version_has_none(tmp_path: Path) -> None:
    store(tmp_path, [annotated("a")])
    store(tmp_path, [Annotated(Document("a", "..."), (), RULES)])
    assert Snapshot.open(tmp_path).counts()["events"] == 0


def test_new_rules_replace_what_the_old_ones_found(tmp_path: Path) -> None:
    store(tmp_path, [annotated("a")])
    store(tmp_path, [annotated("a", rules="2.test")], rules="2.test")
    assert column(tmp_path, "sentences", "methodology") == ["2.test"]
    assert Snapshot.open(tmp_path).methodology == "2.test"


@settings(max_examples=4, deadline=None)
@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1),
        min_size=2,
        max_size=20,
        unique=True,
    )
)
def test_any_identifier_is_replaced_alone(
    tmp_path_factory: pytest.TempPathFactory, ids: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("store")
    quoted = [*ids, "a'b", "') OR (1=1", "a\\'b", "%"]
    ids = list(dict.fromkeys(quoted))
    store(folder, [annotated(doc_id) for doc_id in ids])
    store(folder, [annotated(ids[-3], "Neu."), annotated(ids[0], "Neu.")])
    assert column(folder, "documents", "doc_id") == sorted(ids, key=str)
    assert column(folder, "sentences", "text").count("Neu.") == 2


@pytest.mark.parametrize("table", list(SCHEMAS))
def test_a_run_that_dies_between_tables_leaves_the_former_snapshot(
    tmp_path: Path, table: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(tmp_path, [annotated("a")])
    before = Snapshot.open(tmp_path)
    die_before(table, monkeypatch)
    with pytest.raises(KeyboardInterrupt):
        store(tmp_path, [annotated("a", "Kiew warnt."), annotated("b")])
    monkeypatch.undo()
    after = Snapshot.open(tmp_path)
    assert after.version == before.version
    assert after.counts() == dict.fromkeys(SCHEMAS, 1)
    assert column(tmp_path, "sentences", "text") == ["Moskau droht."]
    store(tmp_path, [annotated("a", "Kiew warnt."), annotated("b")])
    assert Snapshot.open(tmp_path).counts() == dict.fromkeys(SCHEMAS, 2)


def test_a_first_run_that_dies_leaves_no_snapshot_and_no_rows_for_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    die_before("events", monkeypatch)
    with pytest.raises(KeyboardInterrupt):
        store(tmp_path, [annotated("a")])
    monkeypatch.undo()
    with pytest.raises(StoreError, match="there is no store yet"):
        Snapshot.open(tmp_path)
    store(tmp_path, [annotated("b")])
    assert column(tmp_path, "documents", "doc_id") == ["b"]
    assert Snapshot.open(tmp_path).counts() == dict.fromkeys(SCHEMAS, 1)


def test_a_full_disk_is_an_error_of_the_store_and_leaves_the_snapshot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(tmp_path, [annotated("a")])

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pipeline.store.manifest.write_atomically", full)
    with pytest.raises(StoreError, match=r"No space left.*the former snapshot is untouched"):
        store(tmp_path, [annotated("b")])
    assert column(tmp_path, "documents", "doc_id") == ["a"]


def die_before(table: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def dying(target: DeltaTable, rows: pa.Table, mode: Literal["append"]) -> None:
        if Path(target.table_uri).name == table:
            raise KeyboardInterrupt
        write_deltalake(target, rows, mode=mode)

    monkeypatch.setattr("pipeline.store.writer.write_deltalake", dying)


def test_an_open_snapshot_stays_what_it_was_while_others_are_written(tmp_path: Path) -> None:
    store(tmp_path, [annotated("a")])
    opened = Snapshot.open(tmp_path)
    files = opened.files("sentences")
    for round_ in range(3):
        store(tmp_path, [annotated("a", f"Runde {round_}."), annotated(f"b{round_}")])
    assert opened.counts() == dict.fromkeys(SCHEMAS, 1)
    assert opened.files("sentences") == files
    assert all(Path(file).exists() for file in files)
    assert Snapshot.open(tmp_path).counts() == dict.fromkeys(SCHEMAS, 4)


def test_readers_see_whole_runs_only_while_one_is_writing(tmp_path: Path) -> None:
    store(tmp_path, [annotated("a0")])
    seen = set()
    ended = threading.Event()

    def keep_reading() -> None:
        while not ended.is_set():
            seen.add(tuple(Snapshot.open(tmp_path).counts().values()))

    reader = threading.Thread(target=keep_reading)
    reader.start()
    try:
        for number in range(1, 5):
            store(tmp_path, [annotated(f"a{number}")])
    finally:
        ended.set()
        reader.join()
    assert seen
    assert all(len(set(counts)) == 1 for counts in seen)


def test_a_second_writer_is_refused_and_told_why(tmp_path: Path) -> None:
    with (
        open_writer(tmp_path, SETTINGS, RULES),
        pytest.raises(StoreError, match=r"being written to by another run \(process \d+\)"),
        open_writer(tmp_path, SETTINGS, RULES),
    ):
        pass


def test_many_small_runs_are_compacted_and_lose_nothing(tmp_path: Path) -> None:
    options = Settings(compact_files=3, keep_hours=0, keep_snapshots=1, tidy_every=1)
    for number in range(8):
        with open_writer(tmp_path, options, RULES) as writer:
            writer.write([annotated(f"a{number}")])
            writer.publish()
    snapshot = Snapshot.open(tmp_path)
    assert snapshot.counts() == dict.fromkeys(SCHEMAS, 8)
    assert all(len(snapshot.files(table)) <= 4 for table in SCHEMAS)
    assert len(list((tmp_path / "sentences").glob("*.parquet"))) <= 6


def test_files_that_nobody_needs_go_now_and_then_or_after_a_pause(tmp_path: Path) -> None:
    options = Settings(compact_files=100, keep_hours=0, keep_snapshots=1, tidy_every=3)

    def stale() -> int:
        with open_writer(tmp_path, options, RULES) as writer:
            writer.write([annotated("a", text=f"Satz {next(numbers)}.")])
            writer.publish()
        needed = set(Snapshot.open(tmp_path).files("sentences"))
        return len({str(path) for path in (tmp_path / "sentences").glob("*.parquet")} - needed)

    numbers = iter(range(9))
    assert [stale() for _ in range(6)] == [0, 1, 1, 2, 3, 1]
    current = tmp_path / "current.json"
    manifest = orjson.loads(current.read_bytes())
    before = datetime.now(UTC) - timedelta(hours=2)
    current.write_bytes(orjson.dumps(manifest | {"created": before.isoformat()}))
    assert stale() == 1


def test_nothing_is_visible_before_it_is_published(tmp_path: Path) -> None:
    store(tmp_path, [annotated("a")])
    with open_writer(tmp_path, SETTINGS, RULES) as writer:
        assert isinstance(writer, Writer)
        writer.write([annotated("b")])
        assert Snapshot.open(tmp_path).counts()["documents"] == 1


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"{", "is damaged"),
        (b"[1]", "is damaged"),
        (b'{"number": 1}', "is damaged"),
        (
            orjson.dumps(
                {
                    "number": 1,
                    "created": "2022-01-18T00:00:00+00:00",
                    "methodology": "1.a",
                    "schema": 99,
                    "tables": {},
                    "documents": 0,
                }
            ),
            "was written with schema 99",
        ),
    ],
)
def test_a_damaged_or_foreign_manifest_is_refused(
    tmp_path: Path, content: bytes, complaint: str
) -> None:
    (tmp_path / "current.json").write_bytes(content)
    with pytest.raises(StoreError, match=complaint):
        Snapshot.open(tmp_path)


def test_a_missing_log_of_a_table_stops_runs_and_no_reader(tmp_path: Path) -> None:
    store(tmp_path, [annotated("a")])
    (tmp_path / "events" / "_delta_log").rename(tmp_path / "elsewhere")
    assert Snapshot.open(tmp_path).dataset("events").count_rows() == 1
    with pytest.raises(StoreError, match="events is missing; `python -m pipeline repair"):
        store(tmp_path, [annotated("b")])
