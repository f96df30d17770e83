"""The parts of a score, and that each has its weight."""

from reportedly.records import Span
from reportedly.resolve.discourse import Discourse
from reportedly.resolve.entity import Entity, Event
from reportedly.resolve.weighing import WEIGHTS, Asked, parts, score

TEXT = "Viktor Ash asked Max Roe about rain. “It will last,” he said."
ASH, ROE = Entity(1, ["Viktor Ash"], "person", "m"), Entity(2, ["Max Roe"], "person", "m")
EVENTS = [Event(0, 10, ASH, source=False), Event(17, 24, ROE, source=False)]
QUOTE = Span(37, 52)
PLACE = TEXT.index("he said")


def told() -> Discourse:
    """Return the text above as read up to “he”."""
    return Discourse(list(EVENTS), [0, 37], [QUOTE], content=(QUOTE,), text=TEXT)


def test_who_asks_and_who_answers() -> None:
    """Before an answer the one who asks speaks less for himself than the one who is asked."""
    asked = Asked(PLACE, sex="m")
    ash, roe = (parts(told(), asked, event) for event in EVENTS)
    assert "asks" in ash
    assert "leads" not in ash
    assert "answers" in roe
    assert score(told(), asked, EVENTS[1]) > score(told(), asked, EVENTS[0])


def test_each_part_has_a_weight() -> None:
    """Whatever is seen counts, for or against."""
    for event in EVENTS:
        assert set(parts(told(), Asked(PLACE, ASH, "m"), event)) <= set(WEIGHTS)


def test_evidence_adds() -> None:
    """What else is known of somebody is added as it is."""
    plain, told_of = Asked(PLACE, sex="m"), Asked(PLACE, sex="m", evidence={2: 2.5})
    assert score(told(), told_of, EVENTS[1]) == score(told(), plain, EVENTS[1]) + 2.5
