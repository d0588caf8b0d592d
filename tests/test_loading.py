"""What is mapped into memory: up to date with its tables, made anew where these were edited."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from pipeline.events import coders, fields
from pipeline.language import DATA, forms
from pipeline.language.lookup import compiled, digest, load, packed, write
from pipeline.sentiment import lexicon

Make = Callable[[], Mapping[str, bytes]]
FOLDER = DATA / "de" / "compiled"


@pytest.mark.parametrize(
    ("name", "make", "sources"),
    [
        ("forms", forms.make, [forms.source()]),
        ("polarity", lexicon.make, lexicon.sources()),
        ("patterns", coders.make, coders.sources()),
        ("domains", fields.make, fields.sources()),
    ],
)
def test_the_compiled_lists_are_up_to_date(
    name: str, make: Make, sources: list[Path], tmp_path: Path
) -> None:
    write(tmp_path / "fresh.arrow", make(), sources)
    fresh = (tmp_path / "fresh.arrow").read_bytes()
    assert fresh == (FOLDER / f"{name}.arrow").read_bytes(), "out of date: run make data"


def test_the_digests_of_the_gazetteer_fit_its_files() -> None:
    lines = (DATA / "places" / "gazetteer.digest").read_text(encoding="utf-8").splitlines()
    assert lines
    for line in lines:
        value, name = line.split()
        found = hashlib.sha256((DATA / "places" / name).read_bytes()).hexdigest()
        assert found == value, f"{name}: run make data"


def test_a_lookup_gives_what_was_written(tmp_path: Path) -> None:
    table = tmp_path / "table.tsv"
    table.write_text("a", encoding="utf-8")
    path = tmp_path / "list.arrow"
    write(path, {"an": packed([7]), "anders": packed([1, 2]), "öl": "größer".encode()}, [table])
    found = load(path, [table], dict)
    assert found.get("öl").decode() == "größer"
    assert found.get("ander") == b""
    assert found.numbers("anders") == found.column("anders").tolist() == [1, 2]
    assert found.numbers("x") == found.column("x").tolist() == []
    assert list(found.begins("andersen")) == [(2, [7]), (6, [1, 2])]


def test_an_edited_table_is_compiled_anew(tmp_path: Path) -> None:
    old, new = tmp_path / "old.tsv", tmp_path / "new" / "old.tsv"
    new.parent.mkdir()
    old.write_text("a", encoding="utf-8")
    new.write_text("b", encoding="utf-8")
    path = tmp_path / "list.arrow"
    write(path, {"a": b"1"}, [old])
    assert load(path, [old], lambda: {"b": b"2"}).get("a") == b"1"
    assert load(path, [new], lambda: {"b": b"2"}).get("b") == b"2"
    assert load(tmp_path / "missing.arrow", [old], lambda: {"c": b"3"}).get("c") == b"3"
    assert digest([old]) != digest([new])


def test_compiling_does_not_depend_on_the_order_of_entries() -> None:
    entries = {"b": b"2", "a": b"1", "ab": b"3"}
    assert compiled(entries).equals(compiled(dict(sorted(entries.items()))))


def test_a_worker_loads_nothing_that_it_does_not_need_and_spacy_still_tells_of_itself() -> None:
    heavy = ("pandas", "pyarrow.parquet", "duckdb", "requests", "httpx", "streamlit")
    program = (
        "import sys; from pipeline.annotate import Annotator; Annotator();"
        f"print(*[name for name in {heavy} if name in sys.modules]);"
        "import spacy; print(spacy.info(silent=True)['spacy_version'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    loaded, version = done.stdout.splitlines()
    assert loaded == ""
    assert version[0].isdigit()
