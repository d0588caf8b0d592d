"""Most sentences pass the rooms at once. What passes must hold nothing: no shortcut is a rule."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, partial
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.dates.expressions import expression_at, expressions_of
from pipeline.events.coders import load_coders
from pipeline.events.fields import load_fields
from pipeline.events.matching import Rule
from pipeline.events.naming import Told
from pipeline.events.screen import Screen
from pipeline.language import Clip, blank, clips_of, read_table
from pipeline.language.clauses import Clause, clauses_of
from pipeline.language.forms import load_forms
from pipeline.language.numbering import Column, Words
from pipeline.places.gazetteer import load
from pipeline.places.recognise import ANY_KIND, Recogniser
from pipeline.sentiment.scorer import CLAUSE_ENDS, COUNTS, END, SentimentScorer

SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))
CODERS = ("cues", "aftermath", "quoted", "tension", "deciders")


@cache
def _clips() -> tuple[Clip, ...]:
    nlp = blank("de")
    return tuple(
        clip for seed in SEEDS[::12] for clip in clips_of(nlp(seed.read_text(encoding="utf-8")))
    )


def _everything(screen: Screen, words: Words) -> NDArray[np.bool_]:
    """Return that sentences may hold anything."""
    return np.ones((len(words), screen.size), dtype=np.bool_)


def test_patterns_that_are_not_tried_do_not_match(monkeypatch: pytest.MonkeyPatch) -> None:
    coders = [load_coders()[name] for name in CODERS]
    fields, forms = load_fields(), load_forms()
    clauses = {clip: clauses_of(clip, forms) for clip in _clips()}

    def found() -> list[object]:
        matches: list[object] = [
            coder.matches(clip, clauses[clip]) for coder in coders for clip in _clips()
        ]
        return matches + [
            fields.spoken_of(clip, partial(clauses.__getitem__, clip)) for clip in _clips()
        ]

    screened = found()
    monkeypatch.setattr(Screen, "presence", _everything)
    assert any(screened)
    assert found() == screened


def _of_texts(texts: Iterable[str]) -> list[Clip]:
    nlp = blank("de")
    return [clip for text in texts for clip in clips_of(nlp(text))]


def test_patterns_that_are_dropped_before_clauses_are_cut_do_not_match() -> None:
    """Over the sentences of whole articles, with parties told of before and without."""
    forms, before = load_forms(), Told(_clips()[:2], abroad=True)
    dropped = 0
    for name, clip in product(CODERS, _clips()):
        coder, clauses = load_coders()[name], clauses_of(clip, forms)
        for told in (None, lambda: before):
            hopeful = coder.hopeful(clip, told=told)
            dropped += len(hopeful) < len(coder.likely(clip))
            found = coder.matches(clip, clauses, told=told)
            assert coder.matches(clip, clauses, told=told, likely=hopeful) == found
            assert hopeful or not found
    assert dropped


def test_fields_that_words_show_by_themselves_are_those_of_their_clauses(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fields, forms = load_fields(), load_forms()
    examples = read_table("de/event_domain_rules.tsv", ("positive", "negative"))
    clips = [
        *_clips(),
        *_of_texts(row[side] for row in examples for side in ("positive", "negative")),
    ]
    asked: list[Clip] = []

    def clauses(clip: Clip) -> tuple[Clause, ...]:
        asked.append(clip)
        return clauses_of(clip, forms)

    def found() -> list[object]:
        asked.clear()
        return [
            (
                {field: sorted(words) for field, words in fields.spoken_of(clip, cut).items()},
                fields.is_political(clip, cut),
            )
            for clip in clips
            for cut in (partial(clauses, clip),)
        ]

    quick, cut = found(), len(asked)
    monkeypatch.setattr(Rule, "shows", lambda *_, **__: None)
    assert found() == quick
    assert cut < len(asked)


def test_words_that_no_toponym_begins_with_are_part_of_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    quick, thorough = Recogniser(load()), Recogniser(load())
    monkeypatch.setattr(thorough, "_begins", Column(lambda text: ANY_KIND * text[0].isalpha()))
    found = [quick.find(clip) for clip in _clips()]
    assert any(found)
    assert found == [thorough.find(clip) for clip in _clips()]


def test_dates_begin_only_where_they_are_looked_for() -> None:
    for clip in _clips():
        found = expressions_of(clip.words, None)
        covered = {i for one in found for i in range(one.first, one.last + 1)}
        for index in range(len(clip.words)):
            if index not in covered:
                assert expression_at(clip.words, index, None) is None


def test_sentences_without_a_polar_word_have_no_tone(monkeypatch: pytest.MonkeyPatch) -> None:
    quick, thorough = SentimentScorer("de"), SentimentScorer("de")
    counts = Column(lambda text: END if text in CLAUSE_ENDS else COUNTS)
    monkeypatch.setattr(thorough, "_kinds", counts)
    scores = [quick.score(clip) for clip in _clips()]
    assert any(cues for _, cues in scores)
    assert scores == [thorough.score(clip) for clip in _clips()]
