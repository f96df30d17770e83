"""The names of a whole run: which of them mean one bearer.

    "Volodymyr Zelensky", "Vladimir Zelenskyy", "Zelenskiy"     one, if no other Zelensky is about
    "George W. Bush", "George H. W. Bush", "Bush"     three: the last may be either's

A name joins others only if it is the same as each of them (`alike`), and as no others. A
shorter form joins the one longer name in the run that it can be short for; where there are
two, it stays alone.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from reportedly.records import Kind
from reportedly.resolve.names.alike import alike, consonants, partial
from reportedly.resolve.names.reading import written

Cluster = list[str]


def bearers(names: Iterable[str], kind: Kind) -> dict[str, str]:
    """Return for each name the one that stands for its bearer: the fullest.

    >>> bearers(["Zelenskiy", "Volodymyr Zelensky", "Vladimir Zelenskyy"], "person")["Zelenskiy"]
    'Vladimir Zelenskyy'
    >>> bearers(["Bush", "Jeb Bush", "George W. Bush"], "person")["Bush"]
    'Bush'
    """
    ordered = sorted(set(names), key=lambda name: (-len(written(name).split()), name))
    blocks: dict[str, list[Cluster]] = defaultdict(list)
    clusters: list[Cluster] = []
    for name in ordered:
        near = _near(name, kind, blocks)
        fits = [c for c in near if all(alike(name, n, kind).outcome == "same" for n in c)]
        rivals = [c for c in near if c not in fits and _longer(c, [name], kind)]
        cluster = fits[0] if len(fits) == 1 and not rivals else []
        if not cluster:
            clusters.append(cluster)
        cluster.append(name)
        for key in _blocks(name, kind):
            if not any(cluster is other for other in blocks[key]):
                blocks[key].append(cluster)
    stands = {name: cluster[0] for cluster in clusters for name in cluster}
    if kind == "person":
        stands |= _shorter(clusters, blocks)
    return {name: _end(name, stands) for name in ordered}


def _end(name: str, stands: Mapping[str, str]) -> str:
    while stands[name] != name:
        name = stands[name]
    return name


def _near(name: str, kind: Kind, blocks: Mapping[str, list[Cluster]]) -> list[Cluster]:
    """Return the clusters that share a block with a name, each once, as they came."""
    found: dict[int, Cluster] = {}
    for key in _blocks(name, kind):
        found |= {id(cluster): cluster for cluster in blocks.get(key, ())}
    return list(found.values())


def _blocks(name: str, kind: Kind) -> tuple[str, ...]:
    """Return what two names must share to be compared at all, so that not all pairs are."""
    whole = f"whole {consonants(name)}"
    if kind != "person":
        return (whole,)
    words = written(name).split()
    last = words[-2] if words[-1] in ("ir", "sr") and len(words) > 2 else words[-1]
    return whole, f"last {re.sub('[aeiou]', '', last)}"


def _shorter(clusters: Sequence[Cluster], blocks: Mapping[str, list[Cluster]]) -> dict[str, str]:
    """Return for each shorter form the one longer name of which it can be a part."""
    joined: dict[str, str] = {}
    for cluster in clusters:
        near = [c for c in _near(cluster[0], "person", blocks) if c is not cluster]
        longer = [other for other in near if _longer(other, cluster, "person")]
        if len(longer) == 1:
            joined[cluster[0]] = longer[0][0]
    return joined


def _longer(other: Cluster, cluster: Cluster, kind: Kind) -> bool:
    """Tell whether all names of a cluster may be short for those of another."""
    if kind != "person" or len(_letters(other[0])) <= len(_letters(cluster[0])):
        return False
    verdicts = [alike(a, b, kind) for a in cluster for b in other]
    return all(partial(v) or v.outcome == "same" for v in verdicts)


def _letters(name: str) -> str:
    return written(name).replace(" ", "")
