"""Which addresses of articles are kept and shown as links: plain http and https, and no tricks."""

from __future__ import annotations

from urllib.parse import urlsplit


def web_address(given: str) -> str:
    """Return an address that a reader may follow, "" for anything else.

    It is http or https, has a host and no credentials, and no blanks or invisible characters.
    """
    given = given.strip()
    if any(letter.isspace() or not letter.isprintable() for letter in given):
        return ""
    try:
        parts = urlsplit(given)
        plain = parts.hostname and parts.username is None and (parts.port or 1)
    except ValueError:  # a broken port or IPv6 address
        return ""
    return given if parts.scheme in {"http", "https"} and plain else ""
