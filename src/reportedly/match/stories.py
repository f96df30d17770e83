"""Which articles tell of one matter: those that share words which few others use.

One article after the other joins the story whose articles it is most like on average (cosine
of words weighed by log frequency and rarity: Salton and Buckley 1988; one pass over the
articles, average linkage), or begins one of its own. Names and figures weigh more than other
words. To be joined a story must be like the article, and more like it than the stories after it:
where hundreds of matters are told in much the same words (every flood, every match) being like is
not enough. How rare a word is, is counted over the articles at hand and over a table of how many
news articles hold it (`common_words.csv`), so that few articles are told apart as well as many.

    >>> flood = "On Sunday the weir at Mallow broke, the miller Roe of Ostwick said."
    >>> stories([said(flood), said("The price of tea rose."), said(flood + " Cows swam.")]).tolist()
    [0, 1, 0]
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from itertools import islice
from math import log

import numpy as np
from numpy.typing import NDArray

from reportedly.match.wording import Token, tokens

FIRST = 200  # words of an article that are looked at: news says first what it is about
NAME = 1.5  # times the weight of another word
FIGURE = 3  # characters from which a figure is like a name: 250, 17,500
LEAST = 0.05  # likeness to a story on average, to join it
AHEAD, AFTER = 1.6, 4  # times as like as the story so many places after it
HELD = 2000  # articles that hold a word: of more the latest so many are looked at
SMALL = 4  # articles of a story whose articles are asked again
MOST = 400  # articles of a story; the next begins another, for a story is matched as a whole

Hashes = NDArray[np.uint32]
Weights = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Said:
    """The different words of an article, hashed and in order, with how much is made of each."""

    words: Hashes
    weights: Weights


def said(text: str) -> Said:
    """Return what an article's beginning says, as `stories` takes it."""
    rows = sorted((_hashed(stem), weight) for stem, (weight, _) in _weighed(text).items())
    return Said(
        np.array([word for word, _ in rows], np.uint32),
        np.array([weight for _, weight in rows], np.float32),
    )


def telling(text: str, most: int) -> list[str]:
    """Return the words of an article's beginning that tell most of what it is about, as they stand.

    >>> telling("On Sunday the weir at Mallow broke, the miller Roe of Ostwick said.", 3)
    ['Mallow', 'Ostwick', 'Roe']
    """
    found = _weighed(text)
    words = np.array([_hashed(stem) for stem in found], np.uint32)
    rarity = _rarity(words, np.ones(len(words), np.int64), 1)
    rows = zip(found.items(), rarity.tolist(), strict=True)
    best = sorted((-weight * rare, stem, form) for (stem, (weight, form)), rare in rows)
    return [form for _, _, form in best[:most]]


def in_time(published: str, id: str) -> tuple[str, str]:
    """Return a key that sorts articles as they are to join stories: by date, the undated last."""
    return published or "9", id


def _weighed(text: str) -> dict[str, tuple[float, str]]:
    """Return the stems of an article's beginning, how much is made of each, and how it stands."""
    counts: Counter[str] = Counter()
    marked: set[str] = set()
    forms: dict[str, str] = {}
    for token in _opening(text):
        counts[token.stem] += 1
        forms.setdefault(token.stem, token.form)
        if _marked(token):
            marked.add(token.stem)
    return {
        stem: ((1 + log(times)) * (NAME if stem in marked else 1), forms[stem])
        for stem, times in counts.items()
    }


def _opening(text: str) -> Iterator[Token]:
    """Yield the words with which an article begins, without those that carry nothing."""
    return (token for token in islice(tokens(text), FIRST) if token.stem)


def _marked(token: Token) -> bool:
    figure = token.form[0].isdigit() and len(token.form) >= FIGURE
    return figure or (token.form[0].isupper() and not token.opens)


def _hashed(stem: str) -> int:
    digest = blake2b(stem.encode("utf-8", "surrogatepass"), digest_size=4).digest()
    return int.from_bytes(digest, "little")


def stories(articles: Sequence[Said]) -> NDArray[np.int64]:
    """Return the number of the story of each article, from 0 by their first article.

    Once all have a story, those of small ones are asked again: what came early found little
    to join.

    Args:
        articles: in the order in which they are to join stories, by time for instance.
    """
    index = _Index.of(articles)
    home = np.full(len(articles), -1, np.int64)
    size = np.zeros(len(articles), np.int64)
    count = 0
    for here in range(len(articles)):
        joined = _joined(index.likeness(here, home, count, (HELD, 0)), size[:count])
        home[here] = joined = count if joined is None else joined
        count = max(count, joined + 1)
        size[joined] += 1
        index.passed(here)
    index.again()
    for here in range(len(articles)):
        own = home[here]
        if size[own] <= SMALL:
            likeness = index.likeness(here, home, count, (HELD // 2, HELD // 2))
            likeness[own] = 0.0
            joined = _joined(likeness, size[:count])
            if joined is not None and size[joined] >= size[own]:
                home[here] = joined
                size[own] -= 1
                size[joined] += 1
        index.passed(here)
    return _numbered(home)


def _joined(summed: NDArray[np.float64], size: NDArray[np.int64]) -> int | None:
    """Return the story that an article joins, if any: of two as like it the older."""
    like = np.where(size < MOST, summed / np.maximum(size, 1), 0.0)
    if not len(like):
        return None
    best = int(np.argmax(like))
    after = np.partition(like, -1 - AFTER)[-1 - AFTER] if len(like) > AFTER else 0.0
    return best if like[best] > max(LEAST, AHEAD * after) else None


def _numbered(home: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the stories numbered by their first article, without a gap."""
    number: dict[int, int] = {}
    return np.array([number.setdefault(story, len(number)) for story in home.tolist()], np.int64)


@dataclass(slots=True)
class _Index:
    """Which articles hold each word, in their order, and how much it weighs in each.

    `terms` are the articles' words, one article after the other up to its place in `ends`. What
    holds a word lies in `holders` and `held` between two places of `start`; `seen` of them
    came before the article that is asked for. Words that one article alone holds are left out.
    """

    ends: NDArray[np.int64]
    terms: NDArray[np.uint32]
    weights: Weights
    start: NDArray[np.int64]
    holders: NDArray[np.uint32]
    held: Weights
    seen: NDArray[np.int64]

    @classmethod
    def of(cls, articles: Sequence[Said]) -> "_Index":
        """Return the index of some articles, in their order."""
        lengths = np.fromiter((len(a.words) for a in articles), np.int64, len(articles))
        words = np.concatenate([*(a.words for a in articles), np.empty(0, np.uint32)])
        weights = np.concatenate([*(a.weights for a in articles), np.empty(0, np.float32)])
        of = np.repeat(np.arange(len(articles), dtype=np.uint32), lengths)
        distinct, inverse, times = np.unique(words, return_inverse=True, return_counts=True)
        terms = inverse.astype(np.uint32)  # half the memory, and there is one for every word
        weights = weights * _rarity(distinct, times, len(articles))[terms]
        norms = np.sqrt(np.bincount(of, weights * weights, len(articles)))
        weights = (weights / np.maximum(norms, 1e-9)[of]).astype(np.float32)
        shared = times[terms] > 1
        of, terms, weights = of[shared], terms[shared], weights[shared]
        by_word = np.argsort(terms, kind="stable")
        return cls(
            ends=np.searchsorted(of, np.arange(len(articles) + 1)),
            terms=terms, weights=weights,
            start=np.searchsorted(terms[by_word], np.arange(len(distinct) + 1)),
            holders=of[by_word], held=weights[by_word],
            seen=np.zeros(len(distinct), np.int64),
        )  # fmt: skip

    def again(self) -> None:
        """Make ready to be asked from the first article on."""
        self.seen[:] = 0

    def passed(self, here: int) -> None:
        """Go on from an article to the one behind it."""
        self.seen[self.terms[self.ends[here] : self.ends[here + 1]]] += 1

    def likeness(
        self, here: int, home: NDArray[np.int64], count: int, around: tuple[int, int]
    ) -> NDArray[np.float64]:
        """Return for each story the sum of an article's likeness to its articles.

        Of the articles that hold a word so many before it and behind it are looked at.
        """
        own = slice(int(self.ends[here]), int(self.ends[here + 1]))
        terms = self.terms[own]
        at = self.start[terms] + self.seen[terms]
        low = np.maximum(self.start[terms], at - around[0])
        taken = np.minimum(self.start[terms + 1], at + around[1]) - low
        rows = np.repeat(low - np.cumsum(taken) + taken, taken) + np.arange(int(taken.sum()))
        like = np.repeat(self.weights[own], taken) * self.held[rows]
        summed = np.bincount(home[self.holders[rows]], like, count)
        return summed.astype(np.float64, copy=False)


def _rarity(words: Hashes, times: NDArray[np.int64], articles: int) -> Weights:
    """Return how telling words are: the logarithm of how many articles there are to one with it."""
    known, often, total = _common()
    place = np.minimum(np.searchsorted(known, words), len(known) - 1)
    elsewhere = np.where(known[place] == words, often[place], 0)
    return np.log((articles + total + 1) / (times + elsewhere)).astype(np.float32)


@cache
def _common() -> tuple[Hashes, NDArray[np.int64], int]:
    """Return the words of the shipped table in order, how many articles hold each, of how many."""
    table = files("reportedly.data").joinpath("common_words.csv").read_text("utf-8")
    rows = (line.rsplit(",", 1) for line in table.splitlines()[1:])
    counts = {stem: int(times) for stem, times in rows}
    total = counts.pop("")
    pairs = sorted((_hashed(stem), times) for stem, times in counts.items())
    words, times = zip(*pairs, strict=True)
    return np.array(words, np.uint32), np.array(times, np.int64), total
