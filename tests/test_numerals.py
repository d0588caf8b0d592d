"""German quantities as intervals, as docs/record.md states them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language import blank, clips_of
from pipeline.numerals import Quantity, number_word, ordinal_word, quantity_at

NLP = blank("de")

CASES = {
    # digits
    "5.000": (5000, 5000, False),
    "5 000": (5000, 5000, False),
    "100\u202f000": (100000, 100000, False),
    "100'000": (100000, 100000, False),
    "1 414 021": (1414021, 1414021, False),
    "3000 bis 4000": (3000, 4000, False),
    "3.000–4.000": (3000, 4000, False),
    "30.000 bis 40.000": (30000, 40000, False),
    "5.000 bis zu 8.000": (5000, 8000, False),
    # words
    "einundzwanzig": (21, 21, False),
    "eintausendzweihundert": (1200, 1200, False),
    "ein hundert und zwanzig": (120, 120, False),
    "sechs und vierzig tausend": (46000, 46000, False),
    "zwei Millionen dreihunderttausend": (2300000, 2300000, False),
    "eineinhalbtausend": (1500, 1500, False),
    "fuenfzig": (50, 50, False),
    # words and digits
    "1,5 Tausend": (1500, 1500, False),
    "anderthalb Millionen": (1500000, 1500000, False),
    "eine halbe Million": (500000, 500000, False),
    "Viertelmillion": (250000, 250000, False),
    "ein halbes Dutzend": (6, 6, False),
    "zwei Dutzend": (24, 24, False),
    # ends that lend each other their scale
    "drei- bis viertausend": (3000, 4000, False),
    "zwei bis drei Millionen": (2000000, 3000000, False),
    "zwischen 150.000 und 190.000": (150000, 190000, False),
    "zwischen zwei und zwanzig": (2, 20, False),
    # hedges and bounds
    "rund eintausend": (1000, 1000, True),
    "knapp 2000": (2000, 2000, True),
    "fast 1,3 Millionen": (1300000, 1300000, True),
    "mehr als 100.000": (100000, None, False),
    "5.000 oder mehr": (5000, None, False),
    "bis zu 8.500": (None, 8500, False),
    "weniger als hundert": (None, 100, False),
    # words for intervals
    "Dutzende": (24, 99, False),
    "Hunderte": (100, 999, False),
    "Tausender": (1000, 9999, False),
    "mehrere Hundert": (100, 999, False),
    "ein paar Hundert": (100, 999, False),
    "mehrere zehntausend": (10000, 99999, False),
    "Zehntausende": (10000, 99999, False),
    "Hunderttausende": (100000, 999999, False),
    "Hunderte oder Tausende": (100, 9999, False),
}


def quantity(text: str) -> tuple[Quantity | None, int]:
    """Return the quantity at the beginning of a text, and how many words the text has."""
    words = clips_of(NLP(text))[0].words
    return quantity_at(words, 0), len(words)


@pytest.mark.parametrize(("text", "expected"), CASES.items())
def test_quantities(text: str, expected: tuple[int | None, int | None, bool]) -> None:
    found, length = quantity(f"{text} Soldaten")
    assert found is not None
    assert (found.low, found.high, found.approximate) == expected
    assert found.last == length - 2


@pytest.mark.parametrize("text", ["Soldaten", "und", "mehrere Soldaten", "zwischen den Fronten"])
def test_other_words_are_no_quantity(text: str) -> None:
    assert quantity(text)[0] is None


@given(st.integers(1, 999_999))
def test_digits_keep_their_value_in_german_grouping(number: int) -> None:
    found = quantity(f"{number:,}".replace(",", ".") + " Soldaten")[0]
    assert found is not None
    assert (found.low, found.high) == (number, number)


@given(st.lists(st.sampled_from([*CASES, "und", "bis", "von", "oder", "hundert"]), max_size=6))
def test_the_ends_of_an_interval_are_in_order(parts: list[str]) -> None:
    words = [word for clip in clips_of(NLP(" ".join(parts))) for word in clip.words]
    for index in range(len(words)):
        found = quantity_at(words, index)
        if found is not None and found.low is not None and found.high is not None:
            assert found.low <= found.high
            assert index <= found.last < len(words)


def test_number_words_are_read_by_their_parts() -> None:
    assert number_word("dreitausendfünfhundert") == 3500
    assert number_word("hunderteins") == 101
    assert number_word("hunderttausend") == 100000
    assert number_word("tausendschön") is None
    assert number_word("eineinhalb") is None  # no whole number
    assert number_word("hundert" * 2000) is None


def test_ordinals_are_read_by_their_endings() -> None:
    assert [ordinal_word(text) for text in ("erste", "dritten", "siebter", "zwölftes")] == [
        1,
        3,
        7,
        12,
    ]
    assert ordinal_word("einunddreißigsten") == 31
    assert ordinal_word("hundertste") == 100
    assert ordinal_word("zwanzigte") is None
    assert ordinal_word("weite") is None


@given(st.text(max_size=30))
def test_any_text_can_be_asked(text: str) -> None:
    number_word(text.lower())
    ordinal_word(text.lower())
