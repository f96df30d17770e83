"""Small stories, written as data: what outlets say, of whom, and from whose text.

    {"sources":  {"x": {"kind": "anonymous", "name": "a local source"}},
     "outlets":  {"A": {"group": "state"}},
     "articles": {"a": {"outlet": "A", "published": "2024-09-17",
                        "says": [{"content": "250 engineers came", "by": "x", "to": "A"}]}},
     "copies":   [["a", "b"]],
     "agencies": ["Reuters"]}

An outlet's name is "Outlet " and its id, unless it is given one. A statement becomes a paragraph,
"250 engineers came, a local source told Outlet A."; without `by` it is the
article's own. All statements make one claim unless `claim` says otherwise.
"""

import re
from collections import defaultdict
from difflib import SequenceMatcher
from typing import Any

from reportedly.records import (
    Appearance,
    Article,
    Attribution,
    Claim,
    Copy,
    Link,
    Quantity,
    Resolution,
    Source,
    Span,
)
from reportedly.text import fold, words
from reportedly.trace.when import by_time
from tests.factories import article, span

Story = tuple[list[Article], Resolution, list[Copy], list[Claim]]
_NUMBER = re.compile(r"(about |more than |nearly )?(\d+) ((?:\w+ )?\w+s)\b")


def story(case: dict[str, Any]) -> Story:
    """Return what `trace` takes, made from a case."""
    sources = {id: _outlet(id, fields) for id, fields in case.get("outlets", {}).items()}
    for page in case["articles"].values():
        if page.get("outlet"):
            sources.setdefault(page["outlet"], _outlet(page["outlet"], {}))
    for id, fields in case.get("sources", {}).items():
        name = fields.get("name", id)
        sources[id] = Source(id=id, names=(name,), **{"kind": "person", "name": name, **fields})
    articles, appearances, mentions = {}, defaultdict(list), {}
    for id, page in case["articles"].items():
        art, found = _article(id, page, sources)
        articles[id] = art
        for claim, appearance in found:
            appearances[claim].append(appearance)
        for source in sources.values():
            for at in re.finditer(rf"\b{re.escape(source.name)}\b", art.text):
                mentions[id, Span(*at.span())] = source.id
    resolution = Resolution(
        sources=sources,
        outlets={id: p["outlet"] for id, p in case["articles"].items() if p.get("outlet")},
        appearances=tuple(
            sorted((a for f in appearances.values() for a in f), key=lambda a: a.key)
        ),
        mentions=mentions,
        agencies={fold(name): name for name in case.get("agencies", ())},
    )
    copies = [copy(articles[a], articles[b]) for a, b in map(sorted, case.get("copies", ()))]
    return list(articles.values()), resolution, copies, _claims(appearances, articles)


def copy(left: Article, right: Article) -> Copy:
    """Return the runs of at least four words that two articles share."""
    spans = [list(words(a.text)) for a in (left, right)]
    bags = [[w.of(a.text) for w in s] for a, s in zip((left, right), spans, strict=True)]
    blocks = SequenceMatcher(None, *bags, autojunk=False).get_matching_blocks()
    kept = [b for b in blocks if b.size >= 4]
    shared = sum(b.size for b in kept)
    return Copy(
        left=left.id,
        right=right.id,
        shared_left=shared / len(spans[0]),
        shared_right=shared / len(spans[1]),
        passages=tuple(
            (
                Span(spans[0][b.a].start, spans[0][b.a + b.size - 1].end),
                Span(spans[1][b.b].start, spans[1][b.b + b.size - 1].end),
            )
            for b in kept
        ),
    )


def _outlet(id: str, fields: dict[str, Any]) -> Source:
    name = fields.get("name", f"Outlet {id}")
    fields = {"kind": "outlet", "domain": f"{id.lower()}.example", **fields, "name": name}
    return Source(id=id, names=(name,), **fields)


def _article(
    id: str, page: dict[str, Any], sources: dict[str, Source]
) -> tuple[Article, list[tuple[str, Appearance]]]:
    lines = [_line(said, sources) for said in page["says"]]
    text = "\n\n".join([*lines, *page.get("more", [])])
    links = tuple(
        Link(span(text, said["link_at"]), said["link"]) for said in page["says"] if "link" in said
    )
    fields = {k: v for k, v in page.items() if k not in ("says", "more", "outlet")}
    fields.setdefault("url", f"https://{page.get('outlet', id).lower()}.example/{id}")
    art = article(text, id, outlet=page.get("outlet"), links=links, **fields)
    found, at = [], 0
    for index, (said, line) in enumerate(zip(page["says"], lines, strict=True)):
        at = text.index(line, at)
        found.append((said.get("claim", "c1"), _appearance(art, index, (at, said), sources)))
        at += len(line)
    return art, found


def _line(said: dict[str, Any], sources: dict[str, Source]) -> str:
    if "line" in said:
        return str(said["line"])
    via = [sources[id].name for id in said.get("relays", ()) if id != said.get("to")]
    passed_on = f", as {' and '.join(via)} reported" if via else ""
    if not said.get("by") and not said.get("cue"):
        return said["content"] + passed_on + "."
    who = " ".join([sources[said["by"]].name] if said.get("by") else [])
    cue = said.get("cue", "told" if said.get("to") else "said")
    whom = f" {sources[said['to']].name}" if said.get("to") else ""
    return f"{said['content']}, {who} {cue}{whom}{passed_on}.".replace("  ", " ")


def _appearance(
    art: Article, index: int, placed: tuple[int, dict[str, Any]], sources: dict[str, Source]
) -> Appearance:
    start, said = placed

    def spans(piece: str) -> tuple[Span, ...]:
        at = art.text.index(piece, start) if piece else -1
        return (Span(at, at + len(piece)),) if piece else ()

    by, to = said.get("by"), said.get("to")
    own = not by and not said.get("cue")
    cue = "" if own else said.get("cue", "told" if to else "said")
    attr = Attribution(
        article=art.id,
        source=spans(sources[by].name) if by and sources[by].name in art.text[start:] else (),
        cue=spans(cue),
        content=spans(said["content"]),
        addressee=spans(sources[to].name) if to else (),
        hedge=said.get("hedge", "none" if own else "reported"),
        confidence=said.get("confidence", 1.0),
    )
    content = attr.content[0]
    return Appearance(
        article=art.id,
        index=index,
        attribution=attr,
        sources=(by,) if by else (),
        addressees=(to,) if to else (),
        relays=tuple(said.get("relays", ())),
        stance=said.get("stance", "supports"),
        quantities=tuple(
            Quantity(
                value=float(m[2]),
                of=m[3],
                approximate=bool(m[1]),
                span=Span(content.start + m.start(), content.start + m.end()),
            )
            for m in _NUMBER.finditer(said["content"])
        ),
    )


def _claims(appearances: dict[str, list[Appearance]], articles: dict[str, Article]) -> list[Claim]:
    return [
        Claim(
            id=id,
            text=found[0].attribution.content[0].of(articles[found[0].article].text),
            appearances=tuple(sorted(found, key=lambda a: (by_time(articles[a.article]), a.index))),
        )
        for id, found in appearances.items()
    ]
