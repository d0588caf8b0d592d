"""Feeds that grow, change and fail, and that remember what they gave to whom asked."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import ThreadingHTTPServer
from typing import Any, Final
from xml.sax.saxutils import escape

from benchmarks.answering import Answering
from benchmarks.soak.articles import article

#: Entries that a feed shows; older ones fall out of it.
_SHOWN: Final = 60
#: What a request may meet, and how often in a hundred.
_FAULTS: Final = {"status 500": 6, "status 429": 2, "cut off": 4, "too slow": 2}


@dataclass(slots=True)
class Feed:
    """One feed. ``entries`` holds identifier, text and date of what it shows."""

    name: str
    entries: deque[tuple[str, str, str]] = field(default_factory=lambda: deque(maxlen=_SHOWN))
    version: int = 0
    given_version: int = -1


@dataclass(slots=True)
class Feeds:
    """All feeds of the server.

    Attributes:
        given: The text of each entry as it was last given in a whole answer, by identifier.
        made: Identifiers of all entries that ever were.
        answers: How often each kind of answer was given.
        failing: Whether some requests are to fail.
        clock: The date that new entries get.
    """

    feeds: dict[str, Feed]
    chance: random.Random
    given: dict[str, str] = field(default_factory=dict)
    made: set[str] = field(default_factory=set)
    edits: int = 0
    answers: Counter[str] = field(default_factory=Counter)
    failing: bool = True
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def change(self, most_new: int) -> None:
        """Give every feed so many new entries at most, and some old ones another text."""
        with self.lock:
            for feed in self.feeds.values():
                for _ in range(self.chance.randint(0, most_new)):
                    self._add(feed)
                if feed.entries and self.chance.random() < 0.3:
                    at = self.chance.randrange(len(feed.entries))
                    name, _, published = feed.entries[at]
                    feed.entries[at] = (name, article(self.chance), published)
                    feed.version += 1
                    self.edits += 1

    def _add(self, feed: Feed) -> None:
        name = f"tag:{feed.name},2026:{len(self.made)}"
        self.made.add(name)
        published = format_datetime(self.clock())
        feed.entries.append((name, article(self.chance), published))
        feed.version += 1

    def all_given(self) -> bool:
        """Whether every feed was given as it is now."""
        return all(feed.given_version == feed.version for feed in self.feeds.values())

    def draw(self) -> str:
        """Draw what becomes of a request: "" or the name of a fault."""
        with self.lock:
            if not self.failing:
                return ""
            names = ["", *_FAULTS]
            return self.chance.choices(names, [100 - sum(_FAULTS.values()), *_FAULTS.values()])[0]

    def page(self, feed: Feed) -> tuple[bytes, int, dict[str, str]]:
        """Return a feed as RSS, its version, and the texts in it."""
        with self.lock:
            shown = list(feed.entries)
            version = feed.version
        items = "".join(
            f"<item><guid isPermaLink='false'>{name}</guid><title>{name}</title>"
            f"<pubDate>{published}</pubDate><description>{escape(text)}</description></item>"
            for name, text, published in reversed(shown)
        )
        head = f"<title>{feed.name}</title><link>https://{feed.name}.example/</link>"
        rss = f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel>{head}{items}"
        texts = {name: text for name, text, _ in shown}
        return f"{rss}</channel></rss>".encode(), version, texts

    def note(self, feed: Feed, version: int, texts: dict[str, str]) -> None:
        """Note that an answer went out whole."""
        with self.lock:
            self.given.update(texts)
            feed.given_version = version


class _Handler(Answering):
    """Answers as the feeds want it."""

    feeds: Feeds

    def reply(self) -> None:
        """Answer as the feed wants it: whole, broken, or not at all."""
        feed = self.feeds.feeds[self.path.strip("/")]
        fault = self.feeds.draw()
        page, version, texts = self.feeds.page(feed)
        tag = f'"{feed.name}-{version}"'
        if fault.startswith("status"):
            self.answer(int(fault[-3:]), b"", retry_after="3")
        elif not fault and self.headers.get("If-None-Match") == tag:
            fault = "304"
            self.answer(304, b"")
        elif fault:
            self._broken(fault, page, tag)
        else:
            fault = "200"
            self.answer(200, page, etag=tag, content_type="application/rss+xml")
            self.feeds.note(feed, version, texts)
        with self.feeds.lock:
            self.feeds.answers[fault] += 1

    def _broken(self, fault: str, page: bytes, tag: str) -> None:
        """Promise a page, then send half of it, or all of it byte by byte."""
        self.send_response(200)
        self.send_header("etag", tag)
        self.send_header("content-length", str(len(page)))
        self.end_headers()
        self.close_connection = True
        try:
            if fault == "cut off":
                self.wfile.write(page[: len(page) // 2])
                return
            for at in range(60):
                self.wfile.write(page[at : at + 1])
                time.sleep(0.2)
        except OSError:
            return  # who asked has had enough

    def log_message(self, *_: Any) -> None:
        """Say nothing: ``answers`` counts."""


@contextmanager
def served(feeds: Feeds) -> Iterator[str]:
    """Serve the feeds on this machine; yields the address of the server."""
    handler = type("Handler", (_Handler,), {"feeds": feeds})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
