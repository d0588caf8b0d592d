"""A grid of squares, the larger the more: who towards whom, what when, which outlet when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import sqrt

import plotly.graph_objects as go

from views.parts.charts.frame import framed
from views.parts.palette import Palette
from views.parts.texts import number

_ROW = 34
_LARGEST, _SMALLEST = 26, 7
#: What a number needs of a square: a letter, and the space around all of them.
_LETTER, _SPACE = 7, 5
#: Letters of a tilted name, and of a name in front of a row.
_LONGEST, _IN_FRONT = 18, 16
#: Stands between the names of a pair, each of which is shortened for itself.
ARROW = " → "
#: Mean intensity at which the colour is at its full; -10 and 10 are rare.
_FULL = 6.0


@dataclass(frozen=True, slots=True)
class Cell:
    """A square: where it stands, how many it counts, and where a click leads.

    ``intensity`` (-10 conflict to 10 cooperation) colours it; None for the neutral colour.
    """

    x: str
    y: str
    value: int
    kind: str
    pick: str
    hover: str
    intensity: float | None = None


def grid_chart(
    cells: Sequence[Cell],
    columns: Sequence[str],
    rows: Sequence[str],
    colours: Palette,
    *,
    tilted: bool = True,
) -> go.Figure:
    """Return the grid; columns from the left and rows from the top in the order given.

    ``tilted`` names of columns need less width. Names may come from articles; Plotly reads markup
    in them, so they are escaped.
    """
    top = max((cell.value for cell in cells), default=1)
    words = [number(cell.value) for cell in cells]
    sizes = [
        max(
            _SMALLEST + (_LARGEST - _SMALLEST) * sqrt(cell.value / top),
            min(_LARGEST, _SPACE + _LETTER * len(word)),
        )
        for cell, word in zip(cells, words, strict=True)
    ]
    figure = go.Figure(
        go.Scatter(
            x=[escape(cell.x) for cell in cells],
            y=[escape(cell.y) for cell in cells],
            mode="markers+text",
            marker={
                "symbol": "square",
                "size": sizes,
                "opacity": 1,
                "color": [shade(cell.intensity, colours) for cell in cells],
                "line": {"width": 0.5, "color": colours.muted},
            },
            # A number that is wider than its square would not be read on the ground.
            text=[
                word if _LETTER * len(word) <= size else ""
                for word, size in zip(words, sizes, strict=True)
            ],
            textfont={"color": colours.ground, "size": 11},
            hovertext=[escape(cell.hover).replace("\n", "<br>") for cell in cells],
            hovertemplate="%{hovertext}<extra></extra>",
            customdata=[[cell.kind, cell.pick] for cell in cells],
            showlegend=False,
        )
    )
    framed(figure, colours, 110 + _ROW * len(rows))
    figure.update_layout(margin_t=34)  # room for the camera above the names
    across, down = ([escape(name) for name in names] for names in (columns, rows))
    category = {"type": "category", "categoryorder": "array"}
    figure.update_xaxes(**category, categoryarray=across, side="top")
    figure.update_xaxes(range=[-0.6, len(columns) - 0.4], tickangle=-40 if tilted else 0)
    if tilted:  # a long name would reach under the camera
        figure.update_xaxes(tickvals=across, ticktext=[escape(_short(one)) for one in columns])
    figure.update_yaxes(**category, categoryarray=down[::-1])
    figure.update_yaxes(range=[-0.6, len(rows) - 0.4], ticksuffix=" ")
    figure.update_yaxes(tickvals=down, ticktext=[escape(_in_front(name)) for name in rows])
    return figure


def _short(name: str, longest: int = _LONGEST) -> str:
    return name if len(name) <= longest else name[: longest - 1].rstrip() + "…"


def _in_front(name: str) -> str:
    """Return the name of a row so short that a phone has room for its squares."""
    names = name.split(ARROW)
    longest = _IN_FRONT if len(names) > 1 else 2 * _IN_FRONT
    return ARROW.join(_short(one, longest) for one in names)


def shade(intensity: float | None, colours: Palette) -> str:
    """Return a colour between cooperation, neither and conflict."""
    if intensity is None:
        return colours.neutral
    end = colours.tension if intensity < 0 else colours.relief
    share = 0.25 + 0.75 * min(1.0, abs(intensity) / _FULL)
    mixed = (
        round(int(end[i : i + 2], 16) * share + int(colours.neutral[i : i + 2], 16) * (1 - share))
        for i in (1, 3, 5)
    )
    return "#" + "".join(f"{part:02x}" for part in mixed)
