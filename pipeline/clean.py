"""What is done between a reader and the analysis: repair, remove, check, tell the language.

The text that leaves this room is the one that is stored, and all offsets refer to it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pipeline.boilerplate import remove_boilerplate
from pipeline.identify import other_language
from pipeline.model import Document
from pipeline.quarantine import Reason, Rejected
from pipeline.readers.items import Found, Notice
from pipeline.repair import repair_encoding, strip_invisible
from pipeline.settings import Settings

_FIELDS = ("doc_id", "title", "source", "url", "published_given")
_NAMES = {"doc_id": "id", "published_given": "published"}
#: A text this many times longer than the limit is not repaired first: it is rejected anyway.
_FAR_TOO_LONG = 2


def clean(found: Found, settings: Settings) -> Found | Rejected:
    """Pass a document on, clean, or say why it cannot be analysed."""
    if len(found.document.text) > _FAR_TOO_LONG * settings.max_chars:
        return _too_long(found, settings)
    repaired = _repair(found)
    document = repaired.document
    if not document.text.strip():
        return _rejected(found, Reason.EMPTY, "")
    if len(document.text) > settings.max_chars:
        return _too_long(repaired, settings)
    for name in _FIELDS:
        value = getattr(document, name)
        if len(value) > settings.max_field_chars and value is not document.text:
            given = _NAMES.get(name, name)
            detail = (
                f"{given} has {len(value):,} characters; the limit is {settings.max_field_chars:,}"
            )
            return _rejected(found, Reason.TOO_LONG, detail)
    if settings.identify_language and (
        language := other_language(document.text, document.language)
    ):
        return _rejected(found, Reason.OTHER_LANGUAGE, language)
    return repaired


def _repair(found: Found) -> Found:
    document = found.document
    visible, invisible = strip_invisible(document.text)
    mended, revealed = strip_invisible(repair_encoding(visible))
    text, phrases = remove_boilerplate(mended, document.language)
    fields, more = _fields(document)
    if document.title == document.text:
        fields["title"] = text
    changes: dict[str, Any] = {**fields, "text": text}
    repaired = replace(document, **changes)
    if repaired == document:
        return found
    done = {
        Notice.INVISIBLE: invisible or revealed or more,
        Notice.REPAIRED: mended != visible,
        Notice.BOILERPLATE: phrases,
    }
    notices = (*found.notices, *(notice for notice, happened in done.items() if happened))
    return replace(found, document=repaired, notices=notices)


def _fields(document: Document) -> tuple[dict[str, str], int]:
    """Return the short fields without invisible characters, the title repaired."""
    stripped = {name: strip_invisible(getattr(document, name)) for name in _FIELDS}
    fields = {name: value for name, (value, _) in stripped.items()}
    fields["title"] = strip_invisible(repair_encoding(fields["title"]))[0]
    return fields, sum(number for _, number in stripped.values())


def _too_long(found: Found, settings: Settings) -> Rejected:
    detail = f"{len(found.document.text):,} characters; max_chars is {settings.max_chars:,}"
    return _rejected(found, Reason.TOO_LONG, detail)


def _rejected(found: Found, reason: Reason, detail: str) -> Rejected:
    return Rejected(reason, detail, found.path, found.line, found.raw)
