"""Reads ``.xml``: looks at the root element and hands the file to the reader of that format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO
from xml.parsers import expat  # entities are refused before

from pipeline.quarantine import Reason, Rejected
from pipeline.settings import Settings

#: Bytes in which the root element must begin.
_HEAD = 16_384
_BETWEEN = re.compile(
    rb"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[[^\]]*\])?\s*>", re.DOTALL | re.IGNORECASE
)
_ELEMENT = re.compile(rb"<(?:[\w.-]+:)?([\w.-]+)")
#: "<?xm" in EBCDIC; its code pages have letters, "<", ">" and "?" in the same places, but not "!".
_EBCDIC = b"\x4c\x6f\xa7\x94"
#: No feed nests deeper; parsers behind this one take more than their share of time for it.
_DEEPEST = 500
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_EBCDIC_ENTITY = re.compile(rb"<.ENTITY", re.IGNORECASE | re.DOTALL)


def root_of(head: bytes) -> str:
    """Return the local name of the root element in lower case, "" when none is found.

    Args:
        head: The beginning of a file in UTF-8 or another encoding that has ASCII in it.
    """
    place = 3 if head.startswith(b"\xef\xbb\xbf") else 0
    while match := _BETWEEN.match(head, place):
        place = match.end()
    element = _ELEMENT.match(head, place)
    return element[1].decode("ascii", "ignore").lower() if element else ""


def xml_fault(raw: bytes) -> str:
    """Say why XML must not be parsed further, "" when it may; broken XML may.

    No feed needs entities of its own, and their definitions are how XML blows up or reads files.
    They are found in whatever encoding the file is.
    """
    entity = _EBCDIC_ENTITY if raw.startswith(_EBCDIC) else _ENTITY
    if entity.search(_narrow(raw)):
        return "it defines entities"
    return f"elements deeper than {_DEEPEST}" if _too_deep(raw) else ""


def _narrow(raw: bytes) -> bytes:
    """Return XML in an encoding that has ASCII in it, whatever encoding it is in.

    Good for looking at markup only: UTF-16 and UTF-32 lose their NUL bytes.
    """
    if raw.startswith(_EBCDIC):
        return raw.decode("cp037").encode("latin-1")
    if not raw[:4_096].count(0):
        return raw
    return raw.replace(b"\0", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")


class _DeepError(Exception):
    """An element lies deeper than any feed nests."""


def _too_deep(raw: bytes) -> bool:
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise _DeepError

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        parser.Parse(raw, True)
    except _DeepError:
        return True
    except (expat.ExpatError, ValueError, LookupError):  # broken: that is for the reader to say
        return False
    return False


def head_of(file: BinaryIO) -> bytes:
    """Return the beginning of a file that can be set back, without moving in it."""
    place = file.tell()
    head = file.read(_HEAD)
    file.seek(place)
    return _narrow(head)


def read_unknown(file: BinaryIO, path: str, settings: Settings) -> Iterator[Rejected]:
    """Yield that a file has no root element with a reader of its own."""
    raw = file.read(settings.quarantine_bytes)
    if not raw.strip():
        yield Rejected(Reason.EMPTY, "", path, raw=raw)
        return
    yield Rejected(Reason.UNKNOWN_XML, root_of(raw)[:60] or "no root element", path, raw=raw)
