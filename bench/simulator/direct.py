"""Attributions without a model: the simulator knows where its sources, cues and contents stand.

For measuring how matching and tracing grow, and for telling the model's errors from theirs.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from itertools import count

import numpy as np
from numpy.typing import NDArray

from bench.simulator.generate import apart, story
from bench.simulator.marked import Pieces
from bench.simulator.world import world
from bench.simulator.writing import Written
from reportedly.attribute.form import form_of, hedge_of, parents
from reportedly.read.article_json import article_of
from reportedly.read.limits import Limits
from reportedly.records import Article, Attribution, Span, Spans, words_of
from reportedly.text import sentences, words

WIDTH = 384  # of a vector, as the model has it


def stream(
    seed: int, noise: int, *, vectors: bool = True
) -> Iterator[tuple[Article, tuple[Attribution, ...]]]:
    """Yield articles with their attributions without end, ids of all stories told apart."""
    here = world(seed)
    for number in count():
        for one in story(here, seed, number, noise).articles:
            found = article(one, number)
            yield found, attributions(one, found.id, vectors=vectors)


def article(one: Written, number: int | None = None) -> Article:
    """Return a simulated article as `reportedly.read` reads it, in a numbered story if given."""
    record = one.record if number is None else apart(one.record, number)
    return article_of(record, str(record["id"]), str(record["id"]), Limits())


def attributions(one: Written, id: str = "", *, vectors: bool = True) -> tuple[Attribution, ...]:
    """Return what the article attributes and what it states itself, in the order of the text.

    Args:
        one: a simulated article.
        id: the article's, if it isn't the one within its story.
        vectors: whether contents get vectors: of their words, not of their sense.
    """
    text, id = one.text, id or one.telling.id
    made: list[Attribution] = []
    for plain, start in zip(one.plains, one.starts, strict=True):
        line = Span(start, start + len(plain.text))
        told = [_told(pieces, start, text, line, id) for pieces in plain.pieces.values()]
        found = [attr for attr in told if attr is not None and attr.cue]
        made += found or _own(line, text, id)
    made.sort(key=lambda attr: (attr.content[0].start, (attr.cue or attr.content)[0].start))
    nested = parents(made)
    return tuple(
        Attribution(
            article=id, source=attr.source, cue=attr.cue, content=attr.content,
            addressee=attr.addressee, form=attr.form, hedge=attr.hedge, parent=parent,
            vector=vector_of(words_of(attr.content, text)) if vectors else b"",
        )
        for attr, parent in zip(made, nested, strict=True)
    )  # fmt: skip


def _told(pieces: Pieces, start: int, text: str, line: Span, id: str) -> Attribution | None:
    spans = {role: _spans(places, start) for role, places in pieces.items()}
    content = spans.get("content")
    if not content:
        return None
    cue, said = words_of(spans.get("cue", ()), text), words_of(content, text)
    return Attribution(
        article=id, source=spans.get("source", ()), cue=spans.get("cue", ()), content=content,
        addressee=spans.get("addressee", ()), form=form_of(content, text),
        hedge=hedge_of(cue, said, line.of(text), own_voice=False),
    )  # fmt: skip


def _spans(places: Iterable[tuple[int, int]], start: int) -> Spans:
    return tuple(Span(start + low, start + high) for low, high in places)


def _own(line: Span, text: str, id: str) -> list[Attribution]:
    """Return a paragraph's sentences as the article's own statements."""
    out = []
    for sentence in sentences(line.of(text)):
        span = Span(line.start + sentence.start, line.start + sentence.end)
        said = span.of(text)
        hedge = hedge_of("", said, said, own_voice=True)
        out.append(Attribution(article=id, source=(), cue=(), content=(span,), hedge=hedge))
    return out


def vector_of(text: str) -> bytes:
    """Return the direction in which a text's words point: 384 int8.

    Each word points somewhere of its own, so two texts are as near as they have words in common.
    """
    total = np.zeros(WIDTH, np.float32)
    for word in words(text):
        total += _direction(word.of(text).casefold())
    top = float(np.abs(total).max())
    scaled = np.rint(total * (127 / top)) if top else total
    return bytes(scaled.astype(np.int8).tobytes())


@lru_cache(maxsize=100_000)
def _direction(word: str) -> NDArray[np.float32]:
    bits = blake2b(word.encode(), digest_size=WIDTH // 8).digest()
    return np.unpackbits(np.frombuffer(bits, np.uint8)).astype(np.float32) * 2 - 1
