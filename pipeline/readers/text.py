r"""Reads ``.txt``: one article a file, with header lines if it likes.

    title: Gespräche in Genf
    published: 2022-01-18
    source: Beispielblatt
    url: https://example.org/genf

    Here the text begins.

A header is there when the first line has a known key of ``data/ingest/header_keys.tsv`` ("Titel",
"Datum", "Quelle" too); others are passed over. The text is what follows the first empty line, with
line ends as ``\n``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import BinaryIO

from pipeline.language import read_table
from pipeline.quarantine import Reason, Rejected
from pipeline.readers.decoding import NotTextError, decode
from pipeline.readers.items import Article, Item, Origin, make_found
from pipeline.settings import Settings

_LINE = re.compile(r"([^\W\d_][\w-]{0,30}):[ \t]*(.*)")
#: Room for the header and for the four bytes that a character may take.
_HEADER_BYTES = 65_536
_BYTES_PER_CHARACTER = 4


def read(file: BinaryIO, path: str, settings: Settings) -> Iterator[Item]:
    """Yield the one document of a text file, or why there is none."""
    limit = settings.max_chars * _BYTES_PER_CHARACTER + _HEADER_BYTES
    raw = file.read(limit + 1)
    if len(raw) > limit:
        yield Rejected(Reason.TOO_LONG, f"more than {limit:,} bytes", path, raw=raw)
        return
    try:
        decoded, notices = decode(raw)
    except NotTextError as fault:
        yield Rejected(fault.reason, fault.detail, path, raw=raw)
        return
    fields, text = split_header(decoded.replace("\r\n", "\n").replace("\r", "\n"))
    article = Article(
        text,
        doc_id=fields.get("id", ""),
        title=fields.get("title", ""),
        source=fields.get("source", ""),
        url=fields.get("url", ""),
        published=fields.get("published", ""),
    )
    yield make_found(article, Origin(path, None, raw), settings, notices)


def split_header(content: str) -> tuple[dict[str, str], str]:
    """Split header lines from the text; no header gives an empty dict and all of the content."""
    head, _, body = content.partition("\n\n")
    lines = [_LINE.fullmatch(line) for line in head.rstrip("\n").split("\n")]
    found = [line for line in lines if line is not None]
    keys = _keys()
    if not found or len(found) < len(lines) or found[0][1].lower() not in keys:
        return {}, content
    known = (line for line in found if line[1].lower() in keys)
    return {keys[line[1].lower()]: line[2].strip() for line in known}, body


@cache
def _keys() -> Mapping[str, str]:
    rows = read_table("ingest/header_keys.tsv", ("key", "field"))
    return {row["key"]: row["field"] for row in rows}
