"""Words by number: each form is asked about once, and each answer belongs to its word."""

from __future__ import annotations

import pytest

from pipeline.language import numbering
from pipeline.language.numbering import BLOCK, Column, Lists, Words

SENTENCES = [("Der", "Zug", "steht"), (), ("Zug", "um", "Zug")]


def test_a_form_is_asked_about_once() -> None:
    asked: list[str] = []

    def ask(text: str) -> int:
        asked.append(text)
        return len(text) if text == "Zug" else 0

    column = Column(ask)
    assert column.by_sentence(Words.of(SENTENCES)) == {0: {1: 3}, 2: {0: 3, 2: 3}}
    assert column.by_sentence(Words.of([("Zug", "Zug")])) == {0: {0: 3, 1: 3}}
    assert asked.count("Zug") == 1


def test_lists_give_each_word_all_its_answers() -> None:
    lists = Lists(lambda text: range(len(text)) if text in {"um", "Der"} else ())
    answers, holders = lists.of(Words.of(SENTENCES))
    assert answers.tolist() == [0, 1, 2, 0, 1]
    assert holders.tolist() == [0, 0, 0, 4, 4]


def test_numbers_begin_anew_when_too_many_forms_were_met(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numbering, "_REMEMBERED", 1)
    column = Column(lambda text: text == "neu")
    first, second = Words.of([("alt", "neu")]), Words.of([("neu", "alt")])
    assert first.forms is not second.forms
    assert column.by_sentence(first) == {0: {1: 1}}
    assert column.by_sentence(second) == {0: {0: 1}}


def test_forms_that_came_again_keep_their_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numbering, "_REMEMBERED", 6)
    numbering.forget()
    asked: list[str] = []

    def ask(text: str) -> list[int]:
        asked.append(text)
        return [len(text)] * (len(text) % 3)

    column, lists, rare = Column(len), Lists(ask), Column(len)
    for number in range(20):
        texts = ["oft", f"einmal{number}", "immer", "oft", f"{number}"]
        words = Words.of([texts[:2], texts[2:]])
        words.forms.count(words.numbers)
        assert len(words.forms) <= 6 + len(texts)
        assert column.of(words).tolist() == [len(text) for text in texts]
        answers, holders = lists.of(words)
        assert holders.tolist() == [i for i, t in enumerate(texts) for _ in range(len(t) % 3)]
        assert answers.tolist() == [len(t) for t in texts for _ in range(len(t) % 3)]
        if number % 7 == 0:  # so that it misses whole generations of forms
            assert rare.of(words).tolist() == [len(text) for text in texts]
    assert asked.count("oft") == asked.count("immer") == 1
    assert asked.count("einmal19") == 1


def test_a_long_document_is_looked_at_in_blocks() -> None:
    words = Words.of([(str(number), "x") for number in range(BLOCK + 2)])
    last = words.block(1)
    assert len(last) == 2
    assert last.text(1, 0) == str(BLOCK + 1)
    assert words.block(1) is last


def test_a_question_that_failed_fails_no_later_document() -> None:
    def ask(text: str) -> int:
        if text == "faul":
            raise ValueError
        return len(text)

    column = Column(ask)
    with pytest.raises(ValueError):
        column.of(Words.of([("gut", "faul")]))
    numbering.forget()
    assert column.of(Words.of([("gut",)])).tolist() == [3]
