"""Dyads, events, outlets, trends: each adds up to the sentences that it names."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from datetime import date

import pytest

from pipeline.query import Figure, Filter, Query, View
from pipeline.query.deeds import deeds, deeds_over_time
from pipeline.query.dyads import busiest, dyads, dyads_over_time
from pipeline.query.options import options
from pipeline.query.periods import Period, periods
from pipeline.query.quality import quality
from pipeline.query.sources import coverage, only_here, sources
from pipeline.query.stations import stations
from pipeline.query.trend import trend

JANUARY = (date(2022, 1, 1), date(2022, 1, 31))
FILTERS = [
    Filter(),
    Filter(("UA",), *JANUARY),
    Filter(types=("THREATEN", "MOBILIZE")),
    Filter(actors=("RU",), statuses=("asserted",)),
    Filter(targets=("UA",), first=date(2022, 2, 1)),
    Filter(sources=("Musterblatt",)),
    Filter(("RU",), types=("CONSULT",), sources=("Demo-Agentur", "Musterblatt")),
]
each_filter = pytest.mark.parametrize("wanted", FILTERS, ids=str)


@each_filter
def test_an_event_of_the_filter_fulfils_all_its_terms(query: Query, wanted: Filter) -> None:
    found = deeds(query, wanted)
    assert len(found) == query.key_figures(wanted).events
    assert len(found) == sum(row.events for row in query.event_counts(wanted))
    for deed in found:
        assert not wanted.types or deed.type in wanted.types
        assert not wanted.statuses or deed.status in wanted.statuses
        assert not wanted.actors or set(deed.actors) & set(wanted.actors)
        assert not wanted.targets or set(deed.targets) & set(wanted.targets)
        assert not wanted.sources or deed.source in wanted.sources
    behind = {(row.doc_id, row.sentence) for row in query.evidence(wanted, Figure("events"))}
    assert behind == {(deed.doc_id, deed.sentence) for deed in found}


@each_filter
def test_dyads_count_the_events_of_their_parties(query: Query, wanted: Filter) -> None:
    found = deeds(query, wanted)
    pairs = Counter((a, t) for deed in found for a in deed.actors for t in deed.targets)
    rows = dyads(query, wanted)
    assert {(row.actor, row.target): row.events for row in rows} == pairs
    for row in rows[:10]:
        inside = [d for d in found if row.actor in d.actors and row.target in d.targets]
        assert row.intensity == pytest.approx(sum(d.intensity for d in inside) / len(inside))
        assert row.asserted == sum(d.status == "asserted" for d in inside)
        assert set(row.types) == {d.type for d in inside}
        behind = query.evidence(wanted, Figure("dyad", f"{row.actor}>{row.target}"))
        assert {(e.doc_id, e.sentence) for e in behind} == {(d.doc_id, d.sentence) for d in inside}


def test_a_party_has_its_own_dyads(query: Query) -> None:
    rows = dyads(query, Filter(), party="RU")
    assert rows
    assert all("RU" in {row.actor, row.target} for row in rows)
    assert busiest(rows, 3)[0] == "RU"


@each_filter
def test_periods_add_up_to_the_whole(query: Query, wanted: Filter) -> None:
    overview = query.overview()
    assert overview.first is not None
    assert overview.last is not None
    spans = periods(wanted.first or overview.first, wanted.last or overview.last)
    figures = query.key_figures(wanted)
    points = trend(query, wanted, spans, View())
    assert [point.period for point in points] == spans
    assert sum(point.events for point in points) == figures.events
    assert sum(point.troops for point in points) == figures.troops
    assert sum(point.documents for point in points) == figures.documents
    for point in points:
        inside = wanted.between(point.period.first, point.period.last)
        alone, index = query.key_figures(inside), query.index.figure(inside)
        assert point.tension == (None if index.tension is None else pytest.approx(index.tension))
        assert point.relief == (None if index.relief is None else pytest.approx(index.relief))
        assert point.tone == (None if alone.tone is None else pytest.approx(alone.tone))
    told = deeds_over_time(query, wanted, spans)
    assert sum(row.events for row in told) == figures.events
    for row in told[:5]:
        value = f"{row.period}:{row.type}"
        inside = wanted.between(row.period.first, row.period.last)
        behind = query.evidence(wanted, Figure("happened", value))
        same = [deed for deed in deeds(query, inside) if deed.type == row.type]
        assert row.events == len(same)
        assert {(e.doc_id, e.sentence) for e in behind} == {(d.doc_id, d.sentence) for d in same}
    pairs = sum(row.events for row in dyads(query, wanted))
    assert sum(row.events for row in dyads_over_time(query, wanted, spans)) == pairs


@each_filter
def test_figures_of_periods_are_those_of_each(query: Query, wanted: Filter) -> None:
    spans = periods(date(2022, 1, 3), date(2022, 3, 27))
    for span, found in zip(spans, query.index.figures(wanted, spans), strict=True):
        alone = query.index.figure(wanted.between(span.first, span.last))
        for name, value in asdict(alone).items():
            expected = pytest.approx(value) if isinstance(value, float) else value
            assert getattr(found, name) == expected


@each_filter
def test_outlets_add_up_to_the_filter(query: Query, wanted: Filter) -> None:
    figures = query.key_figures(wanted)
    rows = sources(query, wanted)
    assert sum(row.documents for row in rows) == figures.documents
    assert sum(row.sentences for row in rows) == figures.sentences
    assert sum(row.events for row in rows) == figures.events
    assert sum(row.base for row in rows) <= figures.base
    for row in rows:
        behind = query.evidence(wanted, Figure("source", row.source))
        assert row.sentences == len(behind)
        up = sum(max(0.0, sentence.escalation) for sentence in behind)
        assert row.tension == pytest.approx(100 * up / row.base)
    spans = [Period(date(2021, 10, 1), date(2021, 12, 31)), Period(date(2022, 1, 1), JANUARY[1])]
    for told in coverage(query, Filter(), spans):
        figure = Figure("covered", f"{told.period}:{told.source}")
        behind = query.evidence(Filter(), figure)
        assert told.documents == len({sentence.doc_id for sentence in behind})


def test_what_one_outlet_alone_reports_no_other_does(query: Query) -> None:
    everything = only_here(query, Filter())
    assert everything
    for row in everything:
        figure = Figure("dyad", f"{row.actor}>{row.target}:{row.type}")
        assert {sentence.source for sentence in query.evidence(Filter(), figure)} == {row.source}
    narrowed = only_here(query, Filter(sources=("Musterblatt",)))
    assert narrowed == [row for row in everything if row.source == "Musterblatt"]


def test_troops_are_grouped_and_never_added_up(query: Query) -> None:
    claims = query.troops(Filter())
    rows = stations(claims)
    assert sum(row.claims for row in rows) == sum(not claim.casualties for claim in claims)
    for row in rows:
        behind = query.evidence(Filter(), Figure("stationed", f"{row.owner}>{row.place_country}"))
        assert {(c.doc_id, c.sentence) for c in row.rows} <= {
            (sentence.doc_id, sentence.sentence) for sentence in behind
        }
        if row.low is not None and row.high is not None:
            assert row.low <= row.high


def test_options_are_what_occurs(query: Query) -> None:
    found = options(query)
    assert "RU" in found.actors
    assert "Musterblatt" in found.sources
    for type_ in found.types:
        assert query.key_figures(Filter(types=(type_,))).events > 0
    for place in list(found.places)[:5]:
        wanted = Filter(places=(place,))
        assert {place} <= {point.place_id for point in query.points(wanted)}


def test_quality_counts_what_is_missing(query: Query) -> None:
    found = quality(query)
    assert found.sentences == query.overview().sentences
    assert 0 < found.silent < found.sentences
    assert 0 < found.one_sided < found.events
    assert found.last == query.overview().last
    assert found.methodologies == (query.overview().methodology,)
    assert found.set_aside == ()


def test_periods_cover_the_span_and_nothing_else() -> None:
    first, last = date(2022, 1, 5), date(2022, 3, 2)
    weeks = periods(first, last)
    assert weeks[0] == Period(first, date(2022, 1, 9))
    assert weeks[-1] == Period(date(2022, 2, 28), last)
    assert len(periods(first, date(2022, 1, 7))) == 3
    months = periods(first, last, most=4)
    assert months == [
        Period(first, date(2022, 1, 31)),
        Period(date(2022, 2, 1), date(2022, 2, 28)),
        Period(date(2022, 3, 1), last),
    ]


def test_there_is_no_period_before_the_calendar(query: Query) -> None:
    assert Filter((), date.min, date.max).previous() is None
    everything = query.key_figures(Filter((), date.min, date.max))
    assert everything == query.key_figures(Filter())


def test_the_previous_period_is_as_long_and_ends_the_day_before() -> None:
    assert Filter().previous() is None
    before = Filter(("UA",), date(2022, 1, 8), date(2022, 1, 14)).previous()
    assert before == Filter(("UA",), date(2022, 1, 1), date(2022, 1, 7))


@pytest.mark.parametrize(
    "figure",
    [
        Figure("dyad", "RU"),
        Figure("happened", "2022-01-01:ASSAULT"),
        Figure("happened", "2022-02-01/2022-01-01:ASSAULT"),
        Figure("covered", "gestern/heute:Musterblatt"),
        Figure("stationed", "RU"),
        Figure("sentence", "x"),
        Figure("incident", "ASSAULT"),
        Figure("sentence", "a:b"),
        Figure("toned", ""),
        Figure("tension", "x:RU"),
        Figure("up", "heute"),
    ],
    ids=str,
)
def test_a_figure_with_a_broken_value_is_not_sound(figure: Figure) -> None:
    assert not figure.sound
