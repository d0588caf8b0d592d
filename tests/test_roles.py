"""Place or actor: a city on the map, or the government that sits there."""

from __future__ import annotations

import pytest

from tests.conftest import Reader

CASES = [
    ("In Moskau schneit es.", "Moskau", "place"),
    ("Moskau begrüßt den Vorschlag.", "Moskau", "actor"),
    ("Nach Angaben Minsks ist alles ruhig.", "Minsks", "actor"),
    ("Die Menschen flohen aus Mariupol.", "Mariupol", "place"),
    ("Die Stadt Kiew ist groß.", "Kiew", "place"),
    ("Die Vorwürfe aus Washington sind schwer.", "Washington", "actor"),
    ("Die Regierung in Warschau tagt.", "Warschau", "actor"),
    ("Der Streit zwischen Belgrad und Pristina dauert an.", "Pristina", "actor"),
    ("Truppen stehen im Osten der Ukraine.", "Ukraine", "place"),
    ("Der Präsident der Ukraine spricht.", "Ukraine", "actor"),
    ("Truppen stehen nahe der Ukraine.", "Ukraine", "place"),
    ("Es ist eine Phase, in der Russland angreifen könnte.", "Russland", "actor"),
    ("Die ukrainische Stadt wurde geräumt.", "ukrainische", "place"),
    ("Die ukrainische Armee zieht ab.", "ukrainische", "actor"),
    ("Das Schiff fährt durch die Ostsee.", "Ostsee", "place"),
    ("Der Kreml schweigt.", "Kreml", "actor"),
]


@pytest.mark.parametrize(("text", "name", "role"), CASES, ids=[case[0] for case in CASES])
def test_the_role_follows_the_context(read: Reader, text: str, name: str, role: str) -> None:
    places = {p.text: p for s in read(text) for p in s.places}
    assert places[name].role == role
    assert places[name].reason.startswith("roles:")


MORE = [
    ("Truppen stehen nördlich von Bagdad.", "Bagdad", "place"),
    ("Das Flugzeug flog von Berlin nach Rom.", "Berlin", "place"),
    ("Bauern blockieren Paris.", "Paris", "actor"),
    ("Verletzte liegen in Bagdader Krankenhäusern.", "Bagdader", "place"),
    ("Die Kölner Innenstadt ist gesperrt.", "Kölner", "place"),
    ("Die Kölner Polizei ermittelt.", "Kölner", "actor"),
    ("Im syrischen Aleppo fielen Bomben.", "syrischen", "place"),
    ("Im US-Staat Ohio wird gewählt.", "US", "place"),
    ("Das US-Außenministerium schweigt.", "US", "actor"),
    ("Der Einfluss Russlands wächst.", "Russlands", "actor"),
    ("Beim Angriff auf das Lager rief Saudi-Arabien um Hilfe.", "Saudi-Arabien", "actor"),
]


@pytest.mark.parametrize(("text", "name", "role"), MORE, ids=[case[0] for case in MORE])
def test_attributes_and_ways_have_a_role_too(read: Reader, text: str, name: str, role: str) -> None:
    places = {p.text: p for s in read(text) for p in s.places}
    assert places[name].role == role
