"""The words of the dashboard: the same keys and gaps in both languages, none of them missing."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from views.parts.texts import LANGUAGES, country, label

VIEWS = Path(__file__).resolve().parents[1] / "views"
GAP = re.compile(r"\{(\w+)\}")


def test_both_languages_say_the_same_things() -> None:
    german, english = LANGUAGES["de"], LANGUAGES["en"]
    assert set(german) == set(english)
    for key, words in german.items():
        assert set(GAP.findall(words)) == set(GAP.findall(english[key])), key


def test_every_text_that_a_page_asks_for_exists() -> None:
    asked = set()
    for path in VIEWS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    if node.func.id == "text":
                        asked.add(first.value)
                    elif node.func.id == "section":
                        asked |= {f"{first.value}.title", f"{first.value}.help"}
    assert len(asked) > 100
    assert asked <= set(LANGUAGES["de"])


@pytest.mark.parametrize("lang", ["de", "en"])
def test_codes_have_names(lang: str) -> None:
    assert label("type", "ASSAULT", lang=lang) != "ASSAULT"
    assert country("UA", lang=lang) == "Ukraine"
    assert country("", lang=lang) in {"Welt", "World"}
