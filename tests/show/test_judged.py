"""What people decided is visible: in the JSON, and in the explanation with who and when."""

import io
import json
from pathlib import Path

import jsonschema
from rich.console import Console

from reportedly.judge.make import Maker
from reportedly.judgement import Judgement
from reportedly.show.explain import show_explanation
from reportedly.show.explanation import Explainer
from reportedly.show.export_json import trace_json
from reportedly.show.given import Given
from tests.judge.made import CASE, DAM, analysed, dated, told

SCHEMA = json.loads(Path("docs/reference/trace.schema.json").read_text("utf-8"))
ARTICLES, RESOLUTION = told()
BEFORE = analysed(ARTICLES, RESOLUTION)


def explained(*judgements, of=(ARTICLES, RESOLUTION)):
    """Return the JSON of the first claim after judgements, and its explanation in words."""
    made = [dated(judgement, second) for second, judgement in enumerate(judgements)]
    document = json.loads(trace_json(analysed(*of, made)))
    jsonschema.validate(document, SCHEMA)
    given = Given(document, "trace.json", "")
    out = io.StringIO()
    claim = Explainer(given).claim(next(iter(given.rows("claims"))), 1)
    show_explanation(claim, Console(file=out, width=200), None)
    return document["claims"][0], out.getvalue()


def edge_of(article):
    """Return the edge of an article in the first claim."""
    return next(e for e in BEFORE.claims[0].derivations if e.downstream[0] == article)


def test_nothing_judged_nothing_shown():
    """Where nobody rejected anything there is no word of it."""
    claim, text = explained()
    assert "rejected" not in claim
    assert "Rejected" not in text


def test_a_rejected_edge_is_shown_as_such():
    """It is no step upstream any more, and listed with who rejected it, when and why."""
    claim, text = explained(Maker(BEFORE, "Ann", "I asked.").step(edge_of("c"), "reject"))
    (row,) = claim["rejected"]["edges"]
    assert claim["appearances"][row["downstream"]]["article"] == "c"
    assert row["edge"]["confidence"] == 0
    assert "Rejected by people  1" in text
    assert "rejected by a person: Ann, 2026-03-01 10:00 UTC: I asked." in text


def test_a_confirmed_edge_says_who():
    """It is certain, with the person as the reason and what the program thought before."""
    _, text = explained(Maker(BEFORE, "Ann").step(edge_of("c"), "confirm"))
    assert "confirmed by a person: Ann, 2026-03-01 10:00 UTC (before: " in text


def test_joined_statements_say_who():
    """Why it is one claim: because a person said so."""
    _, text = explained(Maker(BEFORE, "Ann").same([("a", 0), ("d", 0)]))
    assert "a person says that both are one claim: Ann" in text


def test_a_rejected_finding_is_kept_apart():
    """It is no finding any more, and is listed with who rejected it; a confirmed one is certain."""
    page = {"outlet": "A", "published": "2024-09-17", "says": [{"content": DAM, "by": "x"}]}
    of = told(CASE | {"articles": {"a": page}})
    (claim,) = analysed(*of).claims
    (finding,) = claim.findings
    maker = Maker(analysed(*of), "Ann")
    row, text = explained(maker.finding(finding, "reject"), of=of)
    assert (len(row["findings"]), len(row["rejected"]["findings"])) == (0, 1)
    assert "rejected by a person: Ann" in text
    row, text = explained(maker.finding(finding, "confirm"), of=of)
    assert (row["findings"][0]["confidence"], "rejected" in row) == (1, False)
    assert "confirmed by a person: Ann" in text


def test_a_confirmed_finding_stays_when_the_rule_loses_it():
    """A finding that a person confirmed is shown although nothing finds it, with its words."""
    lost = Judgement(
        who="Ann", when="", kind="finding", finding="source-dropped", words="It drops Ada Birch.",
        places=(Maker(BEFORE, "Ann").place(("a", 0)), Maker(BEFORE, "Ann").place(("b", 0))),
    )  # fmt: skip
    row, text = explained(lost)
    assert row["findings"][-1]["words"] == "It drops Ada Birch."
    assert "It drops Ada Birch." in text
