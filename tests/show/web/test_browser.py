"""The views as a person uses them, in the system's Chromium."""

import re
import time
from dataclasses import replace

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
expect = playwright.expect

from reportedly.judge.make import Maker  # noqa: E402
from reportedly.show.web.desk import Desk  # noqa: E402
from reportedly.store.collection import Collection  # noqa: E402
from tests.show.story import trace  # noqa: E402
from tests.show.web.serving import kept, serving, showing  # noqa: E402
from tests.show.web.test_pages import VIEWS, claim_id  # noqa: E402


def troubles(tab) -> list[str]:
    """Return what the console holds against the page."""
    return [line for line in tab.said if line.startswith(("error", "warning"))]


def axe(tab, rules: list[str] | None = None) -> list[str]:
    """Return what axe-core finds wrong with the page, by all of its rules or by some alone."""
    from axe_playwright_python.sync_playwright import Axe

    options = {"runOnly": {"type": "rule", "values": rules}} if rules else {}
    found = Axe().run(tab, options=options)
    return [
        f"{one['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for one in found.response["violations"]
        for node in one["nodes"][:3]
    ]


def dark(tab) -> None:
    """Show the page as on a dark system."""
    tab.emulate_media(color_scheme="dark", reduced_motion="reduce")


@pytest.mark.parametrize("view", [*VIEWS, "judgements", "gone"])
def test_view_can_be_used_by_everybody(tab, site, view):
    """axe-core finds nothing wrong by any rule, in light or dark; nothing is cut on a phone."""
    other = {"judgements": "/judgements", "gone": "/claim?id=gone"}
    tab.goto(site.base + (VIEWS | other)[view])
    assert axe(tab) == []
    dark(tab)
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(21, 23, 26)"
    assert axe(tab) == []
    if view == "gone":
        tab.said.clear()  # the browser reports the 404
    tab.set_viewport_size({"width": 390, "height": 844})
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    assert troubles(tab) == []


FORMS = {
    "claim": VIEWS["claim"], "finding": VIEWS["claim"], "step": VIEWS["claim"],
    "statement": VIEWS["article"], "source": VIEWS["source"],
}  # fmt: skip


@pytest.mark.parametrize("about", FORMS)
def test_form_can_be_used_by_everybody(tab, site, about):
    """Each form opens where it is asked for, is faultless there, and closes as it opened."""
    tab.goto(site.base + FORMS[about])
    if about == "step":
        tab.locator(".appearances details.why > summary").first.click()
    link = tab.locator(f".decide[href*='about={about}&']").first
    link.focus()
    tab.keyboard.press("Enter")
    name = tab.locator("form.judge [name=who]")
    expect(name).to_be_focused()
    assert axe(tab) == []
    dark(tab)
    assert axe(tab) == []
    tab.set_viewport_size({"width": 390, "height": 844})
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    name.fill("Ann")
    tab.keyboard.press("Enter")
    expect(tab.locator("#said")).to_contain_text("Choose what you decide")
    tab.keyboard.press("Escape")
    expect(tab.locator("form.judge")).to_have_count(0)
    expect(link).to_be_focused()
    link.click()
    tab.get_by_role("link", name="Not now").click()
    expect(tab.locator("form.judge")).to_have_count(0)
    assert site.desk.collection.judgements() == ()
    assert troubles(tab) == []


def test_a_judgement_is_told_and_taken_back_where_one_is(tab, tmp_path):
    """After each judgement the page says so at once, with the way back; all of it by keys."""
    with serving(Desk(kept(trace(), tmp_path / "c"))) as own:
        own.desk.collection.judge(Maker(trace(), "Ann", "Begun.").remark())
        own.desk.changed()
        own.desk.worker.wait(60)
        one, other = own.get("/api/sources").json()[:2]
        tab.goto(own.base + one["href"])
        told = tab.locator(".judged")
        for number, do, said in ((2, "different", "is not"), (4, "alias", "is")):
            tab.locator(".decide").focus()
            tab.keyboard.press("Enter")
            tab.locator("form.judge [name=who]").fill("Ann")
            tab.locator(f"form.judge [name=other-{do}]").focus()
            tab.keyboard.type(other["name"])
            tab.keyboard.press("Enter")
            expect(told).to_contain_text(f"Kept as judgement {number}")
            expect(told).to_be_in_viewport()
            assert axe(tab) == []
            expect(tab.locator(".decided-here")).to_contain_text(
                f"{one['name']} {said} {other['name']}"
            )
            told.get_by_role("button").focus()
            tab.keyboard.press("Enter")
            expect(told).to_contain_text(f"Kept as judgement {number + 1}")
            expect(tab.locator(".decided-here")).to_have_count(0)
            tab.goto(own.base + one["href"])
        made = [j.kind for j in own.desk.collection.judgements()]
        assert made == ["note", "different", "undo", "alias", "undo"]
        assert troubles(tab) == []


def test_what_stands_beside_an_article_can_be_put_away(tab, site):
    """On a phone a statement covers half of the text; Close and Esc put it away."""
    tab.set_viewport_size({"width": 390, "height": 844})
    for put_away in ("Close", "Escape"):
        tab.goto(site.base + VIEWS["article"])
        if put_away == "Close":
            tab.get_by_role("button", name="Close").first.click()
        else:
            tab.keyboard.press("Escape")
        expect(tab.locator("#panel .statement")).to_have_count(0)
        expect(tab.locator("#panel")).to_be_hidden()
        assert "s=" not in tab.url
    assert troubles(tab) == []


def test_story_by_keys(tab, site):
    """Skip link first; j and k go through the claims, o opens one, u leads back, / searches."""
    tab.goto(site.base)
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    tab.keyboard.press("j")
    tab.keyboard.press("j")
    assert tab.evaluate("document.activeElement.innerText").startswith("2")
    tab.keyboard.press("k")
    assert tab.evaluate("document.activeElement.innerText").startswith("1")
    tab.keyboard.press("o")
    tab.wait_for_url("**/claim?id=*")
    tab.keyboard.press("u")
    tab.wait_for_url(site.base + "/")
    tab.keyboard.press("/")
    tab.keyboard.type("cracks")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/search?q=cracks")
    assert troubles(tab) == []


def test_keys_can_be_switched_off(tab, site):
    """The help opens with ?, says the keys, and has a switch that is remembered."""
    tab.goto(site.base)
    tab.keyboard.press("?")
    assert tab.locator("#keys").is_visible()
    tab.get_by_label("Single keys do this").uncheck()
    tab.keyboard.press("Escape")
    tab.reload()
    tab.keyboard.press("j")
    assert tab.evaluate("document.activeElement.tagName") == "BODY"
    tab.evaluate("localStorage.clear()")


def test_filters_work_as_one_types(tab, site):
    """The list follows the filter without a new page; the address follows, too, and is said."""
    tab.goto(site.base)
    assert tab.locator(".claim-row").count() == 2
    tab.get_by_label("Words").fill("spillway")
    expect(tab.locator(".claim-row")).to_have_count(1)
    assert "q=spillway" in tab.url
    expect(tab.locator("#said")).to_contain_text("1 claim")
    tab.reload()
    assert tab.locator(".claim-row").count() == 1
    assert troubles(tab) == []


def test_claim_by_keyboard(tab, site):
    """Every box of the picture can be reached by Tab and leads on; what is folded opens."""
    tab.goto(f"{site.base}/claim?id={claim_id()}")
    boxes = tab.locator("#c1 .picture .nodes a")
    assert boxes.count() > 5
    boxes.nth(2).focus()
    assert tab.locator("svg.dim").count() >= 1, "the way up from it is lit"
    tab.locator("summary", has_text="How these numbers come about").focus()
    tab.keyboard.press("Enter")
    assert tab.locator("#c1-why[open]").count() == 1
    assert tab.locator("svg.times").is_visible()
    tab.locator("summary", has_text="Over time").focus()
    tab.keyboard.press("Enter")
    assert not tab.locator("svg.times").is_visible()
    step = tab.locator("#c1 .picture .edges a").first.get_attribute("href")
    tab.locator("#c1 .picture .edges a").first.focus()
    tab.keyboard.press("Enter")
    assert tab.locator(step).is_visible(), "an edge leads to the step that explains it"
    boxes.nth(2).focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url(re.compile("/(article|source)"))
    assert troubles(tab) == []


def test_article_by_keys_and_by_pointer(tab, site):
    """J and k go through the statements; a click in the text shows what was clicked."""
    tab.goto(f"{site.base}/article?id=vesper")
    tab.keyboard.press("j")
    tab.wait_for_selector("#panel .statement")
    assert "Statement 1 of" in tab.inner_text("#panel")
    assert tab.locator(".text .now").count() >= 1
    assert "s=" in tab.url
    tab.keyboard.press("j")
    expect(tab.locator("#panel")).to_contain_text("Statement 2 of")
    tab.keyboard.press("k")
    expect(tab.locator("#panel")).to_contain_text("Statement 1 of")
    last = tab.locator(".text .content[id]").last
    last.click(position={"x": 40, "y": 8})
    wanted = last.get_attribute("data-s")
    expect(tab).to_have_url(re.compile(rf"s={wanted}#"))
    assert tab.locator(".statements [aria-current]").count() == 1
    tab.reload()
    assert tab.locator("#panel .statement").count() == 1, "the address is the statement's own"
    tab.goto(f"{site.base}/article?id=vesper&s=0")
    tab.keyboard.press("o")
    tab.wait_for_url("**/claim?id=*")
    assert troubles(tab) == []


def test_an_open_page_offers_itself_anew(tab, tmp_path):
    """After a new analysis the page says so, leaves the focus, and comes back to where one was."""
    with serving(Desk(kept(trace(), tmp_path / "c"))) as own:
        tab.goto(own.base + "/articles")
        link = tab.locator(".list a.title").nth(2)
        link.focus()
        tab.evaluate("dispatchEvent(new Event('visibilitychange'))")
        assert not tab.locator("#anew").is_visible()
        maker = Maker(trace(), "Ann", "Look again.")
        own.desk.collection.judge(maker.remark([("vesper", 0)]))
        own.desk.changed()
        own.desk.worker.wait(60)
        tab.evaluate("dispatchEvent(new Event('visibilitychange'))")
        expect(tab.locator("#anew")).to_contain_text("Something was added or decided since")
        expect(link).to_be_focused()
        assert axe(tab) == []
        tab.keyboard.press("r")
        expect(tab.locator("#anew")).to_be_hidden()
        expect(tab.locator(".list a.title").nth(2)).to_be_focused()
        assert troubles(tab) == []


def test_a_place_outlives_the_number_of_its_claim(tab, site):
    """An address of a finding leads to it, whatever the number of its claim was then."""
    tab.goto(f"{site.base}/claim?id={claim_id()}#c7-f2")
    expect(tab).to_have_url(re.compile("#c1-f2$"))
    expect(tab.locator("#c1-f2")).to_be_in_viewport()


def test_pages_work_without_scripts(browser, site):
    """Without JavaScript the filter has a button, statements are links, everything can be read."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.base + "/?q=spillway")
    assert page.locator(".claim-row").count() == 1
    assert page.get_by_role("button", name="Show").count() == 1
    page.goto(f"{site.base}/article?id=vesper")
    page.locator(".statements a").first.click()
    assert "Statement 1 of" in page.inner_text("#panel")
    context.close()


def test_print_view_has_everything_and_no_controls(tab, site):
    """On paper there are no controls; what was folded is open, but for reasons nobody opened."""
    tab.goto(f"{site.base}/claim?id={claim_id()}")
    tab.emulate_media(media="print")
    assert not tab.locator(".bar").is_visible()
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert tab.locator("details:not([open]):not(.why)").count() == 0
    assert tab.locator("svg.times").is_visible()
    assert tab.locator(".decide >> visible=true").count() == 0
    assert tab.locator(".appearances > li").last.is_visible()


@pytest.mark.parametrize("view", VIEWS)
def test_printed_page_is_not_cut(tab, site, view):
    """On a sheet of A4 nothing is wider than the sheet, the table of who leans on whom included."""
    tab.set_viewport_size({"width": 680, "height": 900})  # between the margins, at 96 px an inch
    tab.goto(site.base + VIEWS[view])
    tab.emulate_media(media="print")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 682
    assert tab.locator(".scroll").evaluate_all(
        "all => all.every(one => one.firstElementChild.getBoundingClientRect().right <= 682)"
    )


def test_dropped_files_are_added(tab, tmp_path):
    """Files dropped on any page are read in the background; the page shows it, then the story."""
    said = "The dam at Kelm has {} new cracks, engineer Ora Venn said on Monday.\n\nIt rained.\n"
    with serving(Desk(Collection.create(tmp_path / "c"))) as own:
        tab.goto(own.base)
        assert "Nothing to read yet" in tab.inner_text("main")
        handle = tab.evaluate_handle(
            """(texts) => { const data = new DataTransfer();
            texts.forEach((text, i) => data.items.add(new File([text], `kelm${i}.txt`)));
            return data; }""",
            [said.format("forty") * 3, "", said.format("fifty") + "More of it."],
        )
        tab.dispatch_event("main", "dragenter", {"dataTransfer": handle})
        assert tab.locator("#drop").is_visible()
        tab.dispatch_event("main", "drop", {"dataTransfer": handle})
        tab.wait_for_url("**/add", timeout=20000)
        expect(tab.locator("#progress")).to_contain_text("Done.", timeout=60000)
        assert "2 added" in tab.inner_text("#progress")
        assert "left out: kelm1.txt" in tab.inner_text("#progress")
        tab.goto(own.base)
        assert "2 articles" in tab.inner_text("h1")
        tab.goto(own.base + "/articles")
        tab.locator(".list a.title").first.click()
        assert "Ora Venn" in tab.inner_text("article")
        assert troubles(tab) == []


def test_ten_thousand_claims_stay_smooth(tab, tmp_path):
    """A story of ten thousand claims opens, filters and turns its pages without delay."""
    story = trace()
    first = story.claims[0]
    many = tuple(
        replace(first, claim=replace(first.claim, id=f"m{i}", text=f"Claim {i} of cracks"))
        for i in range(10_000)
    )
    with serving(showing(replace(story, claims=many), tmp_path / "c")) as own:
        own.get("/")  # the rows are made once
        start = time.process_time()
        text = own.get("/?q=9999&order=newest").text
        assert time.process_time() - start < 2.0
        assert text.count('class="claim-row"') == 1
        tab.goto(own.base + "/?page=250")
        assert tab.locator(".claim-row").count() == 25
        assert tab.evaluate("document.getElementsByTagName('*').length") < 4000
        tab.get_by_role("link", name="Previous").click()
        expect(tab.locator(".pager")).to_contain_text("Page 249 of 400")
