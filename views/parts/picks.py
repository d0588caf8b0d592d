"""Which figure the reader asks the evidence of; kept in the address of the page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

import streamlit as st

from pipeline.query import EventCount, Figure, PlacePoint
from pipeline.query.figure import WEIGHED, Kind
from views.parts.filters import add_country, choose_places
from views.parts.texts import country, day, label, text

_PLAIN: tuple[Kind, ...] = (
    "all", "tension", "threat", "act", "relief", "tone", "events", "troops",
)  # fmt: skip

#: Kinds with too many values to offer all of them.
_SINGLE: tuple[Kind, ...] = (
    "up", "down", "toned", "sentence", "dyad", "happened", "source", "covered", "stationed",
    "article", "incident",
)  # fmt: skip

#: The one script of our own on the pages, to the letter: the server names its hash to the browser.
JUMP = "document.querySelector('.st-key-evidence')?.scrollIntoView()"


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
    weighed = figure.kind in WEIGHED and figure.value
    return (figure.kind in _SINGLE or bool(weighed)) and figure.sound


def name(code: str, place: str) -> str:
    """Return the name of a figure."""
    figure = decode(code)
    value, _, rest = figure.value.partition(":")
    if figure.kind in {"dyad", "stationed"}:
        return _pair(figure.kind, value, rest)
    if figure.kind in WEIGHED and figure.value:
        first, last = (day(date.fromisoformat(end)) for end in value.split("/"))
        what = text(f"pick.{figure.kind}.of", country=country(rest))
        return text("pick.period", what=what, first=first, last=last)
    if figure.kind in {"happened", "covered"}:
        what = label("type", rest) if figure.kind == "happened" else rest
        first, last = (day(date.fromisoformat(end)) for end in value.split("/"))
        return text("pick.period", what=what, first=first, last=last)
    if figure.kind in {"up", "down", "toned"}:
        when = day(date.fromisoformat(value))
        return text(f"pick.{figure.kind}", day=when, country=country(rest))
    return text(
        f"pick.{figure.kind}",
        name=place or figure.value,
        type=label("type", value),
        status=label("status", rest),
    )


def _pair(kind: Kind, value: str, type_: str) -> str:
    one, two = (country(code) if code else "?" for code in value.split(">"))
    words = text(f"pick.{kind}", one=one, two=two)
    return f"{words}, {label('type', type_)}" if type_ else words


def choose(code: str) -> None:
    """Ask for the evidence of a figure; a callback, it runs before the widgets are drawn."""
    st.session_state["fig"] = code
    st.session_state["_jumps"] = st.session_state.get("_jumps", 0) + 1
    st.session_state["_jump"] = True


def jump() -> None:
    """Bring the evidence into view after a choice, and only then."""
    if st.session_state.pop("_jump", False):
        # The number makes each block a new one: the page does not run the same one twice.
        st.html(
            f'<i data-jump="{st.session_state["_jumps"]:d}"></i><script>{JUMP}</script>',
            unsafe_allow_javascript=True,
        )


def from_click(key: str) -> None:
    """Follow a click on a chart: countries and groups of places filter, others show sentences."""
    state: Any = st.session_state.get(key)
    points = state["selection"]["points"] if state else []
    data = next((point["customdata"] for point in points if point.get("customdata")), None)
    if not data:
        return
    kind, value = data[0], data[1]
    if kind == "country":
        add_country(value)
    elif kind == "places":
        choose_places(data[1:])
    else:
        choose(encode(Figure(cast("Kind", kind), value)))


def from_row(key: str, figures: Sequence[Figure]) -> None:
    """Follow the choice of a row in a table: each row has its figure."""
    state: Any = st.session_state.get(key)
    rows = state["selection"]["rows"] if state else []
    if rows and rows[0] < len(figures):
        choose(encode(figures[rows[0]]))
