"""Attribute articles: run the network over their windows and make records of what it finds.

Every article comes back with its attributions and with the statements that it
makes in its own voice, in the order of the text.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from reportedly.attribute import decode
from reportedly.attribute.assemble import assemble
from reportedly.attribute.chain import best_paths
from reportedly.attribute.encode import Window, windows
from reportedly.attribute.found import Found, believed
from reportedly.attribute.layout import Turn, by_layout
from reportedly.attribute.network import Floats, Network, reach, shipped
from reportedly.records import Article, Attribution, Span
from reportedly.text import sentences

CHUNK = 32  # windows whose paths are sought together: bounds the memory of a long text
EACH_WAY = 80  # words from the cue; in PolNeAR's training part 1 % of roles reach further
# Probability of what the layout says. In PolNeAR’s training and dev part 57 of 60 such lines are
# labelled so, beside one long interview in which nothing is labelled.
BY_LAYOUT = 0.9
LEAST_WORDS = 4  # of a statement in the article's own voice ...
LEAST_PLAIN = 2  # ... and how many of them begin with a small letter
Progress = Callable[[int, int], None]


def attribute_articles(
    articles: Sequence[Article],
    *,
    recall: bool = False,
    progress: Progress | None = None,
    network: Network | None = None,
) -> list[tuple[Attribution, ...]]:
    """Return, for each article, its attributions and own statements in order.

    Args:
        articles: in English; their `text` is all that is looked at.
        recall: keep less probable attributions too.
        progress: called with (words done, words in all).
        network: another than the shipped one.

    Raises:
        ModelError: the model is missing or broken.
    """
    net = network or shipped()
    found, own = find(articles, net, progress)
    return [
        assemble(article, believed(found[i], article.text, net.settings, recall=recall), own[i])
        for i, article in enumerate(articles)
    ]


def find(
    articles: Sequence[Article], net: Network, progress: Progress | None = None
) -> tuple[list[list[Found]], list[list[tuple[Span, bytes]]]]:
    """Return, for each article, all that may be an attribution, and its sentences with vectors.

    Each window goes through the network by itself: int8 arithmetic scales a whole
    batch alike, and what is found must not hang on what else is read. On a CPU
    it is no slower.

    Args:
        articles: whose texts are run through the network.
        net: the network.
        progress: called with (words done, words in all).
    """
    parts = [(i, w) for i, article in enumerate(articles) for w in windows(article.text)]
    turns = [by_layout(article.text) for article in articles]
    total, done = sum(len(w.starts) for _, w in parts), 0
    found: list[list[Found]] = [[] for _ in articles]
    own: list[list[tuple[Span, bytes]]] = [[] for _ in articles]
    with ThreadPoolExecutor(net.threads) as pool:
        for low in range(0, len(parts), CHUNK):
            readers = list(
                pool.map(lambda p: _Reader(net, articles[p[0]].text, p), parts[low : low + CHUNK])
            )
            _seek_paths(readers, net)
            for i, group in groupby(readers, lambda reader: reader.article):
                items, statements = _read(list(group), turns[i], net)
                found[i] += items
                own[i] += statements
            done += sum(len(reader.window.starts) for reader in readers)
            if progress:
                progress(done, total)
    return found, own


def _read(
    readers: list["_Reader"], turns: list[Turn], net: Network
) -> tuple[list[Found], list[tuple[Span, bytes]]]:
    """Return what windows of one article hold: what may be attributions, and sentences."""
    said = [item for reader in readers for item in reader.attributions()]
    told = _laid_out(readers, turns) + _unlike(said, turns)
    means = _means(told, readers)
    stated = [pair for reader in readers for pair in reader.sentences()]
    vectors = _vectors(net, means + [mean for _, mean in stated])
    items = [replace(t, vector=v) for t, v in zip(told, vectors, strict=False)]
    return items, [(span, v) for (span, _), v in zip(stated, vectors[len(told) :], strict=True)]


def _vectors(net: Network, means: list[Floats]) -> list[bytes]:
    """Return the sentence vectors of mean word vectors; asked once for all, as calls cost most."""
    return [vector.tobytes() for vector in net.embed(np.stack(means))] if means else []


def _seek_paths(readers: list["_Reader"], net: Network) -> None:
    """Give each reader the best path of roles for each of its cues: one search serves all."""
    readers = [reader for reader in readers if reader.cues]
    if not readers:
        return
    width = max(reader.scores.shape[1] for reader in readers)
    scores = np.concatenate(
        [np.pad(r.scores, ((0, 0), (0, width - r.scores.shape[1]), (0, 0))) for r in readers]
    )
    lengths = np.concatenate([reader.around.mask.sum(1) for reader in readers])
    paths, path_scores = best_paths(scores, net.transitions, lengths)
    low = 0
    for reader in readers:
        high = low + len(reader.cues)
        reader.paths, reader.path_scores = paths[low:high], path_scores[low:high]
        low = high


def _means(found: list[Found], readers: list["_Reader"]) -> list[Floats]:
    """Return the mean vector of each content's words, of the cue's where a content lies beyond."""
    starts = np.concatenate([reader.window.starts for reader in readers])
    ends = np.concatenate([reader.window.ends for reader in readers])
    words = np.concatenate([reader.words[: len(reader.window.starts)] for reader in readers])
    out = []
    for item in found:
        for spans in (item.content, item.cue):
            parts = [
                slice(np.searchsorted(ends, s.start, "right"), np.searchsorted(starts, s.end))
                for s in spans
            ]
            inside = np.concatenate([words[part] for part in parts])
            if len(inside):
                break
        out.append(inside.mean(0))
    return out


def _laid_out(readers: list["_Reader"], turns: list[Turn]) -> list[Found]:
    """Return what the layout says, of turns whose mark stands in these windows."""
    low, high = readers[0].window.starts[0], readers[-1].window.ends[-1]
    return [
        Found((turn.source,), (turn.cue,), (turn.content,), (), (0.0, 0.0, 0.0), BY_LAYOUT)
        for turn in turns
        if low <= turn.cue.start < high
    ]


def _unlike(found: list[Found], turns: list[Turn]) -> list[Found]:
    """Drop what says otherwise than the layout: of its cues, or of who says what it holds."""
    return [item for item in found if not any(_contradicts(item, turn) for turn in turns)]


def _contradicts(item: Found, turn: Turn) -> bool:
    if item.cue[0].overlaps(turn.cue):
        return True
    if turn.content.start <= item.cue[0].start < turn.content.end:
        return False  # inside it
    inside = sum(
        max(0, min(s.end, turn.content.end) - max(s.start, turn.content.start))
        for s in item.content
    )
    return 2 * inside > turn.content.end - turn.content.start


class _Reader:
    """One window and what the network says of it."""

    paths: NDArray[np.int64]  # (cues, n) the role of each word around each cue: `_seek_paths`
    path_scores: Floats  # (cues,)

    def __init__(self, net: Network, text: str, part: tuple[int, Window]) -> None:
        self.net, self.text, (self.article, self.window) = net, text, part
        window = self.window
        scores, self.words = net.encode(window)
        self.cues = decode.cues(scores, len(window.starts), net.settings["cue_threshold"])
        if self.cues:
            bounds = np.array([(cue.first, cue.last) for cue in self.cues], np.int64)
            self.around = reach(bounds, np.full(len(bounds), len(window.starts)), EACH_WAY)
            self.scores, self.judgements = net.roles(self.words, self.around)

    def attributions(self) -> list[Found]:
        """Return what may be attributions, from the best path of roles for each cue."""
        out = []
        for i, cue in enumerate(self.cues):
            start = int(self.around.starts[i])
            odds = np.log(cue.probability + 1e-6) - np.log(1 - cue.probability + 1e-6)
            evidence = (float(odds), float(self.path_scores[i]), float(self.judgements[i]))
            item = self._found(cue, (start, self.paths[i]), evidence)
            if item is not None:
                out.append(item)
        return out

    def _found(
        self,
        cue: decode.Cue,
        found: tuple[int, NDArray[np.int64]],
        evidence: tuple[float, float, float],
    ) -> Found | None:
        window, text = self.window, self.text
        tags = np.zeros(len(window.starts), np.int64)
        part = found[1][: len(tags) - found[0]]
        tags[found[0] : found[0] + len(part)] = part
        where = Span(int(window.starts[cue.first]), int(window.ends[cue.last - 1]))
        content = decode.in_line(decode.spans(tags, "content", window, text), where, text)
        content = decode.whole_quotation(decode.announced(content, where, text), text)
        if not content:
            return None
        return Found(
            source=decode.spans(tags, "source", window, text, where),
            cue=(where,),
            content=content,
            addressee=decode.spans(tags, "addressee", window, text, where),
            evidence=evidence,
            confidence=confidence(evidence, self.net.settings),
        )

    def sentences(self) -> list[tuple[Span, Floats]]:
        """Return the window's sentences, each with the mean of its word vectors."""
        out = []
        window, text = self.window, self.text
        low = int(window.starts[0])
        stop = min(len(text), int(window.ends[-1]) + 2)  # with the closing stop or mark
        for sentence in sentences(text[low:stop]):
            first = int(np.searchsorted(window.ends, low + sentence.start, "right"))
            last = int(np.searchsorted(window.starts, low + sentence.end, "left"))
            letters = [text[a] for a in window.starts[first:last] if text[a].isalnum()]
            plain = sum(letter.islower() for letter in letters)
            # A dateline or a byline has names and numbers, and no plain words.
            if len(letters) >= LEAST_WORDS and plain >= LEAST_PLAIN:
                span = Span(low + sentence.start, low + sentence.end)
                out.append((span, self.words[first:last].mean(0)))
        return out


def confidence(evidence: tuple[float, float, float], settings: Mapping[str, float]) -> float:
    """Return the probability that source and content are right.

    A logistic regression on three numbers of the network's, fitted on PolNeAR's
    dev part by training/calibrate.py: the log-odds of the cue head, the
    log-probability of the roles of all words together, and the log-odds of the
    role head that the cue is one.
    """
    cue, path, judgement = evidence
    x = settings["bias"] + settings["cue_weight"] * cue
    x += settings["path_weight"] * path + settings["judge_weight"] * judgement
    return float(1 / (1 + np.exp(-x)))
