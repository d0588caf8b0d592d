"""The situation: key figures, map, series, events, and the sentences behind each."""

from __future__ import annotations

from functools import partial

import streamlit as st

from pipeline import index
from pipeline.query import Filter, Query
from pipeline.query.periods import Period, periods
from views.parts.charts.daily import tension_chart, tone_chart
from views.parts.charts.events import event_chart
from views.parts.charts.frame import Span
from views.parts.data import disputed
from views.parts.evidence_block import evidence_block
from views.parts.frame import begin, section, span_of, state
from views.parts.key_figures import key_figures
from views.parts.palette import palette
from views.parts.picks import from_click
from views.parts.playback import playback
from views.parts.show import chart_config, show_chart
from views.parts.tables import country_table
from views.parts.texts import number, text
from views.parts.worldmap import world_map


def _where(source: Query, wanted: Filter, spans: list[Period]) -> None:
    points = source.points(wanted)
    section("map", points, points=True)
    playback("map", spans, partial(_map, source, wanted))
    st.caption(text("map.disputed.help"))
    with st.expander(text("map.table")):
        country_table(source.by_country(wanted), points)


def _map(source: Query, wanted: Filter, span: Period | None) -> None:
    """Draw the map of all dates, where a click chooses, or of one period, which is looked at."""
    inside = wanted.between(span.first, span.last) if span else wanted
    figure = world_map(
        source.by_country(inside),
        source.points(inside),
        disputed(),
        palette(),
        focus=wanted.countries,
    )
    config = chart_config("map", scrollZoom=True)
    if span:
        st.plotly_chart(figure, theme=None, key="map_period", config=config, alt=text("map.alt"))
        return
    st.plotly_chart(
        figure,
        theme=None,
        key="map",
        on_select=lambda: from_click("map"),
        selection_mode="points",
        config=config,
        alt=text("map.alt"),
    )


def _series(source: Query, wanted: Filter, span: Span) -> None:
    few = number(index.FEW_DOCUMENTS)
    days = source.by_day(wanted)
    section("tension", days, few=few)
    if days:
        show_chart("tension", tension_chart(days, span, palette()))
        st.caption(text("series.pale", few=few))
    else:
        st.text(text("series.none"))
    tones = source.tone_by_day(wanted)
    section("tone", tones)
    if tones:
        show_chart("tone", tone_chart(tones, span, palette()))
    else:
        st.text(text("series.none"))


def page() -> None:
    """Draw the page."""
    source, wanted = begin("title", "subtitle")
    state(source, wanted)
    span = span_of(source, wanted)
    spans = periods(*span, most=20) if span else []
    key_figures(source, wanted, spans)
    _where(source, wanted, spans)
    _series(source, wanted, span or (None, None))
    counts = source.event_counts(wanted)
    section("events", counts)
    show_chart("events", event_chart(counts, palette()))
    evidence_block(source, wanted)


page()
