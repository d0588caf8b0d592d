"""The index over time, as the overview and the page of a country show it."""

from __future__ import annotations

import streamlit as st

from pipeline import index
from pipeline.query import Filter, Query
from pipeline.query.tension_series import tension_series
from views.parts.charts.frame import Span
from views.parts.charts.tension import tension_chart
from views.parts.frame import section
from views.parts.palette import palette
from views.parts.show import show_chart
from views.parts.texts import number, text
from views.parts.view import chosen_view


def tension_section(source: Query, wanted: Filter, span: Span) -> None:
    """Draw heading, series and what its marks mean."""
    rows = tension_series(source, wanted, chosen_view())
    few = number(index.MIN_ARTICLES)
    section("tension", rows, {"few": few})
    if not any(row.tension is not None for row in rows):
        st.text(text("tension.few", few=few))
        return
    show_chart("tension", tension_chart(rows, span, palette()))
    if len({row.country for row in rows}) > 1:
        st.caption(text("series.several"))
        return
    drawn = text("series.estimate") + " " if any(row.estimate is not None for row in rows) else ""
    st.caption(drawn + text("series.legend", few=few))
