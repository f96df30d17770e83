"""From the entities of each article to the sources of the whole run."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reportedly.records import Kind, Source
from reportedly.resolve.anonymous import Unnamed, same
from reportedly.resolve.entity import Entity
from reportedly.resolve.kinds import BODY, GOVERNMENT, ORGANISATION
from reportedly.resolve.names import fold, spelling, surname
from reportedly.resolve.within import Within

_LOCAL: tuple[Kind, ...] = ("collective", "none")  # “experts” of two articles are not the same
_STOP = frozenset("the a an one another this that his her its their some several".split())


@dataclass(slots=True)
class _Merged:
    """All that the articles say about one source."""

    entities: list[tuple[str, Entity]] = field(default_factory=list)  # with the article's id


def merge(articles: Sequence[Within]) -> tuple[dict[str, Source], dict[tuple[str, int], str]]:
    """Return all sources by id, and the id of each article's entity by (article, number).

    `articles` are in order of their ids, so that the outcome hangs on no other order.
    """
    used = {a.article.id: _used(a) for a in articles}
    _one_kind(articles, used)
    ids = _named(articles, used)
    people = _people(articles, used)
    for key, id in ids.items():
        ids[key] = people.get(id, id)
    _unnamed(articles, used, ids)
    merged: dict[str, _Merged] = {}
    for article in articles:
        for entity in used[article.article.id]:
            id = ids[article.article.id, entity.number]
            merged.setdefault(id, _Merged()).entities.append((article.article.id, entity))
    sources = {id: _source(id, merged[id], ids) for id in sorted(merged)}
    return sources, ids


def _used(article: Within) -> list[Entity]:
    """Return the entities that speak, hear or pass on, and the article's own outlet."""
    found: dict[int, Entity] = {article.own.number: article.own}
    for told in article.told:
        for entity in (*told.sources, *told.addressees, *told.hands):
            found[entity.number] = entity
            if entity.heard_by:
                found[entity.heard_by.number] = entity.heard_by
    for entity in article.mentions.values():
        found[entity.number] = entity
    return [found[number] for number in sorted(found)]


def _named(
    articles: Sequence[Within], used: Mapping[str, list[Entity]]
) -> dict[tuple[str, int], str]:
    ids = {}
    for article in articles:
        for place, entity in enumerate(used[article.article.id]):
            ids[article.article.id, entity.number] = _id(entity, article.article.id, place)
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


def _id(entity: Entity, article: str, place: int) -> str:
    kind = entity.kind or "none"
    if entity.outlet:
        return f"outlet:{fold(entity.outlet.name)}"
    if kind == "government" and entity.country and "country" in entity.heads:
        return f"government:{fold(entity.country)}"
    generic = (
        fold(entity.name) in BODY | ORGANISATION | GOVERNMENT
    )  # “Parliament”: of which country?
    if entity.proper and not generic and kind not in _LOCAL and kind != "anonymous":
        return f"{kind}:{spelling(entity.name)}"
    return f"{kind}:{article}:{place}"


def _people(articles: Sequence[Within], used: Mapping[str, list[Entity]]) -> dict[str, str]:
    """Return for each surname alone the id of the one full name in the run that has it."""
    full: dict[str, set[str]] = {}
    alone: dict[str, str] = {}
    for article in articles:
        for entity in used[article.article.id]:
            if entity.kind != "person" or not entity.proper:
                continue
            key = spelling(entity.name)
            if " " in key:
                full.setdefault(surname(entity.name), set()).add(key)
            else:
                alone[f"person:{key}"] = key
    return {
        id: f"person:{next(iter(full[key]))}"
        for id, key in alone.items()
        if len(full.get(key, ())) == 1
    }


def _unnamed(
    articles: Sequence[Within],
    used: Mapping[str, list[Entity]],
    ids: dict[tuple[str, int], str],
) -> None:
    """Join anonymous sources of different articles where nothing speaks against it."""
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
        heard_by=heard if first.kind == "anonymous" else None,
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
