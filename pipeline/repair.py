"""Repairs what a faulty conversion did to a text, before anything counts its characters.

Offsets refer to the repaired text, which is the one that is stored. Quotation marks, line ends and
all else that is right are left as they are.
"""

from __future__ import annotations

import re
import unicodedata

import ftfy
from ftfy.badness import is_bad

#: What no reader sees and what sticks to words: NUL and other control characters but tab and line
#: ends, soft hyphens, zero-width characters, fillers, marks of writing direction, lone surrogates,
#: what chooses the look of a letter (of an emoji it is meant), and escape sequences of terminals.
_INVISIBLE = re.compile(
    "\x1b\\[[0-9;?]{0,20}[@-~]|"
    "[\0-\x08\x0e-\x1f\x7f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]|"
    "(?<=[^\\W\\d_])[\ufe00-\ufe0f]+"
)
#: Joins emoji; there it is meant.
_JOINED = re.compile(
    "(?<=[\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d(?=[\u2600-\u27bf\U0001f000-\U0001faff])"
)
_KEEP = "\ue000"
_CONFIG = ftfy.TextFixerConfig(
    unescape_html="auto",
    restore_byte_a0=True,
    replace_lossy_sequences=False,  # it would put U+FFFD where bytes are lost
    uncurl_quotes=False,  # German quotation marks are right
    fix_character_width=False,
    fix_line_breaks=False,
    fix_surrogates=False,
    remove_control_chars=False,  # counted and removed here
    normalization="NFC",
    explain=False,
)
#: What ftfy mends beside wrong encodings: entities, terminal escapes, ligatures of typesetting, and
#: control characters that stand for those of Windows-1252.
_OTHER_FAULTS = re.compile(
    "&#?\\w{1,24};|\x1b|[\x80-\x9f]|[\ufb00-\ufb06\u0132\u0133\u0149\u01c4-\u01cc\u01f1-\u01f3]"
)
#: UTF-8 that was read as something else has the bytes of a character side by side; of some only the
#: first is left where the second was taken for a blank.
_SUSPECT = re.compile("[^\x00-\x7f]{2}|[ÂÃâÎÏÐÑÅÄà]\\s")
#: ftfy works on pieces of this length, so that its time is linear.
_PIECE = 100_000


def strip_invisible(text: str) -> tuple[str, int]:
    """Return a text without invisible characters, and how many were removed."""
    if not _INVISIBLE.search(text):
        return text, 0
    held = _JOINED.sub(_KEEP, text) if _KEEP not in text else text
    stripped, number = _INVISIBLE.subn("", held)
    # What chooses a look may stand behind a letter only now.
    stripped, more = _INVISIBLE.subn("", stripped)
    number += more
    return (stripped.replace(_KEEP, "\u200d") if held is not text else stripped), number


def repair_encoding(text: str) -> str:
    """Return a text with wrongly decoded characters ("Ã¼") and HTML entities put right, in NFC."""
    if not _OTHER_FAULTS.search(text) and not (_SUSPECT.search(text) and is_bad(text)):
        # Most texts: ftfy would look at every character several times to say the same.
        return unicodedata.normalize("NFC", text)
    if len(text) <= _PIECE:
        return str(ftfy.fix_text(text, _CONFIG))
    return "".join(str(ftfy.fix_text(piece, _CONFIG)) for piece in _pieces(text))


def _pieces(text: str) -> list[str]:
    """Cut a text at line ends, or at the length where a line is longer than a piece."""
    pieces, start = [], 0
    while start < len(text):
        end = min(start + _PIECE, len(text))
        if end < len(text) and (line := text.rfind("\n", start, end) + 1) > start:
            end = line
        pieces.append(text[start:end])
        start = end
    return pieces
