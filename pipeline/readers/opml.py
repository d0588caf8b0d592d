"""Reads OPML: a list of feeds, which whoever fetches takes from here; it holds no articles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

# Parsing is done by defusedxml below.
from xml.etree.ElementTree import ParseError  # nosec B405

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from pipeline.links import web_address
from pipeline.quarantine import Reason, Rejected
from pipeline.readers.items import Item, read_whole
from pipeline.settings import Settings


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed that a list names."""

    url: str
    title: str


class ListError(ValueError):
    """The list is no OPML."""


def subscriptions(raw: bytes) -> tuple[Subscription, ...]:
    """Return the feeds of a list, each address once, in the order of the list.

    Addresses that are not http or https are left out.

    Raises:
        ListError: When it is broken XML or defines entities.
    """
    try:
        root = fromstring(raw, forbid_entities=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise ListError(type(error).__name__) from error
    found: dict[str, Subscription] = {}
    for outline in root.iter("outline"):
        address = web_address(outline.get("xmlUrl", ""))
        title = outline.get("title") or outline.get("text") or ""
        if address:
            found.setdefault(address, Subscription(address, title.strip()))
    return tuple(found.values())


def read(file: BinaryIO, path: str, settings: Settings) -> Iterator[Item]:
    """Yield that the file has no articles, with the number of feeds that it names."""
    raw = read_whole(file, path, settings.max_list_bytes)
    if isinstance(raw, Rejected):
        yield raw
        return
    try:
        number = len(subscriptions(raw))
    except ListError as error:
        yield Rejected(Reason.FORBIDDEN_XML, str(error), path, raw=raw)
    else:
        yield Rejected(Reason.NO_ARTICLES, f"a list of {number} feeds", path, raw=raw)
