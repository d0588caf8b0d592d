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


#: What shows who acts: the text, the type of the event, actors, targets.
CASES: dict[str, list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]] = {
    "who is made to act, who speaks at talks, what is answered, what people die in": [
        ("Moskau zwang Rom, Soldaten aus Mali abzuziehen.", "RETREAT", ("IT",), ("ML",)),
        ("Teheran erlaubte der Hisbollah, Israel anzugreifen.", "ASSAULT", ("HEZBOLLAH",), ("IL",)),
        ("Nach dem Treffen mit Macron griff Kiew zum Telefon.", "CONSULT", ("UA",), ("FR",)),
        ("Beim Gipfel mit Macron warnte Putin vor Folgen.", "CONSULT", ("RU",), ("FR",)),
        ("In einem Gespräch mit Ärzten kritisierte Macron Putin.", "CONSULT", ("FR",), ()),
        ("In einem Telefonat kritisierte Macron Putin.", "CONSULT", ("FR",), ("RU",)),
        ("Sieben Soldaten starben bei einem israelischen Angriff.", "ASSAULT", ("IL",), ()),
        ("Auf Befehl Putins griffen Söldner Stellungen in Mali an.", "ASSAULT", ("RU",), ("ML",)),
        ("Paris und Rom haben Minsk vor Sanktionen gewarnt.", "SANCTION", ("FR", "IT"), ("BY",)),
        (
            "Israel und die Hamas lobten die Feuerpause, die Katar vermittelt hat.",
            "CONSULT",
            ("QA",),
            (),
        ),
        (
            "Kiew hat Moskau gewarnt und Sanktionen gegen Minsk verhängt.",
            "SANCTION",
            ("UA",),
            ("BY",),
        ),
        (
            "Polen geht von einem russischen Hackerangriff auf eine Firma aus.",
            "COERCE",
            ("RU",),
            ("PL",),
        ),
    ],
    "subject and object": [
        ("Moskau droht Kiew mit einem Angriff.", "THREATEN", ("RU",), ("UA",)),
        ("Israel bombardierte Stellungen der Hamas.", "ASSAULT", ("IL",), ("HAMAS",)),
        ("Die EU verhängte Sanktionen gegen Belarus.", "SANCTION", ("EU",), ("BY",)),
        ("Macron telefonierte mit Putin.", "CONSULT", ("FR",), ("RU",)),
        ("Washington wirft Moskau Lügen vor.", "ACCUSE", ("US",), ("RU",)),
        ("US-Truppen beschossen Stellungen der Taliban.", "ASSAULT", ("US",), ("TALIBAN",)),
    ],
    "one of several, guests, givers and who is shut out": [
        ("Er beklagte die Tötung eines seiner Generäle durch Israel.", "ASSAULT", ("IL",), ()),
        ("Das Pentagon zieht seine Soldaten aus Syrien ab.", "RETREAT", ("US",), ("SY",)),
        ("Die letzten französischen Soldaten haben Niger verlassen.", "RETREAT", ("FR",), ("NE",)),
        ("Der brasilianische Staatschef wird in Peking erwartet.", "CONSULT", ("BR",), ("CN",)),
        ("In einem Gespräch mit Putin forderte Macron Ruhe.", "CONSULT", ("FR",), ("RU",)),
        ("Macron forderte einen Waffenstillstand in der Ukraine.", "REQUEST", ("FR",), ()),
        ("Russische Sportler dürfen an den Spielen nicht teilnehmen.", "SANCTION", (), ("RU",)),
        ("Litauen werde einen hohen Preis zahlen, warnte Peking.", "THREATEN", ("CN",), ("LT",)),
        ("Die Taliban bekannten sich zu dem Anschlag.", "ASSAULT", ("TALIBAN",), ()),
        ("Die Behörden in Dakar sperrten das Internet.", "COERCE", ("SN",), ("SN",)),
    ],
    "case decides against position": [
        ("Kiew wirft der russische Präsident Lügen vor.", "ACCUSE", ("RU",), ("UA",)),
        ("Den Angriff Russlands verurteilte Berlin scharf.", "ACCUSE", ("DE",), ("RU",)),
        ("Der Ukraine hat Dänemark neue Waffen geliefert.", "AID", ("DK",), ("UA",)),
        ("Dem Iran warf die US-Regierung Täuschung vor.", "ACCUSE", ("US",), ("IR",)),
    ],
    "number decides against position": [
        ("Die Vorwürfe aus Moskau wies Kiew zurück.", "ACCUSE", ("RU",), ("UA",)),
        ("Waffen liefert Dänemark der Ukraine nicht.", "AID", ("DK",), ("UA",)),
        ("Bodentruppen will die Nato nicht nach Mali schicken.", "MOBILIZE", ("NATO",), ("ML",)),
    ],
    "whose plan it is, and who only speaks of an end": [
        ("Russland hat Pläne für einen Angriff auf Polen.", "ASSAULT", ("RU",), ("PL",)),
        ("Rom ordnete ein Ende der Invasion an.", "ASSAULT", (), ()),
        ("Rom hält einen Angriff auf Mali für möglich.", "ASSAULT", (), ("ML",)),
    ],
    "who condemns is not hit": [
        ("Polen verurteilte den Angriff Russlands.", "ASSAULT", ("RU",), ()),
    ],
    "over a border and at it": [
        ("Russische Panzer überquerten die Grenze zu Polen.", "ASSAULT", ("RU",), ("PL",)),
        ("Rom begann Gespräche mit Oslo an der Grenze zu Mali.", "CONSULT", ("IT",), ("NO",)),
    ],
    "some states, who are named then": [
        (
            "Mehrere Staaten, darunter Polen und Norwegen, verurteilten den Angriff Russlands.",
            "ACCUSE",
            ("PL", "NO"),
            ("RU",),
        ),
        ("Viele Staatschefs gratulierten Polen.", "SUPPORT", (), ("PL",)),
        (
            "Rom will mit Oslo und Vertretern aus Mali und Togo beraten.",
            "CONSULT",
            ("IT", "NO", "ML", "TG"),
            (),
        ),
    ],
    "who is warned, not who would be hit": [
        ("Rom hat Moskau vor einem Angriff auf Polen gewarnt.", "THREATEN", ("IT",), ("RU",)),
    ],
    "preposition in front": [
        ("Gegen den Iran haben die USA Sanktionen verhängt.", "SANCTION", ("US",), ("IR",)),
        ("Mit der Türkei will Athen über die Grenze verhandeln.", "CONSULT", ("GR",), ("TR",)),
        ("Polen bat die USA um Hilfe.", "REQUEST", ("PL",), ("US",)),
        ("Russland fordert von der Nato Garantien.", "REQUEST", ("RU",), ("NATO",)),
    ],
    "passive": [
        ("Die Stadt wurde von Israel bombardiert.", "ASSAULT", ("IL",), ()),
        ("Die Ukraine wurde von Russland angegriffen.", "ASSAULT", ("RU",), ("UA",)),
        ("Ruanda wird vorgeworfen, Rebellen zu bewaffnen.", "ACCUSE", (), ("RW",)),
    ],
    "noun with genitive, adjective or compound": [
        ("Der Angriff Russlands auf die Ukraine dauert an.", "ASSAULT", ("RU",), ("UA",)),
        ("Ein russischer Angriff auf die Ukraine droht.", "ASSAULT", ("RU",), ("UA",)),
        ("Die Sanktionen der EU gegen Russland wirken.", "SANCTION", ("EU",), ("RU",)),
        ("Die Russland-Sanktionen der EU werden verlängert.", "SANCTION", ("EU",), ("RU",)),
        ("Der von Russland begonnene Angriff auf Polen läuft.", "ASSAULT", ("RU",), ("PL",)),
    ],
    "who is accused or thanked has done it": [
        ("Selenskyj dankte London für die Lieferung von Panzern.", "AID", ("GB",), ("UA",)),
        ("Paris verurteilte den Angriff auf Polen.", "ASSAULT", (), ("PL",)),
    ],
    "subject of the clause above": [
        ("Peking drohte, Taiwan anzugreifen.", "ASSAULT", ("CN",), ("TW",)),
        ("Russland, das die Ukraine überfallen hat, schweigt.", "ASSAULT", ("RU",), ("UA",)),
        ("Scholz reiste nach Kiew und traf Präsident Selenskyj.", "CONSULT", ("DE",), ("UA",)),
    ],
    "several parties": [
        ("Armenien und Aserbaidschan vereinbarten eine Waffenruhe.", "AGREE", ("AM", "AZ"), ()),
        ("Die Verhandlungen zwischen Oslo und Rom beginnen.", "CONSULT", ("NO", "IT"), ()),
    ],
    "nobody is better than somebody wrong": [
        ("Das Land droht Israel mit Vergeltung.", "THREATEN", (), ("IL",)),
        ("Sie drohten Israel mit Vergeltung.", "THREATEN", (), ("IL",)),
        ("Hacker legten Webseiten ukrainischer Ministerien lahm.", "COERCE", (), ("UA",)),
        ("Bei dem Anschlag in Kabul starben 20 Menschen.", "ASSAULT", (), ("AF",)),
    ],
    "own troops are no target": [
        ("Russische Truppen marschierten in die Ukraine ein.", "ASSAULT", ("RU",), ("UA",)),
        ("Die russischen Truppen verließen Kasachstan.", "RETREAT", ("RU",), ("KZ",)),
    ],
}
_CASES = [pytest.param(*case, id=case[0]) for cases in CASES.values() for case in cases]


@pytest.mark.parametrize(("text", "type_", "actors", "targets"), _CASES)
def test_participants(
    read: Reader, text: str, type_: str, actors: tuple[str, ...], targets: tuple[str, ...]
) -> None:
    found = event(read, text, type_)
    assert (found.actors, found.targets) == (actors, targets)


def test_an_office_holder_counts_only_in_office(read: Reader) -> None:
    text = "Merkel drohte Minsk mit Sanktionen."
    assert event_on(read, text, date(2021, 6, 1)).actors == ("DE",)
    assert "DE" not in event_on(read, text, date(2024, 6, 1)).actors


@pytest.mark.parametrize(
    ("text", "type_", "day"),
    [
        ("Lawrow sagte am Montag, Moskau werde Truppen verlegen.", "MOBILIZE", None),
        ("Macron rief Putin am Montag an, er will Xi treffen.", "CONSULT", "2022-01-17"),
        ("Moskau könnte Kiew im März oder April angreifen.", "ASSAULT", "2022-03-01"),
        ("Baerbock reist am Freitag ab, um mit Kuleba zu verhandeln.", "CONSULT", "2022-01-21"),
        ("Moskau griff Kiew am Montag an.", "ASSAULT", "2022-01-17"),
    ],
)
def test_the_day_is_that_of_the_event(read: Reader, text: str, type_: str, day: str | None) -> None:
    assert event(read, text, type_).date == day


def event_on(read: Reader, text: str, published: date) -> Event:
    return next(e for sentence in read(text, published) for e in sentence.events)


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Kremlsprecher Peskow drohte Polen.", ("RU",)),
        ("Die Huthi-Rebellen drohten Israel.", ("HUTHI",)),
        ("Die Führung der Ecowas drohte Niger.", ("ECOWAS",)),
        ("Zelensky drohte Belarus.", ("UA",)),
        ("Ein Hamas-Sprecher drohte Israel.", ("HAMAS",)),
    ],
)
def test_leaders_institutions_and_groups_stand_for_an_actor(
    read: Reader, text: str, actors: tuple[str, ...]
) -> None:
    assert event(read, text, "THREATEN").actors == actors


def test_a_common_surname_needs_a_title(read: Reader) -> None:
    day = date(2015, 6, 1)
    assert event_on(read, "Premierminister Abe drohte Nordkorea.", day).actors == ("JP",)
    assert event_on(read, "Abe drohte Nordkorea.", day).actors == ()
