"""What stands before every request: hosts, origins, and the headers that bind the browser."""

from __future__ import annotations

import asyncio
import tomllib
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tests.conftest import ROOT
from views.parts.guard import SameOrigin, bracketed, content_policy, guards

CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


async def _behind(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer everything, as the dashboard would."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
        return
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def guarded() -> ASGIApp:
    app: ASGIApp = _behind
    for guard in reversed(guards(["own()"])):
        app = guard.cls(app, *guard.args, **guard.kwargs)
    return app


def ask(app: ASGIApp, kind: str = "http", **headers: str) -> list[Message]:
    """Send a request and return what was answered."""
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    scope: dict[str, Any] = {
        "type": kind, "method": "GET", "path": "/", "headers": raw, "query_string": b"",
        "extensions": {"websocket.http.response": {}},
    }  # fmt: skip
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": f"{kind}.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    async def asked() -> None:
        await app(scope, receive, send)

    # In a thread: a browser test of the same process has a loop of its own in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, asked()).result()
    return sent


def status(answer: list[Message]) -> int:
    """Return the status; an accepted websocket counts as 101."""
    return int(answer[0].get("status", 101))


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize("host", ["localhost", "localhost:8501", "127.0.0.1:8501", "[::1]:8501"])
def test_the_server_answers_to_its_own_names(kind: str, host: str) -> None:
    assert status(ask(guarded(), kind, host=host)) in {200, 101}


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8501", "127.0.0.1.evil.example", "localhost.evil.example",
     "localhost@evil.example", "192.168.1.5:8501", "0.0.0.0", "127.1", "[::1", ""],
)  # fmt: skip
def test_another_name_that_points_here_is_refused(kind: str, host: str) -> None:
    assert status(ask(guarded(), kind, host=host)) == 400


@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_a_request_without_a_host_is_refused(kind: str) -> None:
    assert status(ask(guarded(), kind)) == 400


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "http://localhost:3000", "https://localhost", "null", "",
     "http://localhost:8501.evil.example", "file://", "http://127.0.0.1:8501"],
)  # fmt: skip
def test_scripts_of_other_pages_are_refused(kind: str, origin: str) -> None:
    assert status(ask(guarded(), kind, host="localhost:8501", origin=origin)) == 403


@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_scripts_of_the_page_itself_pass(kind: str) -> None:
    for origin in ("http://localhost:8501", "https://localhost:8501", "HTTP://LOCALHOST:8501"):
        assert status(ask(guarded(), kind, host="localhost:8501", origin=origin)) in {200, 101}


def test_an_origin_can_be_allowed() -> None:
    app = SameOrigin(_behind, ["https://portal.example/"])
    assert status(ask(app, host="lage.example", origin="https://portal.example")) == 200


@pytest.mark.parametrize("host", ["localhost", "evil.example"])
def test_every_answer_binds_the_browser(host: str) -> None:
    headers = {
        name.decode(): value.decode() for name, value in ask(guarded(), host=host)[0]["headers"]
    }
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-frame-options"] == "DENY"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]


def test_no_inline_script_runs_but_those_that_are_named() -> None:
    rules = dict(rule.split(" ", 1) for rule in content_policy(["own()"]).split("; "))
    allowed = rules["script-src"].split()
    assert "'unsafe-inline'" not in allowed
    assert "'unsafe-eval'" not in allowed
    assert sum(source.startswith("'sha256-") for source in allowed) == 1
    elsewhere = [part for rule in rules.values() for part in rule.split() if ":" in part]
    assert set(elsewhere) == {"data:", "blob:"}


def test_addresses_of_version_6_stand_in_brackets() -> None:
    assert bracketed(["::1", "localhost", "[::2]"]) == ["[::1]", "localhost", "[::2]"]


def test_the_defaults_are_the_safe_ones() -> None:
    server, client = CONFIG["server"], CONFIG["client"]
    assert server["address"] == "127.0.0.1"
    assert set(server["allowedHosts"]) == {"localhost", "127.0.0.1", "::1"}
    assert server["enableXsrfProtection"]
    assert server["enableCORS"]
    assert not server["enableAgentApi"]
    assert client["allowedOrigins"] == []
    assert client["showErrorDetails"] == "none"
    assert client["disableDataExport"]
    assert not CONFIG["browser"]["gatherUsageStats"]
