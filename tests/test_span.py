"""The period that pages open on, and what their address says of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from pipeline.query import Filter
from pipeline.query.current import comparable, current
from pipeline.query.periods import Period

FIRST, LAST = date(2021, 10, 1), date(2022, 3, 30)
CURRENT = Period(date(2022, 3, 1), LAST)


@pytest.mark.parametrize(
    ("first", "days"),
    [
        (date(2021, 10, 1), 30),
        (date(2022, 1, 30), 30),
        (date(2022, 1, 31), 7),
        (date(2022, 3, 17), 7),
        (date(2022, 3, 18), 1),
        (date(2022, 3, 29), 1),
        (LAST, 1),
    ],
)
def test_the_current_period_is_the_longest_that_can_be_compared(first: date, days: int) -> None:
    found = current(first, LAST)
    assert (found.last - found.first).days + 1 == days
    assert found.last == LAST
    before = comparable(Filter(first=found.first, last=found.last), first)
    assert (before is not None) == (first < LAST)


def test_nothing_is_compared_with_days_before_the_archive() -> None:
    wanted = Filter(first=date(2022, 3, 11), last=date(2022, 3, 20))
    before = comparable(wanted, date(2022, 3, 1))
    assert before
    assert (before.first, before.last) == (date(2022, 3, 1), date(2022, 3, 10))
    assert comparable(wanted, date(2022, 3, 2)) is None
    assert comparable(wanted, None) is None
    assert comparable(Filter(), FIRST) is None


def _page() -> None:
    from datetime import date  # noqa: PLC0415

    import streamlit as st  # noqa: PLC0415

    from pipeline.query.periods import Period  # noqa: PLC0415
    from views.parts.span import reset_span, span_choice, span_words  # noqa: PLC0415

    last = date.fromisoformat(st.session_state.get("newest", "2022-03-30"))
    chosen = span_choice(date(2021, 10, 1), last)
    st.text(str(chosen))
    st.text(span_words(chosen, Period(date(2021, 10, 1), last)))
    st.button("reset", key="reset", on_click=reset_span)


def opened(asked: Mapping[str, str]) -> AppTest:
    """Return a page with nothing but the choice of the period, opened by an address."""
    page = AppTest.from_function(_page)
    for key, value in asked.items():
        page.query_params[key] = value
    return page.run()


def address(page: AppTest) -> dict[str, str]:
    """Return the parameters of the address, each the only one of its name."""
    return {key: "".join(values) for key, values in dict(page.query_params).items()}


@pytest.mark.parametrize(
    ("asked", "period", "kept"),
    [
        ({}, CURRENT, {}),
        ({"span": "all"}, Period(FIRST, LAST), {"span": "all"}),
        ({"span": "unsinn", "from": "heute"}, CURRENT, {}),
        (
            {"from": "2022-03-01", "to": "2022-03-30"},
            CURRENT,
            {"from": "2022-03-01", "to": "2022-03-30"},
        ),
        (
            {"span": "all", "to": "2022-01-01"},
            Period(FIRST, date(2022, 1, 1)),
            {"from": "2021-10-01", "to": "2022-01-01"},
        ),
        (
            {"from": "2030-01-01", "to": "2030-01-02"},
            Period(date(2030, 1, 1), date(2030, 1, 2)),
            {"from": "2030-01-01", "to": "2030-01-02"},
        ),
    ],
)
def test_an_address_says_which_period_is_shown(
    asked: Mapping[str, str], period: Period, kept: Mapping[str, str]
) -> None:
    page = opened(asked)
    assert not page.exception
    assert page.text[0].value == str(period)
    assert address(page) == kept


def test_presets_dates_and_reset_change_the_address() -> None:
    page = opened({})
    page.button(key="preset_7").click().run()
    assert address(page) == {"from": "2022-03-24", "to": "2022-03-30"}
    page.button(key="preset_0").click().run()
    assert (page.text[0].value, address(page)) == (str(Period(FIRST, LAST)), {"span": "all"})
    page.date_input(key="from").set_value(date(2022, 2, 1)).run()
    assert address(page) == {"from": "2022-02-01", "to": "2022-03-30"}
    page.button(key="reset").click().run()
    assert (page.text[0].value, address(page)) == (str(CURRENT), {})


def test_an_open_page_goes_on_with_the_data_but_chosen_days_stay() -> None:
    for asked, period in (
        ({}, Period(date(2022, 3, 3), date(2022, 4, 1))),
        ({"span": "all"}, Period(FIRST, date(2022, 4, 1))),
        ({"from": "2022-03-01", "to": "2022-03-30"}, CURRENT),
    ):
        page = opened(asked)
        page.session_state["newest"] = "2022-04-01"
        assert page.run().text[0].value == str(period)
        assert address(page) == asked


def test_a_period_is_named_for_what_it_is() -> None:
    dates = "1. März 2022 bis 30. März 2022"
    assert opened({}).text[1].value == f"die letzten 30 Tage des Archivs, {dates}"
    assert opened({"span": "all"}).text[1].value.startswith("ganzes Archiv, ")
    assert opened({"from": "2022-03-30"}).text[1].value.startswith("der neueste Tag, ")
    past = opened({"from": "2022-02-01", "to": "2022-02-10"})
    assert past.text[1].value == "1. Feb. 2022 bis 10. Feb. 2022"
