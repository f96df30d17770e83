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
from reportedly.attribute.network import Network, pad, reach, shipped
from reportedly.records import Article, Attribution, Span, Spans
from reportedly.text import sentences

BATCH = 8  # windows; more gains nothing on a CPU
EACH_WAY = 80  # words from the cue; in PolNeAR's training part 1 % of roles reach further
LEAST_WORDS = 4  # of a statement in the article's own voice ...
LEAST_PLAIN = 2  # ... and how many of them begin with a small letter
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution in one window, before it is put together with the others."""

    source: Spans
    cue: Spans
    content: Spans
    addressee: Spans
    cue_probability: float
    path_log_probability: float  # of the roles of all words together
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
    least = net.settings["recall_threshold" if recall else "cue_threshold"]
    found, own = find(articles, net, least, progress)
    return [
        _assemble(article, net, believed(found[i], article.text, net), own[i])
        for i, article in enumerate(articles)
    ]


def believed(found: list[Found], text: str, net: Network) -> list[Found]:
    """Return those that are to be shown, each only once.

    Inside another's content a cue that is no word of saying needs to be all but
    certain: that somebody's wish is told inside a statement tells nothing of
    where the statement comes from, and the corpus labels none.
    """
    nested = net.settings["nested_threshold"]
    kept = [
        item
        for item in found
        if item.cue_probability >= nested
        or form.of_saying(form.said(item.cue, text))
        or not _inside(item, found)
    ]
    return _distinct(kept)


def _inside(item: Found, others: list[Found]) -> bool:
    """Tell whether the cue stands inside the content of another."""
    at = item.cue[0].start
    return any(o is not item and any(s.start <= at < s.end for s in o.content) for o in others)


def find(
    articles: Sequence[Article],
    net: Network,
    threshold: float,
    progress: Progress | None = None,
) -> tuple[list[list[Found]], list[list[tuple[Span, bytes]]]]:
    """Return, for each article, attributions by window, and its sentences with their vectors.

    Args:
        articles: whose texts are run through the network.
        net: the network.
        threshold: least probability of a cue, 0 to 1; a plain word of saying needs
            less, as the network's settings say.
        progress: called with (words done, words in all).
    """
    parts = [(i, w) for i, article in enumerate(articles) for w in windows(article.text)]
    order = sorted(range(len(parts)), key=lambda k: len(parts[k][1].pieces))
    total, done = sum(len(w.starts) for _, w in parts), 0
    found: list[list[Found]] = [[] for _ in articles]
    own: list[list[tuple[Span, bytes]]] = [[] for _ in articles]
    for low in range(0, len(order), BATCH):
        chosen = [parts[k] for k in order[low : low + BATCH]]
        reader = _Reader(net, [w for _, w in chosen], [articles[i].text for i, _ in chosen])
        for row, items in enumerate(reader.attributions(threshold)):
            found[chosen[row][0]] += items
        for row, statements in enumerate(reader.sentences()):
            own[chosen[row][0]] += statements
        done += sum(len(w.starts) for _, w in chosen)
        if progress:
            progress(done, total)
    return found, own


class _Reader:
    """One batch of windows and what the network says of it."""

    def __init__(self, net: Network, chosen: list[Window], texts: list[str]) -> None:
        self.net, self.windows, self.texts = net, chosen, texts
        self.batch = pad(chosen)
        self.cue_scores, self.words = net.encode(self.batch)

    def attributions(self, threshold: float) -> list[list[Found]]:
        """Return the attributions of each window."""
        out: list[list[Found]] = [[] for _ in self.windows]
        least = min(threshold, self.net.settings["saying_threshold"])
        cues = [
            (row, cue)
            for row, window in enumerate(self.windows)
            for cue in decode.cues(self.cue_scores[row], len(window.starts), least)
            if cue.probability >= threshold or form.of_saying(self._words(row, cue))
        ]
        if not cues:
            return out
        row = np.array([r for r, _ in cues], np.int64)
        bounds = np.array([(c.first, c.last) for _, c in cues], np.int64)
        around = reach(row, bounds, self.batch.word_mask, EACH_WAY)
        scores = self.net.roles(self.words, around)
        paths, path_scores = best_paths(scores, self.net.transitions, around.mask.sum(1))
        contents = [
            start + np.flatnonzero(decode.holds(tags, "content"))
            for start, tags in zip(around.starts, paths, strict=True)
        ]
        vectors = self._vectors(list(zip(row.tolist(), contents, strict=True)))
        for i, (r, cue) in enumerate(cues):
            item = self._found(r, cue, (int(around.starts[i]), paths[i]), float(path_scores[i]))
            if item is not None:
                out[r].append(replace(item, vector=vectors[i]))
        return out

    def _words(self, row: int, cue: decode.Cue) -> str:
        window = self.windows[row]
        return self.texts[row][window.starts[cue.first] : window.ends[cue.last - 1]]

    def _found(
        self, row: int, cue: decode.Cue, found: tuple[int, NDArray[np.int64]], path: float
    ) -> Found | None:
        window, text = self.windows[row], self.texts[row]
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
            cue_probability=cue.probability,
            path_log_probability=path,
        )

    def sentences(self) -> list[list[tuple[Span, bytes]]]:
        """Return each window's sentences with their vectors."""
        spans: list[tuple[int, Span]] = []
        words = []
        for row, window in enumerate(self.windows):
            low, text = int(window.starts[0]), self.texts[row]
            stop = min(len(text), int(window.ends[-1]) + 2)  # with the closing stop or mark
            for sentence in sentences(text[low:stop]):
                first = int(np.searchsorted(window.ends, low + sentence.start, "right"))
                last = int(np.searchsorted(window.starts, low + sentence.end, "left"))
                letters = [text[a] for a in window.starts[first:last] if text[a].isalnum()]
                plain = sum(letter.islower() for letter in letters)
                # A dateline or a byline has names and numbers, and no plain words.
                if len(letters) >= LEAST_WORDS and plain >= LEAST_PLAIN:
                    spans.append((row, Span(low + sentence.start, low + sentence.end)))
                    words.append((row, np.arange(first, last)))
        out: list[list[tuple[Span, bytes]]] = [[] for _ in self.windows]
        for (row, span), vector in zip(spans, self._vectors(words), strict=True):
            out[row].append((span, vector))
        return out

    def _vectors(self, chosen: list[tuple[int, NDArray[np.int64]]]) -> list[bytes]:
        """Return the sentence vector of each (window, words); zeros where there are none."""
        if not chosen:
            return []
        zero = np.zeros(self.words.shape[-1], np.float32)
        means = [self.words[row, i].mean(0) if i.size else zero for row, i in chosen]
        return [vector.tobytes() for vector in self.net.embed(np.stack(means))]


def confidence(item: Found, settings: dict[str, float]) -> float:
    """Return the probability that source and content are right.

    A logistic regression on two numbers, fitted on PolNeAR's dev part by
    training/calibrate.py.
    """
    cue = min(max(item.cue_probability, 1e-6), 1 - 1e-6)
    x = settings["bias"] + settings["cue_weight"] * np.log(cue / (1 - cue))
    x += settings["path_weight"] * item.path_log_probability
    return float(1 / (1 + np.exp(-x)))


def _assemble(
    article: Article,
    net: Network,
    found: list[Found],
    own: list[tuple[Span, bytes]],
) -> tuple[Attribution, ...]:
    """Put the windows' findings together in the order of the text."""
    records = [
        replace(_record(article, item), confidence=confidence(item, net.settings)) for item in found
    ]
    nested = [replace(r, parent=p) for r, p in zip(records, form.parents(records), strict=True)]
    both = nested + [
        _statement(article, span, vector) for span, vector in own if _untouched(span, records)
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
    for item in sorted(found, key=lambda f: (-f.cue_probability, f.cue)):
        if not any(
            other.source == item.source and _alike(other.content, item.content) for other in kept
        ):
            kept.append(item)
    return kept


def _alike(left: Spans, right: Spans) -> bool:
    """Tell whether two contents share at least four fifths of their characters."""
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in left for b in right)
    both = sum(s.end - s.start for s in left) + sum(s.end - s.start for s in right) - shared
    return shared >= 0.8 * both


def _record(article: Article, item: Found) -> Attribution:
    text = article.text
    content, cue = form.said(item.content, text), form.said(item.cue, text)
    nobody = form.impersonal(cue, text[item.cue[-1].end :][:10])
    return Attribution(
        article=article.id,
        source=() if nobody else item.source,
        cue=item.cue,
        content=item.content,
        addressee=item.addressee,
        form=form.form_of(item.content, text),
        hedge=form.hedge_of(cue, content, _around(item, text), own_voice=False),
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
    return not any(span.overlaps(part) for r in records for part in (*r.content, *r.source, *r.cue))
