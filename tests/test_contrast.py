"""Where a negation ends, what it leaves alone, and what ends an act rather than suffers an end."""

from __future__ import annotations

import pytest
from spacy.language import Language


def told(nlp: Language, text: str) -> list[tuple[str, str]]:
    (events,) = nlp(text)._.lagebild_events
    return [(event.type, event.status) for event in events]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Moskau hat nicht die Brücke, sondern den Hafen von Odessa bombardiert.",
            ("ASSAULT", "asserted"),
        ),
        ("Die Armee griff nicht Kiew an, sondern Minsk.", ("ASSAULT", "asserted")),
        ("Die Armee griff Kiew nicht an, sondern wartete.", ("ASSAULT", "negated")),
        (
            "Die Soldaten marschierten nicht, um das Dorf anzugreifen, sondern um zu helfen.",
            ("ASSAULT", "negated"),
        ),
        ("Die Armee stellte den Beschuss von Kiew nicht ein.", ("ASSAULT", "asserted")),
        ("Die Armee stellte den Beschuss von Kiew ein.", ("ASSAULT", "negated")),
        ("Der Putsch in Niger beendete die Herrschaft der Partei.", ("COERCE", "asserted")),
        ("Die Armee beendete die Blockade des Hafens.", ("COERCE", "negated")),
        ("Dass Moskau Kiew angriff, sei frei erfunden, sagte ein Sprecher.", ("ASSAULT", "denied")),
        (
            "Minsk stritt jede Beteiligung an dem Luftangriff auf Kiew ab.",
            ("ASSAULT", "denied"),
        ),
        ("Die vereinbarte Feuerpause im Sudan scheiterte.", ("RETREAT", "negated")),
        ("Die Rebellen haben die Waffenruhe im Sudan gebrochen.", ("RETREAT", "negated")),
    ],
)
def test_status(nlp: Language, text: str, expected: tuple[str, str]) -> None:
    assert expected in told(nlp, text)


def test_praise_of_an_attack_relaxes_nothing(nlp: Language) -> None:
    ((score, _),) = nlp("Die Hisbollah lobte den Anschlag.")._.lagebild_escalation
    assert score > 0


def test_arms_for_rebels_relax_nothing(nlp: Language) -> None:
    ((score, _),) = nlp("Eritrea beliefert die Rebellen im Sudan mit Waffen.")._.lagebild_escalation
    assert score > 0
