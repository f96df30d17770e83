"""Attribute articles: run the network over their windows and make records of what it finds.

Every article comes back with its attributions and with the statements that it
makes in its own voice, in the order of the text.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from reportedly.attribute import decode, form
from reportedly.attribute.chain import best_paths
from reportedly.attribute.encode import Window, windows
from reportedly.attribute.network import Batch, Network, pad, shipped
from reportedly.records import Article, Attribution, Span, Spans
from reportedly.text import sentences

BATCH = 8  # windows; more gains nothing on a CPU
LEAST_WORDS = 4  # of a statement in the article's own voice
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution in one window, before it is put together with the others."""

    window: Window
    source: Spans
    cue: Spans
    content: Spans
    addressee: Spans
    confidence: float
    vector: bytes


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
    parts = [(i, w) for i, article in enumerate(articles) for w in windows(article.text)]
    order = sorted(range(len(parts)), key=lambda k: len(parts[k][1].pieces))
    total, done = sum(len(w.starts) for _, w in parts), 0
    found: list[list[Found]] = [[] for _ in articles]
    own: list[list[tuple[Span, bytes]]] = [[] for _ in articles]
    for low in range(0, len(order), BATCH):
        chosen = [parts[k] for k in order[low : low + BATCH]]
        batch = pad([w for _, w in chosen])
        cue_scores, words = net.encode(batch)
        texts = [articles[i].text for i, _ in chosen]
        reader = _Reader(net, batch, words, [w for _, w in chosen], texts)
        for row, items in enumerate(reader.attributions(cue_scores, recall=recall)):
            found[chosen[row][0]] += items
        for row, statements in enumerate(reader.sentences()):
            own[chosen[row][0]] += statements
        done += sum(len(w.starts) for _, w in chosen)
        if progress:
            progress(done, total)
    return [
        _assemble(article, found[i], own[i], net.settings["nested_threshold"] * (0.6 if recall else 1))
        for i, article in enumerate(articles)
    ]


class _Reader:
    """One batch of windows and what the network says of it."""

    def __init__(
        self,
        net: Network,
        batch: Batch,
        words: NDArray[np.float32],
        chosen: list[Window],
        texts: list[str],
    ) -> None:
        self.net, self.batch, self.words = net, batch, words
        self.windows, self.texts = chosen, texts

    def attributions(self, cue_scores: NDArray[np.float32], *, recall: bool) -> list[list[Found]]:
        """Return the attributions of each window."""
        out: list[list[Found]] = [[] for _ in self.windows]
        threshold = self.net.settings["recall_threshold" if recall else "cue_threshold"]
        cues = [
            (row, cue)
            for row, window in enumerate(self.windows)
            for cue in decode.cues(cue_scores[row], len(window.starts), threshold)
        ]
        if not cues:
            return out
        row = np.array([r for r, _ in cues], np.int64)
        bounds = np.array([(c.first, c.last) for _, c in cues], np.int64)
        scores = self.net.roles(self.words, self.batch, row, bounds)
        lengths = self.batch.word_mask.sum(1)[row]
        paths, log_probabilities = best_paths(scores, self.net.transitions, lengths)
        for (r, cue), tags, log_p in zip(cues, paths, log_probabilities, strict=True):
            item = self._found(r, cue, tags, float(log_p))
            if item is not None:
                out[r].append(item)
        return out

    def _found(self, row: int, cue: decode.Cue, tags: NDArray[np.int64], log_p: float) -> Found | None:
        window, text = self.windows[row], self.texts[row]
        content = decode.spans(tags, "content", window, text)
        if not content:
            return None
        words = np.flatnonzero((tags == 4) | (tags == 5))
        return Found(
            window=window,
            source=decode.spans(tags, "source", window, text),
            cue=(Span(int(window.starts[cue.first]), int(window.ends[cue.last - 1])),),
            content=content,
            addressee=decode.spans(tags, "addressee", window, text),
            confidence=confidence(cue.probability, log_p, self.net.settings),
            vector=self._vectors(row, [words])[0],
        )

    def sentences(self) -> list[list[tuple[Span, bytes]]]:
        """Return each window's sentences with their vectors."""
        out: list[list[tuple[Span, bytes]]] = []
        for row, window in enumerate(self.windows):
            low, high = int(window.starts[0]), int(window.ends[-1])
            spans, words = [], []
            text = self.texts[row]
            stop = min(len(text), high + 2)  # with the closing stop or mark
            for sentence in sentences(text[low:stop]):
                first = int(np.searchsorted(window.ends, low + sentence.start, "right"))
                last = int(np.searchsorted(window.starts, low + sentence.end, "left"))
                letters = sum(text[a].isalnum() for a in window.starts[first:last])
                if letters >= LEAST_WORDS:
                    spans.append(Span(low + sentence.start, low + sentence.end))
                    words.append(np.arange(first, last))
            out.append(list(zip(spans, self._vectors(row, words), strict=True)))
        return out

    def _vectors(self, row: int, words: list[NDArray[np.int64]]) -> list[bytes]:
        if not words:
            return []
        means = np.stack([self.words[row, index].mean(0) for index in words])
        return [vector.tobytes() for vector in self.net.embed(means)]


def confidence(cue: float, log_p: float, settings: dict[str, float]) -> float:
    """Return the probability that source and content are right, fitted on PolNeAR's dev part.

    Args:
        cue: probability of the cue, in (0, 1).
        log_p: log-probability of the whole path of roles, at most 0.
    """
    odds = np.log(max(cue, 1e-6) / max(1 - cue, 1e-6))
    x = settings["bias"] + settings["cue_weight"] * odds + settings["path_weight"] * log_p
    return float(1 / (1 + np.exp(-x)))


def _assemble(
    article: Article, found: list[Found], own: list[tuple[Span, bytes]], nested: float
) -> tuple[Attribution, ...]:
    """Put the windows' findings together in the order of the text."""
    records = [_record(article, item) for item in _distinct(found)]
    enclosing = form.parents(records)
    # Training text seldom labels nested attributions, so they need more to be believed.
    sure = [r for r, p in zip(records, enclosing, strict=True) if p is None or r.confidence >= nested]
    sure = [replace(r, parent=p) for r, p in zip(sure, form.parents(sure), strict=True)]
    statements = [_statement(article, span, vector) for span, vector in own if _untouched(span, sure)]
    order = sorted(
        range(len(sure) + len(statements)),
        key=lambda k: _place((sure + statements)[k]),
    )
    where = {old: new for new, old in enumerate(order)}
    both = sure + statements
    return tuple(
        replace(both[k], parent=None if (p := both[k].parent) is None else where[p]) for k in order
    )


def _place(record: Attribution) -> tuple[int, int, int]:
    anchor = record.cue or record.content
    return record.content[0].start, anchor[0].start, -record.content[-1].end


def _distinct(found: Iterable[Found]) -> list[Found]:
    """Drop an attribution whose content and source another one has with more confidence."""
    kept: list[Found] = []
    for item in sorted(found, key=lambda f: (-f.confidence, f.cue)):
        if not any(other.source == item.source and _alike(other.content, item.content) for other in kept):
            kept.append(item)
    return kept


def _alike(left: Spans, right: Spans) -> bool:
    """Tell whether two contents share at least four fifths of their characters."""
    shared = sum(
        max(0, min(a.end, b.end) - max(a.start, b.start)) for a in left for b in right
    )
    both = sum(s.end - s.start for s in left) + sum(s.end - s.start for s in right) - shared
    return shared >= 0.8 * both


def _record(article: Article, item: Found) -> Attribution:
    text = article.text
    content = form.said(item.content, text)
    return Attribution(
        article=article.id,
        source=item.source,
        cue=item.cue,
        content=item.content,
        addressee=item.addressee,
        form=form.form_of(item.content, text),
        hedge=form.hedge_of(
            form.said(item.cue, text), content, _around(item, text), own_voice=False
        ),
        confidence=item.confidence,
        vector=item.vector,
    )


def _around(item: Found, text: str) -> str:
    """Return the line's sentences that the attribution touches."""
    spans = (*item.source, *item.cue, *item.content)
    low, high = min(s.start for s in spans), max(s.end for s in spans)
    line = text.rfind("\n", 0, low) + 1
    stop = text.find("\n", high)
    part = text[line : stop if stop >= 0 else len(text)]
    mine = [s for s in sentences(part) if line + s.start < high and low < line + s.end]
    return " ".join(s.of(part) for s in mine)


def _statement(article: Article, span: Span, vector: bytes) -> Attribution:
    words = span.of(article.text)
    return Attribution(
        article=article.id,
        source=(),
        cue=(),
        content=(span,),
        form=form.form_of((span,), article.text),
        hedge=form.hedge_of("", words, words, own_voice=True),
        vector=vector,
    )


def _untouched(span: Span, records: list[Attribution]) -> bool:
    """Tell whether no attribution has a part in the sentence."""
    return not any(
        span.overlaps(part) for r in records for part in (*r.content, *r.source, *r.cue)
    )
