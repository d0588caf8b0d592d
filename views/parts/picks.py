"""Which figure the reader asks the evidence of; kept in the address of the page."""

from __future__ import annotations

from typing import Any, cast

import streamlit as st

from pipeline.query import EventCount, Figure, PlacePoint
from pipeline.query.filter import Kind
from views.parts.filters import add_country
from views.parts.texts import label, text

_PLAIN: tuple[Kind, ...] = ("all", "escalating", "relaxing", "tone", "events", "troops")


def encode(figure: Figure) -> str:
    """Write a figure for the address: "escalating", "event|ASSAULT:denied"."""
    return f"{figure.kind}|{figure.value}" if figure.value else figure.kind


def decode(code: str) -> Figure:
    """Read what ``encode`` wrote."""
    kind, _, value = code.partition("|")
    return Figure(cast("Kind", kind), value)


def choices(events: list[EventCount], points: list[PlacePoint]) -> dict[str, str]:
    """Return every figure of the page that has evidence, with the name of its place if any."""
    found = {encode(Figure(kind)): "" for kind in _PLAIN}
    found |= {encode(Figure("event", f"{row.type}:{row.status}")): "" for row in events}
    found |= {encode(Figure("place", point.place_id)): point.name for point in points}
    return found


def name(code: str, place: str, lang: str | None = None) -> str:
    """Return the name of a figure in a language."""
    figure = decode(code)
    if figure.kind == "place":
        return text("pick.place", lang=lang, name=place)
    if figure.kind == "event":
        type_, _, status = figure.value.partition(":")
        return text(
            "pick.event",
            lang=lang,
            type=label("type", type_, lang=lang),
            status=label("status", status, lang=lang),
        )
    return text(f"pick.{figure.kind}", lang=lang)


def choose(code: str) -> None:
    """Ask for the evidence of a figure; a callback, it runs before the widgets are drawn."""
    st.session_state["fig"] = code


def from_click(key: str) -> None:
    """Follow a click on a chart: a country filters, anything else shows its sentences."""
    state: Any = st.session_state.get(key)
    points = state["selection"]["points"] if state else []
    data = points[0].get("customdata") if points else None
    if not data:
        return
    kind, value = data[0], data[1]
    if kind == "country":
        add_country(value)
    elif kind in {"place", "event"}:
        choose(encode(Figure(cast("Kind", kind), value)))
