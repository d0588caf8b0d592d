"""Rewordings of one event are one incident with all its sources, and its reports add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from pipeline.model import Annotated, DateMention, Document, Event, Sentence
from pipeline.query import Figure, Filter, Query
from pipeline.query.deeds import deeds
from pipeline.query.incidents import Incident, incidents
from pipeline.settings import Settings
from pipeline.store import open_writer
from tests.conftest import ROOT
from tests.test_window import filter_of, filters

DAY = date(2022, 3, 1)
NEXT = DAY + timedelta(days=1)
ATTACK = Event("ASSAULT", "", "asserted", -9, ("RU",), ("UA",), None, None, None, ())
KEY = "ASSAULT:asserted:2022-03-01:RU>UA"


def article(number: int, event: Event, day: date | None = DAY, **given: str) -> Annotated:
    words = " ".join(f"w{number}k{place}" for place in range(30))  # no copy of another
    source = given.get("source", f"Blatt {number}")
    document = Document(f"d{number}", given.get("words", words), "Titel", day, source=source)
    precision = given.get("precision", "day")
    named = DateMention("Tag", 0, 3, event.date, precision, resolved=True)  # type: ignore[arg-type]
    dates = (named,) if event.date else ()
    return Annotated(document, (Sentence("Satz.", 0, 5, 0, events=(event,), dates=dates),), "1")


def stored(folder: Path, articles: Iterable[Annotated]) -> Query:
    with open_writer(folder, Settings(store=folder), "1") as writer:
        writer.write(list(articles))
        writer.publish()
    return Query.open(folder)


CORPUS = [
    *(article(number, ATTACK) for number in range(18)),
    article(18, replace(ATTACK, date=str(DAY)), NEXT),
    article(19, replace(ATTACK, actors=("RU", "RU"), mode="aerial")),
    # Copies of one text in three outlets.
    *(article(number, ATTACK, words=" ".join(map(str, range(60)))) for number in (20, 21, 22)),
    article(30, replace(ATTACK, targets=("PL",))),
    article(34, replace(ATTACK, place="p:KYIV")),
    article(35, replace(ATTACK, place="p:LVIV")),
    article(31, replace(ATTACK, status="denied")),
    article(32, ATTACK, NEXT),
    article(33, replace(ATTACK, actors=("UA",), targets=("RU",))),
    # Of a month, without parties, without any date: nobody knows whether they are the same.
    *(article(n, replace(ATTACK, date=str(DAY)), NEXT, precision="month") for n in (40, 41)),
    *(article(n, replace(ATTACK, actors=(), targets=())) for n in (42, 43)),
    *(article(n, ATTACK, None) for n in (44, 45)),
    # All without an outlet.
    *(article(n, replace(ATTACK, type="AGREE"), source="") for n in (50, 51)),
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Query:
    return stored(tmp_path_factory.mktemp("incidents") / "store", CORPUS)


@pytest.fixture(scope="module")
def found(made: Query) -> dict[str, Incident]:
    return {row.key: row for row in incidents(made, Filter())}


def test_rewordings_are_one_event_with_all_sources(found: dict[str, Incident]) -> None:
    first = next(iter(found.values()))
    assert first.key == KEY
    assert (first.sources, first.articles, first.reports) == (21, 21, 23)
    assert (first.day, first.first) == (DAY, DAY)
    assert (first.actors, first.targets, first.intensity) == (("RU",), ("UA",), -9)
    assert len(first.outlets) == 23
    assert first.country == ""


@pytest.mark.parametrize(
    "key",
    [
        "ASSAULT:asserted:2022-03-01:RU>PL",
        "ASSAULT:asserted:2022-03-01:RU>UA@p:KYIV",
        "ASSAULT:asserted:2022-03-01:RU>UA@p:LVIV",
        "ASSAULT:denied:2022-03-01:RU>UA",
        "ASSAULT:asserted:2022-03-02:RU>UA",
        "ASSAULT:asserted:2022-03-01:UA>RU",
        *(f"d{number}:0:0" for number in range(40, 46)),
    ],
)
def test_what_differs_is_an_event_of_its_own(found: dict[str, Incident], key: str) -> None:
    assert (found[key].sources, found[key].articles, found[key].reports) == (1, 1, 1)


def test_articles_without_an_outlet_are_one_source(found: dict[str, Incident]) -> None:
    row = found["AGREE:asserted:2022-03-01:RU>UA"]
    assert (row.sources, row.articles, row.outlets) == (1, 2, ())


def test_most_sources_come_first_then_the_earliest(found: dict[str, Incident]) -> None:
    ranks = [(-row.sources, row.day or date.max, row.key) for row in found.values()]
    assert ranks == sorted(ranks)


def test_outlets_of_one_country_are_told(tmp_path: Path) -> None:
    named = ["Süddeutsche Zeitung", "Frankfurter Allgemeine Zeitung"]
    same = [article(number, ATTACK, source=name) for number, name in enumerate(named)]
    assert incidents(stored(tmp_path / "store", same), Filter())[0].country == "DE"


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(drawn=filters(), pick=st.integers(0, 1000))
def test_reports_add_up_to_the_events(
    query: Query, drawn: tuple[int, int, dict[str, tuple[int, ...]]], pick: int
) -> None:
    wanted = filter_of(query, drawn)
    rows, all_of_them = incidents(query, wanted), deeds(query, wanted)
    assert sum(row.reports for row in rows) == len(all_of_them)
    assert len({row.key for row in rows}) == len(rows)
    if rows:
        assert_evidence(query, wanted, rows[pick % len(rows)])


def test_the_evidence_of_each_is_its_reports(made: Query, found: dict[str, Incident]) -> None:
    assert Counter(row.reports for row in found.values())[1] == 12
    for row in found.values():
        assert_evidence(made, Filter(), row)
    assert sum(row.reports for row in found.values()) == len(CORPUS)


def assert_evidence(query: Query, wanted: Filter, row: Incident) -> None:
    assert Figure("incident", row.key).sound
    behind = query.evidence(wanted, Figure("incident", row.key))
    places = {(one.doc_id, one.sentence) for one in behind}
    reports = [
        one
        for one in deeds(query, wanted)
        if (one.doc_id, one.sentence) in places
        and (one.type, one.status) == (row.type, row.status)
        and (set(one.actors), set(one.targets)) == (set(row.actors), set(row.targets))
    ]
    assert len(reports) == row.reports
    assert {(one.doc_id, one.sentence) for one in reports} == places


@pytest.fixture
def page(made: Query, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("LAGEBILD_STORE", str(made.snapshot.folder))
    page = AppTest.from_file(str(ROOT / "views" / "events.py"), default_timeout=120)
    page.session_state["_wanted"] = Filter()
    return page


def test_the_page_groups_until_told_not_to(page: AppTest) -> None:
    page.session_state["fig"] = f"incident|{KEY}"
    page.run()
    assert not page.exception
    table = page.dataframe[0].value
    assert table["Akteur → Ziel"].iloc[0] == "Russland → Ukraine"
    assert [table[name].iloc[0] for name in ("Quellen", "Artikel", "Meldungen")] == [21, 21, 23]
    assert "20 von 23 Sätzen" in " ".join(line.value for line in page.text)
    page.toggle(key="same").set_value(False).run()
    assert not page.exception
    assert len(page.dataframe[0].value) == len(CORPUS)


def test_an_address_may_ask_for_events_one_by_one(page: AppTest) -> None:
    page.query_params["same"] = "false"
    page.run()
    assert not page.exception
    assert page.toggle(key="same").value is False
    assert "Wortlaut" in page.dataframe[0].value.columns
