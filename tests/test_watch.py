"""Watching: feeds are asked politely, nothing is lost, and it tells how it goes."""

from __future__ import annotations

import os
import random
import signal
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import orjson
import pytest

from pipeline.batch import Report
from pipeline.cli.status import _tell_watch
from pipeline.fetch import Fetched, Fetcher, FetchError, Policy
from pipeline.fetch.politeness import Politeness
from pipeline.fetch.robots import Robots
from pipeline.store import StoreError
from pipeline.watch import Collector, SourcesError, Watch, read_health, read_sources, read_states
from pipeline.watch.collector import LONGEST_PAUSE
from tests.local_site import site

FEED = "https://feeds.example/rss"
OTHER = "https://other.example/rss"


class Clock:
    """Stands still until it is told otherwise; sleeping moves it."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


class FakeFetcher(Fetcher):
    """Answers from a script; the last answer repeats."""

    def __init__(self, *answers: bytes | int | FetchError) -> None:
        super().__init__()
        self.answers = list(answers)
        self.asked: list[tuple[str, str, str]] = []

    def get(self, url: str, etag: str = "", last_modified: str = "") -> Fetched:
        self.asked.append((url, etag, last_modified))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, FetchError):
            raise answer
        status, content = (answer, b"") if isinstance(answer, int) else (200, answer)
        return Fetched(url, status, content, "application/rss+xml", "utf-8", '"e1"', "yesterday")


def collector(
    folder: Path, fetcher: Fetcher, clock: Clock, feeds: tuple[str, ...] = (FEED,)
) -> Collector:
    return Collector(
        feeds,
        fetcher,
        folder,
        900.0,
        clock=clock,
        politeness=Politeness(clock, clock.sleep),
        chance=random.Random(1),
    )


def test_a_new_answer_lies_in_the_inbox_as_it_came(tmp_path: Path) -> None:
    (polled,) = collector(tmp_path, FakeFetcher(b"<rss/>"), Clock()).poll()
    assert polled.outcome == "new"
    assert polled.file is not None
    assert polled.file.read_bytes() == b"<rss/>"


def test_a_feed_is_not_asked_before_it_is_due_and_then_conditionally(tmp_path: Path) -> None:
    clock, fetcher = Clock(), FakeFetcher(b"<rss/>", 304)
    watched = collector(tmp_path, fetcher, clock)
    assert [p.outcome for p in watched.poll()] == ["new"]
    assert list(watched.poll()) == []
    clock.now += 1_000
    assert [p.outcome for p in watched.poll()] == ["unchanged"]
    assert fetcher.asked == [(FEED, "", ""), (FEED, '"e1"', "yesterday")]


def test_what_is_known_of_a_feed_survives_a_restart(tmp_path: Path) -> None:
    clock, fetcher = Clock(), FakeFetcher(b"<rss/>")
    list(collector(tmp_path, fetcher, clock).poll())
    assert list(collector(tmp_path, fetcher, clock).poll()) == []
    assert read_states(tmp_path)[FEED].etag == '"e1"'


def test_a_failing_feed_is_left_alone_for_longer_each_time_but_not_for_ever(tmp_path: Path) -> None:
    clock = Clock()
    watched = collector(tmp_path, FakeFetcher(FetchError("down")), clock)
    pauses = []
    for _ in range(12):
        assert [p.outcome for p in watched.poll()] == ["failed"]
        pauses.append(watched.states[FEED].due - clock.now)
        clock.now = watched.states[FEED].due
    assert pauses[0] < pauses[1] < pauses[2]
    assert max(pauses) <= LONGEST_PAUSE * 1.1
    assert watched.states[FEED].failures == 12


def test_a_server_that_asks_for_patience_gets_it(tmp_path: Path) -> None:
    clock = Clock()
    busy = FetchError("status 429", 429, retry_after=50_000.0)
    watched = collector(tmp_path, FakeFetcher(busy), clock)
    list(watched.poll())
    assert watched.states[FEED].due >= clock.now + 50_000


def test_one_failing_feed_does_not_stop_the_others(tmp_path: Path) -> None:
    fetcher = FakeFetcher(FetchError("down"), b"<rss/>")
    watched = collector(tmp_path, fetcher, Clock(), (FEED, OTHER))
    assert [p.outcome for p in watched.poll()] == ["failed", "new"]


def test_a_host_is_not_asked_twice_within_a_second(tmp_path: Path) -> None:
    clock = Clock()
    feeds = (FEED, "https://feeds.example/atom", OTHER)
    before = clock.now
    list(collector(tmp_path, FakeFetcher(b"<rss/>"), clock, feeds).poll())
    assert clock.now == before + 1


def test_a_clock_that_was_set_back_silences_no_feed(tmp_path: Path) -> None:
    clock = Clock()
    list(collector(tmp_path, FakeFetcher(b"<rss/>"), clock).poll())
    clock.now -= 10 * 365 * 86_400
    assert [p.outcome for p in collector(tmp_path, FakeFetcher(304), clock).poll()] == ["unchanged"]


@pytest.mark.parametrize("broken", [b"", b"{", b"[]", b'{"https://feeds.example/rss": {"x": 1}}'])
def test_a_broken_state_costs_a_fetch_and_no_more(tmp_path: Path, broken: bytes) -> None:
    (tmp_path / "feeds.json").write_bytes(broken)
    assert [p.outcome for p in collector(tmp_path, FakeFetcher(b"<rss/>"), Clock()).poll()] == [
        "new"
    ]


Analyse = Callable[[Sequence[Path]], Report]


def watch_over(tmp_path: Path, analyse: Analyse, clock: Clock, *paths: Path) -> Watch:
    fetcher = FakeFetcher(b"<rss/>")
    return Watch(collector(tmp_path, fetcher, clock), paths, analyse, 900.0, clock=clock)


def test_what_came_in_is_analysed_and_leaves_the_inbox(tmp_path: Path) -> None:
    seen: list[Path] = []

    def analyse(files: Sequence[Path]) -> Report:
        seen.extend(files)
        assert all(file.exists() for file in files)
        return Report()

    watched = watch_over(tmp_path, analyse, Clock(), tmp_path)
    watched.run(rounds=1)
    assert seen[-1] == tmp_path
    assert len(seen) == 2
    assert list(watched.collector.inbox.iterdir()) == []


def test_what_could_not_be_stored_waits_for_the_next_round(tmp_path: Path) -> None:
    def full(_: Sequence[Path]) -> Report:
        raise StoreError("the disk is full")

    watch_over(tmp_path, full, Clock()).run(rounds=1)
    health = read_health(tmp_path)
    assert health is not None
    assert (health["waiting"], health["fault"]) == (1, "the disk is full")
    taken: list[Path] = []

    def take(files: Sequence[Path]) -> Report:
        taken.extend(files)
        return Report()

    watch_over(tmp_path, take, Clock()).run(rounds=1)
    assert len(taken) == 1


def test_of_two_versions_that_wait_the_newer_is_met_first(tmp_path: Path) -> None:
    clock = Clock()
    watched = collector(tmp_path, FakeFetcher(b"1", b"2", b"3", b"4"), clock, (FEED, OTHER))
    for _ in range(2):
        list(watched.poll())
        clock.now += 1_000
    waiting = [file.read_bytes() for file in watched.waiting()]
    assert (set(waiting[:2]), set(waiting[2:])) == ({b"3", b"4"}, {b"1", b"2"})


def test_a_full_disk_ends_no_watch_and_is_not_tried_again_at_once(tmp_path: Path) -> None:
    (tmp_path / "inbox").write_bytes(b"in the way")
    watched = watch_over(tmp_path, lambda _: Report(), Clock())
    waits: list[float] = []

    class Noted(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            waits.append(timeout or 0)
            return False

    watched._stop = Noted()
    watched.run(rounds=2)
    health = read_health(tmp_path)
    assert health is not None
    assert health["fault"].startswith("the inbox cannot be written")
    assert waits[0] == 900.0


def test_health_tells_of_every_feed(tmp_path: Path) -> None:
    clock = Clock()
    watch_over(tmp_path, lambda _: Report(), clock).run(rounds=1)
    health = orjson.loads((tmp_path / "health.json").read_bytes())
    assert health["rounds"] == 1
    assert health["feeds"][FEED]["failures"] == 0
    assert health["feeds"][FEED]["answered"] == "1970-01-12T13:46:40+00:00"


def test_status_tells_which_feeds_fail(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    failing = Collector((FEED,), FakeFetcher(FetchError("status 500", 500)), tmp_path, 900.0)
    Watch(failing, (), lambda _: Report(), 900.0).run(rounds=1)
    health = read_health(tmp_path)
    assert health is not None
    _tell_watch(health)
    told = capsys.readouterr().out
    assert "1 feeds, 1 failing" in told
    assert f"{FEED}: status 500; last answered never" in told


def test_sigterm_ends_a_watch_after_its_round(tmp_path: Path) -> None:
    rounds = 0

    def analyse(_: Sequence[Path]) -> Report:
        nonlocal rounds
        rounds += 1
        os.kill(os.getpid(), signal.SIGTERM)
        return Report()

    before = signal.getsignal(signal.SIGTERM)
    watch_over(tmp_path, analyse, Clock()).run()
    assert rounds == 1
    assert signal.getsignal(signal.SIGTERM) == before
    assert read_health(tmp_path) is not None


def test_a_watch_in_another_thread_can_be_stopped(tmp_path: Path) -> None:
    watched = watch_over(tmp_path, lambda _: Report(), Clock())
    thread = threading.Thread(target=watched.run)
    thread.start()
    watched.stop()
    thread.join(timeout=10)
    assert not thread.is_alive()


def test_sources_may_be_feeds_lists_and_folders(tmp_path: Path) -> None:
    (tmp_path / "list.urls").write_text(f"# morning\n{FEED}\n\n{OTHER}#top\n", encoding="utf-8")
    (tmp_path / "list.opml").write_text(
        f'<opml><body><outline text="a"><outline xmlUrl="{FEED}"/></outline></body></opml>',
        encoding="utf-8",
    )
    given = [str(tmp_path / name) for name in ("list.urls", "list.opml")]
    found = read_sources([*given, str(tmp_path), "https://third.example/"])
    assert found.feeds == (FEED, OTHER, "https://third.example/")
    assert found.paths == (tmp_path,)


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><opml>&b;</opml>'


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("bad.urls", "https://ok.example/\nfile:///etc/passwd\n", "line 2"),
        ("bad.opml", "<opml>", "no well-formed OPML"),
        ("bomb.opml", BOMB, "no well-formed OPML"),
        ("empty.opml", "<opml/>", "no outline has an xmlUrl"),
        ("latin.urls", "https://ok.example/ä", "percent-encoded"),
    ],
)
def test_a_broken_list_is_named_with_its_fault(
    tmp_path: Path, name: str, content: str, message: str
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(SourcesError, match=message) as fault:
        read_sources([str(tmp_path / name)])
    assert name in str(fault.value)


def test_a_missing_source_is_named() -> None:
    with pytest.raises(SourcesError, match="nowhere: no such file"):
        read_sources(["nowhere"])


def robots(answer: bytes | FetchError) -> Robots:
    return Robots(FakeFetcher(answer))


def test_robots_txt_is_obeyed_and_asked_for_once() -> None:
    known = robots(b"User-agent: *\nDisallow: /intern\nCrawl-delay: 7\n")
    assert known.allows("https://site.example/artikel")
    assert not known.allows("https://site.example/intern/1")
    assert known.delay("https://site.example/artikel") == 7
    assert isinstance(known.fetcher, FakeFetcher)
    assert [url for url, _, _ in known.fetcher.asked] == ["https://site.example/robots.txt"]


def test_a_site_without_robots_txt_allows_and_a_broken_one_does_not() -> None:
    assert robots(FetchError("gone", 404)).allows("https://site.example/artikel")
    assert not robots(FetchError("broken", 503)).allows("https://site.example/artikel")
    assert not robots(FetchError("no answer")).allows("https://site.example/artikel")


def test_a_real_server_is_asked_again_only_for_what_changed(tmp_path: Path) -> None:
    clock = Clock()
    with site() as (base, asked), Fetcher(Policy(loopback=True)) as fetcher:
        watched = collector(tmp_path, fetcher, clock, (f"{base}/feed", f"{base}/busy"))
        assert [p.outcome for p in watched.poll()] == ["new", "failed"]
        clock.now += 10_000
        assert [p.outcome for p in watched.poll()] == ["unchanged", "failed"]
    assert len(asked) == 4
    assert replace(watched.states[f"{base}/busy"], due=0).error.endswith("status 429")
