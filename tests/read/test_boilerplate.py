import pytest

from reportedly.read.boilerplate import ends_article, is_furniture
from tests.read.cases import cases


@pytest.mark.parametrize("case", cases("lines", "line"))
def test_line(case):
    """A line of the page's furniture is known; the same words in a sentence are text."""
    assert bool(ends_article(case["line"])) is case.get("ends", False)
    assert bool(is_furniture(case["line"])) is case.get("furniture", False)
