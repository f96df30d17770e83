"""The workbench of the invented story, running, for all tests of this folder."""

import pytest

from reportedly.show.web.desk import Desk
from tests.show.story import trace
from tests.show.web.browsing import browser_of
from tests.show.web.serving import kept, serving


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """A server with the story of `tests/show/story.py`; nothing in it is changed by any test."""
    folder = tmp_path_factory.mktemp("workbench") / "collection"
    with serving(Desk(kept(trace(), folder))) as running:
        yield running


@pytest.fixture(scope="session")
def browser():
    """The system's Chromium; a name that is pointed at this machine leads here, too."""
    with browser_of("--host-resolver-rules=MAP evil.example 127.0.0.1") as running:
        yield running


@pytest.fixture(scope="session")
def window(browser):
    """One browser window for all tests: it keeps style sheets and scripts, as a person's does."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture
def tab(window):
    """A page of 1280 × 900 px; what its console says and whether a dialog opened is kept."""
    window.clear_cookies()
    page = window.new_page()
    page.set_default_timeout(8000)
    page.said = []
    page.on("console", lambda message: page.said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: page.said.append(f"error: {error}"))
    page.on("dialog", lambda dialog: (page.said.append("error: a dialog"), dialog.dismiss()))
    yield page
    page.close()
