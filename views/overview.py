"""The situation: key figures, map, series, events, troops, and the sentences behind each."""

from __future__ import annotations

import plotly.graph_objects as go
import streamlit as st

from pipeline import index
from pipeline.query import Figure, Filter, KeyFigures, Query
from pipeline.query.figure import Kind
from views.parts.address import keep, restore_one
from views.parts.charts import event_chart, tension_chart, tone_chart, troop_chart
from views.parts.data import disputed, query
from views.parts.evidence_list import evidence_list
from views.parts.filters import filter_bar, filter_state
from views.parts.palette import palette
from views.parts.picks import choices, choose, decode, from_click, jump, name, single
from views.parts.tables import country_table, troop_table
from views.parts.texts import number, text
from views.parts.worldmap import world_map

_CONFIG = {"displayModeBar": False, "scrollZoom": False}


def _key_figures(source: Query, wanted: Filter, figures: KeyFigures) -> None:
    tone = "–" if figures.tone is None else number(figures.tone, 2)
    shown: tuple[tuple[str, Kind, str], ...] = (
        ("tension", "escalating", number(figures.tension, 1)),
        ("relief", "relaxing", number(figures.relief, 1)),
        ("events", "events", number(figures.events)),
        ("troops", "troops", number(figures.troops)),
        ("tone", "tone", tone),
    )
    with st.container(horizontal=True):
        for figure, pick, value in shown:
            with st.container(border=True, width=156):
                st.metric(text(f"figure.{figure}"), value, help=text(f"figure.{figure}.help"))
                sentences = source.evidence_count(wanted, Figure(pick))
                many = "sentence" if sentences == 1 else "sentences"
                words = text(f"show.{many}", n=number(sentences))
                st.button(words, key=f"show_{pick}", on_click=choose, args=(pick,), width="stretch")


def _where(source: Query, wanted: Filter) -> None:
    st.subheader(text("map.title"), help=text("map.help"))
    countries = source.by_country(wanted)
    points = source.points(wanted)
    st.plotly_chart(
        world_map(countries, points, disputed(), palette(), focus=wanted.countries),
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
    overview = source.overview()
    span = (wanted.first or overview.first, wanted.last or overview.last)
    few = number(index.FEW_DOCUMENTS)
    st.subheader(text("tension.title"), help=text("tension.help", few=few))
    days = source.by_day(wanted)
    if days:
        _chart("tension", tension_chart(days, span, palette()))
        st.caption(text("series.pale", few=few))
    else:
        st.text(text("series.none"))
    st.subheader(text("tone.title"), help=text("figure.tone.help"))
    if tones := source.tone_by_day(wanted):
        _chart("tone", tone_chart(tones, span, palette()))
    else:
        st.text(text("series.none"))


def _chart(key: str, figure: go.Figure) -> None:
    """Draw a chart whose points lead to their sentences."""
    st.plotly_chart(
        figure,
        theme=None,
        key=key,
        on_select=lambda: from_click(key),
        selection_mode="points",
        config=_CONFIG,
        alt=text(f"{key}.alt"),
    )


def _events_and_troops(source: Query, wanted: Filter) -> None:
    claims = source.troops(wanted)
    left, right = st.columns(2, gap="medium")
    with left:
        st.subheader(text("events.title"), help=text("events.help"))
        _chart("events", event_chart(source.event_counts(wanted), palette()))
    with right:
        st.subheader(text("troops.title"), help=text("troops.help"))
        if any((row.count_min, row.count_max) != (None, None) for row in claims):
            _chart("troops", troop_chart(claims, palette()))
        else:
            st.text(text("troops.none"))
    if claims:
        with st.expander(text("troops.table", n=number(len(claims)))):
            troop_table(claims)


def _evidence(source: Query, wanted: Filter) -> None:
    with st.container(key="evidence"):
        st.subheader(text("evidence.title"))
        names = choices(source.event_counts(wanted), source.points(wanted))
        asked = str(st.session_state.get("fig") or st.query_params.get("fig", ""))
        if single(asked):
            names[asked] = ""
        restore_one("fig", names, "all")
        picked = st.selectbox(
            text("evidence.figure"),
            list(names),
            format_func=lambda code: name(code, names[code]),
            key="fig",
        )
        keep("fig", [] if picked == "all" else [picked])
        evidence_list(source, wanted, decode(picked))
    jump("evidence")


def page() -> None:
    """Draw the page."""
    source = query()
    wanted = filter_bar(source)
    st.header(text("title"))
    st.caption(text("subtitle"))
    filter_state(source, wanted)
    figures = source.key_figures(wanted)
    if not figures.sentences:
        st.info(text("empty"))
        st.stop()
    _key_figures(source, wanted, figures)
    _where(source, wanted)
    _series(source, wanted)
    _events_and_troops(source, wanted)
    _evidence(source, wanted)


page()
