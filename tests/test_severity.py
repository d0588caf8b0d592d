"""Attacks are graded by the dead that their sentence counts."""

from __future__ import annotations

import pytest
from spacy.language import Language


def attacks(nlp: Language, text: str) -> list[float]:
    doc = nlp(text)
    return [e.intensity for events in doc._.lagebild_events for e in events if e.type == "ASSAULT"]


@pytest.mark.parametrize(
    ("text", "intensity"),
    [
        ("Bei Kämpfen in Nordkivu starben 20 Soldaten.", -9.6),
        ("Bei Kämpfen in Nordkivu starben mehr als 200 Menschen.", -10.0),
        ("Bei Kämpfen in Nordkivu starb ein Mensch.", -9.0),
        ("Bei Kämpfen in Nordkivu starben im Jahr 2014 drei Soldaten.", -9.0),
        ("Bei dem Angriff auf den Konvoi kam kein einziger Blauhelm ums Leben.", -8.0),
        ("Bei dem Angriff auf den Konvoi der UN blieben alle unverletzt.", -8.0),
        ("Bei dem Angriff auf Kiew starben fünf Menschen, der Fahrer blieb unverletzt.", -9.0),
        ("Bei dem Angriff auf Kiew wurden 30 Menschen verletzt und zwei getötet.", -9.0),
    ],
)
def test_the_dead_decide(nlp: Language, text: str, intensity: float) -> None:
    assert attacks(nlp, text) == [intensity]


def test_a_number_that_counts_no_people_changes_nothing(nlp: Language) -> None:
    text = "Bei dem Angriff auf Kiew starben nach 40 Stunden drei Menschen."
    assert set(attacks(nlp, text)) == {-9.0}


@pytest.mark.parametrize(
    ("text", "intensity"),
    [
        ("Russland verlegte Soldaten an die Grenze zur Ukraine.", -5.5),
        ("Russland verlegte 30.000 Soldaten an die Grenze zur Ukraine.", -6.5),
        ("Russland verlegte 300 Soldaten an die Grenze zur Ukraine.", -4.5),
        ("Die USA ziehen 12.000 Soldaten aus dem Irak ab.", 7.5),
        ("Die USA ziehen 500 von 12.000 Soldaten aus dem Irak ab.", 5.5),
        ("Die USA ziehen 500 der 12.000 Soldaten aus dem Irak ab.", 5.5),
    ],
)
def test_the_number_of_troops_grades_their_moves(
    nlp: Language, text: str, intensity: float
) -> None:
    (event,) = [event for events in nlp(text)._.lagebild_events for event in events]
    assert event.intensity == intensity


def test_who_is_counted_among_the_dead_does_not_move(nlp: Language) -> None:
    text = "Russland verlegte Soldaten an die Grenze, wo 20.000 Soldaten starben."
    found = [e for events in nlp(text)._.lagebild_events for e in events if e.type == "MOBILIZE"]
    assert [event.intensity for event in found] == [-5.5]
