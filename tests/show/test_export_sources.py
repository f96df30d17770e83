"""Who is quoted, as CSV and as JSON lines."""

import csv
import io
import json
from dataclasses import replace

import pytest

from reportedly.resolve.outlets.table import Outlet, OutletTable
from reportedly.show.export_sources import COLUMNS, source_lines, sources_csv
from reportedly.show.ownership import Ownership
from reportedly.show.quoted import diversity
from reportedly.show.safe import cell
from tests.show.hostile import hostile_trace
from tests.show.story import load, trace

OWNERS = Ownership(
    OutletTable((Outlet(name="Radio Nine", domain="radio9.example", owner="Alder"),))
)


def table(story):
    """Return the rows of the CSV, as a program reads them."""
    counted = diversity(story.articles, story.resolution)
    return list(csv.DictReader(io.StringIO(sources_csv(counted, story.resolution, OWNERS))))


def test_a_row_has_every_column():
    """One row a source, in order of words, with all that is known of it."""
    rows = table(trace())
    assert [*rows[0]] == list(COLUMNS)
    first = rows[0]
    assert first["name"] == "an engineer who asked not to be named"
    assert (first["naming"], first["heard_by"]) == ("anonymous", "Vesper Wire")
    assert (first["articles"], first["attributions"], first["words"]) == ("7", "8", "102")
    assert int(first["direct"]) + int(first["indirect"]) + int(first["mixed"]) == 8
    radio = next(row for row in rows if row["name"] == "Radio Nine")
    assert (radio["owner"], radio["group"]) == ("Alder", "alder")
    assert sum(float(row["share"]) for row in rows) == pytest.approx(1, abs=0.001)


def test_json_lines_say_the_same():
    """One object a source; ids of articles, other names as a list, unknown as null."""
    story = trace()
    counted = diversity(story.articles, story.resolution)
    lines = [json.loads(line) for line in source_lines(counted, story.resolution, OWNERS)]
    assert [line["name"] for line in lines] == [row["name"] for row in table(story)]
    assert lines[0]["affiliation"] is None
    assert lines[0]["articles"] == sorted(lines[0]["articles"])
    assert [*lines[0]] == list(COLUMNS)


def test_why_a_source_is_not_named_goes_along():
    """How much its description tells, and the reason, are columns."""
    story = trace()
    sources = dict(story.resolution.sources)
    reason = "because he feared for his post"
    sources["engineer"] = replace(sources["engineer"], specificity="role", anonymity_reason=reason)
    other = replace(story, resolution=replace(story.resolution, sources=sources))
    assert (table(other)[0]["specificity"], table(other)[0]["anonymity_reason"]) == ("role", reason)


@pytest.mark.parametrize("case", load("cells.jsonl"), ids=lambda case: case["label"])
def test_no_spreadsheet_runs_a_name(case):
    """What begins a formula, in any disguise, is marked as text; other text is not touched."""
    assert cell(case["text"]) == case["cell"]
    rows = table(hostile_trace(case["text"]))
    assert rows[0]["name"] == case["cell"]


@pytest.mark.parametrize("case", load("hostile.jsonl"), ids=lambda case: case["label"])
def test_hostile_names_break_no_row(case):
    """Controls and line ends do not reach the CSV, and every line of JSON is whole."""
    story = hostile_trace(case["text"])
    counted = diversity(story.articles, story.resolution)
    text = sources_csv(counted, story.resolution, OWNERS)
    assert not set(text) & set("\x00\x07\x08\x1b\x9b\r\u202e\u2066\u2069\uffff\ud800")
    assert len(text.splitlines()) == 1 + len(counted.sources)
    for line in source_lines(counted, story.resolution, OWNERS):
        assert json.loads(line)["kind"] == "anonymous"
