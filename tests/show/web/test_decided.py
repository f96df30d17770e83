"""What people decided stands where it belongs: struck through, said by whom, with a way back."""

from dataclasses import replace

import pytest

from reportedly.judge.make import Maker
from reportedly.records import Reason
from reportedly.show.web.desk import Desk
from tests.show.story import trace
from tests.show.web.serving import kept, serving, showing
from tests.show.web.test_judging import fields

WHEN = "2026-03-01T09:30:00.000000Z"
BY = 'rejected by <span dir="auto">Ann &lt;b&gt;, 2026-03-01 09:30 UTC: Asked.</span>'


@pytest.fixture(scope="module")
def decided(tmp_path_factory):
    """The story after Ann rejected the first finding and the first edge of its first claim."""
    story = trace()
    first = story.claims[0]
    maker = Maker(story, "Ann <b>", "Asked.")
    finding, edge = first.findings[0], first.derivations[0]
    source = edge.source
    made = [
        maker.finding(finding, "reject"),
        maker.step(edge, "reject"),
        maker.apart([first.claim.appearances[0].key], [first.claim.appearances[1].key]),
        maker.alias(maker.hand(source), maker.hand(first.derivations[-1].source)),
    ]
    made = [replace(one, when=WHEN, number=i) for i, one in enumerate(made, 1)]
    because = Reason("person-rejected", 0.0, "at most", made[0].by)
    after = replace(
        first,
        findings=first.findings[1:],
        derivations=first.derivations[1:],
        rejected_findings=(replace(finding, reasons=(because,)),),
        rejected_edges=(replace(edge, reasons=(because,)),),
    )
    shown = replace(story, claims=(after, *story.claims[1:]))
    folder = tmp_path_factory.mktemp("decided")
    with serving(showing(shown, folder / "c", made)) as site:
        yield site, after, source


def test_rejected_stands_in_place(decided):
    """A rejected finding and a rejected step are struck through, with who, when and Undo."""
    site, after, _ = decided
    page = site.get("/claim", id=after.claim.id).text
    assert page.count(BY) == 2
    assert 'id="c1-rf1"' in page
    assert 'id="c1-rs1"' in page
    assert page.count("<s>") == 2
    assert page.count(">Undo<") == 2
    assert "is another claim" in page, "what was decided about a statement is said, too"


@pytest.mark.parametrize(("about", "number"), [("rejected-finding", 1), ("rejected-step", 2)])
def test_undo_is_about_the_judgement_behind_it(decided, about, number):
    """The form takes back the one judgement by which the thing was rejected."""
    site, after, _ = decided
    page = site.get("/judge", about=about, claim=after.claim.id, n=1).text
    assert f"Take back judgement {number}" in page
    assert fields(page)["about"] == about
    assert site.get("/judge", about=about, claim=after.claim.id, n=2).status == 404


def test_findings_have_places(decided):
    """Each finding has a place of its own, and a link to it."""
    site, after, _ = decided
    page = site.get("/claim", id=after.claim.id).text
    for number in range(1, len(after.findings) + 1):
        assert f'id="c1-f{number}"' in page
        assert f"/claim?id={after.claim.id}#c1-f{number}" in page


def test_alias_stands_on_the_page_of_the_source(decided):
    """Who was said to be the same as a source is said on its page."""
    site, _, source = decided
    page = site.get("/source", id=source).text
    assert "Decided by people" in page
    assert "Take back" in page


def test_now_says_which_analysis_is_shown(decided):
    """What an open page asks: the revision, the same as the pages say of themselves."""
    site, after, _ = decided
    made = site.get("/now").json()["made"]
    assert f'data-made="{made}"' in site.get("/claim", id=after.claim.id).text


def test_what_nobody_says_is_taken_back_where_it_was_rejected(tmp_path):
    """A rejected one stands struck through by its claim and in its article, with a way back."""
    story = trace()
    key = story.claims[0].claim.appearances[1].key
    with serving(Desk(kept(story, tmp_path / "c"))) as site:
        traced = site.desk.traced()
        opened = site.get("/judge", part=1, about="appearance", claim=story.claims[0].claim.id, n=2)
        answer = site.form("/judge", **fields(opened.text), do="wrong", who="Ann")
        assert "unsaid" in answer.headers["location"]
        assert site.desk.worker.wait(60)
        (made,) = site.desk.collection.judgements()
        assert made.others, "it says with which statements it stood"
        page = site.get("/article", id=key[0]).text
        assert "Nobody says this" in page
        assert "Take back" in page
        number = site.desk.traced().claim_of[
            next(a.key for a in traced.claim(1).claim.appearances if a.key != key)
        ]
        claim = site.desk.traced().places.claims[number - 1]
        assert "Nobody says this" in site.get("/claim", id=claim).text
        back = site.form("/judgements/undo", number="1", who="Ann", article=key[0])
        assert back.headers["location"].startswith("/article?id=")
        assert "Nobody says this" not in site.get("/article", id=key[0]).text
