"""Unnamed sources of several articles: once in what is known, each for itself at most."""

import pytest

from reportedly.trace.story import trace
from tests.trace.stories import story

OFFICIALS = {n: {"kind": "anonymous", "name": "a senior US official"} for n in ("x", "y", "z")}
ARTICLES = {
    outlet.lower(): {
        "outlet": outlet,
        "published": f"2024-09-1{day}",
        "says": [{"content": "The ship was empty", "by": by}],
    }
    for day, (outlet, by) in enumerate(zip("ABC", "xyz", strict=True))
}


@pytest.mark.parametrize("order", ["abc", "cba"])
def test_a_senior_official_in_three_articles(order):
    """Three outlets that heard "a senior US official" may have heard one, two or three people."""
    articles = {id: ARTICLES[id] for id in order}
    (found,) = trace(*story({"sources": OFFICIALS, "articles": articles})).claims
    count = found.independence
    assert (count.low, count.known, count.high) == (1, 1, 3)
    assert len(found.origins) == 3
