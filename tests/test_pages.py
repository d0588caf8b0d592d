"""Article pages behind feeds: only when asked, as robots.txt allows, once, and never instead of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.batch import Report
from pipeline.cli import app
from pipeline.fetch import Fetcher, Policy
from pipeline.fetch.politeness import Politeness
from pipeline.fetch.robots import Robots
from pipeline.ingest import read_path
from pipeline.readers import Found
from pipeline.settings import Settings
from pipeline.watch import Collector, Pages, SourcesError, Watch, read_sources
from pipeline.watch.pages import PageState
from tests.local_site import site

SETTINGS = Settings()


class Clock:
    """Moves only while somebody waits."""

    def __init__(self) -> None:
        self.now = 1_000_000.0
        self.waits: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds


def watched(folder: Path, fetcher: Fetcher, base: str, clock: Clock) -> tuple[Collector, Pages]:
    politeness = Politeness(clock, clock.sleep)
    collector = Collector((f"{base}/news",), fetcher, folder, 900.0, clock, politeness)
    return collector, Pages(fetcher, Robots(fetcher), politeness, folder, SETTINGS)


def texts(files: list[Path], pages: Pages | None) -> dict[str, str]:
    items = read_path(files[0], SETTINGS, pages.complete if pages else None)
    found = [item.document for item in items if isinstance(item, Found)]
    return {document.doc_id[-1]: document.text for document in found}


def test_entries_get_the_text_of_pages_that_may_be_had(tmp_path: Path) -> None:
    clock = Clock()
    with site() as (base, asked), Fetcher(Policy(loopback=True)) as fetcher:
        collector, pages = watched(tmp_path, fetcher, base, clock)
        list(collector.poll())
        files = collector.waiting()
        teasers = texts(files, None)
        assert pages.fetch(files) == set()
        full = texts(files, pages)
        paths = [path for path, _ in asked]
        assert paths == [
            "/news",
            "/robots.txt",
            "/artikel/1",
            "/artikel/2",
            "/artikel/fort",
            "/artikel/9",
        ]
        assert pages.fetch(files) == set()
        assert len(asked) == len(paths)  # nothing is asked for twice
    assert clock.waits == [1.0] * 4
    assert "Abzug" in full["1"]
    assert "Abzug" in full["2"]
    assert {key: full[key] for key in "345"} == {key: teasers[key] for key in "345"}
    assert full.keys() == teasers.keys()


def test_pages_are_not_fetched_unless_asked_for(tmp_path: Path) -> None:
    with site() as (base, asked), Fetcher(Policy(loopback=True)) as fetcher:
        collector, _ = watched(tmp_path, fetcher, base, Clock())
        Watch(collector, (), lambda _: Report(), 900.0).run(rounds=1)
    assert [path for path, _ in asked] == ["/news"]


def test_texts_stay_when_a_later_watch_wants_no_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def analyse(
        files: list[Path], *_: object, complete: Callable[[Found], Found] | None = None
    ) -> Report:
        items = read_path(files[0], SETTINGS, complete)
        read.extend(item.document.text for item in items if isinstance(item, Found))
        return Report()

    monkeypatch.setattr(import_module("pipeline.cli.watch"), "run_batch", analyse)
    monkeypatch.setattr("pipeline.methodology.methodology", lambda *_: "1")
    monkeypatch.setenv("LAGEBILD_FETCH_LOOPBACK", "1")
    full = "Die Regierung in Kiew warnt vor einem Angriff und ruft die Menschen zur Ruhe auf."
    with site() as (base, asked), Fetcher() as fetcher:
        _, pages = watched(tmp_path, fetcher, base, Clock())
        pages._keep(PageState(f"{base}/artikel/1", full, final=True))
        command = ["watch", f"{base}/news", "--rounds", "1", "--store", str(tmp_path)]
        ran = CliRunner().invoke(app, command)
    assert ran.exit_code == 0, ran.output
    assert [path for path, _ in asked] == ["/news"]
    assert len(read) == 5
    assert read[0] == full


def test_a_page_is_never_fetched_from_inside_the_network(tmp_path: Path) -> None:
    with site() as (base, asked), Fetcher(Policy(loopback=True)) as reaching:
        collector, _ = watched(tmp_path, reaching, base, Clock())
        list(collector.poll())
        with Fetcher() as fetcher:
            _, pages = watched(tmp_path, fetcher, base, Clock())
            pages.fetch(collector.waiting())
            full = texts(collector.waiting(), pages)
    assert [path for path, _ in asked] == ["/news"]
    assert len(full) == 5


def test_what_could_not_be_fetched_is_tried_again_and_then_left(tmp_path: Path) -> None:
    clock = Clock()
    with site() as (base, _), Fetcher(Policy(loopback=True)) as fetcher:
        collector, _ = watched(tmp_path, fetcher, base, clock)
        list(collector.poll())
        files = collector.waiting()
    rounds = 0
    with Fetcher(Policy(loopback=True)) as fetcher:  # the site is gone
        _, pages = watched(tmp_path, fetcher, base, clock)
        while pages.fetch(files):
            rounds += 1
            clock.now += 400
    assert rounds == 6  # asked at once, after 1,200 and 2,400 seconds
    assert len(texts(files, pages)) == 5


@pytest.mark.parametrize("content", [b"", b"{", b'{"url": 1}', b'{"url": "https://x.example/"}'])
def test_a_broken_memory_of_pages_costs_a_fetch_and_no_more(tmp_path: Path, content: bytes) -> None:
    with Fetcher() as fetcher:
        _, pages = watched(tmp_path, fetcher, "http://blatt.example", Clock())
        path = pages._path("http://blatt.example/1")
        path.parent.mkdir()
        path.write_bytes(content)
        assert pages._state("http://blatt.example/1") == PageState("http://blatt.example/1")


def test_a_feed_waits_in_the_inbox_until_its_pages_are_there(tmp_path: Path) -> None:
    seen: list[int] = []

    def analyse(files: Sequence[Path]) -> Report:
        seen.append(len(files))
        return Report()

    clock = Clock()
    with site() as (base, _), Fetcher(Policy(loopback=True)) as fetcher:
        collector, pages = watched(tmp_path, fetcher, base, clock)
        loop = Watch(collector, (), analyse, 900.0, clock, pages, frozenset([f"{base}/news"]))
        pages.robots._known[base] = (float("inf"), None)  # robots.txt cannot be had
        loop.run(rounds=1)
        assert len(collector.waiting()) == 1
        pages.robots._known.clear()
        clock.now += 800
        loop.run(rounds=1)
        assert len(collector.waiting()) == 1
        clock.now += 200
        loop.run(rounds=1)
    assert seen == [1, 1, 2]
    assert collector.waiting() == []


def test_a_newer_feed_stays_as_long_as_an_older_one_that_wants_pages(tmp_path: Path) -> None:
    kept: list[list[Path]] = []
    with Fetcher() as fetcher:
        collector, pages = watched(tmp_path, fetcher, "http://blatt.example", Clock())
        collector.inbox.mkdir()
        old, new, other = (tmp_path / "inbox" / f"{name}.xml" for name in ("a-1", "a-2", "b-3"))
        for file in (old, new, other):
            file.write_bytes(b"<rss/>")
        loop = Watch(collector, (), lambda _: Report(), 900.0, Clock(), pages)
        for pending in ({old}, {new}, set[Path]()):
            loop._pending = pending
            loop._analysed(collector.waiting())
            kept.append(collector.waiting())
    assert kept == [[new, old], [new], []]


def test_of_a_feed_the_older_file_leaves_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone: list[str] = []
    monkeypatch.setattr(Path, "unlink", lambda path, missing_ok: gone.append(path.name))
    with Fetcher() as fetcher:
        collector, _ = watched(tmp_path, fetcher, "http://blatt.example", Clock())
        loop = Watch(collector, (), lambda _: Report(), 900.0, Clock())
        loop._analysed([tmp_path / "a-2.xml", tmp_path / "a-1.xml"])
    assert gone == ["a-1.xml", "a-2.xml"]


def test_a_list_says_of_which_feeds_pages_are_wanted(tmp_path: Path) -> None:
    (tmp_path / "a.urls").write_text("https://a.example/\nhttps://b.example/ pages\n")
    found = read_sources([str(tmp_path / "a.urls")])
    assert found.feeds == ("https://a.example/", "https://b.example/")
    assert found.pages == {"https://b.example/"}
    (tmp_path / "a.urls").write_text("https://a.example/ all\n")
    with pytest.raises(SourcesError, match="line 1: behind an address only `pages` may stand"):
        read_sources([str(tmp_path / "a.urls")])
