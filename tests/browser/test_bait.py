"""Every page over articles full of bait: nothing is asked for, nothing runs, nothing is a link."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from benchmarks.serving import serving
from dashboard import PAGES
from pipeline.batch import run_batch
from pipeline.settings import Settings
from tests.baited import CANARY, write_articles
from tests.browser.conftest import Visit, drawn, new_tab, settle
from tests.conftest import annotator
from tests.local_site import site

pytestmark = pytest.mark.browser

#: Notes what the policy of the page stops; whatever bait did would be stopped and stand here.
_NOTE = """window.stopped = [];
document.addEventListener("securitypolicyviolation", event =>
    window.stopped.push(`${event.violatedDirective} ${event.blockedURI}`));"""
_LIVE = r"""Object.values({
    links: [...document.querySelectorAll("a")].map(link => link.href || link.href.baseVal)
        .filter(url => !url.startsWith(location.origin) && url !== "https://example.org/"),
    images: [...document.querySelectorAll("img")].map(image => image.src)
        .filter(url => !url.startsWith(location.origin))
        // The lines beside key figures: drawings of a single stroke.
        .filter(url => !/^<svg [^<>]*><polyline [^<>]*\/><\/svg>$/.test(
            atob(url.split("data:image/svg+xml;base64,")[1] ?? ""))),
    frames: [...document.querySelectorAll("iframe, object, embed")].map(node => node.outerHTML),
    formulas: [...document.querySelectorAll(".katex")].map(node => node.textContent),
    drawn: [...document.querySelectorAll("svg a")].map(node => node.outerHTML),
}).flat()"""


@dataclass
class Watched:
    """A tab with what it asked for and said."""

    page: Page
    address: str
    hits: list[tuple[str, dict[str, str]]]
    asked: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        """Open a page and wait until all of it is drawn."""
        self.page.goto(f"{self.address}/{path}")
        self.page.get_by_test_id("stMain").wait_for()
        settle(self.page)
        drawn(Visit(self.page))

    def outside(self) -> list[str]:
        """Return what was asked for elsewhere, the counter of hits on this machine included."""
        return [url for url in self.asked if not url.startswith((self.address, "blob:", "data:"))]


@pytest.fixture(scope="module")
def watched(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    folder = tmp_path_factory.mktemp("bait")
    store = folder / "store"
    with site() as (counter, hits):
        articles = write_articles(folder, f"{counter}/")
        settings = Settings(store=store, publish_checks="warn")
        run_batch([articles], store, settings, annotator().methodology)
        with serving(store, folder) as server:
            window = chromium.new_context(locale="de-DE", reduced_motion="reduce")
            window.add_init_script(_NOTE)
            yield _watch(window, server.address, hits)
            window.close()


def _watch(window: BrowserContext, address: str, hits: list[tuple[str, dict[str, str]]]) -> Watched:
    found = Watched(new_tab(window), address, hits)
    found.page.on("request", lambda request: found.asked.append(request.url))

    def dismiss(dialog: object) -> None:
        found.dialogs.append(str(dialog))
        dialog.dismiss()  # type: ignore[attr-defined]

    found.page.on("dialog", dismiss)
    return found


@pytest.mark.parametrize("path", PAGES.values())
def test_bait_does_nothing(watched: Watched, path: str) -> None:
    watched.open(f"{path}?from=2022-03-08&to=2022-03-14")
    assert watched.page.get_by_test_id("stException").count() == 0
    assert path == "methode" or CANARY in watched.page.content()
    assert watched.page.evaluate("window.stopped") == []
    assert watched.page.evaluate(_LIVE) == []
    assert watched.dialogs == []
    assert watched.outside() == []
    assert watched.hits == []


def test_what_bait_would_do_would_be_noticed(watched: Watched) -> None:
    """Put the bait to work: otherwise the zeros above would say nothing."""
    watched.page.evaluate(
        """() => document.body.insertAdjacentHTML("beforeend",
            '<img src="http://127.0.0.1:9/x"><iframe src="http://127.0.0.1:9/x"></iframe>')"""
    )
    watched.page.wait_for_timeout(500)
    stopped = watched.page.evaluate("window.stopped")
    assert {rule.split()[0] for rule in stopped} == {"img-src", "frame-src"}
    assert len(watched.page.evaluate(_LIVE)) == 2
