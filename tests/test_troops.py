"""Troop mentions: how many, whose, where, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import TroopCount
from tests.conftest import Reader


def every(read: Reader, text: str) -> list[TroopCount]:
    return [count for sentence in read(text) for count in sentence.troops]


def only(read: Reader, text: str) -> TroopCount:
    counts = every(read, text)
    assert len(counts) == 1, counts
    return counts[0]


@pytest.mark.parametrize(
    ("text", "span", "low", "high"),
    [
        (
            "Dort stehen Zehntausende von russischen Truppen bereit.",
            "Zehntausende von russischen Truppen",
            10000,
            99999,
        ),
        ("Rund 3.000 Soldaten kommen.", "Rund 3.000 Soldaten", 3000, 3000),
        ("Vier Leopard Panzer kommen.", "Vier Leopard Panzer", 4, 4),
        (
            "Die Zahl der Soldaten steigt auf 5.000.",
            "Soldaten steigt auf 5.000",
            5000,
            5000,
        ),
        ("Ein Soldat kehrte zurück.", "Ein Soldat", 1, 1),
        ("Die Armee hat fünf Mirage-Jets.", "fünf Mirage-Jets", 5, 5),
    ],
)
def test_the_span_holds_quantity_and_unit(
    read: Reader, text: str, span: str, low: int, high: int
) -> None:
    count = only(read, text)
    assert (count.text, count.count_min, count.count_max) == (span, low, high)


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Russische Truppen üben.", "RU"),  # adjective
        ("Rund 3.000 US-Soldaten üben.", "US"),  # compound
        ("Nato-Truppen üben.", None),  # no single state
        ("Die Truppen Russlands üben.", "RU"),  # genitive
        ("Frankreichs Soldaten üben.", "FR"),
        ("500 Soldaten der US-Armee üben.", "US"),
        ("500 Soldaten aus Frankreich üben.", "FR"),
        ("Russland hat 90.000 Soldaten zusammengezogen.", "RU"),  # subject
        ("Putin schickte 5.000 Soldaten.", "RU"),  # person in office
        ("Der türkische Präsident verlegte 500 Soldaten.", "TR"),
        ("500 Soldaten schickte Polen an die Grenze.", "PL"),
        ("Frankreich erklärte sich bereit, 2.000 Soldaten zu entsenden.", "FR"),
        ("Biden forderte Putin auf, die Truppen abzuziehen.", "RU"),
        ("Russland und Belarus schickten 5.000 Soldaten.", None),  # both
        ("Die Ukraine warnt vor 5.000 Söldnern.", None),  # somebody else's
        ("Israel griff Stellungen mit 20 Kampfjets an.", "IL"),
    ],
)
def test_whose_they_are(read: Reader, text: str, owner: str | None) -> None:
    assert only(read, text).nationality == owner


def test_a_list_shares_its_owner_and_place(read: Reader) -> None:
    counts = every(read, "Estland schickte 30 Panzer, zwölf Haubitzen und 500 Soldaten nach Polen.")
    assert [(c.count_min, c.nationality, c.place_country) for c in counts] == [
        (30, "EE", "PL"),
        (12, "EE", "PL"),
        (500, "EE", "PL"),
    ]


def test_an_earlier_mention_tells_the_owner(read: Reader) -> None:
    text = "Russland entsandte Soldaten nach Kasachstan. Die 2.500 Soldaten schützen den Flughafen."
    assert [count.nationality for count in every(read, text)] == ["RU", "RU"]


def test_a_sentence_without_parties_goes_on_about_the_same_troops(read: Reader) -> None:
    text = "Russland verlegt 500 Soldaten nach Belarus. Zehn Panzer und zwölf Haubitzen folgen."
    assert [count.nationality for count in every(read, text)] == ["RU", "RU", "RU"]


def test_an_alliance_in_between_is_not_the_owner_told_of_before(read: Reader) -> None:
    text = "Russland verlegt 500 Soldaten nach Belarus. Die Nato schickt 900 Soldaten."
    assert [count.nationality for count in every(read, text)] == ["RU", None]


def test_helicopters_are_military_where_the_article_is(read: Reader) -> None:
    assert every(read, "Im Sommer kauft die Klinik vier Hubschrauber.") == []
    counts = every(read, "Die Armee rückte vor. Lettland übergab dazu vier Hubschrauber.")
    assert [(count.count_min, count.nationality) for count in counts] == [(4, "LV")]


def test_a_part_may_have_a_genitive_behind_it(read: Reader) -> None:
    counts = every(read, "Kiew bekam 215 Kämpfer zurück, darunter 108 des Asow-Regiments.")
    assert [count.count_min for count in counts[:2]] == [215, 108]


def test_a_part_of_a_whole_keeps_unit_and_owner(read: Reader) -> None:
    whole, part = every(
        read, "Die USA haben 90.000 Soldaten in Europa, darunter 35.000 in Italien."
    )
    assert (part.unit, part.nationality, part.place_country) == ("soldiers", "US", "IT")
    assert (whole.count_min, whole.place_country) == (90000, None)


@pytest.mark.parametrize(
    ("text", "owner", "place"),
    [
        ("Rund 3.000 US-Soldaten kommen nach Polen.", "US", "PL"),
        ("Russland hat 90.000 Soldaten an der Grenze zusammengezogen.", "RU", None),
        ("Russland verlegt Truppen an die Grenze zur Ukraine.", "RU", "UA"),
        ("500 Soldaten aus Frankreich üben in Litauen.", "FR", "LT"),
        ("Frankreich zieht seine 2.400 Soldaten aus Mali ab.", "FR", "ML"),
        ("Die Truppen Russlands stehen in Belarus.", "RU", "BY"),
        ("In Polen sind 10.000 US-Soldaten stationiert.", "US", "PL"),
        ("350 Bundeswehrsoldaten sind in Mali.", "DE", "ML"),
        ("Rund 2.000 Blauhelmsoldaten verlassen den Sudan.", None, "SD"),
        ("Afghanistan: Zwölf Soldaten getötet", None, "AF"),
        ("Russische Soldaten, die in Belarus üben, kehren heim.", "RU", "BY"),
        # what is handed over goes to who gets it
        ("Frankreich liefert zwölf Haubitzen an die Ukraine.", "FR", "UA"),
        ("Frankreich liefert der Ukraine zwölf Haubitzen.", "FR", "UA"),
        ("Die USA beliefern Taiwan mit 100 Stinger-Raketen.", "US", "TW"),
        ("Polen erhält zwölf Haubitzen aus den USA.", "US", "PL"),
        ("Der Ukraine wurden von Deutschland 14 Panzer geliefert.", "DE", "UA"),
        # and what is fired to where it is aimed at
        ("Russland feuerte 50 Raketen auf Kiew ab.", "RU", "UA"),
        ("50 Raketen wurden auf ukrainische Ziele abgefeuert.", None, "UA"),
    ],
)
def test_owner_and_place_are_two_things(
    read: Reader, text: str, owner: str | None, place: str | None
) -> None:
    count = only(read, text)
    assert (count.nationality, count.place_country) == (owner, place)


def test_who_speaks_is_not_where_they_are(read: Reader) -> None:
    count = only(read, "Vertreter in Washington sprachen von 5.000 Söldnern.")
    assert count.place_country is None


@pytest.mark.parametrize(
    "text",
    ["Zwei russische Bataillone verließen die Krim.", "Russische Truppen verließen die Krim."],
)
def test_units_of_unknown_size_have_no_count(read: Reader, text: str) -> None:
    count = only(read, text)
    assert (count.count_min, count.count_max, count.approximate) == (None, None, False)


@pytest.mark.parametrize(
    "text",
    [
        "Bei den Kämpfen wurden zwei armenische Soldaten getötet.",
        "Zwei armenische Soldaten starben.",
        "Zwei armenische Soldaten bei Gefecht getötet",
        "Die Rebellen töteten zwei armenische Soldaten.",
        "Armenien meldet den Tod von zwei Soldaten.",
        "Armenien meldet zwei getötete Soldaten.",
        "Armenien hat zwei Soldaten verloren.",
        "Zwei armenische Soldaten wurden gefangen genommen.",
    ],
)
def test_casualties_are_told_apart(read: Reader, text: str) -> None:
    count = only(read, text)
    assert (count.casualties, count.count_min, count.nationality) == (True, 2, "AM")


@pytest.mark.parametrize(
    "text",
    [
        "Zwei Soldaten kehrten zurück.",
        "In Mali töteten Soldaten fünf Zivilisten.",
        "Zivilisten wurden von Soldaten getötet.",
        "Die Rebellen töteten Zivilisten mit Raketen.",
    ],
)
def test_who_kills_is_no_casualty(read: Reader, text: str) -> None:
    assert not only(read, text).casualties


def test_captors_and_captured_stand_in_one_clause(read: Reader) -> None:
    ours, theirs = every(read, "Russische Truppen haben 40 ukrainische Soldaten gefangen genommen.")
    assert (ours.casualties, ours.nationality) == (False, "RU")
    assert (theirs.casualties, theirs.nationality) == (True, "UA")


def test_two_numbers_share_a_noun(read: Reader) -> None:
    counts = every(read, "Fünf getötete und acht verletzte Soldaten wurden geborgen.")
    assert [(c.text, c.count_min, c.casualties) for c in counts] == [
        ("Fünf getötete", 5, True),
        ("acht verletzte Soldaten", 8, True),
    ]


def test_a_year_is_no_number_of_soldiers(read: Reader) -> None:
    count = only(read, "Am 24. Februar 2022 marschierten russische Truppen ein.")
    assert count.count_min is None


@pytest.mark.parametrize(
    "text",
    [
        "Die Theatertruppe spielt in Leipzig.",
        "Die Truppe von Trainer Weber gewann das Spiel.",
        "Die Raketen zu Silvester waren bunt.",
        "Die Schildkröte zog den Kopf in den Panzer.",
        "Ein Leopard schlief im Schatten.",
        "500 Menschen demonstrierten.",
        "300 Polizisten und eine Polizeieinheit rückten an.",
        "Der Rettungshubschrauber landete.",
    ],
)
def test_what_only_looks_like_troops(read: Reader, text: str) -> None:
    assert every(read, text) == []


WORDS = (
    "Russland Kiew die der in nach aus von mit rund 5.000 100 000 bis zwei und ein Soldaten Panzer "
    "Truppen russische getötet getötete verletzte , : – hat wurde liefert zu entsenden darunter "
    "Zahl auf Tausende US-Soldaten Leopard meldet ."
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(WORDS.split(" ")), min_size=1, max_size=14))
def test_any_words_give_spans_and_intervals_in_order(read: Reader, words: list[str]) -> None:
    text = " ".join(words)
    for sentence in read(text):
        for count in sentence.troops:
            assert text[count.start : count.end] == count.text
            assert sentence.start <= count.start < count.end <= sentence.end
            if count.count_min is not None and count.count_max is not None:
                assert count.count_min <= count.count_max


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_read(read: Reader, text: str) -> None:
    every(read, f"{text} 500 Soldaten {text}")
