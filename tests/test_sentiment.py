"""Tone is an axis of its own, with negation and intensifiers."""

from __future__ import annotations

from tests.conftest import Reader


def tone(read: Reader, text: str) -> float:
    return read(text)[0].sentiment


def test_tone_has_the_sign_of_its_words(read: Reader) -> None:
    assert tone(read, "Die Rettung war ein großer Erfolg.") > 0
    assert tone(read, "Der Anschlag war eine Katastrophe.") < 0
    assert tone(read, "Der Zug fährt um neun Uhr.") == 0


def test_negation_turns_the_tone_within_its_clause(read: Reader) -> None:
    assert tone(read, "Das war kein Erfolg.") < 0 < tone(read, "Das war ein Erfolg.")
    assert tone(read, "Er kam nicht, der Erfolg blieb.") > 0


def test_an_intensifier_strengthens(read: Reader) -> None:
    assert tone(read, "Das ist sehr gefährlich.") < tone(read, "Das ist gefährlich.") < 0


def test_every_tone_names_its_words(read: Reader) -> None:
    sentence = read("Die Niederlage war bitter.")[0]
    assert [cue.rule for cue in sentence.sentiment_cues] == [
        "polarity:Niederlage",
        "polarity:bitter",
    ]
