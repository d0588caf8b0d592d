"""Every page in English with marked texts: whatever a page says comes from the tables of texts.

The tables are replaced by ones in which each text begins with a mark. What stands on a page without
a mark must be data: numbers, dates, names of countries, places and outlets, words of articles.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel import Locale
from streamlit.testing.v1 import AppTest

from pipeline.labels import labels
from pipeline.query import Filter, Query
from pipeline.query.options import options
from views.parts import texts

VIEWS = Path(__file__).resolve().parents[1] / "views"
MARK = "§"
#: Patterns for Babel, Streamlit and Plotly, which are no words.
FORMATS = ("date.", "number.")
#: Fields of a figure that hold words.
WORDS = ("text", "hovertext", "name", "ticktext")
#: Folds and menus whose content is drawn when they are open.
FOLDS = (
    "why",
    "map_table",
    *(
        f"export_{name}"
        for name in (
            "countries",
            "map",
            "movers",
            "alerts",
            "tension",
            "tone",
            "events",
            "incidents",
        )
    ),
)
#: Numbers, dates and signs; "Mar" and the like are Babel's.
PLAIN = re.compile(
    r"^[\d\s.,:;%±+−–→()?-]*$|^(\d+ )?[A-Z][a-z]{2}( \d{4})?$|^\d+ [A-Z][a-z]{2} \d{4}$"
)


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch, seed_store: Path) -> None:
    """Mark the English texts, and give the main module back, whose place a tested page takes."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
    monkeypatch.setenv("LAGEBILD_STORE", str(seed_store))
    english = {
        key: words if key.startswith(FORMATS) else MARK + words
        for key, words in texts.LANGUAGES["en"].items()
    }
    monkeypatch.setitem(texts.LANGUAGES, "en", english)


def data(query: Query) -> set[str]:
    """Return the names that are data: countries and organisations, places, outlets."""
    known = options(query)
    names = {name for name in Locale("en").territories.values() if name}
    names |= {words for key, words in labels("en").items() if key.startswith("party.")}
    return names | set(known.places.values()) | set(known.sources)


def said(page: AppTest) -> Iterator[str]:
    """Yield what stands on a page: labels, texts, help, tables, charts; articles left out."""
    elements: Any
    for kind in ("header", "subheader", "text", "caption", "info", "warning"):
        elements = page.get(kind)
        yield from (element.value for element in elements)
    for kind in ("button", "selectbox", "multiselect", "toggle", "text_input", "metric"):
        elements = page.get(kind)
        for element in elements:
            yield element.label
            yield getattr(element.proto, "help", "") or ""
            yield from getattr(element, "options", ())
    elements = page.get("expander")
    yield from (block.label for block in elements)
    for table in page.dataframe:
        yield from map(str, table.value.columns)
    elements = page.get("plotly_chart")
    for chart in elements:
        yield from _of_figure(json.loads(chart.proto.spec))


def _of_figure(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for child in node:
            yield from _of_figure(child)
    elif isinstance(node, dict):
        for key, child in node.items():
            if key in WORDS:
                yield from (w for w in (child if isinstance(child, list) else [child]) if w)
            if isinstance(child, dict | list):
                yield from _of_figure(child)


@pytest.mark.parametrize(
    "name", ["overview", "country", "events", "actors", "troops", "sources", "evidence", "method"]
)
@pytest.mark.usefixtures("marked")
def test_whatever_a_page_says_comes_from_the_tables(name: str, query: Query) -> None:
    page = AppTest.from_file(str(VIEWS / f"{name}.py"), default_timeout=120)
    page.session_state["lang"] = "en"
    page.session_state["_wanted"] = Filter()
    for fold in FOLDS:
        page.session_state[fold] = True
    page.run()
    assert not page.exception
    words = [line for line in said(page) if isinstance(line, str) and line.strip()]
    assert sum(MARK in line for line in words) > 3
    names = data(query)
    assert [line for line in words if not _known(line, names)] == []


def _known(line: str, names: set[str]) -> bool:
    """Whether a line is marked or, piece by piece, data."""
    return MARK in line or all(
        piece in names or PLAIN.match(piece)
        for piece in re.split(r" → | \+\d+$|, |: ", line.strip())
    )
