"""Logs say what happened and where, and hold no word of an article."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import structlog

from pipeline.engine import analyse
from pipeline.logs import configure
from pipeline.model import Document
from pipeline.quarantine import Rejected
from pipeline.readers import Found

ROOT = Path(__file__).parent.parent
SECRET = "Kirschkernweitspucken"


class Failing:
    def annotate(self, document: Document) -> None:
        raise ValueError(f"cannot read {document.text}")


def test_an_error_in_the_analysis_is_logged_without_the_text(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    configure("debug")
    monkeypatch.setattr("pipeline.engine.work.annotator", lambda _language: Failing())
    result = analyse(Found(Document("a1", SECRET), "x.txt", None, SECRET.encode()))
    assert isinstance(result, Rejected)
    logged = capsys.readouterr()
    assert logged.out == ""
    assert "event=analysis_failed" in logged.err
    assert "doc_id=a1" in logged.err
    assert "error=ValueError" in logged.err
    assert "annotate:" in logged.err
    assert SECRET not in logged.err + result.detail


#: Makes every analysis fail, in the workers too, which load this as they start.
BROKEN = """
import pipeline.engine.work as work

class Failing:
    def annotate(self, document):
        raise ValueError(document.text)

work.annotator = lambda language: Failing()
"""


@pytest.mark.parametrize("workers", ["1", "2"])
def test_runs_and_their_workers_print_no_text(tmp_path: Path, workers: str) -> None:
    (tmp_path / "sitecustomize.py").write_text(BROKEN, encoding="utf-8")
    lines = [{"id": str(n), "text": f"{SECRET} {n} in Genf."} for n in range(20)]
    source = tmp_path / "a.jsonl"
    source.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(SECRET.encode("utf-16-le") + b"\0\0")
    environment = {
        **os.environ,
        "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}",
        "LAGEBILD_SINGLE_PROCESS_BELOW": "1",
    }
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pipeline", "run", str(source), str(tmp_path / "b.txt")),
            *("--store", str(tmp_path / "store"), "--workers", workers),
        ],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.count(b"event=analysis_failed") == 20
    assert SECRET.encode() not in done.stdout + done.stderr


@pytest.fixture(autouse=True)
def reset() -> object:
    yield None
    structlog.reset_defaults()
