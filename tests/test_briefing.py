"""The briefing: what stands in it is what the index says, in two languages and two formats."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.batch import run_batch
from pipeline.briefing import LANGUAGES, compose, to_html, to_pdf, worldmap
from pipeline.briefing.words import Words
from pipeline.cli import app
from pipeline.language import read_table
from pipeline.query import Filter, Query
from pipeline.settings import Settings
from tests.conftest import annotator

LAST = date(2022, 3, 30)
HOSTILE = "<script>alert(1)</script> ![x](http://evil.example/x.png) $\\LaTeX$ :red[x] =1+1"


@pytest.fixture(scope="module")
def query(seed_store: Path) -> Query:
    return Query.open(seed_store)


def test_its_figures_are_those_of_the_index(query: Query) -> None:
    briefing = compose(query, LAST, days=30)
    wanted = Filter(first=date(2022, 3, 1), last=LAST)
    assert briefing.world == query.index.figure(wanted)
    assert briefing.world.tension is not None
    assert briefing.why is not None
    assert sum(piece.change for piece in briefing.why.types) == pytest.approx(briefing.why.change)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_quoted_sentence_stands_in_it_with_its_source(query: Query, language: str) -> None:
    briefing = compose(query, LAST, days=30)
    html = to_html(briefing, language)
    assert briefing.quotes
    for quote in briefing.quotes:
        assert quote.evidence.title in html
        assert quote.evidence.text.replace("'", "&#39;") in html


def test_it_asks_nothing_from_outside(query: Query) -> None:
    html = to_html(compose(query, LAST, days=30), "de")
    assert not re.findall(r"(?:src|srcset|xlink:href)=|url\(|<link|<script|@import", html)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_day_without_articles_says_so(query: Query, language: str) -> None:
    briefing = compose(query, date(1999, 1, 1))
    assert Words(language).text("nothing") in to_html(briefing, language)
    assert to_pdf(briefing, language).startswith(b"%PDF-")


def test_the_same_content_gives_the_same_bytes(query: Query) -> None:
    briefing = compose(query, LAST, days=30)
    assert to_pdf(briefing, "de") == to_pdf(briefing, "de")
    assert to_html(briefing, "de") == to_html(briefing, "de")


def test_hostile_text_stays_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.engine.work.annotator", lambda *_: annotator())
    source = tmp_path / "articles"
    source.mkdir()
    for number in range(6):
        head = (
            f"title: {HOSTILE}\npublished: 2022-03-30\nsource: {HOSTILE}\nurl: javascript:x()\n\n"
        )
        text = f"Russland greift die Ukraine an, Tag {number} {HOSTILE}."
        (source / f"{number}.txt").write_text(head + text, encoding="utf-8")
    store = tmp_path / "store"
    run_batch([source], store, Settings(store=store), annotator().methodology)
    briefing = compose(Query.open(store), LAST)
    assert briefing.quotes
    html = to_html(briefing, "de")
    assert "<script" not in html
    assert "javascript:" not in html
    assert "&lt;script&gt;" in html
    assert to_pdf(briefing, "de").startswith(b"%PDF-")


def test_every_text_has_the_same_gaps_in_both_languages() -> None:
    for row in read_table("briefing/words.tsv", ("key", *LANGUAGES)):
        gaps = [sorted(re.findall(r"\{\w+\}", row[language])) for language in LANGUAGES]
        assert gaps[0] == gaps[1], row["key"]


def test_every_state_has_an_outline_on_the_map() -> None:
    shapes = worldmap.shapes()
    assert len({shape.country for shape in shapes}) > 230
    for shape in shapes:
        assert shape.rings, shape.country
        for x, y in (point for ring in shape.rings for point in ring):
            assert -1e-9 <= x <= 1 + 1e-9
            assert y <= worldmap.HEIGHT + 0.02


def test_shades_divide_the_values_at_round_limits() -> None:
    assert worldmap.limits([3.0, 800.0]) == (200.0, 400.0, 600.0, 800.0)
    bounds = worldmap.limits([40.0])
    assert worldmap.shade(0.0, bounds) == 0
    assert worldmap.shade(None, bounds) is None
    assert worldmap.shade(40.0, bounds) == len(worldmap.SHADES) - 1


def test_the_command_writes_both_formats(seed_store: Path, tmp_path: Path) -> None:
    page, print_ = tmp_path / "b.html", tmp_path / "b.pdf"
    arguments = ["briefing", "2022-03-30", "--days", "30", "--store", str(seed_store)]
    done = CliRunner().invoke(app, [*arguments, "-o", str(page), "-o", str(print_)])
    assert done.exit_code == 0, done.output
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert print_.read_bytes().startswith(b"%PDF-")


def test_the_command_refuses_another_format(seed_store: Path, tmp_path: Path) -> None:
    arguments = ["briefing", "--store", str(seed_store), "-o", str(tmp_path / "b.docx")]
    assert CliRunner().invoke(app, arguments).exit_code == 2
