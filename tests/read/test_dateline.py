import pytest

from reportedly.read.dateline import find_dateline
from tests.read.cases import cases


@pytest.mark.parametrize("case", cases("datelines", "text"))
def test_dateline(case):
    """Outlet and date are taken from a dateline, and from nothing that only looks like one."""
    line = find_dateline(case["text"])
    if case.get("none"):
        assert line is None
        return
    assert (line and line.outlet) == case["outlet"]
    assert (line and line.published and line.published.value) == case["value"]
