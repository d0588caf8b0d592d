"""A folder of hostile and broken files: each is read or set aside with its reason; the run ends."""

from __future__ import annotations

import gzip
import io
import json
import os
import stat
import zipfile
from collections import Counter
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.cli.console import Exit
from pipeline.ingest import read_path
from pipeline.quarantine import Reason, Rejected, entries
from pipeline.settings import Settings
from pipeline.store import Snapshot

GOOD = "Die Regierung in Kiew warnt vor einem Angriff auf die Stadt."
RSS = "<rss version='2.0'><channel><title>Blatt</title>{}</channel></rss>"
ITEM = f"<item><title>Kiew</title><description>{GOOD}</description>{{}}</item>"
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
DEEP = 100_000


def line(**fields: object) -> bytes:
    return json.dumps(fields).encode() + b"\n"


def packed(*members: tuple[str, bytes], link: str = "") -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
        if link:
            info = zipfile.ZipInfo("link.txt")
            info.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(info, link)
    return sink.getvalue()


def parquet() -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.table({"text": [GOOD], "id": ["p1"]}), sink)
    return sink.getvalue()


def flipped(content: bytes) -> bytes:
    changed = bytearray(content)
    for place in range(len(changed) - 60, len(changed) - 10):
        changed[place] ^= 0xFF
    return bytes(changed)


#: Name, content, and what comes of it: reasons of what is set aside, texts of what is read.
CASES: list[tuple[str, bytes, list[Reason | str]]] = [
    # encodings
    ("bom.txt", GOOD.encode("utf-8-sig"), [GOOD]),
    ("utf16.txt", GOOD.encode("utf-16"), [GOOD]),
    ("utf16be.txt", b"\xfe\xff" + GOOD.encode("utf-16-be"), [GOOD]),
    ("utf32.txt", GOOD.encode("utf-32"), [GOOD]),
    ("utf16.jsonl", json.dumps({"text": GOOD}).encode("utf-16"), [Reason.UNDECODABLE]),
    ("cp1252.txt", "Kämpfe – „schwer“ bei Kiew".encode("cp1252"), ["Kämpfe – „schwer“ bei Kiew"]),
    ("mojibake.txt", "KÃ¤mpfe bei Kiew".encode(), ["Kämpfe bei Kiew"]),
    ("twice.txt", "KÃƒÂ¤mpfe bei Kiew".encode(), ["Kämpfe bei Kiew"]),
    ("quotes.txt", "Er sagte: „Kiew ‚hält‘ stand“".encode(), ["Er sagte: „Kiew ‚hält‘ stand“"]),
    ("undefined.txt", b"Stra\xdfe in Kiew \x81\x8d", [Reason.UNDECODABLE]),
    ("declared.html", b"<meta charset=utf-7><p>+ADw-script+AD4-</p>", [Reason.NO_MAIN_TEXT]),
    # characters
    ("nul.txt", b"Ki\0ew wartet.\0", ["Kiew wartet."]),
    ("nul.csv", b"id,text\n1,Ki\0ew wartet.\n", ["Kiew wartet."]),
    ("nul.jsonl", line(text="Ki\0ew wartet."), ["Kiew wartet."]),
    ("zero-width.txt", "Ki\u200bew\u2060 war\ufefftet.".encode(), ["Kiew wartet."]),
    ("right-to-left.txt", "\u202eKiew\u202c \u2066wartet\u2069.".encode(), ["Kiew wartet."]),
    ("soft-hyphen.txt", "Ki\u00adew wartet.".encode(), ["Kiew wartet."]),
    ("tags.txt", "Kiew\U000e0041\U000e007f wartet.".encode(), ["Kiew wartet."]),
    ("surrogate.jsonl", b'{"text": "Kiew \\ud800 wartet."}\n', ["Kiew  wartet."]),
    ("escape.txt", b"\x1b[31mKiew\x1b[0m wartet \x07hier.", ["Kiew wartet hier."]),
    # sizes
    ("line-10MB.jsonl", line(text="Kiew " * 2_000_000), [Reason.TOO_LONG]),
    ("line-20MB.jsonl", line(text="K" * 20_000_000) + line(text=GOOD), [Reason.TOO_LONG, GOOD]),
    ("line-10MB.txt", b"Kiew " * 2_000_000, [Reason.TOO_LONG]),
    ("million.txt", b"K" * 1_000_001, [Reason.TOO_LONG]),
    ("cell.csv", b"id,text\n1," + b"Kiew. " * 200_000 + b"\n", [Reason.TOO_LONG]),
    ("title.jsonl", line(text=GOOD, title="x" * 5_000), [Reason.TOO_LONG]),
    ("id.jsonl", line(text=GOOD, id="x" * 5_000), [Reason.TOO_LONG]),
    # no text at all
    ("empty.txt", b"", [Reason.EMPTY]),
    ("empty.jsonl", b"", [Reason.EMPTY]),
    ("empty.parquet", b"", [Reason.DAMAGED]),
    ("blank.txt", b" \r\n\t\n", [Reason.EMPTY]),
    ("invisible.txt", "\u200b\u2060\ufeff".encode(), [Reason.EMPTY]),
    ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", [Reason.BINARY]),
    ("program.txt", b"\x7fELF\x02\x01\x01\x00\x00\x00", [Reason.BINARY]),
    ("paper.pdf", b"%PDF-1.7", [Reason.UNKNOWN_SUFFIX]),
    ("no suffix", b"Kiew", [Reason.UNKNOWN_SUFFIX]),
    # JSON
    ("deep.jsonl", b"[" * DEEP + b"]" * DEEP + b"\n", [Reason.INVALID_JSON]),
    ("deep.json", b'{"articles": ' + b"[" * DEEP + b"]" * DEEP + b"}", [Reason.INVALID_JSON]),
    ("digits.jsonl", b'{"text": ' + b"9" * 5_000 + b"}\n", [Reason.INVALID_JSON]),
    ("broken.jsonl", b'{"text": "Ki\n' + line(text=GOOD), [Reason.INVALID_JSON, GOOD]),
    ("list.jsonl", line(text=[GOOD]), [Reason.WRONG_TYPE]),
    ("truth.jsonl", b"true\n", [Reason.NOT_AN_OBJECT]),
    # tables
    ("cut.parquet", parquet()[:-40], [Reason.DAMAGED]),
    ("flipped.parquet", flipped(parquet()), [Reason.DAMAGED]),
    ("head.parquet", parquet()[:4], [Reason.DAMAGED]),
    ("tail.parquet", parquet()[-8:], [Reason.DAMAGED]),
    ("half.parquet", parquet()[: len(parquet()) // 2], [Reason.DAMAGED]),
    ("length.parquet", parquet()[:-8] + b"\xff\xff\xff\x7fPAR1", [Reason.DAMAGED]),
    ("marks.parquet", b"PAR1PAR1", [Reason.DAMAGED]),
    ("text.parquet", GOOD.encode(), [Reason.DAMAGED]),
    ("data.parquet", parquet()[:4] + b"\xff" * 24 + parquet()[28:], [Reason.DAMAGED]),
    (
        "quote.csv",
        b'id,text\n1,"Kiew wartet.\n2,Noch einer.\n',
        [Reason.WRONG_COLUMNS, "Noch einer."],
    ),
    ("columns.csv", b"a,b\n1,2\n", [Reason.UNKNOWN_COLUMNS]),
    # feeds and other XML
    ("bomb.rss", (BOMB + RSS.format(ITEM.format("&b;"))).encode(), [Reason.FORBIDDEN_XML]),
    ("outside.rss", (OUTSIDE + RSS.format(ITEM.format("&a;"))).encode(), [Reason.FORBIDDEN_XML]),
    ("bomb.opml", (BOMB + "<opml>&b;</opml>").encode(), [Reason.FORBIDDEN_XML]),
    ("deep.rss", RSS.format("<a>" * DEEP).encode(), [Reason.FORBIDDEN_XML]),
    ("cut.rss", RSS.format(ITEM.format(""))[:-16].encode() + b"<item", [GOOD, Reason.DAMAGED]),
    ("unknown.xml", b"<svg/>", [Reason.UNKNOWN_XML]),
    # archives
    ("cut.jsonl.gz", gzip.compress(line(text=GOOD) * 2)[:-12], [Reason.DAMAGED]),
    ("cut.zip", packed(("a.txt", GOOD.encode()))[:-10], [Reason.DAMAGED]),
    ("bomb.zip", packed(("a.parquet", b"\0" * 20_000_000)), [Reason.ARCHIVE_LIMIT]),
    ("out.zip", packed(("../../a.txt", b"Kiew")), [Reason.UNSAFE_MEMBER]),
    ("link.zip", packed(link="/etc/passwd"), [Reason.UNSAFE_MEMBER]),
    # identifiers and dates
    (
        "ids.jsonl",
        line(id="i", text="Kiew wartet.") + line(id="i", text="Kiew wartet nicht."),
        ["Kiew wartet.", "Kiew wartet nicht."],
    ),
    ("zero.jsonl", line(text="Kiew ruft.", published="0001-01-01"), ["Kiew ruft."]),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with all cases, and with what only a file system can hold."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, content, _ in CASES:
        (folder / name).write_bytes(content)
    (folder / "circle").symlink_to(folder)
    (folder / "passwd.txt").symlink_to("/etc/passwd")
    os.mkfifo(folder / "waits.txt")
    (folder / os.fsdecode(b"name-\xff\xfe.bin")).write_bytes(b"x")
    (folder / "line\nend \u202e.bin").write_bytes(b"x")
    return folder


@pytest.mark.parametrize(("name", "expected"), [(name, comes) for name, _, comes in CASES])
def test_each_is_read_or_set_aside_with_its_reason(
    folder: Path, name: str, expected: list[Reason | str]
) -> None:
    found = list(read_path(folder / name, Settings()))
    got = [item.reason if isinstance(item, Rejected) else item.document.text for item in found]
    assert got == expected


def test_a_run_over_all_of_them_ends_with_its_summary(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    ran = CliRunner().invoke(app, ["run", str(folder), "--store", str(store), "--workers", "1"])
    assert ran.exit_code == Exit.PARTIAL, ran.output
    expected = Counter(
        one.value for _, _, comes in CASES for one in comes if isinstance(one, Reason)
    )
    expected.update([Reason.CONFLICTING_ID.value, *[Reason.UNKNOWN_SUFFIX.value] * 2])
    found = list(entries(store / "quarantine"))
    assert Counter(entry.reason for entry in found) == expected
    assert all((store / "quarantine" / entry.raw).stat().st_size == entry.bytes for entry in found)
    texts = {text for _, _, comes in CASES for text in comes if not isinstance(text, Reason)}
    stored = Snapshot.open(store).dataset("documents").to_table().to_pylist()
    assert {row["text"] for row in stored} == texts - {"Kiew wartet nicht."}
    assert "x:x" not in ran.output  # nothing of /etc/passwd
