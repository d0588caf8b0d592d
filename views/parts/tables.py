"""Tables: the same figures as rows, for readers who cannot use the charts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from pipeline.query import CountryTension, PlacePoint, TroopClaim
from pipeline.query.deeds import Deed
from pipeline.query.dyads import Dyad
from pipeline.query.incidents import Incident
from pipeline.query.sources import OnlyHere, SourceFigure
from pipeline.query.stations import Station
from views.parts.texts import country, day, interval, label, number, source_name, text

if TYPE_CHECKING:
    from pandas.io.formats.style import Styler

#: Tables of so few rows are shown whole, longer ones scroll.
_SHORT, _HEIGHT = 12, 420
#: Widths in pixels: of a letter, of the space beside a word, of the widest column of words.
_LETTER, _PADDING, _WIDEST = 7.0, 22, 260


def country_table(countries: Sequence[CountryTension], points: Sequence[PlacePoint]) -> None:
    """Show the map as two tables."""
    figures = ("tension", "threats", "acts", "relief", "change")
    columns: dict[str, Sequence[Any]] = {
        text("column.country"): [country(row.country) for row in countries],
        **{text(f"column.{name}"): [getattr(row, name) for row in countries] for name in figures},
        text("column.z"): [row.z for row in countries],
        text("column.documents"): [row.articles for row in countries],
        text("column.sources"): [row.sources for row in countries],
        text("column.reach"): [row.reach for row in countries],
    }
    digits = {text(f"column.{name}"): 0 for name in figures} | {text("column.z"): 1}
    st.dataframe(
        styled(columns, digits),
        hide_index=True,
        column_config=widths(columns),
        placeholder="–",
        alt=text("countries.alt"),
    )
    named: dict[str, Sequence[Any]] = {
        text("column.place"): [point.name for point in points],
        text("column.country"): [country(p.country) if p.country else "–" for p in points],
        text("column.mentions"): [point.mentions for point in points],
        text("column.sentences"): [point.sentences for point in points],
    }
    st.dataframe(
        styled(named, {}), hide_index=True, column_config=widths(named), alt=text("places.alt")
    )


def _chosen(
    columns: Mapping[str, Sequence[Any]],
    key: str,
    on_select: Callable[[], None],
    digits: Mapping[str, int] | None = None,
) -> None:
    """Show rows of which one can be chosen; article text stays inert in a data frame."""
    st.dataframe(
        styled(columns, digits or {}),
        hide_index=True,
        column_config=widths(columns),
        height="content" if len(next(iter(columns.values()))) <= _SHORT else _HEIGHT,
        key=key,
        on_select=on_select,
        selection_mode="single-row",
        placeholder="–",
        alt=text(f"{key}.alt"),
    )


def styled(columns: Mapping[str, Sequence[Any]], digits: Mapping[str, int]) -> Styler:
    """Return a table with numbers as the language writes them, sorted by their value still.

    ``digits`` behind the decimal mark are given for those columns that are not of whole numbers.
    """
    ways: dict[Any, Any] = {
        name: partial(_number, digits=digits.get(name, 0))
        for name, values in columns.items()
        if not _words(values)
    }
    return pd.DataFrame(dict(columns)).style.format(ways)


def widths(columns: Mapping[str, Sequence[Any]]) -> dict[str, Any]:
    """Return widths that show words whole, up to a limit: the browser measures a few rows only."""
    return {
        name: st.column_config.Column(
            width=min(_WIDEST, _PADDING + round(_LETTER * max(map(len, (name, *values)))))
        )
        for name, values in columns.items()
        if values and _words(values)
    }


def _words(values: Sequence[Any]) -> bool:
    return all(isinstance(value, str) for value in values)


def _number(value: float | None, digits: int) -> str:
    return "–" if value is None or pd.isna(value) else number(value, digits)


def troop_table(claims: Sequence[TroopClaim], key: str, on_select: Callable[[], None]) -> None:
    """Show every troop claim."""
    columns: dict[str, Sequence[Any]] = {
        text("column.day"): [day(row.day) for row in claims],
        text("column.text"): [row.text for row in claims],
        text("column.count"): [
            interval(row.count_min, row.count_max, approximate=row.approximate) for row in claims
        ],
        text("column.unit"): [label("unit", row.unit) for row in claims],
        text("column.owner"): [_state(row.nationality) for row in claims],
        text("column.where"): [_state(row.place_country) for row in claims],
        text("column.casualties"): [text("yes" if row.casualties else "no") for row in claims],
        text("column.source"): [row.source for row in claims],
    }
    _chosen(columns, key, on_select)


def station_table(rows: Sequence[Station], key: str, on_select: Callable[[], None]) -> None:
    """Show owners and locations with the bounds of what is claimed."""
    columns: dict[str, Sequence[Any]] = {
        text("column.owner"): [_state(row.owner) for row in rows],
        text("column.where"): [_state(row.place_country) for row in rows],
        text("column.claims"): [row.claims for row in rows],
        text("column.low"): [_lowest(row) for row in rows],
        text("column.high"): [_highest(row) for row in rows],
        text("column.latest"): [day(row.latest) for row in rows],
        text("column.sources"): [", ".join(row.sources) for row in rows],
    }
    _chosen(columns, key, on_select)


def deed_table(rows: Sequence[Deed], key: str, on_select: Callable[[], None]) -> None:
    """Show events one by one."""
    columns: dict[str, Sequence[Any]] = {
        text("column.day"): [day(row.day) for row in rows],
        text("column.type"): [_type(row) for row in rows],
        text("column.status"): [label("status", row.status) for row in rows],
        text("column.actors"): [_parties(row.actors) for row in rows],
        text("column.targets"): [_parties(row.targets) for row in rows],
        text("column.speaker"): [_state(row.speaker) for row in rows],
        text("column.place"): [row.place or "–" for row in rows],
        text("column.date"): [day(row.date) for row in rows],
        text("column.source"): [row.source for row in rows],
        text("column.text"): [row.text for row in rows],
    }
    _chosen(columns, key, on_select)


def incident_table(rows: Sequence[Incident], key: str, on_select: Callable[[], None]) -> None:
    """Show events of which each stands for all reports of the same."""
    columns: dict[str, Sequence[Any]] = {
        text("column.date"): [day(row.day) for row in rows],
        text("column.type"): [label("type", row.type) for row in rows],
        text("column.status"): [label("status", row.status) for row in rows],
        text("column.parties"): [
            f"{_parties(row.actors)} → {_parties(row.targets)}" for row in rows
        ],
        text("column.sources"): [row.sources for row in rows],
        text("column.documents"): [row.articles for row in rows],
        text("column.reports"): [row.reports for row in rows],
    }
    _chosen(columns, key, on_select)


def dyad_table(rows: Sequence[Dyad], key: str, on_select: Callable[[], None]) -> None:
    """Show who acts towards whom."""
    columns: dict[str, Sequence[Any]] = {
        text("column.actors"): [country(row.actor) for row in rows],
        text("column.targets"): [country(row.target) for row in rows],
        text("column.events"): [row.events for row in rows],
        text("column.asserted"): [row.asserted for row in rows],
        text("column.conflict"): [row.conflict for row in rows],
        text("column.cooperation"): [row.cooperation for row in rows],
        text("column.intensity"): [row.intensity for row in rows],
        text("column.types"): [", ".join(label("type", t) for t in row.types) for row in rows],
    }
    _chosen(columns, key, on_select, {text("column.intensity"): 1})


def source_table(rows: Sequence[SourceFigure], key: str, on_select: Callable[[], None]) -> None:
    """Show outlets side by side."""
    columns: dict[str, Sequence[Any]] = {
        text("column.source"): [source_name(row.source) for row in rows],
        text("column.documents"): [row.documents for row in rows],
        text("column.sentences"): [row.sentences for row in rows],
        text("column.events"): [row.events for row in rows],
        text("share.tension"): [row.tension for row in rows],
        text("share.relief"): [row.relief for row in rows],
        text("column.tone"): [row.tone for row in rows],
        text("column.first"): [day(row.first) for row in rows],
        text("column.last"): [day(row.last) for row in rows],
    }
    digits = {text("share.tension"): 1, text("share.relief"): 1, text("column.tone"): 2}
    _chosen(columns, key, on_select, digits)


def only_table(rows: Sequence[OnlyHere], key: str, on_select: Callable[[], None]) -> None:
    """Show what one outlet alone reports."""
    columns: dict[str, Sequence[Any]] = {
        text("column.source"): [row.source for row in rows],
        text("column.actors"): [country(row.actor) for row in rows],
        text("column.targets"): [country(row.target) for row in rows],
        text("column.type"): [label("type", row.type) for row in rows],
        text("column.events"): [row.events for row in rows],
        text("column.latest"): [day(row.latest) for row in rows],
    }
    _chosen(columns, key, on_select)


def _type(row: Deed) -> str:
    kind = label("type", row.type)
    return f"{kind} ({label('mode', row.mode)})" if row.mode else kind


def _parties(codes: Sequence[str]) -> str:
    return ", ".join(country(code) for code in codes) or "–"


def _lowest(row: Station) -> str:
    """Write the lowest bound; "bis 500" has none below it."""
    if row.low is None:
        return "–"
    open_end = any((c.count_min, c.count_max) == (None, row.low) for c in row.rows)
    return text("count.max", high=number(row.low)) if open_end else number(row.low)


def _highest(row: Station) -> str:
    """Write the highest bound; "mehr als 1.000" has none above it."""
    if row.high is None:
        return "–"
    open_end = any((c.count_min, c.count_max) == (row.high, None) for c in row.rows)
    return text("count.min", low=number(row.high)) if open_end else number(row.high)


def _state(code: str | None) -> str:
    return country(code) if code else "–"


def plain_table(columns: Mapping[str, Sequence[str]]) -> None:
    """Show a short table that is only read; its texts are our own, never those of articles."""
    st.table(pd.DataFrame(dict(columns)).set_index(next(iter(columns))))
