"""The scorer of nesting and relays on made cases, and the labelled texts themselves."""

from collections import Counter

import pytest

from bench.relay_scores import Case, depth, pair, said, score
from bench.relays import PARTS, found_rows, load
from reportedly.records import Attribution, Span

ROLES = ("source", "cue", "content", "addressee")
TEXT = "Quay Wire cited a clerk as saying the safe was empty."


def rows(*items):
    """Return rows from (source, content, addressee, parent), spans as pairs or None."""
    return [
        {"source": [s] if s else [], "content": [k], "addressee": [a] if a else [], "parent": p}
        for s, k, a, p in items
    ]


OUTER = ((0, 9), (16, 52), None, None)
INNER = ((16, 23), (34, 52), None, 0)


def items(*triples):
    """Return the made attributions of `TEXT` as the scorer takes them."""
    return said(TEXT, rows(*triples))


def test_all_found() -> None:
    """What is found just as labelled scores full in every tally."""
    gold = items(OUTER, INNER)
    scores = score([Case("cited", gold, gold)])
    for tally in (scores.attributions, scores.nested, scores.parent, scores.parent_all):
        assert tally.f1 == 1
    assert (scores.parent_right.right, scores.parent_right.gold) == (2, 2)
    assert [scores.depths[level].gold for level in (0, 1, 2)] == [1, 1, 0]
    assert scores.kinds["cited"].recall == 1


def test_nothing_found() -> None:
    """Nothing found is recall 0, and no division by zero."""
    scores = score([Case("cited", items(OUTER, INNER), []), Case("none", [], [])])
    assert (scores.attributions.precision, scores.attributions.recall) == (0, 0)
    assert scores.addressee.f1 == 0
    assert scores.nested.gold == 1


def test_content_less_than_half() -> None:
    """A content that shares less than half of the words is not found."""
    short = ((0, 9), (16, 23), None, None)
    assert pair(items(OUTER), items(short)) == {}


@pytest.mark.parametrize(
    ("label", "guess", "same"),
    [
        ((0, 9), (0, 4), True),  # Quay
        ((16, 23), (16, 17), False),  # "a" is shared and tells nothing
        ((16, 23), None, False),
        (None, None, True),
    ],
)
def test_sources(label, guess, same) -> None:
    """Sources agree by a word that is no stop word, or by both being empty."""
    content = (34, 52)
    gold, found = items((label, content, None, None)), items((guess, content, None, None))
    assert (pair(gold, found) == {0: 0}) is same


def test_source_of_stop_words() -> None:
    """A source that is nothing but a pronoun still counts by its words."""
    text = "His own account: it rained."
    gold = said(text, rows(((0, 3), (17, 26), None, None)))
    assert gold[0].telling == {0}
    assert pair(gold, gold) == {0: 0}


def test_pairs_are_one_to_one() -> None:
    """A second guess at the same attribution is a wrong one."""
    gold, found = items(OUTER), items(OUTER, OUTER)
    tally = score([Case("cited", gold, found)]).attributions
    assert (tally.right, tally.found, tally.gold) == (1, 2, 1)


def test_wrong_parent() -> None:
    """A nested attribution found without its parent is found, and its nesting is not."""
    loose = (*INNER[:3], None)
    scores = score([Case("cited", items(OUTER, INNER), items(OUTER, loose))])
    assert scores.attributions.f1 == 1
    assert (scores.parent.right, scores.parent.found, scores.parent.gold) == (0, 0, 1)
    assert scores.parent_right.right == 1  # the outer one has none, and should have none
    assert (scores.nested.right, scores.nested.gold) == (0, 1)
    assert (scores.depths[0].right, scores.depths[0].found) == (1, 2)


def test_parent_must_be_the_pair() -> None:
    """A parent counts only if it is the attribution that was paired with the labelled parent."""
    stranger = ((16, 23), (0, 9), None, None)
    found = items(stranger, OUTER, INNER)  # INNER's parent 0 is now the stranger
    scores = score([Case("cited", items(OUTER, INNER), found)])
    assert (scores.parent.right, scores.parent.found, scores.parent.gold) == (0, 1, 1)
    assert (scores.nested.right, scores.parent_all.found) == (1, 1)


def test_addressees() -> None:
    """Addressees are compared in attributions that were found, and over all."""
    text = "Ash told Quay Wire it rained. Elm told Bay News it snowed."
    first, second = ((0, 3), (19, 28), (9, 18), None), ((30, 33), (48, 57), (39, 47), None)
    gold = said(text, rows(first, second))
    found = said(text, rows((*first[:2], (14, 18), None)))
    scores = score([Case("told", gold, found)])
    assert (scores.addressee.right, scores.addressee.found, scores.addressee.gold) == (1, 1, 1)
    assert (scores.addressee_all.right, scores.addressee_all.gold) == (1, 2)


def test_depth_of_a_circle() -> None:
    """Parents in a circle end too."""
    circle = items((*OUTER[:3], 1), INNER)
    assert depth(circle, 0) == 2


def test_own_statements_are_left_out() -> None:
    """What the text states itself is no attribution, and parents are counted without it."""
    own = Attribution(article="a", source=(), cue=(), content=(Span(0, 52),))
    outer = Attribution(
        article="a", source=(Span(0, 9),), cue=(Span(10, 15),), content=(Span(16, 52),)
    )
    inner = Attribution(
        article="a",
        source=(Span(16, 23),),
        cue=(Span(27, 33),),
        content=(Span(34, 52),),
        parent=1,
    )
    found = found_rows([own, outer, inner])
    assert [row["parent"] for row in found] == [None, 0]
    assert found[1]["source"] == [[16, 23]]


DATA = load()


def test_data_is_large_enough_and_split() -> None:
    """Ids differ, texts differ, and each kind is split into halves."""
    assert len(DATA) >= 220
    assert len({row["id"] for row in DATA}) == len({row["text"] for row in DATA}) == len(DATA)
    assert {row["part"] for row in DATA} == set(PARTS)
    assert load("dev") + load("held") != DATA
    assert len(load("dev")) + len(load("held")) == len(DATA)
    counts = Counter((row["kind"], row["part"]) for row in DATA)
    for kind in {row["kind"] for row in DATA}:
        assert abs(counts[kind, "dev"] - counts[kind, "held"]) <= 1, kind


@pytest.mark.parametrize("row", DATA, ids=lambda row: row["id"])
def test_data_row(row) -> None:
    """Spans lie in the text at whole words, parents end, and a nested one lies in its parent."""
    text, labels = row["text"], row["attributions"]
    for index, item in enumerate(labels):
        assert set(item) == {*ROLES, "parent"}
        assert item["cue"]
        assert item["content"]
        for role in ROLES:
            assert item[role] == sorted(item[role])
            for (_, end), (start, _) in zip(item[role], item[role][1:], strict=False):
                assert end <= start
            for start, end in item[role]:
                assert 0 <= start < end <= len(text)
                assert text[start:end].strip() == text[start:end]
                assert not (start and text[start - 1 : start + 1].isalnum())
                assert not text[end - 1 : end + 1].isalnum() or end == len(text)
        assert within_parent(index, labels)
        assert within_parent(index, labels)


def within_parent(index, labels) -> bool:
    """Tell whether the way up ends, and every part lies in the content of each above it."""
    seen, at = {index}, labels[index]["parent"]
    while at is not None:
        if at in seen or at not in range(len(labels)):
            return False
        seen.add(at)
        inner = [span for role in ("source", "cue", "content") for span in labels[index][role]]
        around = labels[at]["content"]
        if not all(any(s <= a and b <= e for s, e in around) for a, b in inner):
            return False
        at = labels[at]["parent"]
    return True
