"""A dashboard over the demo articles, and a Chromium that may reach nothing else."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright

#: A page waits for its server; a busy machine is no failure.
expect.set_options(timeout=60_000)

ROOT = Path(__file__).resolve().parents[2]
ARTEFACTS = ROOT / "tests" / "artefacts"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    # A route of Playwright's would turn off the cache, and each tab would compile its scripts.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    # The processor draws the page either way; without the detour of an imitated GPU much faster.
    "--disable-gpu-compositing",
    "--disable-gpu-rasterization",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_START_SECONDS = 60
#: Longest wait for a page in milliseconds; a busy machine is no failure.
_PATIENCE = 120_000


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Return Chromium; without one the tests fail in CI and are reported as skipped elsewhere."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        reason = "no Chromium found: run `make chromium` or install Debian's package chromium"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def window(chromium: Browser) -> BrowserContext:
    """Return a window whose tabs share the cache, so that scripts are loaded and compiled once."""
    context = chromium.new_context(locale="de-DE", reduced_motion="reduce")
    context.set_default_timeout(_PATIENCE)
    return context


@pytest.fixture(scope="session")
def server(seed_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start the dashboard on a free port and return its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = tmp_path_factory.mktemp("server") / "log.txt"
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py"]
    command += ["--server.port", str(port), "--server.headless", "true"]
    environment = {**os.environ, "LAGEBILD_STORE": str(seed_store)}
    with log.open("w") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(address, process, log)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urlopen(f"{address}/_stcore/health", timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.3)
    pytest.fail(f"the dashboard did not start:\n{log.read_text()}")


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
    """Opens tabs of the dashboard."""

    def __init__(self, window: BrowserContext, address: str) -> None:
        self._window = window
        self._address = address
        self.visits: list[Visit] = []

    def open(
        self, path: str = "/", *, width: int = 1280, height: int = 1000, dark: bool = False
    ) -> Visit:
        """Open a page in a new tab of its own and wait until it is drawn."""
        visit = Visit(self._window.new_page())
        self.visits.append(visit)
        visit.page.set_viewport_size({"width": width, "height": height})
        visit.page.emulate_media(color_scheme="dark" if dark else "light")
        visit.page.on("request", visit.note)
        visit.page.goto(path if path.startswith("http") else self._address + path)
        visit.page.get_by_test_id("stMain").wait_for()
        settle(visit.page)
        return visit

    def close(self) -> None:
        """Close all tabs."""
        for visit in self.visits:
            visit.page.close()


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
    visit.page.wait_for_function(
        f"document.querySelectorAll('{charts}').length"
        f" <= document.querySelectorAll('{charts} .main-svg:first-child').length"
        " && !document.querySelector('[data-testid=stSkeleton]')",
        timeout=_PATIENCE,
    )
    visit.page.wait_for_timeout(1500)


@contextmanager
def visiting(window: BrowserContext, server: str) -> Iterator[Visitor]:
    """Yield a visitor; afterwards no tab may have asked for anything outside."""
    visitor = Visitor(window, server)
    yield visitor
    outside = [url for visit in visitor.visits for url in visit.outside]
    visitor.close()
    assert outside == []


@pytest.fixture
def visitor(window: BrowserContext, server: str) -> Iterator[Visitor]:
    """Return a visitor of one test."""
    with visiting(window, server) as visitor:
        yield visitor
