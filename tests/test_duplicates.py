"""Copies are found whatever was done to them, in any order and in any number of runs."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.duplicates import Piece, are_copies, joined_clusters, shingles_of
from pipeline.model import Annotated, Document
from pipeline.query import Query
from pipeline.settings import Settings
from pipeline.store import Snapshot, open_writer

DAY = date(2022, 1, 18)
#: Words without meaning: two texts of them share no sequence by chance.
WORDS = [f"{a}{b}{c}" for a in "bdfgklmn" for b in ("a", "ei", "o", "u") for c in "rstnlk"]


def text(seed: int, length: int = 120) -> str:
    chance = random.Random(seed)
    return " ".join(chance.choice(WORDS) for _ in range(length))


def edited(original: str, share: float, seed: int = 1) -> str:
    words = original.split()
    chance = random.Random(seed)
    for place in chance.sample(range(len(words)), round(share * len(words))):
        words[place] = "anders"
    return " ".join(words)


def piece(doc_id: str, content: str, day: date | None = DAY, fresh: bool = True) -> Piece:
    return Piece(doc_id, day, content, doc_id, fresh)


def groups(*pieces: Piece, days: int = 3) -> set[frozenset[str]]:
    return {frozenset(group) for group in joined_clusters(pieces, days)}


@pytest.mark.parametrize(
    "copy",
    [
        text(1),
        text(1).upper().replace(" ", ", "),
        edited(text(1), 0.02),
        edited(text(1), 0.08),
        " ".join(text(1).split()[:60]),
        " ".join(text(1).split()[40:]),
        "Vorspann " + text(1) + " Nachspann der Redaktion",
        "GENF (Agentur) – " + text(1),
        text(1).replace(" ", "\n", 40).replace(" ", "  "),
        "„" + text(1).replace(" ", "“ – „", 5) + "“",
        " ".join([*text(1).split()[60:], *text(1).split()[:60]]),
        " ".join([*text(1).split()[:60], text(2, 20), *text(1).split()[60:]]),
        text(1) + " " + text(1),
    ],
    ids=[
        *("same", "case", "2 %", "8 %", "first half", "second half", "framed", "dateline"),
        *("lines", "quotation marks", "halves swapped", "inserted", "twice"),
    ],
)
def test_a_copy_is_found(copy: str) -> None:
    assert groups(piece("a", text(1)), piece("b", copy)) == {frozenset("ab")}


@pytest.mark.parametrize(
    "other",
    [
        text(2),
        edited(text(1), 0.6),
        " ".join(text(1).split()[:10]),
        "",
        " ".join(sorted(text(1).split())),
        " ".join(reversed(text(1).split())),
        " ".join(text(1).split()[:30]) + " " + text(2, 90),
    ],
    ids=[
        *("another", "rewritten", "a few words", "nothing", "sorted", "backwards"),
        "one paragraph in common",
    ],
)
def test_another_text_is_no_copy(other: str) -> None:
    assert groups(piece("a", text(1)), piece("b", other)) == set()


def test_twenty_rewordings_of_twenty_outlets_are_one_cluster() -> None:
    pieces = [piece(f"{seed:02}", edited(text(1), 0.05, seed), None) for seed in range(20)]
    assert groups(*pieces) == {frozenset(one.doc_id for one in pieces)}


def test_a_copy_of_a_copy_is_in_the_cluster_and_the_order_is_no_matter() -> None:
    words = text(1, 150).split()
    first, bridge, last = (" ".join(words[n : n + 70]) for n in (0, 25, 50))
    pieces = [piece("a", first), piece("b", bridge), piece("c", last)]
    assert groups(pieces[0], pieces[2]) == set()
    assert groups(*pieces) == groups(*pieces[::-1]) == {frozenset("abc")}


def test_headlines_are_copies_only_when_they_are_the_same_words_of_one_day() -> None:
    first = piece("a", "Treffen in Genf: Minister beraten")
    assert groups(first, piece("b", "Treffen in Genf – Minister beraten")) == {frozenset("ab")}
    assert groups(first, piece("b", "Treffen in Genf: Minister streiten")) == set()
    assert groups(first, piece("b", first.text, DAY + timedelta(days=1))) == set()


def test_a_report_of_each_day_is_no_copy_of_the_last() -> None:
    report = "Lagebericht vom {} Mai: " + text(5, 20) + " {} Verletzte gemeldet"
    first, second = report.format(3, 12), report.format(4, 15)
    assert groups(piece("a", first), piece("b", second)) == set()
    assert groups(piece("a", first), piece("b", f"{first} Stand 18 Uhr")) == {frozenset("ab")}


def test_only_what_was_published_within_days_is_compared() -> None:
    for days, found in ((0, True), (3, True), (4, False)):
        later = piece("b", text(1), DAY + timedelta(days=days))
        assert bool(groups(piece("a", text(1)), later)) is found
    assert groups(piece("a", text(1), None), piece("b", text(1))) == set()
    assert groups(piece("a", text(1), None), piece("b", text(1), None)) == {frozenset("ab")}


def test_the_measure_is_symmetric_and_exact() -> None:
    one, other = shingles_of(text(1)), shingles_of(edited(text(1), 0.08))
    assert are_copies(one, other)
    assert are_copies(other, one)
    assert not are_copies(one, shingles_of(text(2)))


CORPUS = [
    Document(f"{seed}-{kind}", content, published=DAY + timedelta(days=(seed + number) % 5))
    for seed in range(4)
    for number, (kind, content) in enumerate(
        [
            ("a", text(seed)),
            ("b", edited(text(seed), 0.05, seed)),
            ("c", " ".join(text(seed).split()[:60])),
            ("d", text(seed)),
        ]
    )
]


def write(store: Path, documents: list[Document]) -> None:
    with open_writer(store, Settings(), "1.test") as writer:
        writer.write([Annotated(document, (), "1.test") for document in documents])
        writer.publish()


def clusters(store: Path) -> dict[str, str]:
    rows = Snapshot.open(store).dataset("documents").to_table(columns=["doc_id", "cluster"])
    return dict(
        sorted(zip(*(rows[name].to_pylist() for name in ("doc_id", "cluster")), strict=True))
    )


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("whole")
    write(folder, CORPUS)
    return clusters(folder)


def test_a_cluster_is_named_by_its_earliest_copy(expected: dict[str, str]) -> None:
    days = {document.doc_id: document.published for document in CORPUS}
    members = defaultdict(list)
    for doc_id, cluster in expected.items():
        members[cluster].append(doc_id)
    assert {len(group) for group in members.values()} == {4}
    for cluster, group in members.items():
        assert cluster == min(group, key=lambda one: (days[one], one))


@settings(max_examples=12, deadline=None)
@given(order=st.permutations(CORPUS), runs=st.integers(1, 6))
def test_order_and_number_of_runs_do_not_matter(
    tmp_path_factory: pytest.TempPathFactory,
    expected: dict[str, str],
    order: list[Document],
    runs: int,
) -> None:
    folder = tmp_path_factory.mktemp("runs")
    for run in range(runs):
        if part := order[run::runs]:
            write(folder, part)
    assert clusters(folder) == expected


def test_a_cluster_is_found_anew_when_one_of_it_was_replaced(tmp_path: Path) -> None:
    first, bridge, last = (
        Document(name, text(1), published=DAY + timedelta(days=days))
        for name, days in (("a", 0), ("b", 3), ("c", 6))
    )
    write(tmp_path, [first, bridge, last])
    assert clusters(tmp_path) == {"a": "a", "b": "a", "c": "a"}
    write(tmp_path, [Document("b", text(2), published=bridge.published)])
    assert clusters(tmp_path) == {"a": "a", "b": "b", "c": "c"}
    write(tmp_path, [bridge])
    assert clusters(tmp_path) == {"a": "a", "b": "a", "c": "a"}
    write(tmp_path, [Document("a", text(3), published=DAY)])
    assert clusters(tmp_path) == {"a": "a", "b": "b", "c": "b"}


def test_the_reach_of_a_document_is_the_number_of_its_copies(tmp_path: Path) -> None:
    write(tmp_path, [*CORPUS, Document("allein", text(9), published=DAY)])
    reach = Query.open(tmp_path).reach(["0-a", "0-c", "allein", "nirgends"])
    assert reach == {"0-a": 4, "0-c": 4, "allein": 1}
