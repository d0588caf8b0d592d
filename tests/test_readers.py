"""What is read from a file is what stands in it, or a rejection that says why not."""

from __future__ import annotations

import io
import json
import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest import read_path
from pipeline.quarantine import Reason, Rejected
from pipeline.readers import Found, MissingPathError, Notice, find_files, jsonl, text
from pipeline.readers.published import DateFault, DateForm, Published, read_published
from pipeline.settings import Settings

SETTINGS = Settings()


def read_text(content: bytes) -> Found:
    (item,) = text.read(io.BytesIO(content), "a.txt", SETTINGS)
    assert isinstance(item, Found)
    return item


def read_lines(*lines: object) -> list[Found | Rejected]:
    content = b"".join(
        (line if isinstance(line, bytes) else json.dumps(line).encode()) + b"\n" for line in lines
    )
    return list(jsonl.read(io.BytesIO(content), "a.jsonl", SETTINGS))


def test_header_lines_are_read_and_are_not_part_of_the_text() -> None:
    document = read_text(
        b"title: Treffen in Genf\npublished: 18.01.2022\nsource: Blatt\nurl: https://example.org/1"
        b"\r\n\r\nErster Absatz.\r\n\r\nZweiter Absatz.\n"
    ).document
    assert document.text == "Erster Absatz.\n\nZweiter Absatz.\n"
    assert document.title == "Treffen in Genf"
    assert document.published == date(2022, 1, 18)
    assert (document.source, document.url) == ("Blatt", "https://example.org/1")


def test_header_lines_may_be_german() -> None:
    content = "Überschrift: Genf\nDatum: 18.01.2022\nQuelle: Blatt\nRessort: Welt\n\nEin Text."
    document = read_text(content.encode()).document
    assert (document.title, document.source, document.text) == ("Genf", "Blatt", "Ein Text.")
    assert document.published == date(2022, 1, 18)


@pytest.mark.parametrize(
    "content",
    [
        "Zeitung: Minister plant Reise\n\nDer Minister reist.",
        "Der Minister sagte: nein.\n\nDanach ging er.",
        "Moskau: Kritik an der NATO\n\nEin Sprecher wies sie zurück.",
        "title ohne Doppelpunkt\n\nText.",
        "title: Genf\nund hier schon Text\n\nMehr Text.",
    ],
)
def test_a_text_that_only_looks_like_a_header_stays_whole(content: str) -> None:
    assert read_text(content.encode()).document.text == content


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_every_unicode_encoding_gives_the_same_document(encoding: str) -> None:
    found = read_text("Gespräche über Weißrussland – „ernst“".encode(encoding))
    assert found.document.text == "Gespräche über Weißrussland – „ernst“"
    assert Notice.CP1252 not in found.notices


def test_windows_encoding_is_read_and_noted() -> None:
    found = read_text("Gespräche über „Weißrussland“ – 5 €".encode("cp1252"))
    assert found.document.text == "Gespräche über „Weißrussland“ – 5 €"
    assert Notice.CP1252 in found.notices


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", Reason.BINARY),
        (b"\xe4\x01\x02\x03", Reason.BINARY),
        (b"Stra\xdfe \x81\x8d", Reason.UNDECODABLE),
        (b"\xff\xfea\x00b", Reason.UNDECODABLE),
    ],
)
def test_bytes_that_are_no_text_are_rejected_whole(content: bytes, reason: Reason) -> None:
    (item,) = text.read(io.BytesIO(content), "a.txt", SETTINGS)
    assert isinstance(item, Rejected)
    assert item.reason is reason
    assert item.raw == content


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0")))
def test_a_text_without_header_is_read_as_given(content: str) -> None:
    if text.split_header(content)[0] or content.startswith("\ufeff"):
        return
    assert read_text(content.encode()).document.text == content


#: Encodings that tell what they are, or are what is tried.
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252")


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Co", "Cn"]), min_size=1),
    st.sampled_from(ENCODINGS),
)
def test_a_text_comes_back_from_every_encoding_that_has_it(content: str, encoding: str) -> None:
    try:
        raw = f"Straße in Köln {content}".encode(encoding)
    except UnicodeEncodeError:
        return
    assert read_text(raw).document.text == f"Straße in Köln {content}"


def test_a_file_much_too_long_is_not_read_to_its_end() -> None:
    file = io.BytesIO(b"a" * 1_000_000)
    (item,) = text.read(file, "a.txt", Settings(max_chars=100))
    assert isinstance(item, Rejected)
    assert item.reason is Reason.TOO_LONG
    assert file.tell() < 100_000


def test_one_bad_line_is_rejected_with_its_number_and_the_others_are_read() -> None:
    first, bad, last = read_lines(
        {"id": "1", "text": "Eins."}, b'{"id": "2", "te', {"text": "Drei."}
    )
    assert isinstance(first, Found)
    assert isinstance(last, Found)
    assert isinstance(bad, Rejected)
    assert (bad.reason, bad.where) == (Reason.INVALID_JSON, "a.jsonl:2")
    assert (first.document.doc_id, last.line) == ("1", 3)


@pytest.mark.parametrize(
    ("line", "reason", "detail"),
    [
        (["Text."], Reason.NOT_AN_OBJECT, "it is a list"),
        ("Text.", Reason.NOT_AN_OBJECT, "it is a string"),
        (None, Reason.NOT_AN_OBJECT, "it is null"),
        ({"text": ["Eins.", "Zwei."]}, Reason.WRONG_TYPE, "text is a list"),
        ({"text": "Eins.", "id": {"a": 1}}, Reason.WRONG_TYPE, "id is an object"),
        ({"text": "Eins.", "id": True}, Reason.WRONG_TYPE, "id is a truth value"),
        ({"text": 5}, Reason.WRONG_TYPE, "text is a number"),
        (b"[" * 100_000, Reason.INVALID_JSON, "RecursionError"),
        (b"\x00\x01", Reason.BINARY, "NUL at byte 0"),
    ],
)
def test_a_line_that_is_no_document_is_rejected(line: object, reason: Reason, detail: str) -> None:
    (item,) = read_lines(line)
    assert isinstance(item, Rejected)
    assert (item.reason, item.detail) == (reason, detail)


def test_a_line_without_text_is_read_by_its_title() -> None:
    (item,) = read_lines({"title": "Genf: Gespräche ohne Ergebnis", "published": "2022-01-18"})
    assert isinstance(item, Found)
    assert item.document.text == item.document.title == "Genf: Gespräche ohne Ergebnis"
    assert item.notices == (Notice.NO_TEXT,)


@pytest.mark.parametrize(
    "line",
    [
        {"Titel": "Genf", "Datum": "18.01.2022", "Inhalt": "Die Minister beraten."},
        {"headline": "Genf", "date": "2022-01-18", "body": "Die Minister beraten.", "likes": [1]},
        {"title": "Genf", "date_publish": "2022-01-18", "maintext": "Die Minister beraten."},
    ],
)
def test_a_line_may_use_the_usual_names_of_fields(line: object) -> None:
    (item,) = read_lines(line)
    assert isinstance(item, Found)
    document = item.document
    assert (document.title, document.text) == ("Genf", "Die Minister beraten.")
    assert document.published == date(2022, 1, 18)


def test_a_line_whose_fields_say_nothing_is_set_aside_with_their_names() -> None:
    (item,) = read_lines({"überblick": "Die Minister beraten.", "nr": 3})
    assert isinstance(item, Rejected)
    assert (item.reason, item.detail) == (Reason.UNKNOWN_COLUMNS, "überblick, nr")


def test_a_line_beyond_the_limit_is_skipped_and_the_next_is_read() -> None:
    settings = Settings(max_line_bytes=1_000)
    content = b'{"text": "' + b"a" * 5_000 + b'"}\n{"text": "Kurz."}\n'
    long, short = jsonl.read(io.BytesIO(content), "a.jsonl", settings)
    assert isinstance(long, Rejected)
    assert (long.reason, long.line) == (Reason.TOO_LONG, 1)
    assert len(long.raw) <= 1_001
    assert isinstance(short, Found)
    assert (short.document.text, short.line) == ("Kurz.", 2)


def test_an_empty_file_is_rejected_and_empty_lines_are_not() -> None:
    (item,) = read_lines()
    assert isinstance(item, Rejected)
    assert item.reason is Reason.EMPTY
    assert len(read_lines(b"", {"text": "Eins."}, b"  ")) == 1


def test_the_same_article_has_the_same_identifier_wherever_it_lies() -> None:
    content = b"url: https://example.org/1\n\nEin Text."
    (line,) = read_lines({"text": "Ein Text.", "url": "https://example.org/1"})
    assert isinstance(line, Found)
    assert read_text(content).document.doc_id == line.document.doc_id
    assert read_text(b"Ein Text.").document.doc_id != line.document.doc_id


@pytest.mark.parametrize(
    ("given_date", "day"),
    [
        ("2022-01-18", date(2022, 1, 18)),
        ("2022-01-18T23:30:00-05:00", date(2022, 1, 18)),
        ("2022-01-18T23:30:00Z", date(2022, 1, 18)),
        ("18.01.2022", date(2022, 1, 18)),
        ("18.1.2022, 14:30 Uhr", date(2022, 1, 18)),
        ("18. Januar 2022", date(2022, 1, 18)),
        ("Dienstag, 1. März 2022", date(2022, 3, 1)),
        ("3. Jänner 2022", date(2022, 1, 3)),
        ("5. Sept. 2022", date(2022, 9, 5)),
        ("Tue, 18 Jan 2022 10:00:00 +0100", date(2022, 1, 18)),
        ("20220118T090000Z", date(2022, 1, 18)),
        ("2022-01-18T10:41:00+0100", date(2022, 1, 18)),
        ("20220118", date(2022, 1, 18)),
        ("2022-01-18T25:00:00Z", date(2022, 1, 18)),
        (" 2022-01-18\n", date(2022, 1, 18)),
        ("2024-02-29", date(2024, 2, 29)),
        ("2022-10-30T02:30:00+02:00", date(2022, 10, 30)),
        ("18/01/2022", date(2022, 1, 18)),
    ],
)
def test_a_publication_date_keeps_its_local_day(given_date: str, day: date) -> None:
    published = read_published(given_date)
    assert isinstance(published, Published)
    assert published.day == day


@pytest.mark.parametrize(
    ("given_date", "fault", "notice"),
    [
        ("03/04/2022", "ambiguous", Notice.AMBIGUOUS_DATE),
        ("03-04-2022 10:00", "ambiguous", Notice.AMBIGUOUS_DATE),
        ("18.01.22", "ambiguous", Notice.AMBIGUOUS_DATE),
        ("01/02/03", "ambiguous", Notice.AMBIGUOUS_DATE),
        ("31.02.2022", "malformed", Notice.BAD_DATE),
        ("2022-02-30", "malformed", Notice.BAD_DATE),
        ("29.02.2023", "malformed", Notice.BAD_DATE),
        ("2022-13-01", "malformed", Notice.BAD_DATE),
        ("0000-00-00", "malformed", Notice.BAD_DATE),
        ("00.01.2022", "malformed", Notice.BAD_DATE),
        ("1/2", "malformed", Notice.BAD_DATE),
        ("-1", "malformed", Notice.BAD_DATE),
        ("N/A", "malformed", Notice.BAD_DATE),
        ("gestern", "malformed", Notice.BAD_DATE),
        ("18. Brumaire 2022", "malformed", Notice.BAD_DATE),
        ("1642500000", "malformed", Notice.BAD_DATE),
        ("0001-01-01T00:00:00Z", "malformed", Notice.BAD_DATE),
        ("2" * 5_000, "malformed", Notice.BAD_DATE),
        ("2999-01-01", "future", Notice.FUTURE_DATE),
        ("9999-12-31T23:59:59-12:00", "future", Notice.FUTURE_DATE),
    ],
)
def test_a_date_that_cannot_be_trusted_is_left_out_flagged_and_kept_as_written(
    given_date: str, fault: str, notice: Notice
) -> None:
    (item,) = read_lines({"text": "Eins.", "published": given_date})
    assert isinstance(item, Found)
    document = item.document
    assert (document.published, document.published_at) == (None, None)
    assert (document.date_fault, document.published_given) == (fault, given_date)
    assert item.notices == (notice,)


@pytest.mark.parametrize(
    ("given_date", "form", "day", "moment"),
    [
        ("03/04/2022", DateForm("%d/%m/%Y"), date(2022, 4, 3), None),
        ("03/04/2022", DateForm("%m/%d/%Y"), date(2022, 3, 4), None),
        ("1642500000", DateForm("epoch"), date(2022, 1, 18), "2022-01-18T10:00:00+00:00"),
        (
            "2022-01-18 10:00:00",
            DateForm("%Y-%m-%d %H:%M:%S", utc=True),
            date(2022, 1, 18),
            "2022-01-18T10:00:00+00:00",
        ),
        ("18/01/2022", DateForm(), date(2022, 1, 18), None),
        ("2022-10-30T02:30:00", DateForm(), date(2022, 10, 30), None),
        (
            "2022-01-18T23:30:00-05:00",
            DateForm(),
            date(2022, 1, 18),
            "2022-01-18T23:30:00-05:00",
        ),
    ],
)
def test_a_declared_form_decides_and_only_a_known_zone_gives_a_moment(
    given_date: str, form: DateForm, day: date, moment: str | None
) -> None:
    published = read_published(given_date, form)
    assert isinstance(published, Published)
    assert published.day == day
    assert (published.moment.isoformat() if published.moment else None) == moment


def test_a_clock_set_back_flags_dates_and_loses_none() -> None:
    now = datetime(2022, 1, 18, 12, tzinfo=UTC)
    assert isinstance(read_published("2022-01-19T11:00:00Z", now=now), Published)
    assert read_published("2022-01-19T13:00:00Z", now=now) is DateFault.FUTURE
    assert isinstance(
        read_published("2022-01-20", now=now), Published
    )  # it is that day in Kiribati
    assert read_published("2022-01-21", now=now) is DateFault.FUTURE


def test_a_missing_date_is_noted() -> None:
    assert read_text(b"Eins.").notices == (Notice.NO_DATE,)


def test_a_folder_is_walked_in_order_without_hidden_files_links_and_descriptions(
    tmp_path: Path,
) -> None:
    for name in (
        "b.txt",
        "a/z.txt",
        "a/b.jsonl",
        ".hidden.txt",
        ".git/x.txt",
        "README.md",
        "c.pdf",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    found = [str(path.relative_to(tmp_path)) for path in find_files(tmp_path)]
    assert found == ["a/b.jsonl", "a/z.txt", "b.txt", "c.pdf"]


def test_a_path_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingPathError, match="nirgends: no such file or folder"):
        list(find_files(tmp_path / "nirgends"))


def test_a_folder_that_cannot_be_opened_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(folder: Path) -> None:
        raise PermissionError(13, "Permission denied", str(folder))

    monkeypatch.setattr("os.scandir", refuse)
    with pytest.raises(MissingPathError, match="Permission denied; check that you may read it"):
        list(find_files(tmp_path))


def test_a_folder_further_down_that_cannot_be_opened_costs_no_other_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.txt", "m/x.txt", "z/Straße über Köln.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Kiew", encoding="utf-8")
    scandir = os.scandir

    def refuse(folder: Path) -> object:
        if Path(folder).name == "m":
            raise PermissionError(13, "Permission denied", str(folder))
        return scandir(folder)

    monkeypatch.setattr("os.scandir", refuse)
    found = list(find_files(tmp_path))
    assert [path.name for path in found] == ["a.txt", "m", "Straße über Köln.txt"]
    (rejected,) = read_path(found[1], Settings())
    assert isinstance(rejected, Rejected)
    assert rejected.reason is Reason.UNREADABLE


def test_an_unknown_suffix_is_rejected_with_what_helps(tmp_path: Path) -> None:
    path = tmp_path / "article.docx"
    path.write_bytes(b"PK")
    (item,) = read_path(path, SETTINGS)
    assert isinstance(item, Rejected)
    assert item.reason is Reason.UNKNOWN_SUFFIX
    assert str(item).endswith(
        "unknown suffix (.docx); convert the file to a format that docs/cli.md lists, or give it "
        "the suffix of its format"
    )


def test_the_suffix_may_be_in_capitals(tmp_path: Path) -> None:
    path = tmp_path / "ARTICLE.TXT"
    path.write_bytes(b"Ein Text.")
    (item,) = read_path(path, SETTINGS)
    assert isinstance(item, Found)
