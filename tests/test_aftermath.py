"""What attacks leave behind speaks of one only where a sentence before tells of it."""

from __future__ import annotations

from spacy.language import Language

from pipeline.language import read_table

ATTACK = "Am Morgen beschoss die Artillerie die Vororte."
COLUMNS = ("pattern", "mode", "context", "intensity", "source", "positive", "negative")


def types(nlp: Language, text: str) -> list[list[str]]:
    return [[event.type for event in events] for events in nlp(text)._.lagebild_events]


def test_each_row_holds_behind_an_attack_and_only_there(nlp: Language) -> None:
    for row in read_table("de/cue_aftermath.tsv", COLUMNS):
        assert row["source"]
        told = types(nlp, f"{ATTACK} {row['positive']}")
        assert told == [["ASSAULT"], ["ASSAULT"]], row["positive"]
        alone = types(nlp, f"Am Morgen war es still. {row['positive']}")
        assert alone == [[], []], row["positive"]


def test_victims_of_an_attack_in_the_same_sentence_are_no_second_event(nlp: Language) -> None:
    text = f"{ATTACK} Ein Luftangriff folgte, Verletzte wurden behandelt."
    assert types(nlp, text) == [["ASSAULT"], ["ASSAULT"]]


def test_an_attack_is_forgotten_after_some_sentences(nlp: Language) -> None:
    between = "Es regnete. Der Markt blieb offen. Die Busse fuhren wieder."
    assert types(nlp, f"{ATTACK} {between} Tote gab es am See.")[-1] == []


def test_mishaps_have_victims_of_their_own(nlp: Language) -> None:
    assert types(nlp, f"{ATTACK} Bei einem Erdbeben gab es Tote.")[-1] == []
