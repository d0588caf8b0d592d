"""Which addresses become links."""

from __future__ import annotations

import pytest

from pipeline.links import web_address


@pytest.mark.parametrize(
    "url",
    ["https://example.org/a?b=c#d", "HTTP://example.org", "https://blatt.example:8443/über/genf"],
)
def test_web_addresses_stay_as_they_are(url: str) -> None:
    assert web_address(f" {url}\n") == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.example/",
        "/a",
        "https://",
        "https://user:word@evil.example/",
        "https://bank.example@evil.example/",
        "https://[",
        "https://example.org:99999/",
        "https://example.org:x/",
        "https://example.org/a b",
        "https://example.org/\u202egro.live",
        "ht\ntps://example.org/",
    ],
)
def test_all_else_becomes_no_link(url: str) -> None:
    assert web_address(url) == ""
