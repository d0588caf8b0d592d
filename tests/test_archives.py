"""Archives give their files; what they may hold is bounded, and nothing gets out of them."""

from __future__ import annotations

import gzip
import io
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from pipeline.ingest import read_path
from pipeline.quarantine import Quarantine, Reason, Rejected, entries
from pipeline.readers import Found, Item, reader_of
from pipeline.settings import Settings

SETTINGS = Settings()


def read(name: str, content: bytes, **limits: int) -> list[Item]:
    file = io.BytesIO(content)
    reader = reader_of(name, file)
    assert reader is not None
    return list(reader(file, name, SETTINGS.model_copy(update=limits)))


def texts(items: list[Item]) -> list[str]:
    return [item.document.text for item in items if isinstance(item, Found)]


def reasons(items: list[Item]) -> list[Reason]:
    return [item.reason for item in items if isinstance(item, Rejected)]


def packed(*members: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return sink.getvalue()


def link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def test_the_files_of_an_archive_are_read_in_the_order_of_names() -> None:
    content = packed(
        ("b.txt", b"Zwei."),
        ("ordner/c.jsonl", b'{"text": "Drei."}\n'),
        ("a.txt.gz", gzip.compress(b"Eins.")),
        ("__MACOSX/a.txt", b"Nichts."),
        (".versteckt.txt", b"Nichts."),
    )
    items = read("a.zip", content)
    assert texts(items) == ["Eins.", "Zwei.", "Drei."]
    assert [item.path for item in items] == [
        "a.zip!a.txt.gz",
        "a.zip!b.txt",
        "a.zip!ordner/c.jsonl",
    ]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt.gz", b"Ein Text."),
        ("a.jsonl.gz", b'{"text": "Ein Text."}'),
        ("a.csv.gz", b"id,text\n1,Ein Text.\n"),
        ("a.json.gz", b'[{"text": "Ein Text."}]'),
        ("a.xml.gz", b"<nitf><body><body.content><p>Ein Text.</p></body.content></body></nitf>"),
    ],
)
def test_a_compressed_file_is_read_by_the_suffix_below(name: str, content: bytes) -> None:
    assert texts(read(name, gzip.compress(content))) == ["Ein Text."]


@pytest.mark.parametrize(
    "name",
    [
        "../a.txt",
        "ordner/../../a.txt",
        "/etc/a.txt",
        "C:/a.txt",
        "C:\\a.txt",
        "..\\a.txt",
        "\\\\server\\a.txt",
        "..",
        "../",
        "./../a.txt",
        "ordner/..",
        "//server/a.txt",
        "c:a.txt",
        "ordner\\..\\..\\a.txt",
        "../../../../../../etc/cron.d/a.txt",
        "/",
    ],
)
def test_a_path_that_leads_out_is_refused_and_the_others_are_read(name: str) -> None:
    items = read("a.zip", packed((name, b"Boese."), ("gut.txt", b"Gut.")))
    assert texts(items) == ["Gut."]
    assert reasons(items) == [Reason.UNSAFE_MEMBER]


def test_a_link_is_refused() -> None:
    items = read("a.zip", packed((link("a.txt"), b"/etc/hostname"), ("b.txt", b"Gut.")))
    assert texts(items) == ["Gut."]
    assert reasons(items) == [Reason.UNSAFE_MEMBER]


def test_a_file_without_a_name_is_refused() -> None:
    content = packed(("a.txt", b"Boese."), ("gut.txt", b"Gut."))
    items = read("a.zip", content.replace(b"a.txt", b"\0.txt"))
    assert texts(items) == ["Gut."]
    assert reasons(items) == [Reason.UNSAFE_MEMBER]


def test_an_encrypted_file_is_refused() -> None:
    content = bytearray(packed(("a.txt", b"Geheim.")))
    content[6] |= 1  # of the file itself
    content[content.index(b"PK\x01\x02") + 8] |= 1  # of its entry in the list
    assert reasons(read("a.zip", bytes(content))) == [Reason.UNSAFE_MEMBER]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl.gz", gzip.compress(b"\n" * 20_000_000)),
        ("a.csv.gz", gzip.compress(b"id,text\n" + b"\n" * 20_000_000)),
        ("a.zip", packed(("a.parquet", b"\0" * 20_000_000))),
        ("a.zip", packed(("a.zip", packed(("a.parquet", b"\0" * 20_000_000))))),
    ],
    ids=["jsonl", "csv", "parquet", "nested"],
)
def test_a_bomb_is_stopped_early(name: str, content: bytes) -> None:
    assert len(content) < 25_000
    assert reasons(read(name, content, archive_max_bytes=1_000_000)) == [Reason.ARCHIVE_LIMIT]


def test_an_archive_may_hold_a_multiple_of_its_size() -> None:
    content = packed(("a.parquet", b"\0" * 20_000_000))
    assert reasons(read("a.zip", content)) == [Reason.ARCHIVE_LIMIT]
    assert reasons(read("a.zip", content, archive_max_ratio=2_000)) == [Reason.DAMAGED]


def test_what_was_read_before_the_limit_is_kept() -> None:
    content = packed(("a.txt", b"Gut."), ("b.csv", b"id,text\n" + b"\n" * 2_000_000))
    items = read("a.zip", content, archive_max_bytes=1_000_000)
    assert texts(items) == ["Gut."]
    assert reasons(items) == [Reason.ARCHIVE_LIMIT]


def test_archives_in_each_other_are_read_to_a_depth_and_share_the_limits() -> None:
    inner = packed(("a.txt", b"Innen."))
    middle = packed(("b.zip", inner))
    assert texts(read("a.zip", middle)) == ["Innen."]
    assert reasons(read("a.zip", packed(("c.zip", middle)))) == [Reason.ARCHIVE_LIMIT]
    many = packed(*((f"{number}.zip", inner) for number in range(10)))
    items = read("a.zip", many, archive_max_members=6)
    assert reasons(items) == [Reason.ARCHIVE_LIMIT]
    assert len(texts(items)) == 3


def test_many_files_end_at_the_limit() -> None:
    content = packed(*((f"{number}.txt", b"Text.") for number in range(50)))
    items = read("a.zip", content, archive_max_members=20)
    assert len(texts(items)) == 20
    assert reasons(items) == [Reason.ARCHIVE_LIMIT]


def test_a_list_of_files_that_claims_to_be_huge_is_not_read() -> None:
    content = bytearray(packed(("a.txt", b"Text.")))
    end = content.rindex(b"PK\x05\x06")
    content[end + 12 : end + 16] = struct.pack("<I", 0xF0000000)
    assert reasons(read("a.zip", bytes(content))) == [Reason.ARCHIVE_LIMIT]


@pytest.mark.parametrize("name", ["a.zip", "a.jsonl.gz", "a.warc.gz", "a.csv.gz"])
@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\x1f\x8b\x08", b"Kein Archiv" * 100])
def test_what_is_no_archive_is_set_aside(name: str, content: bytes) -> None:
    items = read(name, content)
    assert not texts(items)
    assert len(reasons(items)) == 1


def test_a_compressed_file_that_is_cut_off_keeps_its_lines() -> None:
    lines = b"".join(b'{"text": "Satz %d mit Inhalt."}\n' % number for number in range(20_000))
    content = gzip.compress(lines)
    items = read("a.jsonl.gz", content[: len(content) // 2])
    assert len(texts(items)) > 1_000
    assert reasons(items)[-1] is Reason.DAMAGED


def test_a_damaged_member_costs_itself_alone() -> None:
    content = bytearray(packed(("a.txt", b"Text. " * 500), ("b.txt", b"Gut.")))
    start = content.index(b"a.txt") + len("a.txt")
    for place in range(start, start + 10):
        content[place] ^= 0xFF
    items = read("a.zip", bytes(content))
    assert texts(items) == ["Gut."]
    assert reasons(items) == [Reason.DAMAGED]


def test_an_unknown_file_in_an_archive_is_named_with_the_archive() -> None:
    (item,) = read("a.zip", packed(("bild.png", b"\x89PNG")))
    assert isinstance(item, Rejected)
    assert (item.reason, item.where) == (Reason.UNKNOWN_SUFFIX, "a.zip!bild.png")


def test_what_was_wrong_in_an_archive_goes_when_it_is_mended(tmp_path: Path) -> None:
    source, folder = tmp_path / "a.zip", tmp_path / "quarantine"
    for content, number in ((packed(("a.png", b"x")), 1), (packed(("a.txt", b"Text.")), 0)):
        source.write_bytes(content)
        quarantine = Quarantine(folder, 100)
        quarantine.read_again(str(source))
        for item in read_path(source, SETTINGS):
            if isinstance(item, Rejected):
                quarantine.add(item)
        quarantine.save()
        assert len(list(entries(folder))) == number
