"""A good beginning of each format, which is then cut, changed and continued."""

from __future__ import annotations

import gzip
import io
import json
import zipfile

import pyarrow as pa
import pyarrow.parquet as pq


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
