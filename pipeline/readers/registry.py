"""Which reader a file has, by its suffix and, where that leaves it open, by its content.

A new format is a module with a ``read`` and a line in ``READERS``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from pipeline.readers import feed, html, jsonl, newsml, opml, table, text, warc, xml
from pipeline.readers.items import Item, Reader
from pipeline.settings import Settings


def _archive(file: BinaryIO, path: str, settings: Settings) -> Iterator[Item]:
    from pipeline.readers import archive  # noqa: PLC0415  it asks this table for what is inside

    return archive.read(file, path, settings)


#: The reader of each suffix, in lower case; of two that fit the longer one counts.
READERS: dict[str, Reader] = {
    ".txt": text.read,
    ".jsonl": jsonl.read,
    ".json": table.read_json,
    ".csv": table.read_csv,
    ".tsv": table.read_csv,
    ".parquet": table.read_parquet,
    ".html": html.read,
    ".htm": html.read,
    ".xhtml": html.read,
    ".rss": feed.read,
    ".atom": feed.read,
    ".opml": opml.read,
    ".nitf": newsml.read,
    ".newsml": newsml.read,
    ".warc": warc.read,
    ".warc.gz": warc.read,
    ".gz": _archive,
    ".zip": _archive,
}
#: The reader of ``.xml`` by the root element, in lower case.
_ROOTS: dict[str, Reader] = {
    "rss": feed.read,
    "feed": feed.read,
    "rdf": feed.read,
    "opml": opml.read,
    "nitf": newsml.read,
    "newsml": newsml.read,
    "newsmessage": newsml.read,
    "newsitem": newsml.read,
    "packageitem": newsml.read,
    "html": html.read,
}
SUFFIXES = (*READERS, ".xml")


def reader_of(name: str, file: BinaryIO) -> Reader | None:
    """Return the reader of a file, None when there is none.

    Args:
        name: Its name; only the suffix is looked at.
        file: The open file; for ``.xml`` it must be one that can be set back.
    """
    lower = name.lower()
    if lower.endswith(".xml"):
        return _ROOTS.get(xml.root_of(xml.head_of(file)), xml.read_unknown)
    suffixes = sorted((one for one in READERS if lower.endswith(one)), key=len)
    return READERS[suffixes[-1]] if suffixes else None
