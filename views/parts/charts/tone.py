"""Tone by day."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.query import ToneDay
from views.parts.charts.drawn import Drawn
from views.parts.charts.frame import Span, chart, time_axis, titled
from views.parts.palette import Palette
from views.parts.texts import day, number, text


def tone_chart(rows: Sequence[ToneDay], span: Span, colours: Palette) -> Drawn:
    """Return the tone by day, markers sized by the number of sentences."""
    trace = {
        "type": "scatter",
        "x": [row.day for row in rows],
        "y": [row.tone for row in rows],
        "mode": "lines+markers",
        "line": {"color": colours.muted, "width": 1},
        "marker": {
            "color": colours.relief,
            "size": [min(5 + row.sentences, 16) for row in rows],
            "opacity": 1,
        },
        "text": [
            f"{day(row.day)}<br>{text('figure.tone')} {number(row.tone, 2)}<br>"
            f"{text('column.sentences')} {row.sentences}"
            for row in rows
        ],
        "hovertemplate": "%{text}<extra></extra>",
        "customdata": [["toned", row.day.isoformat()] for row in rows],
    }
    scale = titled(text("axis.tone")) | {"range": [-1.08, 1.08]}
    return chart([trace], colours, yaxis=scale, xaxis=time_axis(span))
