"""People decide: every kind of judgement by the forms, and two people at once."""

import re
from html import unescape
from urllib.parse import urlencode

import pytest

from reportedly.show.web.desk import Desk
from tests.show.story import trace
from tests.show.web.serving import kept, serving


@pytest.fixture
def own(tmp_path):
    """A workbench of its own, in which something may be changed."""
    with serving(Desk(kept(trace(), tmp_path / "collection"))) as site:
        yield site


def fields(html: str) -> dict[str, str]:
    """Return the hidden fields of a form."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', html)
    return {name: unescape(value) for name, value in found}


def decide(site, about: str, do: str, **more: object):
    """Open a form and send it."""
    subject = {name: value for name, value in more.items() if name not in ("who", "note", "other")}
    opened = site.get("/judge", about=about, **subject)
    assert opened.status == 200, opened.text
    filled = {name: str(more[name]) for name in ("who", "note", "other") if name in more}
    return site.form("/judge", **fields(opened.text), do=do, **{"who": "Ann", **filled})


def ids() -> dict:
    """Return what the subjects of judgements are called."""
    return {"claim": trace().claims[0].claim.id, "other": trace().claims[1].claim.id}


SUBJECTS = [
    ("finding", "reject", {"claim": "claim", "n": 1}, "finding"),
    ("finding", "confirm", {"claim": "claim", "n": 2}, "finding"),
    ("step", "reject", {"claim": "claim", "n": 1}, "edge"),
    ("step", "confirm", {"claim": "claim", "n": 2}, "edge"),
    ("step", "other", {"claim": "claim", "n": 1, "other": "Somebody New"}, "edge"),
    ("appearance", "split", {"claim": "claim", "n": 2}, "apart"),
    ("appearance", "wrong", {"claim": "claim", "n": 2}, "attribution"),
    ("claim", "merge", {"claim": "claim", "other": "2"}, "same"),
    ("claim", "split", {"claim": "claim", "other": "2 3"}, "apart"),
    ("claim", "note", {"claim": "claim", "note": "Look again."}, "note"),
    ("statement", "right", {"article": "vesper", "s": 0}, "attribution"),
    ("statement", "speaker", {"article": "vesper", "s": 0, "other": "Ines Kestrel"}, "speaker"),
    ("statement", "nobody", {"article": "vesper", "s": 0}, "speaker"),
    ("source", "alias", {"id": "engineer", "other": "Ines Kestrel"}, "alias"),
    ("source", "different", {"id": "engineer", "other": "Ines Kestrel"}, "different"),
    ("statement", "grade", {"article": "vesper", "s": 0, "other": "2"}, "grade"),
    ("appearance", "grade", {"claim": "claim", "n": 2, "other": "6"}, "grade"),
    ("source", "grade", {"id": "engineer", "other": "B"}, "grade"),
    ("source", "note", {"id": "engineer", "note": "Called."}, "note"),
]


def test_each_kind_is_kept(own, monkeypatch):
    """Every button of every form appends one judgement of its kind, with who and why."""
    # The story by hand stays as it is: what the analysis makes of it has tests of its own.
    shown = own.desk.traced()
    monkeypatch.setattr(Desk, "traced", lambda desk: shown)
    monkeypatch.setattr(Desk, "changed", lambda desk: None)
    for number, (about, do, subject, kind) in enumerate(SUBJECTS, 1):
        given = {key: ids()["claim"] if key == "claim" else value for key, value in subject.items()}
        answer = decide(own, about, do, **{"note": "Why.", **given})
        assert answer.status == 303, (about, do, answer.text)
        assert f"judged={number}" in answer.headers["location"]
        made = own.desk.collection.judgements()[-1]
        assert (made.kind, made.who, len(own.desk.collection.judgements())) == (kind, "Ann", number)
        assert made.note
    listed = own.get("/judgements").text
    assert listed.count("Take back") == len(SUBJECTS)
    assert own.get(answer.headers["location"]).status == 200


def test_a_rejected_finding_is_gone_until_that_is_taken_back(own):
    """A judgement wins over the program; to take it back brings the finding back."""
    collection = own.desk.collection
    first = trace().claims[0]
    assert decide(own, "finding", "reject", claim=first.claim.id, n=1).status == 303
    assert own.desk.worker.wait(60)
    assert [standing.state for standing in own.desk.traced().trace.judged] != []
    assert own.form("/judgements/undo", number="1", who="Ben").status == 303
    assert own.desk.worker.wait(60)
    assert [judgement.kind for judgement in collection.judgements()] == ["finding", "undo"]
    assert "taken back by Ben" in own.get("/judgements").text


def test_a_judgement_on_what_is_gone_says_so(own):
    """What changed meanwhile is not decided about blindly; the note is given back."""
    opened = fields(own.get("/judge", about="finding", claim=ids()["claim"], n=1).text)
    sent = {**opened, "do": "reject", "who": "Ann", "note": "My long note."}
    for changed in ({"claim": "gone"}, {"n": "3"}, {"n": "999"}, {"of": "x"}):
        answer = own.form("/judge", **{**sent, **changed})
        assert answer.status == 409, changed
        assert "It has changed since" in answer.text
        assert "My long note." in answer.text
    assert own.get("/judge", about="claim", claim="gone").status == 404
    assert own.form("/judgements/undo", number="7").status == 404
    assert own.desk.collection.judgements() == ()


@pytest.mark.parametrize(
    ("do", "more", "said"),
    [
        ("reject", {"who": " "}, "Say who you are"),
        ("nonsense", {}, "Choose what you decide"),
        ("reject", {"who": "x" * 300}, "too long"),
        ("reject", {"note": "y" * 7000 + "\x00"}, ""),
    ],
)
def test_what_is_missing_is_said(own, do, more, said):
    """A form that lacks something comes back with what was written, and says what is missing."""
    answer = decide(own, "finding", do, claim=ids()["claim"], n=1, **more)
    assert answer.status in (422, 303)
    assert said in answer.text
    assert answer.status == 303 or not own.desk.collection.judgements()


def test_merge_needs_a_claim_that_is_there(own):
    """A claim cannot be merged with one that is not there."""
    for other, told in (("", "Fill in"), ("99", "There is no such claim"), ("x", "no such claim")):
        answer = decide(own, "claim", "merge", claim=ids()["claim"], other=other)
        assert answer.status == 422
        assert told in answer.text


def test_judgements_are_exported_and_taken_in(own, tmp_path):
    """What one exports, another takes in, each judgement once; what was altered is refused."""
    assert decide(own, "claim", "note", claim=ids()["claim"], note="See page 3.").status == 303
    lines = own.get("/judgements.jsonl")
    assert lines.headers["content-disposition"].startswith("attachment")
    with serving(Desk(kept(trace(), tmp_path / "theirs"))) as theirs:
        for _ in range(2):
            sent = _file(theirs, lines.body)
            assert sent.status == 303, sent.text
        (got,) = theirs.desk.collection.judgements()
        assert got.note == "See page 3."
        altered = _file(theirs, lines.body.replace(b"page 3", b"page 4"))
        assert altered.status == 422
        assert "altered" in altered.text
        assert len(theirs.desk.collection.judgements()) == 1


def _file(site, data: bytes):
    body = (
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="j.jsonl"\r\n\r\n'
        + data
        + b"\r\n--b--\r\n"
    )
    kind = {"Content-Type": "multipart/form-data; boundary=b", "Origin": site.base}
    return site.ask("POST", f"/judgements/add?key={site.rules.secret}", kind, body)


def test_two_people_at_once_lose_nothing(own, browser):
    """Two browsers decide about one finding at the same time: both decisions are kept."""
    contexts = [browser.new_context(), browser.new_context()]
    tabs = [context.new_page() for context in contexts]
    for tab, name in zip(tabs, ("Ann", "Ben"), strict=True):
        tab.set_default_timeout(20000)
        tab.goto(f"{own.base}/claim?id={ids()['claim']}")
        finding = tab.locator(".finding").first
        finding.locator(".decide").click()
        finding.locator("[name=who]").fill(name)
        finding.locator("[name=note]").fill(f"{name}’s <b>note</b>")
    tabs[0].locator("form.judge").get_by_role("button", name="So it is").click(no_wait_after=True)
    tabs[1].locator("form.judge").get_by_role("button", name="It is not so").click()
    for tab in tabs:
        tab.wait_for_url(re.compile("judged=|/judge"), timeout=30000)
    own.desk.worker.wait(60)
    made = own.desk.collection.judgements()
    assert {judgement.who for judgement in made} == {"Ann", "Ben"}
    tabs[0].goto(own.base + "/judgements")
    assert "Ben’s <b>note</b>" in tabs[0].inner_text("main")
    for context in contexts:
        context.close()


def test_some_statements_are_split_off_together(own):
    """What is ticked becomes one other claim; nothing, all, or what is not there is refused."""
    opened = own.get("/judge", about="claim", claim=ids()["claim"]).text
    count = len(trace().claims[0].claim.appearances)
    assert opened.count('type="checkbox" name="other-split"') == count
    every = " ".join(str(n) for n in range(1, count + 1))
    for given, said in (("", "Fill in"), (every, "would be left"), ("2 99", "no such statement")):
        answer = decide(own, "claim", "split", claim=ids()["claim"], other=given)
        assert (answer.status, said in answer.text) == (422, True)
    sent = {**fields(opened), "do": "split", "who": "Ann"}
    body = [*sent.items(), ("other-split", "2"), ("other-split", "3")]
    kind = {"Content-Type": "application/x-www-form-urlencoded", "Origin": own.base}
    answer = own.ask("POST", f"/judge?key={own.rules.secret}", kind, urlencode(body).encode())
    assert answer.status == 303, answer.text
    (made,) = own.desk.collection.judgements()
    assert (made.kind, len(made.places), len(made.others)) == ("apart", 2, count - 2)
