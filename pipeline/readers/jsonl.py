"""Reads ``.jsonl``: one JSON object a line with ``id, text, published, title, source, url``.

All fields but the text may be missing; without a text, the title is the text. A bad line is
rejected on its own and the others are read. Line by line, so that a stream of any length fits.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from pipeline.quarantine import Reason, Rejected
from pipeline.readers.decoding import NotTextError, decode, wide_mark
from pipeline.readers.items import Article, Item, Origin, make_found
from pipeline.settings import Settings

_TEXTS = ("text", "title", "source", "url")


class _BadFieldError(ValueError):
    """A field has a type that cannot be meant."""


def read(file: BinaryIO, path: str, settings: Settings) -> Iterator[Item]:
    """Yield what each line gives; empty lines are passed over, an empty file is rejected."""
    lines = 0
    for lines, (raw, whole) in enumerate(_lines(file, settings.max_line_bytes), start=1):
        if lines == 1 and wide_mark(raw):
            detail = "UTF-16 or UTF-32; JSON lines are read in UTF-8 only"
            yield Rejected(Reason.UNDECODABLE, detail, path, raw=raw)
            return
        if not whole:
            detail = f"a line of more than {settings.max_line_bytes:,} bytes"
            yield Rejected(Reason.TOO_LONG, detail, path, lines, raw)
        elif raw.strip():
            yield _item(raw, path, lines, settings)
    if lines == 0:
        yield Rejected(Reason.EMPTY, "the file has no lines", path)


def _lines(file: BinaryIO, limit: int) -> Iterator[tuple[bytes, bool]]:
    """Yield each line and whether it is whole; of a longer one only its beginning is held."""
    while raw := file.readline(limit + 1):
        whole = len(raw) <= limit or raw.endswith(b"\n")
        yield raw, whole
        while not whole and (rest := file.readline(limit)):
            whole = rest.endswith(b"\n")


def _item(raw: bytes, path: str, line: int, settings: Settings) -> Item:
    try:
        decoded, notices = decode(raw.rstrip(b"\r\n"))
        given = json.loads(decoded)
    except NotTextError as fault:
        return Rejected(fault.reason, fault.detail, path, line, raw)
    except json.JSONDecodeError as error:
        return Rejected(Reason.INVALID_JSON, f"{error.msg}, column {error.colno}", path, line, raw)
    except (ValueError, RecursionError) as error:  # a number of many digits, or too deep a nesting
        return Rejected(Reason.INVALID_JSON, type(error).__name__, path, line, raw)
    if not isinstance(given, dict):
        detail = f"it is {_type_name(given)}"
        return Rejected(Reason.NOT_AN_OBJECT, detail, path, line, raw)
    try:
        article = _article(given)
    except _BadFieldError as error:
        return Rejected(Reason.WRONG_TYPE, str(error), path, line, raw)
    return make_found(article, Origin(path, line, raw), settings, notices)


def _article(given: dict[str, object]) -> Article:
    text, title, source, url = (_text(name, given.get(name)) for name in _TEXTS)
    published = given.get("published")
    return Article(
        text,
        doc_id=_identifier(given.get("id")),
        title=title,
        source=source,
        url=url,
        published="" if published is None else str(published),
    )


def _identifier(value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _text("id", value).strip()


def _text(name: str, value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise _BadFieldError(f"{name} is {_type_name(value)}")
    return value


def _type_name(value: object) -> str:
    names = {list: "a list", dict: "an object", bool: "a truth value", str: "a string"}
    return "null" if value is None else names.get(type(value), "a number")
