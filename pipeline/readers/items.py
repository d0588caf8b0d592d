"""What a reader yields beside ``Rejected``: a document as found, and remarks about it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import BinaryIO

from pipeline.links import web_address
from pipeline.model import Document
from pipeline.quarantine import Reason, Rejected
from pipeline.readers.published import (
    UNDECLARED,
    DateFault,
    DateForm,
    Published,
    read_published,
)
from pipeline.settings import Settings
from pipeline.sources import canonical_source, declared_dates


class Notice(StrEnum):
    """What is worth a remark but keeps no document out."""

    NO_DATE = "no publication date; relative dates stay unresolved and charts leave it out"
    BAD_DATE = "publication date not understood; write it as 2022-01-18"
    AMBIGUOUS_DATE = "publication date ambiguous and left out; declare its form (docs/cli.md)"
    FUTURE_DATE = "publication date in the future and left out; check the source or the clock"
    CP1252 = "not UTF-8, read as Windows-1252"
    DECLARED = "not UTF-8, read in the encoding that the file declares"
    REPAIRED = "wrongly decoded characters repaired"
    INVISIBLE = "invisible or control characters removed"
    NO_TEXT = "no text; the title was read instead"
    BOILERPLATE = "fixed phrases of teasers removed"


_FAULTS = {
    DateFault.MISSING: Notice.NO_DATE,
    DateFault.MALFORMED: Notice.BAD_DATE,
    DateFault.AMBIGUOUS: Notice.AMBIGUOUS_DATE,
    DateFault.FUTURE: Notice.FUTURE_DATE,
}


@dataclass(frozen=True, slots=True)
class Found:
    """A document as it stands in a file, before any check of its content.

    Attributes:
        line: Line or record in the file, from 1; None when the whole file is the document.
        raw: The bytes it was read from, kept should it be rejected.
        id_given: Whether the file names the identifier, and it was not made from the content.
    """

    document: Document
    path: str
    line: int | None
    raw: bytes
    notices: tuple[Notice, ...] = ()
    id_given: bool = False


#: What reading gives.
Item = Found | Rejected
#: A reader takes an open file and its name, and yields what it finds in the file's order.
Reader = Callable[[BinaryIO, str, Settings], Iterator[Item]]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where something was read: file, line or record, and the bytes."""

    path: str
    line: int | None
    raw: bytes

    def reject(self, reason: Reason, detail: str = "") -> Rejected:
        """Return the rejection of what was read here."""
        return Rejected(reason, detail, self.path, self.line, self.raw)


@dataclass(frozen=True, slots=True)
class Article:
    """What a file says about one article; "" where it says nothing.

    Attributes:
        published: The publication date as written.
        dates: What the file declares of the form of its dates.
    """

    text: str
    doc_id: str = ""
    title: str = ""
    source: str = ""
    url: str = ""
    published: str = ""
    dates: DateForm = UNDECLARED


def make_found(
    article: Article, origin: Origin, settings: Settings, notices: tuple[Notice, ...] = ()
) -> Found:
    """Put a document together from what a file says about it.

    A document without a text is read by its title. Without an identifier one is made from URL and
    text, so that the same article is the same document wherever its file lies. The source gets its
    reviewed name, and a URL that is not http or https is left out.
    """
    text = article.text
    if not text.strip() and article.title:
        text, notices = article.title, (*notices, Notice.NO_TEXT)
    url = web_address(article.url)
    source = canonical_source(article.source, url)
    form = replace(article.dates, pattern=article.dates.pattern or declared_dates(source))
    published = read_published(
        article.published, form, future=timedelta(hours=settings.future_hours)
    )
    found = published if isinstance(published, Published) else None
    if isinstance(published, DateFault):
        notices = (*notices, _FAULTS[published])
    document = Document(
        doc_id=article.doc_id or _derived_id(article.url, text),
        text=text,
        title=article.title,
        published=found.day if found else None,
        published_at=found.moment if found else None,
        published_given=article.published.strip(),
        date_fault="" if isinstance(published, Published) else published.value,
        source=source,
        url=url,
        language=settings.language,
    )
    given = bool(article.doc_id)
    return Found(document, origin.path, origin.line, origin.raw, notices, given)


def read_whole(file: BinaryIO, path: str, limit: int) -> bytes | Rejected:
    """Read a file that must be held whole, or say that it is empty or longer than ``limit``."""
    raw = file.read(limit + 1)
    if len(raw) > limit:
        return Rejected(Reason.TOO_LONG, f"more than {limit:,} bytes", path, raw=raw)
    if not raw.strip():
        return Rejected(Reason.EMPTY, "", path, raw=raw)
    return raw


def _derived_id(url: str, text: str) -> str:
    content = f"{url}\0{text}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(content).hexdigest()[:20]
