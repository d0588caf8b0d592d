"""What cannot be read is set aside with its reason, never dropped and never guessed at.

The reasons are a closed list; each says what is wrong and what helps. The quarantine of a store is
a folder with an index (``index.jsonl``, one entry a line) and the raw bytes (``raw/``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum

import orjson
import structlog

from pipeline.files import write_atomically
from pipeline.remote import Folder


class Reason(StrEnum):
    """Why an input was not analysed: message and fix, both for people."""

    message: str
    fix: str

    def __new__(cls, value: str, message: str, fix: str) -> Reason:
        """Make a member that is its own short name and knows its message and fix."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.message = message
        member.fix = fix
        return member

    UNKNOWN_SUFFIX = (
        "unknown_suffix",
        "unknown suffix",
        "convert the file to a format that docs/cli.md lists, or give it the suffix of its format",
    )
    UNREADABLE = (
        "unreadable",
        "the file or folder cannot be opened",
        "check that it exists still and that you may read it",
    )
    EMPTY = (
        "empty",
        "there is no text",
        "add a text, or at least a title, or remove the document",
    )
    BINARY = (
        "binary",
        "this is binary data, not text",
        "export the article as plain text in UTF-8",
    )
    UNDECODABLE = (
        "undecodable",
        "neither UTF-8 nor what is declared nor Windows-1252",
        "save the file in UTF-8",
    )
    INVALID_JSON = (
        "invalid_json",
        "the line is not valid JSON",
        "write one JSON object a line, for example with a JSON library",
    )
    NOT_AN_OBJECT = (
        "not_an_object",
        "the line is JSON, but not an object",
        'write {"id": ..., "text": ..., "published": ...} on each line',
    )
    WRONG_TYPE = (
        "wrong_type",
        "a field has the wrong type",
        "give id, text, title, published, source and url as strings",
    )
    TOO_LONG = (
        "too_long",
        "longer than the limit",
        "split the text into articles, or see the limits in pipeline/settings.py",
    )
    DAMAGED = (
        "damaged",
        "the file is cut off or damaged",
        "fetch or export it again; what could be read before the fault was kept",
    )
    FORBIDDEN_XML = (
        "forbidden_xml",
        "the XML is broken or defines entities, which no feed needs",
        "export it again; entity definitions are refused because they can blow up or read files",
    )
    UNKNOWN_XML = (
        "unknown_xml",
        "the XML is neither RSS, Atom, NewsML-G2 nor NITF",
        "convert it to one of them, or to JSON lines",
    )
    UNKNOWN_COLUMNS = (
        "unknown_columns",
        "no preset fits the columns",
        "name what the columns mean with the setting table_columns (docs/cli.md)",
    )
    WRONG_COLUMNS = (
        "wrong_columns",
        "the row does not have the columns of the header",
        "quote cells that hold the delimiter, a quotation mark or a line end",
    )
    NO_ARTICLES = (
        "no_articles",
        "the file names sources but holds no articles",
        "fetch what it names, and give the fetched files",
    )
    NO_MAIN_TEXT = (
        "no_main_text",
        "no article was found on the page",
        "save the article page itself, not an overview or a consent page",
    )
    WITHDRAWN = (
        "withdrawn",
        "the agency has cancelled or withheld the item",
        "nothing: it must not be used",
    )
    UNSAFE_MEMBER = (
        "unsafe_member",
        "the archive has a link, an encrypted file or a path that leads out of it",
        "pack it again with plain files below one folder",
    )
    ARCHIVE_LIMIT = (
        "archive_limit",
        "the archive holds more than is unpacked",
        "check that it is no bomb, then split it or raise the limits in pipeline/settings.py",
    )
    OTHER_LANGUAGE = (
        "other_language",
        "the text is in another language",
        "leave it out, or set identify_language to false should it be wrongly taken for one",
    )
    CONFLICTING_ID = (
        "conflicting_id",
        "another document of this run has the same id and a different content",
        "give each its own id, or run the newer version on its own to replace the older",
    )
    ANALYSIS_FAILED = (
        "analysis_failed",
        "the analysis stopped with an error",
        "report the error with the text, which lies in the quarantine folder",
    )


@dataclass(frozen=True, slots=True)
class Rejected:
    """An input that was not analysed.

    Attributes:
        reason: From the closed list.
        detail: What exactly was found, without text of the article.
        path: The file, or ``-`` for standard input; ``archive.zip!member`` within an archive.
        line: Line or record in the file, from 1; None when the whole file is meant.
        raw: The bytes as read, possibly only their beginning.
    """

    reason: Reason
    detail: str
    path: str
    line: int | None = None
    raw: bytes = b""

    @property
    def where(self) -> str:
        """File and line, as editors take it."""
        return self.path if self.line is None else f"{self.path}:{self.line}"

    def __str__(self) -> str:
        """One line for people: where, what, and how to mend it."""
        detail = f" ({self.detail})" if self.detail else ""
        return f"{self.where}: {self.reason.message}{detail}; {self.reason.fix}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the index; ``raw`` names the file with the bytes, ``bytes`` is its size."""

    entry_id: str
    reason: str
    detail: str
    path: str
    line: int | None
    raw: str
    bytes: int


class Quarantine:
    """The quarantine of one store.

    An input that is rejected again does not get a second entry. An entry goes when its file was
    read again and the fault is gone, so that the index shows what is wrong now.
    """

    def __init__(self, folder: Folder, keep_bytes: int) -> None:
        self._folder = folder
        self._keep_bytes = keep_bytes
        self._added: dict[str, Entry] = {}
        self._read_again: set[str] = set()

    def read_again(self, path: str) -> None:
        """Note that a file is read in this run: its former entries count only if met again."""
        self._read_again.add(path)

    def add(self, rejected: Rejected) -> None:
        """Keep the raw bytes, up to the limit, and note the entry for ``save``."""
        kept = rejected.raw[: self._keep_bytes]
        name = f"{hashlib.sha256(kept).hexdigest()[:32]}.bin"
        target = self._folder / "raw" / name
        if not target.exists():
            write_atomically(target, kept)
        key = f"{rejected.where}\0{rejected.reason}\0{name}"
        entry = Entry(
            entry_id=hashlib.sha256(key.encode("utf-8", "surrogateescape")).hexdigest()[:16],
            reason=rejected.reason.value,
            detail=rejected.detail,
            path=rejected.path,
            line=rejected.line,
            raw=f"raw/{name}",
            bytes=len(kept),
        )
        self._added[entry.entry_id] = entry

    def save(self) -> None:
        """Write the index anew, whole or not at all, and drop raw bytes without an entry."""
        old = {entry.entry_id: entry for entry in self._former()}
        kept = {key: entry for key, entry in old.items() if not self._was_read_again(entry.path)}
        current = kept | self._added
        if current != old:
            lines = (orjson.dumps(asdict(current[key])) + b"\n" for key in sorted(current))
            write_atomically(self._folder / "index.jsonl", b"".join(lines))
        if any(self._folder.glob("index.damaged-*.jsonl")):
            return  # it may name raw bytes that are wanted still
        needed = {entry.raw for entry in current.values()}
        for path in (self._folder / "raw").glob("*.bin"):
            if f"raw/{path.name}" not in needed:
                path.unlink()

    def _was_read_again(self, path: str) -> bool:
        # What lies in an archive is read again with it.
        ends = (place for place, letter in enumerate(path) if letter == "!")
        return path in self._read_again or any(path[:end] in self._read_again for end in ends)

    def _former(self) -> list[Entry]:
        """Return the entries of the index; a damaged one is set aside, and must stop no run."""
        try:
            return list(entries(self._folder))
        except DamagedIndexError as error:
            index = self._folder / "index.jsonl"
            number = len(list(self._folder.glob("index.damaged-*.jsonl"))) + 1
            aside = self._folder / f"index.damaged-{number}.jsonl"
            write_atomically(aside, index.read_bytes())
            index.unlink()
            structlog.get_logger().warning(
                "quarantine_index_damaged", moved_to=str(aside), error=str(error)
            )
            return []


class DamagedIndexError(ValueError):
    """The index of the quarantine cannot be read; the message names the line."""


def entries(folder: Folder) -> Iterator[Entry]:
    """Yield the entries of the quarantine in ``folder``; none when there is no index.

    Raises:
        DamagedIndexError: When a line of it is damaged.
    """
    index = folder / "index.jsonl"
    if not index.exists():
        return
    for number, line in enumerate(index.read_bytes().splitlines(), 1):
        try:
            yield Entry(**orjson.loads(line))
        except (ValueError, TypeError) as error:
            raise DamagedIndexError(
                f"{index}:{number} is damaged; the next run renames it"
            ) from error
