"""Why: the same explanation in the terminal, the report and as JSON, from the trace's JSON."""

import json
import re

import pytest
from typer.testing import CliRunner

from reportedly.match.features import FEATURES
from reportedly.records import Effect, probability
from reportedly.show import reasons
from reportedly.show.choose import AmbiguousClaim, NoSuchClaim, choose
from reportedly.show.cli import app
from reportedly.show.explanation import EFFECTS, Explainer
from reportedly.show.export_json import trace_json
from reportedly.show.given import Given
from reportedly.show.report import report_html
from reportedly.trace.story import trace
from tests.show.hostile import hostile_trace
from tests.show.story import load
from tests.show.story import trace as dam
from tests.trace.stories import story

CASE = {
    "sources": {
        "x": {"kind": "anonymous", "name": "a harbour pilot", "heard_by": "A"},
        "m": {"kind": "government", "name": "Transport Ministry"},
    },
    "articles": {
        "a": {
            "outlet": "A",
            "published": "2024-09-17T09:00Z",
            "says": [{"content": "About 250 engineers came to the old quay at night", "by": "x",
                      "to": "A", "hedge": "alleged"}],
        },
        "b": {
            "outlet": "B",
            "published": "2024-09-17T15:00Z",
            "says": [{"content": "About 250 engineers came to the old quay at night"}],
        },
        "c": {
            "outlet": "C",
            "published": "2024-09-18",
            "says": [{"content": "More than 400 engineers came to the quay", "by": "m"}],
        },
        "d": {"outlet": "D", "says": [{"content": "Engineers came to the quay"}]},
    },
    "copies": [["a", "b"]],
}  # fmt: skip


def traced():
    """Return a small story, traced by the program itself."""
    return trace(*story(CASE))


def run(*words, **options):
    """Run the command line in this process."""
    done = CliRunner().invoke(app, ["explain", *map(str, words)], **options)
    assert "Traceback" not in done.output
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done


@pytest.fixture
def file(tmp_path):
    """Return the story's trace as a file."""
    path = tmp_path / "trace.json"
    path.write_text(trace_json(traced()), "utf-8")
    return path


def flat(text):
    """Return a text without its line breaks and indents."""
    return " ".join(text.split())


def test_every_edge_number_and_finding_is_explained(file):
    """Probabilities, passages, features with weights, paths, groups and rules are printed."""
    done = run(file, 1)
    assert done.exit_code == 0
    told = flat(done.stdout)
    assert "1 known to be independent; between 1 and 2" in told
    assert "Outlet A ← a harbour pilot" in told
    assert "not named, so it is as good as who heard it: Outlet A" in told
    assert "1 article says nothing of where it comes from: Outlet D" in told
    assert "Outlet B copies Outlet A 0.90" in told
    assert "× 0.90 the other one came out before: 2024-09-17T09:00Z is before" in told
    assert "× 0.95 the article says so: told" in told
    assert "had to hold the statement lies in copied words: 100%" in told
    assert "hedge lost 0.85" in told
    assert "rule stated flatly" not in told.split("Findings")[0]
    assert "≤ 0.85 the most that the rule is trusted" in told


def test_claim_by_number_id_or_words(file):
    """All three name the same claim."""
    found = {run(file, word).stdout for word in ("1", "c1", "ENGINEERS came to the old")}
    assert len(found) == 1


def test_only_the_edges_between_two_hands(file):
    """--edge shows the steps between two hands, in either order, and names those that there are."""
    told = flat(run(file, 1, "--edge", "Outlet B", "outlet a").stdout)
    assert "Outlet B copies Outlet A" in told
    assert "Transport Ministry" not in told
    assert flat(run(file, 1, "--edge", "a", "b").stdout) == told
    done = run(file, 1, "--edge", "Outlet B", "Outlet D")
    assert done.exit_code == 2
    assert "no step leads from Outlet B to Outlet D" in done.stderr
    assert "Outlet C names Transport Ministry" in done.stderr


def test_json_says_what_the_terminal_says(file, tmp_path):
    """--json holds every step with its reasons, which make its probability."""
    out = json.loads(run(file, 1, "--json", "-").stdout)
    assert (out["known"], out["high"], out["unknown"]) == (1, 2, 1)
    for step in out["steps"]:
        found = [Given(each, "", "") for each in step["reasons"]]
        made = [reason_of(each) for each in found]
        assert step["confidence"] == pytest.approx(probability(made), abs=2e-3)
    why = tmp_path / "why.json"
    assert run(file, 1, "--edge", "b", "a", "--json", why).exit_code == 0
    assert len(json.loads(why.read_text("utf-8"))["steps"]) == 1


def reason_of(row):
    """Return a reason from its JSON."""
    from reportedly.records import Reason

    return Reason(row.text("name"), row.number("value"), row.text("effect"), row.text("seen"))


def test_the_report_opens_to_the_same(file):
    """Each reason, path and rule of the terminal stands on the page, in elements that open."""
    html = report_html(traced())
    page = flat(re.sub("<[^>]+>", " ", html.split("</style>")[1]).replace("&#39;", "'"))
    found = Explainer(document(file)).claim(*reversed(choose(document(file), "1")))
    assert html.count('<details class="why"') >= 1 + len(found.findings)
    for step in found.steps:
        assert f'id="c1-s{step.number}"' in html
        for reason in step.reasons:
            assert reasons.effect_words(reason.effect, reason.value) in page
            assert reasons.reason_words(reason.name) in page
            assert flat(reason.seen) in page
    for way in found.ways:
        for path in way.paths:
            assert " ← ".join(path) in page
    for seen in found.findings:
        assert seen.rule[1:] in page


def test_lines_of_the_picture_lead_to_their_explanation():
    """Each line of the chain that rests on a step is a link to it."""
    html = report_html(traced())
    targets = set(re.findall(r'<a href="#(c1-s\d+)"', html))
    assert targets
    assert targets <= set(re.findall(r'id="(c1-s\d+)"', html))


def document(path):
    """Return a file's trace."""
    from reportedly.show.given import load as load_json

    return load_json(str(path))


@pytest.fixture
def several(tmp_path):
    """Return a trace of three claims."""
    path = tmp_path / "dam.json"
    path.write_text(trace_json(dam()), "utf-8")
    return path


def test_ambiguous_words_list_the_candidates(several):
    """The error is typed and lists number, id and words of each that fits."""
    with pytest.raises(AmbiguousClaim) as caught:
        choose(document(several), "ee")
    assert len(caught.value.candidates) == 2
    done = run(several, "ee")
    assert done.exit_code == 2
    assert done.stdout == ""
    lines = done.stderr.splitlines()
    assert lines[0].endswith("“ee” may be 2 claims; give its number, its id or more of its words")
    assert lines[1].startswith("reportedly: 1 c1 “about 40 cracks")


@pytest.mark.parametrize("wanted", ["99", "nobody said this", "", "   ", "\x1b[31m", "-1"])
def test_no_such_claim_lists_what_there_is(several, wanted):
    """What fits nothing is an error that names the claims there are."""
    with pytest.raises(NoSuchClaim) as caught:
        choose(document(several), wanted)
    assert len(caught.value.candidates) == 3
    done = run(several, "--", wanted)
    assert done.exit_code == 2
    assert "\x1b" not in done.output


GOOD = json.loads(trace_json(traced()))
CLAIM = GOOD["claims"][0]


def broken(**fields):
    """Return the trace with other fields in its first claim."""
    return {**GOOD, "claims": [{**CLAIM, **fields}, *GOOD["claims"][1:]]}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "it is empty"),
        (b"  \n", "it is empty"),
        (b"{", "no JSON"),
        (b"\xff\xfe\x00", "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b'{"schema": NaN}', "NaN is no number"),
        (b"9" * 5000, "no JSON"),
        (b"[1, 2]", "a list"),
        (b"7", "a single value"),
        (b"{}", "schema is not"),
        (b'{"type": "FeatureCollection"}', "schema is not"),
        (b'{"schema": "reportedly/trace/2", "claims": []}', "schema is not"),
        (b'{"schema": "reportedly/trace/1"}', "claims is missing"),
        (b'{"schema": "reportedly/trace/1", "claims": []}', "it holds no claim"),
        (b'{"schema": "reportedly/trace/1", "claims": [7]}', "claims[0] is no object"),
        (GOOD | {"sources": None}, "sources is no list"),
        (GOOD | {"articles": [{"id": 7}]}, "articles[0]"),
        (broken(text=None), "claims[0].text is no string"),
        (broken(ties=[{"appearances": [0, 99], "confidence": 1, "reasons": []}]), "ties[0]"),
        (broken(independent_origins={}), "independent_origins.sentence is missing"),
        (broken(findings=[{"kind": "lie"}]), "findings[0].kind is none of"),
        (broken(appearances=[{"article": "a", "quote": "q"}]), "appearances[0].quote is no object"),
    ],
)
def test_what_is_no_trace_is_a_typed_error(tmp_path, data, message):
    """Malformed, foreign and cut files are told in a line that says where, and end with 2."""
    path = tmp_path / "x.json"
    path.write_bytes(data if isinstance(data, bytes) else json.dumps(data).encode())
    done = run(path, 1)
    assert done.exit_code == 2
    assert message in done.stderr
    assert str(path) in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("field", "value"), [("confidence", 7), ("confidence", True), ("confidence", 10**400)]
)
def test_numbers_out_of_bounds(tmp_path, field, value):
    """A probability is a number from 0 to 1, whatever the file says."""
    edge = CLAIM["appearances"][0]["upstream"][0] | {field: value}
    rows = [CLAIM["appearances"][0] | {"upstream": [edge]}, *CLAIM["appearances"][1:]]
    path = tmp_path / "x.json"
    path.write_text(json.dumps(broken(appearances=rows)), "utf-8")
    done = run(path, 1)
    assert done.exit_code == 2
    assert f"upstream[0].{field} is n" in done.stderr


def test_missing_and_too_large_files(tmp_path, monkeypatch):
    """A missing file and one beyond the bound are told as such."""
    assert "there is no such file" in run(tmp_path / "none.json", 1).stderr
    monkeypatch.setattr("reportedly.show.given.MOST_BYTES", 10)
    path = tmp_path / "x.json"
    path.write_text(json.dumps(GOOD), "utf-8")
    assert "larger than" in run(path, 1).stderr


def test_standard_input(file):
    """- reads the trace from standard input, so that it can be piped from `trace --json -`."""
    assert run("-", 1, input=file.read_bytes()).stdout == run(file, 1).stdout


@pytest.mark.parametrize("case", load("hostile.jsonl"), ids=lambda case: case["label"])
def test_hostile_words_cannot_steer_the_terminal(case, tmp_path):
    """Controls, escapes and direction overrides of the file do not reach the terminal."""
    path = tmp_path / "t.json"
    data = trace_json(hostile_trace(case["text"])).encode("utf-8", "backslashreplace")
    path.write_bytes(data)
    for words in ((path, 1), (path, "no such words"), (path, 1, "--edge", "q", "q")):
        done = run(*words)
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", done.output)


def test_every_reason_has_plain_words():
    """Each feature of the scorer, and each reason of a story, is in the table of words."""
    assert FEATURES.keys() <= reasons.REASONS.keys()
    found = {
        reason.name
        for claim in traced().claims
        for each in (*claim.derivations, *claim.findings)
        for reason in each.reasons
    }
    assert found <= reasons.REASONS.keys()
    assert set(EFFECTS) == set(Effect.__args__)
