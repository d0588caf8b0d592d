"""Which words are places, in the forms that German gives them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import Document
from pipeline.places.gazetteer import load
from tests.conftest import Reader, annotator


def found(read: Reader, text: str) -> list[tuple[str, str, str]]:
    return [(p.text, p.country, p.form) for s in read(text) for p in s.places]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Minsks Antwort blieb aus.", ("Minsks", "BY", "name")),
        ("Die russischen Truppen blieben.", ("russischen", "RU", "adjective")),
        ("Die prorussischen Kräfte blieben.", ("russischen", "RU", "adjective")),
        ("Die Kiewer Regierung antwortete.", ("Kiewer", "UA", "demonym")),
        ("Viele Ukrainerinnen flohen.", ("Ukrainerinnen", "UA", "demonym")),
        ("In der Ostukraine wird gekämpft.", ("Ostukraine", "UA", "name")),
        ("Im Nordirak bebte die Erde.", ("Nordirak", "IQ", "name")),
        ("Das US-Außenministerium schwieg.", ("US", "US", "compound")),
        ("Der Ukraine-Konflikt dauert an.", ("Ukraine", "UA", "compound")),
        ("Der Ukrainekrieg dauert an.", ("Ukraine", "UA", "compound")),
        ("Er reiste nach Weißrussland.", ("Weißrussland", "BY", "name")),
        ("Sie reiste nach Lemberg.", ("Lemberg", "UA", "name")),
        ("Die Vereinigten Staaten zögern.", ("Vereinigten Staaten", "US", "name")),
    ],
)
def test_forms_of_names(read: Reader, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in found(read, text)


def test_two_states_in_one_adjective(read: Reader) -> None:
    assert found(read, "Der russisch-ukrainische Konflikt dauert an.") == [
        ("russisch", "RU", "adjective"),
        ("ukrainische", "UA", "adjective"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Das Essen schmeckte dem Minister.",
        "Der Plan ging auf, weil alle mitmachten.",
        "Die EU-Kommission legte einen Bericht vor.",
        "Der Mann verließ den Hof.",
        "Dynamo Kiew gewann mit 2:0.",
    ],
)
def test_words_and_clubs_are_no_places(read: Reader, text: str) -> None:
    assert found(read, text) == []


def test_a_word_is_a_place_behind_a_local_preposition(read: Reader) -> None:
    assert found(read, "Der Konzern aus Essen streicht in Halle Stellen.") == [
        ("Essen", "DE", "name"),
        ("Halle", "DE", "name"),
    ]


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Sie wohnt in Frankfurt (Oder).", "Frankfurt (Oder)", "DE"),
        ("Sie wohnt in Paris.", "Paris", "FR"),
        ("Die Hafenstadt Odessa in der Ukraine.", "Odessa", "UA"),
        ("Der Präsident Georgiens trat zurück.", "Georgien", "GE"),
        ("Im US-Bundesstaat Georgia wird gezählt.", "Georgia", "US"),
    ],
)
def test_names_with_several_senses(read: Reader, text: str, name: str, country: str) -> None:
    places = [(p.name, p.country) for s in read(text) for p in s.places]
    assert (name, country) in places


@pytest.mark.parametrize("name", ["Kiew", "Moskau", "Genf", "Warschau", "Peking", "Straßburg"])
def test_canonical_names_are_german(name: str) -> None:
    assert load().senses(name)[0].place.name_de == name


def test_disputed_regions_follow_the_stated_policy() -> None:
    assert load().by_id("region:krim").country == "UA"
    assert load().by_id("region:golanhoehen").country == "SY"
    assert load().by_id("region:bergkarabach").country == "AZ"


def test_no_place_lies_at_zero_zero_for_want_of_coordinates() -> None:
    for name in ("Kiew", "Ukraine", "Kreml", "Sahel"):
        for sense in load().senses(name):
            assert (sense.place.lat, sense.place.lon) != (0.0, 0.0)


WORDS = ["Kiew", "in", "der", "Ukraine", "russische", "Truppen", "US-Senat", ",", "und", "Mali."]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
def test_spans_are_true_and_do_not_overlap(text: str) -> None:
    for sentence in annotator().annotate(Document("p", text)).sentences:
        last = -1
        for place in sentence.places:
            assert text[place.start : place.end] == place.text
            assert place.start >= last
            assert 0 <= place.confidence <= 1
            last = place.end
