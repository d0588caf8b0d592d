"""Reads ``.html`` and ``.htm``: the main text of a saved article page, with title, date and source.

trafilatura finds the text; navigation, comments and advertisements are left out. The date is what
the page declares (JSON-LD, meta elements, ``time``), with its zone; else the day that htmldate
finds in metadata or address. A date that only stands somewhere in the text is not taken for one.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from lxml import etree
from lxml import html as lxml_html

from pipeline.links import web_address
from pipeline.quarantine import Reason, Rejected
from pipeline.readers.decoding import NotTextError, decode
from pipeline.readers.items import Article, Item, Origin, make_found, read_whole
from pipeline.settings import Settings

_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}["']?([A-Za-z0-9_:.-]{1,40})""", re.I
)
_META_DATES = (
    "article:published_time",
    "datePublished",
    "date",
    "dc.date.issued",
    "dcterms.issued",
    "DC.date",
    "parsely-pub-date",
    "sailthru.date",
)
_ARTICLE_TYPES = re.compile(r"Article|Posting|Report", re.I)
#: JSON-LD of a page is small; what is larger or deeper is passed over.
_JSON_CHARS = 500_000
_JSON_DEPTH = 6
#: What is shorter is a button or a heading that was left when all else was taken away.
_FEWEST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Page:
    """What is known of a page beside its bytes.

    Attributes:
        url: Its address, "" when only the page itself may tell.
        declared: The encoding that the server declared, "" when none.
    """

    url: str = ""
    declared: str = ""


def read(file: BinaryIO, path: str, settings: Settings) -> Iterator[Item]:
    """Yield the one article of a page, or why there is none."""
    raw = read_whole(file, path, settings.max_page_bytes)
    if isinstance(raw, Rejected):
        yield raw
    else:
        yield read_page(raw, Origin(path, None, raw), Page(), settings)


def read_page(raw: bytes, origin: Origin, page: Page, settings: Settings) -> Item:
    """Return the article of a page, or why there is none."""
    meta = _CHARSET.search(raw[:4_096])
    declared = page.declared or (meta[1].decode("ascii") if meta else "")
    try:
        content, notices = decode(raw, declared)
    except NotTextError as fault:
        return origin.reject(fault.reason, fault.detail)
    try:
        tree = lxml_html.document_fromstring(_without_declaration(content))
        extracted = _extract(content, page.url)
    # lxml raises bare values, and recursion ends at deep pages: either costs this page only.
    except (etree.LxmlError, ValueError, RecursionError, MemoryError) as error:
        return origin.reject(Reason.NO_MAIN_TEXT, type(error).__name__)
    if extracted is None or len((extracted.text or "").split()) < _FEWEST_WORDS:
        return origin.reject(Reason.NO_MAIN_TEXT)
    url = page.url or _address(tree) or web_address(extracted.url or "")
    article = Article(
        text=extracted.text or "",
        title=extracted.title or "",
        source=extracted.sitename or "",
        url=url,
        published=_declared_date(tree) or extracted.date or "",
    )
    return make_found(article, origin, settings, notices)


def _extract(content: str, url: str) -> Any:
    # Slow to load, and needed for pages only.
    from trafilatura import bare_extraction  # noqa: PLC0415

    # Pages without a text are reported by their reason, not by its remarks.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    return bare_extraction(
        content,
        url=url or None,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )


def _without_declaration(content: str) -> str:
    """Drop an XML declaration: lxml refuses text that names an encoding of its own."""
    return re.sub(r"\A\s*<\?xml[^>]{0,200}\?>", "", content)


def _address(tree: Any) -> str:
    for link in tree.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content"):
        if address := web_address(str(link)):
            return address
    return ""


def _declared_date(tree: Any) -> str:
    """Return the publication date as the page declares it, "" when it does not."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        if date := _date_in(_json(str(script)), 0):
            return date
    for name in _META_DATES:
        for given in tree.xpath(
            "//meta[@property=$name or @name=$name or @itemprop=$name]/@content", name=name
        ):
            if str(given).strip():
                return str(given)
    times = tree.xpath("//article//time[@datetime]/@datetime | //time[@pubdate]/@datetime")
    return str(times[0]) if times else ""


def _json(script: str) -> Any:
    if len(script) > _JSON_CHARS:
        return None
    try:
        return json.loads(script)
    except (ValueError, RecursionError):  # broken metadata: other places may have the date
        return None


def _date_in(value: Any, depth: int) -> str:
    """Find ``datePublished`` of an article in JSON-LD, which nests lists and graphs."""
    if depth > _JSON_DEPTH:
        return ""
    if isinstance(value, list):
        return next((found for one in value if (found := _date_in(one, depth + 1))), "")
    if not isinstance(value, dict):
        return ""
    date = value.get("datePublished")
    if isinstance(date, str) and _ARTICLE_TYPES.search(str(value.get("@type", ""))):
        return date
    return _date_in(value.get("@graph"), depth + 1)
