"""A day's estimate: what it rests on, how sure it is, and what it leaves alone."""

from __future__ import annotations

from dataclasses import astuple
from statistics import fmean

import numpy as np
import pytest

from pipeline.index.estimate import MEMORY_DAYS, Counted, Estimate, estimates
from pipeline.index.history import AVERAGE_DAYS, WINDOW_DAYS

#: A tension of 5 per 100 sentences is 100 points.
UNIT = 5.0


def counted(articles: list[tuple[float, int]]) -> Counted:
    return Counted(
        sum(value for value, _ in articles),
        sum(value**2 for value, _ in articles),
        sum(value * length for value, length in articles),
        len(articles),
        sum(length for _, length in articles),
        sum(length**2 for _, length in articles),
    )


def drawn(days: int, articles: int, spread: float = 0.02, seed: int = 1) -> list[Counted]:
    """Draw days whose true share differs by ``spread``, of articles of 5 to 15 sentences."""
    chance = np.random.default_rng(seed)
    truth = 0.05 + spread * np.clip(chance.standard_normal(days), -2, 2)
    lengths = chance.integers(5, 16, (days, articles)).tolist()
    return [
        counted([(float(chance.binomial(n, share)), n) for n in row])
        for share, row in zip(truth.tolist(), lengths, strict=True)
    ]


def last(days: list[Counted]) -> Estimate:
    found = estimates(days, UNIT)[-1]
    assert found is not None
    return found


def points(day: Counted) -> float:
    return 1e4 / UNIT * day.tension / day.sentences


def test_an_estimate_is_the_weighted_mean_of_the_day_and_its_week() -> None:
    days = drawn(MEMORY_DAYS + 1, 12)
    shares = [day.tension / day.sentences for day in days]
    weeks = [
        (sum(d.tension for d in week) / (size := sum(d.sentences for d in week)), size)
        for n in range(AVERAGE_DAYS, len(days))
        for week in [days[n - AVERAGE_DAYS : n]]
    ]
    past = days[-1 - WINDOW_DAYS : -1]
    single = sum(day.noise for day in past) / sum(day.sentences for day in past)
    between = fmean(
        (share - week) ** 2 - single * (1 / day.sentences + 1 / size)
        for day, share, (week, size) in zip(past, shares[-1 - WINDOW_DAYS :], weeks, strict=False)
    )
    assert between > 0
    own = between / (between + single / days[-1].sentences)
    expected, _ = weeks[-1]
    found = last(days)
    assert found.value == pytest.approx(2000 * (own * shares[-1] + (1 - own) * expected))
    assert found.week == pytest.approx(2000 * expected)
    assert 0 <= found.low < found.value < found.high


def test_later_days_and_those_beyond_its_memory_do_not_move_it() -> None:
    days = drawn(260, 8)
    whole = estimates(days, UNIT)
    for place in (MEMORY_DAYS + 20, 200):
        cut = last(days[place - MEMORY_DAYS : place + 1])
        assert astuple(cut) == pytest.approx(astuple(whole[place]))  # type: ignore[arg-type]


def test_it_is_nearer_to_the_truth_than_the_share_and_knows_how_near() -> None:
    chance = np.random.default_rng(5)
    truth = (0.06 + 0.02 * np.sin(np.arange(900) / 40)) * np.exp(0.2 * chance.standard_normal(900))
    days = [counted([(float(chance.binomial(10, p)), 10) for _ in range(8)]) for p in truth]
    rows = [
        (2000 * p, points(day), one)
        for p, day, one in zip(truth.tolist(), days, estimates(days, UNIT), strict=True)
        if one
    ]
    ours = fmean((one.value - true) ** 2 for true, _, one in rows)
    plain = fmean((share - true) ** 2 for true, share, _ in rows)
    assert ours < plain / 2
    assert 0.85 < fmean(one.low <= true <= one.high for true, _, one in rows) < 0.96


def test_a_day_of_many_articles_speaks_for_itself() -> None:
    few, many = (drawn(MEMORY_DAYS + 1, articles) for articles in (6, 600))
    assert abs(last(many).value - points(many[-1])) < 0.1 * abs(last(many).week - points(many[-1]))
    assert abs(last(few).value - points(few[-1])) > 0.2 * abs(last(few).week - points(few[-1]))


def test_a_quiet_past_does_not_hide_a_day_that_is_unlike_it() -> None:
    quiet = drawn(MEMORY_DAYS, 200, spread=0.0)
    shock = counted([(8.0, 10)] * 200)
    found = last([*quiet, shock])
    single = sum(day.noise for day in quiet) / sum(day.sentences for day in quiet)
    assert found.week < 0.1 * points(shock)
    assert points(shock) - found.value <= 2000 * 1.65 * (single / shock.sentences) ** 0.5


@pytest.mark.parametrize(
    "days",
    [
        drawn(20, 8),
        [*drawn(MEMORY_DAYS, 8), counted([(1.0, 10)] * 4)],
        [*drawn(MEMORY_DAYS, 8), *[Counted()] * AVERAGE_DAYS, counted([(1.0, 10)] * 8)],
        [*[counted([(0.0, 10)] * 8)] * MEMORY_DAYS, counted([(1.0, 10)] * 8)],
        [*drawn(MEMORY_DAYS, 8), Counted()],
    ],
    ids=["short past", "few articles", "no week before", "never any tension", "no article"],
)
def test_there_is_none_where_there_is_too_little_to_go_by(days: list[Counted]) -> None:
    assert estimates(days, UNIT)[-1] is None


def test_without_a_unit_there_are_no_points() -> None:
    assert {one.value for one in estimates(drawn(120, 8), 0.0) if one} == {0.0}
