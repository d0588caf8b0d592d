"""Dates against a publication date, a Tuesday in January 2022."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.dates.calendar import day_of_year, shifted, weekday_date
from tests.conftest import Reader

CASES = [
    ("Das sagte sie am Dienstag.", "Dienstag", "2022-01-18", "day"),
    ("Er reiste am Montag ab.", "Montag", "2022-01-17", "day"),
    ("Er wird am Mittwoch reisen.", "Mittwoch", "2022-01-19", "day"),
    ("Seit Montag wird geübt.", "Montag", "2022-01-17", "day"),
    ("Sie treffen sich kommenden Donnerstag.", "kommenden Donnerstag", "2022-01-20", "day"),
    ("Er rief am Freitagabend an.", "Freitagabend", "2022-01-14", "day"),
    ("Gestern war es ruhig.", "Gestern", "2022-01-17", "day"),
    ("Er kommt übermorgen.", "übermorgen", "2022-01-20", "day"),
    ("Er ging am 31. Dezember.", "31. Dezember", "2021-12-31", "day"),
    ("Es begann am 24. Februar 2022.", "24. Februar 2022", "2022-02-24", "day"),
    ("Der Stand vom 03.02.2022 gilt.", "03.02.2022", "2022-02-03", "day"),
    ("Im Januar könnte es beginnen.", "Januar", "2022-01-01", "month"),
    ("Ende Februar wird gewählt.", "Ende Februar", "2022-02-01", "month"),
    ("Vor drei Wochen begann es.", "Vor drei Wochen", "2021-12-27", "week"),
    ("Vor zwei Tagen begann es.", "Vor zwei Tagen", "2022-01-16", "day"),
    ("In der vergangenen Woche war es still.", "vergangenen Woche", "2022-01-10", "week"),
    ("In diesem Monat geschah viel.", "diesem Monat", "2022-01-01", "month"),
    ("Russland annektierte 2014 die Krim.", "2014", "2014-01-01", "year"),
]


@pytest.mark.parametrize(
    ("text", "span", "resolved", "precision"), CASES, ids=[c[0] for c in CASES]
)
def test_dates(read: Reader, text: str, span: str, resolved: str, precision: str) -> None:
    mentions = [m for sentence in read(text) for m in sentence.dates]
    assert [(m.text, m.date, m.precision) for m in mentions] == [(span, resolved, precision)]


def test_without_a_publication_date_only_absolute_dates_resolve(read: Reader) -> None:
    mentions = read("Am Montag, dem 3. Januar 2022, kam er; am Freitag ging er.", None)[0].dates
    assert [(m.text, m.resolved) for m in mentions] == [
        ("Montag", True),  # the date behind it decides
        ("3. Januar 2022", True),
        ("Freitag", False),
    ]


@pytest.mark.parametrize(
    "text", ["Dort stehen 2000 Soldaten.", "Theresa May sprach.", "Am Morgen regnete es."]
)
def test_what_only_looks_like_a_date(read: Reader, text: str) -> None:
    assert read(text)[0].dates == ()


def test_every_monday_has_no_date(read: Reader) -> None:
    assert [m.resolved for m in read("Jeden Montag wird demonstriert.")[0].dates] == [False]


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
