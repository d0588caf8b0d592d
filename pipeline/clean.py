"""What is checked between a reader and the analysis. The text itself is never changed."""

from __future__ import annotations

import re

from pipeline.quarantine import Reason, Rejected
from pipeline.readers.items import Found
from pipeline.settings import Settings

#: NUL breaks what reads the store, and a lone surrogate cannot be written at all. Other control
#: characters and zero-width ones stay: offsets have to be true to the text as given.
_FORBIDDEN = re.compile("[\0\ud800-\udfff]")


def check(found: Found, settings: Settings) -> Found | Rejected:
    """Pass a document on, or say why it cannot be analysed: empty, too long, broken."""
    document = found.document
    if not document.text.strip():
        return _rejected(found, Reason.EMPTY, "")
    if len(document.text) > settings.max_chars:
        detail = f"{len(document.text):,} characters; max_chars is {settings.max_chars:,}"
        return _rejected(found, Reason.TOO_LONG, detail)
    fields = {
        "id": document.doc_id,
        "title": document.title,
        "source": document.source,
        "url": document.url,
    }
    for name, value in fields.items():
        if len(value) > settings.max_field_chars and value is not document.text:
            detail = (
                f"{name} has {len(value):,} characters; the limit is {settings.max_field_chars:,}"
            )
            return _rejected(found, Reason.TOO_LONG, detail)
    for name, value in {"text": document.text, **fields}.items():
        if match := _FORBIDDEN.search(value):
            detail = f"U+{ord(match[0]):04X} at character {match.start()} of {name}"
            return _rejected(found, Reason.CONTROL_CHARACTERS, detail)
    return found


def _rejected(found: Found, reason: Reason, detail: str) -> Rejected:
    return Rejected(reason, detail, found.path, found.line, found.raw)
