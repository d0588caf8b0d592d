"""Regular expressions: twice the text is less than three times the work."""

from __future__ import annotations

import re

import pytest

from benchmarks.patterns import SEARCHING, Named, hold_ups, patterns
from tests.backtracking import Work

#: Characters; the growth shows at once, and a matcher written in Python is slow.
_LENGTH = 48


def growth(named: Named) -> float:
    """Return the work for 2n characters over that for n, for the text that is worst."""
    longer = dict(hold_ups(2 * _LENGTH))
    return max(
        _steps(named, longer[piece]) / _steps(named, text) for piece, text in hold_ups(_LENGTH)
    )


def _steps(named: Named, text: str) -> int:
    work = Work(named.pattern, text)
    return work.everywhere() if named.name in SEARCHING else work.whole()


#: What looks at a bounded piece of a text only does bounded work.
UNBOUNDED = [named for named in patterns() if not SEARCHING.get(named.name)]


@pytest.mark.parametrize("named", UNBOUNDED, ids=lambda named: named.name)
def test_twice_the_text_is_no_more_than_twice_the_work(named: Named) -> None:
    assert growth(named) < 3


@pytest.mark.parametrize(
    ("source", "length"), [(r"<[a-z][^>]*>", 30), (r"\w+@", 30), (r"(?:\w+\s?)*!", 6)]
)
def test_what_grows_faster_is_noticed(source: str, length: int) -> None:
    named = Named("pipeline.identify._WORD", re.compile(source))
    text = dict(hold_ups(length)), dict(hold_ups(2 * length))
    worst = max(_steps(named, text[1][p]) / _steps(named, text[0][p]) for p in ("a", "<a"))
    assert worst > 3


def test_every_pattern_that_searches_is_known() -> None:
    assert set(SEARCHING) <= {named.name for named in patterns()}
