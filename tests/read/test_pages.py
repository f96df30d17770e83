"""Facts about saved pages that lie beside the repository, where they do."""

from pathlib import Path

import pytest

from reportedly.read.html import read_html
from reportedly.read.limits import Limits
from tests.read.cases import cases

PAGES = Path(__file__).parents[3] / "shared/pages"


@pytest.mark.skipif(not PAGES.exists(), reason="the saved pages lie beside the repository")
@pytest.mark.parametrize("case", cases("pages", "page"))
def test_saved_page(case):
    """Title, outlet, byline, date and length are the page's; what stands around is left out."""
    (path,) = PAGES.glob(case["page"] + "*")
    article = read_html(path.read_bytes(), path.name, Limits())
    assert (article.title or "").startswith(case["title"])
    assert (article.outlet, article.byline) == (case["outlet"], case["byline"])
    assert article.published.value == case["published"]
    assert len(article.text.split()) == pytest.approx(case["words"], rel=0.03)
    assert article.text.endswith(case["ends"])
    for words in case["without"]:
        assert words not in article.text
    assert {link.span.of(article.text) for link in article.links} >= set(case["links"])
    assert article.language == "en"
