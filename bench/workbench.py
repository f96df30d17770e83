"""Measure the workbench with many claims: python -m bench.workbench [--claims 10000]

The demonstration story is traced, and its claims are repeated until there are so many.
Prints how long the server takes for the first and the last page of the list, for a
filter and for a claim, how many elements a page has, and how evenly Chromium draws
while somebody scrolls through it.
"""

import argparse
import shutil
import statistics
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

import reportedly
from reportedly.records import Trace
from reportedly.show.ownership import Ownership
from reportedly.show.web.app import create_app
from reportedly.show.web.desk import Desk
from reportedly.show.web.links import claim_link
from reportedly.show.web.traced import Traced
from reportedly.store.collection import Collection

STORY = Path("examples/story")
TIMES = 30
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
SCROLL = """async () => {
  const gaps = [];
  let last = performance.now();
  for (let i = 0; i < 120; i += 1) {
    scrollBy(0, 60);
    await new Promise((next) => requestAnimationFrame(next));
    const now = performance.now();
    gaps.push(now - last);
    last = now;
  }
  return gaps.sort((a, b) => a - b);
}"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=10_000)
    many = parser.parse_args().claims
    story = reportedly.trace(reportedly.read(STORY))
    with served(repeated(story, many)) as (base, seconds):
        print(f"rows of {many:,} claims made in  {seconds:8.2f} s, once for an analysis")
        last = -(-many // 25)
        first = claim_link(f"{story.claims[0].claim.id}-0")
        for name, path in {
            "first page of the list": "/?all=1",
            "last page of the list": f"/?all=1&page={last}",
            "a filter": "/?all=1&q=engineers&order=newest",
            "a claim": first,
        }.items():
            print(f"{name:27} {answered(base + path)}")
        browse(base + "/?all=1")


def repeated(story: Trace, many: int) -> Trace:
    """Return the story with its claims again and again, each under an id of its own."""
    claims = tuple(
        replace(traced, claim=replace(traced.claim, id=f"{traced.claim.id}-{n}"))
        for n, traced in enumerate(islice(cycle(story.claims), many))
    )
    return replace(story, claims=claims)


@contextmanager
def served(story: Trace) -> Iterator[tuple[str, float]]:
    """Serve a trace; yield the server's address, and how long its rows took."""
    import uvicorn

    start = time.process_time()
    traced = Traced(story, Ownership.of(None))
    _ = traced.rows, traced.looks, traced.leaning
    seconds = time.process_time() - start
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Collection.create(Path(folder) / "c"))
        desk._traced = desk.collection.revision, traced
        config = uvicorn.Config(create_app(desk), host="127.0.0.1", port=0, log_level="error")
        listening = config.bind_socket()
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}", seconds
        server.should_exit = True
        thread.join(10)


def answered(address: str) -> str:
    """Return how long the first byte of an answer takes, and how long the answer is."""
    waits, size = [], 0
    for _ in range(TIMES):
        start = time.perf_counter()
        with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server
            answer.read(1)
            waits.append(time.perf_counter() - start)
            size = len(answer.read()) + 1
    waits.sort()
    middle, high = statistics.median(waits), waits[int(0.95 * len(waits))]
    return f"{1000 * middle:6.1f} ms, 95 % {1000 * high:6.1f} ms, {size / 1024:5.0f} KiB"


def browse(address: str) -> None:
    """Print what Chromium makes of a page, if there is one."""
    from playwright.sync_api import sync_playwright

    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        print("no Chromium here: the browser is not measured")
        return
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=path, args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": 1280, "height": 900})
        tab.goto(address)
        count = tab.evaluate("document.getElementsByTagName('*').length")
        gaps = tab.evaluate(SCROLL)
        print(f"elements of the page        {count:6,}")
        print(
            f"between two frames          {statistics.median(gaps):6.1f} ms, "
            f"95 % {gaps[int(0.95 * len(gaps))]:6.1f} ms, longest {gaps[-1]:6.1f} ms, scrolling"
        )
        start = time.perf_counter()
        tab.get_by_label("Words").fill("hostile act")
        tab.wait_for_url("**hostile**")
        print(f"filtered after typing       {1000 * (time.perf_counter() - start):6.0f} ms, "
              "250 of them waited for more")  # fmt: skip
        browser.close()


if __name__ == "__main__":
    main()
