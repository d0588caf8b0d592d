"""The formulas of the daily figures."""

from __future__ import annotations

import pytest

from pipeline import index


def test_tension_is_a_share_of_all_sentences() -> None:
    assert index.tension(1.5, 30) == pytest.approx(5.0)
    assert index.relief(0.0, 30) == 0.0


def test_a_day_without_sentences_has_no_tension_and_no_tone() -> None:
    assert index.tension(0.0, 0) == 0.0
    assert index.tone(0.0, 0) is None
