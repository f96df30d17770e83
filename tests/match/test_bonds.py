"""What people joined and parted holds, whatever the scores say."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.judgement import Bond
from reportedly.match.bonds import Bound, judged
from reportedly.match.cluster import Cluster, cluster
from reportedly.match.divided import divided
from reportedly.match.statement import statements
from reportedly.records import Reason
from tests.judge.made import told
from tests.match.test_cluster import VALUES
from tests.match.test_cluster import judged as scores

WHY = Reason("person-joined", 1.0, "times", "Ann")
N = 7
pairs = st.tuples(st.integers(0, N - 1), st.integers(0, N - 1)).filter(lambda p: p[0] < p[1])


@st.composite
def bounds(draw):
    """Draw what people joined and parted, without a contradiction."""
    home = list(range(N))
    joined = draw(st.lists(pairs, max_size=4, unique=True))
    for i, j in joined:
        home = [home[i] if h == home[j] else h for h in home]
    apart = draw(st.lists(pairs, max_size=4))
    return Bound(tuple(sorted(joined)), frozenset(p for p in apart if home[p[0]] != home[p[1]]))


@given(st.dictionaries(pairs, st.sampled_from(sorted(VALUES))), bounds())
def test_people_win_over_every_score(likes, bound):
    """Whatever is joined is of one cluster and what is parted of two; each place is in one."""
    judge = scores(likes, frozenset(likes) if len(likes) % 2 else frozenset())
    gathered = cluster(N, sorted(likes), judge)
    clusters = divided(gathered, bound, judge)
    assert all(len(c.links) == len(c.places) - 1 for c in clusters)
    spoken = {place for pair in (*bound.together, *bound.apart) for place in pair}
    assert all(c in clusters for c in gathered if not spoken & set(c.places))
    found = [c.places for c in clusters]
    assert sorted(place for group in found for place in group) == list(range(N))
    home = {place: group for group in found for place in group}
    assert all(home[i] == home[j] for i, j in bound.together)
    assert all(home[i] != home[j] for i, j in bound.apart)


@given(st.dictionaries(pairs, st.sampled_from(sorted(VALUES))))
def test_without_judgements_nothing_changes(likes):
    """Clusters are what they were where nobody judged."""
    judge = scores(likes, frozenset())
    gathered = cluster(N, sorted(likes), judge)
    assert divided(gathered, Bound(), judge) == gathered


def single(*places):
    """Return a cluster for each place."""
    return [Cluster((place,), 1.0) for place in places]


def test_nothing_falls_out():
    """Of a divided cluster what nobody spoke of goes with the judged place it is most like."""
    likes = {(0, 1): 0.9, (1, 2): 0.4, (2, 3): 0.6}
    whole = Cluster((0, 1, 2, 3), 0.4, ((0, 1), (1, 2), (2, 3)))
    found = divided([whole], Bound(apart=frozenset({(0, 3)})), scores(likes, frozenset()))
    assert [c.places for c in found] == [(0, 1), (2, 3)]


def test_links_of_a_cluster_are_a_tree():
    """However people and scores joined a cluster, one link fewer than places shows why."""
    likes = dict.fromkeys(combinations(range(4), 2), 0.9)
    bound, judge = Bound(((0, 1), (0, 2), (1, 2))), scores(likes, frozenset())
    (found,) = divided([Cluster((0, 3), 0.9, ((0, 3),)), *single(1, 2)], bound, judge)
    assert len(found.links) == 3


articles, resolution = told()
by_id = {article.id: article for article in articles}
KEYS = sorted(a.key for a in resolution.appearances)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_bond_runs_inside_a_statement(data):
    """Statements of the same words are taken apart as far as people parted them, no further."""
    some = st.sampled_from(list(combinations(KEYS, 2)))
    chosen = data.draw(st.lists(some, max_size=4, unique=True))
    home = {key: key for key in KEYS}
    bonds = []
    for number, (left, right) in enumerate(chosen):
        joins = number % 2 == 0
        if joins:
            home = {k: home[left] if h == home[right] else h for k, h in home.items()}
        bonds.append(Bond(left=left, right=right, together=joins, reason=WHY))
    bonds = [b for b in bonds if b.together or home[b.left] != home[b.right]]
    people = judged(lambda tags: statements(by_id, resolution.appearances, tags), bonds)
    place = {a.key: i for i, s in enumerate(people.found) for a in s.members}
    assert sorted(place) == KEYS
    for bond in bonds:
        pair = tuple(sorted((place[bond.left], place[bond.right])))
        if bond.together:
            assert pair[0] == pair[1] or pair in people.bound.together
        else:
            assert pair in people.bound.apart
    unparted = {k for b in bonds if not b.together for k in (b.left, b.right)}
    if not unparted:
        usual = statements(by_id, resolution.appearances)
        assert [s.members for s in people.found] == [s.members for s in usual]
