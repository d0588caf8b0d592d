"""From bytes to text without loss: byte order mark, strict UTF-8, as declared, Windows-1252."""

from __future__ import annotations

import codecs
import re

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
#: What a file may declare; other codecs of Python are no encodings of text.
_TEXT_CODECS = re.compile(r"(?:iso-?8859|latin|windows-|cp|mac|koi8|gb|big5|shift_?jis|euc)[-_\w]*")
#: Browsers read the first as the second, since pages that declare the one are written in the other.
_MEANT = {"iso8859-1": "cp1252", "iso8859-9": "cp1254", "ascii": "cp1252"}
#: One NUL among so many bytes may be stray.
_NUL_AMONG = 5
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


def decode(raw: bytes, declared: str = "") -> tuple[str, tuple[Notice, ...]]:
    """Decode bytes; no character is ever replaced.

    Args:
        raw: The bytes.
        declared: Name of the encoding that the file or its transport declares, "" when none is.

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
    if (nul := raw.find(b"\0")) >= 0 and not _has_stray_nul(raw):
        raise NotTextError(Reason.BINARY, f"NUL at byte {nul}")
    try:
        return raw.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        return _eight_bit(raw, error.start, declared)


def _has_stray_nul(raw: bytes) -> bool:
    """Whether bytes are a text into which a program put a NUL here and there; it is removed later.

    UTF-16 without its mark has a NUL beside nearly every letter, binary data other characters too.
    """
    rare = raw.count(b"\0") <= len(raw) // _NUL_AMONG
    return rare and (_BINARY - {0}).isdisjoint(raw)


def _eight_bit(raw: bytes, fault: int, declared: str) -> tuple[str, tuple[Notice, ...]]:
    if not _BINARY.isdisjoint(raw):
        raise NotTextError(Reason.BINARY, "control characters, and no UTF-8")
    if (codec := _codec(declared)) and codec != "cp1252":
        try:
            return raw.decode(codec), (Notice.DECLARED,)
        except UnicodeDecodeError:
            pass  # wrongly declared, as many pages are; Windows-1252 is tried before giving up
    try:
        return raw.decode("cp1252"), (Notice.CP1252,)
    except UnicodeDecodeError as error:
        detail = f"byte {fault} is no UTF-8, byte {error.start} no Windows-1252"
        raise NotTextError(Reason.UNDECODABLE, detail) from None


def _codec(declared: str) -> str:
    """Return the codec of a declared encoding, "" when there is none that may be used."""
    name = declared.strip().lower()
    if not _TEXT_CODECS.fullmatch(name):
        return ""
    try:
        known = codecs.lookup(name).name
    except LookupError:
        return ""
    return _MEANT.get(known, known)
