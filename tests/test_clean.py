"""What is checked between reading and analysis."""

from __future__ import annotations

import pytest

from pipeline.clean import check
from pipeline.model import Document
from pipeline.quarantine import Reason, Rejected
from pipeline.readers import Found
from pipeline.settings import Settings

SETTINGS = Settings(max_chars=1_000, max_field_chars=100)


def found(text: str, title: str = "", url: str = "") -> Found:
    return Found(Document("d", text, title=title, url=url), "a.jsonl", 7, b"raw")


@pytest.mark.parametrize(
    ("item", "reason", "detail"),
    [
        (found(""), Reason.EMPTY, ""),
        (found(" \n\t "), Reason.EMPTY, ""),
        (found("a" * 1_001), Reason.TOO_LONG, "1,001 characters; max_chars is 1,000"),
        (found("a", url="u" * 101), Reason.TOO_LONG, "url has 101 characters; the limit is 100"),
        (found("ab\ud800"), Reason.CONTROL_CHARACTERS, "U+D800 at character 2 of text"),
        (found("ab", title="\udfff"), Reason.CONTROL_CHARACTERS, "U+DFFF at character 0 of title"),
        (found("a\0b"), Reason.CONTROL_CHARACTERS, "U+0000 at character 1 of text"),
    ],
)
def test_what_must_not_be_analysed_is_rejected_with_its_place(
    item: Found, reason: Reason, detail: str
) -> None:
    assert check(item, SETTINGS) == Rejected(reason, detail, "a.jsonl", 7, b"raw")


@pytest.mark.parametrize("text", ["a" * 1_000, "Null\u200bbreite, \u202erechts, 🚀", "a\x1bb"])
def test_anything_else_passes_unchanged(text: str) -> None:
    item = found(text)
    assert check(item, SETTINGS) is item


def test_a_title_that_is_the_text_may_be_as_long_as_a_text() -> None:
    title = "a" * 500
    assert isinstance(check(found(title, title=title), SETTINGS), Found)
