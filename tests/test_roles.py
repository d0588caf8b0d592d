"""Place or actor: a city on the map, or the government that sits there."""

from __future__ import annotations

from typing import get_args

import pytest

from pipeline.language import read_table
from pipeline.places.heads import HeadClass, head_class
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
    ("Das sagte (Syriens) Präsident am Montag.", "Syriens", "actor"),
    ("Die Hauptstadt (Kiew) wurde beschossen.", "Kiew", "place"),
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
    ("Die Kölner Polizei ermittelt.", "Kölner", "place"),
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


HEADS = [
    # (text, mention, role, rule)
    ("Die polnische Schauspielerin liest vor.", "polnische", "place", "adjective_of_place"),
    ("Das finnische Parlament stimmt zu.", "finnische", "actor", "adjective_of_actor"),
    ("Die iranischen Raketen trafen nichts.", "iranischen", "actor", "adjective_of_actor"),
    ("Sie fotografiert arktische Robben.", "arktische", "place", "adjective_of_place"),
    ("Die syrische Bevölkerung leidet.", "syrische", "actor", "adjective_of_actor"),
    ("Der estnische Knopfmacher feiert.", "estnische", "place", "adjective_of_unknown"),
    ("Georgische und armenische Offiziere üben.", "Georgische", "actor", "adjective_of_actor"),
    ("Ein dänisches 30-Millionen-Hilfspaket folgt.", "dänisches", "actor", "adjective_of_actor"),
    ("Seit Beginn des Mali-Kriegs fliehen viele.", "Mali", "place", "compound_of_located"),
    (
        "Der türkische Krieg gegen die Miliz dauert an.",
        "türkische",
        "actor",
        "adjective_of_located",
    ),
    ("Der Mali-Einsatz endet.", "Mali", "place", "compound_of_mission"),
    ("Der US-Einsatz endet.", "US", "actor", "compound_of_mission"),
    ("Die US-Wahl rückt näher.", "US", "place", "compound_of_place"),
    ("Die US-Botschaft in Nairobi warnt.", "US", "actor", "compound_of_actor"),
    ("Ein Kreml-Vertreter widersprach.", "Kreml", "actor", "compound_of_actor"),
    ("Ein griechisches U-Boot taucht auf.", "griechisches", "actor", "adjective_of_actor"),
    ("Die schwedische Ministerin reist ab.", "schwedische", "actor", "adjective_of_actor"),
    ("Die Kiewer Führung zögert.", "Kiewer", "actor", "demonym_of_actor"),
    ("Die Berliner Polizei ermittelt.", "Berliner", "place", "demonym_of_town"),
    ("Der Hamburger Senat tagt.", "Hamburger", "actor", "demonym_of_council"),
    ("Der Schweizer Bundesrat tagt.", "Schweizer", "actor", "demonym_of_actor"),
    ("Viele Deutsche reisen gern.", "Deutsche", "actor", "people"),
    ("Viele Ukrainer sind geflohen.", "Ukrainer", "actor", "people"),
    ("Spaniens Arbeitsmarkt erholt sich.", "Spaniens", "place", "genitive_of_place"),
    ("Spaniens Armee hilft beim Löschen.", "Spaniens", "actor", "genitive_of_actor"),
    ("Auf den Sieg Norwegens folgte Stille.", "Norwegens", "actor", "genitive_of_own"),
    ("Ein norwegischer Sieg war das nicht.", "norwegischer", "place", "adjective_of_own"),
    ("Die Wirtschaft Japans schrumpft.", "Japans", "place", "genitive_of_place"),
]


@pytest.mark.parametrize(("text", "name", "role", "rule"), HEADS, ids=[case[0] for case in HEADS])
def test_the_noun_decides_about_its_attribute(
    read: Reader, text: str, name: str, role: str, rule: str
) -> None:
    places = {p.text: p for s in read(text) for p in s.places}
    assert (places[name].role, places[name].reason) == (role, f"roles:{rule}")


@pytest.mark.parametrize(
    ("noun", "kind"),
    [
        ("Regierungen", "actor"),
        ("Übergangsregierung", "actor"),
        ("US-Außenministeriums", "actor"),
        ("Marktes", "place"),
        ("Wohnungsmärkten", "place"),
        ("Kolleginnen", "actor"),
        ("Knopfmacher", None),
    ],
)
def test_a_noun_is_known_by_its_last_part(noun: str, kind: str | None) -> None:
    assert head_class(noun) == kind


def test_the_table_of_nouns_has_each_head_once_and_only_known_classes() -> None:
    rows = read_table("de/place_heads.tsv", ("head", "forms", "class", "source"))
    heads = [row["head"] for row in rows]
    assert len(heads) == len(set(heads))
    assert {row["class"] for row in rows} == set(get_args(HeadClass))
    assert all(row["source"] for row in rows)
