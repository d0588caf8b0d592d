"""Events: what was reported when, and each event with its sentence."""

from __future__ import annotations

from datetime import date

import streamlit as st

from pipeline.query import Figure, Filter, Query
from pipeline.query.deeds import Deed, deeds, deeds_over_time
from pipeline.query.incidents import Incident, incidents
from pipeline.query.periods import Period, periods
from views.parts.charts.events import event_chart
from views.parts.charts.grid import Cell, grid_chart
from views.parts.evidence_block import evidence_block
from views.parts.frame import begin, section, span_of, state
from views.parts.palette import palette
from views.parts.picks import from_row
from views.parts.playback import column_words, period_words
from views.parts.show import show_chart
from views.parts.tables import deed_table, incident_table
from views.parts.texts import label, number, text

#: A longer table would be slow in the browser; the export has all rows.
_MOST_ROWS = 1000


def _timeline(source: Query, wanted: Filter, spans: list[Period]) -> None:
    found = deeds_over_time(source, wanted, spans)
    section("timeline", found)
    if not found:
        st.text(text("series.none"))
        return
    names = column_words(spans)
    cells = [
        Cell(
            x=names[row.period],
            y=label("type", row.type),
            value=row.events,
            kind="happened",
            pick=f"{row.period}:{row.type}",
            hover=text(
                "timeline.hover",
                type=label("type", row.type),
                period=period_words(row.period),
                n=number(row.events),
                intensity=number(row.intensity, 1),
            ),
            intensity=row.intensity,
        )
        for row in found
    ]
    totals: dict[str, float] = {}
    for row in found:
        totals[row.type] = totals.get(row.type, 0) + row.intensity * row.events
    order = [label("type", name) for name in sorted(totals, key=lambda name: totals[name])]
    show_chart("timeline", grid_chart(cells, list(names.values()), order, palette()))
    st.caption(text("grid.legend"))


def _rank(row: Incident) -> tuple[int, int]:
    """Order events: those with most sources first, of these the newest."""
    return -row.sources, -(row.day or row.first or date.min).toordinal()


def _incidents(found: list[Incident]) -> None:
    shown = found[:_MOST_ROWS]
    reports = sum(row.reports for row in found)
    st.caption(
        text(
            "incidents.count",
            shown=number(len(shown)),
            n=number(len(found)),
            reports=number(reports),
        )
    )
    figures = [Figure("incident", row.key) for row in shown]
    incident_table(shown, key="incidents", on_select=lambda: from_row("incidents", figures))


def _deeds(found: list[Deed]) -> None:
    shown = found[:_MOST_ROWS]
    st.caption(text("deeds.count", shown=number(len(shown)), n=number(len(found))))
    figures = [Figure("sentence", f"{row.doc_id}:{row.sentence}") for row in shown]
    deed_table(shown, key="deeds", on_select=lambda: from_row("deeds", figures))


def _table(source: Query, wanted: Filter) -> None:
    """Draw the events by incident or one by one; the heading above the choice depends on it."""
    heading = st.container()
    # On and off are the same in every language, so that Streamlit itself keeps it in the address.
    same = st.toggle(text("incidents.same"), value=True, key="same", bind="query-params")
    if same:
        grouped = sorted(incidents(source, wanted), key=_rank)
        with heading:
            section("incidents", grouped)
        _incidents(grouped)
    else:
        single = deeds(source, wanted)
        with heading:
            section("deeds", single)
        _deeds(single)


def page() -> None:
    """Draw the page."""
    source, wanted = begin("page.events")
    state(source, wanted)
    span = span_of(source, wanted)
    _timeline(source, wanted, periods(*span, most=18) if span else [])
    counts = source.event_counts(wanted)
    section("events", counts)
    if counts:
        show_chart("events", event_chart(counts, palette()))
        _table(source, wanted)
    evidence_block(source, wanted, first="events" if counts else "all")


page()
