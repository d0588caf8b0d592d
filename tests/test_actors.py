"""Who acts on whom, and who says so."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.model import Event
from tests.conftest import Reader


def event(read: Reader, text: str, type_: str) -> Event:
    events = [e for sentence in read(text) for e in sentence.events if e.type == type_]
    assert events, text
    return events[0]


CASES = [
    ("Moskau droht Kiew mit einem Angriff.", "THREATEN", ("RU",), ("UA",)),
    ("Israel bombardierte Stellungen der Hamas.", "ASSAULT", ("IL",), ("HAMAS",)),
    ("Die Stadt wurde von Israel bombardiert.", "ASSAULT", ("IL",), ()),
    ("Der Angriff Russlands auf die Ukraine dauert an.", "ASSAULT", ("RU",), ("UA",)),
    ("Ein russischer Angriff auf die Ukraine droht.", "ASSAULT", ("RU",), ("UA",)),
    ("Die EU verhängte Sanktionen gegen Belarus.", "SANCTION", ("EU",), ("BY",)),
    ("Macron telefonierte mit Putin.", "CONSULT", ("FR",), ("RU",)),
    ("Russische Truppen marschierten in die Ukraine ein.", "ASSAULT", ("RU",), ("UA",)),
    ("Washington wirft Moskau Lügen vor.", "ACCUSE", ("US",), ("RU",)),
]


@pytest.mark.parametrize(("text", "type_", "actors", "targets"), CASES, ids=[c[0] for c in CASES])
def test_participants(
    read: Reader, text: str, type_: str, actors: tuple[str, ...], targets: tuple[str, ...]
) -> None:
    found = event(read, text, type_)
    assert (found.actors, found.targets) == (actors, targets)


def test_an_office_holder_counts_only_in_office(read: Reader) -> None:
    text = "Merkel drohte Minsk mit Sanktionen."
    assert event_on(read, text, date(2021, 6, 1)).actors == ("DE",)
    assert "DE" not in event_on(read, text, date(2024, 6, 1)).actors


def event_on(read: Reader, text: str, published: date) -> Event:
    return next(e for sentence in read(text, published) for e in sentence.events)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Kuleba sagte, Russland plane einen Angriff.", "UA"),
        ("Nach Angaben Moskaus wurden die Truppen abgezogen.", "RU"),
        ("Die Truppen wurden abgezogen.", None),
    ],
)
def test_the_speaker_of_a_claim(read: Reader, text: str, speaker: str | None) -> None:
    events = [e for sentence in read(text) for e in sentence.events]
    assert events[0].speaker == speaker
