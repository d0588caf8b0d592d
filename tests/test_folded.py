"""What an act speaks of is no act beside it."""

from __future__ import annotations

import pytest
from spacy.language import Language

import pipeline.events
import pipeline.places  # noqa: F401  registers the factory
from pipeline.language import blank


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = blank("de")
    nlp.add_pipe("lagebild_places")
    nlp.add_pipe("lagebild_events")
    return nlp


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Moskau verlängert das Abkommen mit Ankara nicht.", [("SANCTION", "asserted")]),
        ("Peking wies die Vorwürfe zurück.", [("ACCUSE", "denied")]),
        ("Moskau wirft Kiew vor, das Abkommen zu sabotieren.", [("ACCUSE", "asserted")]),
        ("Teheran droht mit einem Angriff.", [("THREATEN", "asserted")]),
        ("Die Rebellen erklärten die Waffenruhe für beendet.", [("SANCTION", "asserted")]),
    ],
)
def test_an_act_and_what_it_speaks_of_are_one(
    nlp: Language, text: str, told: list[tuple[str, str]]
) -> None:
    events = [event for events in nlp(text)._.lagebild_events for event in events]
    assert [(event.type, event.status) for event in events] == told
