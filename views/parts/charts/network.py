"""Parties on a circle, lines between them: the wider the more events, coloured by intensity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import atan2, cos, degrees, pi, sin

import plotly.graph_objects as go

from pipeline.query.dyads import Dyad
from views.parts.charts.frame import framed
from views.parts.charts.grid import shade
from views.parts.palette import Palette
from views.parts.texts import country, number, text

_HEIGHT = 430
_WIDEST, _THINNEST = 9.0, 1.0
#: Where on its line a pair has its mark: nearer to the target, so that both directions are apart.
_MARK = 0.62
#: So many events or more make the widest line.
_FEW = 6
_BEND, _STEPS = 0.12, 16
_Point = tuple[float, float]


def network_chart(found: Sequence[Dyad], parties: Sequence[str], colours: Palette) -> go.Figure:
    """Return the network of the parties given; each keeps its place while periods change."""
    points = {
        party: (sin(2 * pi * i / len(parties)), cos(2 * pi * i / len(parties)))
        for i, party in enumerate(parties)
    }
    shown = [d for d in found if d.actor in points and d.target in points and d.actor != d.target]
    top = max([_FEW, *(dyad.events for dyad in shown)])
    figure = go.Figure()
    curves = [(dyad, _Curve(points[dyad.actor], points[dyad.target])) for dyad in shown]
    for dyad, curve in curves:
        xs, ys = zip(*(curve.at(i / _STEPS) for i in range(_STEPS + 1)), strict=True)
        figure.add_scatter(
            x=xs,
            y=ys,
            mode="lines",
            line={
                "width": _THINNEST + (_WIDEST - _THINNEST) * dyad.events / top,
                "color": shade(dyad.intensity, colours),
            },
            hoverinfo="skip",
            showlegend=False,
        )
    _marks(figure, curves, colours)
    _names(figure, points, colours)
    framed(figure, colours, _HEIGHT)
    figure.update_xaxes(visible=False, range=[-1.75, 1.75])
    # Both axes alike, so that the arrows point along their lines on every screen.
    figure.update_yaxes(visible=False, range=[-1.3, 1.3], scaleanchor="x")
    return figure


@dataclass(frozen=True, slots=True)
class _Curve:
    """A line bent to its left, so that both directions of a pair are two lines."""

    start: _Point
    end: _Point

    def at(self, share: float) -> _Point:
        """Return the point after a share of the way (a quadratic Bézier curve)."""
        (x0, y0), (x1, y1), (x2, y2) = self.start, self._bend(), self.end
        a, b, c = (1 - share) ** 2, 2 * share * (1 - share), share**2
        return a * x0 + b * x1 + c * x2, a * y0 + b * y1 + c * y2

    def angle(self, share: float) -> float:
        """Return the direction there, in degrees clockwise from the top."""
        (x0, y0), (x1, y1) = self.at(share - 0.01), self.at(share + 0.01)
        return degrees(atan2(x1 - x0, y1 - y0))

    def _bend(self) -> _Point:
        (x0, y0), (x1, y1) = self.start, self.end
        return (x0 + x1) / 2 - _BEND * (y1 - y0), (y0 + y1) / 2 + _BEND * (x1 - x0)


def _marks(figure: go.Figure, curves: Sequence[tuple[Dyad, _Curve]], colours: Palette) -> None:
    """Put a mark on each line that can be clicked, an arrowhead towards the target."""
    at = [curve.at(_MARK) for _, curve in curves]
    figure.add_scatter(
        x=[x for x, _ in at],
        y=[y for _, y in at],
        mode="markers",
        marker={
            "size": 13,
            "symbol": "triangle-up",
            "angle": [curve.angle(_MARK) for _, curve in curves],
            "color": [shade(dyad.intensity, colours) for dyad, _ in curves],
            "line": {"width": 1, "color": colours.ground},
        },
        hovertext=[escape(dyad_words(dyad)).replace("\n", "<br>") for dyad, _ in curves],
        hovertemplate="%{hovertext}<extra></extra>",
        customdata=[["dyad", f"{dyad.actor}>{dyad.target}"] for dyad, _ in curves],
        showlegend=False,
    )


def _names(figure: go.Figure, points: dict[str, _Point], colours: Palette) -> None:
    for party, (x, y) in points.items():
        figure.add_annotation(
            x=x * 1.06,
            y=y * 1.06,
            text=escape(country(party)),
            showarrow=False,
            xanchor="left" if x > 0.1 else "right" if x < -0.1 else "center",
            yanchor="bottom" if y > 0.9 else "top" if y < -0.9 else "middle",
            font={"color": colours.text},
        )


def dyad_words(dyad: Dyad) -> str:
    """Return who acts towards whom, how often and how, in lines."""
    return text(
        "dyad.hover",
        actor=country(dyad.actor),
        target=country(dyad.target),
        events=number(dyad.events),
        asserted=number(dyad.asserted),
        conflict=number(dyad.conflict),
        cooperation=number(dyad.cooperation),
        intensity=number(dyad.intensity, 1),
    )
