import json
from pathlib import Path

import pytest

from reportedly.errors import EmptyText
from reportedly.read.limits import Limits
from reportedly.read.plaintext import read_plaintext
from reportedly.records import Moment

CASE = Path(__file__).parents[3] / "shared/cases/idlib"
STORY = "Rain over Kelsby\n\nThe Lantern, May 3, 2024 — \n\n" + "It rained, a farmer said. " * 12


def read(text: str):
    return read_plaintext(text.encode(), "rain.txt", Limits())


def test_first_lines_give_title_outlet_and_date():
    """Title and dateline are understood and stay in the text."""
    article = read(STORY)
    assert article.text == STORY
    assert article.title == "Rain over Kelsby"
    assert article.headline.of(article.text) == article.title
    assert article.outlet == "The Lantern"
    assert article.published == Moment("2024-05-03", "day", "dateline")
    assert article.language == "en"


def test_comment_form_is_cut_off_and_nothing_before_it():
    """What stands before a comment form keeps every character."""
    form = "\n\nLeave a Reply\n\nYour email address will not be published."
    article = read(STORY.rstrip() + form)
    assert article.text == STORY.rstrip()
    assert ("text", "taken as it stands (utf-8); cut off: comment form") in article.notes


def test_a_sentence_is_no_title():
    """A first line that ends like a sentence is text, and so is a text's only line."""
    assert read("It rained.\n\nNobody knew.").title is None
    assert read("Rain over Kelsby").title is None


def test_address_and_byline_at_the_top():
    """An address alone on a line is the article's; a byline names its writer."""
    article = read("https://a.example/rain\nRain over Kelsby\nBy Ann Ash and Bo Elm\n\nIt rained.")
    assert (article.url, article.title) == ("https://a.example/rain", "Rain over Kelsby")
    assert article.byline == "Ann Ash and Bo Elm"
    assert [link.span.of(article.text) for link in article.links] == [article.url]


def test_no_word_is_no_article():
    """A file of dashes holds nothing to trace."""
    with pytest.raises(EmptyText, match=r"rain\.txt"):
        read("--- ***")


def test_line_ends_of_other_systems():
    """Line ends count as one character each."""
    assert read("Rain\r\n\r\nIt rained.\rNobody knew.").text == "Rain\n\nIt rained.\nNobody knew."


@pytest.mark.skipif(not CASE.exists(), reason="the labelled case lies beside the repository")
def test_seed_case():
    """The labelled article keeps its offsets and loses its comment form."""
    gold = json.loads(CASE.joinpath("gold.json").read_text("utf-8"))
    data = CASE.joinpath("article.txt").read_bytes()
    article = read_plaintext(data, "article.txt", Limits())
    assert (article.title, article.outlet) == (gold["title"], gold["outlet"])
    assert article.published.value == gold["date"]
    assert data.decode().startswith(article.text)
    assert len(article.text) <= gold["not_article_text"][0]
    assert max(e for a in gold["attributions"] for _, e in a["content"]) <= len(article.text)
    assert "Reply" not in article.text
