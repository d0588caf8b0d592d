"""What is checked between reading and analysis."""

from __future__ import annotations

import time

import pytest

from pipeline.boilerplate import remove_boilerplate
from pipeline.clean import clean
from pipeline.identify import other_language
from pipeline.language import read_table
from pipeline.model import Document
from pipeline.quarantine import Reason, Rejected
from pipeline.readers import Found, Notice
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
        (found("\u200b\ufeff\0"), Reason.EMPTY, ""),
    ],
)
def test_what_must_not_be_analysed_is_rejected_with_its_place(
    item: Found, reason: Reason, detail: str
) -> None:
    assert clean(item, SETTINGS) == Rejected(reason, detail, "a.jsonl", 7, b"raw")


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000,
        "„Nein“, sagte er – 5 %\r\nund ging.",
        "👨\u200d👩\u200d👧 🚀",
        "❤\ufe0f 1\ufe0f\u20e3",
        "a\tb",
    ],
)
def test_what_is_right_passes_unchanged(text: str) -> None:
    item = found(text)
    assert clean(item, SETTINGS) is item


@pytest.mark.parametrize(
    ("given", "expected", "notice"),
    [
        ("Null\u200bbreite und \u202erechts\u202c", "Nullbreite und rechts", Notice.INVISIBLE),
        ("Mos\u00adkau schweigt\0 heute", "Moskau schweigt heute", Notice.INVISIBLE),
        ("Kiew\ud800 meldet", "Kiew meldet", Notice.INVISIBLE),
        ("\ufeffKiew meldet", "Kiew meldet", Notice.INVISIBLE),
        ("GesprÃ¤che Ã¼ber WeiÃŸrussland", "Gespräche über Weißrussland", Notice.REPAIRED),
        ("„GesprÃ¤che“ &amp; mehr", "„Gespräche“ & mehr", Notice.REPAIRED),
        ("Gespra\u0308che", "Gespräche", Notice.REPAIRED),
        ("Moskau droht Zur Merkliste hinzufügen", "Moskau droht", Notice.BOILERPLATE),
    ],
)
def test_what_a_conversion_spoilt_is_put_right_and_noted(
    given: str, expected: str, notice: Notice
) -> None:
    item = clean(found(given), SETTINGS)
    assert isinstance(item, Found)
    assert item.document.text == expected
    assert item.notices == (notice,)


@pytest.mark.parametrize(
    "code",
    [
        *(0x0, 0x1, 0x7, 0x8, 0x1B, 0x7F, 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x180E),
        *(0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x202A, 0x202D, 0x202E, 0x2060, 0x2066, 0x206F),
        *(0x3164, 0xFE00, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFF9, 0xFFFF, 0xD800, 0xDFFF, 0x1D173),
        *(0xE0001, 0xE0041, 0xE0100),
    ],
    ids=hex,
)
def test_what_no_reader_sees_is_removed_from_a_word(code: int) -> None:
    item = clean(found(f"Ki{chr(code)}ew wartet."), SETTINGS)
    assert isinstance(item, Found)
    assert item.document.text == "Kiew wartet."
    assert item.notices == (Notice.INVISIBLE,)


@pytest.mark.parametrize("several", ["\ufe00\ufe0f", "\u200b\ufe0f", "\ufe0f\u200b\ufe0f\u200b"])
def test_several_of_them_in_a_row_are_removed_too(several: str) -> None:
    item = clean(found(f"Ki{several}ew wartet."), SETTINGS)
    assert isinstance(item, Found)
    assert item.document.text == "Kiew wartet."


def test_a_title_that_is_the_text_stays_so() -> None:
    item = clean(found("Kiew\u200b droht", title="Kiew\u200b droht"), SETTINGS)
    assert isinstance(item, Found)
    assert item.document.title == item.document.text == "Kiew droht"


@pytest.mark.parametrize(
    "text",
    [
        "Moskau",
        "Champions League: Real Madrid",
        "Live: Boris Johnson in Washington",
        "Corona-Lage: Inzidenz sinkt weiter",
        "Tripoli schweigt.",
        "Kämpfe um Awdijiwka und Bachmut",
        "„Time to go“: Brexit-Hardliner drängen auf May-Rücktritt",
        "USA: Biden unterzeichnet Waffenhilfe",
    ],
)
def test_no_german_headline_is_taken_for_another_language(text: str) -> None:
    assert other_language(text, "de") is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ministers met in Geneva and agreed on further talks next week.", "en"),
        ("Les ministres se sont rencontrés à Genève et ont décidé de poursuivre.", "fr"),
        ("Министры встретились в Женеве и договорились о новых переговорах.", "ru"),
        ("両国の外相はジュネーブで会談し、協議を続けることで一致した。", "ja"),
    ],
)
def test_a_text_in_another_language_is_set_aside(text: str, language: str) -> None:
    item = clean(found(text), SETTINGS)
    assert item == Rejected(Reason.OTHER_LANGUAGE, language, "a.jsonl", 7, b"raw")
    kept = clean(found(text), SETTINGS.model_copy(update={"identify_language": False}))
    assert isinstance(kept, Found)


@pytest.mark.parametrize("row", read_table("de/teaser_phrases.tsv"), ids=lambda row: row["phrase"])
def test_a_phrase_of_teasers_goes_and_what_only_looks_like_it_stays(row: dict[str, str]) -> None:
    line, _, rest = row["positive"].partition(" =>")
    text = f"Davor.\n{line}\nDanach."
    assert remove_boilerplate(text, "de")[0] == f"Davor.\n{rest.strip()}\nDanach."
    assert remove_boilerplate(row["negative"], "de") == (row["negative"], 0)


def test_a_text_that_is_nothing_but_such_a_phrase_stays() -> None:
    assert remove_boilerplate("Weiterlesen", "de") == ("Weiterlesen", 0)


def test_cleaning_takes_time_in_proportion_to_the_text() -> None:
    settings = Settings(max_chars=1_000_000)
    for piece in ("Ã¼", "Von A B ", "\u200b", "&amp;", "Merkliste ", "\n"):
        text = piece * (800_000 // len(piece))
        start = time.perf_counter()
        clean(found(text), settings)
        assert time.perf_counter() - start < 20, piece


def test_a_title_that_is_the_text_may_be_as_long_as_a_text() -> None:
    title = "a" * 500
    assert isinstance(clean(found(title, title=title), SETTINGS), Found)
