"""An appearance as matching sees it: its words, names, numbers, denials and vector.

Appearances with the same words become one statement, so that ten thousand
copies cost as much as one. A content that says little ("It was not true") is
kept apart by the articles' texts: equal words there are no sign of an equal claim.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from reportedly.match import polarity, wording
from reportedly.match.clause import deeds, is_bare
from reportedly.match.numbers import Number, numbers
from reportedly.records import Appearance, Article, Span, Spans, words_of
from reportedly.text import fold

Key = tuple[str, int]  # article id and index, as `Appearance.key`

COMMON = 0.5  # of an article's mean vector, taken off the vectors of its contents
LEAD = 2  # lines that an article begins with: headline and first paragraph, or two paragraphs
BEGIN = 2000  # characters, in which these lie
RUN = 4  # words in a row that are more than a set phrase
TELLING = 4  # stems that make a content say something of its own: who does what to whom


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """One or several appearances of the same words."""

    key: Key  # of its first appearance by article and index
    members: tuple[Appearance, ...]
    words: tuple[str, ...]  # every word, folded by `wording.stem` or lower-cased, in order
    stems: tuple[str, ...]  # those that tell something, in order
    names: frozenset[str]
    deeds: frozenset[str]  # stems of the verbs that tell what was done
    numbers: tuple[Number, ...]
    negated: frozenset[str]  # stems in the reach of a negation
    denied: bool  # its cue or its stance denies it
    untrue: bool  # its own words call something untrue
    passive: bool
    headed: bool  # stands in its article's headline
    first: bool  # stands in the headline, or in one of the LEAD lines
    quoted: bool  # quoted as said
    attributed: bool  # by at least one of its members
    bare: bool  # no statement of its own: "to pay for a study", "the blasts"
    said_by: frozenset[str]  # ids of its sources
    hands: frozenset[str]  # ids of its sources and of those who handed it on
    outlets: frozenset[str]  # ids of the outlets that published it
    setting: frozenset[str] = field(repr=False)  # telling stems of the articles it stands in
    vector: NDArray[np.float32] | None = field(repr=False)  # (384,) unit length; see `_apart`
    bag: frozenset[str] = field(init=False, repr=False)  # the telling stems without order
    # The order of statements: by words, so that a further copy does not change it.
    rank: tuple[tuple[str, ...], bool, Key] = field(init=False, repr=False)
    runs: frozenset[int] = field(init=False, repr=False)  # hashes of its words, RUN in a row

    def __post_init__(self) -> None:
        object.__setattr__(self, "bag", frozenset(self.stems))  # asked twenty times for each pair
        rows = (self.words[n:] for n in range(RUN))
        object.__setattr__(self, "runs", frozenset(map(hash, zip(*rows, strict=False))))
        object.__setattr__(self, "rank", (self.words, self.denied, self.key))


def statements(
    articles: Mapping[str, Article],
    appearances: Iterable[Appearance],
    tags: Mapping[Key, Key] | None = None,
    outlets: Mapping[str, str] | None = None,
) -> tuple[Statement, ...]:
    """Return the distinct statements of a run, by rank; the order given does not matter.

    Appearances with different `tags` stay apart, whatever their words: people parted them.
    `outlets` has the id of each article's outlet, where it is known.
    """
    outlets = outlets or {}
    told = {id: wording.telling(article.text) for id, article in sorted(articles.items())}
    proper = frozenset().union(*(names for _, names in told.values()))
    ordered = sorted(appearances, key=lambda a: a.key)
    inner = _inner_spans(ordered)
    usual = _usual_vectors(ordered)
    groups: dict[tuple[object, ...], list[Statement]] = {}
    for appearance in ordered:
        one = _statement(appearance, articles[appearance.article], proper, inner)
        one = replace(
            one,
            outlets=frozenset(outlets[a] for a in (appearance.article,) if a in outlets),
            setting=told[appearance.article][0],
            vector=_apart(one.vector, usual.get(appearance.article)),
        )
        text = articles[appearance.article].text  # the same place of the same text is the same
        apart = (text, appearance.index) if len(one.bag) < TELLING or one.bare else ()
        tag = tags.get(one.key) if tags else None
        groups.setdefault((one.words, one.denied, one.numbers, apart, tag), []).append(one)
    return tuple(sorted((_together(group) for group in groups.values()), key=lambda s: s.rank))


def _inner_spans(ordered: Sequence[Appearance]) -> dict[Key, list[Span]]:
    """Return, for each outer attribution, who says it inside: *Sputnik cited **a source***.

    The words that only hand a nested content on are not part of what is claimed.
    """
    found: dict[Key, list[Span]] = {}
    for appearance in ordered:
        attr = appearance.attribution
        if attr.parent is not None:
            spans = [*attr.source, *attr.cue, *attr.addressee]
            found.setdefault((appearance.article, attr.parent), []).extend(spans)
    return found


def _statement(
    appearance: Appearance,
    article: Article,
    proper: frozenset[str],
    inner: Mapping[Key, list[Span]],
) -> Statement:
    attr, text = appearance.attribution, article.text
    handed = inner.get(appearance.key, [])
    row: list[wording.Token] = []
    found: list[Number] = []
    for span in attr.content:
        content = span.of(text)
        for token in wording.tokens(content):
            low, high = span.start + token.start, span.start + token.end
            if not any(low < other.end and other.start < high for other in handed):
                row.append(token)
        known = [q for q in appearance.quantities if q.span.overlaps(span)]
        found.extend(numbers(content, known, span.start))
    cue = " ".join(span.of(text) for span in attr.cue)
    stems = tuple(t.stem for t in row if t.stem)
    return Statement(
        key=appearance.key,
        members=(appearance,),
        words=tuple(t.stem or t.form.lower() for t in row),
        stems=stems,
        names=wording.named(row, proper),
        deeds=deeds(row),
        numbers=tuple(dict.fromkeys(found)),
        negated=polarity.negated(row),
        denied=appearance.stance == "denies"
        or polarity.denying_cue(cue, words_of(attr.content, text)),
        untrue=polarity.calls_untrue(" ".join(t.form for t in row)),
        passive=_passive(row),
        headed=(headed := in_headline(attr.content, article)),
        first=headed or _in_lead(attr.content[0], text),
        quoted=attr.form in ("direct", "mixed"),
        attributed=not attr.own_voice,
        bare=not attr.own_voice and is_bare(" … ".join(span.of(text) for span in attr.content)),
        said_by=frozenset(appearance.sources),
        hands=frozenset((*appearance.sources, *appearance.relays)),
        outlets=frozenset(),
        setting=frozenset(),
        vector=_unit(attr.vector),
    )


def in_headline(content: Spans, article: Article) -> bool:
    """Tell whether a content stands in the headline, or repeats its words."""
    if article.headline is not None and any(article.headline.overlaps(span) for span in content):
        return True
    words = fold(words_of(content, article.text))
    return bool(words) and words in fold(article.title or "")


def _in_lead(span: Span, text: str) -> bool:
    """Tell whether a span stands in one of the lines that an article begins with."""
    if span.start > BEGIN:
        return False
    before = text[: span.start].split("\n")[:-1]
    return sum(bool(line.strip()) for line in before) < LEAD


def _passive(row: Sequence[wording.Token]) -> bool:
    """Tell whether an agent follows in "by": *was shot by police*."""
    forms = [token.form.lower() for token in row]
    return "by" in forms and bool({"was", "were", "been", "being", "is", "are", "be"} & set(forms))


def _usual_vectors(ordered: Sequence[Appearance]) -> dict[str, NDArray[np.float32]]:
    """Return the mean of each article's content vectors."""
    rows: dict[str, list[NDArray[np.float32]]] = {}
    for appearance in ordered:
        vector = _unit(appearance.attribution.vector)
        if vector is not None:
            rows.setdefault(appearance.article, []).append(vector)
    return {
        article: np.asarray(np.mean(found, axis=0, dtype=np.float32), np.float32)
        for article, found in rows.items()
    }


def _apart(
    vector: NDArray[np.float32] | None, usual: NDArray[np.float32] | None
) -> NDArray[np.float32] | None:
    """Return what a content says beside what its whole article is about.

    The vectors are made in context: all of one article lean the same way.
    """
    if vector is None or usual is None:
        return vector
    rest = vector - np.float32(COMMON) * usual
    return np.asarray(rest / max(float(np.linalg.norm(rest)), 1e-9), np.float32)


def _unit(vector: bytes) -> NDArray[np.float32] | None:
    if not vector:
        return None
    values = np.frombuffer(vector, np.int8).astype(np.float32)
    length = float(np.linalg.norm(values))
    return values / np.float32(length) if length else None


def _all_of(sets: Collection[frozenset[str]]) -> frozenset[str]:
    """Return the union; of a single set that very set, by which `one_story` knows it."""
    return next(iter(sets)) if len(sets) == 1 else frozenset().union(*sets)


def _together(group: Sequence[Statement]) -> Statement:
    """Return one statement for several of the same words."""
    first = group[0]
    if len(group) == 1:
        return first
    # Each distinct vector once: a further exact copy must not move the mean.
    distinct = {one.vector.tobytes(): one.vector for one in group if one.vector is not None}
    mean: NDArray[np.float32] | None = None
    if distinct:
        total = np.sum([distinct[raw] for raw in sorted(distinct)], axis=0, dtype=np.float32)
        mean = np.asarray(total / max(float(np.linalg.norm(total)), 1e-9), np.float32)
    return Statement(
        key=first.key,
        members=tuple(appearance for one in group for appearance in one.members),
        words=first.words,
        stems=first.stems,
        names=frozenset().union(*(one.names for one in group)),
        deeds=frozenset().union(*(one.deeds for one in group)),
        numbers=first.numbers,
        negated=first.negated,
        denied=first.denied,
        untrue=first.untrue,
        passive=first.passive,
        headed=any(one.headed for one in group),
        first=any(one.first for one in group),
        quoted=any(one.quoted for one in group),
        attributed=any(one.attributed for one in group),
        bare=first.bare,
        said_by=frozenset().union(*(one.said_by for one in group)),
        hands=frozenset().union(*(one.hands for one in group)),
        outlets=frozenset().union(*(one.outlets for one in group)),
        setting=_all_of({id(one.setting): one.setting for one in group}.values()),
        vector=mean,
    )
