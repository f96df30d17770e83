"""Take the README's picture of the workbench: python -m tests.show.web.pictures

It shows the first claim of the demonstration story, traced anew.
"""

import io
import sys
import tempfile
from pathlib import Path

from reportedly import pipeline
from reportedly.show.web.desk import Desk, Settings
from reportedly.store.collection import Collection
from tests.show.web.browsing import browser_of
from tests.show.web.serving import serving

ROOT = Path(__file__).parents[3]
OUT = ROOT / "docs/images/workbench-claim.png"
SIZE = {"width": 1200, "height": 1250}  # px: down to the legend of the chain


def main() -> None:
    """Trace the demonstration story, and photograph its first claim."""
    from PIL import Image

    with tempfile.TemporaryDirectory() as folder:
        collection = Collection.create(Path(folder) / "c")
        pipeline.add(collection, pipeline.read(ROOT / "examples/story"))
        desk = Desk(collection, Settings(outlets=ROOT / "examples/outlets.toml"))
        with serving(desk) as site, browser_of() as browser:
            tab = browser.new_page(viewport=SIZE, device_scale_factor=1.2)
            tab.goto(site.base + site.get("/api/claims").json()["claims"][0]["href"])
            data = tab.screenshot(animations="disabled")
    Image.open(io.BytesIO(data)).convert("RGB").save(OUT, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
