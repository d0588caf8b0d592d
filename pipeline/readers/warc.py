"""Reads ``.warc`` and ``.warc.gz`` as CC-NEWS ships them: one article a response of a page.

Records are read one after the other. Requests, metadata and answers that are no HTML page or no
success are passed over. The date is the page's own; the day of the crawl is not taken for it.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from contextlib import redirect_stderr
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from pipeline.links import web_address
from pipeline.quarantine import Reason, Rejected
from pipeline.readers.html import Page, read_page
from pipeline.readers.items import Item, Origin
from pipeline.settings import Settings

_FAULTS = (
    ArchiveLoadFailed,
    EOFError,
    OSError,
    ValueError,
    zlib.error,
    AttributeError,  # warcio uses fields of a record before it looks whether they are there
    TypeError,
)
_PAGES = ("text/html", "application/xhtml+xml")


def read(file: BinaryIO, path: str, settings: Settings) -> Iterator[Item]:
    """Yield what each page of a crawl gives; pages before a fault are kept."""
    number = pages = 0
    try:
        for number, record in enumerate(_records(file), start=1):
            if record.format != "warc":  # what has no marks at all is taken for an older format
                yield Rejected(Reason.DAMAGED, "no WARC", path)
                return
            if record.rec_type == "response" and _is_page(record):
                pages += 1
                yield _page(record, path, number, settings)
    except _FAULTS as error:
        yield Rejected(Reason.DAMAGED, f"behind record {number}: {type(error).__name__}", path)
    else:
        if number == 0:
            yield Rejected(Reason.EMPTY, "no records", path)
        elif not pages:
            yield Rejected(Reason.NO_ARTICLES, f"no page in {number} records", path)


def _records(file: BinaryIO) -> Iterator[Any]:
    """Yield the records; warcio prints what stands between broken ones, the text of articles."""
    records = iter(ArchiveIterator(file))
    while True:
        with redirect_stderr(io.StringIO()):
            record = next(records, None)
        if record is None:
            return
        yield record


def _is_page(record: Any) -> bool:
    headers = record.http_headers
    if headers is None or headers.get_statuscode() != "200":
        return False
    kind = (headers.get_header("Content-Type") or "").lower()
    return kind.startswith(_PAGES)


def _page(record: Any, path: str, number: int, settings: Settings) -> Item:
    raw = record.content_stream().read(settings.max_page_bytes + 1)
    origin = Origin(path, number, raw)
    if len(raw) > settings.max_page_bytes:
        return origin.reject(Reason.TOO_LONG, f"more than {settings.max_page_bytes:,} bytes")
    if _cut_off(record):
        return origin.reject(Reason.DAMAGED, "the record is cut off")
    if not raw.strip():
        return origin.reject(Reason.EMPTY)
    address = web_address(record.rec_headers.get_header("WARC-Target-URI") or "")
    kind = record.http_headers.get_header("Content-Type") or ""
    declared = kind.lower().partition("charset=")[2].split(";")[0].strip(" \"'")
    return read_page(raw, origin, Page(address, declared), settings)


def _cut_off(record: Any) -> bool:
    """Tell whether a record that was read to its end is shorter than it says."""
    rest = record.raw_stream.read(1)
    return not rest and getattr(record.raw_stream, "limit", 0) > 0
