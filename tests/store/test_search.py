from dataclasses import replace

import numpy as np
import pytest

from reportedly.records import Attribution
from reportedly.store import meaning
from reportedly.store.collection import Collection
from tests.factories import article, attribution
from tests.store import made
from tests.store.made import vector


@pytest.fixture
def collection(tmp_path):
    """Three articles about a dam and a bridge."""
    with Collection.create(tmp_path / "c") as found:
        for id, text, source, content in (
            ("a", "The mayor said the old dam cracks.", "The mayor", "the old dam cracks"),
            ("b", "Ada Birch said the dam is old.", "Ada Birch", "the dam is old"),
            ("c", "A bridge fell. A naïve source said “no”.", "A naïve source", "no"),
        ):
            art = article(text, id, outlet="Lantern", title=f"News {id}")
            attr = attribution(art, source, "said", content, vector=vector(content))
            found.add(art, [attr])
        yield found


def found(collection, words, **options):
    return [(hit.kind, hit.article) for hit in collection.search(words, **options)]


@pytest.mark.parametrize(
    ("words", "hits"),
    [
        ("old dam", [("claim", "a"), ("claim", "b"), ("article", "a"), ("article", "b")]),
        ('"old dam"', [("claim", "a"), ("article", "a")]),
        ("MAYOR", [("claim", "a"), ("source", "a"), ("article", "a")]),
        ("birch dam", [("claim", "b"), ("article", "b")]),
        ("naive", [("claim", "c"), ("source", "c"), ("article", "c")]),
        ("crack", [("claim", "a"), ("article", "a")]),
        ("bri*", [("article", "c")]),
        ("Lantern News c", [("article", "c")]),
        ("kettle", []),
        ("", []),
        ('" “ * ( ) : ^ -', []),
    ],
)
def test_words_are_found(collection, words, hits):
    """All words must stand there, in any form and with any accents; phrases as they stand."""
    assert sorted(found(collection, words)) == sorted(hits)


@pytest.mark.parametrize(
    "words",
    ["AND", "dam OR", "NEAR(dam)", "text:dam", "a" * 10**5, "x " * 10**4,
                                    '"', "dam*)", "\0", "\ud800", "';--"],
)  # fmt: skip
def test_nothing_that_is_asked_is_an_operator(collection, words):
    """Whatever stands in a question, it is looked for; it never fails or steers the search."""
    collection.search(words, vector=bytes(384))
    collection.search(words, vector=b"short")


def test_hits_show_the_passage(collection):
    """Each hit has its words and where they stand."""
    for hit in collection.search("dam old"):
        text = collection.article(hit.article).text
        assert hit.words == hit.spans[0].of(text)
        assert hit.by == ("words",)


def test_what_means_the_same_is_found(collection):
    """By its vector, even where no word is asked for that stands there."""
    hits = collection.search("kettle", vector=vector("the old dam cracks"))
    assert (hits[0].kind, hits[0].article) == ("claim", "a")
    assert hits[0].by == ("meaning",)


def test_found_both_ways_comes_first(collection):
    """What has the words and the meaning goes before what has one of them."""
    hits = collection.search("dam", vector=vector("the dam is old"))
    assert (hits[0].article, hits[0].by) == ("b", ("words", "meaning"))


def test_what_was_added_since_is_found(collection, tmp_path):
    """By another process or connection too; the index in memory is brought up to date."""
    collection.search("x", vector=vector("x"))
    with Collection.open(tmp_path / "c") as other:
        art = article("Snow fell on Kelsby.", "d")
        other.add(
            art, [attribution(art, content="Snow fell on Kelsby", vector=vector("snow fell"))]
        )
    hits = collection.search("snow", vector=vector("snow fell"))
    assert (hits[0].article, hits[0].by) == ("d", ("words", "meaning"))


def test_a_version_that_is_gone_is_found_only_by_what_is_gone(collection):
    """The words that were taken out lead to the old version, all others to the latest."""
    old = collection.article("a")
    new = replace(old, text="The mayor said the old dam holds.")
    collection.add(new, [attribution(new, "The mayor", "said", "the old dam holds")])
    assert ("claim", "a@1") in found(collection, "cracks")
    assert ("claim", "a@1") not in found(collection, "dam")


def test_the_limit_holds(collection):
    """Never more hits than asked for."""
    assert len(collection.search("the", limit=1, vector=vector("the"))) == 1


def test_the_signs_lead_to_the_nearest():
    """Of many vectors, those with the largest cosines are nearly all among the candidates."""
    lots = np.random.default_rng(1)
    topics = lots.normal(0, 30, (50, 384))
    rows = np.clip(np.rint(topics[lots.integers(0, 50, 5000)] + lots.normal(0, 20, (5000, 384))),
                   -127, 127).astype(np.int8)  # fmt: skip
    attrs = [
        Attribution(article="a", source=(), cue=(), content=(), vector=r.tobytes()) for r in rows
    ]
    signs = np.frombuffer(meaning.signs_of(attrs), np.uint64).reshape(-1, meaning.WORDS).T
    asked = rows[7]
    flat = rows.astype(np.float32)
    cosines = flat @ flat[7] / np.linalg.norm(flat, axis=1)
    best = set(np.argsort(-cosines)[:50].tolist())
    near = set((meaning.candidates(np.ascontiguousarray(signs), asked.tobytes())).tolist())
    assert len(best & near) >= 48


def test_statements_without_vectors_are_passed_over(tmp_path):
    """They are not found by meaning, and the numbers of the others stay right."""
    with Collection.create(tmp_path / "c") as plain:
        for n in range(30):
            art = made.article(n)
            own = made.attributions(art)
            plain.add(art, [replace(a, vector=b"") if n % 2 else a for a in own])
        for n in range(0, 30, 2):
            attr = made.attributions(made.article(n))[-1]
            hit = plain.search("", vector=attr.vector)[0]
            assert (hit.article, hit.spans) == (f"a{n}", attr.content)
