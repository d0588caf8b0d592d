"""Daily figures: tension, relief and tone."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from pipeline import index
from pipeline.query import DayFigure, ToneDay
from views.parts.charts.frame import Span, framed, pale, time_axis
from views.parts.palette import Palette
from views.parts.texts import country, day, number, text

#: In milliseconds, as Plotly wants it; without it a day on its own has no width.
_DAY_WIDTH = 0.85 * 86_400_000
_SERIES = ("#c2570c", "#2a78b5", "#6b4fa0", "#8a7a1f", "#3f8f8b", "#a3476f")


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
                        colour if row.documents >= index.FEW_DOCUMENTS else pale(colour)
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
    return framed(figure, colours, barmode="relative", xaxis=time_axis(span))


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
    return framed(figure, colours, yaxis={"range": [-1, 1]}, xaxis=time_axis(span))
