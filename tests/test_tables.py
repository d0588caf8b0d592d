"""Tables in data/ are read strictly: an error names the file and the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.language import DATA, TableError, read_table


def test_comments_and_blank_lines_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text("# what it is\n\nword\tsource\nja\tDuden\n", encoding="utf-8")
    assert read_table(path, ["word"]) == ({"word": "ja", "source": "Duden"},)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("word\nja\tnein\n", "line 2: 2 columns, the header has 1"),
        ("form\nja\n", r"line 1: no column \['word'\]"),
        ("# nothing\n", "no header line"),
    ],
)
def test_a_malformed_table_is_refused(tmp_path: Path, content: str, complaint: str) -> None:
    path = tmp_path / "a.tsv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(TableError, match=complaint):
        read_table(path, ["word"])


@pytest.mark.parametrize(
    "path", sorted(DATA.rglob("*.tsv")), ids=lambda p: str(p.relative_to(DATA))
)
def test_every_table_can_be_read_and_is_not_empty(path: Path) -> None:
    assert read_table(path)
