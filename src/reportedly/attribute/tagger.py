"""Attribute articles: run the network over their windows and make records of what it finds.

Every article comes back with its attributions and with the statements that it
makes in its own voice, in the order of the text.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from reportedly.attribute import decode, form
from reportedly.attribute.chain import best_paths
from reportedly.attribute.encode import Window, quoted, windows
from reportedly.attribute.network import Floats, Network, pad, reach, shipped
from reportedly.records import Article, Attribution, Span, Spans
from reportedly.text import sentences

CHUNK = 32  # windows whose paths are sought together: bounds the memory of a long text
EACH_WAY = 80  # words from the cue; in PolNeAR's training part 1 % of roles reach further
LEAST_WORDS = 4  # of a statement in the article's own voice ...
BLOCK = 256  # characters; contents that share none are not compared
LEAST_PLAIN = 2  # ... and how many of them begin with a small letter
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution in one window, before it is put together with the others."""

    source: Spans
    cue: Spans
    content: Spans
    addressee: Spans
    evidence: tuple[float, float, float]  # the network's: see `confidence`
    confidence: float  # probability, 0 to 1, that source and content are right
    vector: bytes = b""


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
        _assemble(article, believed(found[i], article.text, net.settings, recall=recall), own[i])
        for i, article in enumerate(articles)
    ]


def believed(
    found: list[Found], text: str, settings: Mapping[str, float], *, recall: bool = False
) -> list[Found]:
    """Return those that are to be shown, each only once.

    A plain word of saying needs less confidence than others. Inside another's
    content a cue that is no word of saying needs more: that somebody's wish is
    told inside a statement tells nothing of where the statement comes from, and
    the corpus labels none.
    """
    least = settings["recall_threshold" if recall else "threshold"]
    saying = min(least, settings["saying_threshold"])
    kept = [
        item
        for item in found
        if item.confidence >= least
        or (item.confidence >= saying and form.of_saying(form.said(item.cue, text)))
    ]
    depth = _depth((s for item in kept for s in item.content), len(text))
    return _distinct(
        [
            item
            for item in kept
            if item.confidence >= settings["nested_threshold"]
            or form.of_saying(form.said(item.cue, text))
            or depth[item.cue[0].start] <= _holds(item.content, item.cue[0].start)
        ]
    )


def _depth(parts: Iterable[Span], length: int) -> NDArray[np.int64]:
    """Return how many of the parts hold each of a text's characters."""
    steps = np.zeros(length + 1, np.int64)
    for part in parts:
        steps[part.start] += 1
        steps[part.end] -= 1
    return steps.cumsum()[:-1]


def _holds(parts: Spans, at: int) -> bool:
    return any(part.start <= at < part.end for part in parts)


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
    parts = [list(windows(article.text)) for article in articles]
    total, done = sum(len(w.starts) for part in parts for w in part), 0
    found: list[list[Found]] = []
    own: list[list[tuple[Span, bytes]]] = []
    with ThreadPoolExecutor(net.threads) as pool:
        for article, part in zip(articles, parts, strict=True):
            items, statements = [], []
            for low in range(0, len(part), CHUNK):
                look = partial(_Reader, net, article.text)
                readers = list(pool.map(look, part[low : low + CHUNK]))
                told = _attributions(readers)
                stated = [pair for reader in readers for pair in reader.sentences()]
                vectors = _vectors(net, [mean for _, mean in (*told, *stated)])
                left, right = vectors[: len(told)], vectors[len(told) :]
                items += [replace(t, vector=v) for (t, _), v in zip(told, left, strict=True)]
                statements += [(span, v) for (span, _), v in zip(stated, right, strict=True)]
                done += sum(len(reader.window.starts) for reader in readers)
                if progress:
                    progress(done, total)
            found.append(items)
            own.append(statements)
    return found, own


def _vectors(net: Network, means: list[Floats]) -> list[bytes]:
    """Return the sentence vectors of mean word vectors; asked once for all, as calls cost most."""
    return [vector.tobytes() for vector in net.embed(np.stack(means))] if means else []


def _attributions(readers: list["_Reader"]) -> list[tuple[Found, Floats]]:
    """Return what may be attributions, each with the mean of its content's word vectors.

    One search for the best paths serves all windows.
    """
    readers = [reader for reader in readers if reader.cues]
    if not readers:
        return []
    width = max(reader.scores.shape[1] for reader in readers)
    scores = np.concatenate(
        [np.pad(r.scores, ((0, 0), (0, width - r.scores.shape[1]), (0, 0))) for r in readers]
    )
    lengths = np.concatenate([reader.around.mask.sum(1) for reader in readers])
    paths, path_scores = best_paths(scores, readers[0].net.transitions, lengths)
    out, low = [], 0
    for reader in readers:
        high = low + len(reader.cues)
        out += reader.attributions(paths[low:high], path_scores[low:high])
        low = high
    return out


class _Reader:
    """One window and what the network says of it."""

    def __init__(self, net: Network, text: str, window: Window) -> None:
        self.net, self.text, self.window = net, text, window
        batch = pad([window])
        cue_scores, words = net.encode(batch)
        self.words = words[0]
        self.cues = decode.cues(cue_scores[0], len(window.starts), net.settings["cue_threshold"])
        if self.cues:
            row = np.zeros(len(self.cues), np.int64)
            bounds = np.array([(cue.first, cue.last) for cue in self.cues], np.int64)
            self.around = reach(row, bounds, batch.word_mask, EACH_WAY)
            self.scores, self.judgements = net.roles(words, self.around)

    def attributions(
        self, paths: NDArray[np.int64], path_scores: Floats
    ) -> list[tuple[Found, Floats]]:
        """Return what may be attributions, from the best path of roles for each cue."""
        out = []
        for i, cue in enumerate(self.cues):
            start = int(self.around.starts[i])
            odds = np.log(cue.probability + 1e-6) - np.log(1 - cue.probability + 1e-6)
            evidence = (float(odds), float(path_scores[i]), float(self.judgements[i]))
            item = self._found(cue, (start, paths[i]), evidence)
            if item is not None:
                content = start + np.flatnonzero(decode.holds(paths[i], "content"))
                out.append((item, self.words[content].mean(0)))
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


def _assemble(
    article: Article, found: list[Found], own: list[tuple[Span, bytes]]
) -> tuple[Attribution, ...]:
    """Put the windows' findings together in the order of the text."""
    page = _Page(article.text, quoted(article.text), list(sentences(article.text)))
    records = [_record(article, page, item) for item in found]
    nested = [replace(r, parent=p) for r, p in zip(records, form.parents(records), strict=True)]
    parts = (part for r in records for part in (*r.content, *r.source, *r.cue))
    touched = np.concatenate(([0], (_depth(parts, len(article.text)) > 0).cumsum()))
    both = nested + [
        _statement(article, page, span, vector)
        for span, vector in own
        if touched[span.start] == touched[span.end]
    ]
    order = sorted(range(len(both)), key=lambda k: _place(both[k]))
    where = {old: new for new, old in enumerate(order)}
    return tuple(
        replace(both[k], parent=None if (p := both[k].parent) is None else where[p]) for k in order
    )


def _place(record: Attribution) -> tuple[int, int, int]:
    anchor = record.cue or record.content
    return record.content[0].start, anchor[0].start, -record.content[-1].end


def _distinct(found: Iterable[Found]) -> list[Found]:
    """Drop an attribution whose content and source another one has with more confidence."""
    kept: list[Found] = []
    near: dict[tuple[Spans, int], list[Found]] = {}  # by source, and by each block of content
    for item in sorted(found, key=lambda f: (-f.confidence, f.cue)):
        blocks = {b for s in item.content for b in range(s.start // BLOCK, s.end // BLOCK + 1)}
        others = (other for b in blocks for other in near.get((item.source, b), ()))
        if not any(_alike(other.content, item.content) for other in others):
            kept.append(item)
            for block in blocks:
                near.setdefault((item.source, block), []).append(item)
    return kept


def _alike(left: Spans, right: Spans) -> bool:
    """Tell whether two contents share at least four fifths of their characters."""
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in left for b in right)
    both = sum(s.end - s.start for s in left) + sum(s.end - s.start for s in right) - shared
    return shared >= 0.8 * both


@dataclass(frozen=True, slots=True)
class _Page:
    """What is worked out once for a text, however many attributions it has."""

    text: str
    quoted: NDArray[np.bool_]
    sentences: list[Span]

    def around(self, low: int, high: int) -> str:
        """Return the sentences that have a character in [low, high)."""
        first = bisect_right(self.sentences, low, key=lambda s: s.end)
        last = bisect_left(self.sentences, high, key=lambda s: s.start)
        return " ".join(s.of(self.text) for s in self.sentences[first:last])


def _record(article: Article, page: _Page, item: Found) -> Attribution:
    text = article.text
    content, cue = form.said(item.content, text), form.said(item.cue, text)
    nobody = form.impersonal(cue, text[item.cue[-1].end :][:10])
    return Attribution(
        article=article.id,
        source=() if nobody else item.source,
        cue=item.cue,
        content=item.content,
        addressee=item.addressee,
        form=form.form_of(item.content, text, page.quoted),
        hedge=form.hedge_of(cue, content, _around(item, page), own_voice=False),
        confidence=item.confidence,
        vector=item.vector,
    )


def _around(item: Found, page: _Page) -> str:
    """Return the sentences that the attribution touches."""
    spans = (*item.source, *item.cue, *item.content)
    return page.around(min(s.start for s in spans), max(s.end for s in spans))


def _statement(article: Article, page: _Page, span: Span, vector: bytes) -> Attribution:
    words = span.of(article.text)
    return Attribution(
        article=article.id,
        source=(),
        cue=(),
        content=(span,),
        form=form.form_of((span,), article.text, page.quoted),
        hedge=form.hedge_of("", words, words, own_voice=True),
        vector=vector,
    )
