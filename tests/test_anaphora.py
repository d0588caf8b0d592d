"""Whom pronouns and bare nouns of office stand for, across the sentences of a document."""

from __future__ import annotations

import pytest

from pipeline.model import Event
from tests.conftest import Reader


def last(read: Reader, text: str, type_: str) -> Event:
    events = [e for sentence in read(text) for e in sentence.events if e.type == type_]
    assert events, text
    return events[-1]


#: Text, type of its last event, actors, speaker.
CASES = [
    (
        "Scholz telefonierte mit Putin. Die beiden wollen sich in Minsk treffen.",
        "CONSULT",
        ("DE", "RU"),
        None,
    ),
    (
        "Macron sprach mit Erdogan. Beide fanden, dass es sinnvoll sei, sich in Wien zu treffen.",
        "CONSULT",
        ("FR", "TR"),
        None,
    ),
    (
        "Delegationen Irans und Omans verhandelten in Genf. Sie vereinbarten eine weitere Runde.",
        "AGREE",
        ("IR", "OM"),
        None,
    ),
    ("Soldaten kamen nach Rom. Sie drohten Mali mit Krieg.", "THREATEN", (), None),
    (
        "Ein Beamter des Kreml sprach in Moskau. Ein weiterer Beamter drohte Polen mit Krieg.",
        "THREATEN",
        ("RU",),
        None,
    ),
    ("Macron sprach mit Erdogan. Die beiden neuen Panzer sind geliefert.", "AID", (), None),
    (
        "Die OVKS tagte. Die Militärallianz entsandte Truppen nach Armenien.",
        "MOBILIZE",
        ("CSTO",),
        None,
    ),
    (
        "Die Nato tagte. Die Militärallianz drohte Moskau mit Sanktionen.",
        "THREATEN",
        ("NATO",),
        None,
    ),
    ("Die Niederlande fordern von Russland den Abzug der Truppen.", "RETREAT", ("RU",), None),
    ("Der Iran verlangt von Israel den Rückzug der Armee.", "RETREAT", ("IL",), None),
    ("Baerbock reiste nach Israel. Sie traf den syrischen Minister.", "CONSULT", ("DE",), None),
    ("Lawrow reiste ab. Danach wird er in Rom mit Tajani sprechen.", "CONSULT", ("RU",), None),
    ("Rom teilte mit, dass es Waffen an Kenia geliefert habe.", "AID", ("IT",), "IT"),
    ("Teheran erklärte, es könne militärische Mittel einsetzen.", "THREATEN", ("IR",), None),
    ("Rom meldete, dass es Angriffe auf Mali gegeben habe.", "ASSAULT", (), "IT"),
    (
        "Die Regierung in Lima lud ein. Die Regierung drohte Kuba mit Sanktionen.",
        "THREATEN",
        ("PE",),
        None,
    ),
    (
        "Ein Sprecher des türkischen Außenministeriums trat auf. Mali habe Algerien"
        " angegriffen, sagte der Sprecher.",
        "ASSAULT",
        ("ML",),
        "TR",
    ),
    (
        "Ein US-Beamter und ein russischer Beamter kamen. Der Beamte drohte Mali mit Sanktionen.",
        "THREATEN",
        (),
        None,
    ),
]


@pytest.mark.parametrize(("text", "type_", "actors", "speaker"), CASES)
def test_an_anaphor_stands_for_a_party(
    read: Reader, text: str, type_: str, actors: tuple[str, ...], speaker: str | None
) -> None:
    event = last(read, text, type_)
    assert (event.actors, event.speaker) == (actors, speaker)


#: Text, type, actors, targets.
PARTIES = [
    ("Iran drohen Angriffe Israels.", "ASSAULT", ("IL",), ("IR",)),
    ("Der Beschuss der Stadt durch Israel dauert an.", "ASSAULT", ("IL",), ()),
    ("Scholz führte Gespräche mit seinem Amtskollegen in Peking.", "CONSULT", ("DE",), ("CN",)),
    ("Kiew sabotiere die Gespräche, sagte Lawrow.", "ACCUSE", ("RU",), ("UA",)),
    ("Rom wiederholte den Vorwurf, dass Mali lüge.", "ACCUSE", ("IT",), ("ML",)),
    ("Russische Jets wurden für einen Angriff auf Mali genutzt.", "ASSAULT", ("RU",), ("ML",)),
    ("Kenia bemüht sich um Waffen aus westlichen Ländern.", "REQUEST", ("KE",), ()),
]


@pytest.mark.parametrize(("text", "type_", "actors", "targets"), PARTIES)
def test_parties_of_an_event(
    read: Reader, text: str, type_: str, actors: tuple[str, ...], targets: tuple[str, ...]
) -> None:
    event = last(read, text, type_)
    assert (event.actors, event.targets) == (actors, targets)


@pytest.mark.parametrize(
    "text",
    [
        "„In dieser Phase, in der Mali Algerien angreift, warten wir“, sagte Lawrow.",
        "„Mali greift Algerien an. Wir wollen Frieden“, sagte Lawrow.",
        "Mali werde Algerien angreifen, um abzulenken, sagte Lawrow.",
    ],
)
def test_the_tag_behind_names_the_speaker(read: Reader, text: str) -> None:
    assert last(read, text, "ASSAULT").speaker == "RU"


def test_where_troops_stand_not_which_border_is_near(read: Reader) -> None:
    text = "Die Soldaten, die in Litauen nahe der Grenze zu Belarus stationiert sind, üben."
    event = last(read, text, "MOBILIZE")
    assert (event.place, event.actors) == ("country:LT", ())


def test_what_is_said_has_no_place_of_its_content(read: Reader) -> None:
    event = last(read, "Rom warnte Mali vor Folgen, sollte es in Togo einmarschieren.", "THREATEN")
    assert event.place is None


def test_a_relative_clause_tells_of_the_noun_before(read: Reader) -> None:
    event = last(
        read, "Nahe der Truppen, die in Togo zusammengezogen wurden, brennt es.", "MOBILIZE"
    )
    assert event.place == "country:TG"
