"""The whole analysis: deterministic, true to the text, and stable as a record."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from pipeline.annotate import Annotator
from pipeline.language import numbering
from pipeline.model import Document
from pipeline.record import records
from tests.conftest import annotator

SEEDS = sorted((Path(__file__).resolve().parents[1] / "seeds").glob("*.txt"))
FIELDS = [
    *("doc_id", "sentence", "start", "end", "text", "published", "language", "methodology"),
    *("escalation", "sentiment", "places", "events", "troops", "dates"),
    *("escalation_cues", "sentiment_cues"),
]


@pytest.mark.parametrize("path", SEEDS[::6], ids=lambda path: path.stem)
def test_every_span_is_true_to_the_text(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for sentence in annotator().annotate(Document("d", text)).sentences:
        assert text[sentence.start : sentence.end] == sentence.text
        assert -1 <= sentence.escalation <= 1
        assert -1 <= sentence.sentiment <= 1
        spans = [*sentence.places, *sentence.troops, *sentence.dates, *sentence.escalation_cues]
        spans += [cue for event in sentence.events for cue in event.cues]
        for span in spans:
            assert text[span.start : span.end] == span.text
            assert sentence.start <= span.start < span.end <= sentence.end
        for event in sentence.events:
            assert event.cues
            assert -10 <= event.intensity <= 10


def test_new_words_are_not_kept_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    bounded, known = Annotator(), annotator()
    before = len(bounded._nlp.vocab.strings)
    monkeypatch.setattr("pipeline.annotate._VOCABULARY", 0)
    monkeypatch.setattr("pipeline.annotate._FORGOTTEN", before + 900)
    monkeypatch.setattr("pipeline.language.numbering._REMEMBERED", 1_000)
    first = bounded._nlp.vocab
    for number in range(60):
        made_up = " ".join(f"Qua{number}x{i}ting" for i in range(40))
        document = Document("d", f"{made_up} droht in Donezk mit Angriffen auf Moskau.")
        assert bounded.annotate(document) == known.annotate(document)
    assert bounded._nlp.vocab is not first
    # One document is read without a bound where it begins with none again.
    assert len(bounded._nlp.vocab.strings) < before + 150
    assert len(numbering.word_forms()) < 1_100


def test_the_record_has_the_documented_fields_in_order() -> None:
    document = Document("d", "Moskau droht Kiew.", published=date(2022, 1, 18))
    record = next(records(annotator().annotate(document)))
    assert list(record) == FIELDS
    assert json.loads(json.dumps(record))["published"] == "2022-01-18"
    documented = (Path(__file__).parents[1] / "docs" / "record.md").read_text(encoding="utf-8")
    for field in FIELDS:
        assert f"`{field}`" in documented


def test_two_annotators_give_the_same_result() -> None:
    text = SEEDS[0].read_text(encoding="utf-8")
    document = Document("d", text, published=date(2022, 1, 18))
    assert annotator().annotate(document) == Annotator().annotate(document)


def test_an_empty_text_has_no_sentence() -> None:
    assert annotator().annotate(Document("d", "")).sentences == ()


def test_a_denied_offensive_is_none_and_the_demands_are_made() -> None:
    text = "Minsk bestreitet, eine Offensive zu planen, hat aber neue Forderungen gestellt."
    (sentence,) = annotator().annotate(Document("d", text)).sentences
    assert [(e.type, e.status) for e in sentence.events] == [
        ("ASSAULT", "denied"),
        ("REQUEST", "asserted"),
    ]


def test_no_deescalation_is_no_relief() -> None:
    for text in ("Washington sieht keine Deeskalation.", "Die Feuerpause wurde nicht eingehalten."):
        (sentence,) = annotator().annotate(Document("d", text)).sentences
        assert sentence.escalation > 0
