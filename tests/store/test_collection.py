import shutil
import threading
from dataclasses import replace

import pytest

from reportedly.errors import NoSuchArticle
from reportedly.judgement import Judgement
from reportedly.records import Article, Attribution, Moment, Span
from reportedly.store import fulltext
from reportedly.store.collection import Collection
from tests.store.made import article, attributions


@pytest.fixture
def collection(tmp_path):
    """An empty collection."""
    with Collection.create(tmp_path / "c") as made:
        yield made


def put(collection, art, **options):
    return collection.add(art, attributions(art), **options)


def test_what_goes_in_comes_out(collection):
    """Articles and attributions are the same records, with their vectors, after a new start."""
    given = [article(n) for n in range(5)]
    assert [put(collection, art) for art in given] == ["added"] * 5
    collection.close()
    with Collection.open(collection.folder, readonly=True) as again:
        assert again.articles() == tuple(given)
        found = again.attributions()
        assert found == {art.id: attributions(art) for art in given}
        assert found["a3"][0].vector == attributions(given[3])[0].vector
        assert again.attributions(["a1"]).keys() == {"a1"}
        assert (len(again), again.revision) == (5, 5)


def test_the_same_article_twice_changes_nothing(collection):
    """Neither the revision nor anything else moves, wherever the file lay this time."""
    put(collection, article(1))
    before = collection.revision, collection.versions("a1")
    assert put(collection, replace(article(1), path="elsewhere/x.html")) == "same"
    assert collection.has(article(1))
    assert (collection.revision, collection.versions("a1")) == before


def test_a_changed_article_is_kept_beside_the_old(collection):
    """Under the same address or id: both can be read, and what changed is told."""
    old = article(1)
    new = replace(old, text=old.text.replace("Number 1", "Number 2"), title="Another title")
    put(collection, old)
    assert put(collection, replace(new, id="other")) == "new version"
    assert collection.article("a1") == new
    assert collection.article("a1@1") == replace(old, id="a1@1")
    first, second = collection.versions("a1")
    assert (first.article, first.changed, first.edits) == (old, (), ())
    assert second.changed == ("text", "title")
    (edit,) = second.edits
    assert edit.before.of(old.text) == "Number 1."
    assert edit.after.of(new.text) == "Number 2."
    assert len(collection) == 1
    assert put(collection, old) == "same"  # a folder with both is added again and again
    assert collection.article("a1") == new


def test_an_older_version_that_comes_later_is_not_the_latest(collection):
    """Pages say when they were changed; the order of the files says nothing."""
    new = article(1, modified=Moment("2026-10-20T10:00+02:00", "minute"))
    old = replace(
        new, text="Rain. " + new.text, modified=Moment("2026-10-20T09:00+02:00", "minute")
    )
    put(collection, new)
    assert put(collection, old) == "new version"
    assert collection.article("a1") == new
    assert [version.number for version in collection.versions("a1")] == [2, 1]


def test_an_analysis_gets_both_versions_of_a_page(collection):
    """With an address, and where the words differ; else only the latest is one."""
    page, bare = article(1), article(2, url=None)
    for art in (page, bare, article(3)):
        put(collection, art)
        put(collection, replace(art, text=art.text + " More."))
    put(collection, replace(page, text=page.text + "\nMore."))  # only white space differs
    assert [art.id for art in collection.readings()] == ["a1", "a1@1", "a2", "a3", "a3@1"]
    found = collection.attributions([art.id for art in collection.readings()])
    assert all(attr.article == id for id, own in found.items() for attr in own)


def test_an_id_that_looks_like_a_version_is_an_article_of_its_own(collection):
    """Nothing is hidden behind an id that a caller happened to choose."""
    old = article(1)
    put(collection, old)
    put(collection, article(2, id="a1@1"))
    put(collection, replace(old, text=old.text + " More."))
    assert collection.article("a1@1") == article(2, id="a1@1")
    assert [art.id for art in collection.readings()] == ["a1", "a1@1"]


def test_since_leaves_out_what_was_published_before(collection):
    """Of what has no date the day counts on which it was added; of a month, its end."""
    dates = {"a": "2026-10-13", "b": "2026-09-30", "c": "2026-10", "d": "2026-10-13T01:00+02:00"}
    for id, date in dates.items():
        put(collection, article(1, id=id, url=None, published=Moment(date, "day")))
    put(collection, article(1, id="e", url=None, published=None))
    got = [art.id for art in collection.articles(since="2026-10-13")]
    assert got == ["a", "c", "d", "e"]
    assert len(collection.articles(since="2026")) == 5


@pytest.mark.parametrize(
    "id", ["", "a1@0", "a1@2", "a1@x", "@1", "a2", "\0", "\ud800", "a1@" + "9" * 30]
)
def test_an_article_that_is_not_there_is_named(collection, id):
    """Whatever is asked for, the error is one and says what it is about."""
    put(collection, article(1))
    with pytest.raises(NoSuchArticle, match="no such article"):
        collection.article(id)


def test_odd_characters_come_back(collection):
    """Null bytes, halves of surrogate pairs and the whole of Unicode, in ids and texts alike."""
    odd = "x\0y\ud800z\U0001f600 \u202e“é”"
    art = article(1, id=odd, text=odd * 3, title=odd, url=odd, outlet=odd)
    attr = Attribution(article=odd, source=(), cue=(), content=(Span(3, 20),), vector=bytes(384))
    assert collection.add(art, [attr]) == "added"
    assert collection.add(art, [attr]) == "same"
    assert collection.article(odd) == art
    assert collection.attributions() == {odd: (attr,)}
    assert [hit.kind for hit in collection.search("😀 é")] == ["claim", "article"]


def test_attributions_of_a_text_are_known_for_its_copies(collection):
    """A mirror's text is not read again; what another model found does not count."""
    put(collection, article(1), maker="m1")
    assert collection.known(article(1).text, "m1") == attributions(article(1))
    assert collection.known(article(1).text, "m2") is None
    assert collection.known("else", "m1") is None


def test_spans_beyond_the_text_are_not_stored(collection):
    """An error in between leaves nothing of the article behind."""
    wrong = Attribution(article="a1", source=(), cue=(), content=(Span(0, 10**6),))
    with pytest.raises(ValueError, match="no text there"):
        collection.add(article(1), [wrong])
    assert (len(collection), collection.revision, collection.articles()) == (0, 0, ())
    assert put(collection, article(1)) == "added"


def test_judgements_are_appended(collection):
    """Each gets number and time; one that comes twice is there once; the revision goes up."""
    first = collection.judge(Judgement(who="Ann", when="", kind="note", note="asked\ud800"))
    again = collection.judge(first)
    second = collection.judge(Judgement(who="Ben", when="", kind="note", note="asked"))
    assert (first.number, again.number, second.number) == (1, 1, 2)
    assert first.when
    assert collection.judgements() == (first, second)
    assert [judgement.number for judgement in collection.judgements()] == [1, 2]
    assert collection.revision == 2


def test_two_who_judge_at_once_lose_nothing(tmp_path):
    """From several threads over two connections each, all is there and numbered apart."""
    with Collection.create(tmp_path / "c") as one, Collection.open(tmp_path / "c") as two:

        def work(collection, who):
            for n in range(20):
                collection.judge(Judgement(who=who, when="", kind="note", note=str(n)))

        threads = [
            threading.Thread(target=work, args=(c, f"{i}")) for i, c in enumerate([one, two, one])
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        found = one.judgements()
    assert [judgement.number for judgement in found] == list(range(1, 61))
    assert {(j.who, j.note) for j in found} == {
        (str(w), str(n)) for w in range(3) for n in range(20)
    }


def test_a_snapshot_stays_as_it_was(collection, tmp_path):
    """What others add meanwhile is seen after it, not in it."""
    put(collection, article(1))
    with Collection.open(tmp_path / "c") as other, collection.snapshot():
        assert len(collection) == 1
        put(other, article(2))
        assert (len(collection), collection.revision, len(collection.articles())) == (1, 1, 1)
    assert len(collection) == 2


def test_the_folder_can_be_copied(collection, tmp_path):
    """Closed, it is a note and one file; the copy is the same collection."""
    put(collection, article(1))
    collection.close()
    assert {file.name for file in collection.folder.iterdir()} == {
        "READ ME.txt",
        "collection.sqlite",
    }
    shutil.copytree(collection.folder, tmp_path / "copy")
    with Collection.open(tmp_path / "copy") as copy:
        assert copy.articles() == (article(1),)
        assert copy.search("Number 1")


def test_copies_of_a_folder_are_searched_apart(collection, tmp_path):
    """Two that began as one and went different ways are not taken for one in memory."""
    put(collection, article(1))
    collection.close()
    shutil.copytree(collection.folder, tmp_path / "copy")
    asked = attributions(article(2))[0].vector
    with Collection.open(collection.folder) as one, Collection.open(tmp_path / "copy") as two:
        put(one, article(2))
        put(two, article(3))
        assert one.search("", vector=asked)[0].article == "a2"
        assert {hit.article for hit in two.search("", vector=asked)} <= {"a1", "a3"}


def test_nothing_is_written_inside_a_snapshot(collection):
    """That would be two states at once."""
    with collection.snapshot(), pytest.raises(RuntimeError, match="snapshot"):
        put(collection, article(1))
    assert put(collection, article(1)) == "added"


def test_articles_that_say_something(collection):
    """By the words of one statement, in whichever version it stands; no more than asked for."""
    for n in (1, 2, 3):
        put(collection, article(n))
    old = article(1)
    put(collection, replace(old, text=old.text + " More."))
    said = attributions(old)[0].content[0].of(old.text)
    found = collection.saying(f'"{said}"', most=5)
    assert "a1" in found
    assert len(set(found)) == len(found)
    assert collection.saying(f'"{said}"', most=1) == found[:1]
    assert collection.saying("kettles nobody mentions", most=5) == []
    assert collection.saying('"', most=5) == []


def test_articles_alike_are_found_by_rare_words(collection, monkeypatch):
    """Those that hold most of them, by their ids; what all hold finds nothing."""
    for n in range(6):
        text = f"The dam broke. {'Ostwick' if n % 2 else 'Mallow'} {'Roe' if n == 3 else 'Penn'}"
        collection.add(Article(id=f"a{n}", text=text), (), address=f"x/a{n}")
    collection.add(Article(id="new", text="Nothing of that. Tea."), (), address="x/a5")
    monkeypatch.setattr(fulltext, "COMMON", 4)
    assert collection.alike(["dam", "Ostwick", "Roe"]) == ["a3", "a1"]
    assert collection.alike(["dam"]) == []
    assert collection.alike(["Tea", '"'])[:1] == ["a5"]
    assert [found.id for found in collection.readings(ids=["a5", "a1"])] == ["a1", "a5"]
    with pytest.raises(NoSuchArticle):
        collection.readings(ids=["none"])
