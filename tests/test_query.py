"""Every figure equals a count or a sum over the evidence rows that it names."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from pipeline.query import Evidence, Figure, Filter, Query, StoreError
from pipeline.store import Snapshot

FILTERS = [
    Filter(),
    Filter(("UA",)),
    Filter(("RU", "US")),
    Filter((), date(2022, 1, 10), date(2022, 1, 20)),
    Filter(("ML",), date(2022, 2, 1), date(2022, 2, 28)),
    Filter(("JP",), date(2021, 10, 1), date(2021, 10, 2)),
]
each_filter = pytest.mark.parametrize("wanted", FILTERS, ids=str)


def keys(found: list[Evidence]) -> set[tuple[str, int]]:
    return {(row.doc_id, row.sentence) for row in found}


@each_filter
def test_key_figures_are_counts_over_their_sentences(query: Query, wanted: Filter) -> None:
    figures = query.key_figures(wanted)
    everything = query.evidence(wanted, Figure("all"))
    assert figures.sentences == len(everything)
    assert figures.documents == len({row.doc_id for row in everything})
    up = query.evidence(wanted, Figure("escalating"))
    down = query.evidence(wanted, Figure("relaxing"))
    assert figures.escalating == len(up)
    assert figures.relaxing == len(down)
    assert figures.events == sum(len(row.findings) for row in everything)
    base = len(query.evidence(Filter((), wanted.first, wanted.last), Figure("all")))
    assert figures.base == base
    if base:
        assert figures.tension == pytest.approx(100 * sum(r.escalation for r in up) / base)
        assert figures.relief == pytest.approx(-100 * sum(r.escalation for r in down) / base)
    toned = query.evidence(wanted, Figure("tone"))
    assert figures.with_tone == len(toned)
    assert figures.with_events == query.evidence_count(wanted, Figure("events"))
    assert figures.with_troops == query.evidence_count(wanted, Figure("troops"))
    assert query.index.figure(wanted).escalating == query.index.evidence_count(wanted)
    if toned:
        assert figures.tone == pytest.approx(sum(row.sentiment for row in toned) / len(toned))
    else:
        assert figures.tone is None


@each_filter
def test_a_point_leads_to_the_sentences_that_name_it(
    query: Query, seed_store: Path, wanted: Filter
) -> None:
    stored = defaultdict(list)
    for row in Snapshot.open(seed_store).dataset("places").to_table().to_pylist():
        stored[row["place_id"], row["role"]].append(row)
    for point in query.points(wanted):
        found = keys(query.evidence(wanted, Figure("place", point.place_id)))
        assert point.sentences == len(found)
        mentions = [
            row
            for row in stored[point.place_id, "place"]
            if (row["doc_id"], row["sentence"]) in found
        ]
        assert point.mentions == len(mentions)
        assert set(point.written) == {row["text"] for row in mentions}


@each_filter
def test_event_counts_are_counts_over_findings(query: Query, wanted: Filter) -> None:
    for row in query.event_counts(wanted):
        found = query.evidence(wanted, Figure("event", f"{row.type}:{row.status}"))
        labels = [finding.label for sentence in found for finding in sentence.findings]
        assert row.events == sum((x[0], x[2]) == (row.type, row.status) for x in labels)


@each_filter
def test_troop_claims_stand_in_their_sentences(query: Query, wanted: Filter) -> None:
    claims = query.troops(wanted)
    found = {(r.doc_id, r.sentence): r for r in query.evidence(wanted, Figure("troops"))}
    assert {(claim.doc_id, claim.sentence) for claim in claims} == set(found)
    assert len(claims) == query.key_figures(wanted).troops
    for claim in claims:
        assert claim.text in found[claim.doc_id, claim.sentence].text


def test_a_link_to_a_day_leads_to_what_goes_up_and_down_on_it(query: Query) -> None:
    for country, when in (("", date(2022, 1, 18)), ("UA", date(2022, 1, 18))):
        day = Filter((country,) if country else (), when, when)
        figures = query.key_figures(day)
        value = f"{when}:{country}" if country else str(when)
        assert figures.escalating > 0
        assert figures.escalating == len(query.evidence(Filter(), Figure("up", value)))
        assert figures.relaxing == len(query.evidence(Filter(), Figure("down", value)))


@each_filter
def test_tone_by_day_is_the_mean_of_the_day(query: Query, wanted: Filter) -> None:
    for row in query.tone_by_day(wanted):
        found = query.evidence(wanted, Figure("toned", str(row.day)))
        assert row.sentences == len(found)
        assert row.tone == pytest.approx(sum(e.sentiment for e in found) / len(found))


@each_filter
def test_what_a_button_says_is_what_it_shows(query: Query, wanted: Filter) -> None:
    for kind in ("all", "escalating", "relaxing", "events", "troops", "tone"):
        figure = Figure(kind)
        assert query.evidence_count(wanted, figure) == len(query.evidence(wanted, figure))


def test_the_overview_counts_what_is_stored(query: Query) -> None:
    overview, everything = query.overview(), query.evidence(Filter(), Figure("all"))
    assert overview.sentences == len(everything)
    assert overview.documents == len({row.doc_id for row in everything})
    assert overview.sources == len({row.source for row in everything if row.source})
    assert overview.undated == len({row.doc_id for row in everything if row.day is None})
    assert (overview.first, overview.last) == (
        min(row.day for row in everything if row.day),
        max(row.day for row in everything if row.day),
    )


def test_an_event_is_shown_with_the_words_that_it_rests_on(query: Query) -> None:
    for row in query.evidence(Filter(), Figure("events")):
        for finding in row.findings:
            assert finding.cues
            assert all(cue in row.text for cue in finding.cues)


def test_marks_are_true_to_the_sentence(query: Query) -> None:
    for row in query.evidence(Filter(), Figure("all")):
        for mark in row.marks:
            assert 0 <= mark.start < mark.end <= len(row.text)


def test_search_finds_text_and_not_patterns(query: Query) -> None:
    found = query.evidence(Filter(), Figure("all"), search="KIEW")
    assert found
    assert all("kiew" in row.text.lower() for row in found)
    assert query.evidence_count(Filter(), Figure("all"), search="KIEW") == len(found)
    assert query.evidence(Filter(), Figure("all"), search="%' OR 1=1 --") == []


def test_an_unknown_country_matches_nothing(query: Query) -> None:
    assert query.key_figures(Filter(("ZZ'; DROP VIEW sentences",))).sentences == 0


def test_a_missing_store_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=str(tmp_path)):
        Query.open(tmp_path / "nothing")
