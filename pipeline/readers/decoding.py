"""From bytes to text without loss: byte order mark, strict UTF-8, then Windows-1252."""

from __future__ import annotations

import codecs

from pipeline.quarantine import Reason
from pipeline.readers.items import Notice

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (codecs.BOM_UTF8, "utf-8-sig"),
)
#: Control characters that no text in an 8-bit encoding has.
_BINARY = frozenset(range(0x20)) - frozenset(b"\t\n\v\f\r\x1b")


class NotTextError(ValueError):
    """The bytes are no text."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


def wide_mark(start: bytes) -> bool:
    """Tell whether bytes begin with the mark of UTF-16 or UTF-32."""
    return any(start.startswith(mark) for mark, name in _MARKS if name != "utf-8-sig")


def decode(raw: bytes) -> tuple[str, tuple[Notice, ...]]:
    """Decode bytes; no character is ever replaced.

    Raises:
        NotTextError: When the bytes are binary or in another encoding, with reason and detail.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            try:
                return raw.decode(encoding), ()
            except UnicodeDecodeError as error:
                raise NotTextError(
                    Reason.UNDECODABLE, f"marked as {encoding}, but {error.reason}"
                ) from None
    if (nul := raw.find(b"\0")) >= 0:
        raise NotTextError(Reason.BINARY, f"NUL at byte {nul}")
    try:
        return raw.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        return _windows(raw, error.start), (Notice.CP1252,)


def _windows(raw: bytes, fault: int) -> str:
    if not _BINARY.isdisjoint(raw):
        raise NotTextError(Reason.BINARY, "control characters, and no UTF-8")
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError as error:
        detail = f"byte {fault} is no UTF-8, byte {error.start} no Windows-1252"
        raise NotTextError(Reason.UNDECODABLE, detail) from None
