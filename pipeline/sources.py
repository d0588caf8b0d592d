"""The reviewed table of sources: one name for an outlet, however a feed or an export spells it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from pipeline.language import read_table

_TABLE = "ingest/sources.tsv"
_COLUMNS = ("name", "country", "kind", "domains", "aliases", "dates", "source")


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet.

    Attributes:
        name: As it is shown and filtered by.
        country: ISO 3166-1 alpha-2 code of its seat.
        kind: agency, daily, weekly, broadcaster, online, portal, official or army.
        dates: Form of its dates as ``datetime.strptime`` takes it, "" where it declares none.
    """

    name: str
    country: str
    kind: str
    dates: str


def canonical_source(given: str, url: str = "") -> str:
    """Return the reviewed name of a source, else the name as given.

    Args:
        given: Name, alias or domain; "" asks for the outlet of the address.
        url: Address of the article.
    """
    given = " ".join(given.split())
    if given:
        found = _names().get(given.casefold()) or _by_domain(given.casefold())
        return found.name if found else given
    found = _by_domain(host_of(url))
    return found.name if found else host_of(url).removeprefix("www.")


def source_of(name: str) -> Source | None:
    """Return what the table knows of a source by its reviewed name."""
    return _names().get(name.casefold())


def declared_dates(name: str) -> str:
    """Return the form of dates that the table declares for a source, "" where it does not."""
    known = source_of(name)
    return known.dates if known else ""


def host_of(url: str) -> str:
    """Return the host of an address in lower case, "" when there is none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:  # "http://[::1": no address at all
        return ""


def _by_domain(host: str) -> Source | None:
    """Find the outlet of a host: of "rss.example.de" that of "example.de", where it is listed."""
    parts = host.split(".")
    for first in range(len(parts) - 1):
        if found := _domains().get(".".join(parts[first:])):
            return found
    return None


@cache
def _rows() -> tuple[tuple[Source, dict[str, str]], ...]:
    return tuple(
        (Source(row["name"], row["country"], row["kind"], row["dates"]), row)
        for row in read_table(_TABLE, _COLUMNS)
    )


@cache
def _names() -> dict[str, Source]:
    return {
        name.strip().casefold(): source
        for source, row in _rows()
        for name in (source.name, *row["aliases"].split("|"))
        if name.strip()
    }


@cache
def _domains() -> dict[str, Source]:
    return {
        domain.strip(): source
        for source, row in _rows()
        for domain in row["domains"].split("|")
        if domain.strip()
    }
