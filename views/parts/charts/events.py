"""Events by type and status."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.query import EventCount
from views.parts.charts.drawn import Drawn
from views.parts.charts.frame import HEIGHT, chart, titled
from views.parts.palette import Palette
from views.parts.texts import label, text

_STATUS = ("asserted", "hypothetical", "denied", "negated")


def event_chart(rows: Sequence[EventCount], colours: Palette) -> Drawn:
    """Return the number of events by type, stacked by status; bars carry type and status."""
    totals: dict[str, int] = {}
    for row in rows:
        totals[row.type] = totals.get(row.type, 0) + row.events
    order = sorted(totals, key=lambda name: (totals[name], name))
    traces = []
    for status in _STATUS:
        chosen = {row.type: row.events for row in rows if row.status == status}
        traces.append(
            {
                "type": "bar",
                "y": [label("type", name) for name in order],
                "x": [chosen.get(name, 0) for name in order],
                "orientation": "h",
                "name": label("status", status),
                "marker": {"color": colours.status[status]},
                "customdata": [["event", f"{name}:{status}"] for name in order],
                "hovertemplate": "%{y}, " + label("status", status) + ": %{x}<extra></extra>",
            }
        )
    height = max(HEIGHT, 84 + 24 * len(order))
    return chart(
        traces,
        colours,
        height,
        barmode="stack",
        xaxis=titled(text("axis.events")),
        yaxis={"ticksuffix": " "},
    )
