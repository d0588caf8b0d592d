"""Alerts: what they tell, when they end with which code, and where they are sent."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import pytest
from typer.testing import CliRunner

from pipeline.alerts import WebhookError, checked, post
from pipeline.cli import app
from pipeline.settings import Settings
from pipeline.store import open_writer
from tests.test_index_query import FIRST, PEAK, corpus


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("alerts") / "store"
    with open_writer(folder, Settings(store=folder), "1") as writer:
        writer.write(corpus())
        writer.publish()
    return folder


class Hook(BaseHTTPRequestHandler):
    """Keeps what is posted; answers with an error below /broken."""

    received: ClassVar[list[bytes]] = []

    def do_POST(self) -> None:
        self.received.append(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(500 if self.path == "/broken" else 200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def hook() -> Iterator[str]:
    Hook.received.clear()
    server = HTTPServer(("127.0.0.1", 0), Hook)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def call(store: Path, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["alerts", "--store", str(store), *arguments])
    return result.exit_code, result.stdout


def test_a_rise_ends_with_4_and_quotes_its_sentences(store: Path) -> None:
    code, text = call(store, "--country", "ua", "--since", str(PEAK), "--until", str(PEAK))
    assert code == 4
    assert text.startswith(f"{PEAK}  UA  ")
    assert "Satz." in text


def test_no_rise_ends_with_0(store: Path) -> None:
    code, text = call(store, "--since", str(FIRST), "--until", str(FIRST))
    assert (code, text.split(",")[0]) == (0, "no alert")


def test_what_is_posted_is_what_is_printed_and_no_more_than_quotes(store: Path, hook: str) -> None:
    asked = ("--json", "--until", str(PEAK), "--webhook", hook)
    code, text = call(store, *asked)
    assert code == 4
    (sent,) = Hook.received
    assert json.loads(sent) == json.loads(text)
    for alert in json.loads(sent)["alerts"]:
        assert {one["quote"] for one in alert["evidence"]} == {"Satz."}
        assert len(alert["evidence"]) <= 3


def test_nothing_is_posted_without_an_alert_and_a_refusal_is_a_failure(
    store: Path, hook: str
) -> None:
    assert call(store, "--until", str(FIRST), "--webhook", hook)[0] == 0
    assert not Hook.received
    assert call(store, "--until", str(PEAK), "--webhook", f"{hook}/broken")[0] == 1


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.org", "https://", "x"])
def test_only_http_is_posted_to(url: str) -> None:
    with pytest.raises(WebhookError, match="http"):
        checked(url)
    with pytest.raises(WebhookError):
        post(url, {})
