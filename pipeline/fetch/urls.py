"""Which URLs are fetched: plain http and https, without credentials."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit, urlunsplit

_PORTS: Final = {"http": 80, "https": 443}


class FetchError(OSError):
    """A page could not be fetched, or must not be; the message says why.

    ``status`` is the HTTP status that the server answered with, None where it did not answer;
    ``retry_after`` how many seconds it asks to wait, None where it does not say.
    """

    def __init__(
        self, message: str, status: int | None = None, retry_after: float | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after = retry_after


def checked(url: str) -> str:
    """Return a URL without its fragment.

    Raises:
        FetchError: When it is no plain http or https URL.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise FetchError(f"{url[:200]}: no URL, {error}") from error
    if parts.scheme not in _PORTS or not parts.hostname:
        raise FetchError(f"{url[:200]}: only http and https are fetched")
    if parts.username is not None or parts.password is not None:
        raise FetchError(f"{parts.scheme}://…@{parts.hostname}: credentials in a URL are not used")
    if not url.isascii() or any(c.isspace() or not c.isprintable() for c in url):
        raise FetchError(f"{parts.scheme}://{parts.hostname}: write other letters percent-encoded")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    netloc = host if port in {None, _PORTS[parts.scheme]} else f"{host}:{port}"
    return urlunsplit((parts.scheme, netloc, parts.path or "/", parts.query, ""))
