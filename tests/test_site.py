"""The documentation as a site: built strictly, whole, with nothing loaded from elsewhere."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from docs import counted
from docs.pages import TAKEN_IN
from reportedly.records import FINDING_KINDS
from reportedly.show.cli import app

ROOT = Path(__file__).parents[1]
LOADED = re.compile(r"""(?:src=|<link[^>]+href=|url\(|@import )["']?(https?:)?//""")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site; a dead link or anchor, or a page that is in no list, ends the build."""
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)],
        cwd=ROOT, capture_output=True, text=True, timeout=180, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_nothing_is_loaded_from_elsewhere(site):
    """No page, style or script of the site asks another host for anything."""
    pages = [*site.rglob("*.html"), *site.rglob("*.css")]
    assert len(pages) > 30
    wrong = {p.name: LOADED.findall(p.read_text("utf-8")) for p in pages}
    assert not {name: found for name, found in wrong.items() if found}


def test_pages_from_elsewhere_are_there(site):
    """Results, card, datasheet and the project's own pages are pages of the site."""
    for uri in TAKEN_IN:
        assert (site / uri.removesuffix(".md") / "index.html").is_file(), uri


def test_all_that_is_public_is_there(site):
    """Each command, kind of finding and public class stands in the built reference."""
    commands = (site / "reference/cli/index.html").read_text("utf-8")
    for command in app.registered_commands:
        name = command.name or command.callback.__name__
        assert f"reportedly-{name}" in commands
    findings = (site / "explanation/findings/index.html").read_text("utf-8")
    assert all(f'id="{kind}"' in findings for kind in FINDING_KINDS)
    names = (site / "reference/api/index.html").read_text("utf-8")
    assert all(f'id="reportedly.records.{name}"' in names for name in ("Article", "Trace", "Span"))


def test_pictures_of_counting_are_the_programs_own():
    """The pictures of how independence is counted, and their sentences, are what it draws now."""
    for path, text in counted.written(counted.PAGE.read_text("utf-8")):
        assert path.read_text("utf-8") == text, "run: python -m docs.counted"
