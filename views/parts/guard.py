"""What stands before every request: which hosts and origins are answered, and what the page may do.

A page of somebody else, open in the same browser, can send requests to this server too. It is told
apart by its origin, and when it disguises itself by pointing its own name at this machine (DNS
rebinding) by that name in the Host header.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Names of this machine for itself, answered to when the configuration names none.
LOOPBACK: Final = ("localhost", "127.0.0.1", "::1")
#: The page that Streamlit serves; it has a script of its own inside.
_SHELL: Final = Path(st.__file__).parent / "static" / "index.html"
_INLINE: Final = re.compile(r"<script>([^<]*)</script>")
_FIXED: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # The address of a page says what somebody is looking at.
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def guards(scripts: Iterable[str] = ()) -> list[Middleware]:
    """Return what every request passes, outermost first.

    Args:
        scripts: Inline scripts of our own that the page may run, to the letter.
    """
    hosts = st.get_option("server.allowedHosts") or LOOPBACK
    return [
        Middleware(SafeHeaders, policy=content_policy([*_shell_scripts(), *scripts])),
        Middleware(TrustedHostMiddleware, allowed_hosts=bracketed(hosts), www_redirect=False),
        Middleware(SameOrigin, others=st.get_option("server.corsAllowedOrigins")),
    ]


def bracketed(hosts: Iterable[str]) -> list[str]:
    """Return host names as they stand in the Host header, which puts IPv6 into brackets."""
    return [f"[{host}]" if ":" in host and not host.startswith("[") else host for host in hosts]


def content_policy(scripts: Iterable[str]) -> str:
    """Return the Content-Security-Policy: nothing from elsewhere, no script but those named.

    Styles may stand inline, since Streamlit and Plotly write theirs so. Streamlit reads its
    messages in WebAssembly, and the map draws in a worker that it makes itself (``blob:``).
    """
    hashes = " ".join(f"'sha256-{_digest(script)}'" for script in scripts)
    rules = {
        "default-src": "'none'",
        "script-src": f"'self' 'wasm-unsafe-eval' {hashes}".strip(),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "worker-src": "'self' blob:",
        "manifest-src": "'self'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _shell_scripts() -> list[str]:
    return _INLINE.findall(_SHELL.read_text(encoding="utf-8"))


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


class SafeHeaders:
    """Adds headers to every answer that tell the browser what this page may not do."""

    def __init__(self, app: ASGIApp, policy: str) -> None:
        self._app = app
        self._added = {**_FIXED, "Content-Security-Policy": policy}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on and add to what is answered."""

        async def answer(message: Message) -> None:
            if message["type"] in {"http.response.start", "websocket.http.response.start"}:
                MutableHeaders(scope=message).update(self._added)
            await send(message)

        await self._app(scope, receive, answer)


class SameOrigin:
    """Refuses requests that scripts of other pages send.

    Streamlit would take websockets from every page of this machine, whatever its port, and would
    ask a service on the internet for the address of this machine before it refuses another.
    """

    def __init__(self, app: ASGIApp, others: Sequence[str] = ()) -> None:
        self._app = app
        self._others = frozenset(origin.strip().rstrip("/").lower() for origin in others)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on, or refuse it."""
        if scope["type"] in {"http", "websocket"} and not self._allows(Headers(scope=scope)):
            refused = PlainTextResponse("Requests of other pages are not answered", status_code=403)
            await refused(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _allows(self, headers: Headers) -> bool:
        """Without an origin it is no script of a page that asks: a person, or a program."""
        origins = [origin.lower() for origin in headers.getlist("origin")]
        host = headers.get("host", "").lower()
        return all(
            origin in {f"http://{host}", f"https://{host}"} or origin in self._others
            for origin in origins
        )
