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


def rules(read: Reader, text: str) -> list[str]:
    return [cue.rule for cue in read(text)[0].sentiment_cues]


def test_a_compound_has_the_tone_of_its_head(read: Reader) -> None:
    assert rules(read, "Der Hubschrauberabsturz beschäftigt alle.") == ["polarity:Absturz"]
    assert rules(read, "Die Sudan-Krise dauert an.") == ["polarity:Krise"]


def test_what_only_looks_like_a_compound_has_no_tone(read: Reader) -> None:
    assert tone(read, "Der Haushaltsausschuss tagt am Montag.") == 0
    assert tone(read, "Die Bürgermeisterin spricht mit den Studierenden.") == 0


def test_a_separable_verb_is_read_whole(read: Reader) -> None:
    assert rules(read, "Der Rat lehnt den Antrag ab.") == ["polarity:ablehnen"]
    assert rules(read, "Die Firma bricht das Projekt ab.") == ["polarity:abbrechen"]


def test_a_verb_whose_particle_takes_its_tone_away_is_not_read(read: Reader) -> None:
    assert rules(read, "Der Bote bricht früh auf.") == []
    assert rules(read, "Der Krug bricht.") == ["polarity:brechen"]


def test_a_negation_without_a_polar_word_is_faintly_negative(read: Reader) -> None:
    text = "Er kommt nicht."
    assert tone(read, "Er hatte keinen Erfolg.") < tone(read, text) < 0
    assert rules(read, text) == ["negation:nicht"]


def test_not_only_is_no_negation(read: Reader) -> None:
    assert tone(read, "Das war nicht nur ein Erfolg.") > 0
    assert tone(read, "Das war nicht ein Erfolg.") < 0


def test_a_capital_behind_a_colon_or_quote_may_be_the_title_s(read: Reader) -> None:
    assert rules(read, "Mineralwasser: Gefährlich ist es selten.") == ["polarity:gefährlich"]


def test_tone_does_not_depend_on_who_acts(read: Reader) -> None:
    said = "{} fordert Klarheit."
    assert len({tone(read, said.format(name)) for name in ("Moskau", "Berlin", "Anna")}) == 1


def test_tone_stays_within_its_bounds(read: Reader) -> None:
    assert -1 <= tone(read, "Krieg, Terror, Mord, Massaker, Folter, Tod und Völkermord.") < -0.9
