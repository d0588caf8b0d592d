"""Troop claims as intervals over time, one strip an owner and a location."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import ceil, log10

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from pipeline.query import TroopClaim
from pipeline.query.stations import Station
from views.parts.charts.frame import Span, framed, time_axis
from views.parts.palette import Palette
from views.parts.texts import country, day, interval, label, number, text

_STRIP = 104
_MOST = 8
#: A longer scale has only every second power of ten.
_DECADES = 4


def station_name(row: Station) -> str:
    """Return "Russland in: Ukraine", with words where the text does not say."""
    owner = country(row.owner) if row.owner else text("troops.owner.unknown")
    place = country(row.place_country) if row.place_country else text("troops.place.unknown")
    return text("troops.station", owner=owner, place=place)


def station_chart(rows: Sequence[Station], span: Span, colours: Palette) -> go.Figure:
    """Return the counted claims of the most claimed stations; the scale of people is logarithmic.

    An open end is an arrowhead: "mehr als 100.000" points upwards.
    """
    shown = [row for row in rows if row.counted][:_MOST]
    figure = make_subplots(rows=len(shown), cols=1, shared_xaxes=True, vertical_spacing=0.0)
    bounds = [n for row in shown for n in (row.low, row.high) if n]
    low, high = log10(min(bounds, default=1)) - 0.35, log10(max(bounds, default=1)) + 1.6
    for i, row in enumerate(shown, start=1):
        for claim in row.rows:
            if (claim.count_min, claim.count_max) != (None, None) and claim.day is not None:
                _claim(figure, i, claim, colours)
        figure.add_annotation(
            x=0,
            xref="paper",
            xanchor="left",
            y=high - 0.1,
            yref=f"y{i if i > 1 else ''}",
            yanchor="top",
            text=f"<b>{escape(station_name(row))}</b>",
            showarrow=False,
            bgcolor=colours.panel,
        )
    every = 2 if high - low > _DECADES else 1
    powers = range(max(0, ceil(low)), int(high) + 1, every)
    framed(figure, colours, 60 + _STRIP * len(shown))
    figure.update_xaxes(**time_axis(span))
    figure.update_yaxes(
        type="log",
        range=[low, high],
        tickvals=[10**n for n in powers],
        ticktext=[number(10**n) for n in powers],
        showline=True,
        linecolor=colours.grid,
        mirror=True,
    )
    return figure


def _claim(figure: go.Figure, strip: int, claim: TroopClaim, colours: Palette) -> None:
    body = interval(claim.count_min, claim.count_max, approximate=claim.approximate)
    lines = (f"{day(claim.day)} · {label('unit', claim.unit)}: {body}", claim.source)
    ends = [claim.count_min, claim.count_max]
    known = [max(1, end) for end in ends if end is not None]
    symbols = ["triangle-up", "circle"] if ends[1] is None else ["circle", "circle"]
    if ends[0] is None:
        symbols = ["triangle-down"]
    figure.add_scatter(
        x=[claim.day] * len(known),
        y=known,
        mode="lines+markers",
        line={"color": colours.tension, "width": 4},
        marker={"color": colours.tension, "size": 10, "symbol": symbols[: len(known)]},
        text=["<br>".join(map(escape, lines))] * len(known),
        hovertemplate="%{text}<extra></extra>",
        customdata=[["sentence", f"{claim.doc_id}:{claim.sentence}"]] * len(known),
        showlegend=False,
        row=strip,
        col=1,
    )
