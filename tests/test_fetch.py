"""Fetching: whom it refuses to talk to, and that an answer is bounded in size and time."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.fetch import Fetcher, FetchError, Limits, Policy, refusal
from pipeline.fetch.client import USER_AGENT
from pipeline.fetch.urls import checked
from tests.local_site import site

LOCAL = Policy(loopback=True)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254",
        "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "198.18.0.1", "192.0.2.1",
        "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::", "2001:0:1::", "2001:db8::1",
    ],
)  # fmt: skip
def test_an_address_that_is_not_public_is_refused(address: str) -> None:
    assert refusal(ipaddress.ip_address(address), Policy())


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07::1", "::ffff:8.8.8.8"])
def test_a_public_address_is_allowed(address: str) -> None:
    assert refusal(ipaddress.ip_address(address), Policy()) is None


def test_the_setting_for_loopback_allows_nothing_else() -> None:
    assert refusal(ipaddress.ip_address("127.0.0.1"), LOCAL) is None
    assert refusal(ipaddress.ip_address("10.0.0.1"), LOCAL)


@given(st.ip_addresses(network="0.0.0.0/0"))
def test_no_private_address_is_ever_allowed(address: ipaddress.IPv4Address) -> None:
    if address.is_private or address.is_loopback or address.is_link_local:
        assert refusal(address, Policy())


@pytest.mark.parametrize(
    "host", ["127.1", "2130706433", "0x7f.1", "localhost", "[::1]", "127.0.0.1"]
)
def test_another_spelling_of_this_machine_is_refused(host: str) -> None:
    with site() as (base, asked), Fetcher() as fetcher:
        port = base.rpartition(":")[2]
        with pytest.raises(FetchError, match=r"refused|no address|not known"):
            fetcher.get(f"http://{host}:{port}/feed")
    assert asked == []


def test_a_redirect_to_this_machine_is_refused() -> None:
    answers = iter([("127.0.0.1",), ("10.0.0.1",)])
    with site() as (base, asked), Fetcher(LOCAL, resolve=lambda *_: next(answers)) as fetcher:
        port = base.rpartition(":")[2]
        with pytest.raises(FetchError, match=r"refused.*10\.0\.0\.1"):
            fetcher.get(f"http://feeds.example:{port}/to/http://inside.example/")
    assert [path for path, _ in asked] == ["/to/http://inside.example/"]


def test_a_name_is_resolved_once_so_that_it_cannot_point_elsewhere_afterwards() -> None:
    asked_names: list[str] = []

    def rebinding(host: str, _: int) -> tuple[str, ...]:
        asked_names.append(host)
        return ("127.0.0.1",) if len(asked_names) == 1 else ("10.0.0.1",)

    with site() as (base, asked), Fetcher(LOCAL, resolve=rebinding) as fetcher:
        port = base.rpartition(":")[2]
        assert fetcher.get(f"http://feeds.example:{port}/feed").status == 200
    assert asked_names == ["feeds.example"]
    assert asked[0][1]["Host"] == f"feeds.example:{port}"


def test_one_forbidden_address_among_several_refuses_the_host() -> None:
    with (
        Fetcher(resolve=lambda *_: ("93.184.215.14", "127.0.0.1")) as fetcher,
        pytest.raises(FetchError, match="loopback"),
    ):
        fetcher.get("http://mixed.example/")


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "ftp://example.org/", "gopher://example.org/", "javascript:alert(1)",
        "http://", "//example.org/", "http://user:secret@example.org/", "http://exa mple.org/",
        "http://example.org:99999/", "http://example.org/\r\nX: y", "http://[::1", "",
    ],
)  # fmt: skip
def test_what_is_no_plain_web_address_is_refused(url: str) -> None:
    with pytest.raises(FetchError) as refused:
        checked(url)
    assert "secret" not in str(refused.value)


def test_an_unchanged_feed_costs_no_content() -> None:
    with site() as (base, asked), Fetcher(LOCAL) as fetcher:
        first = fetcher.get(f"{base}/feed")
        second = fetcher.get(f"{base}/feed", first.etag, first.last_modified)
    assert (first.status, first.content, first.media_type, first.charset) == (
        200, b"<rss/>", "application/rss+xml", "utf-8",
    )  # fmt: skip
    assert (second.status, second.content) == (304, b"")
    assert asked[0][1]["User-Agent"] == USER_AGENT


def test_redirects_end() -> None:
    with (
        site() as (base, asked),
        Fetcher(LOCAL) as fetcher,
        pytest.raises(FetchError, match="more than 3 redirects"),
    ):
        fetcher.get(f"{base}/loop")
    assert len(asked) == 4


@pytest.mark.parametrize(
    ("limits", "message"),
    [(Limits(size=5_000), "more than 5000 bytes"), (Limits(total_seconds=0.05), "not done in")],
)
def test_an_endless_answer_is_cut(limits: Limits, message: str) -> None:
    with (
        site() as (base, _),
        Fetcher(LOCAL, limits) as fetcher,
        pytest.raises(FetchError, match=message),
    ):
        fetcher.get(f"{base}/endless")


def test_headers_that_drip_do_not_outlast_the_fetch() -> None:
    with (
        site() as (base, _),
        Fetcher(LOCAL, Limits(total_seconds=0.3, step_seconds=5)) as fetcher,
        pytest.raises(FetchError, match=r"not done in 0\.3 s"),
    ):
        fetcher.get(f"{base}/dripping")


@pytest.mark.parametrize(
    "target",
    ["file:///etc/passwd", "ftp://127.0.0.1/", "//10.0.0.1/", "http://0x0a.1/", "http://167772161/",
     "http://169.254.169.254/latest/", "http://[::ffff:10.0.0.1]/",
     "http://[64:ff9b::a00:1]/", "http://[2002:a00:1::]/", "http://224.0.0.1/"],
)  # fmt: skip
def test_a_redirect_is_checked_like_an_address_of_its_own(target: str) -> None:
    with site() as (base, asked), Fetcher(LOCAL) as fetcher, pytest.raises(FetchError):
        fetcher.get(f"{base}/to/{target}")
    assert [path for path, _ in asked] == [f"/to/{target}"]


def test_three_redirects_are_followed() -> None:
    with site() as (base, asked), Fetcher(LOCAL) as fetcher:
        hops = f"{base}/to/{base}/to/{base}/to/{base}/feed"
        assert fetcher.get(hops).content == b"<rss/>"
    assert len(asked) == 4


def test_a_busy_server_says_when_to_come_back() -> None:
    with (
        site() as (base, _),
        Fetcher(LOCAL) as fetcher,
        pytest.raises(FetchError, match="429") as busy,
    ):
        fetcher.get(f"{base}/busy")
    assert busy.value.retry_after == 90


def test_an_answer_that_was_compressed_unasked_is_not_unpacked() -> None:
    with (
        site() as (base, _),
        Fetcher(LOCAL) as fetcher,
        pytest.raises(FetchError, match="compresses"),
    ):
        fetcher.get(f"{base}/packed")


def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1/")
    with site() as (base, _), Fetcher(LOCAL) as fetcher:
        assert fetcher.get(f"{base}/feed").status == 200
