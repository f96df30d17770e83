import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from reportedly.show.web.desk import Desk, Settings, passing_desk
from reportedly.store.collection import Collection
from tests.show.story import trace
from tests.show.web.serving import kept, serving, showing


class Page(HTMLParser):
    """Collects what a page refers to, and its headings."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.headings: list[int] = []
        self.inline: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        """Take one tag in."""
        given = dict(attrs)
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        if tag in ("script", "img", "iframe") and given.get("src"):
            self.loads.append(given["src"])
        if tag == "link":
            self.loads.append(given["href"])
        if given.get("id"):
            self.ids.append(given["id"])
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        self.inline += [name for name in given if name.startswith("on") or name == "style"]
        if tag == "style" or (tag == "script" and "src" not in given):
            self.inline.append(tag)


def claim_id(number: int = 1) -> str:
    """Return the id of a claim of the story."""
    return trace().claims[number - 1].claim.id


VIEWS = {
    "story": "/",
    "everything": "/?all=1",
    "claim": f"/claim?id={claim_id()}",
    "article": "/article?id=vesper&s=0",
    "articles": "/articles",
    "sources": "/sources",
    "source": "/source?id=engineer",
    "outlet": "/source?id=vesper",
    "outlets": "/outlets",
    "search": "/search?q=cracks",
    "add": "/add",
}


@pytest.mark.parametrize("path", VIEWS.values(), ids=VIEWS)
def test_view_is_a_page(site, path):
    """Every view answers with one heading of the first level, and none that skips a level."""
    answer = site.get(path)
    assert answer.status == 200
    page = Page(answer.text)
    assert page.headings.count(1) == 1, page.headings
    main = page.headings[: page.headings.index(2) + 1] if 2 in page.headings else [1]
    assert main[0] == 1
    assert all(b - a <= 1 for a, b in zip(page.headings, page.headings[1:], strict=False))
    assert len(page.ids) == len(set(page.ids)), "an id comes twice"


@pytest.mark.parametrize("path", VIEWS.values(), ids=VIEWS)
def test_view_loads_nothing_from_elsewhere(site, path):
    """All that a view loads comes from this server, and nothing in it is run in place."""
    page = Page(site.get(path).text)
    assert page.loads
    for address in page.loads:
        assert address.startswith("/static/")
        assert site.get(address).status == 200
    assert page.inline == []


def test_every_link_leads_somewhere(site):
    """No view has a link to a page that is not there, or to a place that its page lacks."""
    todo, seen = [*VIEWS.values()], {}
    while todo:
        path, _, anchor = todo.pop().partition("#")
        if path not in seen and path.startswith("/") and len(seen) < 400:
            answer = site.get(path)
            assert answer.status == 200, path
            seen[path] = Page(answer.text) if "html" in answer.headers["content-type"] else None
            todo += seen[path].links if seen[path] else []
        if anchor and seen.get(path):
            assert anchor in seen[path].ids, f"{path}#{anchor}"
    assert len(seen) > 40
    for path, page in seen.items():
        inside = [link[1:] for link in page.links if link.startswith("#")] if page else []
        assert set(inside) <= set(page.ids if page else ()), path


def test_story_ranks_claims_with_their_counts(site):
    """The list has each claim's words, its small picture, its count in words and its findings."""
    text = site.get("/").text
    found = trace().claims[0]
    told = f"{len({a.article for a in found.claim.appearances})} articles · 1 known origin"
    assert f"{told} · {found.independence.unknown} say" in text
    assert text.count('class="chain mini"') == text.count("claim-row")
    assert "false corroboration" in text


@pytest.mark.parametrize(
    ("query", "least", "most"),
    [
        ("", 2, 2), ("?all=1", 3, 99), ("?finding=number-drift", 1, 1), ("?q=spillway", 1, 1),
        ("?q=nothing+of+that", 0, 0), ("?origins=several", 1, 1), ("?hand=engineer", 1, 1),
        ("?order=oldest", 2, 2), ("?page=99", 2, 2),
    ],
)  # fmt: skip
def test_story_is_filtered(site, query, least, most):
    """Filters leave in what was asked for; a page beyond the last is the last."""
    text = site.get("/" + query).text
    assert least <= text.count('class="claim-row"') <= most


def test_claim_shows_chain_words_findings_and_why(site):
    """The claim's view has both pictures, each appearance, both passages and the explanation."""
    text = site.get("/claim", id=claim_id()).text
    found = trace().claims[0]
    assert 'class="chain times"' in text
    assert "In each article’s own words" in text
    assert text.count('class="supports"') + text.count('class="denies"') == len(
        found.claim.appearances
    )
    assert text.count('<li class="finding') == len(found.findings)
    assert "How these numbers come about" in text
    assert "<ins>" in text, "drift is marked word by word"


def test_article_marks_parts_and_tells_of_one_statement(site):
    """The text has source, cue and content marked; the statement's chain stands beside it."""
    text = site.get("/article", id="vesper", s=0).text
    for kind in ("source", "cue", "content"):
        assert re.search(rf'<(span|a) class="{kind}', text)
    assert 'aria-current="true"' in text
    beside = site.get("/article/statement", id="vesper", s=0).text
    assert "Statement 1 of" in beside
    assert "Claim 1" in beside
    assert "<html" not in beside


def test_source_has_all_it_said_and_who_relays_it(site):
    """A source's page has its statements, and who has claims from it."""
    text = site.get("/source", id="engineer").text
    assert "All it said" in text
    assert "Who has claims from it" in text
    assert "Vesper Wire" in text


def test_matrix_counts_who_leans_on_whom(site):
    """The matrix is a table with headings; a cell leads to its claims, as many as it says."""
    text = site.get("/outlets").text
    assert text.count('scope="row"') > 5
    href, count = re.search(r'<td class="shade\d"><a href="([^"]+)"[^>]*>(\d+)<', text).groups()
    assert site.get(href.replace("&amp;", "&")).text.count("claim-row") == int(count)


def test_search_finds_and_marks(site):
    """What was asked for is marked where it stands; hits lead to claims, sources and articles."""
    text = site.get("/search", q="cracks").text
    assert "<mark>cracks</mark>" in text
    assert 'href="/claim?id=' in text


def test_search_that_finds_nothing_says_what_to_try(site):
    """Nothing found is said in words that help, not as an explanation of what was found."""
    text = site.get("/search", q="zzyzx").text
    assert "Nothing found" in text
    assert "Try fewer words" in text
    assert "comes, too" not in text


def test_nothing_decided_is_said_once(site):
    """Without judgements there is nothing to export, and the page says where one decides."""
    text = site.get("/judgements").text
    assert "No judgements yet" in text
    assert "Export all" not in text
    assert "and on the pages of claims and sources" in text


def test_a_grade_is_chosen_and_not_met_with(site):
    """The form of a source begins with no grade, so that none is kept by a slip."""
    href = re.search(r'href="(/judge\?about=source[^"]*)"', site.get(VIEWS["source"]).text).group(1)
    text = site.get(href.replace("&amp;", "&")).text
    assert re.search(r"<select name=.other-grade.><option value=..( selected)?>choose …<", text)


def test_two_of_one_name_are_told_apart_in_the_list(tmp_path):
    """Sources that are called the same say who quotes them."""
    story = trace()
    one, other = (story.resolution.sources[id] for id in ("engineer", "mayor"))
    sources = story.resolution.sources | {"mayor": replace(other, name=one.name)}
    resolution = replace(story.resolution, sources=sources)
    with serving(showing(replace(story, resolution=resolution), tmp_path / "c")) as own:
        rows = re.findall(r"<tr.*?</tr>", own.get("/sources").text, re.S)
        same = [row for row in rows if one.name in row]
        assert len(same) == 2
        assert all(re.search(r"in [A-Z]", row) for row in same)


GONE = ["/claim?id=gone", "/article?id=x", "/source?id=y", "/nowhere", "/static/app.py",
        "/article/statement?id=vesper&s=999"]  # fmt: skip


@pytest.mark.parametrize("path", GONE)
def test_what_is_gone_is_said_plainly(site, path):
    """An address of something that is not there gets a page that says so, and what to do."""
    answer = site.get(path)
    assert answer.status == 404
    assert "not" in answer.text
    assert "Traceback" not in answer.text


def test_bad_address_is_said_plainly(site):
    """A number that is none gets a page, not a traceback."""
    answer = site.get("/?page=x")
    assert answer.status == 422
    assert "cannot be understood" in answer.text


def test_empty_collection_says_how_to_begin(tmp_path):
    """A collection without articles shows how to add some in every view."""
    with serving(Desk(Collection.create(tmp_path / "empty"))) as site:
        first = site.get("/").text
        assert "Nothing to read yet" in first
        assert "Add articles" in first
        assert "Filter and order" not in first
        for path in ("/articles", "/sources", "/outlets", "/search?q=x", "/api/claims"):
            assert site.get(path).status == 200, path


def test_kept_trace_is_what_is_shown(site):
    """The analysis that the collection keeps is shown as it is, without being made anew."""
    assert site.desk.traced().trace == trace()


def test_read_only_collection_is_read_and_not_changed(tmp_path):
    """A collection that may not be written to is shown; to add or decide is refused plainly."""
    kept(trace(), tmp_path / "c").close()
    with serving(Desk(Collection.open(tmp_path / "c", readonly=True))) as site:
        assert "claim-row" in site.get("/").text
        assert "reading only" in site.get("/add").text
        form = site.get("/judge", about="claim", claim=claim_id()).text
        of = re.search(r'name="of" value="(\w+)"', form).group(1)
        sent = {"about": "claim", "claim": claim_id(), "of": of, "do": "note", "who": "Ann"}
        answer = site.form("/judge", **sent, note="Hm.")
        assert answer.status == 503
        assert "reading only" in answer.text
        assert site.send("/add", {"a.txt": b"He said no."}).status == 303
        assert site.desk.worker.wait(60)
        assert "reading only" in site.get("/add").text


def test_versions_of_an_article_lead_to_each_other(tmp_path):
    """An article that changed shows its versions, and each is a page of its own."""
    collection = Collection.create(tmp_path / "c")
    first = trace().articles[0]
    collection.add(first, ())
    collection.add(replace(first, text=first.text + " Nobody was hurt."), ())
    with serving(Desk(collection)) as site:
        text = site.get("/article", id=first.id).text
        assert "(this one)" in text
        old = re.search(r'<a href="(/article\?id=[^"]+%401)">', text).group(1)
        assert "Nobody was hurt" in text
        assert "Nobody was hurt" not in site.get(old).text


def test_passing_collection_goes_with_the_server():
    """Without a folder what was added is kept as long as the server runs, and the page says so."""
    desk = passing_desk(Settings())
    folder = desk.collection.folder.parent
    with serving(desk) as site:
        assert "only until the server stops" in site.get("/add").text
        assert folder.is_dir()
    assert not folder.exists()


def test_what_another_version_read_is_read_anew(tmp_path):
    """The page says how many articles another version read; a button, or the API, reads them."""
    collection = Collection.create(tmp_path / "c")
    for n in (1, 2):
        art = replace(trace().articles[0], id=f"a{n}", url=None, text=f"It rained, she said. {n}.")
        collection.add(art, (), maker="an older one")
    with serving(Desk(collection)) as site:
        assert "2 of the articles were read by another version" in site.get("/").text
        assert "Read 2 anew" in site.get("/add").text
        assert site.get("/api/session").json()["outdated"] == 2
        assert site.form("/add/renew").status == 303
        assert site.desk.worker.wait(60)
        assert "2 read anew" in site.get("/add").text
        assert site.get("/api/session").json()["outdated"] == 0
        assert collection.attributions(["a1"])["a1"]
        key = {"X-Reportedly-Key": site.rules.secret}
        assert site.ask("POST", "/api/renew").status == 403
        assert site.ask("POST", "/api/renew", key).status == 202
