"""``python -m benchmarks.browser [MILLIONS] [--store FOLDER]``: what a reader waits for (Linux).

Starts the dashboard over a store of so many million mentions (10 without an argument), opens it in
Chromium, and adds countries to the filter, one after the other. Times are those of the browser:
from the address to the first key figure, to the first chart and to a page that is whole; and from
the key that chooses a country to the page that shows it. Another store is named with ``--store``.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Final

import typer
from playwright.sync_api import BrowserContext, Page, sync_playwright

from benchmarks.browser.chromium import ARGUMENTS, chromium_path
from benchmarks.browser.store import generate_store
from benchmarks.serving import serving
from benchmarks.soak.processes import sample

_FIGURE: Final = '[data-testid="stMetricValue"]'
_CHART: Final = '[data-testid="stPlotlyChart"] .main-svg'
_DONE: Final = '[data-testid="stApp"][data-test-script-state="notRunning"]'
#: Whether the page is whole and says in one of its captions that it shows a country.
_SHOWS: Final = """(name) =>
    document.querySelector('[data-testid="stApp"]').dataset.testScriptState === 'notRunning' &&
    [...document.querySelectorAll('[data-testid="stText"]')].some(
        (one) => one.textContent.includes(' · ') && one.textContent.includes(name))"""
_CHANGES: Final = 8
_PATIENCE_MS: Final = 180_000
#: Between two changes, as a reader looks at a page.
_PAUSE_MS: Final = 1_500


@dataclass(frozen=True, slots=True)
class Opened:
    """Seconds from asking for the page until something was there."""

    figure: float
    chart: float
    whole: float

    def __str__(self) -> str:
        return f"first figure {self.figure:.2f} s, chart {self.chart:.2f}, whole {self.whole:.2f}"


def main(
    millions: Annotated[float, typer.Argument(help="Million mentions.")] = 10.0,
    store: Annotated[Path | None, typer.Option(help="A store that is there.")] = None,
) -> None:
    """Measure, and print."""
    with TemporaryDirectory() as name:
        folder = store or Path(name) / "store"
        if store is None:
            began = time.perf_counter()
            folder.mkdir()
            generate_store(folder, millions)
            print(f"{millions:g} million mentions, made in {time.perf_counter() - began:.0f} s")
        with serving(folder, Path(name)) as server, _window() as window:
            cold, warm = _opened(window, server.address), _opened(window, server.address)
            changes = _changed(window, server.address)
            memory = sample(server.pid, 0, Path(name)).mib
    print(f"cold: {cold}\nopened again: {warm}")
    print(
        f"change of the filter: median {statistics.median(changes):.2f} s of"
        f" {', '.join(f'{one:.2f}' for one in changes)}"
    )
    print(f"memory of the server {memory:.0f} MiB; load of the machine {os.getloadavg()[0]:.1f}")


@contextmanager
def _window() -> Iterator[BrowserContext]:
    path = chromium_path()
    if path is None:
        raise SystemExit("no Chromium found: run `make chromium`")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        window = browser.new_context(locale="de-DE", reduced_motion="reduce")
        window.set_default_timeout(_PATIENCE_MS)
        yield window
        browser.close()


def _open(window: BrowserContext, address: str) -> tuple[Page, Opened]:
    page = window.new_page()
    page.set_viewport_size({"width": 1280, "height": 1000})
    began = time.perf_counter()
    page.goto(address)
    seconds = []
    for wanted in (_FIGURE, _CHART, _DONE):
        page.wait_for_selector(wanted)
        seconds.append(time.perf_counter() - began)
    return page, Opened(*seconds)


def _opened(window: BrowserContext, address: str) -> Opened:
    page, opened = _open(window, address)
    page.close()
    return opened


def _changed(window: BrowserContext, address: str) -> list[float]:
    """Return the seconds of each change; the first, which loads what all need, is not counted."""
    page, _ = _open(window, address)
    page.wait_for_timeout(_PAUSE_MS)
    field = page.locator('[data-testid="stMultiSelect"]').first.locator("input")
    seconds: list[float] = []
    for _ in range(_CHANGES + 1):
        field.click()
        option = page.locator('[role="option"]').nth(len(seconds) % 3)
        name = str(option.inner_text()).strip()
        option.hover()
        began = time.perf_counter()
        option.click()
        page.wait_for_function(_SHOWS, arg=name, polling="raf")
        seconds.append(time.perf_counter() - began)
        page.keyboard.press("Escape")
        page.wait_for_timeout(_PAUSE_MS)
    return seconds[1:]


if __name__ == "__main__":
    typer.run(main)
