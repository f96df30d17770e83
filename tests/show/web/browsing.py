"""The system's Chromium for the tests; without one they are left out, with the reason."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


def chromium() -> str:
    """Return the path of the system's Chromium; skips the test if there is none."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no Chromium on this system")
    return found


@contextmanager
def browser_of(*arguments: str) -> Iterator[object]:
    """Start a browser; `arguments` go to Chromium."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(
            executable_path=chromium(),
            args=["--no-sandbox", "--font-render-hinting=none", *arguments],
        )
        yield browser
        browser.close()
