"""Sources: what each outlet covers, in which tone, and what it alone reports."""

from __future__ import annotations

import streamlit as st

from pipeline.query import Figure, Filter, Query
from pipeline.query.periods import Period, periods
from pipeline.query.sources import coverage, only_here, sources
from views.parts.charts.grid import Cell, grid_chart
from views.parts.charts.outlets import outlet_chart
from views.parts.evidence_block import evidence_block
from views.parts.frame import begin, section, span_of, state
from views.parts.palette import palette
from views.parts.picks import from_row
from views.parts.playback import column_words, period_words
from views.parts.show import show_chart
from views.parts.tables import only_table, source_table
from views.parts.texts import number, source_name, text


def _coverage(source: Query, wanted: Filter, spans: list[Period], order: list[str]) -> None:
    found = coverage(source, wanted, spans)
    names = column_words(spans)
    section("coverage", found)
    cells = [
        Cell(
            x=names[row.period],
            y=source_name(row.source),
            value=row.documents,
            kind="covered",
            pick=f"{row.period}:{row.source}",
            hover=text(
                "coverage.hover",
                source=source_name(row.source),
                period=period_words(row.period),
                n=number(row.documents),
            ),
        )
        for row in found
    ]
    outlets = [source_name(name) for name in order]
    show_chart("coverage", grid_chart(cells, list(names.values()), outlets, palette()))


def page() -> None:
    """Draw the page."""
    source, wanted = begin("page.sources")
    state(source, wanted)
    found = sources(source, wanted)
    section("outlets", found)
    show_chart("outlets", outlet_chart(found, palette()))
    figures = [Figure("source", row.source) for row in found]
    source_table(found, key="source_rows", on_select=lambda: from_row("source_rows", figures))
    span = span_of(source, wanted)
    _coverage(source, wanted, periods(*span, most=18) if span else [], [r.source for r in found])
    alone = only_here(source, wanted)
    section("only", alone)
    if alone:
        st.caption(text("choose.row"))
        pairs = [Figure("dyad", f"{row.actor}>{row.target}:{row.type}") for row in alone]
        only_table(alone, key="only", on_select=lambda: from_row("only", pairs))
    else:
        st.text(text("only.none"))
    evidence_block(source, wanted)


page()
