"""Everyday news: what only looks like an act of states is no event, and its sober twin is one."""

from __future__ import annotations

import pytest
from spacy.language import Language

from pipeline.language import read_table
from tests.conftest import Reader

RECALLED = read_table(
    "de/event_recalled.tsv", ("pattern", "kind", "source", "positive", "negative")
)
FORCE = {"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "RETREAT", "SANCTION"}
FILLER = "Das Wetter war schön. Die Sonne schien. Die Katze schlief. "


def coded(nlp: Language, text: str) -> list[tuple[str, str]]:
    """Return types and statuses of the events of the last sentence."""
    return [(e.type, e.status) for e in nlp(text)._.lagebild_events[-1]]


def kinds(nlp: Language, text: str) -> list[str]:
    return [kind for kind, _ in coded(nlp, text)]


@pytest.mark.parametrize("row", RECALLED, ids=lambda row: row["pattern"])
def test_a_noun_that_only_recalls_an_act_tells_none(nlp: Language, row: dict[str, str]) -> None:
    assert FORCE.isdisjoint(kinds(nlp, row["positive"]))
    assert not FORCE.isdisjoint(kinds(nlp, row["negative"]))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Am Abend wurde ein Wächter erschossen.", False),
        ("Der Gastgeber lobte Frankreich.", False),
        ("Am Abend wurde ein Soldat erschossen.", True),
        ("Kiew lobte Frankreich für die Waffen.", True),
    ],
)
def test_in_a_text_on_something_else_force_needs_words_of_conflict_around(
    nlp: Language, text: str, told: bool
) -> None:
    assert bool(coded(nlp, FILLER + text)) == told
    assert coded(nlp, "Die Rebellen rückten vor. Es wurde Nacht. Es regnete. " + text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Im Mai 1961 brach Washington die Beziehungen zu Kuba ab.", False),
        ("1910 – Rebellen stürzen den König von Portugal, das Militär putscht.", False),
        ("1968 bombardierten die USA Hanoi.", False),
        ("2004 griff Russland die Ukraine an, nun droht Moskau Polen mit Krieg.", True),
        ("Die Resolution von 1967 verurteilt Angriffe auf Israel.", True),
        ("Die 1949 gegründete Nato bombardierte Tripolis.", True),
        ("Seit 1994 bombardiert die Armee Dörfer im Sudan.", True),
        ("Im Mai 2021 brach Washington die Beziehungen zu Kuba ab.", True),
        ("Madrid, das die Kolonie 1975 besetzte, fordert von Marokko Gespräche.", True),
    ],
)
def test_what_is_dated_long_back_is_no_event(read: Reader, text: str, told: bool) -> None:
    assert any(sentence.events for sentence in read(text)) == told


def test_an_undated_text_looks_back_from_the_last_day_that_it_names(read: Reader) -> None:
    old = "Im Mai 1995 brach Washington die Beziehungen zu Kuba ab."
    assert read(old, published=None)[-1].events
    assert not read("Im Mai 2015 tagte der Rat. " + old, published=None)[-1].events
    ahead = "Am 3. Mai 2024 griff Moskau Kiew an. Der Plan gilt bis zum Jahr 2050."
    assert read(ahead, published=None)[0].events


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Greift Russland Polen an?", "hypothetical"),
        ("Annäherung mit Südkorea?", "hypothetical"),
        ("Warum griff Russland Polen an?", "asserted"),
        ("Russland griff Polen an.", "asserted"),
    ],
)
def test_what_is_asked_is_open_but_not_why_it_happened(
    nlp: Language, text: str, status: str
) -> None:
    assert [found for _, found in coded(nlp, text)] == [status]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Die Uno warnt vor einer Eskalation in Nahost.", False),
        ("Peking warnte Taipeh vor einer Provokation.", True),
        ("In den Schulen droht Chaos mit Ansage.", False),
        ("Moskau droht Kiew mit einem Angriff.", True),
        ("Polen sieht sich von Russland bedroht.", False),
        ("Russland bedroht Polen.", True),
    ],
)
def test_a_danger_is_no_threat(nlp: Language, text: str, told: bool) -> None:
    assert ("THREATEN" in kinds(nlp, text)) == told


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Die Königin zieht sich vom Thron zurück.", "RETREAT"),
        ("Im Tarifstreit wird wieder gekämpft, sagt die Gewerkschaft in Paris.", "ASSAULT"),
        ("Beide Staaten suchen im Zollstreit eine Lösung.", "SANCTION"),
        ("Die Minister kamen zum Jahrestag des Aufstands in Ungarn.", "PROTEST"),
        ("Tausende demonstrierten in Rom für Frieden und Abrüstung.", "RETREAT"),
    ],
)
def test_figures_of_speech_and_domestic_matters_are_silent(
    nlp: Language, text: str, kind: str
) -> None:
    assert kind not in kinds(nlp, text)


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Scholz nannte es falsch, Russland anzugreifen.", ()),
        ("Macron hält es für einen Fehler, Russland zu bombardieren.", ()),
        ("Scholz droht, Russland anzugreifen.", ("DE",)),
    ],
)
def test_who_judges_an_act_does_not_do_it(
    nlp: Language, text: str, actors: tuple[str, ...]
) -> None:
    (events,) = nlp(text)._.lagebild_events
    attacks = [(e.actors, e.status) for e in events if e.type == "ASSAULT"]
    assert attacks == [(actors, "hypothetical")]
