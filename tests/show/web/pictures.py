"""Take the README's pictures: python -m tests.show.web.pictures

They show the demonstration story, traced anew: the report as `make demo` writes it, and
its first claim in the workbench.
"""

import io
import sys
import tempfile
from pathlib import Path

from typer.testing import CliRunner

from reportedly import pipeline
from reportedly.show.cli import app
from reportedly.show.web.desk import Desk, Settings
from reportedly.store.collection import Collection
from tests.show.web.browsing import browser_of
from tests.show.web.serving import serving

ROOT = Path(__file__).parents[3]
STORY, OUTLETS = ROOT / "examples/story", ROOT / "examples/outlets.toml"
IMAGES = ROOT / "docs/images"
REPORT = {"width": 1180, "height": 1700}  # px: down to the legend of the first claim's chain
CLAIM = {"width": 1200, "height": 1250}


def main() -> None:
    """Trace the demonstration story, and photograph what is made of it."""
    with tempfile.TemporaryDirectory() as folder, browser_of() as browser:
        page = Path(folder) / "report.html"
        made = ["trace", str(STORY), "--outlets", str(OUTLETS), "--html", str(page)]
        done = CliRunner().invoke(app, made)
        assert done.exit_code == 0, done.output
        tab = browser.new_page(viewport=REPORT)
        tab.goto(page.as_uri())
        kept(tab, "report.png")
        collection = Collection.create(Path(folder) / "c")
        pipeline.add(collection, pipeline.read(STORY))
        with serving(Desk(collection, Settings(outlets=OUTLETS))) as site:
            tab = browser.new_page(viewport=CLAIM, device_scale_factor=1.2)
            tab.goto(site.base + site.get("/api/claims").json()["claims"][0]["href"])
            kept(tab, "workbench-claim.png")


def kept(tab, name: str) -> None:
    """Keep what a tab shows as a picture of that name."""
    from PIL import Image

    data = tab.screenshot(animations="disabled")
    Image.open(io.BytesIO(data)).convert("RGB").save(IMAGES / name, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
