"""Clusters: no chains, no forbidden pairs, every statement once."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from reportedly.match.cluster import cluster
from reportedly.match.score import Reason, Score

VALUES = {0.9: 2.2, 0.6: 0.4, 0.4: -0.4, 0.01: -4.6}


def judged(likes: Mapping[tuple[int, int], float], excluded: frozenset[tuple[int, int]]):
    """Return a judge that knows some pairs; all others are unlike."""

    def judge(i: int, j: int) -> Score:
        reasons = [Reason("start", VALUES[likes.get((i, j), 0.01)], "")]
        if (i, j) in excluded:
            reasons.append(Reason("roles-swapped", 0.0, ""))
        return Score(tuple(reasons))

    return judge


def groups(n: int, likes: Mapping[tuple[int, int], float], excluded=frozenset()):
    return [c.places for c in cluster(n, sorted(likes), judged(likes, excluded))]


def test_like_statements_are_one() -> None:
    """Three that agree with each other are one cluster, as sure as its weakest link."""
    likes = {(0, 1): 0.9, (0, 2): 0.6, (1, 2): 0.6}
    (found,) = cluster(3, sorted(likes), judged(likes, frozenset()))
    assert found.places == (0, 1, 2)
    assert 0.55 < found.weakest < 0.65


def test_no_chain() -> None:
    """A–B and B–C do not make A = C when A and C are unlike."""
    assert groups(3, {(0, 1): 0.9, (1, 2): 0.6}) == [(0, 1), (2,)]


def test_two_alone_must_be_likelier_than_not() -> None:
    """A doubtful pair is no claim by itself, but joins where more than one agrees."""
    assert groups(2, {(0, 1): 0.4}) == [(0,), (1,)]
    assert groups(3, {(0, 1): 0.9, (0, 2): 0.4, (1, 2): 0.4}) == [(0, 1, 2)]


def test_one_odd_pair_among_many_does_not_part() -> None:
    """Of five pairs across, one that is all but impossible is let pass, and three are not."""
    within = {(i, j): 0.9 for i in range(5) for j in range(i + 1, 5)}
    for odd, expected in ((1, 1), (3, 2)):
        across = {(i, 5): 0.6 for i in range(5 - odd)}
        assert len(groups(6, within | across)) == expected


def test_no_pair_is_scored_that_cannot_join_two() -> None:
    """Two groups of five with one link: a fifth and one of the pairs across settle it."""
    likes = {(i, j): 0.9 for g in (0, 5) for i in range(g, g + 5) for j in range(i + 1, g + 5)}
    likes[0, 5] = 0.6
    judge, asked = judged(likes, frozenset()), list[tuple[int, int]]()

    def counted(i: int, j: int) -> Score:
        asked.append((i, j))
        return judge(i, j)

    found = cluster(10, sorted(likes), counted)
    assert [c.places for c in found] == [(0, 1, 2, 3, 4), (5, 6, 7, 8, 9)]
    assert len(asked) == len(set(asked)) < len(likes) + 24


def test_excluded_pairs_stay_apart() -> None:
    """Who did it to whom keeps two statements apart, however alike."""
    assert groups(2, {(0, 1): 0.9}, frozenset({(0, 1)})) == [(0,), (1,)]


def test_bare_contents_join_and_never_start() -> None:
    """Pieces of sentences join a statement that they match, but make no claim of each other."""
    likes = {(0, 1): 0.9, (0, 2): 0.9, (1, 2): 0.9}
    judge = judged(likes, frozenset())
    for bare, expected in (
        ({1, 2}, [(0, 1, 2)]),
        ({0, 1, 2}, [(0,), (1,), (2,)]),
    ):
        found = cluster(3, sorted(likes), judge, frozenset(bare))
        assert [c.places for c in found] == expected


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda p: p[0] < p[1]),
        st.sampled_from(sorted(VALUES)),
    )
)
def test_a_partition(likes: dict[tuple[int, int], float]) -> None:
    """Each statement is in one cluster."""
    assert sorted(place for group in groups(8, likes) for place in group) == list(range(8))
