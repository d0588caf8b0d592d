"""The filter bar: what counts, in which language; all of it in the address of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta

import streamlit as st

from pipeline.query import Filter, Query
from pipeline.query.options import Options, options
from views.parts.address import keep, restore_list
from views.parts.exports import export_choices
from views.parts.texts import LANGUAGES, country, day, label, number, text
from views.parts.view import chosen_view, view_choice, view_words

_PRESETS = (7, 30, 90)
_LISTS = ("country", "type", "status", "actor", "target", "speaker", "source", "place")


def reset() -> None:
    """Forget every choice; the address follows."""
    for key in _LISTS:
        st.session_state[key] = []
    for key in ("fig", "role", "count"):
        st.session_state.pop(key, None)
        st.query_params.pop(key, None)
    _preset(0)


def add_country(code: str) -> None:
    """Filter by one more country; called before the widgets are drawn."""
    chosen = list(st.session_state.get("country", []))
    if code not in chosen:
        st.session_state["country"] = [*chosen, code]


def chosen() -> Filter:
    """Return what the filters of this run say."""
    wanted: Filter = st.session_state["_wanted"]
    return wanted


def filter_bar(query: Query) -> None:
    """Draw the filters; ends the page when no day can match."""
    overview = query.overview()
    first, last = overview.first or date.today(), overview.last or date.today()  # noqa: DTZ011
    st.session_state["_bounds"] = (first, last)
    with st.sidebar:
        st.segmented_control(
            text("language"),
            list(LANGUAGES),
            default="de",
            required=True,
            key="lang",
            bind="query-params",
        )
        countries = _many("country", query.countries(), country)
        start, end = _dates(first, last)
        more = _more(options(query), Filter(countries))
        st.button(text("filter.reset"), on_click=reset, width="stretch")
        with st.expander(text("view"), expanded=bool(view_words(chosen_view()))):
            view_choice()
        export_choices()
    if start > end:
        st.warning(text("filter.reversed"))
        st.stop()
    whole = (start, end) == (first, last)
    st.session_state["_wanted"] = more if whole else more.between(start, end)


def _many(key: str, codes: Iterable[str], words: Callable[[str], str]) -> tuple[str, ...]:
    """Draw a choice of many codes that stays in the address and from page to page."""
    codes = list(codes)
    restore_list(key, codes)
    chosen = st.multiselect(
        text(f"filter.{key}"),
        codes,
        format_func=words,
        key=key,
        placeholder=text(f"filter.{key}.all"),
        filter_mode="contains",
        select_all=False,
    )
    keep(key, chosen)
    return tuple(chosen)


def _more(known: Options, wanted: Filter) -> Filter:
    """Draw the filters beside country and date; they stay open while one of them is set."""
    used = any(st.session_state.get(key) or st.query_params.get_all(key) for key in _LISTS[1:])
    with st.expander(text("filter.more"), expanded=used):
        return replace(
            wanted,
            types=_many("type", known.types, lambda code: label("type", code)),
            statuses=_many("status", known.statuses, lambda code: label("status", code)),
            actors=_many("actor", known.actors, country),
            targets=_many("target", known.targets, country),
            speakers=_many("speaker", known.speakers, country),
            sources=_many("source", known.sources, str),
            places=_many("place", known.places, lambda code: known.places[code]),
        )


def _dates(first: date, last: date) -> tuple[date, date]:
    """Draw presets, counted back from the last day of the data, and both bounds."""
    start = _date("from", first, first, last)
    end = _date("to", last, first, last)
    with st.container(horizontal=True, gap="xxsmall"):
        for days in (*_PRESETS, 0):
            st.button(
                text("filter.days", n=days) if days else text("filter.days.all"),
                on_click=_preset,
                args=(days,),
                key=f"preset_{days}",
                type="primary" if (start, end) == _last_days(days, first, last) else "secondary",
                help=text("filter.days.help", n=days) if days else None,
            )
    return start, end


def _date(key: str, value: date, first: date, last: date) -> date:
    chosen = st.date_input(
        text(f"filter.{key}"),
        value=value,
        min_value=first,
        max_value=last,
        key=key,
        format=text("date.input"),
        bind="query-params",
    )
    return chosen if isinstance(chosen, date) else value


def _last_days(days: int, first: date, last: date) -> tuple[date, date]:
    return (max(first, last - timedelta(days=days - 1)) if days else first), last


def _preset(days: int) -> None:
    if bounds := st.session_state.get("_bounds"):
        st.session_state["from"], st.session_state["to"] = _last_days(days, *bounds)


def filter_state(query: Query, wanted: Filter) -> None:
    """Say in a line what is shown of what there is."""
    overview, figures = query.overview(), query.key_figures(wanted)
    names = ", ".join(country(code) for code in wanted.countries)
    parts = [
        text(
            "filter.state",
            shown=number(figures.documents),
            all=number(overview.documents),
            sentences=number(figures.sentences),
            countries=names or text("filter.country.all"),
            first=day(wanted.first or overview.first),
            last=day(wanted.last or overview.last),
        ),
        *_further(query, wanted),
        *view_words(chosen_view()),
    ]
    st.text(" · ".join(parts))
    if overview.undated:
        st.text(text("filter.undated", n=number(overview.undated)))


def _further(query: Query, wanted: Filter) -> list[str]:
    """Return the filters that are set beside country and date, each with its name."""
    places = options(query).places if wanted.places else {}
    shown = {
        "type": [label("type", code) for code in wanted.types],
        "status": [label("status", code) for code in wanted.statuses],
        "actor": [country(code) for code in wanted.actors],
        "target": [country(code) for code in wanted.targets],
        "speaker": [country(code) for code in wanted.speakers],
        "source": list(wanted.sources),
        "place": [places.get(code, code) for code in wanted.places],
    }
    return [f"{text(f'filter.{key}')}: {', '.join(names)}" for key, names in shown.items() if names]
