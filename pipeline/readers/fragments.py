"""From a piece of markup, as feeds and agencies send it, to plain text with its paragraphs."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree
from lxml import html as lxml_html

#: A second "<" ends the search for the end of a tag: "<a<a<a…" would else take quadratic time.
_MARKUP = re.compile(r"<[A-Za-z/!][^<>]*>|&[#\w]+;")
#: Elements that end a line; all others run on.
_BLOCK_NAMES = (
    "address article aside blockquote body br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 "
    "h6 header hr li main nav ol p pre section table td th tr ul hl1 hl2 block body.content"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
#: Elements whose content is no text of the article.
_SILENT_NAMES = (
    "script style noscript template iframe object embed svg math form button select textarea head "
    "title media figcaption"
)
_SILENT = frozenset(_SILENT_NAMES.split())
_SPACE = re.compile(r"[ \t\r\f\v\n]+")


def plain_text(markup: str) -> str:
    """Return the text of an HTML fragment, paragraphs set apart by an empty line.

    What has no tag and no entity is text already and is returned as it is, without blanks around.
    """
    if not _MARKUP.search(markup):
        return markup.strip()
    try:
        tree = lxml_html.fromstring(f"<div>{markup}</div>")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    return text_of(tree)


def text_of(tree: Any) -> str:
    """Return the text of an element of lxml or ElementTree, paragraphs set apart."""
    pieces: list[str] = []
    # A stack of our own: markup may be nested deeper than Python calls go.
    stack: list[tuple[Any, bool]] = [(tree, False)]
    while stack:
        element, left = stack.pop()
        name = _name(element)
        if left:
            pieces.append("\n" if name in _BLOCKS else "")
            pieces.append(_SPACE.sub(" ", element.tail or "") if element is not tree else "")
            continue
        stack.append((element, True))
        if name in _SILENT or not name:
            continue
        pieces.append("\n" if name in _BLOCKS else "")
        pieces.append(_SPACE.sub(" ", element.text or ""))
        stack.extend((child, False) for child in reversed(element))
    lines = (_SPACE.sub(" ", line).strip() for line in "".join(pieces).split("\n"))
    return "\n\n".join(line for line in lines if line)


def _name(element: Any) -> str:
    """Return the local name in lower case, "" for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""
