"""The situation: key figures, map, series, events, troops, and the sentences behind each."""

from __future__ import annotations

import streamlit as st

from pipeline import index
from pipeline.query import Filter, KeyFigures, Query
from views.parts.address import keep, restore_one
from views.parts.charts import event_chart, tension_chart, tone_chart, troop_chart
from views.parts.data import disputed, query
from views.parts.evidence_list import evidence_list
from views.parts.filters import filter_bar, filter_state
from views.parts.palette import palette
from views.parts.picks import choices, choose, decode, from_click, name
from views.parts.tables import country_table, troop_table
from views.parts.texts import number, text
from views.parts.worldmap import world_map

_CONFIG = {"displayModeBar": False, "scrollZoom": False}


def _key_figures(figures: KeyFigures) -> None:
    tone = "–" if figures.tone is None else number(figures.tone, 2)
    shown = (
        ("tension", "escalating", number(figures.tension, 1), figures.escalating),
        ("relief", "relaxing", number(figures.relief, 1), figures.relaxing),
        ("events", "events", number(figures.events), None),
        ("troops", "troops", number(figures.troops), None),
        ("tone", "tone", tone, None),
    )
    with st.container(horizontal=True):
        for figure, pick, value, sentences in shown:
            with st.container(border=True, width=148):
                st.metric(text(f"figure.{figure}"), value, help=text(f"figure.{figure}.help"))
                words = text("evidence.title")
                if sentences is not None:
                    words = text(f"show.{pick}", n=number(sentences))
                st.button(words, key=f"show_{pick}", on_click=choose, args=(pick,), width="stretch")


def _where(source: Query, wanted: Filter) -> None:
    st.subheader(text("map.title"), help=text("map.help"))
    countries = source.by_country(wanted)
    points = source.points(wanted)
    st.plotly_chart(
        world_map(countries, points, disputed(), palette()),
        theme=None,
        key="map",
        on_select=lambda: from_click("map"),
        selection_mode="points",
        config=_CONFIG | {"scrollZoom": True},
        alt=text("map.alt"),
    )
    st.caption(text("map.disputed.help"))
    with st.expander(text("map.table")):
        country_table(countries, points)


def _series(source: Query, wanted: Filter) -> None:
    st.subheader(text("tension.title"), help=text("tension.help", few=number(index.FEW_DOCUMENTS)))
    st.plotly_chart(
        tension_chart(source.by_day(wanted), palette()),
        theme=None,
        key="tension",
        config=_CONFIG,
        alt=text("tension.alt"),
    )
    st.subheader(text("tone.title"), help=text("figure.tone.help"))
    st.plotly_chart(
        tone_chart(source.tone_by_day(wanted), palette()),
        theme=None,
        key="tone",
        config=_CONFIG,
        alt=text("tone.alt"),
    )


def _events_and_troops(source: Query, wanted: Filter) -> None:
    left, right = st.columns(2, gap="medium")
    with left:
        st.subheader(text("events.title"), help=text("events.help"))
        st.plotly_chart(
            event_chart(source.event_counts(wanted), palette()),
            theme=None,
            key="events",
            on_select=lambda: from_click("events"),
            selection_mode="points",
            config=_CONFIG,
            alt=text("events.alt"),
        )
    with right:
        st.subheader(text("troops.title"), help=text("troops.help"))
        claims = source.troops(wanted)
        if any((row.count_min, row.count_max) != (None, None) for row in claims):
            st.plotly_chart(
                troop_chart(claims, palette()),
                theme=None,
                key="troops",
                config=_CONFIG,
                alt=text("troops.alt"),
            )
        else:
            st.text(text("troops.none"))
        if claims:
            troop_table(claims)


def _evidence(source: Query, wanted: Filter) -> None:
    st.subheader(text("evidence.title"))
    names = choices(source.event_counts(wanted), source.points(wanted))
    restore_one("fig", names, "all")
    picked = st.selectbox(
        text("evidence.figure"),
        list(names),
        format_func=lambda code: name(code, names[code]),
        key="fig",
    )
    keep("fig", [] if picked == "all" else [picked])
    evidence_list(source, wanted, decode(picked))


def page() -> None:
    """Draw the page."""
    source = query()
    wanted = filter_bar(source)
    st.header(text("title"), help=text("subtitle"))
    filter_state(source, wanted)
    figures = source.key_figures(wanted)
    if not figures.sentences:
        st.info(text("empty"))
        st.stop()
    _key_figures(figures)
    _where(source, wanted)
    _series(source, wanted)
    _events_and_troops(source, wanted)
    _evidence(source, wanted)


page()
