"""The way back of the browser brings back the choices of an earlier address."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest


def _page() -> None:
    import streamlit as st  # noqa: PLC0415

    from views.parts.address import keep, restore_list  # noqa: PLC0415
    from views.parts.back import arrive, leave  # noqa: PLC0415

    page = st.session_state.get("page", "")
    arrive(page)
    restore_list("country", ["RU", "UA"])
    keep("country", st.multiselect("country", ["RU", "UA"], key="country"))
    leave(page)


def address(page: AppTest) -> list[str]:
    """Return the countries of the address; a test sees a single one as a text."""
    found = dict(page.query_params).get("country", [])
    return [found] if isinstance(found, str) else list(found)


@pytest.fixture
def page() -> AppTest:
    """Return a page on which a country was chosen."""
    page = AppTest.from_function(_page).run()
    page.multiselect(key="country").set_value(["UA"]).run()
    assert address(page) == ["UA"]
    return page


@pytest.mark.parametrize("earlier", [[], ["RU"]])
def test_the_way_back_leads_to_the_earlier_choice(page: AppTest, earlier: list[str]) -> None:
    page.query_params["country"] = earlier
    page.run()
    assert page.multiselect(key="country").value == earlier
    assert address(page) == earlier


def test_a_choice_outweighs_an_address_that_is_late(page: AppTest) -> None:
    page.query_params["country"] = []
    page.multiselect(key="country").set_value(["UA", "RU"]).run()
    assert page.multiselect(key="country").value == ["UA", "RU"]


def test_a_link_to_another_page_keeps_the_choices_and_the_way_back_does_not(page: AppTest) -> None:
    page.session_state["page"] = "land"
    page.query_params["country"] = []
    page.run()
    assert page.multiselect(key="country").value == ["UA"]
    page.session_state["page"] = ""
    page.query_params["country"] = ["RU"]
    page.run()
    assert page.multiselect(key="country").value == ["RU"]
