"""What is fuzzed: every reader of what others wrote, and every format that goes out.

A target takes bytes and ends: well, or with a typed error. Anything else is a finding. The
checks of each run and the fuzzer that is guided by coverage (`guided.py`) try the same targets.
"""

import contextlib
import json
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import cycle
from pathlib import Path

from reportedly.errors import InputError, ReportedlyError
from reportedly.records import Article, Moment, Trace
from tests.fuzz.damage import seeds

SECONDS = 20.0  # of the CPU, for one input; a hang is a failure
ADDRESS = "https://quay.example/feed"
NAMES = {
    "html": "a.html", "pdf": "a.pdf", "text": "a.txt", "json": "a.json", "ninjs": "a.json",
    "lines": "a.jsonl", "warc": "a.warc", "warc-gz": "a.warc.gz",
}  # fmt: skip
PARTED = "\x1e"  # between the pieces of an exporter's input


def read(data: bytes, name: str) -> None:
    """Read bytes as `read_bytes` does, but let faults of ours and of libraries through."""
    from reportedly.read.contents import _READERS, DEFAULT
    from reportedly.read.kinds import kind_of

    if not data:
        return
    for item in _READERS[kind_of(data, name)](data, name, DEFAULT):
        assert isinstance(item, Article | InputError)
        if isinstance(item, Article):
            assert item.text.strip()
            item.text.encode("utf-8")  # no half characters
            for link in item.links:
                assert 0 <= link.span.start < link.span.end <= len(item.text)


def _reader(kind: str) -> Callable[[bytes], None]:
    return lambda data: read(data, NAMES[kind])


def feed(data: bytes) -> None:
    """Feeds and sitemaps: each entry has an address that can be asked."""
    from reportedly.read.fetch.feeds import read_feed

    for entry in read_feed(data, ADDRESS).entries:
        assert isinstance(entry.url, str)
        entry.title.encode("utf-8")


@contextlib.contextmanager
def _file(data: bytes, ending: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"given{ending}")
        path.write_bytes(data)
        yield path


@cache
def _outlets():
    from reportedly.resolve.outlets.table import OutletTable

    return OutletTable.shipped()


def outlets(data: bytes) -> None:
    """Tables of outlets and owners, in TOML."""
    with _file(data, ".toml") as path:
        _outlets().with_overrides(path)


def table(data: bytes) -> None:
    """The same, in CSV."""
    with _file(data, ".csv") as path:
        _outlets().with_overrides(path)


def judgements(data: bytes) -> None:
    """What people decided; what is taken is written as it was."""
    from reportedly.judge.exchange import lines, parse

    found = list(parse(data.decode("utf-8", "replace"), "mine.jsonl"))
    assert list(parse("\n".join(lines(found)), "again.jsonl")) == found


def explained(data: bytes) -> None:
    """A trace as data, explained claim by claim."""
    from reportedly.show.explanation import Explainer
    from reportedly.show.given import load

    with _file(data, ".json") as path:
        document = load(str(path))
        for number, claim in enumerate(document.rows("claims"), 1):
            Explainer(document).claim(claim, number)


def woven(data: bytes) -> Trace:
    """Return the story's trace with pieces of the input in every field that others write."""
    from tests.show.hostile import hostile_trace
    from tests.show.story import trace

    text = data.decode("utf-8", "replace").replace("\ufffd", "?")
    if text.startswith(PARTED):  # the same words everywhere, ids and places too
        words = text.strip(PARTED)[:200]
        return hostile_trace(words if words.strip() else "x")
    pieces = cycle(text.split(PARTED))
    of = trace()
    arts = tuple(
        replace(
            art, title=next(pieces), outlet=next(pieces), url=next(pieces), byline=next(pieces),
            language=next(pieces) or None, published=_moment(next(pieces)), path=next(pieces),
        )
        for art in of.articles
    )  # fmt: skip
    sources = {
        id: replace(one, name=next(pieces), affiliation=next(pieces), names=(next(pieces),))
        for id, one in of.resolution.sources.items()
    }
    claims = tuple(
        replace(
            one,
            claim=replace(one.claim, text=next(pieces)),
            independence=replace(one.independence, sentence=next(pieces)),
            findings=tuple(replace(found, words=next(pieces)) for found in one.findings),
        )
        for one in of.claims
    )
    return replace(
        of, articles=arts, claims=claims, resolution=replace(of.resolution, sources=sources)
    )


def _moment(value: str) -> Moment | None:
    """Return a date as a reader gives it, or none: readers make no others."""
    from reportedly.read.dates import parse_date

    return parse_date(value)


def _exporter(name: str) -> Callable[[bytes], None]:
    def export(data: bytes) -> None:
        from tests.show.export.test_formats import CHECKS

        CHECKS[name](woven(data))

    return export


def report(data: bytes) -> None:
    """The report and the trace's own JSON: one page that loads nothing, and valid JSON."""
    from reportedly.show.export_json import trace_json
    from reportedly.show.report import report_html

    of = woven(data)
    json.loads(trace_json(of))
    report_html(of)


def woven_seeds() -> tuple[bytes, ...]:
    """Return inputs of an exporter: plain words, and some that formats trip over."""
    plain = PARTED.join(("Dam cracks", "Quay Post", "https://quay.example/1", "Ada Roe", "en"))
    dated = PARTED.join(("a", "2026-03-09T10:00Z", "https://x.example/?q=a b", "2026-03", ""))
    odd = PARTED.join(('<b>&"', "=1+1", "javascript:alert(1)", "\u202etxt", "\x00\x0b", "a\nb\tc"))
    same = f"{PARTED}words & <more>"
    return tuple(text.encode() for text in (plain, dated, odd, same))


FORMATS = "prov annotations claimreview stix ftm ninjs graphml csv parquet brat".split()
READERS: dict[str, Callable[[bytes], None]] = {
    **{kind: _reader(kind) for kind in NAMES},
    "feed": feed, "outlets": outlets, "table": table, "judgements": judgements, "trace": explained,
}  # fmt: skip
EXPORTERS: dict[str, Callable[[bytes], None]] = {
    **{f"to-{name}": _exporter(name) for name in FORMATS},
    "to-report": report,
}
TARGETS = READERS | EXPORTERS
EXPECTED = (ReportedlyError,)  # what a target may raise


def seeds_of(target: str) -> tuple[bytes, ...]:
    """Return sound inputs of a target."""
    return woven_seeds() if target in EXPORTERS else seeds(target)
