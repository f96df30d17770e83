from bench.attribution_parts import Item, f1, paired, same_source, share
from reportedly import Attribution, Span

SCORER = {
    "words": lambda text: [(i, i + 1, letter) for i, letter in enumerate(text)],
    "cover": lambda spans, listed: frozenset(i for a, b in spans for i in range(a, b)),
    "STOP": {"t"},
}


def attribution(source: tuple[Span, ...], content: Span, confidence: float) -> Attribution:
    return Attribution(
        article="o_1", source=source, cue=(Span(1, 2),), content=(content,), confidence=confidence
    )


def test_pairs_are_made_one_to_one_best_overlap_first():
    """The second attribution of one gold content is left without a partner."""
    row = {
        "id": "o_1",
        "text": "abcdefgh",
        "attributions": [{"source": [[0, 1]], "cue": [[1, 2]], "content": [[2, 6]]}],
    }
    exact = attribution((Span(0, 1),), Span(2, 6), 0.9)
    worse = attribution((), Span(2, 5), 0.5)
    gold, guessed = paired(row, [worse, exact], SCORER)
    assert [(g.outlet, g.sourced, g.half, g.triple) for g in gold] == [("o", True, True, True)]
    assert [(g.half, g.triple, g.confidence) for g in guessed] == [
        (False, False, 0.5),
        (True, True, 0.9),
    ]


def test_half_without_the_source_is_no_triple():
    """A content that overlaps by half counts, and its wrong source does not."""
    row = {
        "id": "o_1",
        "text": "abcdefgh",
        "attributions": [{"source": [[0, 1]], "cue": [[1, 2]], "content": [[2, 6]]}],
    }
    (gold,), (guessed,) = paired(row, [attribution((Span(7, 8),), Span(2, 4), 0.5)], SCORER)
    assert (gold.half, gold.triple, guessed.half, guessed.triple) == (True, False, True, False)


def test_sources_are_the_same_by_a_word_that_tells():
    """A shared stop word decides only where the gold source has no other."""
    assert same_source(frozenset(), frozenset(), set())
    assert not same_source(frozenset({1}), frozenset(), set())
    assert not same_source(frozenset({1, 2}), frozenset({1}), {1})
    assert same_source(frozenset({1}), frozenset({1}), {1})


def test_shares_and_their_mean():
    """Nothing found gives 0, not an error."""
    items = [Item("o", "direct", True, True, False), Item("o", "direct", True, False, False)]
    assert share(items, "half") == 0.5
    assert share([], "half") == 0.0
    assert f1(0.0, 0.0) == 0.0
    assert f1(1.0, 0.5) == 2 / 3
