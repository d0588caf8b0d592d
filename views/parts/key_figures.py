"""The key figures: number, line over time, change against the period before, sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from pipeline.query import Figure, Filter, KeyFigures, Query
from pipeline.query.figure import Kind
from pipeline.query.periods import Period
from pipeline.query.trend import TrendPoint, trend
from views.parts.picks import choose
from views.parts.texts import day, number, text

Colour = Literal["orange", "blue", "gray"]
#: Figure, the evidence behind it, digits, and the colour of its line: orange is tension.
_SHOWN: tuple[tuple[str, Kind, int, Colour], ...] = (
    ("tension", "escalating", 1, "orange"),
    ("relief", "relaxing", 1, "blue"),
    ("events", "events", 0, "gray"),
    ("troops", "troops", 0, "gray"),
    ("tone", "tone", 2, "gray"),
)


def comparable(source: Query, wanted: Filter) -> Filter | None:
    """Return the period before, None where it would begin before the data do."""
    before, first = wanted.previous(), source.overview().first
    if before is None or before.first is None or first is None or before.first < first:
        return None
    return before


def key_figures(source: Query, wanted: Filter, spans: Sequence[Period]) -> None:
    """Draw the key figures of a filter."""
    figures = source.key_figures(wanted)
    before = comparable(source, wanted)
    earlier = source.key_figures(before) if before else None
    points = trend(source, wanted, list(spans))
    with st.container(horizontal=True):
        for name, pick, digits, colour in _SHOWN:
            with st.container(border=True, width=156):
                _metric(name, figures, earlier, points, digits, colour)
                sentences = source.evidence_count(wanted, Figure(pick))
                many = "sentence" if sentences == 1 else "sentences"
                words = text(f"show.{many}", n=number(sentences))
                st.button(words, key=f"show_{pick}", on_click=choose, args=(pick,), width="stretch")
    if before:
        st.caption(text("change.against", first=day(before.first), last=day(before.last)))
    else:
        st.caption(text("change.none" if wanted.first else "change.all"))


def _metric(
    name: str,
    figures: KeyFigures,
    earlier: KeyFigures | None,
    points: Sequence[TrendPoint],
    digits: int,
    colour: Colour,
) -> None:
    now = getattr(figures, name)
    then = getattr(earlier, name) if earlier else None
    line = [value for value in (getattr(point, name) for point in points) if value is not None]
    st.metric(
        text(f"figure.{name}"),
        "–" if now is None else number(now, digits),
        delta=None if now is None or then is None else signed(now - then, digits),
        delta_color=colour,
        chart_data=line if len(line) > 1 else None,
        chart_type="area",
        help=text(f"figure.{name}.help"),
    )


def signed(value: float, digits: int) -> str:
    """Write a change with its sign; "±0" where it is too small to be seen."""
    words = number(abs(value), digits)
    if words == number(0, digits):
        return f"±{words}"
    return ("+" if value > 0 else "-") + words
