"""Charts: what comes from articles stays text, and what leads to sentences names them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import plotly.graph_objects as go
import pytest
from plotly.basedatatypes import BaseFigure
from plotly.io import to_json

from pipeline.boundaries import disputed_areas
from pipeline.query import Figure, Filter, Piece, Query, View
from pipeline.query.dyads import busiest, dyads
from pipeline.query.sources import SourceFigure, sources
from pipeline.query.tension_series import tension_series
from views.parts.charts.events import event_chart
from views.parts.charts.frame import both_ways
from views.parts.charts.grid import ARROW, Cell, grid_chart, shade
from views.parts.charts.network import network_chart
from views.parts.charts.outlets import outlet_chart
from views.parts.charts.pieces import piece_chart
from views.parts.charts.tension import tension_chart
from views.parts.charts.tone import tone_chart
from views.parts.palette import DARK, LIGHT, Palette
from views.parts.worldmap import world_map

EVIL = '<a href="https://example.org">x</a>'
ALL = Filter()
WEEK = (date(2022, 2, 21), date(2022, 2, 27))


def whole(chart: BaseFigure) -> go.Figure:
    """Return a chart as plotly understands it; it raises where there is no such property."""
    return go.Figure(chart.to_dict())


def test_charts_are_sent_as_plotly_would_send_them(query: Query) -> None:
    wanted = Filter(("UA", "RU"), *WEEK)
    pieces = [Piece("a", 0.0, 1.0)]
    drawn = [
        *(tension_chart(tension_series(query, one, View()), WEEK, LIGHT) for one in (wanted, ALL)),
        world_map(query.index.countries(ALL), query.points(ALL), disputed_areas(), DARK),
        world_map(query.index.countries(wanted), query.points(wanted), (), LIGHT, ("UA",), "z"),
        event_chart(query.event_counts(ALL), LIGHT),
        tone_chart(query.tone_by_day(ALL), WEEK, LIGHT),
        outlet_chart(sources(query, ALL), LIGHT),
        piece_chart(pieces, ["a"], [Figure("article", "a")], LIGHT),
    ]
    for chart in drawn:
        assert json.loads(to_json(chart.to_dict())) == json.loads(to_json(whole(chart).to_dict()))


def test_names_from_articles_are_no_markup() -> None:
    cell = Cell(EVIL, EVIL, 3, "source", EVIL, EVIL)
    outlet = SourceFigure(EVIL, 1, 1, 1, 0, 0.0, 0.0, None, None, None)
    charts = (
        grid_chart([cell], [EVIL], [EVIL], LIGHT),
        whole(outlet_chart([outlet], LIGHT)),
        whole(piece_chart([Piece("a", 0.0, 1.0)], [EVIL], [Figure("article", "a")], LIGHT)),
    )
    for chart in charts:
        axes = (chart.layout.xaxis, chart.layout.yaxis)
        shown = [getattr(axis, name) for axis in axes for name in ("categoryarray", "ticktext")]
        for trace in chart.data:
            shown += [trace.x, trace.y, trace.text, trace.hovertext]
        assert "&lt;a href" in repr(shown)
        assert "<a href" not in repr(shown)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_conflict_and_cooperation_have_different_colours(colours: Palette) -> None:
    assert shade(-8, colours) == colours.tension
    assert shade(8, colours) == colours.relief
    assert shade(None, colours) == colours.neutral
    assert shade(-1, colours) not in {colours.tension, colours.relief, colours.neutral}


def test_the_bars_of_a_period_are_its_tension(query: Query) -> None:
    rows = tension_series(query, Filter(("UA",), *WEEK), View())
    (row,) = [row for row in rows if row.tension is not None]
    chart = whole(tension_chart(rows, WEEK, LIGHT))
    acts, threats, relief = chart.data[:3]
    assert acts.y[0] + threats.y[0] == pytest.approx(row.tension)
    assert relief.y[0] == pytest.approx(-(row.relief or 0))
    assert list(acts.customdata[0]) == ["act", f"{row.period}:UA"]


def test_the_estimate_of_a_day_is_a_line_that_the_hover_explains(query: Query) -> None:
    rows = tension_series(query, Filter(("UA",), *WEEK), View())
    drawn = [
        replace(row, estimate=81.0, estimate_low=61.0, estimate_high=101.0, week=71.0)
        for row in rows
    ]
    chart = whole(tension_chart(drawn, WEEK, LIGHT))
    (line,) = [trace for trace in chart.data if trace.name == "Schätzung des Tages"]
    assert set(line.y) == {81.0}
    assert "Schätzung des Tages 81 (61–101), Woche davor 71" in chart.data[0].text[0]
    assert len(whole(tension_chart(rows, WEEK, LIGHT)).data) == len(chart.data) - 1


def test_long_names_in_front_of_rows_are_short_and_stay_apart() -> None:
    names = [f"Internationaler Strafgerichtshof{ARROW}{to}" for to in ("Russland", "Rumänien")]
    cells = [Cell("1. März", name, 1, "dyad", "a>b", name) for name in names]
    axis = whole(grid_chart(cells, ["1. März"], names, LIGHT)).layout.yaxis
    assert list(axis.tickvals) == names
    assert axis.ticktext == ("Internationaler… → Russland", "Internationaler… → Rumänien")


def test_several_countries_are_lines_of_their_own(query: Query) -> None:
    rows = tension_series(query, Filter(("UA", "RU"), *WEEK), View())
    chart = whole(tension_chart(rows, WEEK, LIGHT))
    assert [trace.name for trace in chart.data] == ["Ukraine", "Russland"]
    assert chart.layout.hovermode == "x"


def test_an_arrow_of_the_network_names_its_pair(query: Query) -> None:
    found = dyads(query, Filter())
    parties = busiest(found, 5)
    chart = network_chart(found, parties, LIGHT)
    picks = {
        tuple(pick)
        for trace in chart.data
        if trace.customdata is not None
        for pick in trace.customdata
    }
    expected = {
        ("dyad", f"{row.actor}>{row.target}")
        for row in found
        if {row.actor, row.target} <= set(parties) and row.actor != row.target
    }
    assert picks == expected


@pytest.mark.parametrize(
    ("low", "high", "values", "words"),
    [
        (-120.0, 310.0, [-100, 0, 100, 200, 300], ["100", "0", "100", "200", "300"]),
        (-0.6, 0.9, [-0.5, 0, 0.5], ["0,5", "0,0", "0,5"]),
        (0.0, 40.0, [0, 10, 20, 30, 40], ["0", "10", "20", "30", "40"]),
    ],
)
def test_relief_counts_upwards_from_nought(
    low: float, high: float, values: list[float], words: list[str]
) -> None:
    assert both_ways(low, high) == {"tickvals": values, "ticktext": words}


def test_an_axis_of_nothing_has_no_marks() -> None:
    assert both_ways(0.0, 0.0) == {}


def test_each_square_has_room_for_its_number() -> None:
    cells = [Cell("x", str(value), value, "dyad", "a>b", "") for value in (1, 12, 400)]
    (trace,) = whole(grid_chart(cells, ["x"], ["1", "12", "400"], LIGHT)).data
    assert list(trace.text) == ["1", "12", "400"]
    assert list(trace.marker.size) == sorted(trace.marker.size)
    assert trace.marker.opacity == 1  # plotly's own for bubbles would let the ground shine through
