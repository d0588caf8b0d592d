"""What only describes, repeats or follows an act is no act of its own."""

from __future__ import annotations

import pytest
from spacy.language import Language


def coded(nlp: Language, text: str) -> list[str]:
    """Return the types of the events of all sentences."""
    return [event.type for events in nlp(text)._.lagebild_events for event in events]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        # A participle that only describes, and one whose doer is named.
        ("Der Minister besuchte die eingekesselte Stadt.", 0),
        ("Der Minister besuchte die von Rebellen eingekesselte Stadt.", 1),
        # The dead beside an attack, and the dead alone.
        ("Die Armee beschoss den Vorort, fünf Bewohner wurden getötet.", 1),
        ("In der Hafenstadt wurden fünf Bewohner von Soldaten getötet.", 1),
        # What a protest is about.
        ("In Berlin demonstrierten Tausende gegen den Einmarsch.", 0),
        # The head of a line before its colon.
        ("Rebellen greifen Hafen an: Rebellen haben den Hafen der Stadt angegriffen.", 1),
        # Two nouns of one report.
        ("Das Verteidigungsministerium sprach von 18 Toten und 30 Verletzten.", 1),
        # A verb is not the noun of the same letters.
        ("Wir kämpfen für bessere Löhne.", 0),
    ],
)
def test_attacks_are_counted_once_and_background_not_at_all(
    nlp: Language, text: str, count: int
) -> None:
    assert coded(nlp, text).count("ASSAULT") == count


def test_the_field_of_the_sentences_before_goes_on(nlp: Language) -> None:
    theft = "Der Einbrecher kam durch das Fenster. Zwei Männer wurden verhaftet."
    protest = "Der Demonstrationszug kam vor das Parlament. Zwei Männer wurden verhaftet."
    assert "COERCE" not in coded(nlp, theft)
    assert "COERCE" in coded(nlp, protest)


def test_who_counts_the_dead_is_no_attacker(nlp: Language) -> None:
    doc = nlp("Die Armee griff den Posten an. Armenien sprach von mehreren Toten.")
    events = [event for events in doc._.lagebild_events for event in events]
    assert all("AM" not in event.actors for event in events)
