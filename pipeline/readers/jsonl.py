"""Reads ``.jsonl``: one JSON object a line, its fields by ``rows``.

A bad line is rejected on its own and the others are read. Line by line, so that a stream of any
length fits.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from pipeline.quarantine import Reason, Rejected
from pipeline.readers.decoding import NotTextError, decode, wide_mark
from pipeline.readers.items import Item, Origin
from pipeline.readers.rows import read_object
from pipeline.settings import Settings


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
    return read_object(given, Origin(path, line, raw), settings, notices)
