"""Charts of the daily figures, the events and the troop claims."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from html import escape
from math import ceil, log10
from typing import Any

import plotly.graph_objects as go

from pipeline import index
from pipeline.query import DayFigure, EventCount, ToneDay, TroopClaim
from views.parts.palette import Palette
from views.parts.texts import country, day, interval, label, number, text

#: First and last day of the time axis; None when no article has a date.
Span = tuple[date | None, date | None]

_HEIGHT = 270
_PALE = 0.55
_TICKS = 4
_MONTHS_FROM = 75
_MOST_CLAIMS = 30
#: In milliseconds, as Plotly wants it; without it a day on its own has no width.
_DAY_WIDTH = 0.85 * 86_400_000
_SERIES = ("#c2570c", "#2a78b5", "#6b4fa0", "#8a7a1f", "#3f8f8b", "#a3476f")
_STATUS = ("asserted", "hypothetical", "denied", "negated")


def _layout(figure: go.Figure, colours: Palette, height: int = _HEIGHT, **more: Any) -> go.Figure:
    axis = {"gridcolor": colours.grid, "zerolinecolor": colours.muted, "fixedrange": True}
    figure.update_layout(
        height=height,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"color": colours.text, "family": "sans-serif"},
        legend={
            "orientation": "h",
            "y": 1.02,
            "yanchor": "bottom",
            "x": 0,
            "traceorder": "normal",
            "itemclick": False,
            "itemdoubleclick": False,
        },
        separators=text("number.separators"),
        clickmode="event+select",
        hovermode="closest",
        bargap=0.15,
        **more,
    )
    figure.update_xaxes(**axis, automargin=True)
    figure.update_yaxes(**axis, automargin=True)
    # A click leads to the evidence; it does not pale what was not clicked.
    figure.update_traces(unselected={"marker": {"opacity": 1}})
    return figure


def _pale(colour: str) -> str:
    """Return a colour "#rrggbb" that lets the ground shine through."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{_PALE})"


def _time_axis(span: Span) -> dict[str, Any]:
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


def tension_chart(rows: Sequence[DayFigure], span: Span, colours: Palette) -> go.Figure:
    """Return tension upwards and relief downwards by day, a pair of bars for each country."""
    figure = go.Figure()
    for i, code in enumerate(dict.fromkeys(row.country for row in rows)):
        chosen = [row for row in rows if row.country == code]
        single = all(row.country == code for row in rows)
        up = colours.tension if single else _SERIES[i % len(_SERIES)]
        for key, sign, colour in (
            ("tension", 1, up),
            ("relief", -1, colours.relief if single else up),
        ):
            figure.add_bar(
                x=[row.day for row in chosen],
                y=[sign * getattr(row, key) for row in chosen],
                width=_DAY_WIDTH,
                name=text(f"figure.{key}") + ("" if single else f", {country(code)}"),
                marker={
                    "color": [
                        colour if row.documents >= index.FEW_DOCUMENTS else _pale(colour)
                        for row in chosen
                    ],
                    "pattern": {"shape": "/" if sign < 0 and not single else ""},
                },
                text=[
                    f"{country(row.country)}, {day(row.day)}<br>{text(f'figure.{key}')} "
                    f"{number(getattr(row, key), 1)}<br>{text('column.documents')} {row.documents}"
                    for row in chosen
                ],
                textposition="none",
                hovertemplate="%{text}<extra></extra>",
                customdata=[
                    ["up" if sign > 0 else "down", f"{row.day.isoformat()}:{row.country}"]
                    for row in chosen
                ],
            )
    return _layout(figure, colours, barmode="relative", xaxis=_time_axis(span))


def tone_chart(rows: Sequence[ToneDay], span: Span, colours: Palette) -> go.Figure:
    """Return the tone by day, markers sized by the number of sentences."""
    figure = go.Figure(
        go.Scatter(
            x=[row.day for row in rows],
            y=[row.tone for row in rows],
            mode="lines+markers",
            line={"color": colours.muted, "width": 1},
            marker={
                "color": colours.relief,
                "size": [min(5 + row.sentences, 16) for row in rows],
            },
            text=[
                f"{day(row.day)}<br>{text('figure.tone')} {number(row.tone, 2)}<br>"
                f"{text('column.sentences')} {row.sentences}"
                for row in rows
            ],
            hovertemplate="%{text}<extra></extra>",
            customdata=[["toned", row.day.isoformat()] for row in rows],
        )
    )
    return _layout(figure, colours, yaxis={"range": [-1, 1]}, xaxis=_time_axis(span))


def event_chart(rows: Sequence[EventCount], colours: Palette) -> go.Figure:
    """Return the number of events by type, stacked by status; bars carry type and status."""
    totals: dict[str, int] = {}
    for row in rows:
        totals[row.type] = totals.get(row.type, 0) + row.events
    order = sorted(totals, key=lambda name: (totals[name], name))
    figure = go.Figure()
    for status in _STATUS:
        chosen = {row.type: row.events for row in rows if row.status == status}
        figure.add_bar(
            y=[label("type", name) for name in order],
            x=[chosen.get(name, 0) for name in order],
            orientation="h",
            name=label("status", status),
            marker={"color": colours.status[status]},
            customdata=[["event", f"{name}:{status}"] for name in order],
            hovertemplate="%{y}, " + label("status", status) + ": %{x}<extra></extra>",
        )
    figure.update_yaxes(ticksuffix=" ")
    height = max(_HEIGHT, 60 + 24 * len(order))
    return _layout(figure, colours, height, barmode="stack")


def troop_chart(rows: Sequence[TroopClaim], colours: Palette) -> go.Figure:
    """Return the troop claims that have a number as intervals, the latest on top.

    The words stand above each line, so that the scale keeps the whole width of a phone.
    """
    counted = [r for r in rows if (r.count_min, r.count_max) != (None, None)][-_MOST_CLAIMS:]
    top = max((r.count_max or r.count_min or 1 for r in counted), default=1) * 3
    figure = go.Figure()
    for i, row in enumerate(counted):
        owner = country(row.nationality) if row.nationality else "?"
        body = interval(row.count_min, row.count_max, approximate=row.approximate)
        words = escape(f"{day(row.day)} · {label('unit', row.unit)} ({owner}): {body}")
        low = max(row.count_min or 1, 1)
        ends = (low,) if row.count_min == row.count_max else (low, row.count_max or top)
        symbols = (
            "circle" if row.count_min is not None else "triangle-left",
            "circle" if row.count_max is not None else "triangle-right",
        )
        colour = colours.muted if row.casualties else colours.tension
        figure.add_scatter(
            x=ends,
            y=[i] * len(ends),
            mode="lines+markers",
            line={"color": colour, "width": 4},
            marker={"color": colour, "size": 9, "symbol": symbols[: len(ends)]},
            text=[words] * len(ends),
            hovertemplate="%{text}<extra></extra>",
            customdata=[["sentence", f"{row.doc_id}:{row.sentence}"]] * len(ends),
            showlegend=False,
        )
        figure.add_annotation(
            {"x": 0, "xref": "paper", "xanchor": "left", "y": i, "yshift": 11, "text": words},
            showarrow=False,
            font={"size": 11},
        )
    powers = range(ceil(log10(top)) + 1)
    return _layout(
        figure,
        colours,
        max(_HEIGHT, 50 + 34 * len(counted)),
        yaxis={"range": [-0.5, len(counted)], "showticklabels": False, "zeroline": False},
        xaxis={
            "type": "log",
            "range": [-0.1, log10(top) + 0.1],
            "tickvals": [10**n for n in powers],
            "ticktext": [number(10**n) for n in powers],
        },
    )
