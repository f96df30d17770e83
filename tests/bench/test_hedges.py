"""The sample of hedges is sound, and the tables count what they say."""

from collections import Counter
from itertools import pairwise

import pytest

from bench.hedges import LABELS, accuracy, by_rules, load, macro_f1, nearest, overlap, table
from reportedly.records import Span
from tests.factories import appearance, article, attribution

ITEMS = load()


def test_the_sample_is_large_and_halved():
    """There are more than 320 items, half of them held out, each with its own id and text."""
    parts = Counter(item.part for item in ITEMS)
    assert len(ITEMS) >= 320
    assert set(parts) == {"dev", "held"}
    assert abs(parts["dev"] - parts["held"]) <= 1
    assert len({item.id for item in ITEMS}) == len({item.article.text for item in ITEMS})


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_an_item_is_sound(item):
    """Spans lie in the text, apart and without blank edges, and labels are known ones."""
    gold, text = item.gold, item.article.text
    spans = sorted((*gold.source, *gold.cue, *gold.content))
    assert gold.content
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert all(label in LABELS[kind] for kind, label in item.labels.items())
    assert gold.own_voice or gold.hedge != "none"


@pytest.mark.parametrize("part", ["dev", "held"])
def test_each_part_has_every_label(part):
    """Each label stands in each part, in enough items to say something."""
    for kind, labels in LABELS.items():
        counts = Counter(item.labels.get(kind) for item in load(part))
        assert all(counts[label] >= 5 for label in labels), kind


def test_the_rules_give_known_labels():
    """What the rules say of an item is of the labels' kinds."""
    given = by_rules(ITEMS[0])
    assert set(given) == set(LABELS)
    assert all(given[kind] in labels for kind, labels in LABELS.items())


def test_accuracy_and_f1_on_four_pairs():
    """One of four wrong: accuracy 75; F1 of a 80, of b 66.7."""
    pairs = [("a", "a"), ("a", "a"), ("b", "b"), ("b", "a")]
    assert accuracy(pairs) == 75
    assert macro_f1(pairs, "ab") == pytest.approx((80 + 200 / 3) / 2)
    assert macro_f1(pairs, "abc") == macro_f1(pairs, "ab")


def test_nothing_to_count():
    """Without pairs both are nought."""
    assert accuracy([]) == macro_f1([], "ab") == 0


def test_table_has_a_row_for_each_label():
    """Rows are what was labelled, columns what was given."""
    head, first, second = table([("a", "b"), ("a", "b"), ("b", "b")], "ab").splitlines()
    assert head.split()[-2:] == ["a", "b"]
    assert first.split() == ["a", "0", "2"]
    assert second.split() == ["b", "0", "1"]


def test_overlap_counts_words():
    """Two words of four are shared."""
    text = "one two three four"
    left, right = (Span(0, 13),), (Span(4, 18),)
    assert overlap(left, right, text) == 0.5
    assert overlap(left, (Span(14, 18),), text) == 0


def test_nearest_is_the_content_most_alike():
    """The appearance that shares most words is taken, and none that shares too few."""
    item = next(item for item in ITEMS if item.id == "h001")
    art = article(item.article.text, id="h001")
    near = appearance(
        attribution(art, "The harbour master", "said", "two barges had broken loose"),
        stance="doubts",
    )
    far = appearance(attribution(art, "The harbour master", "said", "the night"))
    assert nearest(item, [far]) is None
    found = nearest(item, [far, near])
    assert found is not None
    assert found["stance"] == "doubts"
