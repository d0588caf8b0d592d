"""The measures of the tone comparison, on scores made by hand."""

from __future__ import annotations

import gzip
from pathlib import Path

import orjson
import pytest

from benchmarks.evaluate.sentiment import (
    Rated,
    by_thresholds,
    choose,
    classify,
    macro_f1,
    rated,
)
from data.build.corpora import held_out
from data.build.polarity import compile_forms, forms

THREE = ("negative", "neutral", "positive")


def test_macro_f1_is_the_mean_of_the_classes() -> None:
    wanted = ["negative", "negative", "neutral", "positive"]
    assert macro_f1(wanted, wanted, THREE) == 1
    assert macro_f1(["neutral"] * 4, wanted, THREE) == pytest.approx(0.4 / 3)


def test_a_threshold_belongs_to_the_class_below() -> None:
    assert [classify(s, (-0.1, 0.2), THREE) for s in (-0.1, 0.0, 0.2, 0.3)] == [
        "negative",
        "neutral",
        "neutral",
        "positive",
    ]


def test_thresholds_part_what_can_be_parted() -> None:
    scores = [-0.6, -0.5, 0.0, 0.1, 0.5, 0.9]
    wanted = ["negative", "negative", "neutral", "neutral", "positive", "positive"]
    chosen = choose(scores, wanted, THREE)
    assert [classify(score, chosen, THREE) for score in scores] == wanted


def test_thresholds_come_from_the_texts_learnt_from() -> None:
    learnt = [Rated("1", "negative"), Rated("4", "positive")]
    kept = [Rated("2", "positive"), Rated("0", "negative"), Rated("9", "positive")]
    found = by_thresholds(float, learnt, kept, ("negative", "positive"))
    assert found == ["positive", "negative", "positive"]


def test_halves_share_no_text(tmp_path: Path) -> None:
    lines = [{"id": f"a-{n}", "text": f"Satz {n}.", "label": "neutral"} for n in range(20)]
    path = tmp_path / "corpus.jsonl.gz"
    path.write_bytes(gzip.compress(b"\n".join(orjson.dumps(line) for line in lines)))
    kept, learnt = rated(path, held_back=True), rated(path, held_back=False)
    assert len(kept) == sum(held_out(str(line["id"])) for line in lines)
    assert len(kept) + len(learnt) == 20
    assert not {one.text for one in kept} & {one.text for one in learnt}


def test_a_lemma_stands_for_itself_before_it_is_a_form() -> None:
    rows = [
        {"lemma": "Falle", "polarity": "-0.5", "pos": "noun"},
        {"lemma": "Fall", "polarity": "0", "pos": "noun"},
    ]
    compiled = compile_forms(rows)
    assert compiled["Falle"] == ("Falle", "-0.5")
    assert compiled["Fall"] == ("Fall", "0")


def test_adverbs_and_prepositions_are_not_inflected() -> None:
    assert forms("gegen", "prep") == {"gegen"}
