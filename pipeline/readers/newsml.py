"""Reads NewsML and NITF, as agencies send them: one article an item.

The date of an item is when it was first made, with its zone. What the agency has cancelled or
withheld is set aside. An item of NewsML-G2 or of the older NewsML 1 holds its text as NITF, as
XHTML or plain.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

# Parsing is done by defusedxml below.
from xml.etree.ElementTree import ParseError, tostring  # nosec B405

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from pipeline.quarantine import Reason, Rejected
from pipeline.readers.fragments import plain_text, text_of
from pipeline.readers.items import Article, Item, Origin, make_found, read_whole
from pipeline.readers.xml import xml_fault
from pipeline.settings import Settings

_WITHDRAWN = ("canceled", "cancelled", "withheld", "embargoed")
#: Of the body of a page: title, keywords and notes stand there, no text of the article.
_FRAME = ("header", "footer", "nav")


def read(file: BinaryIO, path: str, settings: Settings) -> Iterator[Item]:
    """Yield what each item of a file gives."""
    raw = read_whole(file, path, settings.max_list_bytes)
    if isinstance(raw, Rejected):
        yield raw
        return
    if fault := xml_fault(raw):
        yield Rejected(Reason.FORBIDDEN_XML, fault, path, raw=raw)
        return
    try:
        root = fromstring(raw, forbid_entities=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        yield Rejected(Reason.FORBIDDEN_XML, type(error).__name__, path, raw=raw)
        return
    if _name(root) == "nitf":
        yield make_found(_nitf(root), Origin(path, None, raw), settings)
        return
    # In NewsML 1 an item may be a package of items, whose text is theirs.
    found = [element for element in root.iter() if _name(element) == "newsitem"]
    items = [item for item in found if not _holds_items(item)]
    for number, item in enumerate(items, start=1):
        origin = Origin(path, number, tostring(item, encoding="utf-8"))
        yield _item(item, origin, settings)
    if not items:
        yield Rejected(Reason.NO_ARTICLES, "no newsItem", path, raw=raw)


def _item(item: Any, origin: Origin, settings: Settings) -> Item:
    written = _attribute(item, "pubstatus", "qcode") or _attribute(item, "status", "FormalName")
    status = written.rpartition(":")[2].lower()
    if status in _WITHDRAWN:
        return origin.reject(Reason.WITHDRAWN, status)
    inline = _first(item, "nitf")
    inside = _nitf(inline) if inline is not None else Article("")
    article = Article(
        text=inside.text or _content(item),
        doc_id=item.get("guid", "") or _identifier(item) or inside.doc_id,
        title=_text(item, "headline") or inside.title,
        source=_provider(item) or inside.source,
        url=inside.url,
        published=_text(item, "firstcreated") or _text(item, "versioncreated") or inside.published,
    )
    return make_found(article, origin, settings)


def _holds_items(item: Any) -> bool:
    return any(_name(one) == "newsitem" for one in item.iter() if one is not item)


def _identifier(item: Any) -> str:
    """Return the identifier of an item of NewsML 1, the same for all its revisions."""
    parts = [_text(item, name) for name in ("providerid", "dateid", "newsitemid")]
    return ":".join(parts) if all(parts) else _text(item, "publicidentifier")


def _content(item: Any) -> str:
    """Return the text that is no NITF: a page, a text or markup written as text, or NewsML 1."""
    body = _first(_first(item, "inlinexml"), "body")
    if body is not None:
        for part in [child for child in body if _name(child) in _FRAME]:
            body.remove(part)
        return text_of(body)
    data = _first(item, "inlinedata")
    if data is not None:
        return plain_text("".join(data.itertext()))
    parts = (text_of(part) for part in item.iter() if _name(part) == "datacontent")
    return max(parts, key=len, default="")


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
    written = written or _attribute(provider, "party", "FormalName")
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
