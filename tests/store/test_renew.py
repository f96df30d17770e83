"""What another maker read is read anew: each article as a whole, killed or not."""

import multiprocessing
import random
import time
from dataclasses import replace
from pathlib import Path

import pytest

from reportedly.errors import CollectionReadOnly
from reportedly.judgement import Judgement
from reportedly.store.collection import Collection
from tests.store.ingest import ATTRIBUTIONS, GIVEN, ingest

KILLS = 12
ANEW = {art.text: own[:-1] for art, own in zip(GIVEN, ATTRIBUTIONS, strict=True)}


def renew(folder, begun=None):
    """Read anew all that the first maker read: one statement of each article is found no more."""
    with Collection.open(Path(folder)) as collection:
        for number in collection.outdated("new"):
            article = collection.numbered(number)
            own = [replace(attr, article=article.id) for attr in ANEW[article.text]]
            assert collection.renew(number, own, "new")
            if begun is not None:
                begun.value += 1


def known(collection):
    """Return the contents of each article's statements, versions and all."""
    found = collection.readings()
    said = collection.attributions([art.id for art in found])
    return {art.text: [attr.content for attr in said[art.id]] for art in found}


@pytest.fixture
def folder(tmp_path):
    """A collection that the first maker filled."""
    ingest(str(tmp_path / "c"))
    return tmp_path / "c"


def test_everything_is_as_if_the_new_maker_had_filled_it(folder):
    """Articles, versions and judgements stay; statements, search and numbers are the new ones."""
    vector = ATTRIBUTIONS[0][-1].vector
    with Collection.open(folder) as collection:
        collection.judge(Judgement(who="Ann", when="", kind="note", note="Hm."))
        before = collection.readings(), collection.judgements(), collection.versions("a2")
        gone = collection.search("", vector=vector, limit=1)[0]
        assert len(collection.outdated("new")) == len(GIVEN)
        renew(folder)
        assert collection.outdated("new") == ()
        after = collection.readings(), collection.judgements(), collection.versions("a2")
        assert after == before
        assert known(collection) == {t: [a.content for a in own] for t, own in ANEW.items()}
        assert collection.check() == ()
        hit = collection.search("", vector=vector, limit=1)[0]
        assert (hit.article, hit.index) != (gone.article, gone.index)
        own = collection.attributions(["a0"])["a0"]
        found = collection.search("", vector=own[0].vector, limit=1)[0]
        assert (found.article, found.index) == ("a0", 0)
    with Collection.open(folder) as collection:  # indexed from the start
        assert collection.search("", vector=vector, limit=1)[0] == hit


def test_the_same_attributions_keep_their_numbers(folder):
    """What the new maker finds again as it was is only marked as its own."""
    with Collection.open(folder) as collection:
        number = collection.outdated("new")[0]
        assert collection.renew(number, ATTRIBUTIONS[0], "new")
        assert number not in collection.outdated("new")
        assert collection.numbered(number) is not None
        assert not collection.renew(10_000, ATTRIBUTIONS[0], "new")
        assert collection.numbered(10_000) is None


def test_killed_at_any_moment_it_goes_on(folder):
    """After each kill every article is wholly as before or wholly new; the next run ends it."""
    lots = random.Random(7)
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload(["tests.store.test_renew"])
    old = {art.text: own for art, own in zip(GIVEN, ATTRIBUTIONS, strict=True)}
    stopped_inside = 0
    for _ in range(KILLS):
        begun, due = processes.Value("i", 0), lots.randint(1, 9)
        process = processes.Process(target=renew, args=(str(folder), begun))
        process.start()
        while begun.value < due and process.is_alive():
            time.sleep(0.0005)
        time.sleep(lots.random() * 0.004)
        process.kill()
        process.join()
        with Collection.open(folder) as collection:
            assert collection.check() == ()
            left = len(collection.outdated("new"))
            for text, contents in known(collection).items():
                assert contents in (
                    [a.content for a in old[text]], [a.content for a in ANEW[text]]
                )  # fmt: skip
        stopped_inside += 0 < left < len(GIVEN)
    assert stopped_inside
    renew(folder)
    with Collection.open(folder) as collection:
        assert collection.outdated("new") == ()
        assert known(collection) == {t: [a.content for a in own] for t, own in ANEW.items()}


def test_read_only_is_refused(folder):
    """A collection that may not be written to is not read anew."""
    with (
        Collection.open(folder, readonly=True) as collection,
        pytest.raises(CollectionReadOnly),
    ):
        collection.renew(collection.outdated("new")[0], (), "new")
