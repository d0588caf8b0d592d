"""An HTTP client for addresses that nobody vouches for: bounded in size, time and redirects."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from math import inf
from typing import Any, Final, Self
from urllib.parse import urljoin, urlsplit

import certifi
import httpcore

from pipeline.fetch.addresses import Policy, RefusedError, Resolver, permitted, system_resolver
from pipeline.fetch.urls import FetchError, checked

#: How we introduce ourselves; a site's robots.txt can speak to this name.
USER_AGENT: Final = "Lagebild/0.1 (news analysis; +https://pypi.org/project/lagebild)"
#: When the fetch under way must be done, by ``time.monotonic``.
_DEADLINE: ContextVar[float] = ContextVar("deadline", default=inf)
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one fetch: bytes of the answer, seconds in all and for one step, redirects."""

    size: int = 20_000_000
    total_seconds: float = 60.0
    step_seconds: float = 15.0
    redirects: int = 3


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer. ``status`` is 200 or 304; with 304 the content is empty.

    ``url`` is where the content finally came from; ``media_type`` is lower case without parameters.
    """

    url: str
    status: int
    content: bytes
    media_type: str
    charset: str
    etag: str
    last_modified: str


class _Hurried(httpcore.NetworkStream):
    """A connection on which no step outlasts the whole fetch, however slowly the other side drips.

    A limit for each step alone would let a server send its headers byte by byte for days.
    """

    def __init__(self, real: httpcore.NetworkStream) -> None:
        self._real = real

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._real.read(max_bytes, _left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._real.write(buffer, _left(timeout))

    def close(self) -> None:
        self._real.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        return _Hurried(self._real.start_tls(ssl_context, server_hostname, _left(timeout)))

    def get_extra_info(self, info: str) -> Any:
        return self._real.get_extra_info(info)


def _left(timeout: float | None) -> float:
    """Return how long a step may take: its own limit or what is left of the fetch."""
    left = _DEADLINE.get() - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the time for the whole fetch is over")
    return left if timeout is None else min(timeout, left)


class _Guard(httpcore.NetworkBackend):
    """Connects to checked addresses only; every connection, redirected or not, passes here."""

    def __init__(self, policy: Policy, resolve: Resolver) -> None:
        self._policy = policy
        self._resolve = resolve
        self._real = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        fault: Exception | None = None
        for address in permitted(host, port, self._policy, self._resolve):
            try:
                return _Hurried(
                    self._real.connect_tcp(
                        address, port, _left(timeout), local_address, socket_options
                    )
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                fault = error
        raise fault or OSError(f"{host} has no address")

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        raise RefusedError(f"{path}: sockets of this machine are not fetched from")


@dataclass(slots=True)
class Fetcher:
    """Fetches pages; use it as a context manager, it keeps connections open.

    Proxies and credentials of the environment are not used: they would connect in our place.
    """

    policy: Policy = field(default_factory=Policy)
    limits: Limits = field(default_factory=Limits)
    resolve: Resolver = system_resolver
    _pool: httpcore.ConnectionPool = field(init=False)

    def __post_init__(self) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=ssl.create_default_context(cafile=certifi.where()),
            network_backend=_Guard(self.policy, self.resolve),
            max_connections=8,
            keepalive_expiry=30.0,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.close()

    def get(self, url: str, etag: str = "", last_modified: str = "") -> Fetched:
        """Fetch a page, or learn that it has not changed.

        Args:
            url: http or https; credentials inside are refused.
            etag: Of the former answer; the server may then answer 304.
            last_modified: The same, as the server wrote it.

        Raises:
            FetchError: When the URL is refused, the server does not answer well in time, or the
                answer is larger than the limit.
        """
        deadline = time.monotonic() + self.limits.total_seconds
        asked = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers: dict[bytes | str, bytes | str] = {name: v for name, v in asked.items() if v}
        _DEADLINE.set(deadline)
        at = url
        for _ in range(self.limits.redirects + 1):
            answer = self._once(checked(at), headers, deadline)
            if isinstance(answer, Fetched):
                return answer
            at = urljoin(at, answer)
        raise FetchError(f"{url}: more than {self.limits.redirects} redirects")

    def _once(
        self, url: str, headers: Mapping[bytes | str, bytes | str], deadline: float
    ) -> Fetched | str:
        """Ask one address; returns where it redirects to instead of an answer."""
        # Compressed answers are not asked for: a small one may unpack to any size.
        sent: dict[bytes | str, bytes | str] = {
            "Host": urlsplit(url).netloc,
            "User-Agent": USER_AGENT,
            "Accept-Encoding": "identity",
            **headers,
        }
        step = self.limits.step_seconds
        timeout = dict.fromkeys(("connect", "read", "write", "pool"), step)
        try:
            with self._pool.stream(
                "GET", url, headers=sent, extensions={"timeout": timeout}
            ) as response:
                answered = _headers(response.headers)
                if response.status in _REDIRECTS:
                    return _target(url, answered)
                _judge(url, response.status, answered)
                content = self._content(url, response, answered, deadline)
        except RefusedError as error:
            raise FetchError(f"{url}: refused, {error}") from error
        except (
            httpcore.NetworkError,
            httpcore.ProtocolError,
            httpcore.TimeoutException,
            httpcore.UnsupportedProtocol,
        ) as error:
            if time.monotonic() >= deadline:
                raise self._late(url) from error
            raise FetchError(f"{url}: {error or type(error).__name__}") from error
        except FetchError:
            raise
        except OSError as error:
            raise FetchError(f"{url}: {error}") from error
        return _fetched(url, response.status, content, answered)

    def _content(
        self,
        url: str,
        response: httpcore.Response,
        headers: Mapping[str, str],
        deadline: float,
    ) -> bytes:
        declared = headers.get("content-length", "")
        if declared.isdigit() and int(declared) > self.limits.size:
            raise FetchError(f"{url}: {declared} bytes, more than {self.limits.size}")
        parts, size = [], 0
        for part in response.iter_stream():
            size += len(part)
            if size > self.limits.size:
                raise FetchError(f"{url}: more than {self.limits.size} bytes")
            if time.monotonic() > deadline:
                raise self._late(url)
            parts.append(part)
        return b"".join(parts)

    def _late(self, url: str) -> FetchError:
        return FetchError(f"{url}: not done in {self.limits.total_seconds:g} s")


def _headers(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in raw}


def _judge(url: str, status: int, headers: Mapping[str, str]) -> None:
    if status not in {200, 304}:
        raise FetchError(f"{url}: status {status}", status, _retry_after(headers))
    if headers.get("content-encoding", "identity").lower() != "identity":
        raise FetchError(f"{url}: the server compresses unasked")


def _target(url: str, headers: Mapping[str, str]) -> str:
    where = headers.get("location", "")
    if not where:
        raise FetchError(f"{url}: redirects to nowhere")
    # A fetch that began encrypted stays so.
    if url.startswith("https:") and urljoin(url, where).startswith("http:"):
        raise FetchError(f"{url}: redirects from https to http")
    return where


def _retry_after(headers: Mapping[str, str]) -> float | None:
    value = headers.get("retry-after", "")
    return float(value) if value.isdigit() else None


def _fetched(url: str, status: int, content: bytes, headers: Mapping[str, str]) -> Fetched:
    media, _, parameters = headers.get("content-type", "").partition(";")
    charset = ""
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            charset = value.strip().strip('"').lower()
    return Fetched(
        url=url,
        status=status,
        content=content,
        media_type=media.strip().lower(),
        charset=charset,
        etag=headers.get("etag", "")[:512],
        last_modified=headers.get("last-modified", "")[:128],
    )
