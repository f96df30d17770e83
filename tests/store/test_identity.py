from dataclasses import replace

import pytest

from reportedly.store.collection import Collection
from tests.store.made import article


@pytest.fixture
def add(tmp_path, monkeypatch):
    """Return a function that adds an article and tells the outcome; files lie in the folder."""
    monkeypatch.chdir(tmp_path)
    for name in ("monday/page.html", "tuesday/page.html", "lines.jsonl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    with Collection.create(tmp_path / "c") as made:
        yield lambda art, **options: (made.add(art, (), **options), len(made))


def page(number, folder="monday", **fields):
    """Return an article whose id is its file's name, and which has no address."""
    return article(number, id="page.html", path=f"{folder}/page.html", url=None, **fields)


def test_one_address_is_one_article(add):
    """Under whatever id it comes, and however the address is written once it is canonical."""
    one = article(1)
    assert add(one, address="o.example/1") == ("added", 1)
    assert add(replace(one, id="b", text="Else."), address="o.example/1") == ("new version", 1)
    assert add(replace(one, id="c", text="More."), address="o.example/2") == ("added", 2)


def test_one_id_of_the_callers_is_one_article(add):
    """Who gives ids knows what they mean, with or without an address."""
    assert add(article(1, id="x", url=None)) == ("added", 1)
    assert add(article(2, id="x", url=None)) == ("new version", 1)
    assert add(article(3, id="x", url="https://o.example/3")) == ("new version", 1)


def test_every_folder_has_its_index_html(add):
    """Files of one name in two folders are two articles; the same file changed is a version."""
    assert add(page(1)) == ("added", 1)
    assert add(page(2, "tuesday")) == ("added", 2)
    assert add(page(2, "tuesday")) == ("same", 2)
    assert add(page(3, "tuesday")) == ("new version", 2)
    assert add(page(1, "tuesday")) == ("same", 2)  # the same text under the same name


def test_a_file_that_became_another_page_is_another_article(add):
    """Saved over with a page of another address, it is no version of what was there."""
    assert add(replace(page(1), url="https://o.example/1")) == ("added", 1)
    assert add(replace(page(2), url="https://o.example/2")) == ("added", 2)


def test_the_same_text_elsewhere_is_a_copy(add):
    """A mirror with an address or outlet of its own is an article, and news."""
    assert add(article(1)) == ("added", 1)
    assert add(article(1, id="mirror", url="https://mirror.example/1")) == ("added", 2)
    assert add(page(1, outlet="Outlet A")) == ("added", 3)
    assert add(page(1, "tuesday", outlet="Outlet B")) == ("added", 4)
    assert add(replace(page(1, outlet="Outlet A"), id="b.html", path="b.html")) == ("same", 4)


def test_a_line_that_moved_is_no_version(add):
    """Without an id, a line of a file is known by its words only."""
    lines = [article(n, id=f"lines.jsonl:{n}", path="lines.jsonl", url=None) for n in (1, 2)]
    assert [add(line) for line in lines] == [("added", 1), ("added", 2)]
    moved = replace(lines[0], id="lines.jsonl:2")
    fresh = replace(lines[0], id="lines.jsonl:1", text="A new first line.")
    assert add(fresh) == ("added", 3)
    assert add(moved) == ("same", 3)
    assert add(replace(lines[1], id="lines.jsonl:3")) == ("same", 3)


def test_another_article_of_a_taken_id_gets_a_number(add, tmp_path):
    """No article is ever hidden by the name of another."""
    add(page(1))
    add(page(2, "tuesday"))
    with Collection.open(tmp_path / "c") as made:
        assert [art.id for art in made.articles()] == ["page.html", "page.html#2"]
