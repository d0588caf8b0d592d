"""Figures of the index and the sentences behind them."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.query import Figure, Filter, Query, View
from pipeline.query.behind import behind
from pipeline.query.figure import Kind
from pipeline.query.tension_series import tension_series

WEEK = Filter((), date(2022, 2, 21), date(2022, 2, 27))
VIEWS = [View(), View(unrealised=False), View("actor")]


@pytest.mark.parametrize("view", VIEWS, ids=str)
@pytest.mark.parametrize("wanted", [Filter(), WEEK, WEEK.of(("UA",))], ids=str)
def test_points_of_all_sentences_add_up_to_the_figure(
    query: Query, wanted: Filter, view: View
) -> None:
    figure = query.index.figure(wanted, view)
    kinds: dict[Kind, float | None] = {
        "tension": figure.tension,
        "threat": figure.threats,
        "act": figure.acts,
        "relief": figure.relief,
    }
    for kind, expected in kinds.items():
        found = behind(query, wanted, Figure(kind), 10_000, view=view)
        assert len(found.found) == len(found.points) == found.total
        assert sum(found.points) == pytest.approx(expected)


def test_a_bar_of_the_series_names_its_sentences(query: Query) -> None:
    wanted = Filter(("UA", "RU"), date(2022, 2, 1), date(2022, 3, 30))
    rows = [row for row in tension_series(query, wanted, View()) if row.tension is not None]
    assert {row.country for row in rows} == {"UA", "RU"}
    for row in rows:
        figure = Figure("tension", f"{row.period}:{row.country}")
        assert figure.sound
        found = behind(query, wanted, figure, 10_000)
        assert sum(found.points) == pytest.approx(row.tension)
        assert row.acts is not None
        assert row.threats is not None
        assert row.tension == pytest.approx(row.acts + row.threats)


def test_a_series_of_few_articles_falls_back_to_longer_periods(query: Query) -> None:
    rows = tension_series(query, Filter(), View())
    assert all((row.period.last - row.period.first).days > 0 for row in rows[:-1])
    assert rows[0].period.first == query.overview().first
    assert rows[-1].period.last == query.overview().last
    for row in rows:
        assert (row.tension is None) == (row.base_articles < 5)


def test_other_figures_have_no_points(query: Query) -> None:
    found = behind(query, WEEK, Figure("events"), 3)
    assert len(found.found) == 3
    assert found.points == ()
    assert found.total == query.evidence_count(WEEK, Figure("events"))
