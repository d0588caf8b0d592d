"""A small web site on this machine, for the tests of fetching."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from typing import Any

from benchmarks.answering import Answering


class _Site(Answering):
    """Answers by path; keeps what it was asked."""

    asked: list[tuple[str, dict[str, str]]]

    def reply(self) -> None:
        self.asked.append((self.path, dict(self.headers.items())))
        if self.path.startswith("/to/"):
            self.answer(302, b"", location=self.path.removeprefix("/to/"))
        elif self.path == "/loop":
            self.answer(302, b"", location="/loop")
        elif self.path == "/feed" and self.headers.get("If-None-Match") == '"1"':
            self.answer(304, b"")
        elif self.path == "/feed":
            self.answer(
                200, b"<rss/>", etag='"1"', content_type="application/rss+xml; charset=UTF-8"
            )
        elif self.path == "/busy":
            self.answer(429, b"", retry_after="90")
        elif self.path == "/packed":
            self.answer(200, b"\x1f\x8b", content_encoding="gzip")
        elif self.path == "/endless":
            self._endless()
        elif self.path == "/dripping":
            self._dripping()
        else:
            self._newspaper()

    def _newspaper(self) -> None:
        """Answer as a small newspaper does: a feed, its articles, and what robots may fetch."""
        if self.path == "/robots.txt":
            self.answer(200, b"User-agent: *\nDisallow: /intern\n")
        elif self.path == "/news":
            self.answer(200, _news(f"http://{self.headers['Host']}"))
        elif self.path.startswith(("/artikel/", "/intern/")) and self.path[-1].isdigit():
            kind = "application/pdf" if self.path.endswith("9") else "text/html; charset=utf-8"
            self.answer(200, _page(self.path[-1]), content_type=kind)
        else:
            self.answer(404, b"")

    def _endless(self) -> None:
        self.send_response(200)
        self.send_header("connection", "close")
        self.end_headers()
        try:
            for _ in range(2_000):
                self.wfile.write(b"x" * 1_000)
                time.sleep(0.005)
        except OSError:
            self.close_connection = True  # who asked has had enough

    def _dripping(self) -> None:
        """Begin an answer and never come to the end of its headers."""
        try:
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            for number in range(1_000):
                self.wfile.write(b"x-%d: y\r\n" % number)
                time.sleep(0.01)
        except OSError:
            self.close_connection = True

    def log_message(self, *_: Any) -> None:
        """Say nothing: the tests look at ``asked``."""


def _news(base: str) -> bytes:
    links = ("/artikel/1", "/artikel/2", "/intern/3", "/artikel/fort", "/artikel/9")
    items = "".join(
        f"<item><guid>tag:blatt,2022:{number}</guid><link>{base}{link}</link>"
        f"<description>Die Regierung in Kiew warnt, Teil {number}.</description></item>"
        for number, link in enumerate(links, 1)
    )
    return f"<rss version='2.0'><channel><title>Blatt</title>{items}</channel></rss>".encode()


def _page(number: str) -> bytes:
    text = f"Die Regierung in Kiew warnt vor Angriff {number} und ruft die Menschen zur Ruhe auf."
    more = "In Genf vereinbarten beide Seiten am Montag weitere Gespräche über einen Abzug."
    article = f"<article><h1>Warnung</h1><p>{text}</p><p>{more}</p></article>"
    return f"<html><head><title>Warnung</title></head><body>{article}</body></html>".encode()


@contextmanager
def site() -> Iterator[tuple[str, list[tuple[str, dict[str, str]]]]]:
    asked: list[tuple[str, dict[str, str]]] = []
    handler = type("Site", (_Site,), {"asked": asked})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
