"""The last analysis: kept in parts, so that a search finds its claims without reading all.

It hangs on nothing but the articles, the judgements and its settings, and can be
made again from them at any time.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

from reportedly.records import (
    Appearance,
    Article,
    ClaimTrace,
    Copy,
    Resolution,
    Source,
    Span,
    Standing,
    Trace,
)
from reportedly.store import codec
from reportedly.store.database import Database
from reportedly.store.identity import key, unkey

Mentions = tuple[tuple[Span, str], ...]
Inline = tuple[tuple[int, Appearance], ...]  # (place in the claim, appearance)
_PARTS = ("kept", "kept_article", "kept_source", "kept_claim", "kept_appearance")


def current(db: Database, revision: int, settings: str) -> bool:
    """Tell whether the kept analysis is of that revision and those settings."""
    found = db.row("SELECT revision, settings FROM kept")
    return found == (revision, settings)


def keep(db: Database, trace: Trace, revision: int, settings: str) -> None:
    """Put an analysis in the place of the one before; inside a transaction."""
    for part in _PARTS:
        db.row(f"DELETE FROM {part}")  # noqa: S608 - names of our own
    copies = codec.dumps(tuple[Copy, ...], trace.copies)
    judged = codec.dumps(tuple[Standing, ...], trace.judged)
    db.row("INSERT INTO kept VALUES (1, ?, ?, ?, ?)", (revision, settings, copies, judged))
    _keep_resolution(db, trace)
    own = {a.key: a for a in trace.resolution.appearances}
    placed: dict[tuple[str, int], tuple[int, int]] = {}
    rows: list[tuple[object, ...]] = []
    for place, traced in enumerate(trace.claims):
        inline: list[tuple[int, Appearance]] = []
        for nth, appearance in enumerate(traced.claim.appearances):
            if appearance.key in placed or own.get(appearance.key) != appearance:
                inline.append((nth, appearance))
            else:
                placed[appearance.key] = place, nth
        rest = replace(traced, claim=replace(traced.claim, appearances=()))
        record = codec.dumps(tuple[ClaimTrace, Inline], (rest, tuple(inline)))
        rows.append((place, key(traced.claim.id), record))
    db.many("INSERT INTO kept_claim VALUES (?, ?, ?)", rows)
    db.many(
        "INSERT INTO kept_appearance VALUES (?, ?, ?, ?, ?, ?)",
        [
            (
                place, key(a.article), a.index, *placed.get(a.key, (None, None)),
                codec.dumps(Appearance, _light(a)),
            )
            for place, a in enumerate(trace.resolution.appearances)
        ],
    )  # fmt: skip


def _light(appearance: Appearance) -> Appearance:
    """Return an appearance without its vector, which is stored with the article."""
    return replace(appearance, attribution=replace(appearance.attribution, vector=b""))


def _keep_resolution(db: Database, trace: Trace) -> None:
    resolution = trace.resolution
    mentions: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for (id, span), source in resolution.mentions.items():
        mentions[id].append((span, source))
    rows: list[tuple[object, ...]] = []
    for place, article in enumerate(trace.articles):
        outlet = resolution.outlets.get(article.id)
        told = codec.dumps(Mentions, mentions[article.id])
        rows.append((place, key(article.id), None if outlet is None else key(outlet), told))
    db.many("INSERT INTO kept_article VALUES (?, ?, ?, ?)", rows)
    db.many(
        "INSERT INTO kept_source VALUES (?, ?, ?)",
        [
            (place, key(id), codec.dumps(Source, source))
            for place, (id, source) in enumerate(resolution.sources.items())
        ],
    )


def whole(db: Database, article: Callable[[str], Article]) -> Trace:
    """Return the kept analysis.

    Args:
        article: gives the articles of the collection by id.
    """
    appearances: list[Appearance] = []
    of_claim: dict[int, dict[int, Appearance]] = defaultdict(dict)
    for place, nth, record in db.each("SELECT claim, nth, record FROM kept_appearance"):
        appearances.append(codec.loads(Appearance, record))
        if place is not None:
            of_claim[place][nth] = appearances[-1]
    copies, judged = db.row("SELECT copies, judged FROM kept") or ("", "")
    claims = db.rows("SELECT place, record FROM kept_claim ORDER BY place")
    articles: list[Article] = []
    outlets: dict[str, str] = {}
    mentions: dict[tuple[str, Span], str] = {}
    for id, outlet, told in db.rows("SELECT id, outlet, mentions FROM kept_article ORDER BY place"):
        articles.append(article(unkey(id)))
        if outlet is not None:
            outlets[unkey(id)] = unkey(outlet)
        mentions |= {(unkey(id), span): s for span, s in codec.loads(Mentions, told)}
    return Trace(
        articles=tuple(articles),
        resolution=Resolution(
            sources=sources(db), outlets=outlets, appearances=tuple(appearances), mentions=mentions
        ),
        copies=codec.loads(tuple[Copy, ...], copies),
        claims=tuple(_claim(record, of_claim[place]) for place, record in claims),
        judged=codec.loads(tuple[Standing, ...], judged),
    )


def sources(db: Database) -> dict[str, Source]:
    """Return the sources of the kept analysis by id."""
    rows = db.rows("SELECT id, record FROM kept_source ORDER BY place")
    return {unkey(id): codec.loads(Source, record) for id, record in rows}


def _claim(record: str, appearances: dict[int, Appearance]) -> ClaimTrace:
    rest, inline = codec.loads(tuple[ClaimTrace, Inline], record)
    there = appearances | dict(inline)
    ordered = tuple(there[nth] for nth in sorted(there))
    return replace(rest, claim=replace(rest.claim, appearances=ordered))
