"""The stage: articles and their attributions in, sources and appearances out."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from reportedly.records import Appearance, Article, Attribution, Moment, Resolution, Span
from reportedly.resolve.across import merge
from reportedly.resolve.countries import Countries
from reportedly.resolve.dates.stated import dates
from reportedly.resolve.dates.when import ordinal, when
from reportedly.resolve.entity import Entity
from reportedly.resolve.names.reading import fold
from reportedly.resolve.outlets.table import Outlet, OutletTable, domain_of
from reportedly.resolve.pieces import Pieces
from reportedly.resolve.quantities.counted import quantities
from reportedly.resolve.stance import stance
from reportedly.resolve.unnamed.withheld import withhold
from reportedly.resolve.within import Within, within
from reportedly.text import fold as plain


def resolve(
    articles: Sequence[Article],
    attributions: Mapping[str, Sequence[Attribution]],
    outlets: OutletTable,
) -> Resolution:
    """Return who says what in terms of sources, for a set of articles.

    `attributions[article.id]` are the article's, in order of their contents,
    statements in its own voice among them; each becomes an appearance whose
    index is its position. The order of `articles` decides the order of the
    appearances and nothing else. An article without attributions has none.
    """
    publishers = {article.id: publisher(article, outlets) for article in articles}
    own = {fold(o.name): o for _, o in sorted(publishers.items())}
    more = {name: o for name, o in own.items() if name not in outlets.names}
    table = outlets.extended(more[key] for key in sorted(more))
    countries = Countries(table.countries)
    read: dict[str, Within] = {}
    moments: dict[str, list[Moment | None]] = {}
    told: dict[str, list[tuple[Moment, ...]]] = {}  # the dates in each content
    for article in sorted(articles, key=lambda article: article.id):
        said = attributions.get(article.id, ())
        read[article.id] = within(article, said, publishers[article.id], table, countries)
        withhold(read[article.id], said)
        moments[article.id] = _moments(article, said, read[article.id].sentences)
        told[article.id] = [dates(attribution.content, article) for attribution in said]
        _tell_unnamed(said, read[article.id], moments[article.id])
    sources, ids = merge([read[id] for id in sorted(read)], table)
    appearances = [
        appearance
        for article in articles
        for appearance in _appearances(
            read[article.id],
            attributions.get(article.id, ()),
            (moments[article.id], told[article.id]),
            ids,
        )
    ]
    return Resolution(
        sources=sources,
        outlets={a.id: ids[a.id, read[a.id].own.number] for a in articles},
        appearances=tuple(appearances),
        mentions={
            (article.id, span): ids[article.id, entity.number]
            for article in articles
            for span, entity in sorted(read[article.id].mentions.items(), key=lambda item: item[0])
        },
        agencies=_agencies(table),
    )


def publisher(article: Article, outlets: OutletTable) -> Outlet:
    """Return the outlet of an article: by its address, else by the name that the page gives.

    A name that the table knows under another domain is not taken for it. An
    article of which neither is known has an outlet of its own.
    """
    host = domain_of(article.url) if article.url else ""
    if host:
        found = outlets.at(host)
        if found:
            return found
    if article.outlet and fold(article.outlet):
        named = outlets.find(article.outlet)
        if named and (not host or not named.domain or _label(host) in map(_label, named.domains)):
            return named
        if named:  # the same name on another site: another outlet
            return Outlet(name=f"{article.outlet} ({host})", domain=host)
        return Outlet(name=article.outlet, domain=host)
    return Outlet(name=host or f"unknown outlet of {article.id}", domain=host)


def _agencies(table: OutletTable) -> dict[str, str]:
    """Return by every name, folded, what the table calls an agency; its first rows go first."""
    agencies = [outlet for outlet in table.outlets if outlet.kind == "agency"]
    return {plain(name): outlet.name for outlet in agencies[::-1] for name in outlet.called}


def _label(host: str) -> str:
    """Return what names a site in its domain: “example” in “news.example.co.uk”."""
    parts = [p for p in host.split(".")[:-1] if p not in ("co", "com", "org", "net", "gov", "ac")]
    return parts[-1] if parts else host


def _moments(
    article: Article, attributions: Sequence[Attribution], sentences: Sequence[Span]
) -> list[Moment | None]:
    """Return for each attribution when it was said, where the text around its cue tells."""
    contents = sorted(s for a in attributions for s in a.content)
    laid = Pieces((s, n) for n, s in enumerate(contents))
    starts = [s.start for s in sentences]
    found: list[Moment | None] = []
    for attribution in attributions:
        parts = sorted(attribution.cue + attribution.source + attribution.addressee)
        if not parts:
            found.append(None)
            continue
        first = max(0, bisect_right(starts, parts[0].start) - 1)
        own = sentences[first : max(first + 1, bisect_right(starts, parts[-1].end - 1))]
        free = [
            piece
            for sentence in own
            for piece in _outside(sentence, [contents[n] for n in laid.near(sentence)])
        ]
        found.append(when(article, tuple(free)))
    for index, attribution in enumerate(attributions):  # what is said inside was said then
        if found[index] is None and attribution.parent is not None:
            found[index] = found[attribution.parent]
    return found


def _outside(sentence: Span, contents: Sequence[Span]) -> list[Span]:
    """Return the pieces of a sentence that stand in no content."""
    pieces, start = [], sentence.start
    for content in contents:
        if content.overlaps(sentence):
            if content.start > start:
                pieces.append(Span(start, content.start))
            start = max(start, content.end)
    if start < sentence.end:
        pieces.append(Span(start, sentence.end))
    return pieces


def _tell_unnamed(
    said: Sequence[Attribution], read: Within, moments: Sequence[Moment | None]
) -> None:
    """Note what an anonymous source says, and when: as the text tells, else as it came out."""
    for attr, told, moment in zip(said, read.told, moments, strict=True):
        for entity in told.sources:
            if entity.kind != "anonymous":
                continue
            entity.said += attr.content
            if entity.day is None:
                entity.day = ordinal(moment or read.article.published)


def _appearances(
    read: Within,
    attributions: Sequence[Attribution],
    times: tuple[Sequence[Moment | None], Sequence[tuple[Moment, ...]]],
    ids: Mapping[tuple[str, int], str],
) -> Iterator[Appearance]:
    """Yield an article's appearances, its entities replaced by the ids of sources.

    `times` has when each was said, and the dates in each content.
    """
    article = read.article

    def named(entities: Sequence[Entity]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(ids[article.id, e.number] for e in entities))

    for index, attribution in enumerate(attributions):
        told = read.told[index]
        sources = named(told.sources)
        yield Appearance(
            article=article.id,
            index=index,
            attribution=attribution,
            sources=sources,
            addressees=named(told.addressees),
            relays=tuple(id for id in named(told.hands) if id not in sources),
            stance=stance(attribution, article),
            quantities=quantities(attribution.content, article.text),
            dates=times[1][index],
            when=times[0][index],
        )
