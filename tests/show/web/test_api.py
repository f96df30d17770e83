"""The API: what the pages show, as data, and what its description promises."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from reportedly.show.export_json import trace_object
from reportedly.show.web.desk import Desk
from tests.show.story import trace
from tests.show.web.serving import kept, serving

BIN = Path(sys.executable).parent


def test_claims_are_those_of_the_page(site):
    """The list of claims has the order, counts and filters of the story's page."""
    found = site.get("/api/claims", all=1).json()
    assert [row["id"] for row in found["claims"]] == [c.claim.id for c in trace().claims]
    one = site.get("/api/claims", q="spillway").json()
    assert one["total"] == 1
    assert one["claims"][0]["number"] == 2
    assert site.get("/api/claims", size=1, page=2).json()["pages"] == 2


def test_claim_is_what_the_command_writes(site):
    """One claim comes as `reportedly trace --json` writes it."""
    first = trace().claims[0]
    assert site.get("/api/claim", id=first.claim.id).json()["claims"] == [
        trace_object(trace())["claims"][0]
    ]


def test_article_source_leaning_and_search(site):
    """Articles come with their attributions, sources with their claims; hits can be followed."""
    article = site.get("/api/article", id="vesper").json()
    assert article["attributions"]
    assert article["text"].startswith(article["title"])
    assert site.get("/api/source", id="engineer").json()["claims"]
    assert any(row["up"] == "engineer" for row in site.get("/api/leaning").json())
    hits = site.get("/api/search", q="cracks").json()
    assert {hit["kind"] for hit in hits} >= {"claim", "article"}
    assert site.get("/api/articles").json()["total"] == len(trace().articles)


@pytest.mark.parametrize("path", ["claim?id=x", "article?id=x", "source?id=x", "nothing"])
def test_what_is_not_there_is_404(site, path):
    """What is not there is said in data, too."""
    answer = site.get(f"/api/{path}")
    assert answer.status == 404
    assert answer.json()["detail"]


def test_program_adds_with_the_key(site):
    """A program gets the key from /api/session; without it nothing is taken in."""
    session = site.get("/api/session").json()
    assert session["key"] == site.rules.secret
    assert site.ask("POST", "/api/articles").status == 403
    assert site.ask("POST", "/api/articles", {"X-Reportedly-Key": session["key"]}).status == 422


def test_program_decides(tmp_path):
    """A program sees what can be decided about a thing, decides, and reads what was decided."""
    with serving(Desk(kept(trace(), tmp_path / "c"))) as own:
        about = {"about": "finding", "claim": trace().claims[0].claim.id, "n": 1}
        seen = own.get("/api/judge", **about).json()
        assert [choice["do"] for choice in seen["choices"]] == ["confirm", "reject"]
        sent = {**about, "do": "reject", "of": seen["of"], "who": "Ann", "note": "No."}
        key = {"X-Reportedly-Key": own.rules.secret, "Content-Type": "application/json"}
        wrong = own.ask("POST", "/api/judge", key, json.dumps({**sent, "of": "x"}).encode())
        assert wrong.status == 409
        assert own.ask("POST", "/api/judge", {}, json.dumps(sent).encode()).status == 403
        made = own.ask("POST", "/api/judge", key, json.dumps(sent).encode()).json()
        assert made["number"] == 1
        (row,) = own.get("/api/judgements").json()
        assert (row["id"], row["kind"], row["note"]) == (made["id"], "finding", "No.")


def test_description_fits_the_running_server(site, tmp_path):
    """Schemathesis asks every operation, with good and bad values: nothing breaks or differs."""
    pytest.importorskip("schemathesis", reason="schemathesis is not installed")
    done = subprocess.run(
        [BIN / "schemathesis", "run", f"{site.base}/api/openapi.json", "--max-examples=3",
         "--phases=examples,coverage,fuzzing", "--workers=1", "--seed=7", "--no-color",
         "--header", f"X-Reportedly-Key: {site.rules.secret}",
         "--exclude-checks=unsupported_method,positive_data_acceptance",
         # They would begin work again and again.
         "--exclude-operation-id=add_api_articles_post",
         "--exclude-operation-id=renew_api_renew_post"],
        cwd=tmp_path, capture_output=True, text=True, timeout=180, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
