"""Outlets called as words and people are: when they are meant (cases/outlet_names.jsonl)."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from reportedly.resolve.outlets.table import Outlet, OutletTable
from reportedly.resolve.resolution import resolve
from tests.factories import article, attribution, span

LINES = (
    Path(__file__).parents[1].joinpath("cases").joinpath("outlet_names.jsonl").read_text("utf-8")
)
TABLE = OutletTable.shipped().extended(
    [
        Outlet(name="The Source", aliases=("Source Magazine",), kind="magazine"),
        Outlet(name="Will", kind="magazine"),
        Outlet(name="May", kind="magazine"),
        Outlet(name="Patch", domain="patch.example"),
    ]
)


def cases():
    for case in map(json.loads, LINES.splitlines()):
        why = case.get("fails", "")
        limit = pytest.mark.xfail(bool(why), reason=why, strict=True)
        yield pytest.param(case, id=case["label"], marks=limit)


@pytest.mark.parametrize("case", list(cases()))
def test_ordinary_words_are_no_outlets(case):
    """A word that is the name of an outlet as well is the word, unless something tells."""
    art = article(case["text"], outlet="Quay Daily")
    source = case.get("source", "Ada Roe")
    last = case["text"].rstrip(".").rsplit(" ", 1)[-1]
    said = attribution(art, source, content=last)
    said = replace(said, source=(span(art.text, source, case.get("nth", 0)),))
    found = resolve([art], {"a": [said]}, TABLE)
    meant = {
        s.name for s in found.sources.values() if s.kind == "outlet" and s.name != "Quay Daily"
    }
    assert meant == set(case.get("is", ()))
    assert not meant & set(case.get("not", ()))


@pytest.mark.parametrize("name", ["The Source", "Will", "May", "Patch"])
def test_a_page_may_call_itself_so(name):
    """What a page gives as its own name is no word of a text."""
    found = TABLE.find(name)
    assert found is not None
    assert found.name == name
    assert not TABLE.named(name)
    assert TABLE.at("patch.example/a") is TABLE.find("Patch")
