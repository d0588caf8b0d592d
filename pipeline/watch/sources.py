"""What is watched: feeds by address, from the command line, a list or an OPML file, and folders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

# Parsing is done by defusedxml below.
from xml.etree.ElementTree import Element, ParseError  # nosec B405

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from pipeline.fetch import FetchError
from pipeline.fetch.urls import checked

#: A list of feeds is a file that people write.
_LONGEST_LIST = 5_000_000


class SourcesError(ValueError):
    """A source is neither a feed nor a list nor a folder; names it and the fix."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Feeds by address and folders or files that are looked through at every round."""

    feeds: tuple[str, ...]
    paths: tuple[Path, ...]


def read_sources(given: Iterable[str]) -> Sources:
    """Sort what was named into feeds and paths.

    Args:
        given: Addresses of feeds; ``.opml`` files; ``.urls`` files with one address a line, where
            lines that begin with ``#`` are remarks; other files and folders, which are read as
            ``run`` reads them.

    Raises:
        SourcesError: When a list or folder is missing or broken, or an address is no web address.
    """
    feeds: dict[str, None] = {}
    paths: dict[Path, None] = {}
    for name in given:
        path = Path(name)
        if "://" in name:
            feeds[_address(name, "the command line")] = None
        elif not path.exists():
            raise SourcesError(f"{name}: no such file or folder; feeds begin with https://")
        elif path.suffix.lower() == ".opml":
            feeds.update(dict.fromkeys(_outlines(path)))
        elif path.suffix.lower() == ".urls":
            feeds.update(dict.fromkeys(_lines(path)))
        else:
            paths[path] = None
    return Sources(tuple(feeds), tuple(paths))


def _address(url: str, where: str) -> str:
    try:
        return checked(url.strip())
    except FetchError as error:
        raise SourcesError(f"{where}: {error}") from error


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(_LONGEST_LIST + 1)
    except OSError as error:
        raise SourcesError(f"{path}: {error.strerror}; check that you may read it") from error
    if len(content) > _LONGEST_LIST:
        raise SourcesError(f"{path}: larger than {_LONGEST_LIST:,} bytes; is it a list of feeds?")
    return content


def _lines(path: Path) -> Iterator[str]:
    try:
        text = _content(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourcesError(f"{path}: not UTF-8; save it as UTF-8") from error
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield _address(line, f"{path}: line {number}")


def _outlines(path: Path) -> Iterator[str]:
    try:
        root: Element = fromstring(_content(path), forbid_dtd=True)
    except (ParseError, DefusedXmlException) as error:
        raise SourcesError(f"{path}: no well-formed OPML, {error}") from error
    found = [outline.get("xmlUrl", "") for outline in root.iter("outline")]
    if not any(found):
        raise SourcesError(f"{path}: no outline has an xmlUrl; export the list of feeds as OPML")
    for url in filter(None, found):
        yield _address(url, str(path))
