"""Views compared with pictures that somebody looked at and found good.

The pictures are small and grey, so that only what a person would see makes a
difference. To take them anew: python -m tests.show.web.test_screens
"""

import io
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.show.web.test_pages import VIEWS

PICTURES = Path(__file__).with_name("screens")
SHOWN = ("story", "claim", "article", "source", "outlets")
WIDTH = 320  # px of a picture: a quarter of the page
MOST_CELLS = 0.03  # share of cells of 8 × 8 px that may differ
MOST_GREY = 24  # of 255, by which a cell may differ


def fonts() -> str:
    """Return which fonts stand for serif and sans here; other fonts make another picture."""
    names = ("serif", "Liberation Serif", "Arial")
    try:
        found = [subprocess.check_output(["fc-match", name], text=True) for name in names]
    except OSError:
        return "no fontconfig"
    return "".join(found)


def taken(tab, address: str):
    """Return a small grey picture of the top of a page."""
    from PIL import Image

    tab.goto(address)
    tab.evaluate("document.fonts.ready")
    data = tab.screenshot(animations="disabled", caret="hide")
    picture = Image.open(io.BytesIO(data)).convert("L")
    return picture.resize((WIDTH, WIDTH * picture.height // picture.width), Image.Resampling.BOX)


@pytest.mark.parametrize("view", SHOWN)
def test_view_looks_as_it_did(tab, site, view):
    """The top of the view differs from the kept picture in next to nothing."""
    image = pytest.importorskip("PIL.Image", reason="pillow is not installed")
    if PICTURES.joinpath("fonts.txt").read_text("utf-8") != fonts():
        pytest.skip("this system has other fonts than the one on which the pictures were taken")
    kept = image.open(PICTURES / f"{view}.png")
    seen = taken(tab, site.base + VIEWS[view])
    assert seen.size == kept.size
    cells = (kept.width // 8, kept.height // 8)
    was, now = (list(p.resize(cells, image.Resampling.BOX).tobytes()) for p in (kept, seen))
    other = sum(abs(a - b) > MOST_GREY for a, b in zip(was, now, strict=True))
    assert other <= MOST_CELLS * len(was), f"{other} of {len(was)} cells differ"


def main() -> None:
    """Take all pictures anew."""
    from reportedly.show.web.desk import Desk
    from tests.show.story import trace
    from tests.show.web.browsing import browser_of
    from tests.show.web.serving import kept, serving

    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, browser_of() as browser:
        context = browser.new_context(
            viewport={"width": 1280, "height": 900}, reduced_motion="reduce"
        )
        tab = context.new_page()
        with serving(Desk(kept(trace(), Path(folder) / "c"))) as site:
            for view in SHOWN:
                taken(tab, site.base + VIEWS[view]).save(PICTURES / f"{view}.png", optimize=True)
        context.close()
    PICTURES.joinpath("fonts.txt").write_text(fonts(), "utf-8")


if __name__ == "__main__":
    sys.exit(main())
