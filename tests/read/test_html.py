import contextlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.errors import InputError, NoArticle, TooLarge
from reportedly.read.html import read_html
from reportedly.read.limits import Limits
from reportedly.records import Article, Moment
from tests.read.pages import HEAD, PARAGRAPHS, page

DEFAULT = Limits()


def read(data: bytes, limits: Limits = DEFAULT) -> Article:
    return read_html(data, "story/river.html", limits)


def test_title_then_paragraphs_and_nothing_else():
    """The text is the title, a blank line, and the paragraphs; navigation and comments are out."""
    article = read(page())
    assert article.text == "\n\n".join(["River to be turned", *PARAGRAPHS])
    assert article.headline.of(article.text) == article.title == "River to be turned"


def test_what_the_page_says_of_itself():
    """Outlet, byline, dates and address come from JSON-LD, and each says so."""
    article = read(page())
    assert (article.outlet, article.byline) == ("The Lantern", "Ann Ash, Bo Elm")
    assert article.published == Moment("2024-09-17T09:40+03:00", "minute", "json-ld")
    assert article.modified == Moment("2024-09-18", "day", "json-ld")
    assert article.id == article.url == "https://a.example/river"
    assert ("date", "2024-09-17T09:40+03:00 from JSON-LD datePublished") in article.notes
    assert article.language == "en"


def test_links_stand_exactly_on_their_words():
    """A link's span covers its words in the text, white space around it kept."""
    body = (
        '<p>The agency <a href="/a?utm_source=x">said on Monday</a>, the <b>minister</b>'
        ' <a href="https://b.example/#top">told\n reporters</a> and so on until the end of day.</p>'
        f"<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>"
    )
    article = read(page(body))
    assert [(link.span.of(article.text), link.url) for link in article.links] == [
        ("said on Monday", "https://a.example/a"),
        ("told reporters", "https://b.example/"),
    ]
    assert "the minister told reporters and so" in article.text


def test_teasers_between_paragraphs_are_left_out():
    """A paragraph that is only a link to another story is no part of this one."""
    text = [f"<p>{words}</p>" for words in PARAGRAPHS]
    text.insert(1, "<p><a href='/x'>Bridge falls into river</a></p>")
    article = read(page("".join(text) + "<p>RELATED: Rain in Kelsby</p>"))
    assert "Bridge" not in article.text
    assert "Rain in Kelsby" not in article.text
    assert article.text.endswith(PARAGRAPHS[2])


def test_the_heading_shown_goes_before_one_for_search_engines():
    """Where JSON-LD and OpenGraph differ, the heading that one of them confirms is taken."""
    head = HEAD.replace("River to be turned | The", "See the river turned - The")
    head = head.replace('"River to be turned"', '"10 things about rivers"')
    article = read(page(head=head, title="See the river turned"))
    assert article.title == "See the river turned"


def test_the_search_box_is_no_title():
    """A heading in a form is not the article's, even where nothing else names one."""
    data = page(head="", title="")
    assert read(data).title is None


def test_page_cut_in_the_middle():
    """What stands before the cut is read."""
    data = page()
    cut = data[: data.index(b"and shut the gate")]
    assert read(cut).text.endswith("“We heard it on the radio,” she said,")


def test_bytes_in_another_encoding():
    """A page in Windows-1252 without a label keeps its quotation marks."""
    data = page().decode().replace('<meta charset="utf-8">', "").encode("cp1252")
    assert PARAGRAPHS[2] in read(data).text


def test_entities_and_controls():
    """Entities are decoded, and the control characters that stand for dashes are dashes."""
    words = "Ash &amp; Elm&nbsp;said &#8220;no&#8221; &#151; twice, on the day that the river rose."
    article = read(page(f"<p>{words}</p>" + f"<p>{PARAGRAPHS[0]}</p>\0"))
    assert "Ash & Elm said “no” — twice," in article.text
    assert "\0" not in article.text


@pytest.mark.parametrize(
    "body", ["<p>Enable JavaScript.</p>", "<div></div>", "<form>Log in</form>"]
)
def test_page_without_an_article(body):
    """A log-in or error page is told from an article, with a way out."""
    with pytest.raises(NoArticle, match=r"river\.html.*save it again"):
        read(f"<html><body>{body}</body></html>".encode())


def test_pages_that_would_take_for_ever():
    """Elements without end, side by side or in each other, are refused at once."""
    for markup in ("<div>" * 2000, "<p>a</p>" * 31_000):
        with pytest.raises(TooLarge):
            read(f"<html><body>{markup}</body></html>".encode())


PIECES = (
    *("<p>", "</p>", "<a href='/x'>", "</a>", "<br>", "<li>", "<table><tr><td>", "<b>", "</b>"),
    *("<!-- c -->", "<h2>", "</h2>", "The minister said ", "rain fell. ", "“No,” ", " ", "\n\n"),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_spans_are_true_whatever_the_markup(pieces):
    """Links and headline lie in the text, without white space at their ends, in order."""
    body = "".join(pieces) + "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
    try:
        article = read(page(body))
    except InputError:
        return
    for span in [link.span for link in article.links] + [article.headline]:
        words = span.of(article.text)
        assert words
        assert words == words.strip()
    assert list(article.links) == sorted(article.links, key=lambda link: link.span)
    assert "\n\n\n" not in article.text


def _costly():
    """Yield pages of the kinds that were found to take longest, as many elements as may be."""
    most = DEFAULT.elements - 300
    words = "The minister said that rain number {} fell on the river."
    for start, end in (("<b>", "</b> x "), ("<template>", "</template> x "), ("<h2>", "</h2> x ")):
        yield "".join(f"{start}{words.format(n)}{end}" for n in range(most))
    yield "<div>" * 150 + "<time class='author'>May</time>" * most


@pytest.mark.parametrize("body", list(_costly()), ids=["crowd", "template", "headings", "deep"])
def test_no_page_takes_long(body):
    """Extraction stays within seconds of CPU for pages that once took half a minute."""
    before = time.process_time()
    with contextlib.suppress(InputError):
        read(page(f"<p>{body}</p>"))
    assert time.process_time() - before < 8  # some 2 to 4 s; 9 to 30 s without the bounds


def test_a_crowd_of_formatting_keeps_its_words():
    """Bold words in their hundreds are unwrapped; the text and its links are the same."""
    bold = "".join(f"<b>rain {n}</b> fell, " for n in range(400))
    few = bold.replace("<b>", "").replace("</b>", "")
    end = "<a href='https://b.example/x'>they said</a>.</p>"
    crowded, plain = (read(page(f"<p>{words}{end}")) for words in (bold, few))
    assert crowded.text == plain.text
    assert "rain 399 fell" in crowded.text
    assert crowded.links == plain.links


def test_the_reader_says_what_it_doubts():
    """A page that breaks off, or that was decoded by a guess, carries a warning; others none."""
    whole = page()
    assert not [why for name, why in read(whole).notes if name == "warning"]
    cut = read(whole[: whole.index(b"<footer")]).notes
    assert [why[:24] for name, why in cut if name == "warning"] == ["the page breaks off befo"]
