"""Records in Jupyter: what a cell shows, and the tutorial's cells run one by one."""

import html
import json
import re
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from IPython.core.interactiveshell import InteractiveShell
from nbclient import NotebookClient

from reportedly.show.notebook import framed, load_ipython_extension, marked, tables
from tests.show.hostile import hostile_trace
from tests.show.story import trace

ROOT = Path(__file__).parents[2]
TUTORIAL = ROOT / "docs/tutorial/notebook.ipynb"


@pytest.fixture
def shell():
    """An IPython of its own, with the extension loaded."""
    made = InteractiveShell()
    load_ipython_extension(made)
    return made


def shown(shell, thing):
    """Return the page in the frame that a cell shows, and the frame's own tag."""
    data, _ = shell.display_formatter.format(thing)
    found = re.fullmatch(r'(<iframe [^>]*?srcdoc=")([^"]*)("[^>]*></iframe>)', data["text/html"])
    assert found, data["text/html"][:200]
    return html.unescape(found[2]), found[1] + found[3]


def test_a_trace_shows_its_report(shell):
    """A trace that ends a cell is the report, pictures and all, in a frame where nothing runs."""
    page, frame = shown(shell, trace())
    assert "<svg" in page
    assert "Vesper Wire" in page
    assert 'sandbox=""' in frame


def test_a_claim_is_shown_out_of_the_trace_that_holds_it(shell):
    """A claim shows its own part of the report; without its trace, its words and its count."""
    whole = trace()
    claim = whole.claims[1]
    data, _ = shell.display_formatter.format(claim)
    assert data["text/html"].startswith("<p>")
    shell.user_ns["story"] = whole
    page, _ = shown(shell, claim)
    assert html.escape(claim.claim.text) in page
    assert html.escape(whole.claims[0].claim.text) not in page.split('class="article')[0]


def test_an_article_and_an_attribution(shell):
    """An article shows its text; an attribution its article with what is said marked in it."""
    whole = trace()
    page, _ = shown(shell, whole.articles[0])
    assert html.escape(whole.articles[0].title) in page
    attr = next(a.attribution for a in whole.resolution.appearances if not a.attribution.own_voice)
    data, _ = shell.display_formatter.format(attr)
    assert data["text/html"].startswith("<p>")
    shell.user_ns["articles"] = list(whole.articles)
    page, _ = shown(shell, replace(attr))
    assert "<mark" in page or 'class="content' in page or 'class="m' in page


def test_marked_articles():
    """Articles are shown with the attributions that are given, those without any left out."""
    whole = trace()
    first = whole.articles[0]
    said = [a.attribution for a in whole.resolution.appearances if a.article == first.id]
    page = html.unescape(marked(whole.articles, {first.id: said})._repr_html_())
    assert first.title in page
    assert whole.articles[5].title not in page


@pytest.mark.parametrize("words", ['"></iframe><script>alert(1)</script>', "<img src=x onerror=y>"])
def test_hostile_words_stay_in_the_frame(shell, words):
    """Whatever an article holds, the cell's HTML is one frame, and the frame runs nothing."""
    page, frame = shown(shell, hostile_trace(words))
    assert "allow-scripts" not in frame
    assert words not in page
    assert framed(page).count("<iframe") == 1


def test_tables_are_arrow():
    """The tables of a trace are those of the export, by name."""
    found = tables(trace())
    assert found["claims"].num_rows == len(trace().claims)
    assert found["articles"].column("id").to_pylist() == [a.id for a in trace().articles]


def test_the_tutorial_runs():
    """Every cell of the notebook runs in a fresh kernel, and it is kept without outputs."""
    kept = json.loads(TUTORIAL.read_text("utf-8"))
    assert not any(cell.get("outputs") for cell in kept["cells"])
    notebook = nbformat.read(TUTORIAL, as_version=4)
    client = NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(ROOT)}})
    client.execute()
    outputs = [out for cell in notebook.cells for out in cell.get("outputs", [])]
    shown = [out for out in outputs if "text/html" in out.get("data", {})]
    assert sum("<iframe" in out["data"]["text/html"] for out in shown) == 4
    assert any("known origin" in out.get("text", "") for out in outputs)
