"""The demo corpus has the shape that the first look at the dashboard needs."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
FILES = sorted(SEEDS.glob("*.txt"))


def header(path: Path) -> dict[str, str]:
    lines = path.read_text(encoding="utf-8").split("\n\n", 1)[0].splitlines()
    return dict(line.split(": ", 1) for line in lines)


def test_there_are_at_least_forty_articles() -> None:
    assert len(FILES) >= 40


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_article_has_its_header_and_a_text(path: Path) -> None:
    fields = header(path)
    assert set(fields) == {"title", "published", "source", "url"}
    published = date.fromisoformat(fields["published"])
    assert date(2021, 10, 1) <= published <= date(2022, 3, 31)
    assert path.name.startswith(fields["published"])
    assert fields["url"].startswith("https://example.org/")
    text = path.read_text(encoding="utf-8").split("\n\n", 1)[1]
    assert 25 <= len(text.split()) <= 330


@pytest.mark.parametrize(
    "crisis", ["Ukraine", "Bergkarabach|Aserbaidschan", "Taiwan", "Kosovo", "Mali|Burkina Faso"]
)
def test_each_crisis_is_told(crisis: str) -> None:
    told = [path for path in FILES if re.search(crisis, path.read_text(encoding="utf-8"))]
    assert len(told) >= 1


def test_some_articles_hold_no_tension() -> None:
    calm = {"theater-premiere", "wintersport", "physik-nobelpreis", "lokales-museum"}
    assert calm <= {path.stem[11:] for path in FILES}
