"""How far two partitions of mentions agree: MUC, B³, CEAF-φ4 and their mean.

Key and response are sets of clusters, a cluster a set of mentions (anything that
can be compared). Mentions that stand in one of the two alone count against it.

Sources: Vilain et al. 1995 (MUC); Bagga and Baldwin 1998 (B³); Luo 2005 (CEAF);
the mean of the three is the score of the CoNLL 2011 and 2012 shared tasks.
"""

from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

Mention = Hashable
Cluster = frozenset[Mention]
Clusters = Collection[Cluster]


@dataclass(slots=True)
class Ratio:
    """Recall and precision as sums over documents, so that long texts weigh more."""

    found: float = 0.0
    gold: float = 0.0
    right: float = 0.0  # of the response's
    guessed: float = 0.0

    @property
    def recall(self) -> float:
        """Return the share of the key that was found, 0 if there is nothing."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def precision(self) -> float:
        """Return the share of the response that is right, 0 if there is nothing."""
        return self.right / self.guessed if self.guessed else 0.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of the two."""
        both = self.recall + self.precision
        return 2 * self.recall * self.precision / both if both else 0.0

    def add(self, recall: tuple[float, float], precision: tuple[float, float]) -> None:
        """Add a document's (part, whole) of each."""
        self.found += recall[0]
        self.gold += recall[1]
        self.right += precision[0]
        self.guessed += precision[1]


def muc(key: Clusters, response: Clusters) -> tuple[float, float]:
    """Return (links found, links) of the key; exchange the two for precision."""
    where = _where(response)
    found = links = 0
    for cluster in key:
        parts = {where[m] for m in cluster if m in where}
        missed = sum(m not in where for m in cluster)
        found += len(cluster) - len(parts) - missed
        links += len(cluster) - 1
    return found, links


def b_cubed(key: Clusters, response: Clusters) -> tuple[float, float]:
    """Return (sum of the mentions' recalls, mentions) of the key."""
    where = dict(enumerate(response))
    of = _where(response)
    total, n = 0.0, 0
    for cluster in key:
        n += len(cluster)
        for mention in cluster:
            if mention in of:
                total += len(cluster & where[of[mention]]) / len(cluster)
    return total, n


def ceaf(key: Clusters, response: Clusters) -> tuple[float, float]:
    """Return (likeness of the best pairs of clusters by φ4, clusters) of the key."""
    if not key or not response:
        return 0.0, len(key)
    alike = np.array([[2 * len(k & r) / (len(k) + len(r)) for r in response] for k in key])
    rows, columns = linear_sum_assignment(-alike)
    return float(alike[rows, columns].sum()), len(key)


def scores(documents: Iterable[tuple[Clusters, Clusters]]) -> dict[str, Ratio]:
    """Return the three ratios over documents, by name."""
    out = {"MUC": Ratio(), "B3": Ratio(), "CEAF": Ratio()}
    for key, response in documents:
        for name, part in (("MUC", muc), ("B3", b_cubed), ("CEAF", ceaf)):
            out[name].add(part(key, response), part(response, key))
    return out


def conll(ratios: dict[str, Ratio]) -> float:
    """Return the mean of the three F1, 0 to 1."""
    return sum(ratio.f1 for ratio in ratios.values()) / 3


def _where(clusters: Clusters) -> dict[Mention, int]:
    return {mention: n for n, cluster in enumerate(clusters) for mention in cluster}
