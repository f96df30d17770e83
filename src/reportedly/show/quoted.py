"""Who is quoted, how often and with how many words: what studies of source diversity count.

A word counts once for a source in an article, however many attributions hold
it, so a quotation inside a report of it is not counted twice. Where two speak
together, or one quotes another, the words count for each of them.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from reportedly.attribute.encode import quoted as in_quotation_marks
from reportedly.records import Appearance, Article, Attribution, Form, Resolution, Source, Span
from reportedly.resolve.unnamed.headcount import Headcount, speaking
from reportedly.show.phrases import count, percent
from reportedly.show.safe import one_line
from reportedly.text import fold, words

Naming = Literal["named", "anonymous", "other"]
NAMINGS: Mapping[Naming, str] = {
    "named": "named",
    "anonymous": "not named",
    "other": "group or unclear",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """One source and how much of the articles' reported speech is its own."""

    source: Source
    appearances: tuple[Appearance, ...]  # by article as given, then place
    words: int  # of content, each word of an article once
    direct_words: int  # of these, those in quotation marks
    share: float  # of the words of all sources, 0 to 1

    @property
    def naming(self) -> Naming:
        """Whether the texts give it a name."""
        return naming(self.source)

    @property
    def articles(self) -> tuple[str, ...]:
        """Ids of the articles that quote it, in the order given."""
        return tuple(dict.fromkeys(appearance.article for appearance in self.appearances))

    def articles_if(self, ids: frozenset[str]) -> tuple[str, ...]:
        """Return its articles if it is one of those sources; else none."""
        return self.articles if self.source.id in ids else ()

    @property
    def attributions(self) -> int:
        """How many statements are laid at its door."""
        return len(self.appearances)

    def of_form(self, form: Form) -> int:
        """Return how many of its attributions are direct, indirect or mixed."""
        return sum(appearance.attribution.form == form for appearance in self.appearances)


def namesakes(sources: Iterable[Quoted]) -> frozenset[str]:
    """Return the ids of those sources that are called like another one of them."""
    called: dict[str, list[str]] = defaultdict(list)
    for quoted in sources:
        called[fold(quoted.source.name)].append(quoted.source.id)
    return frozenset(id for ids in called.values() if len(ids) > 1 for id in ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class Diversity:
    """All sources of a set of articles, those with the most words first."""

    sources: tuple[Quoted, ...]
    articles: int  # that were read, with or without sources
    nameless: int  # attributions that say nothing of who speaks; they count for no source

    @property
    def words(self) -> int:
        """Words of all sources."""
        return sum(quoted.words for quoted in self.sources)

    @property
    def direct(self) -> float:
        """Share of these words that stand in quotation marks, 0 to 1."""
        return sum(quoted.direct_words for quoted in self.sources) / max(1, self.words)

    def of(self, naming: Naming) -> tuple[Quoted, ...]:
        """Return the sources that are named, are anonymous, or are neither."""
        return tuple(quoted for quoted in self.sources if quoted.naming == naming)

    def share(self, naming: Naming) -> float:
        """Return the share of the words that such sources have, 0 to 1."""
        return sum(quoted.words for quoted in self.of(naming)) / max(1, self.words)


def naming(source: Source) -> Naming:
    """Tell whether the texts name a source; a group (“residents”) is neither named nor anonymous.

    >>> naming(Source(id="a", name="a diplomat", kind="anonymous"))
    'anonymous'
    """
    if source.kind in ("collective", "none"):
        return "other"
    return "anonymous" if source.kind == "anonymous" else "named"


def unnamed(found: Iterable[Appearance], resolution: Resolution) -> tuple[str, ...]:
    """Return the ids of the anonymous sources on whom some statements rest, each once, sorted."""
    return tuple(sorted({id for _, id in speaking(found, resolution.sources)}))


def unnamed_in_all(counted: Headcount) -> str:
    """Return how many unnamed sources there are: as many as exclude one another, and at most.

    >>> [unnamed_in_all(Headcount(*c, 3)) for c in ((1, 1), (1, 3), (2, None))]
    ['1 unnamed source', '1 to 3 unnamed sources', 'at least 2 unnamed sources']
    """
    if counted.at_most is None:
        return f"at least {count(counted.at_least, 'unnamed source')}"
    if counted.at_least == counted.at_most:
        return count(counted.at_least, "unnamed source")
    return f"{counted.at_least} to {count(counted.at_most, 'unnamed source')}"


def diversity(articles: Sequence[Article], resolution: Resolution) -> Diversity:
    """Count who is quoted in the articles; the order of the articles changes no figure."""
    texts = {article.id: _Words(article.text) for article in articles}
    said: dict[str, list[Appearance]] = defaultdict(list)
    ours = [a for a in resolution.appearances if a.article in texts]
    by_key = {appearance.key: appearance for appearance in ours}
    nameless = 0
    for appearance in ours:
        known = [id for id in dict.fromkeys(appearance.sources) if id in resolution.sources]
        nameless += not known and not appearance.attribution.own_voice
        for id in known:
            if not _inside_own(appearance, id, by_key):
                said[id].append(appearance)
    counts = {id: _counted(found, texts) for id, found in said.items()}
    whole = sum(spoken for spoken, _ in counts.values())
    rows = [
        Quoted(
            source=resolution.sources[id],
            appearances=tuple(said[id]),
            words=spoken,
            direct_words=direct,
            share=spoken / max(1, whole),
        )
        for id, (spoken, direct) in counts.items()
    ]
    rows.sort(key=lambda q: (-q.words, -q.attributions, fold(q.source.name), q.source.id))
    return Diversity(sources=tuple(rows), articles=len(articles), nameless=nameless)


def summary(counted: Diversity) -> str:
    """Return the figures in a few sentences, to be shown as they are."""
    these = "this article" if counted.articles == 1 else f"these {counted.articles} articles"
    silent = (
        f" {count(counted.nameless, 'statement names', 'statements name')} nobody and "
        f"{'counts' if counted.nameless == 1 else 'count'} for no source."
        if counted.nameless
        else ""
    )
    if not counted.sources:
        return f"Nobody is quoted in {these}.{silent}"
    kinds: Mapping[Naming, tuple[str, str]] = {
        "named": ("named one", "named ones"),
        "anonymous": ("anonymous one", "anonymous ones"),
        "other": ("group or unclear one", "groups or unclear ones"),
    }
    parts = [
        f"{percent(counted.share(kind))} from {count(len(counted.of(kind)), *told)}"
        for kind, told in kinds.items()
        if counted.of(kind)
    ]
    top = counted.sources[0]
    return (
        f"{count(len(counted.sources), 'source')} in {count(counted.articles, 'article')}, "
        f"{count(counted.words, 'word')}: {', '.join(parts)}; {percent(counted.direct)} in direct "
        f"speech. Most quoted: {one_line(top.source.name)} ({percent(top.share)}).{silent}"
    )


class _Words:
    """Where the words of one text stand, and which of them are in quotation marks."""

    def __init__(self, text: str) -> None:
        spans = list(words(text))
        self.starts = [span.start for span in spans]
        self.ends = [span.end for span in spans]
        self.marks = in_quotation_marks(text)

    def of(self, spans: Iterable[Span]) -> set[int]:
        """Return the numbers of the words that the spans touch."""
        out: set[int] = set()
        for span in spans:
            out.update(
                range(bisect_right(self.ends, span.start), bisect_left(self.starts, span.end))
            )
        return out

    def direct(self, attr: Attribution) -> set[int]:
        """Return the numbers of a content's words that are given as spoken."""
        mine = self.of(attr.content) if attr.form != "indirect" else set()
        return mine if attr.form == "direct" else {i for i in mine if self.marks[self.starts[i]]}


def _counted(found: Sequence[Appearance], texts: Mapping[str, _Words]) -> tuple[int, int]:
    """Return the words of some appearances, each once, and how many of them are direct."""
    spoken: dict[str, set[int]] = defaultdict(set)
    direct: dict[str, set[int]] = defaultdict(set)
    for appearance in found:
        text = texts[appearance.article]
        spoken[appearance.article] |= text.of(appearance.attribution.content)
        direct[appearance.article] |= text.direct(appearance.attribution)
    return sum(map(len, spoken.values())), sum(map(len, direct.values()))


def _inside_own(
    appearance: Appearance, id: str, by_key: Mapping[tuple[str, int], Appearance]
) -> bool:
    """Tell whether a statement stands inside one of the same source: then it is part of it."""
    parent, seen = appearance.attribution.parent, {appearance.index}
    while parent is not None and parent not in seen:
        seen.add(parent)
        around = by_key.get((appearance.article, parent))
        if around is None:
            return False
        if id in around.sources:
            return True
        parent = around.attribution.parent
    return False
