"""What a reader yields beside ``Rejected``: a document as found, and remarks about it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import BinaryIO

from pipeline.model import Document
from pipeline.quarantine import Rejected
from pipeline.readers.published import parse_published
from pipeline.settings import Settings


class Notice(StrEnum):
    """What is worth a remark but keeps no document out."""

    NO_DATE = "no publication date; relative dates stay unresolved and charts leave it out"
    BAD_DATE = "publication date not understood or ambiguous; write it as 2022-01-18"
    CP1252 = "not UTF-8, read as Windows-1252"


@dataclass(frozen=True, slots=True)
class Found:
    """A document as it stands in a file, before any check of its content.

    Attributes:
        line: Line in the file, from 1; None when the whole file is the document.
        raw: The bytes it was read from, kept should it be rejected.
    """

    document: Document
    path: str
    line: int | None
    raw: bytes
    notices: tuple[Notice, ...] = ()

    @property
    def id_given(self) -> bool:
        """Whether the file names the identifier, and it was not made from the content."""
        return self.document.doc_id != _derived_id(self.document.url, self.document.text)


#: What reading gives.
Item = Found | Rejected
#: A reader takes an open file and its name, and yields what it finds in the file's order.
Reader = Callable[[BinaryIO, str, Settings], Iterator[Item]]


def make_document(
    text: str, fields: dict[str, str], language: str, published_given: str
) -> tuple[Document, tuple[Notice, ...]]:
    """Put a document together from what a file says about it.

    A document without a text is read by its title. Without an ``id`` the identifier is made from
    URL and text, so that the same article is the same document wherever its file lies.

    Args:
        text: The text as given.
        fields: ``id``, ``title``, ``source``, ``url``, as far as given.
        language: ISO 639-1 code.
        published_given: The publication date as written, "" when there is none.
    """
    title = fields.get("title", "")
    text = text if text.strip() or not title else title
    url = fields.get("url", "")
    published, published_at, notices = _published(published_given)
    document = Document(
        doc_id=fields.get("id") or _derived_id(url, text),
        text=text,
        title=title,
        published=published,
        published_at=published_at,
        source=fields.get("source", ""),
        url=url,
        language=language,
    )
    return document, notices


def _published(given: str) -> tuple[date | None, datetime | None, tuple[Notice, ...]]:
    if not given.strip():
        return None, None, (Notice.NO_DATE,)
    parsed = parse_published(given)
    if parsed is None:
        return None, None, (Notice.BAD_DATE,)
    return parsed.day, parsed.moment, ()


def _derived_id(url: str, text: str) -> str:
    content = f"{url}\0{text}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(content).hexdigest()[:20]
