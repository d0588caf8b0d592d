"""The filter bar: what counts, in which language; all of it in the address of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from pipeline.query import Filter, Overview, Query
from pipeline.query.options import Options, options
from pipeline.query.periods import Period
from views.parts.address import keep, restore_list
from views.parts.exports import export_choices
from views.parts.span import reset_span, span_choice, span_words
from views.parts.texts import LANGUAGES, country, label, number, text
from views.parts.view import chosen_view, view_choice, view_words

#: From so many days on the newest article is called old; a weekend is no gap.
_STALE_DAYS = 4
_LISTS = ("country", "type", "status", "actor", "target", "speaker", "source", "place")


def reset() -> None:
    """Forget every choice; the address follows."""
    for key in _LISTS:
        st.session_state[key] = []
    for key in ("fig", "role", "count"):
        st.session_state.pop(key, None)
        st.query_params.pop(key, None)
    reset_span()


def add_country(code: str) -> None:
    """Filter by one more country; called before the widgets are drawn."""
    chosen = list(st.session_state.get("country", []))
    if code not in chosen:
        st.session_state["country"] = [*chosen, code]


def choose_places(place_ids: Sequence[str]) -> None:
    """Filter by some places and no others; called before the widgets are drawn."""
    st.session_state["place"] = list(place_ids)


def chosen() -> Filter:
    """Return what the filters of this run say."""
    wanted: Filter = st.session_state["_wanted"]
    return wanted


def filter_bar(query: Query) -> None:
    """Draw the filters; ends the page when no day can match."""
    overview = query.overview()
    first, last = overview.first or date.today(), overview.last or date.today()  # noqa: DTZ011
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
        shown = span_choice(first, last)
        more = _more(options(query), Filter(countries))
        st.button(text("filter.reset"), on_click=reset, width="stretch")
        with st.expander(text("view"), expanded=bool(view_words(chosen_view()))):
            view_choice()
        export_choices()
    if shown.first > shown.last:
        st.warning(text("filter.reversed"))
        st.stop()
    whole = shown == Period(first, last)
    st.session_state["_wanted"] = more if whole else more.between(shown.first, shown.last)


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
            span=_span(overview, wanted),
        ),
        *_further(query, wanted),
        *view_words(chosen_view()),
    ]
    st.text(" · ".join(parts))
    if days := stale_days(overview.last, wanted.last, date.today()):  # noqa: DTZ011
        st.text(text("filter.stale", n=number(days)))
    if overview.undated:
        st.text(text("filter.undated", n=number(overview.undated)))


def stale_days(newest: date | None, shown: date | None, today: date) -> int:
    """Return how old the newest article is in days; 0 where that is no news to the reader.

    Args:
        newest: Its date, None when nothing has a date.
        shown: Last day that is shown, None for the newest: who asks for the past knows it.
        today: In the time of the server.
    """
    if newest is None or (shown is not None and shown < newest):
        return 0
    days = (today - newest).days
    return days if days >= _STALE_DAYS else 0


def _span(overview: Overview, wanted: Filter) -> str:
    """Write the dates that are shown; a dash where no article has a date."""
    if overview.first is None or overview.last is None:
        return "–"
    archive = Period(overview.first, overview.last)
    shown = Period(wanted.first or archive.first, wanted.last or archive.last)
    return span_words(shown, archive)


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
