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


def linked(found):
    """Return the words and the address of each link."""
    return [(link.span.of(found.text), link.url) for link in found.links]


def test_links_of_a_body_in_html():
    """Where HTML is all there is, its links stand in the words; pictures and scripts have none."""
    found = article(
        FIRST
        | {
            "body_xhtml": '<p>See  <a href="https://a.example/1"> the  <b>Post</b> </a> and'
            '<a href="javascript:x()">this</a>.</p><p><a href="https://a.example/2"><img/></a></p>'
            '<script><a href="https://a.example/3">x</a></script><p>\ue001\ue000It rained.</p>'
        }
    )
    assert found.text == "See the Post andthis.\nIt rained."
    assert linked(found) == [("the Post", "https://a.example/1")]


def test_links_of_a_plain_body():
    """A plain body has the links of one in HTML that says the same, and of no other."""
    text = "It rained\n\n  in Hay & Co,\tRoe said."
    same = 'It rained\n\n  in <a href="https://a.example/?b=1&amp;c=2">Hay &amp; Co</a>,\tRoe said.'
    plain, rich = {"value": text}, {"contentType": "text/html", "value": f"<div>{same}</div>"}
    found = article(THIRD | {"bodies": [plain, rich]})
    assert (found.text, linked(found)) == (text, [("Hay & Co", "https://a.example/?b=1&c=2")])
    other = article(THIRD | {"bodies": [plain, rich | {"value": rich["value"] + "<p>More.</p>"}]})
    assert (other.text, linked(other)) == (text, [])


def test_days_and_months():
    """A date that is no instant comes as a description."""
    item = {key: value for key, value in THIRD.items() if not key.endswith("Created")}
    day = {"role": "https://schema.org/datePublished", "value": "2026-03-09"}
    month = {"role": "https://schema.org/dateModified", "value": "2026-04"}
    found = article(item | {"descriptions": ["x", {"value": "2020"}, day, month]})
    assert (found.published.value, found.published.precision) == ("2026-03-09", "day")
    assert (found.modified.value, found.modified.precision) == ("2026-04", "month")
