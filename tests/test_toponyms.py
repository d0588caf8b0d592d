"""When a name is a place: candidates, prior and context."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Document
from pipeline.places.advice import EntityAdvice
from pipeline.places.candidates import candidates, spelled
from pipeline.places.context import evidence, features, is_person_title, weights
from pipeline.places.gazetteer import load
from tests.conftest import Reader


class Few:
    """A gazetteer of three names."""

    names = frozenset({"Saarland", "Nil", "Neu Delhi", "Kiew"})

    def __contains__(self, name: object) -> bool:
        return name in self.names

    def continues(self, first_word: str) -> bool:
        return first_word == "Neu"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Kiew", ("Kiew", False)),
        ("Kiews", ("Kiew", True)),
        ("Saarlandes", ("Saarland", True)),
        ("KIEW", ("Kiew", False)),
        ("Nils", None),
        ("Kiewer", None),
    ],
)
def test_spellings(written: str, expected: tuple[str, bool] | None) -> None:
    assert spelled(written, Few()) == expected


def test_the_longest_name_wins() -> None:
    words = ["In", "Neu", "Delhi", "und", "Kiew"]
    found = list(candidates(words, lambda a, b: " ".join(words[a : b + 1]), Few()))
    assert [(c.first, c.last, c.name) for c in found] == [(1, 2, "Neu Delhi"), (4, 4, "Kiew")]


@given(st.lists(st.sampled_from(["Neu", "Delhi", "Kiews", "und", "NIL", "x"]), max_size=9))
def test_candidates_do_not_overlap(words: list[str]) -> None:
    last = -1
    for found in candidates(words, lambda a, b: " ".join(words[a : b + 1]), Few()):
        assert last < found.first <= found.last
        last = found.last


def test_the_sum_of_weights_is_the_evidence() -> None:
    words = ["aus", "Kiew", "."]
    found = next(candidates(words, lambda a, b: words[a], Few()))
    names = list(features(words, found, None, demonym=False))
    assert "before=aus" in names
    expected = weights()["bias"] + sum(weights().get(name, 0.0) for name in names)
    assert evidence(words, found, None, demonym=False) == pytest.approx(expected)


@pytest.mark.parametrize("word", ["Präsident", "CSU-Politiker", "Außenministerin", "Teamchef"])
def test_titles_announce_persons(word: str) -> None:
    assert is_person_title(word)


@pytest.mark.parametrize("word", ["Stadt", "in", "Nähe", "Truppen"])
def test_other_words_do_not(word: str) -> None:
    assert not is_person_title(word)


@pytest.mark.parametrize(("likely", "unlikely"), [("Kiew", "Essen"), ("Bonn", "Barth")])
def test_priors_tell_names_from_words(likely: str, unlikely: str) -> None:
    assert load().prior(likely) > load().prior(unlikely) + 2
    assert load().prior("Xyzzyhausen") == float("-inf")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kiel, Lübeck und Flensburg melden Hochwasser.", ["Kiel", "Lübeck", "Flensburg"]),
        ("Die Dresdner Polizei ermittelt.", ["Dresdner"]),
        ("Der Zürcher Kantonsrat tagt.", ["Zürcher"]),
        ("Die New Yorker Börse schließt früher.", ["New Yorker"]),
        ("An der Grenze des Saarlandes wird kontrolliert.", ["Saarlandes"]),
        ("Hochwasser an Donau und Elbe", ["Donau", "Elbe"]),
        ("MOSKAU (dpa) - Das Treffen endete ohne Ergebnis.", ["MOSKAU"]),
    ],
)
def test_places_without_a_preposition(read: Reader, text: str, expected: list[str]) -> None:
    assert [p.text for s in read(text) for p in s.places] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Außenpolitiker Nils Schmid widerspricht.",
        "CSU-Politiker Straubinger widersprach.",
        "Thomas Haldenwang tritt zurück.",
        "Ein Film von Sofia Coppola läuft an.",
        "Der VfL Bochum verliert, auch Borussia Dortmund.",
        "Plan, Hof und Weil sind Wörter.",
    ],
)
def test_persons_clubs_and_words_are_no_places(read: Reader, text: str) -> None:
    assert [p.text for s in read(text) for p in s.places] == []


def test_a_recogniser_may_be_asked_about_doubtful_names() -> None:
    from pipeline.annotate import Annotator  # noqa: PLC0415

    advised = Annotator(ner_model="data/models/de_lagebild_sm")
    assert advised.methodology.endswith("+de_lagebild_sm")
    sentences = advised.annotate(Document("a", "In Kiew traf er Minister Wagner.")).sentences
    assert [p.text for s in sentences for p in s.places] == ["Kiew"]


def test_a_model_that_is_not_there_is_named_with_the_fix() -> None:
    with pytest.raises(OSError, match="ner_model"):
        EntityAdvice("de_no_such_model")


@pytest.mark.parametrize(
    "text",
    [
        "Klötzer widersprach dem Vorwurf.",
        "Hofer lehnte das Angebot ab.",
        "Bremer kündigte einen Rückzug an.",
        "Am Abend sagte Steiner, er bleibe im Amt.",
        "Adler sieht die Lage anders.",
        "Mit Bremer verliert die Partei ihren Kopf.",
        "Bremers Vorschlag fiel durch.",
        "Nach Angaben von Pforzheimer ist alles ruhig.",
    ],
)
def test_a_demonym_that_stands_like_a_surname_is_none(read: Reader, text: str) -> None:
    assert [p.text for s in read(text) for p in s.places] == []


@pytest.mark.parametrize(
    ("text", "demonym"),
    [
        ("Die Bremer Polizei ermittelt.", "Bremer"),
        ("Bremer Forscher finden ein Wrack.", "Bremer"),
        ("Der Itzehoer gewann das Rennen.", "Itzehoer"),
        ("Viele Bremer protestieren gegen den Ausbau.", "Bremer"),
        ("Junge Leipziger ziehen aufs Land.", "Leipziger"),
        ("Magdeburger fordern mehr Bänke.", "Magdeburger"),
        ("Als Nürnberger kennt er das Stadion.", "Nürnberger"),
        ("Der Rostocker »Hansahof« schließt.", "Rostocker"),
        ("Berliner gewinnt im Lotto.", "Berliner"),
        ("Nach dem Augsburger 2:0-Erfolg wird gefeiert.", "Augsburger"),
        ("Augsburger 2:0-Erfolg überrascht alle.", "Augsburger"),
    ],
)
def test_people_of_a_town_and_its_attributes_are_found(
    read: Reader, text: str, demonym: str
) -> None:
    assert [(p.text, p.form) for s in read(text) for p in s.places] == [(demonym, "demonym")]
