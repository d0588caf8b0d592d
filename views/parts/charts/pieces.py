"""What a change is made of, one bar a piece."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from pipeline.query import Figure, Piece
from views.parts.charts.drawn import Drawn
from views.parts.charts.frame import chart, titled
from views.parts.palette import Palette
from views.parts.texts import number, signed, text

_ROW = 30


def piece_chart(
    found: Sequence[Piece],
    names: Sequence[str],
    picks: Sequence[Figure | None],
    colours: Palette,
) -> Drawn:
    """Return the pieces from the top in the order given; bars to the right made tension rise."""
    places = list(range(len(found)))
    trace = {
        "type": "bar",
        "x": [piece.change for piece in found],
        "y": places,
        "orientation": "h",
        "marker": {"color": [colours.tension if p.change > 0 else colours.relief for p in found]},
        "text": [signed(piece.change, 1) for piece in found],
        "textposition": "auto",
        "hovertext": [
            text(
                "why.hover",
                name=escape(name),
                before=number(piece.before, 1),
                after=number(piece.after, 1),
                change=signed(piece.change, 1),
            )
            for name, piece in zip(names, found, strict=True)
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "customdata": [[pick.kind, pick.value] if pick else None for pick in picks],
    }
    axis = {
        "tickvals": places,
        "ticktext": [escape(name) for name in names],
        "autorange": "reversed",
    }
    points = titled(text("axis.change"))
    return chart([trace], colours, 84 + _ROW * len(found), xaxis=points, yaxis=axis)
