import json

import pytest

from reportedly.errors import EmptyText, Malformed, NoArticle, TooLarge
from reportedly.read.article_json import looks_like_article, read_json
from reportedly.read.limits import Limits
from reportedly.records import Article, Link, Span

DEFAULT = Limits()


def read(*records: object, limits: Limits = DEFAULT):
    data = "\n".join(json.dumps(record) for record in records).encode()
    return read_json(data, "story.json", limits)


def test_text_is_taken_exactly():
    """White space, controls and marks of the text all stay."""
    text = "  Rain \r\n\u0000 fell.\u00a0 \n"
    (article,) = read({"text": text})
    assert article.text == text
    assert article.id == article.path == "story.json"


def test_all_fields():
    """Every field of the format arrives in the record."""
    (article,) = read({
        "id": 7, "url": "https://a.example/r", "outlet": "The Lantern", "title": "Rain",
        "byline": ["Ann Ash", "Bo Elm"], "date": "2024-09-17T09:40:00+03:00",
        "modified": "2024-09", "language": "en-GB", "text": "Rain\n\nIt rained.",
        "links": [[9, 15, "https://b.example"], {"start": 6, "end": 8, "url": "https://c.example"}],
    })  # fmt: skip
    assert (article.id, article.outlet, article.byline) == ("7", "The Lantern", "Ann Ash, Bo Elm")
    assert (article.published.value, article.modified.value) == (
        "2024-09-17T09:40+03:00",
        "2024-09",
    )
    assert article.headline == Span(0, 4)
    assert article.language == "en"
    assert article.links == (
        Link(Span(6, 8), "https://c.example"), Link(Span(9, 15), "https://b.example"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("record", "error"),
    [
        ({"title": "Rain"}, NoArticle),
        ({"text": None}, NoArticle),
        ({"text": " \n"}, EmptyText),
        ({"text": 3}, Malformed),
        ({"text": "Rain", "title": ["a"]}, Malformed),
        ({"text": "Rain", "date": {"year": 2024}}, Malformed),
        ({"text": "Rain", "id": True}, Malformed),
        ({"text": "Rain", "links": [[0, 9, "u"]]}, Malformed),
        ({"text": "Rain", "links": "https://a.example"}, Malformed),
        ({"schema": "reportedly/trace/1", "articles": []}, NoArticle),
        ([], NoArticle),
        (3, Malformed),
    ],
)
def test_what_cannot_be_used(record, error):
    """A record without text, or with a field of the wrong type, is its typed error."""
    (item,) = read(record)
    assert type(item) is error
    assert item.name.startswith("story.json")
    assert item.remedy


def test_one_bad_line_leaves_the_others():
    """Each line is read by itself, and an error names its line."""
    data = b'{"text": "Rain fell."}\n\n{"text": \n{"title": "a"}\n{"text": "Snow fell."}\n'
    first, broken, without, last = read_json(data, "story.jsonl", Limits())
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert (broken.name, type(broken)) == ("story.jsonl line 3", Malformed)
    assert (without.name, type(without)) == ("story.jsonl line 4", NoArticle)
    assert (first.id, last.id) == ("story.jsonl:1", "story.jsonl:5")


def test_text_under_another_name_is_pointed_out():
    """The message says which field to rename."""
    (error,) = read({"body": "It rained."})
    assert 'rename "body" to "text"' in str(error)


def test_unclear_date_is_noted_not_fatal():
    """A date that nobody can read leaves the article undated and says so."""
    (article,) = read({"text": "It rained.", "date": "last Tuesday"})
    assert article.published is None
    assert ("date", "“last Tuesday” is no clear date; left unknown") in article.notes


def test_bare_links_are_noted():
    """Addresses without a place in the text cannot be shown and are left out with a note."""
    (article,) = read({"text": "It rained.", "links": ["https://a.example"]})
    assert article.links == ()
    assert ("links", "1 without a place in the text; left out") in article.notes


def test_half_a_character_is_replaced():
    """A lone surrogate, which no file can hold, becomes U+FFFD; offsets stay."""
    (article,) = read_json(b'{"text": "a\\ud800b"}', "a.json", Limits())
    assert article.text == "a\ufffdb"


def test_nesting_and_size_are_bounded():
    """Deep nesting, endless numbers and overlong texts are errors, not crashes."""
    for data in (b"[" * 100_000, b'{"text": ' + b"9" * 5000 + b"}"):
        assert isinstance(read_json(data, "a.json", Limits())[0], Malformed)
    assert isinstance(read({"text": "Rain"}, limits=Limits(characters=3))[0], TooLarge)


@pytest.mark.parametrize(
    ("loaded", "meant"),
    [
        ({"text": 3}, True),
        ({"title": "Rain", "outlet": "The Lantern"}, True),
        ({"title": "Rain", "body": "It rained."}, True),
        ({"title": "Rain", "attributions": []}, False),
        ({"name": "x", "dependencies": {}}, False),
        ([{"id": 1, "label": "a"}], False),
        ([{"text": "Rain"}], True),
        ({}, False),
        (3, False),
    ],
)
def test_json_in_a_folder(loaded, meant):
    """Broken articles are told from labels and settings."""
    assert looks_like_article(loaded) is meant
