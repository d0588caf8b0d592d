"""Reads RSS and Atom (``.rss``, ``.atom``, ``.xml``) from files: one article an entry.

The text is the content of an entry, else its summary, without markup; the title is the text where
there is neither. Entries of a malformed feed are kept as far as they can be read. Only http and
https links are taken.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, BinaryIO

from pipeline.links import web_address
from pipeline.quarantine import Reason, Rejected
from pipeline.readers.fragments import plain_text
from pipeline.readers.items import Article, Item, Origin, make_found, read_whole
from pipeline.readers.xml import xml_fault
from pipeline.settings import Settings

#: Identifiers that are the same in no two feeds; others count only beside the feed's own address.
_GLOBAL = ("http://", "https://", "urn:", "tag:")


def read(file: BinaryIO, path: str, settings: Settings) -> Iterator[Item]:
    """Yield what each entry of a feed gives."""
    raw = read_whole(file, path, settings.max_page_bytes)
    if isinstance(raw, Rejected):
        yield raw
        return
    if fault := xml_fault(raw):
        yield Rejected(Reason.FORBIDDEN_XML, fault, path, raw=raw)
        return
    import feedparser  # noqa: PLC0415  slow to load, and needed for feeds only

    # Bytes in a stream: a string would be taken for an address or the name of a file.
    parsed = feedparser.parse(io.BytesIO(raw), sanitize_html=True, resolve_relative_uris=True)
    for number, entry in enumerate(parsed.entries, start=1):
        yield _item(entry, parsed.feed, Origin(path, number, _bytes(entry)), settings)
    if parsed.bozo and not parsed.entries:
        detail = type(parsed.get("bozo_exception")).__name__
        yield Rejected(Reason.FORBIDDEN_XML, detail, path, raw=raw)
    elif parsed.bozo and _cut_off(parsed):
        detail = f"behind entry {len(parsed.entries)}"
        yield Rejected(Reason.DAMAGED, detail, path, raw=raw)
    elif not parsed.entries:
        yield Rejected(Reason.EMPTY, "the feed has no entries", path, raw=raw)


def _cut_off(parsed: Any) -> bool:
    """Tell whether the feed is no XML; a wrong media type or encoding is no loss."""
    return type(parsed.get("bozo_exception")).__name__.startswith("SAX")


def _item(entry: Any, feed: Any, origin: Origin, settings: Settings) -> Item:
    contents = [plain_text(_field(content, "value")) for content in entry.get("content") or ()]
    text = next((one for one in contents if one), "") or plain_text(_field(entry, "summary"))
    link = web_address(_field(entry, "link"))
    source = _field(entry.get("source") or {}, "title") or _field(entry, "publisher")
    article = Article(
        text=text,
        doc_id=_identifier(_field(entry, "id"), _field(feed, "link")),
        title=plain_text(_field(entry, "title")),
        source=plain_text(source) or ("" if link else plain_text(_field(feed, "title"))),
        url=link,
        published=_field(entry, "published") or _field(entry, "updated"),
    )
    return make_found(article, origin, settings)


def _field(values: Any, name: str) -> str:
    """Return a field as text; feedparser leaves fields out, and of broken feeds gives None."""
    value = values.get(name)
    return value if isinstance(value, str) else ""


def _identifier(given: str, feed: str) -> str:
    given = given.strip()
    if not given or given.lower().startswith(_GLOBAL):
        return given
    return f"{feed} {given}" if feed else ""


def _bytes(entry: Any) -> bytes:
    shown = "\n".join(str(entry.get(name, "")) for name in ("id", "link", "title", "summary"))
    return shown.encode("utf-8", "surrogatepass")
