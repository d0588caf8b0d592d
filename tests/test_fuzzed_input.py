"""Whatever bytes come in, every reader ends, and all that it yields is clean or has its reason."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.clean import clean
from pipeline.quarantine import Rejected
from pipeline.readers import SUFFIXES, reader_of
from pipeline.settings import Settings

SETTINGS = Settings(archive_max_bytes=2_000_000, max_page_bytes=200_000)


def _parquet() -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.table({"text": ["Ein Text.", "Noch einer."], "id": ["1", "2"]}), sink)
    return sink.getvalue()


def _zip() -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        archive.writestr("a.txt", "Ein Text.")
        archive.writestr("b.json.gz", gzip.compress(b'[{"text": "Noch einer."}]'))
    return sink.getvalue()


#: A good beginning of each format, which is then cut, changed and continued.
SEEDS = (
    b"title: Genf\npublished: 2022-01-18\n\nEin Text.",
    json.dumps({"id": "1", "text": "Ein Text.", "published": "2022-01-18"}).encode() + b"\n",
    b'[{"text": "Ein Text.", "url": "https://blatt.example/1"}]',
    b'id,text,published\n1,"Ein ""Text"".",2022-01-18\n2,Zwei.,03/04/2022\n',
    b"<html><head><meta charset=utf-8></head><body><article><p>Ein Text.</p></article></body>",
    b'<?xml version="1.0"?><rss><channel><item><title>Ein Text</title></item></channel></rss>',
    b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Ein Text</title></entry></feed>',
    b"<nitf><body><body.content><p>Ein Text.</p></body.content></body></nitf>",
    b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 40\r\n\r\nHTTP/1.1 200 OK\r\n\r\n<p>A</p>",
    gzip.compress(b'{"text": "Ein Text."}\n'),
    _zip(),
    _parquet(),
)


@st.composite
def inputs(draw: st.DrawFn) -> bytes:
    content = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(0, 6))):
        place = draw(st.integers(0, len(content)))
        match draw(st.sampled_from(("change", "cut", "insert", "repeat"))):
            case "change":
                content[place : place + 1] = draw(st.binary(min_size=1, max_size=1))
            case "cut":
                del content[place:]
            case "insert":
                content[place:place] = draw(st.binary(max_size=20))
            case _:
                content += content[place:]
    return bytes(content[:20_000])


def read(name: str, content: bytes) -> None:
    file = io.BytesIO(content)
    reader = reader_of(name, file)
    assert reader is not None
    for item in reader(file, name, SETTINGS):
        result = item if isinstance(item, Rejected) else clean(item, SETTINGS)
        if isinstance(result, Rejected):
            assert str(result).startswith(name)
            continue
        document = result.document
        assert document.text.strip()
        assert "\0" not in document.text
        document.text.encode()
        assert document.url == "" or document.url.lower().startswith(("http://", "https://"))


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(content=inputs())
def test_changed_files_of_every_format_end_as_documents_or_rejections(
    suffix: str, content: bytes
) -> None:
    read(f"a{suffix}", content)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" \n",
        b"\0" * 5_000,
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"a" * 1_000_000,
        b"\n" * 10_000,
        b"<" * 10_000,
        b'"' * 10_000,
        b"[{" * 5_000,
        "Straße über Köln".encode("cp1252"),
        "Straße über Köln".encode("utf-16"),
        "\u202eRechts \u200bNull".encode(),
    ],
    ids=range(13),
)
def test_every_reader_takes_every_odd_file(suffix: str, content: bytes) -> None:
    read(f"a{suffix}", content)


def test_a_link_in_a_circle_is_not_followed(tmp_path: Path) -> None:
    from pipeline.readers import find_files  # noqa: PLC0415

    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "kreis").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "a" / "x.txt").write_text("Text.", encoding="utf-8")
    assert [path.name for path in find_files(tmp_path)] == ["x.txt"]
