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
        ("Ankara wird den Einmarsch nicht stoppen.", ("ASSAULT", "asserted")),
        (
            "Das Fest wurde wegen Hinweisen auf einen Anschlag in Kiew abgesagt.",
            ("ASSAULT", "hypothetical"),
        ),
        ("Vereinigte Staaten wollen Kiew angreifen.", ("ASSAULT", "hypothetical")),
        ("Der Putsch in Niger beendete die Herrschaft der Partei.", ("COERCE", "asserted")),
        ("Die Armee beendete die Blockade des Hafens.", ("CONCEDE", "asserted")),
        ("Dass Moskau Kiew angriff, sei frei erfunden, sagte ein Sprecher.", ("ASSAULT", "denied")),
        (
            "Minsk stritt jede Beteiligung an dem Luftangriff auf Kiew ab.",
            ("ASSAULT", "denied"),
        ),
        ("Den Angriff habe nicht Indien, sondern Pakistan begonnen.", ("ASSAULT", "asserted")),
        ("Minsk schloss die Grenze zu Polen – kein Wort dazu.", ("COERCE", "asserted")),
        ("Russland hat – anders als gemeldet – Kiew nicht angegriffen.", ("ASSAULT", "negated")),
        ("Die Armee griff Kiew nicht an – Moskau schwieg.", ("ASSAULT", "negated")),
        (
            "Rom verurteilte den durch nichts zu entschuldigenden Beschuss von Odessa.",
            ("ACCUSE", "asserted"),
        ),
        (
            "Rom verurteilte den Beschuss von Odessa als mit nichts zu rechtfertigen.",
            ("ASSAULT", "asserted"),
        ),
        ("Iran hat mit nichts gedroht.", ("THREATEN", "negated")),
        ("Es wäre falsch, Minsk anzugreifen, sagte Macron.", ("ASSAULT", "hypothetical")),
        ("Es sei falsch, Panzer an Kiew zu liefern, hieß es.", ("AID", "hypothetical")),
        ("Es sei falsch, Minsk angegriffen zu haben, sagte Lawrow.", ("ASSAULT", "denied")),
        ("Es ist falsch, dass Moskau Minsk angegriffen hat.", ("ASSAULT", "denied")),
        (
            "Truppen kamen, um gemeinsame Militärübungen mit Belarus abzuhalten.",
            ("COOPERATE", "hypothetical"),
        ),
        ("Die vereinbarte Feuerpause im Sudan scheiterte.", ("RETREAT", "negated")),
        ("Die Rebellen haben die Waffenruhe im Sudan gebrochen.", ("RETREAT", "negated")),
    ],
)
def test_status(nlp: Language, text: str, expected: tuple[str, str]) -> None:
    assert expected in told(nlp, text)


@pytest.mark.parametrize(
    ("text", "actors", "targets"),
    [
        ("Nicht Iran, sondern Israel griff den Hafen an.", ("IL",), ()),
        ("Nicht die Hisbollah, sondern Israel beschoss Tripoli.", ("IL",), ("LY",)),
        ("Nicht Russland griff an, sondern die Ukraine.", ("UA",), ()),
        ("Den Angriff habe nicht Indien, sondern Pakistan begonnen.", ("PK",), ()),
        ("Paris verhängte Sanktionen nicht gegen Mali, sondern gegen Niger.", ("FR",), ("NE",)),
        ("Nicht nur Polen, sondern auch Litauen drohte Minsk.", ("PL", "LT"), ("BY",)),
        ("Russland droht nicht, sondern verhandelt mit Kiew.", ("RU",), ("UA",)),
        ("Indien beschoss Pakistan nicht, sondern zog Truppen ab.", ("IN",), ("PK",)),
    ],
)
def test_whom_a_correction_names_takes_part(
    nlp: Language, text: str, actors: tuple[str, ...], targets: tuple[str, ...]
) -> None:
    (events,) = nlp(text)._.lagebild_events
    assert (events[0].actors, events[0].targets) == (actors, targets)


def test_praise_of_an_attack_relaxes_nothing(nlp: Language) -> None:
    ((score, _),) = nlp("Die Hisbollah lobte den Anschlag.")._.lagebild_escalation
    assert score > 0


def test_arms_for_rebels_relax_nothing(nlp: Language) -> None:
    ((score, _),) = nlp("Eritrea beliefert die Rebellen im Sudan mit Waffen.")._.lagebild_escalation
    assert score > 0
