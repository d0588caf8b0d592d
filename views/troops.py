"""Troops: what is claimed about whose soldiers and hardware where, never added up."""

from __future__ import annotations

import streamlit as st

from pipeline.query import Figure
from pipeline.query.stations import stations
from views.parts.charts.troops import station_chart
from views.parts.evidence_block import evidence_block
from views.parts.frame import begin, section, span_of, state
from views.parts.palette import palette
from views.parts.picks import from_row
from views.parts.show import show_chart
from views.parts.tables import station_table, troop_table
from views.parts.texts import text


def page() -> None:
    """Draw the page."""
    source, wanted = begin("page.troops")
    state(source, wanted)
    claims = source.troops(wanted)
    rows = stations(claims)
    section("troops", claims)
    if any(row.counted for row in rows):
        show_chart(
            "troops", station_chart(rows, span_of(source, wanted) or (None, None), palette())
        )
    else:
        st.text(text("troops.none"))
    if rows:
        section("stations", rows)
        st.caption(text("choose.row"))
        pairs = [Figure("stationed", f"{row.owner}>{row.place_country}") for row in rows]
        station_table(rows, key="stations", on_select=lambda: from_row("stations", pairs))
    if claims:
        section("claims", claims)
        figures = [Figure("sentence", f"{row.doc_id}:{row.sentence}") for row in claims]
        troop_table(claims, key="claims", on_select=lambda: from_row("claims", figures))
    evidence_block(source, wanted, first="troops" if claims else "all")


page()
