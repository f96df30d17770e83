"""Records made by lot for the store's tests: articles with attributions, no model needed."""

import random
from dataclasses import replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from reportedly.records import Article, Attribution, Moment, Span
from reportedly.text import sentences, words

WORDS = (
    "the dam river council engineer said warned denied gate flood mayor Kelsby Telcora on Monday"
    " forty two hundred people cracks water north of it was near that a new old bridge naïve “no”"
).split()


def article(number: int, seed: int = 0, **fields: object) -> Article:
    """Return the same article for the same number, every time."""
    lots = random.Random(f"{seed} {number}")
    lines = (
        " ".join(lots.choices(WORDS, k=lots.randint(6, 18))) for _ in range(lots.randint(2, 8))
    )
    text = ". ".join(line.capitalize() for line in lines) + f". Number {number}."
    return replace(
        Article(
            id=f"a{number}",
            text=text,
            url=f"https://outlet{number % 7}.example/{number}",
            outlet=f"Outlet {number % 7}",
            title=f"Title {number}",
            published=Moment(f"2026-10-{1 + number % 28:02}", "day"),
            language="en",
        ),
        **fields,
    )


def attributions(art: Article) -> tuple[Attribution, ...]:
    """Return an attribution for each sentence, with a vector that hangs on its words."""
    out = []
    for sentence in sentences(art.text):
        found = [
            Span(sentence.start + span.start, sentence.start + span.end)
            for span in words(sentence.of(art.text))
        ]
        own = len(found) < 4 or len(found) % 3 == 0
        out.append(
            Attribution(
                article=art.id,
                source=() if own else (found[0],),
                cue=() if own else (found[1],),
                content=(Span(found[0 if own else 2].start, found[-1].end),),
                hedge="none" if own else "reported",
                confidence=0.5 + len(found) / 100,
                vector=vector(sentence.of(art.text)),
            )
        )
    return tuple(out)


def vector(text: str) -> bytes:
    """Return 384 int8 that are alike for texts of like words."""
    total = np.sum([_of_word(word) for word in text.lower().split()] or [np.zeros(384)], axis=0)
    return np.rint(100 * total / (np.abs(total).max() or 1)).astype(np.int8).tobytes()


@cache
def _of_word(word: str) -> NDArray[np.float64]:
    return np.random.default_rng(list(word.encode("utf-8", "surrogatepass"))).uniform(-1, 1, 384)
