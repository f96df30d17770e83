"""Growth: the fit is a straight line's slope, and the picture is that of the figures."""

import json
from pathlib import Path

import pytest

from bench import growth
from bench.growth_picture import picture

ROOT = Path(__file__).parents[2]


def row(articles: int, seconds: float, memory: float) -> dict:
    parts = dict.fromkeys(growth.STAGES, seconds / len(growth.STAGES))
    return {"articles": articles, "seconds": parts, "memory_mb": memory}


@pytest.mark.parametrize("power", [1, 1.5, 2])
def test_the_power_is_found(power: float) -> None:
    """What grows with a power of the number of articles is found to do so."""
    rows = [row(n, 0.01 * n**power, 0.1 * n) for n in (1_000, 10_000, 100_000)]
    found = growth.exponents(rows)
    assert found["all"] == pytest.approx(power, abs=0.01)
    assert found["match"] == pytest.approx(power, abs=0.01)
    assert found["memory"] == 1


def test_a_few_articles_are_measured() -> None:
    """A size is measured the whole way: every stage, copies, claims, memory."""
    found = growth.measured(20)
    assert found["articles"] == 20
    assert set(found["seconds"]) == set(growth.STAGES)
    assert min(found["seconds"].values()) > 0
    assert found["claims"] > 0


def test_the_picture_is_drawn_from_the_figures() -> None:
    """docs/images/growth.svg is what bench/growth.json makes."""
    found = json.loads((ROOT / "bench/growth.json").read_text("utf-8"))
    assert (ROOT / "docs/images/growth.svg").read_text("utf-8") == picture(found)
    assert found["exponents"] == growth.exponents(found["rows"])
