"""A damaged store is named with the way back, mended without a loss, backed up and restored."""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import orjson
import pyarrow as pa
import pytest
from deltalake import DeltaTable, write_deltalake
from typer.testing import CliRunner, Result

from benchmarks.faults.contents import contents, faults
from pipeline.cli import app
from pipeline.model import Annotated, Cue, Document, Place, Sentence
from pipeline.query import Filter, Query
from pipeline.settings import Settings
from pipeline.store import (
    SCHEMA_VERSION,
    SCHEMAS,
    TABLES,
    RefusedError,
    Snapshot,
    StoreError,
    open_writer,
)

RULES = "1.test"
ROOT = Path(__file__).parent.parent


def article(doc_id: str, text: str = "Genf vermittelt.", *, located: bool = True) -> Annotated:
    place = Place("Genf", 0, 4, "name", "p:1", "Genf", "CH", 46.2, 6.1, "city", "place", 0.9)
    cues = (Cue(text[:4], 0, 4, "tension:test"),)
    places = (place,) if located else ()
    sentence = Sentence(text, 0, len(text), 0, 0.4, places=places, escalation_cues=cues)
    document = Document(doc_id, text, published=date(2022, 1, 18), source="Blatt")
    return Annotated(document, (sentence,), RULES)


def store(folder: Path, *articles: Annotated, rules: str = RULES, **given: object) -> None:
    with open_writer(folder, Settings(wait_seconds=0, **given), rules) as writer:  # type: ignore[arg-type]
        writer.write([one for one in articles if writer.state(one.document) != "unchanged"])
        writer.publish()


@pytest.fixture(scope="module")
def two_snapshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("two") / "store"
    store(folder, article("a"))
    store(folder, article("b"))
    return folder


@pytest.fixture
def folder(two_snapshots: Path, tmp_path: Path) -> Path:
    """Return a store of two snapshots: one document, then two."""
    return Path(shutil.copytree(two_snapshots, tmp_path / "store"))


def call(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def ids(folder: Path) -> list[str]:
    table = Snapshot.open(folder).dataset("documents").to_table()
    return sorted(table["doc_id"].to_pylist())


def articles_of_the_index(folder: Path) -> list[tuple[int, int]]:
    """Return the articles with tension day by day: reprints once, and each of them."""
    cells = Snapshot.open(folder).dataset("index_cells").to_table()
    world = [row for row in cells.to_pylist() if not row["country"] and row["realised"]]
    return [(row["articles"], row["reach"]) for row in world]


def newest_file(folder: Path, table: str) -> Path:
    snapshot = Snapshot.open(folder)
    kept = json.loads((folder / "snapshots" / "00000001.json").read_bytes())["files"][table]
    (name,) = [name for name in map(os.path.basename, snapshot.files(table)) if name not in kept]
    return folder / table / name


def damage_truncate(folder: Path) -> None:
    path = newest_file(folder, "places")
    path.write_bytes(path.read_bytes()[:100])


def damage_flip(folder: Path) -> None:
    path = newest_file(folder, "sentences")
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)


def damage_missing(folder: Path) -> None:
    newest_file(folder, "documents").unlink()


def damage_cells(folder: Path) -> None:
    newest_file(folder, "index_cells").write_bytes(b"")


def damage_log_of_cells(folder: Path) -> None:
    shutil.rmtree(folder / "index_cells" / "_delta_log")


def damage_manifest(folder: Path) -> None:
    (folder / "current.json").write_bytes(b'{"number": 2,')


def damage_no_manifest(folder: Path) -> None:
    (folder / "current.json").unlink()


def damage_log(folder: Path) -> None:
    for path in (folder / "places" / "_delta_log").glob("*.json"):
        path.write_bytes(b"\0" * 50)


def damage_no_log(folder: Path) -> None:
    shutil.rmtree(folder / "places" / "_delta_log")


#: Damage, and the documents that are left after the repair.
DAMAGES = {
    damage_truncate: ["a"],
    damage_flip: ["a"],
    damage_missing: ["a"],
    damage_cells: ["a"],
    damage_log_of_cells: ["a", "b"],
    damage_manifest: ["a", "b"],
    damage_no_manifest: ["a", "b"],
    damage_log: ["a", "b"],
    damage_no_log: ["a", "b"],
}


def all_files(folder: Path) -> dict[Path, bytes]:
    leave_out = {folder / "writer.lock"}
    return {
        path: path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path not in leave_out
    }


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_store_is_repaired_and_goes_on(folder: Path, damage: object) -> None:
    damage(folder)  # type: ignore[operator]
    before = all_files(folder)
    check = call("repair", "--check", "--store", folder)
    assert check.exit_code == 3
    assert "damaged" in check.stdout
    assert all_files(folder) == before
    repaired = call("repair", "--store", folder)
    assert repaired.exit_code == 0, repaired.stderr
    assert "is current again, as snapshot 3" in repaired.stdout
    assert ids(folder) == DAMAGES[damage]  # type: ignore[index]
    assert faults(folder) == []
    kept = set(all_files(folder).values())
    assert all(content in kept for content in before.values())
    store(folder, article("b"), article("c"))
    assert ids(folder) == ["a", "b", "c"]
    assert Snapshot.open(folder).counts()["places"] == 3
    assert articles_of_the_index(folder) == [(1, 3)]
    assert faults(folder) == []


@pytest.mark.parametrize("damage", [damage_truncate, damage_missing, damage_manifest])
@pytest.mark.parametrize("command", ["status", "run"])
def test_a_damaged_store_is_named_with_the_way_back(
    folder: Path, damage: object, command: str, tmp_path: Path
) -> None:
    damage(folder)  # type: ignore[operator]
    before = all_files(folder)
    source = tmp_path / "x.txt"
    source.write_text("Genf vermittelt.", encoding="utf-8")
    given = [source] if command == "run" else []
    result = call(command, *given, "--store", folder)
    assert result.exit_code == 1
    assert f"`python -m pipeline repair --store {folder}` restores" in result.stderr
    assert all_files(folder) == before


def test_content_that_changed_without_its_size_is_an_error_of_the_store(folder: Path) -> None:
    path = newest_file(folder, "sentences")
    path.write_bytes(b"\0" * path.stat().st_size)
    with pytest.raises(StoreError, match="python -m pipeline repair"):
        Query.open(folder).key_figures(Filter())


def test_without_a_whole_snapshot_nothing_is_changed(folder: Path) -> None:
    for path in (folder / "places").glob("*.parquet"):
        path.write_bytes(b"")
    before = all_files(folder)
    result = call("repair", "--store", folder)
    assert result.exit_code == 1
    assert "no snapshot is whole" in result.stderr
    assert "python -m pipeline restore BACKUP" in result.stderr
    assert all_files(folder) == before
    assert call("repair", "--check", "--store", folder).exit_code == 1


def test_a_sound_store_is_left_alone_but_for_unfinished_files(folder: Path) -> None:
    before = all_files(folder)
    (folder / "places" / "part-1.parquet#1").write_bytes(b"x")
    (folder / ".current.json.abc.tmp").write_bytes(b"x")
    result = call("repair", "--store", folder)
    assert result.exit_code == 0
    assert "2 unfinished files" in result.stdout
    assert all_files(folder) == before


def test_a_backup_is_a_store_and_can_be_restored(folder: Path, tmp_path: Path) -> None:
    (folder / "quarantine").mkdir()
    (folder / "quarantine" / "index.jsonl").write_bytes(b"")
    backup = tmp_path / "backup"
    assert call("backup", backup, "--store", folder).exit_code == 0
    assert contents(backup) == contents(folder)
    assert faults(backup) == []
    assert (backup / "quarantine" / "index.jsonl").exists()
    assert call("backup", backup, "--store", folder).exit_code == 1
    store(folder, article("c"))
    assert call("restore", backup, "--store", folder).exit_code == 1
    assert ids(folder) == ["a", "b", "c"]
    restored = call("restore", backup, "--store", folder, "--replace")
    assert restored.exit_code == 0, restored.stderr
    assert "snapshot 4, 2 documents" in restored.stdout
    assert ids(folder) == ["a", "b"]
    (aside,) = (folder / "set-aside").iterdir()
    assert ids(aside) == ["a", "b", "c"]
    store(folder, article("d"))
    assert ids(folder) == ["a", "b", "d"]
    assert faults(folder) == []


def test_a_damaged_backup_is_not_restored(folder: Path, tmp_path: Path) -> None:
    backup = tmp_path / "backup"
    call("backup", backup, "--store", folder)
    (path,) = (backup / "places").glob("*.parquet")
    path.write_bytes(path.read_bytes()[:-8] + b"\0" * 8)
    before = all_files(folder)
    result = call("restore", backup, "--store", folder, "--replace")
    assert result.exit_code == 1
    assert "is no sound backup" in result.stderr
    assert all_files(folder) == before


def test_a_store_of_a_newer_version_is_not_touched(folder: Path) -> None:
    manifest = orjson.loads((folder / "current.json").read_bytes())
    manifest["schema"] = SCHEMA_VERSION + 1
    (folder / "current.json").write_bytes(orjson.dumps(manifest))
    before = all_files(folder)
    for attempt in (lambda: Snapshot.open(folder), lambda: store(folder, article("c"))):
        with pytest.raises(StoreError, match=f"schema {SCHEMA_VERSION + 1}"):
            attempt()
    assert call("repair", "--store", folder).exit_code == 1
    assert all_files(folder) == before


def earlier_store(
    folder: Path, schema: int, leave_out: dict[str, set[str]], lacks: frozenset[str] = frozenset()
) -> None:
    """Make a store as an earlier version wrote it: without some columns, and a short manifest."""
    store(folder / "now", article("a"), article("b"))
    tables = {name: wanted for name, wanted in TABLES.items() if name not in lacks}
    for name, wanted in tables.items():
        rows = Snapshot.open(folder / "now").dataset(name).to_table()
        columns = [field for field in wanted.names if field not in leave_out.get(name, set())]
        DeltaTable.create(folder / name, pa.schema([wanted.field(column) for column in columns]))
        if rows.num_rows:
            write_deltalake(folder / name, rows.select(columns), mode="append")
    shutil.rmtree(folder / "now")
    manifest = {
        "number": 7,
        "created": "2022-01-18T00:00:00+00:00",
        "methodology": RULES,
        "schema": schema,
        "tables": {name: DeltaTable(folder / name).version() for name in tables},
        "documents": 2,
    }
    (folder / "current.json").write_bytes(orjson.dumps(manifest))


@pytest.fixture
def added_to(monkeypatch: pytest.MonkeyPatch) -> int:
    """A schema to which columns were added that no figure needs."""
    monkeypatch.setattr("pipeline.store.migrate.ADDED_TO", frozenset({1}))
    return 1


def test_a_store_that_lacks_a_column_is_brought_up_to_date_by_the_next_run(
    tmp_path: Path, added_to: int
) -> None:
    earlier_store(tmp_path, added_to, {"places": {"disputed"}})
    with pytest.raises(StoreError, match="the next `python -m pipeline run` brings it up to date"):
        Snapshot.open(tmp_path)
    store(tmp_path, article("b", "Neu."), article("c"))
    assert ids(tmp_path) == ["a", "b", "c"]
    snapshot = Snapshot.open(tmp_path)
    assert (snapshot.manifest.number, snapshot.manifest.schema) == (8, SCHEMA_VERSION)
    assert snapshot.counts()["places"] == 3
    assert articles_of_the_index(tmp_path) == [(2, 3)]
    assert Query.open(tmp_path).overview().documents == 3
    with open_writer(tmp_path, Settings(), RULES) as writer:
        assert writer.state(article("a").document) == "changed"
        assert writer.state(article("c").document) == "unchanged"
    assert faults(tmp_path) == []


def test_a_store_that_lacks_derived_tables_gets_them_and_keeps_its_rows(tmp_path: Path) -> None:
    lacks = frozenset({"index_parts", "index_types"})
    earlier_store(tmp_path, 3, {}, lacks)
    former = orjson.loads((tmp_path / "current.json").read_bytes())["tables"]
    with pytest.raises(StoreError, match="the next `python -m pipeline run` brings it up to date"):
        Snapshot.open(tmp_path)
    store(tmp_path, article("a"))
    snapshot = Snapshot.open(tmp_path)
    assert snapshot.manifest.schema == SCHEMA_VERSION
    assert {name: snapshot.manifest.tables[name] for name in SCHEMAS} == {
        name: former[name] for name in SCHEMAS
    }
    assert snapshot.dataset("index_parts").count_rows() == 1  # the other is a copy
    assert articles_of_the_index(tmp_path) == [(1, 2)]
    assert faults(tmp_path) == []
    with open_writer(tmp_path, Settings(), RULES) as writer:
        assert writer.state(article("b").document) == "unchanged"


def test_a_repair_goes_back_to_a_snapshot_that_lacks_derived_tables_alone(tmp_path: Path) -> None:
    earlier_store(tmp_path, 3, {}, frozenset({"index_parts", "index_types"}))
    assert call("repair", "--store", tmp_path).exit_code == 0  # sound as it is
    (tmp_path / "snapshots").mkdir()
    shutil.copy(tmp_path / "current.json", tmp_path / "snapshots" / "00000007.json")
    store(tmp_path, article("a"))
    (path,) = (tmp_path / "index_parts").glob("*.parquet")
    path.unlink()
    assert call("repair", "--store", tmp_path).exit_code == 0
    store(tmp_path, article("a"))
    assert ids(tmp_path) == ["a", "b"]
    assert faults(tmp_path) == []


def test_a_store_without_digests_is_read_and_taken_over(tmp_path: Path) -> None:
    earlier_store(tmp_path, SCHEMA_VERSION, {})
    assert ids(tmp_path) == ["a", "b"]
    assert faults(tmp_path) == []
    store(tmp_path, article("c"))
    assert ids(tmp_path) == ["a", "b", "c"]


@pytest.mark.parametrize("schema", [0, 1, 2])
def test_a_store_that_cannot_be_brought_up_to_date_is_refused(tmp_path: Path, schema: int) -> None:
    earlier_store(tmp_path, schema, {})
    before = all_files(tmp_path)
    with pytest.raises(StoreError, match="cannot be brought to"):
        store(tmp_path, article("c"))
    assert all_files(tmp_path) == before


def test_a_column_of_another_type_is_never_misread(tmp_path: Path, added_to: int) -> None:
    earlier_store(tmp_path, added_to, {"places": {"disputed", "lat"}})
    rows = DeltaTable(tmp_path / "places").to_pyarrow_table()
    texts = rows.append_column("lat", pa.array(["46,2"] * rows.num_rows))
    write_deltalake(tmp_path / "places", texts, mode="overwrite", schema_mode="overwrite")
    manifest = orjson.loads((tmp_path / "current.json").read_bytes())
    manifest["tables"]["places"] = DeltaTable(tmp_path / "places").version()
    (tmp_path / "current.json").write_bytes(orjson.dumps(manifest))
    with pytest.raises(StoreError, match=r"columns that this version does not know \(lat\)"):
        store(tmp_path, article("c"))


def test_a_clock_that_was_set_back_loses_nothing(folder: Path) -> None:
    """The store was written tomorrow, as the clock has it now."""
    later = datetime.now(UTC) + timedelta(days=1)
    for path in folder.rglob("*"):
        os.utime(path, (later.timestamp(), later.timestamp()))
    for path in (folder / "current.json", *(folder / "snapshots").iterdir()):
        manifest = orjson.loads(path.read_bytes())
        path.write_bytes(orjson.dumps(manifest | {"created": later.isoformat()}))
    status = call("status", "--store", folder)
    assert "from the future: the clock was set back" in status.stdout
    before = Snapshot.open(folder)
    store(folder, article("c"), keep_hours=0)
    after = Snapshot.open(folder)
    assert ids(folder) == ["a", "b", "c"]
    assert after.manifest.number == before.manifest.number + 1
    assert after.version != before.version
    assert before.counts()["documents"] == 2
    assert faults(folder) == []


def test_garbage_does_not_replace_a_full_store(tmp_path: Path) -> None:
    full = [article(f"a{number}") for number in range(40)]
    store(tmp_path, *full)
    garbage = [article(f"a{number}", "xx xx.", located=False) for number in range(30)]
    with pytest.raises(RefusedError, match=r"25\.0% of the documents are on the map"):
        store(tmp_path, *garbage)
    assert Snapshot.open(tmp_path).counts()["places"] == 40
    store(tmp_path, *garbage, publish_checks="warn")
    assert Snapshot.open(tmp_path).counts()["places"] == 10


def test_what_was_asserted_is_shown(folder: Path) -> None:
    told = call("status", "--store", folder).stdout
    assert "check        passed: 2 documents, at least 1 expected" in told
    assert "check        passed: 100.0% of the documents are on the map" in told
    facts = json.loads(call("status", "--json", "--store", folder).stdout)
    assert [check["name"] for check in facts["checks"]] == ["documents", "located", "set_aside"]


def without_privileges() -> None:
    """Let root be bound by the permissions of files, as others are (PR_CAPBSET_DROP)."""
    if os.geteuid() == 0:
        for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
            ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)


def test_a_read_only_store_can_be_read_and_is_not_written(folder: Path, tmp_path: Path) -> None:
    source = tmp_path / "x.txt"
    source.write_text("Genf vermittelt.", encoding="utf-8")
    before = all_files(folder)
    (folder / "writer.lock").chmod(0o444)
    places = [folder, *(path for path in folder.rglob("*") if path.is_dir())]
    for path in places:
        path.chmod(0o555)
    try:
        for arguments, code in ((("run", str(source)), 1), (("status",), 0)):
            done = subprocess.run(
                [sys.executable, "-m", "pipeline", *arguments, "--store", str(folder)],
                cwd=ROOT,
                preexec_fn=without_privileges,
                capture_output=True,
                check=False,
            )
            assert done.returncode == code, done.stderr
            if code:
                assert b"cannot be written to (Permission denied)" in done.stderr
    finally:
        for path in places:
            path.chmod(0o755)
    assert all_files(folder) == before
