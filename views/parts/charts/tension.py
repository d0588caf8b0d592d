"""The index over time: threats and acts upwards with their interval, relief downwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from html import escape
from typing import Any

from pipeline.query.tension_series import TensionPoint
from views.parts.charts.drawn import Drawn
from views.parts.charts.frame import Span, both_ways, chart, pale, time_axis, titled
from views.parts.palette import Palette
from views.parts.playback import period_words
from views.parts.texts import country, figure, language, number, text

_DAY = 86_400_000  # in milliseconds, as Plotly counts time
_WIDTH = 0.85
_SERIES = ("#c2570c", "#2a78b5", "#6b4fa0", "#8a7a1f", "#3f8f8b", "#a3476f")
_HEIGHT = 320
Traces = list[dict[str, Any]]
_PARTS = ("acts", "threats", "relief")


def tension_chart(rows: Sequence[TensionPoint], span: Span, colours: Palette) -> Drawn:
    """Return the series of the world or of one country as bars, of several countries as lines."""
    traces: Traces = []
    codes = list(dict.fromkeys(row.country for row in rows))
    if len(codes) > 1:
        for i, code in enumerate(codes):
            chosen = [row for row in rows if row.country == code]
            _line(traces, chosen, _SERIES[i % len(_SERIES)])
        points = titled(text("axis.tension"))
        return chart(traces, colours, _HEIGHT, xaxis=time_axis(span), yaxis=points, hovermode="x")
    shown = [row for row in rows if row.tension is not None]
    lang = language()
    # Long series have thousands of bars; what the layers share is written once.
    middles, widths = [_middle(row) for row in shown], [_width(row) for row in shown]
    hovers, names = [_hover(row, lang) for row in shown], [_name(row) for row in shown]
    for key, kind, sign, colour in (
        ("acts", "act", 1, colours.tension),
        ("threats", "threat", 1, pale(colours.tension)),
        ("relief", "relief", -1, colours.relief),
    ):
        traces.append(
            {
                "type": "bar",
                "x": middles,
                "y": [sign * (getattr(row, key) or 0.0) for row in shown],
                "width": widths,
                "name": text(f"column.{key}"),
                "marker": {"color": colour},
                "text": hovers,
                "textposition": "none",
                "hovertemplate": "%{text}<extra></extra>",
                "customdata": [[kind, name] for name in names],
            }
        )
    _interval(traces, shown, dict(zip(names, hovers, strict=True)), colours)
    _course(traces, rows, "average", {"color": colours.muted, "width": 2, "dash": "dot"})
    _course(traces, rows, "estimate", {"color": colours.text, "width": 2})
    _few(traces, rows, colours)
    points = titled(text("axis.both")) | both_ways(*_ends(rows))
    return chart(traces, colours, _HEIGHT, barmode="relative", xaxis=time_axis(span), yaxis=points)


def _ends(rows: Sequence[TensionPoint]) -> tuple[float, float]:
    """Return how far down and up the marks of a series reach."""
    up = [v for row in rows for v in (row.tension, row.high, row.average, row.estimate) if v]
    return -max((row.relief or 0.0 for row in rows), default=0.0), max(up, default=0.0)


def _middle(row: TensionPoint) -> str:
    """Return the middle of a period, where its bar stands."""
    first, last = row.period.first, row.period.last
    return (first + (last - first) / 2).isoformat()


def _width(row: TensionPoint) -> float:
    return _WIDTH * _DAY * ((row.period.last - row.period.first).days + 1)


def _line(traces: Traces, rows: Sequence[TensionPoint], colour: str) -> None:
    lang = language()
    traces.append(
        {
            "type": "scatter",
            "x": [_middle(row) for row in rows],
            "y": [row.tension for row in rows],
            "mode": "lines+markers",
            "name": country(rows[0].country),
            "line": {"color": colour, "width": 2},
            "marker": {"size": 8},
            "text": [_hover(row, lang) for row in rows],
            "hovertemplate": "%{text}<extra></extra>",
            "customdata": [["tension", _name(row)] for row in rows],
        }
    )


def _interval(
    traces: Traces, rows: Sequence[TensionPoint], hovers: Mapping[str, str], colours: Palette
) -> None:
    sure = [row for row in rows if row.low is not None and row.high is not None]
    names = [_name(row) for row in sure]
    traces.append(
        {
            "type": "scatter",
            "x": [_middle(row) for row in sure],
            "y": [row.tension for row in sure],
            "mode": "markers",
            "name": text("tension.interval"),
            "marker": {"color": colours.text, "size": 5},
            "error_y": {
                "type": "data",
                "symmetric": False,
                "array": [(row.high or 0) - (row.tension or 0) for row in sure],
                "arrayminus": [(row.tension or 0) - (row.low or 0) for row in sure],
                "color": colours.text,
                "thickness": 1.2,
                "width": 3,
            },
            "text": [hovers[name] for name in names],
            "hovertemplate": "%{text}<extra></extra>",
            "customdata": [["tension", name] for name in names],
        }
    )


def _course(
    traces: Traces, rows: Sequence[TensionPoint], name: str, line: Mapping[str, object]
) -> None:
    """Draw what another figure of each period comes to, where any has it."""
    values = [getattr(row, name) for row in rows]
    if any(value is not None for value in values):
        traces.append(
            {
                "type": "scatter",
                "x": [_middle(row) for row in rows],
                "y": values,
                "mode": "lines",
                "name": text(f"tension.{name}"),
                "line": line,
                "hoverinfo": "skip",
            }
        )


def _few(traces: Traces, rows: Sequence[TensionPoint], colours: Palette) -> None:
    """Mark periods with too few articles for a figure, which are no zeros."""
    few = [row for row in rows if row.tension is None]
    if few:
        lang = language()
        traces.append(
            {
                "type": "scatter",
                "x": [_middle(row) for row in few],
                "y": [0] * len(few),
                "mode": "markers",
                "name": text("few"),
                "marker": {"symbol": "x-thin-open", "size": 7, "color": colours.muted},
                "text": [_hover(row, lang) for row in few],
                "hovertemplate": "%{text}<extra></extra>",
            }
        )


def _name(row: TensionPoint) -> str:
    return f"{row.period}:{row.country}"


def _hover(row: TensionPoint, lang: str) -> str:
    words = partial(text, lang=lang)
    lines = [f"<b>{escape(country(row.country, lang=lang))}</b>, {period_words(row.period, lang)}"]
    if row.tension is None:
        few = words("few.because", n=number(row.base_articles, lang=lang))
        return "<br>".join([*lines, few])
    tension = f"{words('column.tension')} {figure(row.tension, lang=lang)}"
    if row.low is not None and row.high is not None:
        tension += f" ({number(row.low, lang=lang)}–{number(row.high, lang=lang)})"
    lines.append(tension)
    if row.estimate is not None:
        drawn = f"{words('tension.estimate')} {figure(row.estimate, lang=lang)}"
        low, high = (number(one or 0, lang=lang) for one in (row.estimate_low, row.estimate_high))
        week = words("tension.week", n=figure(row.week, lang=lang))
        lines.append(f"{drawn} ({low}–{high}), {week}")
    lines += [f"{words(f'column.{key}')} {figure(getattr(row, key), lang=lang)}" for key in _PARTS]
    if row.z is not None:
        lines.append(f"{words('column.z')} {number(row.z, 1, lang=lang)}")
    articles, sources = number(row.articles, lang=lang), number(row.sources, lang=lang)
    lines.append(words("map.articles", n=articles, sources=sources))
    return "<br>".join(lines)
