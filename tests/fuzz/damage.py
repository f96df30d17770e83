"""Sound files that get damaged: what to begin with, and the ways in which it goes wrong."""

import json
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from reportedly.judge.exchange import lines
from reportedly.judgement import JUDGEMENT_KINDS, Hand, Judgement, Place, digest
from reportedly.records import Span
from tests.read.fetch.test_feeds import ATOM, INDEX, JSON, NEWS, RSS
from tests.read.test_ninjs import FIRST, THIRD
from tests.read.test_warc import RECORDS
from tests.read.warcs import archive

ROOT = Path(__file__).parents[2]
STORY = ROOT / "examples/story"
MOST = 60_000  # bytes of a seed: enough to damage, small enough to read often
# What each grammar cares about, whatever the file.
TOKENS = (
    b"<", b">", b"</p>", b"<p>", b"<article>", b"<!--", b"-->", b"<![CDATA[", b"<script>",
    b"<table>", b"<svg>", b"<div>" * 300, b"<b><i>" * 200, b"&#0;", b"&#x110000;", b"&amp;" * 50,
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\n\n", b"{", b"}", b"[" * 500, b'{"a":' * 300,
    b'"', b"\\u0000", b"\\ud800", b"null", b"NaN", b"1e999", b"-1", b"99999999999999999999",
    b"2026-02-30", b"0001-01-01T00:00:00+23:59", b"9999-12-31", b"obj", b"endobj", b"stream",
    b"/Kids [1 0 R]", b"/Length -1", b"xref", b"trailer", b"WARC/1.0\r\n",
    b"Content-Length: 9999999", b"Content-Length: -1", b"\x1f\x8b\x08", b"[[outlet]]", b"name = ",
    b",,,,", b'""""', b"\xe2\x80\xae", "\N{LATIN SMALL LETTER A WITH DIAERESIS}".encode("utf-16"),
)  # fmt: skip


@cache
def seeds(kind: str) -> tuple[bytes, ...]:
    """Return sound files of a kind."""
    if kind == "feed":
        return RSS, ATOM, JSON, NEWS, INDEX
    if kind == "warc":
        return (b"".join(RECORDS),)
    if kind == "warc-gz":
        return (archive(RECORDS),)
    if kind == "ninjs":
        return (json.dumps(THIRD).encode(), json.dumps(FIRST).encode())
    if kind == "judgements":
        return ("\n".join(lines(_decided())).encode(),)
    if kind == "trace":
        return (_trace(),)
    if kind == "outlets":
        return (ROOT.joinpath("examples/outlets.toml").read_bytes(),)
    if kind == "table":
        return (b"name,domains,kind,owner\nQuay Post,quay.example,newspaper,Ada Roe\n",)
    ending = {"text": "txt", "lines": "jsonl"}.get(kind, kind)
    return tuple(file.read_bytes()[:MOST] for file in sorted(STORY.glob(f"*.{ending}")))


def _decided() -> list[Judgement]:
    """Return a judgement of each kind."""
    place = Place(article="a", spans=(Span(0, 4),), words="Rain", digest=digest("Rain"))
    hand = Hand(name="Ada Roe", kind="person", id="", place=place)
    return [
        Judgement(
            who="Ann", when="2026-03-02T10:00:00.000001Z", kind=kind, places=(place, place),
            others=(place,), hands=(hand, hand), verdict="confirm", relation="copied",
            finding="number-drift", words="", grade="B", note="n", undoes="0" * 24,
        )
        for kind in JUDGEMENT_KINDS
    ]  # fmt: skip


def _trace() -> bytes:
    """Return the trace of a few articles, as data."""
    from reportedly import read, trace
    from reportedly.show.export_json import trace_json

    articles = read(*(STORY / name for name in ("herald.json", "wayfarer.json", "morningtide.txt")))
    return trace_json(trace(articles)).encode()


@st.composite
def damaged(draw: st.DrawFn, kind: str) -> bytes:
    """Return a sound file after up to six accidents."""
    data = draw(st.sampled_from(seeds(kind)))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(data)))
        size = draw(st.integers(0, 2000))
        how = draw(st.sampled_from("overwrite insert cut drop twice swap flip many".split()))
        part = data[at : at + size]
        if how == "overwrite":
            token = draw(st.sampled_from(TOKENS) | st.binary(max_size=20))
            data = data[:at] + token + data[at + len(token) :]
        elif how == "insert":
            data = data[:at] + draw(st.sampled_from(TOKENS)) + data[at:]
        elif how == "cut":
            data = data[:at]
        elif how == "drop":
            data = data[:at] + data[at + size :]
        elif how == "twice":
            data = data[: at + size] + part + data[at + size :]
        elif how == "swap":
            to = draw(st.integers(0, len(data)))
            rest = data[:at] + data[at + size :]
            data = rest[:to] + part + rest[to:]
        elif how == "flip" and at < len(data):
            data = data[:at] + bytes([data[at] ^ draw(st.integers(1, 255))]) + data[at + 1 :]
        elif how == "many":
            data = data[:at] + part[:200] * draw(st.integers(2, 200)) + data[at:]
    return data
