"""The formulas of the index: shares, parts, intervals, history, spikes and changes."""

from __future__ import annotations

from dataclasses import replace
from math import tanh
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import index
from pipeline.index.change import REST, pieces
from pipeline.index.history import FLOOR, WINDOW_DAYS, against, needed, trailing, windows_for
from pipeline.index.interval import LISTED, Sample, intervals
from pipeline.index.parts import POWER, parts
from pipeline.index.spikes import SpikeRule
from pipeline.model import Cue, Event, Place, Sentence
from pipeline.scale import SCALE, escalation, share

MOSCOW = Place("Moskau", 0, 6, "name", "p:1", "Moskau", "RU", 55.7, 37.6, "city", "actor", 0.9)
KYIV = Place("Kiew", 0, 4, "name", "p:2", "Kiew", "UA", 50.4, 30.5, "city", "place", 0.9)
CUE = Cue("Krise", 0, 5, "tension:*krise")


def event(kind: str, intensity: float, status: str = "asserted", place: str | None = None) -> Event:
    return Event(kind, "", status, intensity, ("RU",), ("UA", "EU"), place, None, None, ())  # type: ignore[arg-type]


def sentence(*events: Event, words: float = 0.0) -> Sentence:
    score = escalation([*(share(-one.intensity, one.status) for one in events), words])
    cues = (CUE,) if words else ()
    return Sentence(
        "x", 0, 1, 0, round(score, 4), places=(MOSCOW, KYIV), events=events, escalation_cues=cues
    )


def test_tension_is_a_share_of_all_sentences() -> None:
    assert index.tension(1.5, 30) == pytest.approx(5.0)
    assert index.relief(0.0, 30) == 0.0
    assert index.points(1.5, 30, 5.0) == pytest.approx(100.0)


def test_a_day_without_sentences_has_no_tension_and_no_tone() -> None:
    assert index.tension(0.0, 0) == 0.0
    assert index.tone(0.0, 0) is None
    assert index.points(1.0, 10, 0.0) == 0.0


def test_deeds_are_acts_and_what_may_come_is_a_threat() -> None:
    done, feared = event("ASSAULT", -9), event("ASSAULT", -9, "hypothetical")
    assert [part.side for part in parts(sentence(done, feared))] == ["act", "threat"]
    assert [part.side for part in parts(sentence(event("MOBILIZE", -5.5)))] == ["threat"]
    assert [part.side for part in parts(sentence(event("AGREE", 2.5)))] == ["relief"]


def test_a_part_knows_roles_and_words_have_none() -> None:
    told, word = parts(sentence(event("ASSAULT", -9, place="p:2"), words=2.0))
    assert (told.places, told.countries) == (("UA",), ("RU", "UA"))
    assert (told.actors, told.targets) == (("RU",), ("UA", "EU"))
    assert (word.type, word.event_id, word.actors, word.places) == ("", None, (), ("UA",))


def test_demonstrations_are_no_tension_and_words_count_between_parties() -> None:
    assert parts(sentence(event("PROTEST", -5))) == ()
    (said,) = parts(sentence(event("ACCUSE", -2)))
    assert said.value == pytest.approx(tanh(2 / SCALE) ** POWER)
    alone = replace(event("ACCUSE", -2), actors=(), targets=("UA",))
    assert parts(replace(sentence(alone), places=(KYIV,))) == ()


def test_relief_is_not_set_off_against_tension() -> None:
    talks, war = parts(sentence(event("CONSULT", 2.5), words=1.5))
    assert (talks.side, war.side) == ("relief", "threat")
    assert war.value == parts(sentence(words=1.5))[0].value
    assert talks.value == parts(sentence(event("CONSULT", 2.5)))[0].value


def test_words_beyond_what_a_rounded_score_tells_have_no_part() -> None:
    found = parts(sentence(*[event("ASSAULT", -9)] * 6, words=2.0))
    assert {part.type for part in found} == {"ASSAULT"}


EVENTS = st.lists(
    st.builds(
        event,
        st.sampled_from(["ASSAULT", "THREATEN", "AGREE", "ACCUSE"]),
        st.floats(-10, 10).map(lambda value: round(value, 1)),
        st.sampled_from(["asserted", "hypothetical", "denied", "negated"]),
    ),
    max_size=4,
)


@given(EVENTS, st.sampled_from([0.0, 1.5, -2.0, 3.0]))
def test_parts_of_a_side_add_up_to_its_share_of_the_sentence(
    events: list[Event], words: float
) -> None:
    added = [*(share(-one.intensity, one.status) for one in events), words]
    found = parts(sentence(*events, words=words))
    assert all(part.value > 0 for part in found)
    for relief in (False, True):
        side = sum(abs(value) for value in added if (value < 0) is relief)
        total = sum(part.value for part in found if (part.side == "relief") is relief)
        assert total == pytest.approx(tanh(side / SCALE) ** POWER, abs=0.02)


def sample(tensions: list[float], lengths: list[int], others: list[int]) -> Sample:
    few = len(tensions) <= LISTED
    return Sample(
        len(tensions),
        sum(tensions),
        sum(y * y for y in tensions),
        sum(y * n for y, n in zip(tensions, lengths, strict=True)),
        sum(lengths),
        sum(n * n for n in lengths),
        sum(others),
        sum(n * n for n in others),
        tensions if few else (),
        lengths if few else (),
    )


ARTICLES = st.lists(st.tuples(st.floats(0.01, 5), st.integers(1, 40)), min_size=2, max_size=60)


@settings(max_examples=60, deadline=None)
@given(ARTICLES, st.lists(st.integers(1, 40), max_size=60))
def test_an_interval_encloses_the_figure_and_is_the_same_again(
    articles: list[tuple[float, int]], others: list[int]
) -> None:
    one = sample([y for y, _ in articles], [n for _, n in articles], others)
    (first,), (second,) = intervals([one]), intervals([one])
    assert first == second
    assert first is not None
    assert 0 <= first[0] <= one.ratio <= first[1]


def test_more_articles_make_an_interval_narrower_and_one_makes_none() -> None:
    rows = [sample([1.0, 2.0] * n, [10, 12] * n, [10] * 5 * n) for n in (1, 4, 40)]
    found = [high - low for low, high in filter(None, intervals(rows))]
    assert found == sorted(found, reverse=True)
    assert intervals([sample([1.0], [10], [10, 10])]) == [None]


def test_the_two_ways_to_draw_agree() -> None:
    tensions, lengths = [0.5 + n % 3 for n in range(32)], [8 + n % 5 for n in range(32)]
    few = sample(tensions, lengths, [10] * 30)
    many = Sample(**{**{f: getattr(few, f) for f in few.__slots__}, "articles": LISTED + 1})
    (by_one, at_once) = intervals([few, many])
    assert by_one is not None
    assert at_once is not None
    assert by_one == pytest.approx(at_once, rel=0.1)


@settings(max_examples=30, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(95, 110))
def test_the_series_knows_what_the_single_formula_knows(chance: Random, length: int) -> None:
    days = [
        (chance.uniform(0, 30), chance.randint(1, 90), chance.randint(0, 12)) for _ in range(length)
    ]
    sums, sentences, articles = zip(*days, strict=True)
    found = trailing(sums, sentences, articles, 5.0)
    figures = [
        index.points(y, n, 5.0) if index.given(count) else None
        for y, n, count in zip(sums, sentences, articles, strict=True)
    ]
    last = len(days) - 1
    alone = against(figures[last], figures[last - WINDOW_DAYS : last], WINDOW_DAYS)
    assert found[last].z == (None if alone is None else pytest.approx(alone.z, abs=1e-6))


def test_too_short_a_past_gives_no_z_and_an_even_one_has_a_floor() -> None:
    assert windows_for(1) == WINDOW_DAYS
    assert windows_for(400) == 8
    assert against(50.0, [10.0] * (needed(90) - 1), 90) is None
    found = against(50.0, [10.0] * needed(90), 90)
    assert found is not None
    assert found.z == pytest.approx(40 / FLOOR)
    assert against(None, [10.0] * 90, 90) is None


def test_a_spike_needs_height_articles_and_two_sources() -> None:
    rule = SpikeRule()
    assert rule.holds(height=40, z=3.5, articles=4, sources=2)
    assert not rule.holds(height=40, z=3.5, articles=4, sources=1)
    assert not rule.holds(height=40, z=3.5, articles=2, sources=2)
    assert not rule.holds(height=40, z=2.9, articles=4, sources=2)
    assert not rule.holds(height=9, z=3.5, articles=4, sources=2)


GROUPS = st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0, 1e3), max_size=8)


@given(GROUPS, GROUPS, st.integers(0, 9))
def test_pieces_add_up_to_the_change(
    before: dict[str, float], after: dict[str, float], limit: int
) -> None:
    found = pieces(before, after, limit)
    change = sum(after.values()) - sum(before.values())
    assert sum(piece.change for piece in found) == pytest.approx(change, abs=1e-6)
    assert len(found) <= limit + 1
    assert all(piece.key != REST for piece in found[:-1])
