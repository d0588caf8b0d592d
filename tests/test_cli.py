"""The command line: exit codes and messages that name file and fix."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner, Result

from pipeline.cli import app
from pipeline.export import Format, write
from pipeline.methodology import methodology
from pipeline.model import Annotated, Document, Event, Sentence
from pipeline.settings import Settings
from pipeline.store import Snapshot, open_writer
from pipeline.store.schema import SENTENCES

GOOD = "title: Genf\npublished: 2022-01-18\n\nMoskau droht Kiew. Genf vermittelt."


class StubAnnotator:
    """Takes each line that ends with a full stop for a sentence with one event."""

    def __init__(self) -> None:
        self.calls = 0

    def annotate(self, document: Document) -> Annotated:
        self.calls += 1
        if "Absturz" in document.text:
            raise ZeroDivisionError("geheimer Text")
        event = Event("THREATEN", "", "asserted", -4, ("RU",), ("UA",), None, None, None, ())
        sentences = tuple(
            Sentence(match[0], match.start(), match.end(), index, events=(event,))
            for index, match in enumerate(re.finditer(r"[^.\s][^.]*\.", document.text))
        )
        return Annotated(document, sentences, methodology("de"))


@pytest.fixture(autouse=True)
def stub(monkeypatch: pytest.MonkeyPatch) -> StubAnnotator:
    stub = StubAnnotator()
    monkeypatch.setattr("pipeline.engine.work.annotator", lambda _language: stub)
    return stub


@pytest.fixture
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(GOOD, encoding="utf-8")
    (folder / "b.jsonl").write_text(
        '{"id": "b1", "text": "Berlin warnt.", "published": "2022-01-19"}\n'
        '{"id": "b2", "title": "Nur ein Titel."}\n',
        encoding="utf-8",
    )
    return folder


def call(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(app, arguments, input=given)


def status() -> dict[str, object]:
    facts: dict[str, object] = json.loads(call("status", "--json").stdout)
    return facts


def test_a_run_stores_all_documents_and_says_so(articles: Path) -> None:
    result = call("run", str(articles))
    assert result.exit_code == 0, result.stderr
    assert "3 documents: 3 new, 0 changed, 0 unchanged" in result.stdout
    assert "1 of 3 documents: no publication date" in result.stderr
    assert Snapshot.open("data/store").counts()["sentences"] == 4


def test_a_second_run_analyses_nothing(articles: Path, stub: StubAnnotator) -> None:
    call("run", str(articles))
    calls, snapshot = stub.calls, status()["snapshot"]
    result = call("run", str(articles))
    assert "3 documents: 0 new, 0 changed, 3 unchanged" in result.stdout
    assert stub.calls == calls
    assert status()["snapshot"] == snapshot


def test_a_changed_article_with_an_id_replaces_the_former(articles: Path) -> None:
    call("run", str(articles))
    (articles / "b.jsonl").write_text('{"id": "b1", "text": "Bonn warnt."}\n', encoding="utf-8")
    assert "1 changed" in call("run", str(articles)).stdout
    texts = Snapshot.open("data/store").dataset("documents").to_table()["text"].to_pylist()
    assert "Bonn warnt." in texts
    assert "Berlin warnt." not in texts


def test_the_same_article_in_two_files_is_one_document(articles: Path) -> None:
    shutil.copy(articles / "a.txt", articles / "copy.txt")
    result = call("run", str(articles))
    assert result.exit_code == 0
    assert "3 documents" in result.stdout
    assert "1 duplicates" in result.stdout


def test_two_texts_with_one_id_keep_the_first_and_repeat_alike(articles: Path) -> None:
    (articles / "c.jsonl").write_text('{"id": "b1", "text": "Anders."}\n', encoding="utf-8")
    for _ in range(2):
        result = call("run", str(articles))
        assert result.exit_code == 3
        assert "c.jsonl:1: another document of this run has the same id" in result.stderr
    assert status()["quarantine"] == {"conflicting_id": 1}


def test_bad_input_is_set_aside_named_and_the_rest_is_stored(articles: Path) -> None:
    (articles / "empty.txt").write_bytes(b"")
    (articles / "blank.txt").write_bytes(b" \n\n ")
    (articles / "image.txt").write_bytes(b"\x89PNG\0\0")
    (articles / "article.docx").write_bytes(b"PK")
    (articles / "bad.jsonl").write_bytes(
        b'{"text": "Gut."}\n{"text": \n[1]\n{"text": [1]}\n{"text": "\\ud800"}\n'
    )
    result = call("run", str(articles))
    assert result.exit_code == 3
    assert "4 documents: 4 new" in result.stdout
    assert "article.docx: unknown suffix (.docx); convert the file" in result.stderr
    assert re.search(r"bad\.jsonl:2: the line is not valid JSON \(.*column \d+\)", result.stderr)
    assert status()["quarantine"] == {
        "binary": 1,
        "empty": 3,
        "invalid_json": 1,
        "not_an_object": 1,
        "unknown_suffix": 1,
        "wrong_type": 1,
    }


def test_a_text_beyond_the_limit_is_set_aside(
    articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAGEBILD_MAX_CHARS", "20")
    result = call("run", str(articles))
    assert result.exit_code == 3
    assert "a.txt: longer than the limit (35 characters; max_chars is 20)" in result.stderr


def test_a_missing_path_is_named_and_the_others_are_processed(articles: Path) -> None:
    result = call("run", "nirgends", str(articles))
    assert result.exit_code == 3
    assert "nirgends: no such file or folder; check the spelling" in result.stderr
    assert "3 documents" in result.stdout


def test_a_store_may_be_named_by_an_address_of_a_known_kind(articles: Path) -> None:
    uri = (articles.parent / "mein store").as_uri()
    assert call("run", str(articles), "--store", uri).exit_code == 0
    assert call("status", "--store", uri).exit_code == 0
    refused = call("run", str(articles), "--store", "ftp://bucket/store")
    assert refused.exit_code == 2
    assert "give a path" in refused.stderr
    assert not (articles.parent / "ftp:").exists()


def test_no_progress_is_drawn_where_no_terminal_is(articles: Path) -> None:
    assert not call("run", str(articles)).stderr.startswith("documents")


def test_nothing_but_a_missing_path_fails(articles: Path) -> None:
    assert call("run", "nirgends").exit_code == 1


def test_an_empty_folder_fails_with_what_is_missing(tmp_path: Path) -> None:
    result = call("run", str(tmp_path), "--store", str(tmp_path / "store"))
    assert result.exit_code == 1
    assert "there is no file below the paths given" in result.stderr


def test_an_error_in_the_analysis_costs_one_document_and_shows_no_text(articles: Path) -> None:
    (articles / "c.jsonl").write_text('{"id": "c", "text": "Absturz hier."}\n', encoding="utf-8")
    result = call("run", str(articles))
    assert result.exit_code == 3
    assert "3 documents: 3 new" in result.stdout
    assert "ZeroDivisionError in document c" in result.stderr
    assert "Absturz" not in result.output


def test_a_store_that_is_being_written_is_refused_when_it_takes_too_long(
    articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAGEBILD_WAIT_SECONDS", "0.1")
    with open_writer("data/store", Settings(), "1.test"):
        result = call("run", str(articles))
    assert result.exit_code == 1
    assert "is being written to by another run" in result.stderr


@pytest.mark.parametrize("arguments", [("status",), ("export", "events")])
def test_without_a_store_one_is_told_how_to_make_it(
    articles: Path, arguments: tuple[str, ...]
) -> None:
    result = call(*arguments)
    assert result.exit_code == 1
    assert "there is no store yet; make one with `python -m pipeline run" in result.stderr


def test_a_bad_setting_is_named(articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAGEBILD_MAX_CHARS", "viele")
    result = call("run", str(articles))
    assert result.exit_code == 1
    assert "max_chars: Input should be a valid integer" in result.stderr


def test_the_environment_wins_over_the_settings_file(
    articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("lagebild.toml").write_text('max_chars = 20\nstore = "other"\n', encoding="utf-8")
    monkeypatch.setenv("LAGEBILD_MAX_CHARS", "1000")
    assert call("run", str(articles)).exit_code == 0
    assert Snapshot.open("other").counts()["documents"] == 3


def test_annotate_prints_a_record_a_sentence(articles: Path) -> None:
    result = call("annotate", str(articles / "a.txt"))
    assert result.exit_code == 0
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(record["sentence"], record["text"]) for record in records] == [
        (0, "Moskau droht Kiew."),
        (1, "Genf vermittelt."),
    ]
    assert records[0]["published"] == "2022-01-18"


def test_annotate_names_bad_lines_and_goes_on(articles: Path) -> None:
    result = call("annotate", "-", given='{"text": "Eins."}\nkaputt\n{"text": "Drei."}\n')
    assert result.exit_code == 3
    assert "-:2: the line is not valid JSON" in result.stderr
    assert [json.loads(line)["text"] for line in result.stdout.splitlines()] == ["Eins.", "Drei."]


def test_annotate_stores_nothing(articles: Path) -> None:
    call("annotate", str(articles))
    assert not Path("data").exists()


@pytest.mark.parametrize("arguments", [("unknown",), ("export", "elefanten"), ("run",)])
def test_wrong_usage_is_2(arguments: tuple[str, ...]) -> None:
    assert call(*arguments).exit_code == 2


@pytest.mark.parametrize("command", ["run", "annotate", "export", "status"])
def test_every_command_explains_itself(command: str) -> None:
    result = call(command, "--help")
    assert result.exit_code == 0
    assert "Example" in result.stdout


def test_csv_is_guarded_against_formulas_and_keeps_umlauts(articles: Path) -> None:
    (articles / "c.jsonl").write_text(
        json.dumps({"id": "=1+1", "text": '=HYPERLINK("x") über.', "source": "@quelle"}) + "\n",
        encoding="utf-8",
    )
    call("run", str(articles))
    result = call("export", "sentences", "--semicolon", "--bom", "-o", "s.csv")
    assert result.exit_code == 0
    content = Path("s.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfdoc_id;sentence;")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    (row,) = [row for row in rows if row["doc_id"] == "'=1+1"]
    assert (row["text"], row["source"]) == ('\'=HYPERLINK("x") über.', "'@quelle")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_every_start_of_a_formula_is_guarded(start: str) -> None:
    rows = SENTENCES.empty_table().from_pylist([{"text": f"{start}1", "start": -1}], SENTENCES)
    file = io.BytesIO()
    write(rows, file, Format.CSV)
    (row,) = csv.DictReader(io.StringIO(file.getvalue().decode(), newline=""))
    assert (row["text"], row["start"]) == (f"'{start}1", "-1")


def test_an_export_can_be_limited_to_dates(articles: Path) -> None:
    call("run", str(articles))
    result = call(
        "export", "events", "-f", "jsonl", "--since", "2022-01-19", "--until", "2022-01-19"
    )
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(row["doc_id"], row["published"]) for row in rows] == [("b1", "2022-01-19")]
    assert rows[0]["actors"] == ["RU"]


def test_parquet_keeps_the_types(articles: Path) -> None:
    call("run", str(articles))
    call("export", "sentences", "-f", "parquet", "-o", "s.parquet")
    table = pq.read_table("s.parquet")
    assert table.schema.equals(SENTENCES)
    assert table["published"][0].as_py() == date(2022, 1, 18)
