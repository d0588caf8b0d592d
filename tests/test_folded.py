"""What an act speaks of is no act beside it."""

from __future__ import annotations

import pytest
from spacy.language import Language


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Moskau verlängert das Abkommen mit Ankara nicht.", [("SANCTION", "asserted")]),
        ("Peking wies die Vorwürfe zurück.", [("ACCUSE", "denied")]),
        ("Moskau wirft Kiew vor, das Abkommen zu sabotieren.", [("ACCUSE", "asserted")]),
        ("Teheran droht mit einem Angriff.", [("THREATEN", "asserted")]),
        ("Die Militärregierung in Mali hob die Ausgangssperre auf.", [("CONCEDE", "asserted")]),
        ("Armenien bat die Nachbarn um Beistand.", [("REQUEST", "asserted")]),
        (
            "Warschau betonte die Bereitschaft, Zölle gegen Minsk zu verhängen.",
            [("SANCTION", "hypothetical")],
        ),
        (
            "Kiew zeigte sich bereit, mit Moskau zu verhandeln.",
            [
                ("AGREE", "asserted"),
                ("CONSULT", "hypothetical"),
            ],
        ),
        (
            "Rom liefert Kiew Panzer, um der Ukraine bei der Verteidigung zu helfen.",
            [("AID", "asserted")],
        ),
        ("So viele Panzer brauche Moskau bei einer normalen Übung nicht.", []),
        (
            "Scholz sprach mit Erdogan und sagte, in dem Telefonat sei es um Öl gegangen.",
            [("CONSULT", "asserted")],
        ),
        (
            "Macron traf Putin, nachdem das Gespräch mit Selenskyj gescheitert war.",
            [
                ("CONSULT", "asserted"),
                ("CONSULT", "asserted"),
            ],
        ),
        ("Die Rebellen erklärten die Waffenruhe für beendet.", [("SANCTION", "asserted")]),
    ],
)
def test_an_act_and_what_it_speaks_of_are_one(
    nlp: Language, text: str, told: list[tuple[str, str]]
) -> None:
    events = [event for events in nlp(text)._.lagebild_events for event in events]
    assert [(event.type, event.status) for event in events] == told
