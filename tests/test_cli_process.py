"""The command line as a process of its own: streams, pipes, workers, documented examples."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

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
    outputs = [
        subprocess.run(
            python("annotate", str(source), "--workers", workers),
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout
        for workers in ("1", "2")
    ]
    assert outputs[0].count(b"\n") == 40
    assert outputs[0] == outputs[1]


def documented() -> list[str]:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    return re.findall(r"^\$ (python -m pipeline .*)$", page, re.MULTILINE)


def test_every_documented_example_works(tmp_path: Path) -> None:
    leave_out = shutil.ignore_patterns("__pycache__", "cache", "build")
    shutil.copytree(ROOT / "pipeline", tmp_path / "pipeline", ignore=leave_out)
    shutil.copytree(ROOT / "data" / "de", tmp_path / "data" / "de", ignore=leave_out)
    shutil.copytree(ROOT / "static", tmp_path / "static")
    shutil.copy(ROOT / "data" / "labels.tsv", tmp_path / "data")
    for part in ("places", "models", "briefing", "ingest"):
        shutil.copytree(ROOT / "data" / part, tmp_path / "data" / part, ignore=leave_out)
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "a.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "article.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "articles.jsonl").write_text('{"text": "Moskau droht."}\n', encoding="utf-8")
    examples = documented()
    assert len(examples) >= 9
    for example in examples:
        line = example.replace("python", sys.executable, 1)
        environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
        done = subprocess.run(
            line, shell=True, cwd=tmp_path, env=environment, capture_output=True, check=False
        )
        assert done.returncode == 0, f"{example}: {done.stderr.decode()}"
        assert done.stdout or (tmp_path / example.split()[-1]).stat().st_size
