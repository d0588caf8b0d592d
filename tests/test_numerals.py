"""German quantities as intervals, as docs/record.md states them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language import blank, clips_of
from pipeline.numerals import number_word, quantity_at

NLP = blank("de")

CASES = {
    "5.000": (5000, 5000, False),
    "5 000": (5000, 5000, False),
    "rund eintausend": (1000, 1000, True),
    "1,5 Tausend": (1500, 1500, False),
    "drei- bis viertausend": (3000, 4000, False),
    "3000 bis 4000": (3000, 4000, False),
    "3.000–4.000": (3000, 4000, False),
    "zwischen 150.000 und 190.000": (150000, 190000, False),
    "mehr als 100.000": (100000, None, False),
    "bis zu 8.500": (None, 8500, False),
    "knapp 2000": (2000, 2000, True),
    "ein halbes Dutzend": (6, 6, False),
    "zwei Dutzend": (24, 24, False),
    "Dutzende": (24, 99, False),
    "Hunderte": (100, 999, False),
    "mehrere Hundert": (100, 999, False),
    "Zehntausende": (10000, 99999, False),
    "Hunderttausende": (100000, 999999, False),
    "anderthalb Millionen": (1500000, 1500000, False),
    "einundzwanzig": (21, 21, False),
    "fast 1,3 Millionen": (1300000, 1300000, True),
}


@pytest.mark.parametrize(("text", "expected"), CASES.items())
def test_quantities(text: str, expected: tuple[int | None, int | None, bool]) -> None:
    words = clips_of(NLP(f"{text} Soldaten"))[0].words
    quantity = quantity_at(words, 0)
    assert quantity is not None
    assert (quantity.low, quantity.high, quantity.approximate) == expected
    assert quantity.last == len(words) - 2


@pytest.mark.parametrize("text", ["Soldaten", "und", "mehrere Soldaten", "zwischen den Fronten"])
def test_other_words_are_no_quantity(text: str) -> None:
    assert quantity_at(clips_of(NLP(text))[0].words, 0) is None


@given(st.integers(1, 999_999))
def test_digits_keep_their_value_in_german_grouping(number: int) -> None:
    words = clips_of(NLP(f"{number:,}".replace(",", ".") + " Soldaten"))[0].words
    quantity = quantity_at(words, 0)
    assert quantity is not None
    assert (quantity.low, quantity.high) == (number, number)


def test_number_words_are_read_by_their_parts() -> None:
    assert number_word("dreitausendfünfhundert") == 3500
    assert number_word("hunderteins") == 101
    assert number_word("tausendschön") is None
