"""What is watched: feeds by address, from the command line, a list or an OPML file, and folders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.fetch import FetchError
from pipeline.fetch.urls import checked
from pipeline.readers.opml import ListError, subscriptions

#: A list of feeds is a file that people write.
_LONGEST_LIST = 5_000_000
#: What stands behind a feed whose article pages are wanted.
_WITH_PAGES = "pages"


class SourcesError(ValueError):
    """A source is neither a feed nor a list nor a folder; names it and the fix."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What is watched.

    Attributes:
        feeds: Addresses.
        paths: Folders and files that are looked through at every round.
        pages: The feeds of which the article pages are wanted, too.
    """

    feeds: tuple[str, ...]
    paths: tuple[Path, ...]
    pages: frozenset[str] = frozenset()


def read_sources(given: Iterable[str]) -> Sources:
    """Sort what was named into feeds and paths.

    Args:
        given: Addresses of feeds; ``.opml`` files; ``.urls`` files with one address a line, maybe
            with ``pages`` behind it, where lines that begin with ``#`` are remarks; other files and
            folders, which are read as ``run`` reads them.

    Raises:
        SourcesError: When a list or folder is missing or broken, or an address is no web address.
    """
    feeds: dict[str, None] = {}
    paths: dict[Path, None] = {}
    pages: set[str] = set()
    for name in given:
        path = Path(name)
        if "://" in name:
            feeds[_address(name, "the command line")] = None
        elif not path.exists():
            raise SourcesError(f"{name}: no such file or folder; feeds begin with https://")
        elif path.suffix.lower() == ".opml":
            feeds.update(dict.fromkeys(_outlines(path)))
        elif path.suffix.lower() == ".urls":
            for url, with_pages in _lines(path):
                feeds[url] = None
                pages.update([url] if with_pages else [])
        else:
            paths[path] = None
    return Sources(tuple(feeds), tuple(paths), frozenset(pages))


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


def _lines(path: Path) -> Iterator[tuple[str, bool]]:
    """Yield each address, and whether its article pages are wanted."""
    try:
        text = _content(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourcesError(f"{path}: not UTF-8; save it as UTF-8") from error
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            url, _, wish = line.strip().partition(" ")
            where = f"{path}: line {number}"
            if wish.strip() not in {"", _WITH_PAGES}:
                raise SourcesError(f"{where}: behind an address only `{_WITH_PAGES}` may stand")
            yield _address(url, where), bool(wish)


def _outlines(path: Path) -> Iterator[str]:
    try:
        found = subscriptions(_content(path))
    except ListError as error:
        raise SourcesError(f"{path}: no well-formed OPML, {error}") from error
    if not found:
        raise SourcesError(
            f"{path}: no outline has an xmlUrl with http or https; export the list of feeds as OPML"
        )
    for subscription in found:
        yield _address(subscription.url, str(path))
