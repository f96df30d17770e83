"""Form, hedge and nesting, on cases (cases/hedges.jsonl)."""

import json
from pathlib import Path

import pytest

from reportedly.attribute.form import form_of, hedge_of, parents
from tests.factories import article, attribution, span

LINES = Path(__file__).with_name("cases").joinpath("hedges.jsonl").read_text("utf-8")
CASES = [json.loads(line) for line in LINES.splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["sentence"][:40])
def test_hedge(case: dict[str, str]) -> None:
    """A sentence's hedge is the one labelled."""
    got = hedge_of(case["cue"], case["content"], case["sentence"], own_voice=not case["cue"])
    assert got == case["hedge"]


@pytest.mark.parametrize(
    ("text", "content", "form"),
    [
        ("“We will stay,” she said.", "“We will stay,”", "direct"),
        ("She said they would “stay for ever”.", "they would “stay for ever”", "mixed"),
        ("She said they would stay.", "they would stay", "indirect"),
        ('"We will stay," she said.', "We will stay", "direct"),
        (
            "She said the film “Rain at Noon” was cut.",
            "the film “Rain at Noon” was cut",
            "indirect",
        ),
        ("She called the U.S. plan “a mess”.", "the U.S. plan “a mess”", "mixed"),
    ],
)
def test_form(text: str, content: str, form: str) -> None:
    """A content is direct inside quotation marks, mixed if they hold a part that is no title."""
    assert form_of((span(text, content),), text) == form


def test_parent_is_the_smallest_enclosing_content() -> None:
    """Three voices inside each other make a chain of parents."""
    art = article("Ann said that Bob claimed that Cy wrote that it rained.")
    found = [
        attribution(art, "Ann", "said", "that Bob claimed that Cy wrote that it rained"),
        attribution(art, "Bob", "claimed", "that Cy wrote that it rained"),
        attribution(art, "Cy", "wrote", "that it rained"),
    ]
    assert parents(found) == [None, 0, 1]
    assert parents(found[::-1]) == [1, 2, None]
