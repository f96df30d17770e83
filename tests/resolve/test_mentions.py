"""Who is meant, of which kind, through whose hands (cases/mentions.jsonl)."""

import json
from pathlib import Path

import pytest

from reportedly.records import Attribution, Resolution
from reportedly.resolve.outlets.table import OutletTable
from reportedly.resolve.resolution import resolve
from tests.factories import article, attribution

LINES = Path(__file__).with_name("cases").joinpath("mentions.jsonl").read_text("utf-8")


def cases():
    for case in map(json.loads, LINES.splitlines()):
        why = case.get("fails", "")
        limit = pytest.mark.xfail(bool(why), reason=why, strict=True)
        yield pytest.param(case, id=case["label"], marks=limit)


def resolved(case) -> Resolution:
    art = article(case["text"], outlet="Quay Daily", published="2024-09-17")
    parents = case.get("parents", [None] * len(case["said"]))
    said: list[Attribution] = []
    for (source, cue, content, *addressee), parent in zip(case["said"], parents, strict=True):
        heard = addressee[0] if addressee else ""
        form = "direct" if content.startswith("“") else "indirect"
        said.append(
            attribution(art, source, cue, content, addressee=heard, parent=parent, form=form)
        )
    return resolve([art], {"a": said}, OutletTable.shipped())


@pytest.mark.parametrize("case", list(cases()))
def test_mention(case):
    """Each source is the one that a reader would name, with its kind and its hands."""
    found = resolved(case)
    for appearance, expected in zip(found.appearances, case["expect"], strict=True):
        sources = [found.sources[id] for id in appearance.sources]
        if not expected:
            assert not sources
            continue
        name, kind, *relays = expected
        assert " + ".join(source.name for source in sources) == name
        assert sources[0].kind == kind
        assert [found.sources[id].name for id in appearance.relays] == relays
    last = found.appearances[-1].sources
    if "group" in case:
        assert found.sources[last[0]].group == case["group"]
    if "affiliation" in case:
        assert found.sources[last[0]].affiliation == case["affiliation"]
    if case.get("distinct"):
        assert found.appearances[0].sources != last
