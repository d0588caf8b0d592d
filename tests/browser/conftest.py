"""A dashboard over the demo articles, and a Chromium that may reach nothing else."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright

from benchmarks.browser.chromium import ARGUMENTS, chromium_path
from benchmarks.serving import ROOT, serving

#: A page waits for its server; a busy machine is no failure.
expect.set_options(timeout=60_000)

ARTEFACTS = ROOT / "tests" / "artefacts"
#: Ten pictures a second are enough: the processor draws each, the map above all.
_PICTURES = """window.requestAnimationFrame =
    draw => setTimeout(() => draw(performance.now()), 100);
window.cancelAnimationFrame = clearTimeout;"""
#: Longest wait for a page in milliseconds; a busy machine is no failure.
_PATIENCE = 120_000


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Return Chromium; without one the tests fail in CI and are reported as skipped elsewhere."""
    path = chromium_path()
    if path is None:
        reason = "no Chromium found: run `make chromium` or install Debian's package chromium"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def window(chromium: Browser) -> BrowserContext:
    """Return a window whose tabs share the cache, so that scripts are loaded and compiled once."""
    context = chromium.new_context(locale="de-DE", reduced_motion="reduce")
    context.set_default_timeout(_PATIENCE)
    return context


@pytest.fixture(scope="session")
def tabs() -> list[Page]:
    """Return the tabs that no visit uses: in a new one the scripts would be compiled once more."""
    return []


@pytest.fixture(scope="session")
def server(seed_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start the dashboard on a free port and return its address."""
    with serving(seed_store, tmp_path_factory.mktemp("server")) as started:
        yield started.address


def new_tab(window: BrowserContext) -> Page:
    """Return a tab that draws little: few pictures, and what moves has arrived at once."""
    page = window.new_page()
    page.add_init_script(_PICTURES)
    session = window.new_cdp_session(page)
    session.send("Animation.enable")
    session.send("Animation.setPlaybackRate", {"playbackRate": 1000})
    return page


@dataclass
class Visit:
    """A tab, with every address outside this machine that it asked for."""

    page: Page
    outside: list[str] = field(default_factory=list)

    def note(self, request: Request) -> None:
        """Note a request that leaves this machine; the browser finds no address for it."""
        if urlsplit(request.url).hostname not in {"127.0.0.1", "localhost", None}:
            self.outside.append(request.url)

    def main(self) -> str:
        """Return the text of the page without the filters."""
        return self.page.get_by_test_id("stMain").inner_text()


class Visitor:
    """Opens pages of the dashboard, each in a tab that no other visit uses."""

    def __init__(self, window: BrowserContext, tabs: list[Page], address: str) -> None:
        self._window = window
        self._tabs = tabs
        self._address = address
        self.visits: list[Visit] = []

    def open(
        self, path: str = "/", *, width: int = 1280, height: int = 1000, dark: bool = False
    ) -> Visit:
        """Open a page in a tab of its own and wait until it is drawn."""
        visit = Visit(self._tabs.pop() if self._tabs else new_tab(self._window))
        self.visits.append(visit)
        visit.page.set_viewport_size({"width": width, "height": height})
        visit.page.emulate_media(color_scheme="dark" if dark else "light")
        visit.page.on("request", visit.note)
        visit.page.goto(path if path.startswith("http") else self._address + path)
        visit.page.get_by_test_id("stMain").wait_for()
        settle(visit.page)
        return visit

    def close(self) -> None:
        """Leave all tabs to later visits."""
        for visit in self.visits:
            visit.page.remove_listener("request", visit.note)
            self._tabs.append(visit.page)


def settle(page: Page) -> None:
    """Wait until the script of the page has run and nothing is stale."""
    page.wait_for_timeout(400)
    page.locator("[data-test-script-state='notRunning']").first.wait_for(
        state="attached", timeout=_PATIENCE
    )
    page.wait_for_timeout(400)


def drawn(visit: Visit) -> None:
    """Wait until every chart and table of the page is drawn, the map too."""
    charts = "[data-testid=stPlotlyChart]"
    ready = (
        f"document.querySelectorAll('{charts}').length"
        f" <= document.querySelectorAll('{charts} .main-svg:first-child').length"
        " && !document.querySelector('[data-testid=stSkeleton]')"
    )
    deadline = time.monotonic() + _PATIENCE / 1000
    # Playwright's own waiting evaluates text in the page, which the page's policy forbids.
    while not visit.page.evaluate(ready):
        if time.monotonic() > deadline:
            pytest.fail("the charts of the page were not drawn")
        visit.page.wait_for_timeout(200)
    visit.page.wait_for_timeout(1500)


@contextmanager
def visiting(window: BrowserContext, tabs: list[Page], server: str) -> Iterator[Visitor]:
    """Yield a visitor; afterwards no tab may have asked for anything outside."""
    visitor = Visitor(window, tabs, server)
    yield visitor
    outside = [url for visit in visitor.visits for url in visit.outside]
    visitor.close()
    assert outside == []


@pytest.fixture
def visitor(window: BrowserContext, tabs: list[Page], server: str) -> Iterator[Visitor]:
    """Return a visitor of one test."""
    with visiting(window, tabs, server) as visitor:
        yield visitor
