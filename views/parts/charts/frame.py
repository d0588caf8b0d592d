"""What all charts have in common: frame, colours of the theme, axes of time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from math import ceil, floor, log10
from typing import Any

import plotly.graph_objects as go

from views.parts.charts.drawn import Drawn
from views.parts.palette import Palette
from views.parts.texts import day, number, text

#: First and last day of the time axis; None when no article has a date.
Span = tuple[date | None, date | None]

HEIGHT = 270
_PALE = 0.55
_TICKS = 4
_MONTHS_FROM = 75
#: Steps between the marks of an axis, times a power of ten; and about how many marks there are.
_STEPS, _MARKS = (1, 2, 5, 10), 6


def chart(
    traces: Sequence[dict[str, Any]], colours: Palette, height: int = HEIGHT, **more: Any
) -> Drawn:
    """Return a chart of traces in the frame of all charts."""
    # A click leads to the evidence; it does not pale what was not clicked.
    shown = [{**trace, "unselected": {"marker": {"opacity": 1}}} for trace in traces]
    axes = {name: {**more.get(name, {}), **_axis(colours)} for name in ("xaxis", "yaxis")}
    return Drawn(shown, {**_layout(colours, height), **more, **axes})


def framed(figure: go.Figure, colours: Palette, height: int = HEIGHT, **more: Any) -> go.Figure:
    """Return a figure in the frame of all charts, one with several axes too."""
    figure.update_layout(**{**_layout(colours, height), **more})
    figure.update_xaxes(**_axis(colours))
    figure.update_yaxes(**_axis(colours))
    figure.update_traces(unselected={"marker": {"opacity": 1}})
    return figure


def _axis(colours: Palette) -> dict[str, Any]:
    return {
        "gridcolor": colours.grid,
        "zerolinecolor": colours.muted,
        "fixedrange": True,
        "automargin": True,
    }


def _layout(colours: Palette, height: int) -> dict[str, Any]:
    return {
        "height": height,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"color": colours.text, "family": "sans-serif"},
        "legend": {
            "orientation": "h",
            "y": 1.02,
            "yanchor": "bottom",
            "x": 0,
            "traceorder": "normal",
            "itemclick": False,
            "itemdoubleclick": False,
        },
        "separators": text("number.separators"),
        "modebar": {
            "bgcolor": "rgba(0,0,0,0)",
            "color": colours.muted,
            "activecolor": colours.text,
        },
        "clickmode": "event+select",
        "bargap": 0.15,
        "hovermode": "closest",
    }


def titled(words: str) -> dict[str, Any]:
    """Return what names an axis and its unit."""
    return {"title": {"text": words, "font": {"size": 12}, "standoff": 6}}


def both_ways(low: float, high: float) -> dict[str, Any]:
    """Return marks of an axis whose both sides count upwards from 0: relief is no negative tension.

    Args:
        low: Least value that is drawn, 0 or below.
        high: Greatest value that is drawn.
    """
    wide = high - low
    if wide <= 0:
        return {}
    rough = wide / _MARKS
    power = 10.0 ** floor(log10(rough))
    step = next(n for n in _STEPS if n * power >= rough) * power
    values = [n * step for n in range(ceil(low / step), floor(high / step) + 1)]
    digits = max(0, -floor(log10(step)))
    return {"tickvals": values, "ticktext": [number(abs(value), digits) for value in values]}


def pale(colour: str) -> str:
    """Return a colour "#rrggbb" that lets the ground shine through."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{_PALE})"


def time_axis(span: Span) -> dict[str, Any]:
    """Return a time axis in the language of the page, which Plotly has no words for."""
    first, last = span
    if first is None or last is None:
        return {}
    days = (last - first).days
    if days >= _MONTHS_FROM:
        count = (last.year - first.year) * 12 + last.month - first.month
        step = ceil(count / _TICKS)
        months = range(first.month, first.month + count + 1, step)
        ticks = [date(first.year + month // 12, month % 12 + 1, 1) for month in months]
        words = [day(tick, "month") for tick in ticks]
    else:
        step = max(1, ceil((days + 1) / _TICKS))
        ticks = [first + timedelta(days=n) for n in range(0, days + 1, step)]
        words = [day(tick, "short") for tick in ticks]
    edges = (first - timedelta(days=1), last + timedelta(days=1))
    return {
        "type": "date",
        "range": [edge.isoformat() for edge in edges],
        "tickvals": [tick.isoformat() for tick in ticks],
        "ticktext": words,
    }
