"""People judge the demonstration story: counts change as they say, and stay so."""

import subprocess
import sys
from dataclasses import replace

import pytest

import reportedly
from reportedly import pipeline
from reportedly.judge.make import Maker
from reportedly.judgement import Judgement
from reportedly.store.collection import Collection
from tests.judge.made import dated

HURT = "At least 14 people were treated for injuries after the collapse"
DIG = "250 engineers from Istmar have arrived"
MACHINES = "250 tunnelling machines"


@pytest.fixture(scope="module")
def story():
    """The articles, who says what in them, and the trace before anybody judged."""
    articles = reportedly.read("examples/story")
    found = reportedly.attribute(articles)
    return articles, found, pipeline.trace_attributions(articles, found)


def again(story, *judgements):
    """Return the trace after judgements, made a second apart."""
    articles, found, _ = story
    made = [dated(judgement, second) for second, judgement in enumerate(judgements)]
    return pipeline.trace_attributions(articles, found, judgements=made)


def key(traced, words, article=""):
    """Return the first statement with those words."""
    texts = {page.id: page.text for page in traced.articles}
    return next(
        a.key
        for a in traced.resolution.appearances
        if article in a.article
        and any(words in span.of(texts[a.article]) for span in a.attribution.content)
    )


def claim(traced, at):
    """Return the claim of a statement."""
    return next(c for c in traced.claims if any(a.key == at for a in c.claim.appearances))


def ministry(traced, of):
    """Return the id of the ministry that is a source of a claim."""
    sources = traced.resolution.sources
    return next(o.source for o in of.origins if "Ministry" in sources[o.source].name)


def test_split(story):
    """Machines are not engineers, says a person: they are no part of that claim, the rest is."""
    before = story[2]
    machines = key(before, MACHINES)
    old = [a.key for a in claim(before, machines).claim.appearances]
    rest = [at for at in old if at != machines]
    after = again(story, Maker(before, "Ann").apart([machines], rest))
    assert [s.state for s in after.judged] == ["applied"]
    left = {a.key for a in claim(after, rest[0]).claim.appearances}
    assert left == set(rest)


def test_merge(story):
    """Two claims that a person joins are one, with the count of both and the person as reason."""
    before = story[2]
    one, two = before.claims[:2]
    keys = [a.key for c in (one, two) for a in c.claim.appearances]
    after = again(story, Maker(before, "Ann").same(keys))
    both = claim(after, keys[0])
    assert {a.key for a in both.claim.appearances} == set(keys)
    assert any(r.name == "person-joined" for tie in both.claim.ties for r in tie.reasons)


def test_rejected_edges_change_the_count(story):
    """Without the edges to the ministry one origin of two is left; undone, two again."""
    before = story[2]
    old = claim(before, key(before, HURT))
    assert old.independence.known == 2
    maker = Maker(before, "Ann", "I asked them.")
    at = [e.downstream for e in old.derivations if e.source == ministry(before, old)]
    reject = dated(maker.edge(at, maker.hand(ministry(before, old)), "reject"), 0)
    after = claim(again(story, reject), key(before, HURT))
    assert after.independence.known == 1
    assert {e.downstream for e in after.rejected_edges} == set(at)
    assert all("Ann" in e.reasons[-1].seen for e in after.rejected_edges)
    undone = again(story, reject, maker.undo(reject))
    assert replace(undone, judged=()) == before


def test_another_source(story):
    """Where a person says that the brigade's chief said it, the ministry is no origin."""
    before = story[2]
    old = claim(before, key(before, HURT))
    wrong = ministry(before, old)
    chief = next(o.source for o in old.origins if o.source != wrong)
    maker = Maker(before, "Ann")
    said = [a.key for a in old.claim.appearances if wrong in a.sources]
    after = again(story, *(maker.speaker(at, [maker.hand(chief)]) for at in said))
    count = claim(after, key(before, HURT)).independence
    assert (count.known, {s.state for s in after.judged}) == (1, {"applied"})


def test_it_survives_new_articles_and_versions(story, tmp_path):
    """After another article and a new version of a judged one the same decisions hold."""
    articles, found, _ = story
    with Collection.create(tmp_path / "c") as kept:
        for article in articles:
            kept.add(article, found[article.id])
        first = pipeline.trace_collection(kept)
        old = claim(first, key(first, HURT))
        maker = Maker(first, "Ann")
        at = [e.downstream for e in old.derivations if e.source == ministry(first, old)]
        kept.judge(maker.edge(at, maker.hand(ministry(first, old)), "reject"))
        kept.judge(maker.apart([key(first, MACHINES)], [key(first, DIG, "https://telcora")]))
        page = next(a for a in articles if a.id == at[0][0])
        new = replace(page, text="Updated at noon.\n\n" + page.text, headline=None, links=())
        extra = replace(articles[0], id="extra", url="https://extra.example/1", outlet="Extra")
        pipeline.add(kept, [new, extra])
        after = pipeline.trace_collection(kept)
        assert [s.state for s in after.judged] == ["applied", "applied"]
        assert claim(after, key(after, HURT)).independence.known == 1
        assert pipeline.trace_collection(kept).judged == after.judged
    with Collection.open(tmp_path / "c", readonly=True) as kept:
        assert pipeline.trace_collection(kept).judged == after.judged


WRITER = """
import sys
from pathlib import Path
from reportedly.judgement import Judgement
from reportedly.store.collection import Collection
with Collection.open(Path(sys.argv[1])) as kept:
    for number in range(40):
        kept.judge(Judgement(who=sys.argv[2], when="", kind="note", note=f"Note {number}."))
"""


def test_two_at_once_lose_nothing(tmp_path):
    """Two programs that judge at the same time store every judgement, each dated after the last."""
    Collection.create(tmp_path / "c").close()
    people = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path / "c"), who])
        for who in ("Ann", "Ben")
    ]
    assert [person.wait(120) for person in people] == [0, 0]
    with Collection.open(tmp_path / "c") as kept:
        made = kept.judgements()
    assert [j.number for j in made] == list(range(1, 81))
    assert {(j.who, j.note) for j in made} == {
        (who, f"Note {n}.") for who in ("Ann", "Ben") for n in range(40)
    }
    assert list(made) == sorted(made, key=lambda j: j.order)


def test_what_was_taken_in_twice_is_there_once(tmp_path):
    """Two people who exchange their judgements have the same, in whichever order they do."""
    notes = [
        Judgement(who=who, when="", kind="note", note=f"{who} {n}") for who in "AB" for n in "12"
    ]
    with Collection.create(tmp_path / "a") as ann, Collection.create(tmp_path / "b") as ben:
        mine = [ann.judge(note) for note in notes[:2]]
        yours = [ben.judge(note) for note in notes[2:]]
        for judgement in (*yours, *mine):
            ann.judge(judgement)
            ben.judge(judgement)
        assert set(ann.judgements()) == set(ben.judgements()) == {*mine, *yours}
        assert len(ann.judgements()) == len(ben.judgements()) == 4
