"""One country: tension, who acts towards whom, troops in and from it, outlets, latest sentences."""

from __future__ import annotations

import streamlit as st

from pipeline.query import Figure, Filter, Query
from pipeline.query.dyads import Dyad, dyads
from pipeline.query.periods import periods
from pipeline.query.sources import sources
from pipeline.query.stations import Station, stations
from views.parts.address import keep, restore_one
from views.parts.charts.frame import Span
from views.parts.charts.grid import Cell, grid_chart
from views.parts.charts.network import dyad_words
from views.parts.charts.troops import station_chart
from views.parts.evidence_block import evidence_block
from views.parts.frame import begin, section, span_of, state
from views.parts.key_figures import key_figures
from views.parts.palette import palette
from views.parts.picks import from_row
from views.parts.show import show_chart
from views.parts.tables import source_table
from views.parts.tension_section import tension_section
from views.parts.texts import country, text
from views.parts.view import chosen_view

_MOST_PAIRS = 12


def _choice(source: Query, wanted: Filter) -> str:
    """Draw the choice of the country: one of the filter where that names any."""
    known = list(wanted.countries) or source.countries()
    if not known:
        st.info(text("empty"))
        st.stop()
    restore_one("of", known, known[0])
    code = st.selectbox(
        text("page.country"), known, format_func=country, key="of", filter_mode="contains"
    )
    # What the filter says already is no further step on the way back of the browser.
    keep("of", [] if wanted.countries and code == known[0] else [code])
    return str(code)


def _pairs(found: list[Dyad], code: str) -> None:
    name = country(code)
    section("towards", found, {"country": name})
    if not found:
        st.text(text("actors.none"))
        return
    columns = [text("towards.acts", country=name), text("towards.suffers", country=name)]
    others = list(dict.fromkeys(_other(row, code) for row in found))[:_MOST_PAIRS]
    cells = [
        Cell(
            x=columns[0 if row.actor == code else 1],
            y=country(_other(row, code)),
            value=row.events,
            kind="dyad",
            pick=f"{row.actor}>{row.target}",
            hover=dyad_words(row),
            intensity=row.intensity,
        )
        for row in found
        if _other(row, code) in others
    ]
    names = [country(other) for other in others]
    show_chart("towards", grid_chart(cells, columns, names, palette(), tilted=False))
    st.caption(text("grid.legend"))


def _other(row: Dyad, code: str) -> str:
    return row.target if row.actor == code else row.actor


def _troops(source: Query, here: Filter, code: str, span: Span) -> None:
    claims = source.troops(here)
    found: dict[str, list[Station]] = {
        "troops_in": stations([row for row in claims if row.place_country == code]),
        "troops_from": stations([row for row in claims if row.nationality == code]),
    }
    for column, (key, rows) in zip(st.columns(2, gap="medium"), found.items(), strict=True):
        with column:
            section(key, rows, {"country": country(code)})
            if any(row.counted for row in rows):
                show_chart(key, station_chart(rows, span, palette()))
            else:
                st.text(text("troops.none"))


def page() -> None:
    """Draw the page."""
    source, wanted = begin("page.country")
    code = _choice(source, wanted)
    here = wanted.of((code,))
    state(source, here)
    span = span_of(source, wanted)
    key_figures(source, here, chosen_view(), periods(*span, most=20) if span else [])
    tension_section(source, here, span or (None, None))
    _pairs(dyads(source, here, party=code), code)
    _troops(source, here, code, span or (None, None))
    found = sources(source, here)
    section("outlets", found)
    figures = [Figure("source", row.source) for row in found]
    source_table(found, key="source_rows", on_select=lambda: from_row("source_rows", figures))
    evidence_block(source, here, order="latest")


page()
