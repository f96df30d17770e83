"""What a scene looks up once instead of for each pair."""

import pytest

from reportedly.records import Resolution, Source
from reportedly.trace.scene import named, scene
from tests.factories import article

TEXTS = {
    "a": "A study by the Lake Institute was paid for by Ostwick Water.",
    "b": "OSTWICK WATER and the LAKE INSTITUTE said nothing.",
    "c": "The lake rose; an institute stood in water.",
    "d": "Tea is dearer.",
}


@pytest.mark.parametrize("name", ["the Lake Institute", "Ostwick Water", "Lake", "…", ""])
def test_no_text_that_names_a_body_is_missed(name: str) -> None:
    """Articles that hold all words of a name are among them all in which it stands."""
    sources = {
        f"organisation:{n}": Source(id=f"organisation:{n}", name=n, kind="organisation")
        for n in ("the Lake Institute", "Ostwick Water", "Lake")
    }
    articles = [article(text, id=id) for id, text in TEXTS.items()]
    seen = scene(articles, Resolution(sources=sources, outlets={}, appearances=()), ())
    found = seen.holding(name)
    assert {id for id, text in TEXTS.items() if named(name, text)} <= found
    assert "d" not in found
