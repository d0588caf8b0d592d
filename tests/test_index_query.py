"""Figures of the index equal sums over their sentences; reprints count once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from math import tanh
from pathlib import Path
from typing import get_args

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.index.cells import Role
from pipeline.index.parts import POWER
from pipeline.model import Annotated, Document, Event, Place, Sentence
from pipeline.query import Filter, Query, View
from pipeline.query.index_cells import chosen_parts, shares_of
from pipeline.query.tension_series import tension_series
from pipeline.scale import SCALE
from pipeline.settings import Settings
from pipeline.store import open_writer
from pipeline.store.cubes import Cubes
from pipeline.store.rows import tables_of

FIRST = date(2022, 3, 1)
#: Too few articles for a figure on this day.
QUIET = FIRST + timedelta(days=40)
PEAK = FIRST + timedelta(days=45)
LAST = FIRST + timedelta(days=49)
FILTERS = [
    Filter((), PEAK, LAST),
    Filter(("UA",), PEAK, LAST),
    Filter(("UA", "RU"), PEAK, LAST),
    Filter(("RU",), PEAK, LAST, types=("ASSAULT",)),
    Filter((), PEAK, LAST, sources=("Blatt A",)),
    Filter((), PEAK, LAST, statuses=("hypothetical",), actors=("RU",)),
]
VIEWS = [View(role, unrealised=on) for role in get_args(Role) for on in (True, False)]
each_filter = pytest.mark.parametrize("wanted", FILTERS, ids=str)


def place(country: str) -> Place:
    return Place("Ort", 0, 3, "name", f"p:{country}", "Ort", country, 1, 1, "city", "place", 0.9)


def document(number: int, day: date, *sentences: Sentence) -> Annotated:
    source = ("Blatt A", "Blatt B", "Blatt C")[number % 3]
    words = " ".join(f"w{day:%j}n{number}k{place}" for place in range(30))  # no copy of another
    text = Document(f"{day}-{number}", words, "Titel", day, source=source)
    placed = tuple(replace(one, index=place) for place, one in enumerate(sentences))
    return Annotated(text, placed, "1")


def told(kind: str, intensity: float, score: float, status: str = "asserted") -> Sentence:
    event = Event(kind, "", status, intensity, ("RU",), ("UA",), None, None, None, ())  # type: ignore[arg-type]
    return Sentence("Satz.", 0, 5, 0, score, places=(place("UA"),), events=(event,))


PLAIN = Sentence("Satz.", 0, 5, 0, places=(place("FR"),))
ATTACK, THREAT = told("ASSAULT", -9, 0.81), told("THREATEN", -3.5, 0.41)
MAYBE, RELIEF = told("ASSAULT", -9, 0.51, "hypothetical"), told("AGREE", 2.5, -0.3)


def corpus() -> Iterator[Annotated]:
    day = FIRST
    while day <= LAST:
        for number in range(2 if day == QUIET else 6):
            lively = number < (5 if day >= PEAK else day.day % 2)
            more = (ATTACK, MAYBE, RELIEF) if day >= PEAK else (THREAT,)
            yield document(number, day, PLAIN, PLAIN, *(more if lively else ()))
        day += timedelta(days=1)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Query:
    folder = tmp_path_factory.mktemp("index") / "store"
    with open_writer(folder, Settings(store=folder), "1") as writer:
        writer.write(corpus())
        writer.publish()
    return Query.open(folder)


@each_filter
@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_a_figure_is_the_sum_of_its_evidence(made: Query, wanted: Filter, view: View) -> None:
    figure = made.index.figure(wanted, view)
    for side, value in (
        ("tension", figure.tension),
        ("threat", figure.threats),
        ("act", figure.acts),
        ("relief", figure.relief),
    ):
        found = made.index.evidence(wanted, view, side)  # type: ignore[arg-type]
        assert sum(one.points for one in found) == pytest.approx(value, abs=1e-6)
    tense = made.index.evidence(wanted, view)
    assert figure.escalating == len(tense)
    assert figure.articles == len({one.evidence.doc_id for one in tense})
    assert set(figure.sources) == {one.evidence.source for one in tense}


@each_filter
def test_a_change_falls_into_pieces_that_add_up(made: Query, wanted: Filter) -> None:
    for limit in (1, 12):
        found = made.index.why(wanted, limit=limit)
        assert found is not None
        for kind in (found.types, found.pairs, found.sources, found.articles):
            assert sum(piece.change for piece in kind) == pytest.approx(found.change, abs=1e-6)


@each_filter
def test_days_and_countries_are_figures_of_their_own(made: Query, wanted: Filter) -> None:
    for day in made.index.series(wanted):
        alone = wanted.between(day.day, day.day).of((day.country,) if day.country else ())
        figure = made.index.figure(alone)
        assert day.tension == pytest.approx(figure.tension)
        assert day.low == pytest.approx(figure.low)
        assert day.high == pytest.approx(figure.high)
        assert (day.articles, day.escalating) == (figure.articles, figure.escalating)
    for row in made.index.countries(wanted):
        figure = made.index.figure(wanted.of((row.country,)))
        assert row.tension == pytest.approx(figure.tension)
        assert row.relief == pytest.approx(figure.relief)
        assert row.sources <= len(figure.sources)


def test_types_add_up_to_the_whole(made: Query) -> None:
    wanted = FILTERS[1]
    kinds = ("ASSAULT", "THREATEN", "AGREE")
    parts = [made.index.figure(replace(wanted, types=(kind,))).tension or 0.0 for kind in kinds]
    assert sum(parts) == pytest.approx(made.index.figure(wanted).tension)


def test_the_baseline_is_a_hundred(made: Query) -> None:
    whole = made.index.figure(Filter())
    assert whole.tension == pytest.approx(100.0)
    assert made.index.baseline().first == FIRST


def test_too_few_articles_give_no_figure(made: Query) -> None:
    (day,) = made.index.series(Filter((), QUIET, QUIET))
    assert (day.tension, day.low, day.z, day.base_articles) == (None, None, None, 2)
    assert day.average is not None
    assert made.index.figure(Filter((), QUIET, QUIET)).tension is None
    assert made.index.why(Filter((), QUIET, QUIET)) is None


def test_an_estimate_lies_between_the_day_and_its_week_whatever_was_asked_for(made: Query) -> None:
    whole = made.index.series(Filter())
    drawn = [day for day in whole if day.estimate]
    assert drawn
    for day in drawn:
        one, tension = day.estimate, day.tension
        assert one is not None
        assert tension is not None
        assert min(one.week, tension) - 1e-6 <= one.value <= max(one.week, tension) + 1e-6
    assert made.index.series(Filter((), PEAK, LAST)) == [day for day in whole if day.day >= PEAK]
    assert {day.estimate for day in whole if day.day == QUIET} == {None}


def test_a_long_span_is_shown_by_weeks(made: Query, monkeypatch: pytest.MonkeyPatch) -> None:
    days = tension_series(made, Filter((), FIRST, LAST), View())
    assert {row.period.first for row in days} == {row.period.last for row in days}
    monkeypatch.setattr("pipeline.query.tension_series._MOST_DAYS", 20)
    weeks = tension_series(made, Filter((), FIRST, LAST), View())
    assert {(row.period.last - row.period.first).days for row in weeks[1:-1]} == {6}
    assert sum(row.articles for row in weeks) == sum(row.articles for row in days)


def test_movers_say_what_moved_them(made: Query) -> None:
    first, *_ = made.index.movers(FILTERS[0])
    assert first.country in {"RU", "UA"}
    assert first.change == pytest.approx(first.after - first.before)
    assert first.types[0].key == "ASSAULT"
    assert first.pairs[0].key == "RU>UA"


def test_pairs_add_up_to_what_events_tell(made: Query) -> None:
    (pair,) = made.index.pairs(FILTERS[0])
    assert (pair.actor, pair.target) == ("RU", "UA")
    figure = made.index.figure(FILTERS[0])
    assert pair.tension == pytest.approx(figure.tension)
    assert pair.relief == pytest.approx(figure.relief)


def test_a_day_above_its_past_is_a_spike_with_evidence(made: Query) -> None:
    found = made.index.spikes(Filter((), FIRST, PEAK))
    assert {(one.day, one.country) for one in found} == {(PEAK, c) for c in ("", "RU", "UA")}
    for one in found:
        assert one.z >= 3
        assert len(one.sources) >= 2
        assert one.evidence[0].points >= one.evidence[-1].points > 0
    assert not made.index.spikes(Filter(("FR",), FIRST, LAST))


def cubes(tmp_path: Path, clusters: dict[str, str], day: date = PEAK) -> dict[str, pa.Table]:
    """Return the derived tables of four articles of a day, some of them in a cluster."""
    rows = tables_of(document(number, day, ATTACK, PLAIN) for number in range(4))
    ids = rows["documents"]["doc_id"].to_pylist()
    column = pa.array([clusters.get(one[-1]) for one in ids], pa.string())
    place = rows["documents"].column_names.index("cluster")
    rows["documents"] = rows["documents"].set_column(place, "cluster", column)
    files = {}
    for name in ("documents", "parts"):
        files[name] = [str(tmp_path / f"{name}.parquet")]
        pq.write_table(rows[name], files[name][0])
    found = Cubes(files["documents"], files["parts"], [])
    assert found.touched() == [day]
    return found.rows([day])


def test_reprints_count_once_and_are_told_as_reach(tmp_path: Path) -> None:
    alone, copied = cubes(tmp_path, {}), cubes(tmp_path, {"0": "c", "1": "c", "3": "c"})
    assert sum(alone["index_base"]["articles"].to_pylist()) == 4
    assert sum(copied["index_base"]["articles"].to_pylist()) == 2
    assert copied["index_copies"]["lead"].to_pylist() == [f"{PEAK}-0"] * 2
    for rows, articles, reach in ((alone, 4, 4), (copied, 2, 4)):
        (world,) = [
            row
            for row in rows["index_cells"].to_pylist()
            if row["country"] == "" and not row["realised"]
        ]
        assert (world["articles"], world["reach"]) == (articles, reach)
        assert world["acts"] == pytest.approx(articles * tanh(9 / SCALE) ** POWER)


def test_a_run_renews_the_days_that_it_touched(tmp_path: Path) -> None:
    settings = Settings(store=tmp_path)
    for number in (0, 1):
        with open_writer(tmp_path, settings, "1") as writer:
            writer.write([document(number, PEAK, ATTACK), document(number, LAST, PLAIN)])
            writer.publish()
        base = Query.open(tmp_path).index.figure(Filter((), PEAK, PEAK))
        assert (base.base_articles, base.articles) == (number + 1, number + 1)
    with open_writer(tmp_path, settings, "2") as writer:
        writer.write([replace(document(0, PEAK, PLAIN), methodology="2")])
        writer.publish()
    figure = Query.open(tmp_path).index.figure(Filter((), PEAK, PEAK))
    assert (figure.base_articles, figure.articles) == (2, 1)


def test_a_copy_of_another_day_adds_to_the_reach_of_the_first(tmp_path: Path) -> None:
    first, later = document(0, PEAK, ATTACK), document(1, PEAK + timedelta(days=1), ATTACK)
    copy = replace(later, document=replace(later.document, text=first.document.text))
    for one, reach in ((first, 1), (copy, 2)):
        with open_writer(tmp_path, Settings(store=tmp_path), "1") as writer:
            writer.write([one])
            writer.publish()
        index = Query.open(tmp_path).index
        (day,) = index.series(Filter((), PEAK, PEAK))
        assert (day.reach, index.figure(Filter((), PEAK, PEAK)).reach) == (reach, reach)


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_stored_sums_of_types_are_those_of_the_parts(made: Query, view: View) -> None:
    typed = Filter((), PEAK, LAST, types=("ASSAULT", "AGREE"))
    for code in ("UA", "RU", ""):
        relation, values = shares_of(made, typed, view, (code,))
        assert "index_types" in relation
        sums = "SELECT sum(tension) AS n, sum(relief) AS r FROM ({})"
        stored = made.one(sums.format(relation), values)
        where, values = chosen_parts(typed.of((code,) if code else ()), view)
        asked = (
            "SELECT sum(value) FILTER (side <> 'relief') AS n,"
            f" sum(value) FILTER (side = 'relief') AS r FROM parts WHERE {where}"
        )
        for name, value in made.one(asked, values).items():
            assert (stored[name] or 0.0) == pytest.approx(value or 0.0)
