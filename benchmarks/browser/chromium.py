"""Chromium on a machine without a graphics card, which may reach nothing but this machine."""

from __future__ import annotations

import shutil
from typing import Final

_NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS: Final = (
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
)


def chromium_path() -> str | None:
    """Return where Chromium is installed, None when it is not."""
    return next((found for name in _NAMES if (found := shutil.which(name))), None)
