"""Answers are given again, never handed out to be changed, and go when there are too many."""

from __future__ import annotations

import pytest

from pipeline.query import Query
from pipeline.query.answers import Answer, Answers
from pipeline.query.database import Row


def _answer(rows: int) -> Answer:
    return ("n",), [(n,) for n in range(rows)]


def test_the_answers_not_asked_for_longest_go() -> None:
    answers = Answers()
    for number in range(10):
        answers.keep(f"{number}", _answer(4_000))
        answers.get("0")
    assert answers.get("0")
    assert answers.get("9")
    assert answers.get("1") is None


def test_an_answer_that_would_push_out_all_others_is_not_kept() -> None:
    answers = Answers()
    answers.keep("short", _answer(1))
    answers.keep("long", _answer(5_000))
    assert answers.get("long") is None
    assert answers.get("short") == _answer(1)


@pytest.mark.parametrize("row", [("UA", ["Blatt"] * 1_000), {"sources": ["Blatt"] * 1_000}])
def test_the_entries_of_lists_count_too(row: object) -> None:
    answers = Answers()
    answers.keep("short", _answer(1))
    for number in range(40):
        answers.keep(f"{number}", ((), [row] * 50))
    assert answers.get("39")
    assert answers.get("short") is None
    answers.keep("long", ((), [row] * 100))
    assert answers.get("long") is None


def test_a_question_is_asked_once(query: Query, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    ask = query._asked

    def counted(sql: str, values: list[object]) -> Answer:
        asked.append(sql)
        return ask(sql, values)

    monkeypatch.setattr(query, "_asked", counted)
    first: list[Row] = query.rows("SELECT ? AS n", [1])
    first[0]["n"] = 7
    assert query.rows("SELECT ? AS n", [1]) == [{"n": 1}]
    assert query.rows("SELECT ? AS n", [2]) == [{"n": 2}]
    assert len(asked) == 2
