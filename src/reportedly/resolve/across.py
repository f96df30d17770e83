"""From the entities of each article to the sources of the whole run."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from reportedly.records import Article, Kind, Source
from reportedly.resolve.countries import Countries
from reportedly.resolve.entity import Entity
from reportedly.resolve.kinds import BODY, GOVERNMENT, ORGANISATION
from reportedly.resolve.names.bearers import bearers
from reportedly.resolve.names.reading import fold, spelling, written
from reportedly.resolve.outlets.table import OutletTable
from reportedly.resolve.unnamed.anonymous import Unnamed, runs, same
from reportedly.resolve.unnamed.specificity import specificity
from reportedly.resolve.unnamed.withheld import reason
from reportedly.resolve.within import Within

_LOCAL: tuple[Kind, ...] = ("collective", "none")  # “experts” of two articles are not the same
_BODIES: tuple[Kind, ...] = ("organisation", "government")
_NAMED: tuple[Kind, ...] = ("person", *_BODIES)
_OFFICES = frozenset("ministry department embassy".split())
_LITTLE = frozenset("of for the and s".split())
# A ministry whose name has no other words is some country's.
_ANYBODYS = _OFFICES | frozenset(
    "foreign defence defense interior health finance justice state education energy transport"
    " economy agriculture culture labour labor trade affairs external internal home environment"
    " information communications tourism planning public national".split()
)  # fmt: skip
_STOP = frozenset("the a an one another this that his her its their some several".split())


@dataclass(slots=True)
class _Merged:
    """All that the articles say about one source."""

    entities: list[tuple[str, Entity]] = field(default_factory=list)  # with the article's id


def merge(
    articles: Sequence[Within], table: OutletTable
) -> tuple[dict[str, Source], dict[tuple[str, int], str]]:
    """Return all sources by id, and the id of each article's entity by (article, number).

    `articles` are in order of their ids, so that the outcome hangs on no other order.
    """
    used = {a.article.id: _used(a) for a in articles}
    _one_kind(articles, used)
    countries = Countries(table.countries)
    ids = _named(articles, used, countries)
    _one_bearer(articles, used, ids)
    _ministries(ids)
    _unnamed(articles, used, ids)
    merged: dict[str, _Merged] = {}
    for article in articles:
        for entity in used[article.article.id]:
            id = ids[article.article.id, entity.number]
            merged.setdefault(id, _Merged()).entities.append((article.article.id, entity))
    sources = {id: _source(id, merged[id], ids) for id in sorted(merged)}
    texts = {article.article.id: article.article for article in articles}
    for id, source in sources.items():
        if source.kind == "anonymous":
            sources[id] = _told_of(source, merged[id], texts, countries, table)
    return sources, ids


def _used(article: Within) -> list[Entity]:
    """Return the entities that speak, hear or pass on, and the article's own outlet."""
    found: dict[int, Entity] = {}
    todo = [article.own, *article.mentions.values()]
    for told in article.told:
        todo += (*told.sources, *told.addressees, *told.hands)
    while todo:
        entity = todo.pop()
        if entity.number not in found:
            found[entity.number] = entity
            todo += [entity.heard_by] if entity.heard_by else []
    return [found[number] for number in sorted(found)]


def _named(
    articles: Sequence[Within], used: Mapping[str, list[Entity]], countries: Countries
) -> dict[tuple[str, int], str]:
    ids = {}
    for article in articles:
        for place, entity in enumerate(used[article.article.id]):
            ids[article.article.id, entity.number] = _id(
                entity, article.article.id, place, countries
            )
    return ids


def _one_kind(articles: Sequence[Within], used: Mapping[str, list[Entity]]) -> None:
    """Let a name be of one kind in all articles: what is a firm in one is no person in another."""
    kinds: dict[str, Counter[Kind]] = {}
    named = [
        entity
        for article in articles
        for entity in used[article.article.id]
        if entity.proper and entity.kind in ("person", "organisation") and " " not in entity.name
    ]
    for entity in named:
        kinds.setdefault(spelling(entity.name), Counter())[entity.kind or "none"] += 1
    for entity in named:
        found = kinds[spelling(entity.name)]
        entity.kind = "organisation" if found["organisation"] >= found["person"] else "person"


def _id(entity: Entity, article: str, place: int, countries: Countries) -> str:
    kind = entity.kind or "none"
    if entity.outlet:
        return f"outlet:{fold(entity.outlet.name)}"
    if kind == "government" and entity.country and "country" in entity.heads:
        return f"government:{fold(entity.country)}"
    words = fold(entity.name).split()
    if entity.proper and kind in _BODIES and _OFFICES & set(words):
        whose = entity.country or "-"
        own = [
            fold(word)
            for word in re.sub(r"['’]s?\b", "", entity.name).split()
            if fold(word) not in _LITTLE and countries.in_words(word) != whose
        ]
        if entity.country or set(own) <= _ANYBODYS:  # “Russian Defence Ministry”
            topic = " ".join(sorted(map(written, own)))
            return f"{kind}:{fold(entity.country or '')}:{topic}"
    generic = (
        fold(entity.name) in BODY | ORGANISATION | GOVERNMENT
    )  # “Parliament”: of which country?
    if entity.proper and not generic and kind not in _LOCAL and kind != "anonymous":
        return f"{kind}:{written(entity.name)}"
    return f"{kind}:{article}:{place}"


def _one_bearer(
    articles: Sequence[Within],
    used: Mapping[str, list[Entity]],
    ids: dict[tuple[str, int], str],
) -> None:
    """Give one id to the names that mean one person or body in this run."""
    names: dict[str, dict[str, str]] = {kind: {} for kind in _NAMED}
    short: dict[str, set[str]] = {}  # other names by which an article calls a body -> ids
    for article in articles:
        for entity in used[article.article.id]:
            id = ids[article.article.id, entity.number]
            kind, _, key = id.partition(":")
            if not entity.proper or kind not in names or key != written(entity.name):
                continue
            names[kind].setdefault(entity.name, id)
            if kind in _BODIES:
                for name in entity.names:
                    short.setdefault(written(name), set()).add(id)
    meant: dict[str, str] = {}
    for kind in _NAMED:
        for name, stands in bearers(names[kind], kind).items():
            meant[names[kind][name]] = names[kind][stands]
    for id in meant:
        others = short.get(id.partition(":")[2], set()) - {id}
        if len(others) == 1 and id.partition(":")[0] in _BODIES:  # "HTS", elsewhere in full
            (other,) = others
            meant[id] = meant.get(other, other)
    for place, id in ids.items():
        ids[place] = meant.get(id, id)


def _ministries(ids: dict[tuple[str, int], str]) -> None:
    """Give “the Foreign Ministry” to the one country of which there is one in the run.

    Where the run has several countries' ministries of that name, each article's stays apart.
    """
    parts = {id: id.split(":") for id in ids.values() if id.count(":") == 2}
    for place, id in ids.items():
        kind, country, topic = parts.get(id, ("", "-", ""))
        if country or kind not in _BODIES:
            continue
        owners = [o for o, (k, c, t) in parts.items() if c and k in _BODIES and t == topic]
        ids[place] = owners[0] if len(owners) == 1 else f"{id}:{place[0]}" if owners else id


def _unnamed(
    articles: Sequence[Within],
    used: Mapping[str, list[Entity]],
    ids: dict[tuple[str, int], str],
) -> None:
    """Join anonymous sources of different articles where one hand heard both."""
    unnamed = []
    for article in articles:
        for entity in used[article.article.id]:
            if entity.kind != "anonymous":
                continue
            hand = entity.heard_by
            unnamed.append(
                Unnamed(
                    key=ids[article.article.id, entity.number],
                    article=article.article.id,
                    heard_by=ids[article.article.id, hand.number] if hand else "",
                    heads=frozenset(entity.heads),
                    words=frozenset(entity.words - _STOP),
                    plural=entity.plural,
                    day=entity.day,
                    country=entity.country,
                    gender=entity.gender,
                    relayed=hand is not article.own,
                    runs=runs(article.article.text, entity.said),
                    other=entity.names[0].lower().startswith("another "),
                )
            )
    one = same(unnamed)
    for key, id in ids.items():
        ids[key] = one.get(id, id)


def _source(id: str, merged: _Merged, ids: Mapping[tuple[str, int], str]) -> Source:
    entities = [entity for _, entity in merged.entities]
    first = entities[0]
    names = Counter(name for entity in entities for name in entity.names)
    proper = [entity for entity in entities if entity.proper] or entities
    name = first.outlet.name if first.outlet else max(
        (entity.name for entity in proper), key=lambda n: (len(n.split()), names[n], len(n), n)
    )  # fmt: skip
    heard = next(
        (
            ids[article, entity.heard_by.number]
            for article, entity in merged.entities
            if entity.heard_by
        ),
        None,
    )
    return Source(
        id=id,
        name=name,
        kind=first.kind or "none",
        names=tuple(dict.fromkeys([name, *sorted(names)])),
        affiliation=next((e.affiliation for e in entities if e.affiliation), None),
        group=_group(entities, name),
        domain=first.outlet.domains[0] if first.outlet and first.outlet.domains else None,
        agency=first.outlet is not None and first.outlet.kind == "agency",
        heard_by=heard if first.kind == "anonymous" else None,
    )


def _told_of(
    source: Source,
    merged: _Merged,
    articles: Mapping[str, Article],
    countries: Countries,
    table: OutletTable,
) -> Source:
    """Add what the articles tell of an unnamed source: how much, and why it has no name."""
    reasons = [reason(articles[article], entity) for article, entity in merged.entities]
    return replace(
        source,
        specificity=specificity(source.names, countries, table.named),
        anonymity_reason=next(filter(None, reasons), None),
        anonymity=tuple(
            (article, span)
            for article, entity in merged.entities
            for span in sorted(grant.whole for grant in entity.grants)
        ),
    )


def _group(entities: Sequence[Entity], name: str) -> str | None:
    """Return who stands behind a source: an owner, a government, the body it speaks for."""
    for entity in entities:
        if entity.outlet:
            return entity.outlet.group
    hand = next((e.heard_by for e in entities if e.kind == "anonymous" and e.heard_by), None)
    if hand and hand.outlet and hand.outlet.state:
        return hand.outlet.group
    country = next((e.country for e in entities if e.country), None)
    if country:
        return f"government of {country}"
    if any(e.proper and e.kind in ("organisation", "government") for e in entities):
        return name
    return next((e.backing for e in entities if e.backing), None)
