"""Reads NewsML-G2 and NITF, as agencies send them: one article an item.

The date of an item is when it was first made, with its zone. What the agency has cancelled or
withheld is set aside. A NewsML-G2 item holds its text as NITF, as XHTML or plain.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

# Parsing is done by defusedxml below.
from xml.etree.ElementTree import ParseError, tostring  # nosec B405

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from pipeline.quarantine import Reason, Rejected
from pipeline.readers.fragments import text_of
from pipeline.readers.items import Article, Item, Origin, make_found, read_whole
from pipeline.settings import Settings

_WITHDRAWN = ("canceled", "cancelled", "withheld")


def read(file: BinaryIO, path: str, settings: Settings) -> Iterator[Item]:
    """Yield what each item of a file gives."""
    raw = read_whole(file, path, settings.max_list_bytes)
    if isinstance(raw, Rejected):
        yield raw
        return
    try:
        root = fromstring(raw, forbid_entities=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        yield Rejected(Reason.FORBIDDEN_XML, type(error).__name__, path, raw=raw)
        return
    if _name(root) == "nitf":
        yield make_found(_nitf(root), Origin(path, None, raw), settings)
        return
    items = [element for element in root.iter() if _name(element) == "newsitem"]
    for number, item in enumerate(items, start=1):
        origin = Origin(path, number, tostring(item, encoding="utf-8"))
        yield _item(item, origin, settings)
    if not items:
        yield Rejected(Reason.NO_ARTICLES, "no newsItem", path, raw=raw)


def _item(item: Any, origin: Origin, settings: Settings) -> Item:
    status = _attribute(item, "pubstatus", "qcode").rpartition(":")[2].lower()
    if status in _WITHDRAWN:
        return origin.reject(Reason.WITHDRAWN, status)
    inline = _first(item, "nitf")
    inside = _nitf(inline) if inline is not None else Article("")
    body = _first(_first(item, "inlinexml"), "body")
    if body is None:
        body = _first(item, "inlinedata")
    article = Article(
        text=inside.text or (text_of(body) if body is not None else ""),
        doc_id=item.get("guid", "") or inside.doc_id,
        title=_text(item, "headline") or inside.title,
        source=_provider(item) or inside.source,
        url=inside.url,
        published=_text(item, "firstcreated") or _text(item, "versioncreated") or inside.published,
    )
    return make_found(article, origin, settings)


def _nitf(root: Any) -> Article:
    content = _first(root, "body.content")
    return Article(
        text=text_of(content) if content is not None else "",
        doc_id=_attribute(root, "doc-id", "id-string"),
        title=_text(root, "hl1") or _text(root, "title"),
        source=_text(root, "distributor") or _attribute(root, "doc.copyright", "holder"),
        published=_attribute(root, "date.issue", "norm") or _attribute(root, "story.date", "norm"),
    )


def _provider(item: Any) -> str:
    """Return the agency: its name, else what its code says ("nprov:AFP")."""
    provider = _first(item, "provider")
    if provider is None:
        return ""
    written = _text(provider, "name") or provider.get("literal", "")
    return str(written or provider.get("qcode", "").rpartition(":")[2])


def _first(element: Any, name: str) -> Any:
    if element is None:
        return None
    return next((child for child in element.iter() if _name(child) == name), None)


def _text(element: Any, name: str) -> str:
    found = _first(element, name)
    return " ".join("".join(found.itertext()).split()) if found is not None else ""


def _attribute(element: Any, name: str, attribute: str) -> str:
    found = _first(element, name)
    return str(found.get(attribute, "")) if found is not None else ""


def _name(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""
