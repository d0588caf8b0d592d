"""Inflection: lemmas of forms, separable verbs, and that the compiled file is up to date."""

from __future__ import annotations

from importlib import import_module

import pytest

from pipeline.language.forms import load_forms
from pipeline.language.tables import DATA

FORMS = load_forms("de")


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("zieht", "ziehen"),
        ("abgezogen", "abziehen"),
        ("abzuziehen", "abziehen"),
        ("abzöge", "abziehen"),
        ("bestritten", "bestreiten"),
        ("geplanten", "planen"),
        ("Sollte", "sollen"),
        ("Kriege", "Krieg"),
    ],
)
def test_a_form_leads_to_its_lemma(form: str, lemma: str) -> None:
    assert lemma in FORMS.lemmas(form)


def test_an_unknown_form_has_no_lemma() -> None:
    assert FORMS.lemmas("Xyzzy") == ()
    assert not FORMS.is_verb("Xyzzy")


def test_base_and_particle_make_a_separable_verb_and_back() -> None:
    assert FORMS.joined("ziehen", "ab") == "abziehen"
    assert FORMS.joined("ziehen", "gegen") is None
    assert FORMS.split("abziehen") == ("ziehen", "ab")
    assert FORMS.split("bestreiten") is None


@pytest.mark.parametrize("form", ["seine", "einen", "sondern"])
def test_words_that_only_look_like_verbs_are_none(form: str) -> None:
    assert not FORMS.is_finite(form)


def test_a_participle_may_look_like_a_preterite() -> None:
    assert FORMS.is_finite("bestritten")
    assert FORMS.is_participle("bestritten")
    assert not FORMS.is_finite("abgezogen")


def test_the_compiled_forms_are_up_to_date() -> None:
    pytest.importorskip("simplemma")
    build = import_module("data.build.forms")
    compiled = (DATA / "de" / "compiled" / "forms.tsv").read_text(encoding="utf-8")
    assert build.compile_forms(build.table_lemmas()) == compiled, "out of date: run make data"
