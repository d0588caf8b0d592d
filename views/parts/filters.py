"""The filter bar: countries, dates, language; all of it in the address of the page."""

from __future__ import annotations

from datetime import date

import streamlit as st

from pipeline.query import Filter, Query
from views.parts.address import keep, restore_list
from views.parts.texts import LANGUAGES, country, day, number, text


def reset() -> None:
    """Forget every choice; the address follows."""
    defaults = st.session_state.get("_bounds")
    st.session_state["country"] = []
    st.session_state["fig"] = "all"
    if defaults:
        st.session_state["from"], st.session_state["to"] = defaults


def add_country(code: str) -> None:
    """Filter by one more country; called before the widgets are drawn."""
    chosen = list(st.session_state.get("country", []))
    if code not in chosen:
        st.session_state["country"] = [*chosen, code]


def filter_bar(query: Query) -> Filter:
    """Draw the filters and return what they say; ends the page when no day can match."""
    overview = query.overview()
    first, last = overview.first or date.today(), overview.last or date.today()  # noqa: DTZ011
    st.session_state["_bounds"] = (first, last)
    countries = query.countries()
    restore_list("country", countries)
    with st.sidebar:
        st.segmented_control(
            text("language"),
            list(LANGUAGES),
            default="de",
            required=True,
            key="lang",
            bind="query-params",
        )
        chosen = st.multiselect(
            text("filter.countries"),
            countries,
            format_func=country,
            key="country",
            placeholder=text("filter.countries.all"),
            filter_mode="contains",
            select_all=False,
        )
        keep("country", chosen)
        start = st.date_input(
            text("filter.from"),
            value=first,
            min_value=first,
            max_value=last,
            key="from",
            format="DD.MM.YYYY",
            bind="query-params",
        )
        end = st.date_input(
            text("filter.to"),
            value=last,
            min_value=first,
            max_value=last,
            key="to",
            format="DD.MM.YYYY",
            bind="query-params",
        )
        st.button(text("filter.reset"), on_click=reset, width="stretch")
    start = start if isinstance(start, date) else first
    end = end if isinstance(end, date) else last
    if start > end:
        st.warning(text("filter.reversed"))
        st.stop()
    whole = (start, end) == (first, last)
    return Filter(tuple(chosen), None if whole else start, None if whole else end)


def filter_state(query: Query, wanted: Filter) -> None:
    """Say in a line what is shown of what there is."""
    overview, figures = query.overview(), query.key_figures(wanted)
    names = ", ".join(country(code) for code in wanted.countries)
    st.text(
        text(
            "filter.state",
            shown=number(figures.documents),
            all=number(overview.documents),
            sentences=number(figures.sentences),
            countries=names or text("filter.countries.all"),
            first=day(wanted.first or overview.first),
            last=day(wanted.last or overview.last),
        )
    )
    if overview.undated:
        st.text(text("filter.undated", n=number(overview.undated)))
