"""Names of places that mean something else: persons, clubs, organisations."""

from __future__ import annotations

import pytest

from tests.conftest import Reader

NO_PLACE = [
    ("Dortmund verliert das Spitzenspiel.", "Dortmund", "a club in a match report"),
    ("Der Stürmer wechselt von Leipzig zu Bayern.", "Leipzig", "a club behind von"),
    ("Die Fans des Karlsruher SC jubeln.", "Karlsruher", "a club with its legal form"),
    ("Die Washington Post berichtet darüber.", "Washington", "a newspaper"),
    ("Die Deutsche Bahn streicht Züge.", "Deutsche", "a company"),
    ("Lauterbach erwartet höhere Beiträge.", "Lauterbach", "a politician"),
    ("Harsewinkel sagte, das reiche nicht.", "Harsewinkel", "somebody who speaks"),
]
PLACE = [
    ("Dortmund verliert Einwohner.", "Dortmund", "no match report"),
    ("In Dortmund verlor der Tabellenführer.", "Dortmund", "where the match was"),
    ("In Lauterbach brennt es.", "Lauterbach", "a town behind in"),
    ("Die Stadt Lauterbach plant ein Bad.", "Lauterbach", "a town behind Stadt"),
    ("Washington berichtet von Gesprächen.", "Washington", "a capital may speak"),
    ("Die Deutsche Botschaft in Kabul schließt.", "Deutsche", "an institution of the state"),
    ("Deutschland verliert das Viertelfinale.", "Deutschland", "states are no clubs"),
]


@pytest.mark.parametrize(("text", "name", "_why"), NO_PLACE, ids=[c[2] for c in NO_PLACE])
def test_it_is_no_place(read: Reader, text: str, name: str, _why: str) -> None:
    assert name not in {p.text for s in read(text) for p in s.places}


@pytest.mark.parametrize(("text", "name", "_why"), PLACE, ids=[c[2] for c in PLACE])
def test_it_is_a_place_all_the_same(read: Reader, text: str, name: str, _why: str) -> None:
    assert name in {p.text for s in read(text) for p in s.places}


def test_who_was_named_in_full_is_meant_by_the_surname_later(read: Reader) -> None:
    sentences = read("Die Ministerin Eva Hagen trat zurück. Am Abend sprach Hagen mit der Presse.")
    assert [p.text for s in sentences for p in s.places] == []
