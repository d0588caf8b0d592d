"""The command line as a process of its own: streams, pipes, workers, documented examples."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli import app

ROOT = Path(__file__).parent.parent
GOOD = "title: Genf\npublished: 2022-01-18\n\nMoskau droht Kiew. Genf vermittelt."


def python(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "pipeline", *arguments]


def test_standard_input_is_annotated_line_by_line_as_it_comes() -> None:
    process = subprocess.Popen(
        python("annotate", "-"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    )
    assert process.stdin
    assert process.stdout
    for number in range(3):
        text = f"Russland droht der Ukraine zum {number}. Mal mit Krieg."
        process.stdin.write(json.dumps({"id": str(number), "text": text}).encode() + b"\n")
        process.stdin.flush()
        record = json.loads(process.stdout.readline())
        assert (record["doc_id"], record["text"]) == (str(number), text)
    process.stdin.close()
    assert process.wait() == 0


def test_a_reader_that_leaves_early_causes_no_complaint() -> None:
    lines = "".join(
        '{"text": "Moskau droht Kiew."}\n'.replace("Kiew", f"Kiew {n}") for n in range(2_000)
    )
    process = subprocess.run(
        f"({sys.executable} -m pipeline annotate - ; echo exit $? >&2) | head -n 1",
        shell=True,
        input=lines.encode(),
        capture_output=True,
        check=True,
        cwd=ROOT,
    )
    assert process.stdout.count(b"\n") == 1
    assert process.stderr == b"exit 0\n"


def test_several_processes_find_what_one_finds(tmp_path: Path) -> None:
    lines = [{"id": str(n), "text": f"Russland droht Kiew mit {n} Panzern."} for n in range(40)]
    source = tmp_path / "a.jsonl"
    source.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    one, two = (
        CliRunner().invoke(app, ["annotate", str(source), "--workers", workers])
        for workers in ("1", "2")
    )
    assert (one.exit_code, two.exit_code) == (0, 0)
    assert one.stdout.count("\n") == 40
    assert one.stdout == two.stdout


def documented() -> list[str]:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    return re.findall(r"^\$ (python -m pipeline .*)$", page, re.MULTILINE)


def test_every_documented_example_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "article.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "articles.jsonl").write_text('{"text": "Moskau droht."}\n', encoding="utf-8")
    examples = documented()
    assert len(examples) >= 30
    for example in examples:
        words, _, given = example.removeprefix("python -m pipeline").partition(" < ")
        piped = (tmp_path / given).read_bytes() if given else None
        # In this process: each would load the analysis for itself.
        done = CliRunner().invoke(app, shlex.split(words), input=piped)
        assert done.exit_code == 0, f"{example}: {done.output} {done.exception!r}"
        assert done.output or (tmp_path / example.split()[-1]).stat().st_size
