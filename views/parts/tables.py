"""Tables: the same figures as rows, for readers who cannot use the charts."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pipeline.query import CountryFigure, PlacePoint, TroopClaim
from views.parts.texts import country, day, interval, label, text


def country_table(countries: Sequence[CountryFigure], points: Sequence[PlacePoint]) -> None:
    """Show the map as two tables."""
    decimal = st.column_config.NumberColumn(format="%.1f")
    st.dataframe(
        {
            text("column.country"): [country(row.country) for row in countries],
            text("column.tension"): [row.tension for row in countries],
            text("column.relief"): [row.relief for row in countries],
            text("column.sentences"): [row.sentences for row in countries],
            text("column.documents"): [row.documents for row in countries],
        },
        hide_index=True,
        column_config={text("column.tension"): decimal, text("column.relief"): decimal},
    )
    st.dataframe(
        {
            text("column.place"): [point.name for point in points],
            text("column.country"): [country(p.country) if p.country else "–" for p in points],
            text("column.mentions"): [point.mentions for point in points],
            text("column.sentences"): [point.sentences for point in points],
        },
        hide_index=True,
    )


def troop_table(claims: Sequence[TroopClaim]) -> None:
    """Show every troop claim; the wording is article text, which a data frame keeps inert."""
    st.dataframe(
        {
            text("column.day"): [day(row.day) for row in claims],
            text("column.text"): [row.text for row in claims],
            text("column.count"): [
                interval(row.count_min, row.count_max, approximate=row.approximate)
                for row in claims
            ],
            text("column.unit"): [label("unit", row.unit) for row in claims],
            text("column.owner"): [_state(row.nationality) for row in claims],
            text("column.where"): [_state(row.place_country) for row in claims],
            text("column.casualties"): [text("yes" if row.casualties else "no") for row in claims],
            text("column.source"): [row.source for row in claims],
        },
        hide_index=True,
        height=240,
    )


def _state(code: str | None) -> str:
    return country(code) if code else "–"
