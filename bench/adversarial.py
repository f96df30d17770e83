"""What one hostile item can take of the machine: python -m bench.adversarial

Items made to keep a parser, a regular expression, the model or the resolver busy, or to fill the
memory. Each is read, attributed and resolved in a process of its own; printed are the outcome,
seconds of the CPU and the peak of memory, with what the program and its model take anyway.
"""

import argparse
import gzip
import json
import multiprocessing
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

END = 300.0  # seconds by the clock after which an item is ended, and that is the result
SAID = "It rained in Quay all night, Ada Roe of the water board said on Monday. "
SOUND = SAID * 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an item."""

    words: str
    seconds: float  # of the CPU
    megabytes: float  # peak


def page(body: str, head: str = "") -> bytes:
    """Return a page around some markup."""
    return (
        f"<html lang=en><head><title>Rain</title>{head}</head><body><article>"
        f"<h1>Rain</h1>{body}<p>{SOUND}</p></article></body></html>"
    ).encode()


def looping_pdf() -> bytes:
    """Return a PDF whose tree of pages holds itself, and whose contents stand for themselves."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Count 9999999/Kids[2 0 R 3 0 R 2 0 R]>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 3 0 R/Contents 4 0 R/MediaBox[0 0 9 9]>>endobj\n"
        b"4 0 obj<</Length 5 0 R>>stream\nBT ET\nendstream endobj\n5 0 obj 5 0 R endobj\n"
        b"trailer<</Root 1 0 R/Size 6>>\n"
    )


def archive(body: bytes) -> bytes:
    """Return a web archive with one packed record."""
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    head = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://quay.example/a\r\n"
        b"WARC-Date: 2026-03-02T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        b"Content-Length: %d\r\n\r\n" % len(answer)
    )
    return gzip.compress(head + answer + b"\r\n\r\n")


def article(text: str) -> bytes:
    """Return an article as data."""
    return json.dumps({"id": "a", "text": text, "language": "en"}).encode()


ITEMS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a sound page": ("a.html", lambda: page("")),
    "100,000 elements in each other": ("a.html", lambda: page("<div>" * 100_000)),
    "199 in each other, 15,000 beside": (
        "a.html",
        lambda: page("<div>" * 190 + "<b>x</b>" * 15_000),
    ),
    "a million links": ("a.html", lambda: page("<a href=/x>rain</a> " * 1_000_000)),
    "a line of ten million letters": ("a.txt", lambda: b"It rained. " + b"x" * 10_000_000),
    "an attribute of ten million": ("a.html", lambda: page(f"<p title='{'x' * 10_000_000}'>a</p>")),
    "a million entities": ("a.html", lambda: page("<p>" + "&amp;&#8212;" * 500_000 + "</p>")),
    "a comment without end": ("a.html", lambda: page("<!--" + "<p>-" * 1_000_000)),
    "metadata in metadata": (
        "a.html",
        lambda: page(
            "",
            '<script type="application/ld+json">' + '{"@graph":[' * 50_000 + "</script>",
        ),
    ),
    "a PDF that holds itself": ("a.pdf", looping_pdf),
    "JSON in JSON": ("a.json", lambda: b'{"text":' * 500_000),
    "a packed page of a gigabyte": ("a.warc.gz", lambda: archive(b" " * 1_000_000_000)),
    "quotation marks alone": ("a.json", lambda: article(SOUND + "\"\u201c" * 300_000)),
    "one sentence of 300,000 words": (
        "a.json",
        lambda: article(SOUND + "and it rained " * 100_000),
    ),
    "brackets that never close": ("a.json", lambda: article(SOUND + "(said (" * 100_000)),
    "dots and blanks": ("a.json", lambda: article(SOUND + ". . " * 300_000)),
    "300,000 capitals": ("a.json", lambda: article(SOUND + "Mr A. B. Roe and " * 100_000)),
    "100,000 pronouns": ("a.json", lambda: article(SOUND + "He said she told them. " * 20_000)),
    "20,000 people": (
        "a.json",
        lambda: article("".join(f"It rained, Ada Roe{n}x of Quay said. " for n in range(20_000))),
    ),
    "40,000 dates and numbers": (
        "a.json",
        lambda: article(SOUND + "On 2 March 2026 some 3,400 or 5. " * 20_000),
    ),
}  # fmt: skip


def run(name: str, data: bytes, pipe: Connection) -> None:
    """Take one item through reading, attribution and resolution; send what became of it."""
    from reportedly import pipeline
    from reportedly.errors import InputError
    from reportedly.read.inputs import read_bytes

    began = time.process_time()
    errors: list[InputError] = []
    found = [one for one in read_bytes(data, name)]  # noqa: C416 - an error is an item, too
    articles = [one for one in found if not isinstance(one, InputError)]
    errors += [one for one in found if isinstance(one, InputError)]
    said = pipeline.attribute(articles, on_error=errors.append)
    if articles and said:
        pipeline.resolve_all([one for one in articles if one.id in said], said)
    words = f"{sum(len(list(one)) for one in said.values()):,} attributions" if said else "nothing"
    if errors:
        words = type(errors[0]).__name__
    pipe.send(Outcome(words, time.process_time() - began, peak()))


def peak() -> float:
    """Return the most memory that this process held, in MB; `ru_maxrss` has the parent's, too."""
    status = Path("/proc/self/status").read_text("utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def tried(name: str, data: bytes) -> Outcome:
    """Return what becomes of an item, in a process of its own."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process: Any = context.Process(target=run, args=(name, data, theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        if ours.poll(END):
            found: Outcome = ours.recv()
            return found
        return Outcome(f"ended after {END:g} s", END, 0.0)
    except EOFError:
        return Outcome("the process died", 0.0, 0.0)
    finally:
        process.kill()
        process.join()


def main() -> None:
    """Try each item, or those whose name holds the words given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", nargs="*")
    words = parser.parse_args().words
    print(f"{'item':36} {'MB':>7} {'outcome':>22} {'CPU s':>7} {'peak MB':>8}")
    for title, (name, made) in ITEMS.items():
        if words and not any(word in title for word in words):
            continue
        data = made()
        found = tried(name, data)
        size = len(data) / 1e6
        print(
            f"{title:36} {size:7.2f} {found.words:>22} {found.seconds:7.1f} {found.megabytes:8.0f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
