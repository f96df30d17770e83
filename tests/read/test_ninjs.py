"""News items of ninjs, versions 1 to 3, as articles."""

import pytest

from reportedly.errors import EmptyText, NoArticle
from reportedly.read.article_json import article_of, looks_like_article
from reportedly.read.limits import Limits

THIRD = {
    "uri": "https://quay.example/1", "type": "text", "language": "en-GB", "by": "Ada Roe",
    "firstCreated": "2026-03-09T09:40:00+01:00", "versionCreated": "2026-03-09T11:00:00+01:00",
    "headlines": [{"role": "print", "value": "Rain"}, {"role": "main", "value": "Rain falls"}],
    "bodies": [
        {"role": "rich", "contentType": "application/xhtml+xml", "value": "<p>Marked.</p>"},
        {"role": "main", "contentType": "text/plain", "value": "It rained, Roe said."},
    ],
    "infoSources": [{"name": "A blog"}, {"name": "Quay Post", "role": "urn:role:publisher"}],
}  # fmt: skip
FIRST = {
    "uri": "urn:item:1", "headline": "Rain falls", "byline": "Ada Roe", "provider": "Quay",
    "versioncreated": "2026-03-09T10:37:00Z",
    "body_xhtml": "<div><p>It <b>rained</b>,<br/>Roe said.</p><script>x()</script>"
    "<p>A &amp; B.</p></div>",
}  # fmt: skip


def article(item):
    """Return the article that an item is."""
    return article_of(item, "item.json", "x", Limits())


def test_the_third_version():
    """Plain body, main headline, publisher, dates and byline are those of the item."""
    found = article(THIRD)
    assert (found.id, found.url) == ("https://quay.example/1", "https://quay.example/1")
    assert (found.text, found.title) == ("It rained, Roe said.", "Rain falls")
    assert (found.outlet, found.byline, found.language) == ("Quay Post", "Ada Roe", "en")
    assert found.published.value == "2026-03-09T09:40+01:00"
    assert found.modified.value == "2026-03-09T11:00+01:00"


def test_the_first_version():
    """Names without capitals, a body in HTML and a URN for an address are taken too."""
    found = article(FIRST)
    assert found.text == "It rained,\nRoe said.\nA & B."
    assert (found.id, found.url, found.outlet) == ("urn:item:1", None, "Quay")


@pytest.mark.parametrize(
    ("item", "error"),
    [
        ({"uri": "urn:x", "bodies": []}, NoArticle),
        ({"uri": "urn:x", "bodies": [{"value": 3}, "x", None]}, NoArticle),
        ({"uri": "urn:x", "bodies": [{"value": "…"}]}, EmptyText),
        ({"uri": "urn:x", "body_xhtml": "<script>alert(1)</script>"}, EmptyText),
        ({"uri": "urn:x", "body_xhtml": "<p>" * 5000}, EmptyText),
    ],
)
def test_an_item_without_words(item, error):
    """An item whose bodies hold no word is an error that says so."""
    with pytest.raises(error):
        article(item)


def test_one_in_a_folder_is_meant_as_an_article():
    """A news item among other JSON files is read, not passed over."""
    assert looks_like_article(THIRD)
    assert not looks_like_article({"uri": "urn:x", "type": "picture"})
