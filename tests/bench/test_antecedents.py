"""Verdicts on resolved mentions, and the labels' own shape."""

import json
from collections import Counter

from bench.antecedents import LABELS, Labels, Mention, Reading, judge, read_labels, tally
from reportedly.records import Span

# “Ada Roe said … she … the mayor … Bea Ash …”: two entities with a name, one without.
ADA, BEA = Span(0, 7), Span(50, 57)
LABELLED = Labels(
    "made",
    (
        Mention(ADA, "name", "e1"),
        Mention(Span(20, 23), "pronoun", "e1"),
        Mention(Span(30, 39), "description", "e2"),
        Mention(Span(40, 45), "description", "e3"),
        Mention(Span(46, 48), "pronoun", "?"),
    ),
    {"e1": ADA, "e2": BEA, "e3": None},
)
NAMES = [(ADA, 1), (BEA, 2)]


def reading(*who: int, unsure: tuple[int, ...] = ()) -> Reading:
    """Return a reading that gives the mentions these entities, in order."""
    mentions = {m.span: frozenset((n,)) for m, n in zip(LABELLED.mentions, who, strict=True)}
    return Reading(mentions, NAMES, set(unsure))


def test_all_right() -> None:
    """Each mention with the entity of its name is right; what no reader can tell is not judged."""
    assert judge(LABELLED, reading(1, 1, 2, 3, 1)) == ["right"] * 4 + [""]


def test_wrong_and_unresolved() -> None:
    """Another's entity is joined, an entity marked unsure is unresolved, whoever is meant."""
    found = reading(1, 2, 9, 1, 1, unsure=(9,))
    assert judge(LABELLED, found) == ["right", "joined", "unresolved", "joined", ""]


def test_kept_apart() -> None:
    """Who is taken for somebody new is kept apart, not joined with anybody."""
    assert judge(LABELLED, reading(1, 7, 2, 3, 1)) == ["right", "apart", "right", "right", ""]


def test_joined_with_one_who_says_nothing() -> None:
    """A name that no label knows is somebody else as well."""
    found = reading(1, 5, 2, 3, 1)
    found.names = [*NAMES, (Span(80, 87), 5)]
    assert judge(LABELLED, found)[1] == "joined"


def test_two_named_made_one() -> None:
    """Who makes one entity of two that have names is right about neither."""
    found = reading(1, 1, 1, 3, 1)
    found.names = [(ADA, 1), (BEA, 1)]
    assert judge(LABELLED, found)[:3] == ["joined"] * 3


def test_nameless_must_stay_together() -> None:
    """The mentions of somebody without a name are right where most of them are one."""
    spans = (Span(1, 4), Span(5, 9), Span(10, 14))
    labels = Labels("made", tuple(Mention(s, "group", "e1") for s in spans), {"e1": None})
    found = Reading({s: frozenset((n,)) for s, n in zip(spans, (4, 4, 5), strict=True)})
    assert judge(labels, found) == ["right", "right", "apart"]
    assert tally([(labels, found)])["group"] == {"right": 2, "apart": 1}


def test_where_a_name_stands() -> None:
    """A title may belong to a name; a campaign and a pair are not the person named in them."""
    found = Reading(names=[(Span(5, 12), 1), (Span(30, 37), 2), (Span(42, 49), 3)])
    assert found.at_name(Span(0, 12)) == {1}
    assert not found.at_name(Span(5, 23))
    assert not found.at_name(Span(30, 49))


def test_labels() -> None:
    """Sixty articles, half of them held back, and those to learn from; entities are known."""
    items = [read_labels(line) for line in LABELS.read_text("utf-8").splitlines()]
    assert len(items) == len({item.id for item in items})
    parts = {"train": 32, "hard": 26, "more": 35, "check": 34, "dev": 30, "held": 30}
    assert Counter(i.part for i in items) == parts
    for item in items:
        assert all(m.entity == "?" or m.entity in item.names for m in item.mentions)
    keys = {key for line in LABELS.read_text("utf-8").splitlines() for key in json.loads(line)}
    assert keys == {"id", "digest", "part", "mentions", "entities"}  # offsets, no text
