"""Readers: one file a format, found by the suffix and content of the file, see ``registry``."""

from __future__ import annotations

from pipeline.readers.items import Found, Item, Notice, Reader
from pipeline.readers.registry import READERS, SUFFIXES, reader_of
from pipeline.readers.walk import MissingPathError, find_files

__all__ = [
    "READERS",
    "SUFFIXES",
    "Found",
    "Item",
    "MissingPathError",
    "Notice",
    "Reader",
    "find_files",
    "reader_of",
]
