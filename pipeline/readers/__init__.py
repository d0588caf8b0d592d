"""Readers: one file a format, found by the suffix of the file.

A new format is a module with a ``read`` and a line in ``READERS``.
"""

from __future__ import annotations

from pipeline.readers import jsonl, text
from pipeline.readers.items import Found, Item, Notice, Reader
from pipeline.readers.walk import MissingPathError, find_files

#: The reader of each suffix, in lower case.
READERS: dict[str, Reader] = {".txt": text.read, ".jsonl": jsonl.read}

__all__ = ["READERS", "Found", "Item", "MissingPathError", "Notice", "Reader", "find_files"]
