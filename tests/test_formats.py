"""The formats are documented field by field, and what goes out can come in again."""

import json
import re
from pathlib import Path

import pytest

import reportedly
from reportedly.records import Article, Link, Moment, Span
from reportedly.show.export_json import article_lines, attribution_lines

REFERENCE = Path(__file__).parents[1] / "docs/reference"
ARTICLE = Article(
    id="quay-7",
    text="Rain at the quay\n\nThe harbour office said that it would rain.",
    url="https://quay.example/7",
    outlet="Quay Post",
    title="Rain at the quay",
    byline="Ida Moss",
    published=Moment("2026-10-13T09:40+03:00", "minute"),
    modified=Moment("2026-10-14", "day"),
    language="en",
    links=(Link(Span(22, 36), "https://harbour.example"),),
)


def documented(heading: str) -> set[str]:
    """Return the names in code marks below a heading of the page of formats."""
    text = (REFERENCE / "formats.md").read_text("utf-8")
    return set(re.findall(r"`(\w+)`", text.split(f"\n## {heading}\n")[1].split("\n## ")[0]))


def properties(schema: object) -> set[str]:
    """Return every property that a JSON schema names, however deep."""
    if isinstance(schema, list):
        return set().union(*map(properties, schema))
    if not isinstance(schema, dict):
        return set()
    own = set(schema["properties"]) if isinstance(schema.get("properties"), dict) else set()
    return own.union(*map(properties, schema.values()))


def test_every_field_of_the_trace_is_documented():
    """The page of formats names what the schema of the trace names."""
    schema = json.loads((REFERENCE / "trace.schema.json").read_text("utf-8"))
    assert properties(schema) <= documented("Trace JSON")


def test_every_field_of_attributions_is_documented():
    """The page of formats names what an attribution line holds."""
    resolution = reportedly.Resolution(sources={}, outlets={}, appearances=())
    attr = reportedly.Attribution(article="quay-7", source=(), cue=(Span(37, 41),), content=())
    (line,) = attribution_lines([ARTICLE], {"quay-7": [attr]}, resolution)
    row = json.loads(line)
    assert row.keys() | row["attributions"][0].keys() <= documented("Attribution JSON lines")


@pytest.mark.parametrize("ending", ["json", "jsonl"])
def test_articles_come_in_as_they_went_out(ending, tmp_path):
    """What `reportedly read --json` writes is read as the same article."""
    path = tmp_path / f"out.{ending}"
    path.write_text("".join(article_lines([ARTICLE])), "utf-8")
    (again,) = reportedly.read(path)
    fields = ("id", "text", "url", "outlet", "title", "byline", "language", "links")
    assert [getattr(again, f) for f in fields] == [getattr(ARTICLE, f) for f in fields]
    assert (again.published.value, again.modified.value) == (
        ARTICLE.published.value,
        ARTICLE.modified.value,
    )


def test_only_text_is_required(tmp_path):
    """An object with a text and nothing else is an article, and its text stays as it stands."""
    text = "  Two spaces before.  "
    path = tmp_path / "bare.json"
    path.write_text(json.dumps({"text": text}), "utf-8")
    (article,) = reportedly.read(path)
    assert article.text == text
