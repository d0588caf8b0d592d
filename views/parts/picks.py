"""Which figure the reader asks the evidence of; kept in the address of the page."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

import streamlit as st

from pipeline.query import EventCount, Figure, PlacePoint
from pipeline.query.figure import Kind
from views.parts.filters import add_country
from views.parts.texts import country, day, label, text

_PLAIN: tuple[Kind, ...] = ("all", "escalating", "relaxing", "tone", "events", "troops")

_SINGLE: tuple[Kind, ...] = ("up", "down", "toned", "sentence")


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


def single(code: str) -> bool:
    """Whether a code asks for one day or one sentence: too many to offer, but fit for a link."""
    figure = decode(code)
    return figure.kind in _SINGLE and figure.sound


def name(code: str, place: str) -> str:
    """Return the name of a figure."""
    figure = decode(code)
    value, _, rest = figure.value.partition(":")
    if figure.kind == "place":
        return text("pick.place", name=place)
    if figure.kind == "event":
        return text("pick.event", type=label("type", value), status=label("status", rest))
    if figure.kind in {"up", "down", "toned"}:
        when = day(date.fromisoformat(value))
        return text(f"pick.{figure.kind}", day=when, country=country(rest))
    return text(f"pick.{figure.kind}")


def choose(code: str) -> None:
    """Ask for the evidence of a figure; a callback, it runs before the widgets are drawn."""
    st.session_state["fig"] = code
    st.session_state["_jumps"] = st.session_state.get("_jumps", 0) + 1
    st.session_state["_jump"] = True


def jump(target: str) -> None:
    """Bring the container with the key ``target`` into view after a choice, and only then."""
    if st.session_state.pop("_jump", False):
        # The number makes each script a new one: the page does not run the same one twice.
        st.html(
            f"<script>/* {st.session_state['_jumps']:d} */"
            f"document.querySelector('.st-key-{target}')?.scrollIntoView()</script>",
            unsafe_allow_javascript=True,
        )


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
    else:
        choose(encode(Figure(cast("Kind", kind), value)))
