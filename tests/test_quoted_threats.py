"""Threats in the words of a speaker count only where he acts for a state or an armed group."""

from __future__ import annotations

import pytest
from spacy.language import Language

from pipeline.language import read_table
from pipeline.model import Event

COLUMNS = ("pattern", "mode", "context", "intensity", "source", "positive", "negative")
ROWS = list(read_table("de/quoted_threats.tsv", COLUMNS))


def threats(nlp: Language, text: str) -> list[Event]:
    (events,) = nlp(text)._.lagebild_events
    return [event for event in events if event.type == "THREATEN"]


@pytest.mark.parametrize("row", ROWS, ids=[row["positive"] for row in ROWS])
def test_each_row_holds_in_the_mouth_of_a_general_and_not_of_a_baker(
    nlp: Language, row: dict[str, str]
) -> None:
    words = row["positive"].removesuffix(".")
    assert [e.status for e in threats(nlp, f"»{words}«, sagte der General.")] == ["asserted"]
    assert threats(nlp, f"»{words}«, sagte der Bäcker.") == []


@pytest.mark.parametrize(
    "text",
    [
        "»Wir werden mit ihnen verhandeln«, sagte der General.",
        "»Wir werden niemanden angreifen«, sagte der General.",
        "»Wir werden die Armut vernichten«, sagte der Präsident.",
        "»Ein Wort genügt, dann helfen wir«, sagte der Minister.",
    ],
)
def test_peaceful_words_threaten_nobody(nlp: Language, text: str) -> None:
    assert threats(nlp, text) == []


def test_the_speaker_is_the_actor_whoever_passed_it_on(nlp: Language) -> None:
    text = "»Wir werden sie vernichten«, sagte der russische Präsident laut einem Sender."
    (threat,) = threats(nlp, text)
    assert (threat.actors, threat.speaker) == (("RU",), None)
