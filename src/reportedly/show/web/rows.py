"""The claims as rows of a list: what is filtered, ordered and counted."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Literal

from reportedly.records import Article, ClaimTrace, FindingKind, Resolution
from reportedly.show.naming import outlet_of
from reportedly.show.phrases import FINDINGS, count, inner
from reportedly.show.safe import one_line
from reportedly.text import fold

Order = Literal["worth", "articles", "newest", "oldest"]
Origins = Literal["", "none", "one", "several"]
SIZE = 25  # rows a page: two screens, each with a picture


@dataclass(frozen=True, slots=True)
class Row:
    """One claim in the list."""

    number: int  # among the trace's claims, from 1; the first is most worth a look
    id: str
    text: str
    articles: int
    outlets: int
    known: str  # known origins: "1", "1–2"
    unknown: int  # articles that do not say from where they have it
    tags: tuple[tuple[str, int], ...]  # findings by label, how many of each
    kinds: frozenset[FindingKind]
    hands: frozenset[str]  # ids of all sources and outlets in its chain
    first: str  # when it first came out, ISO 8601; "" if that is not known
    last: str
    folded: str  # its words, as they are searched

    @property
    def sum(self) -> str:
        """The count in words: "9 articles · 1 known origin · 3 say nothing"."""
        told = [count(self.articles, "article"), known_origins(self.known)]
        if self.unknown:
            told.append(f"{self.unknown} {'says' if self.unknown == 1 else 'say'} nothing")
        return " · ".join(told)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which claims are to be listed, and how."""

    words: str = ""
    finding: str = ""  # a kind of finding; "any" for any
    origins: Origins = ""
    hand: str = ""  # id of a source or outlet in its chain
    by: str = ""  # id of the hand that has it from that one
    everything: bool = False  # claims of a single article, too
    order: Order = "worth"

    @property
    def filtered(self) -> bool:
        """Whether anything is left out by choice."""
        return bool(self.words or self.finding or self.origins or self.hand)

    def query(self) -> dict[str, str | int | None]:
        """Return what an address says of it; defaults are left out."""
        return {
            "q": self.words,
            "finding": self.finding,
            "origins": self.origins,
            "hand": self.hand,
            "by": self.by,
            "all": 1 if self.everything else None,
            "order": self.order if self.order != "worth" else None,
        }


def row(
    number: int, trace: ClaimTrace, resolution: Resolution, articles: Mapping[str, Article]
) -> Row:
    """Return a claim's row."""
    here = trace.claim.appearances
    dates = sorted(
        moment.value
        for moment in (articles[a.article].published for a in here if a.article in articles)
        if moment
    )
    outlets = {outlet_of(a.article, resolution) for a in here}
    hands = outlets | {id for d in trace.derivations for id in (d.source, d.through) if id}
    hands |= {origin.source for origin in trace.origins}
    found = trace.independence
    text = inner(one_line(trace.claim.text))
    return Row(
        number=number,
        id=trace.claim.id,
        text=text,
        articles=len({a.article for a in here}),
        outlets=len(outlets),
        known=str(found.known) if found.low == found.high else f"{found.low}–{found.high}",
        unknown=found.unknown,
        tags=tuple(Counter(FINDINGS[finding.kind] for finding in trace.findings).items()),
        kinds=frozenset(finding.kind for finding in trace.findings),
        hands=frozenset(hands),
        first=dates[0] if dates else "",
        last=dates[-1] if dates else "",
        folded=fold(text),
    )


def known_origins(known: str) -> str:
    """Return a count of origins in words.

    >>> known_origins("0"), known_origins("1"), known_origins("1–3")
    ('no known origin', '1 known origin', '1–3 known origins')
    """
    if known == "0":
        return "no known origin"
    return f"{known} known origin" + ("" if known == "1" else "s")


def chosen(
    rows: Sequence[Row], wanted: Wanted, leaning: Mapping[str, Mapping[str, Set[int]]]
) -> list[Row]:
    """Return the rows that are wanted, in the wanted order.

    `leaning`: the numbers of the claims that a hand (first) has from another (second).
    """
    words = fold(wanted.words).split()
    among = leaning.get(wanted.by, {}).get(wanted.hand, ()) if wanted.by else None
    found = [
        row
        for row in rows
        if (wanted.everything or row.articles > 1)
        and (not wanted.finding or bool(row.kinds) * (wanted.finding == "any")
             or wanted.finding in row.kinds)
        and (not wanted.origins or wanted.origins == _origins(row))
        and (not wanted.hand or wanted.hand in row.hands)
        and (among is None or row.number in among)
        and all(word in row.folded for word in words)
    ]  # fmt: skip
    if wanted.order == "articles":
        found.sort(key=lambda row: -row.articles)
    elif wanted.order == "newest":
        found.sort(key=lambda row: row.last, reverse=True)
    elif wanted.order == "oldest":
        found.sort(key=lambda row: row.first or "~")
    return found


def _origins(row: Row) -> Origins:
    return "none" if row.known == "0" else "one" if row.known == "1" else "several"
