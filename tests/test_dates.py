"""Dates against a publication date, a Tuesday in January 2022."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.dates.calendar import day_of_year, shifted, weekday_date
from pipeline.dates.holidays import easter
from tests.conftest import Reader

DAYS_NAMED = [
    ("Das sagte sie am Dienstag.", "Dienstag", "2022-01-18"),
    ("Er reiste am Montag ab.", "Montag", "2022-01-17"),
    ("Er rief am Freitagabend an.", "Freitagabend", "2022-01-14"),
    ("In der Nacht zum Dienstag fielen Schüsse.", "Dienstag", "2022-01-18"),
    ("Seit Montag wird geübt.", "Montag", "2022-01-17"),
    ("Gestern war es ruhig.", "Gestern", "2022-01-17"),
    ("Am gestrigen Abend war es ruhig.", "gestrigen Abend", "2022-01-17"),
    ("Er kommt übermorgen.", "übermorgen", "2022-01-20"),
    ("Vor zwei Tagen begann es.", "Vor zwei Tagen", "2022-01-16"),
    ("Er ging am 31. Dezember.", "31. Dezember", "2021-12-31"),
    ("Am dritten Februar wird gewählt.", "dritten Februar", "2022-02-03"),
    ("Es begann am 24. Februar 2022.", "24. Februar 2022", "2022-02-24"),
    ("Am 9. Juni vergangenen Jahres ging er.", "9. Juni vergangenen Jahres", "2021-06-09"),
    ("Der Stand vom 03.02.2022 gilt.", "03.02.2022", "2022-02-03"),
    ("An Weihnachten schwiegen die Waffen.", "Weihnachten", "2021-12-25"),
    ("Vor Ostern soll es enden.", "Ostern", "2022-04-17"),
    ("Am Ostermontag 2021 war es ruhig.", "Ostermontag 2021", "2021-04-05"),
    ("Zum Jahreswechsel stiegen die Preise.", "Jahreswechsel", "2022-01-01"),
    ("Am Wochenende gab es Proteste.", "Wochenende", "2022-01-15"),
]

#: The same weekday lies ahead or behind as the verb of its clause says.
TENSES = [
    (
        "Am Mittwoch beginnen die Gespräche.",
        "2022-01-19",
    ),  # a present that looks like an infinitive
    ("Am Mittwoch beraten die Minister.", "2022-01-19"),  # and like a preterite
    ("Schnee am Mittwoch.", "2022-01-19"),  # no verb: the nearest
    ("Schnee am Samstag.", "2022-01-15"),
    ("Er wird am Mittwoch reisen.", "2022-01-19"),
    ("Sie will am Mittwoch reisen.", "2022-01-19"),
    ("Am Mittwoch trifft er sie.", "2022-01-19"),
    ("Er kündigte an, am Mittwoch zu reisen.", "2022-01-19"),
    ("Das Treffen wurde für Mittwoch angesetzt.", "2022-01-19"),
    ("Das Wetter bleibt bis Mittwoch kalt.", "2022-01-19"),
    ("Am Mittwoch traf er sie.", "2022-01-12"),
    ("Er soll am Mittwoch getroffen worden sein.", "2022-01-12"),
    ("Drei Soldaten am Mittwoch getötet", "2022-01-12"),
    ("Sie hat am Mittwoch – wie oft – geschwiegen.", "2022-01-12"),
]

PERIODS = [
    ("Vor drei Wochen begann es.", "Vor drei Wochen", "2021-12-27", "week"),
    ("In der vergangenen Woche war es still.", "vergangenen Woche", "2022-01-10", "week"),
    ("In der übernächsten Woche wird gestreikt.", "übernächsten Woche", "2022-01-31", "week"),
    ("Mitte der Woche tagt der Rat.", "Mitte der Woche", "2022-01-17", "week"),
    ("Anfang nächster Woche tagt der Rat.", "Anfang nächster Woche", "2022-01-24", "week"),
    ("In diesem Monat geschah viel.", "diesem Monat", "2022-01-01", "month"),
    ("Im Januar könnte es beginnen.", "Januar", "2022-01-01", "month"),
    ("Ende Februar wird gewählt.", "Ende Februar", "2022-02-01", "month"),
    ("Im Mai vergangenen Jahres ging er.", "Mai vergangenen Jahres", "2021-05-01", "month"),
    ("Im ersten Quartal 2022 sinkt er.", "ersten Quartal 2022", "2022-01-01", "month"),
    ("Im dritten Quartal stieg er.", "dritten Quartal", "2021-07-01", "month"),
    ("Im Sommer 2021 zogen sie ab.", "Sommer 2021", "2021-06-01", "month"),
    ("Im vergangenen Herbst zogen sie ab.", "vergangenen Herbst", "2021-09-01", "month"),
    ("Russland annektierte 2014 die Krim.", "2014", "2014-01-01", "year"),
    ("Anfang 2023 wird gewählt.", "Anfang 2023", "2023-01-01", "year"),
    ("Bis Jahresende sollen sie gehen.", "Jahresende", "2022-01-01", "year"),
    ("Der Rat prüft die Wahl im Dezember.", "Dezember", "2021-12-01", "month"),  # the nearest
    ("Im Vorjahr waren es weniger.", "Vorjahr", "2021-01-01", "year"),
    ("Vor rund zwei Jahren kam er.", "Vor rund zwei Jahren", "2020-01-01", "year"),
]


@pytest.mark.parametrize(("text", "span", "day"), DAYS_NAMED, ids=[c[0] for c in DAYS_NAMED])
def test_days(read: Reader, text: str, span: str, day: str) -> None:
    mentions = [m for sentence in read(text) for m in sentence.dates]
    assert [(m.text, m.date, m.precision) for m in mentions] == [(span, day, "day")]


@pytest.mark.parametrize(("text", "day"), TENSES, ids=[c[0] for c in TENSES])
def test_the_tense_says_which_wednesday(read: Reader, text: str, day: str) -> None:
    assert [m.date for sentence in read(text) for m in sentence.dates] == [day]


@pytest.mark.parametrize(
    ("text", "span", "first", "precision"), PERIODS, ids=[c[0] for c in PERIODS]
)
def test_what_is_coarser_than_a_day_is_its_first_day(
    read: Reader, text: str, span: str, first: str, precision: str
) -> None:
    mentions = [m for sentence in read(text) for m in sentence.dates]
    assert [(m.text, m.date, m.precision) for m in mentions] == [(span, first, precision)]


def test_without_a_publication_date_only_absolute_dates_resolve(read: Reader) -> None:
    mentions = read("Am Montag, dem 3. Januar 2022, kam er; am Freitag ging er.", None)[0].dates
    assert [(m.text, m.resolved) for m in mentions] == [
        ("Montag", True),  # the date behind it decides
        ("3. Januar 2022", True),
        ("Freitag", False),
    ]


def test_a_weekday_far_away_is_the_date_behind_it(read: Reader) -> None:
    mentions = read("Am Freitag, dem 11. März, tagt der Rat.")[0].dates
    assert [m.date for m in mentions] == ["2022-03-11", "2022-03-11"]


def test_days_share_a_month(read: Reader) -> None:
    mentions = read("Vom 3. bis 5. Februar wird geübt.")[0].dates
    assert [(m.text, m.date) for m in mentions] == [
        ("3.", "2022-02-03"),
        ("5. Februar", "2022-02-05"),
    ]


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("Jeden Montag wird demonstriert.", "day"),
        ("Vor einigen Wochen kam er.", "week"),
        ("Vor mehr als zwei Jahren kam er.", "year"),
    ],
)
def test_what_the_text_leaves_open_stays_unresolved(
    read: Reader, text: str, precision: str
) -> None:
    assert [(m.date, m.resolved, m.precision) for m in read(text)[0].dates] == [
        (None, False, precision)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Dort stehen 2000 Soldaten.",
        "Dort stehen 2000 neue Panzer.",
        "Theresa May sprach.",
        "Das gilt bis heute.",
        "Am Morgen regnete es.",
        "Das schrieb die Welt am Sonntag.",
    ],
)
def test_what_only_looks_like_a_date(read: Reader, text: str) -> None:
    assert read(text)[0].dates == ()


@pytest.mark.parametrize(
    ("year", "sunday"),
    [(1818, "1818-03-22"), (1943, "1943-04-25"), (2000, "2000-04-23"), (2022, "2022-04-17")],
)
def test_easter(year: int, sunday: str) -> None:
    assert easter(year).isoformat() == sunday


DAYS = st.dates(date(1950, 1, 1), date(2090, 12, 31))


@settings(max_examples=100)
@given(DAYS, st.integers(0, 6))
def test_a_weekday_is_at_most_a_week_away(published: date, weekday: int) -> None:
    past = weekday_date(published, weekday, "past", 0)
    future = weekday_date(published, weekday, "future", 0)
    assert past.weekday() == future.weekday() == weekday
    assert 0 <= (published - past).days <= 6
    assert 0 <= (future - published).days <= 6
    assert 1 <= (weekday_date(published, weekday, "past", 1) - published).days <= 7
    assert 1 <= (published - weekday_date(published, weekday, "past", -1)).days <= 7


@given(DAYS, st.integers(1, 12), st.integers(1, 28))
def test_a_day_of_the_year_keeps_to_its_tense(published: date, month: int, day: int) -> None:
    past, future = (day_of_year(published, month, day, tense) for tense in ("past", "future"))
    assert past is not None
    assert future is not None
    assert past <= published <= future


@given(DAYS, st.integers(-30, 30))
def test_shifted_months_begin_on_the_first(published: date, amount: int) -> None:
    assert shifted(published, "month", amount).day == 1
    assert shifted(published, "week", amount).weekday() == 0


WORDS = (
    "am im vor in bis seit des der drei zweiten 18. 3. 2022 0 Montag Januar Mai Wochen Jahres Ende "
    "vergangenen heute gestern Quartal Sommer Ostern Wochenende wird war zu reisen , . 31. 2000"
)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from(WORDS.split(" ")), min_size=1, max_size=12),
    st.one_of(st.none(), st.dates()),
)
def test_any_words_and_any_day_are_read(
    read: Reader, words: list[str], published: date | None
) -> None:
    text = " ".join(words)
    for sentence in read(text, published):
        for mention in sentence.dates:
            assert text[mention.start : mention.end] == mention.text
            assert sentence.start <= mention.start < mention.end <= sentence.end
            assert mention.resolved == (mention.date is not None)
