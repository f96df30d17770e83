"""The page: complete, self-contained, and safe whatever stands in the articles."""

import base64
import hashlib
import random
import re
import time
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from reportedly.records import Claim
from reportedly.resolve.outlets.table import Outlet, OutletTable
from reportedly.show.ownership import Ownership
from reportedly.show.report import articles_html, report_html, sources_html
from tests.show.hostile import hostile_trace
from tests.show.story import load, trace

VOID = {"meta", "br", "rect", "circle", "path"}


class Page(HTMLParser):
    """Collects what a page holds, and checks that its elements are closed in order."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.open, self.tags, self.ids, self.links, self.words = [], [], [], [], []
        self.raw: dict[str, str] = {}
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        """Note an element that begins."""
        self.tags.append((tag, dict(attrs)))
        self.ids += [value for name, value in attrs if name == "id"]
        self.links += [value for name, value in attrs if name in ("href", "src", "action", "xlink")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        """Note an element without content."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        """Check that the innermost element ends."""
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data):
        """Keep the words."""
        if self.open and self.open[-1] in ("script", "style"):
            self.raw[self.open[-1]] = self.raw.get(self.open[-1], "") + data
        else:
            self.words.append(data)

    @property
    def text(self):
        """Return all words of the page."""
        return re.sub(r"\s+", " ", "".join(self.words))


def test_a_reader_sees_the_answer_first():
    """Before the first claim the page says how many articles, outlets and known origins."""
    text = Page(report_html(trace())).text
    top = text[: text.index("Claim 1")]
    assert "13 articles from 13 outlets" in top
    assert "stands in 12 articles and has 1 known origin" in top


def test_everything_of_a_claim_is_on_the_page():
    """Sentence, origins, findings with both passages, every appearance, and each article's text."""
    story = trace()
    page = Page(report_html(story))
    for art in story.articles:
        for line in art.text.split("\n"):
            assert re.sub(r"\s+", " ", line) in page.text
    for finding in story.claims[0].findings:
        assert finding.words in page.text
    assert "not named, heard by Vesper Wire" in page.text
    assert "denies · attributed · from Ines Kestrel" in page.text
    assert len([tag for tag, attrs in page.tags if attrs.get("class") == "chain"]) > 2


def test_no_link_stands_in_another():
    """A source's words inside another source's are no second link: no page may have that."""
    for html in (report_html(trace()), sources_html(trace().articles, trace().resolution)):
        depth = 0
        for end in re.findall(r"<(/?)a[ >]", html):
            depth += -1 if end else 1
            assert depth in (0, 1)


def test_a_source_has_one_look_and_leads_to_its_card():
    """In claims, pictures and texts a source's words have its colour and sign, and link to it."""
    html = report_html(trace())
    page = Page(html)
    cards = {attrs["id"]: attrs["class"].split()[1:] for tag, attrs in page.tags
             if tag == "article" and "source-card" in attrs.get("class", "")}  # fmt: skip
    seen = 0
    for tag, attrs in page.tags:
        if tag == "a" and attrs.get("class", "").split()[:1] in (["chip"], ["source"]):
            assert attrs["class"].split()[1:] == cards[attrs["href"].removeprefix("#")]
            seen += 1
    assert seen > 40
    assert re.search(r'class="source [^"]*" href="#s1" title="Vesper Wire" data-who=', html) is None
    assert re.search(r'data-who="an engineer who asked not to be named"', html) is None


@pytest.mark.parametrize("seed", range(4))
def test_looks_do_not_hang_on_the_order_of_articles(seed):
    """With the articles in any order, each source has the same card, colour and sign."""
    story = trace()
    shuffled = list(story.articles)
    random.Random(seed).shuffle(shuffled)
    order = {art.id: i for i, art in enumerate(shuffled)}
    appearances = sorted(story.resolution.appearances, key=lambda a: (order[a.article], a.index))
    other = replace(
        story,
        articles=tuple(shuffled),
        resolution=replace(story.resolution, appearances=tuple(appearances)),
    )
    assert looks_in(report_html(other)) == looks_in(report_html(story))


def looks_in(html):
    """Return each card's look by id, with the name on it."""
    return re.findall(
        r'<article class="(source-card [^"]*)" id="(s\d+)".*?<h3[^>]*>(.*?)</h3>', html, re.S
    )


def test_a_mention_that_does_not_name_its_source_carries_the_name():
    """“The agency” is followed by whom it means; “the Vesper Wire agency” says it itself."""
    story = trace()
    said = next(a for a in story.resolution.appearances if a.key == ("radio9", 1))
    html = report_html(story)
    assert said.sources == ("vesper",)
    assert re.search(r'title="Vesper Wire" data-who="Vesper Wire">the agency</a>', html)
    assert "[" not in Page(html).text.split("the agency")[1][:3]


def test_the_page_of_who_is_quoted():
    """`sources --html` has the figures, the picture, the table, the cards and the articles."""
    story = trace()
    page = Page(sources_html(story.articles, story.resolution))
    assert "Who is quoted in 13 articles" in page.text
    assert "Most quoted: an engineer who asked not to be named" in page.text
    assert next(attrs["class"] for tag, attrs in page.tags if tag == "svg") == "bars"
    rows = [attrs for tag, attrs in page.tags if tag == "th" and attrs.get("scope") == "row"]
    assert len(rows) == 8
    for link in page.links:
        assert link[1:] in page.ids or link.startswith("https://")


@pytest.mark.parametrize("case", load("hostile.jsonl"), ids=lambda case: case["label"])
def test_hostile_names_on_the_page_of_who_is_quoted(case):
    """Names, owners and reasons are text there, too, whatever stands in them."""
    story = hostile_trace(case["text"])
    row = Outlet(
        name=case["text"] + "0", owner=case["text"], owner_owner=case["text"],
        source=case["text"], checked=case["text"],
    )  # fmt: skip
    owners = Ownership(OutletTable((row,)), case["text"])
    sources = {
        id: replace(source, specificity="role", anonymity_reason=case["text"])
        for id, source in story.resolution.sources.items()
    }
    html = sources_html(story.articles, replace(story.resolution, sources=sources), owners)
    page = Page(html)
    assert not [link for link in page.links if not link.startswith("#")]
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
    assert sum(tag == "script" for tag, _ in page.tags) == 1
    assert not {tag for tag, _ in page.tags} & {"b", "img"}
    assert not set(html) & set("\x00\x07\x08\x1b\x9b\u202e\u2066\u2069\uffff\ud800")


def test_links_of_the_page_lead_to_places_in_it():
    """Every link within the page has its target, no id stands twice, and nothing is fetched."""
    page = Page(report_html(trace()))
    assert len(page.ids) == len(set(page.ids))
    for link in page.links:
        if link.startswith("#"):
            assert link[1:] in page.ids, link
        else:
            assert re.fullmatch(r"https://\w+\.example/dam", link), link
    fetched = {"img", "link", "iframe", "object", "embed", "video", "audio", "form", "base", "use"}
    assert not {tag for tag, _ in page.tags} & fetched


def test_content_policy_fits_the_page():
    """Nothing may be loaded; the one style and the one script are known by their hashes."""
    page = Page(report_html(trace()))
    policy = next(a["content"] for tag, a in page.tags if a.get("http-equiv"))
    assert policy.startswith("default-src 'none'")
    for tag in ("style", "script"):
        digest = base64.b64encode(hashlib.sha256(page.raw[tag].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert not [a for _, a in page.tags if "style" in a or any(k.startswith("on") for k in a)]
    assert "http" not in page.raw["style"] + page.raw["script"]
    assert "url(" not in page.raw["style"]


@pytest.mark.parametrize("case", load("hostile.jsonl"), ids=lambda case: case["label"])
def test_hostile_text_stays_text(case):
    """Whatever stands in any field, the page has the elements that it has for harmless words."""
    harmless = Page(report_html(hostile_trace("word")))
    html = report_html(hostile_trace(case["text"]))
    page = Page(html)
    assert [tag for tag, _ in page.tags if tag in ("script", "style", "b", "img")] == [
        tag for tag, _ in harmless.tags if tag in ("script", "style", "b", "img")
    ]
    assert not [link for link in page.links if not link.startswith("#")]
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
    assert not set(html) & set("\x00\x07\x08\x1b\x9b\u202e\u2066\u2069\uffff\ud800")
    html.encode("utf-8")


def test_changed_words_and_nested_marks():
    """Words that differ from upstream are marked; nested attributions nest."""
    html = report_html(trace())
    assert "<ins>More than 60</ins>" in html
    assert "<mark>Nearly 100</mark>" in html
    starts = re.findall(r'<span class="content[^>]*>(?:<[^>]*>)*about 40', html)
    assert max(start.count('class="content') for start in starts) == 2


def test_many_claims_stay_quick():
    """Hundreds of claims are folded after the twentieth, each text stands once, in little time."""
    story = trace()
    many = tuple(
        replace(story.claims[1], claim=replace(story.claims[1].claim, id=f"c{i}"))
        for i in range(300)
    )
    began = time.process_time()
    html = report_html(replace(story, claims=many))
    assert time.process_time() - began < 6
    assert html.count('<section class="claim"') == 20
    assert html.count('<details class="claim"') == 280
    assert html.count("Lock your doors and learn to swim") == 1


def test_a_single_article_shows_all_its_claims():
    """With one article, or when asked for, claims of a single article have their card."""
    story = trace()
    assert "hummed like a kettle" in Page(report_html(story, everything=True)).text
    assert "Claim 3" in Page(report_html(story, everything=True)).text
    assert "Claim 3" not in Page(report_html(story)).text


def test_no_articles_and_no_claims():
    """A page without claims says so."""
    story = trace()
    assert "No claim stands in two of them" in Page(report_html(replace(story, claims=()))).text
    assert isinstance(story.claims[0].claim, Claim)


def test_articles_alone():
    """`attribute --html` marks the article and has no claims."""
    story = trace()
    art = next(art for art in story.articles if art.id == "public")
    said = [a for a in story.resolution.appearances if a.article == "public"]
    resolution = replace(story.resolution, appearances=tuple(said))
    page = Page(articles_html([art], {"public": [a.attribution for a in said]}, resolution))
    assert "4 statements are laid at somebody’s door" in page.text
    assert sum(attrs.get("class", "").startswith("source ") for _, attrs in page.tags) >= 4
