"""Actors: who acts towards whom, as matrix and network, all at once or period by period."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pipeline.query import Figure, Filter, Query
from pipeline.query.dyads import Dyad, busiest, dyads, dyads_over_time
from pipeline.query.periods import Period, periods
from views.parts.charts.grid import ARROW, Cell, grid_chart
from views.parts.charts.network import dyad_words, network_chart
from views.parts.evidence_block import evidence_block
from views.parts.frame import begin, section, span_of, state
from views.parts.palette import palette
from views.parts.picks import from_row
from views.parts.playback import column_words, period_words, playback
from views.parts.show import show_chart, show_still
from views.parts.tables import dyad_table
from views.parts.texts import country, number, text

_MATRIX, _CIRCLE, _PAIRS = 14, 14, 14


def _matrix(found: Sequence[Dyad]) -> None:
    section("matrix", found)
    parties = busiest(found, _MATRIX)
    cells = [
        Cell(
            x=country(row.target),
            y=country(row.actor),
            value=row.events,
            kind="dyad",
            pick=f"{row.actor}>{row.target}",
            hover=dyad_words(row),
            intensity=row.intensity,
        )
        for row in found
        if row.actor in parties and row.target in parties
    ]
    names = [country(party) for party in parties]
    show_chart("matrix", grid_chart(cells, names, names, palette()))
    st.caption(text("matrix.legend", n=number(len(parties))))
    st.caption(text("grid.legend"))


def _network(source: Query, wanted: Filter, found: Sequence[Dyad], spans: list[Period]) -> None:
    section("network")
    parties = busiest(found, _CIRCLE)

    def draw(span: Period | None) -> None:
        if span is None:
            show_chart("network", network_chart(found, parties, palette()))
            return
        inside = dyads(source, wanted.between(span.first, span.last))
        chart = network_chart(inside, parties, palette())
        show_still("network_period", chart, text("network.alt"))

    playback("network", spans, draw)


def _over_time(source: Query, wanted: Filter, found: Sequence[Dyad], spans: list[Period]) -> None:
    rows = dyads_over_time(source, wanted, spans)
    names = column_words(spans)
    section("pairs", rows)
    shown = {(row.actor, row.target): _arrow(row.actor, row.target) for row in found[:_PAIRS]}
    cells = [
        Cell(
            x=names[row.period],
            y=shown[row.actor, row.target],
            value=row.events,
            kind="dyad",
            pick=f"{row.actor}>{row.target}",
            hover=text(
                "timeline.hover",
                type=shown[row.actor, row.target],
                period=period_words(row.period),
                n=number(row.events),
                intensity=number(row.intensity, 1),
            ),
            intensity=row.intensity,
        )
        for row in rows
        if (row.actor, row.target) in shown
    ]
    show_chart("pairs", grid_chart(cells, list(names.values()), list(shown.values()), palette()))


def _arrow(actor: str, target: str) -> str:
    return f"{country(actor)}{ARROW}{country(target)}"


def page() -> None:
    """Draw the page."""
    source, wanted = begin("page.actors")
    state(source, wanted)
    found = dyads(source, wanted)
    if not found:
        st.info(text("actors.none"))
        st.stop()
    span = span_of(source, wanted)
    spans = periods(*span, most=14) if span else []
    _matrix(found)
    _network(source, wanted, found, spans)
    _over_time(source, wanted, found, spans)
    section("dyads", found)
    st.caption(text("choose.row"))
    figures = [Figure("dyad", f"{row.actor}>{row.target}") for row in found]
    dyad_table(found, key="dyads", on_select=lambda: from_row("dyads", figures))
    evidence_block(source, wanted, first="events")


page()
