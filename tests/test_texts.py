"""The words of the dashboard: the same keys and gaps in both languages, none of them missing."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from pipeline.quarantine import Reason
from views.parts.texts import LANGUAGES, MINUS, country, label, number, signed

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


@pytest.mark.parametrize("lang", ["de", "en"])
def test_every_reason_of_the_quarantine_has_a_name(lang: str) -> None:
    assert {f"reason.{reason.value}" for reason in Reason} <= LANGUAGES[lang].keys()


def test_numbers_below_zero_have_a_minus_sign() -> None:
    assert number(-0.23, 2, lang="de") == f"{MINUS}0,23"
    assert signed(-4, 0) == f"{MINUS}4"
    assert signed(-0.4, 0) == "±0"
