"""How the small servers answer that stand in for sites on this machine."""

from __future__ import annotations

from abc import abstractmethod
from http.server import BaseHTTPRequestHandler


class Answering(BaseHTTPRequestHandler):
    """Keeps connections open and answers in one piece."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer a request."""
        self.reply()

    @abstractmethod
    def reply(self) -> None:
        """Answer by path, as the site would."""

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        """Send a whole answer; names of headers are written with ``_`` for ``-``."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
