"""Charts of the daily figures, the events and the troop claims."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from pipeline import index
from pipeline.query import DayFigure, EventCount, ToneDay, TroopClaim
from views.parts.palette import Palette
from views.parts.texts import country, day, interval, label, number, text

_HEIGHT = 270
_PALE = 0.4
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
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
        hovermode="closest",
        bargap=0.15,
        **more,
    )
    figure.update_xaxes(**axis, automargin=True)
    figure.update_yaxes(**axis, automargin=True)
    return figure


def tension_chart(rows: Sequence[DayFigure], colours: Palette) -> go.Figure:
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
                name=text(f"figure.{key}") + ("" if single else f", {country(code)}"),
                marker={
                    "color": colour,
                    "opacity": [
                        1 if row.documents >= index.FEW_DOCUMENTS else _PALE for row in chosen
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
                customdata=[["day", row.day.isoformat()] for row in chosen],
            )
    return _layout(figure, colours, barmode="relative")


def tone_chart(rows: Sequence[ToneDay], colours: Palette) -> go.Figure:
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
        )
    )
    return _layout(figure, colours, yaxis={"range": [-1, 1]})


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
    height = max(_HEIGHT, 60 + 24 * len(order))
    return _layout(figure, colours, height, barmode="stack", clickmode="event+select")


def troop_chart(rows: Sequence[TroopClaim], colours: Palette) -> go.Figure:
    """Return each claim with a number as an interval on a logarithmic axis, newest on top."""
    counted = [r for r in rows if (r.count_min, r.count_max) != (None, None)][-30:]
    top = max((r.count_max or r.count_min or 1 for r in counted), default=1) * 3
    figure = go.Figure()
    names = []
    for i, row in enumerate(counted):
        owner = country(row.nationality) if row.nationality else "?"
        unit = label("unit", row.unit)
        names.append(f"{day(row.day)} · {unit} ({owner})")
        low, high = max(row.count_min or 1, 1), row.count_max or top
        colour = colours.muted if row.casualties else colours.tension
        body = interval(row.count_min, row.count_max, approximate=row.approximate)
        figure.add_scatter(
            x=[low, high],
            y=[i, i],
            mode="lines+markers",
            line={"color": colour, "width": 5},
            marker={"color": colour, "size": 7},
            text=[f"{names[-1]}<br>{body}"] * 2,
            hovertemplate="%{text}<extra></extra>",
            showlegend=False,
        )
    axis = {"tickmode": "array", "tickvals": list(range(len(names))), "ticktext": names}
    height = max(_HEIGHT, 60 + 22 * len(counted))
    return _layout(figure, colours, height, yaxis=axis, xaxis={"type": "log"})
