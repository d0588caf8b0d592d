"""The situation: key figures, map, what moved, alerts, series, and the sentences behind each."""

from __future__ import annotations

from functools import partial

import streamlit as st

from pipeline.query import Filter, Query
from pipeline.query.current import comparable
from pipeline.query.periods import Period, periods
from views.parts.address import keep, restore_one
from views.parts.alerts import alerts
from views.parts.charts.events import event_chart
from views.parts.charts.frame import Span
from views.parts.charts.tone import tone_chart
from views.parts.data import disputed
from views.parts.evidence_block import evidence_block
from views.parts.exports import export_menu
from views.parts.frame import begin, section, span_of, state
from views.parts.key_figures import key_figures
from views.parts.movers import movers
from views.parts.palette import palette
from views.parts.picks import from_click
from views.parts.playback import playback
from views.parts.show import chart_config, show_chart
from views.parts.tables import country_table
from views.parts.tension_section import tension_section
from views.parts.texts import text
from views.parts.view import chosen_view
from views.parts.why import why
from views.parts.worldmap import MEASURES, Measure, world_map


def _where(source: Query, wanted: Filter, spans: list[Period]) -> None:
    points, view = source.points(wanted), chosen_view()
    section("map", points, points=True)
    restore_one("measure", MEASURES, MEASURES[0])
    measure = st.segmented_control(
        text("map.measure"),
        MEASURES,
        format_func=lambda code: text(f"map.{code}"),
        required=True,
        key="measure",
        label_visibility="collapsed",
    )
    measure = measure or MEASURES[0]
    keep("measure", [] if measure == MEASURES[0] else [measure])
    playback("map", spans, partial(_map, source, wanted, measure))
    countries = source.index.countries(wanted, view)
    if measure == "z" and all(row.z is None for row in countries):
        st.text(text("map.z.none"))
    st.caption(text("map.disputed.help"))
    fold = st.expander(text("map.table"), key="map_table", on_change="rerun")
    if fold.open:
        with fold:
            export_menu("countries", countries)
            country_table(countries, points)


def _map(source: Query, wanted: Filter, measure: Measure, span: Period | None) -> None:
    """Draw the map of all dates, where a click chooses, or of one period, which is looked at."""
    inside = wanted.between(span.first, span.last) if span else wanted
    figure = world_map(
        source.index.countries(inside, chosen_view()),
        source.points(inside),
        disputed(),
        palette(),
        focus=(*wanted.countries, *wanted.places),
        by=measure,
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
    tension_section(source, wanted, span)
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
    span, view = span_of(source, wanted), chosen_view()
    spans = periods(*span, most=20) if span else []
    key_figures(source, wanted, view, spans)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _where(source, wanted, spans)
        alerts(source.index.spikes(wanted, view))
    with right:
        if span:
            movers(source, wanted, view, Period(*span))
    before = comparable(wanted, source.overview().first)
    if span and before:
        why(source, wanted, before, Period(*span))
    _series(source, wanted, span or (None, None))
    counts = source.event_counts(wanted)
    section("events", counts)
    show_chart("events", event_chart(counts, palette()))
    evidence_block(source, wanted)


page()
