"""Outlets side by side: tension and relief of each, and its tone."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from pipeline.query.sources import SourceFigure
from views.parts.charts.drawn import Drawn
from views.parts.charts.frame import both_ways, chart, titled
from views.parts.palette import Palette
from views.parts.texts import number, source_name, text

_ROW = 40


def outlet_chart(found: Sequence[SourceFigure], colours: Palette) -> Drawn:
    """Return tension to the right and relief to the left, one bar an outlet."""
    rows = list(reversed(found))
    traces = []
    for key, sign, colour in (("tension", 1, colours.tension), ("relief", -1, colours.relief)):
        traces.append(
            {
                "type": "bar",
                "x": [sign * getattr(row, key) for row in rows],
                "y": [escape(source_name(row.source)) for row in rows],
                "orientation": "h",
                "name": text(f"share.{key}"),
                "marker": {"color": colour},
                "customdata": [["source", row.source] for row in rows],
                "text": [_hover(row) for row in rows],
                "textposition": "none",
                "hovertemplate": "%{text}<extra></extra>",
            }
        )
    height = 114 + _ROW * len(rows)
    low = -max((row.relief for row in found), default=0.0)
    high = max((row.tension for row in found), default=0.0)
    return chart(
        traces,
        colours,
        height,
        barmode="relative",
        xaxis=titled(text("axis.share")) | both_ways(low, high),
        yaxis={"ticksuffix": " "},
    )


def _hover(row: SourceFigure) -> str:
    lines = (
        f"<b>{escape(source_name(row.source))}</b>",
        f"{text('column.documents')} {number(row.documents)}",
        f"{text('share.tension')} {number(row.tension, 1)}",
        f"{text('share.relief')} {number(row.relief, 1)}",
        f"{text('figure.tone')} {'–' if row.tone is None else number(row.tone, 2)}",
    )
    return "<br>".join(lines)
