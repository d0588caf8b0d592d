"""What is answered from arrays of some days is what DuckDB answers, whatever the filter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.index.cells import Role
from pipeline.query import Figure, Filter, Query, View
from pipeline.query.current import comparable
from pipeline.query.options import options
from pipeline.query.periods import periods, weeks_or_months
from pipeline.query.trend import trend
from pipeline.query.window.parts import Parts, parts_of
from pipeline.query.window.sentences import sentences_of
from pipeline.query.windows import Windows

FIRST, DAYS = date(2021, 10, 1), 240
LISTS = ("types", "statuses", "actors", "targets", "speakers", "sources", "places")


class NoWindows(Windows):
    """Holds nothing, so that every question goes to DuckDB."""

    def get(self, *_: object) -> None:
        """Return nothing."""


@pytest.fixture(scope="module")
def both(seed_store: Path) -> tuple[Query, Query]:
    held, asked = Query.open(seed_store), Query.open(seed_store)
    asked.windows = NoWindows()
    return held, asked


@st.composite
def filters(draw: st.DrawFn) -> tuple[int, int, dict[str, tuple[int, ...]]]:
    """Draw days and which of the values of each field, as positions."""
    few = st.lists(st.integers(0, 40), min_size=1, max_size=3).map(tuple)
    chosen = draw(st.sets(st.sampled_from(("countries", *LISTS)), max_size=3))
    return (
        draw(st.integers(0, DAYS)),
        draw(st.sampled_from((1, 7, 30, 90))),
        {name: draw(few) for name in sorted(chosen)},
    )


def filter_of(query: Query, drawn: tuple[int, int, dict[str, tuple[int, ...]]]) -> Filter:
    start, days, chosen = drawn
    first = FIRST + timedelta(days=start)
    known = options(query)
    values: dict[str, list[str]] = {name: list(getattr(known, name)) for name in LISTS}
    values["countries"] = query.countries()
    picked: dict[str, Any] = {
        name: tuple(dict.fromkeys(values[name][place % len(values[name])] for place in places))
        for name, places in chosen.items()
        if values[name]
    }
    return replace(Filter((), first, first + timedelta(days=days - 1)), **picked)


def answers(query: Query, wanted: Filter, view: View) -> Iterable[object]:
    index = query.index
    yield query.key_figures(wanted)
    yield query.tone_by_day(wanted)
    yield query.points(wanted)
    yield query.event_counts(wanted)
    for kind in ("all", "escalating", "relaxing", "tone"):
        yield query.evidence(wanted, Figure(kind), limit=5)
    yield index.figure(wanted, view)
    yield index.countries(wanted, view)
    assert wanted.first is not None
    assert wanted.last is not None
    yield trend(query, wanted, periods(wanted.first, wanted.last), view)
    yield index.series(wanted, view)
    yield index.figures(wanted, weeks_or_months(wanted.first, wanted.last), view)
    yield [index.evidence_count(wanted, view, side) for side in ("tension", "act", "relief")]
    change = index.why(wanted, view=view, limit=10_000)
    cuts = ("types", "pairs", "sources", "articles")
    yield change and [{one.key: one for one in getattr(change, cut)} for cut in cuts]
    movers = index.movers(wanted, view, limit=10_000)
    yield {one.country: (one.before, one.after, one.articles, one.sources) for one in movers}


def assert_same(one: Any, other: Any) -> None:
    """Compare values field by field, numbers but for their last digits."""
    assert type(one) is type(other)
    if is_dataclass(one):
        for field in fields(one):
            assert_same(getattr(one, field.name), getattr(other, field.name))
    elif isinstance(one, dict):
        assert one.keys() == other.keys()
        for key in one:
            assert_same(one[key], other[key])
    elif isinstance(one, list | tuple):
        assert len(one) == len(other)
        for left, right in zip(one, other, strict=True):
            assert_same(left, right)
    elif isinstance(one, float):
        assert one == pytest.approx(other, abs=1e-7)
    else:
        assert one == other


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(drawn=filters(), role=st.sampled_from(get_args(Role)), unrealised=st.booleans())
def test_answers_are_the_same_with_windows_and_without(
    both: tuple[Query, Query],
    drawn: tuple[int, int, dict[str, tuple[int, ...]]],
    role: Role,
    unrealised: bool,
) -> None:
    held, asked = both
    wanted, view = filter_of(held, drawn), View(role, unrealised)
    for one, other in zip(answers(held, wanted, view), answers(asked, wanted, view), strict=True):
        assert_same(one, other)


def test_a_window_serves_every_filter_of_its_days(seed_store: Path) -> None:
    query = Query.open(seed_store)
    month = Filter((), date(2022, 2, 1), date(2022, 2, 28))
    window = sentences_of(query, month)
    assert window is not None
    assert sentences_of(query, month.of(("UA",))) is window
    before = comparable(month, date(2021, 1, 1))
    assert before is not None
    assert sentences_of(query, before) is window
    assert sentences_of(query, replace(month, last=date(2022, 3, 1))) is not window
    assert parts_of(query, month) is parts_of(query, replace(month, types=("ASSAULT",)))


def test_what_has_no_bounds_or_needs_other_tables_is_asked_of_duckdb(query: Query) -> None:
    assert sentences_of(query, Filter()) is None
    assert parts_of(query, Filter((), date(2022, 2, 1), None)) is None
    assert parts_of(query, Filter((), date(2022, 2, 1), date(2022, 2, 2), places=("x",))) is None


def test_windows_that_were_not_asked_for_longest_go() -> None:
    windows = Windows()
    made: list[date] = []

    def make(first: date, _last: date) -> Parts:
        made.append(first)
        window = object.__new__(Parts)
        window.rows = 300_000
        return window

    def ask(day: int) -> None:
        wanted = Filter((), date(2022, 1, day), date(2022, 1, day))
        assert windows.get(Parts, wanted, wanted, make) is not None

    for day in (1, 2, 1, 3, 1, 2):
        ask(day)
    assert [day.day for day in made] == [1, 2, 3, 2]
    assert windows.get(Parts, Filter(), Filter(), make) is None
    assert comparable(Filter(), date(2022, 1, 1)) is None


@pytest.mark.parametrize("rows", [0, 1])
def test_days_without_a_sentence_have_empty_answers(query: Query, rows: int) -> None:
    day = date(1990, 1, 1)
    nothing = Filter(("UA",) * rows, day, day)
    assert query.points(nothing) == []
    assert query.event_counts(nothing) == []
    assert query.evidence(nothing, Figure("all"), limit=3) == []
    assert query.key_figures(nothing).sentences == 0
    assert query.index.figure(nothing).articles == 0
    assert query.index.evidence_count(nothing) == 0


@pytest.mark.parametrize(
    "ends",
    [
        (date.min, date(2022, 3, 1)),
        (date(2022, 3, 1), date.max),
        (date.min, date.min),
        (date.max, date.max),
    ],
)
def test_the_calendar_may_end_before_a_period_is_compared(
    query: Query, ends: tuple[date, date]
) -> None:
    wanted = Filter(("UA",), *ends)
    index = query.index
    inside = Filter(("UA",), max(ends[0], date(2021, 1, 1)), min(ends[1], date(2023, 1, 1)))
    assert index.figure(wanted).articles == index.figure(inside).articles
    assert len(index.series(wanted)) == len(index.series(inside))
    found = {one.country: one for one in index.countries(wanted)}
    assert found["UA"].articles == index.figure(inside).articles
    assert index.movers(wanted) == [] or ends[0] > date.min
    assert [spike for spike in index.spikes(wanted) if not ends[0] <= spike.day <= ends[1]] == []
    assert query.key_figures(wanted).sentences == query.key_figures(inside).sentences


def test_periods_reach_the_end_of_the_calendar() -> None:
    week = weeks_or_months(date.max - timedelta(days=2), date.max)
    assert [(span.first, span.last) for span in week] == [(date.max - timedelta(days=2), date.max)]
    assert periods(date.max, date.max)[-1].last == date.max
