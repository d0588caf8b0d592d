"""Who acts on whom where the clause does not say: roles, places, and the story so far."""

from __future__ import annotations

import pytest

from pipeline.events.role_nouns import kinds_of
from pipeline.events.story import Act, Story
from tests.conftest import Reader
from tests.test_anaphora import last

_CASES = [
    # A noun of role stands for whom the article has named, or for the state of its place.
    ("Mali schickte Minister nach Rom. Die Regierung drohte Niger.", "THREATEN", "ML", "NE"),
    ("Die Polizei in Lima ging mit Tränengas gegen Demonstranten vor.", "ASSAULT", "PE", "PE"),
    (
        "Sudan griff Tschad an. Beide Staaten beschuldigten sich gegenseitig.",
        "ACCUSE",
        "SD TD",
        "SD TD",
    ),
    # Force is aimed at the state where it happens.
    ("Russische Truppen beschossen am Morgen Charkiw.", "ASSAULT", "RU", "UA"),
    ("Bei einem Anschlag in Bagdad starben zwei Männer.", "ASSAULT", "", "IQ"),
    ("Frankreich zog seine Soldaten aus Mali ab.", "RETREAT", "FR", "ML"),
    ("Kanada verlegt Soldaten nach Lettland.", "MOBILIZE", "CA", "LV"),
    # What follows goes on with the sides of the quarrel.
    ("Togo bombardierte Benin. Benin drohte mit Vergeltung.", "THREATEN", "BJ", "TG"),
    ("Kenia drohte mit Sanktionen, falls Somalia angreife.", "THREATEN", "KE", "SO"),
    # What a state does at home hits its own people, and not the side that it quarrels with.
    ("Togo griff Benin an. In Lomé nahm die Polizei Demonstranten fest.", "COERCE", "TG", "TG"),
    ("Togo griff Benin an. Benin rief das Kriegsrecht aus.", "COERCE", "BJ", "BJ"),
    ("Togo griff Benin an. In Parakou nahm Togos Armee Bauern fest.", "COERCE", "TG", "BJ"),
    # The grammar of agents.
    ("Die von Iran unterstützte Hisbollah trat auf.", "SUPPORT", "IR", "HEZBOLLAH"),
    (
        "Am Montag wurden in Homs durch israelische Soldaten zwei Männer getötet.",
        "ASSAULT",
        "IL",
        "SY",
    ),
    ("Chile warf Peru vor, es habe Dörfer bombardiert.", "ASSAULT", "PE", "CL"),
    # Who counts the dead has no part in the fight.
    ("Baku bombardierte Dörfer. Armenien meldete fünf Tote.", "ASSAULT", "AZ", "AM"),
    # The West is nobody.
    ("Russland fordert vom Westen Garantien.", "REQUEST", "RU", ""),
]


@pytest.mark.parametrize(("text", "type_", "actors", "targets"), _CASES, ids=lambda v: str(v)[:40])
def test_what_a_clause_leaves_open(
    read: Reader, text: str, type_: str, actors: str, targets: str
) -> None:
    found = last(read, text, type_)
    assert (set(found.actors), set(found.targets)) == (set(actors.split()), set(targets.split()))


def test_a_surname_stands_for_the_office_of_its_bearer(read: Reader) -> None:
    text = "Der ghanaische Präsident Kofi Zorrobal reiste ab. Zorrobal drohte Togo mit Sanktionen."
    assert last(read, text, "THREATEN").actors == ("GH",)


@pytest.mark.parametrize(
    ("noun", "kinds"),
    [("Bodentruppen", {"organ"}), ("Kämpfern", {"band"}), ("Kämpfe", set()), ("Grenze", set())],
)
def test_nouns_of_role_are_known_by_their_forms(noun: str, kinds: set[str]) -> None:
    assert kinds_of(noun) == kinds


def test_a_story_knows_the_other_side() -> None:
    story = Story()
    story.note(Act(0, "ASSAULT", ("AA",), ("BB",)))
    story.note(Act(1, "MOBILIZE", ("CC",), ("DD",)))
    assert story.opponents(("BB",), "THREATEN", 2) == ("AA",)
    assert story.opponents(("BB",), "ASSAULT", 2, struck=True) == ("AA",)
    assert story.opponents(("AA",), "ASSAULT", 2, struck=True) == ()
    assert story.opponents(("DD",), "ASSAULT", 2) == ()
    assert story.opponents(("BB",), "THREATEN", 40) == ()


def test_unrest_at_home_has_one_state_on_both_sides() -> None:
    story = Story([Act(0, "PROTEST", ("AA",), ("AA",))])
    assert story.unrest(1) == ("AA",)
    assert story.unrest(9) == ()


@pytest.mark.parametrize(
    ("text", "type_", "speaker"),
    [
        ("Togo habe Dörfer bombardiert, klagte Ghana.", "ASSAULT", "GH"),
        ("Das ghanaische Militär meldete einen Angriff Togos.", "ASSAULT", "GH"),
        ("Ghana drohte Togo mit Krieg.", "THREATEN", None),
        ("Ghana wies die Vorwürfe Togos zurück.", "ACCUSE", "GH"),
    ],
)
def test_who_tells_of_an_act_is_its_speaker(
    read: Reader, text: str, type_: str, speaker: str | None
) -> None:
    assert last(read, text, type_).speaker == speaker


@pytest.mark.parametrize(
    ("text", "type_", "status"),
    [
        ("Togo sagte ein geplantes Treffen mit Ghana ab.", "REJECT", "asserted"),
        ("Togo wies den Vorwurf zurück, Ghana bombardiert zu haben.", "ASSAULT", "denied"),
        ("Der König erteilte den Schießbefehl ohne Vorwarnung.", "ASSAULT", "hypothetical"),
        ("Ghana besetzte die Stadt, ohne dass Togo bombardiert wurde.", "ASSAULT", "negated"),
        ("Togo hat nicht vor, Ghana zu bombardieren.", "ASSAULT", "negated"),
        (
            "Lomé sagte am Montag, die Ukraine plane, Truppen nach Mali zu schicken.",
            "MOBILIZE",
            "hypothetical",
        ),
    ],
)
def test_what_is_so_of_an_act(read: Reader, text: str, type_: str, status: str) -> None:
    assert last(read, text, type_).status == status
