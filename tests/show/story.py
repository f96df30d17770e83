"""A small invented story, traced by hand: what the views are tried on.

One unnamed engineer, heard by one agency, on cracks in a dam; wire copies, a
rewrite, a lost hedge, drifting numbers, a false corroboration, a denial and an
article that names nobody. A second claim has two independent origins.
"""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

from reportedly.records import (
    Appearance,
    Article,
    Claim,
    ClaimTrace,
    Copy,
    Derivation,
    Finding,
    Independence,
    Link,
    Moment,
    Origin,
    Quantity,
    Resolution,
    Source,
    Span,
    Trace,
)
from tests.factories import appearance, article, attribution, source, span

CASES = Path(__file__).with_name("cases")


def load(name: str) -> list[dict]:
    """Return the rows of a table of cases."""
    lines = CASES.joinpath(name).read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if line]


@cache
def articles() -> tuple[Article, ...]:
    """Return the thirteen articles, by time."""
    out = []
    for row in load("story.jsonl"):
        text = row["title"] + "\n\n" + row["text"]
        out.append(
            article(
                text,
                row["id"],
                title=row["title"],
                headline=Span(0, len(row["title"])),
                outlet=row["outlet"],
                url=f"https://{row['id']}.example/dam",
                published=row["date"],
                byline=row.get("byline"),
                links=tuple(Link(span(text, words), url) for words, url in row.get("links", [])),
                path=f"story/{row['id']}.html",
                notes=(("title", "json-ld headline"), ("published", "meta article:published_time")),
            )
        )
    return tuple(out)


def sources() -> dict[str, Source]:
    """Return the outlets and everybody who says something, by id."""
    owners = {"vesper": "alder", "radio9": "alder"}
    out = {
        art.id: source(
            art.id, art.outlet or "", "outlet", domain=f"{art.id}.example", group=owners.get(art.id)
        )
        for art in articles()
    }
    out["alder"] = source("alder", "Alder Media", "organisation")
    out["engineer"] = source(
        "engineer", "an engineer who asked not to be named", "anonymous", heard_by="vesper"
    )
    out["kestrel"] = source(
        "kestrel", "Ines Kestrel", "person", affiliation="Harrow Water Authority", group="authority"
    )
    out["authority"] = source("authority", "Harrow Water Authority", "government")
    out["mayor"] = source("mayor", "Tomas Alvey", "person", affiliation="mayor of Lowmere")
    out["farmer"] = source("farmer", "Nell Barrow", "person")
    return out


def said() -> dict[str, Appearance]:
    """Return every attribution of the story by a short name, e.g. "radio9:0"."""
    by_id = {art.id: art for art in articles()}
    out: dict[str, Appearance] = {}
    for row in load("said.jsonl"):
        art = by_id[row["article"]]
        parts = {role: row.get(role, "") for role in ("source", "cue", "content", "addressee")}
        attr = attribution(
            art,
            **parts,
            hedge=row.get("hedge", "reported" if parts["cue"] else "none"),
            form=row.get("form", "indirect"),
            parent=row.get("parent"),
            confidence=row.get("confidence", 0.9),
        )
        index = sum(name.startswith(art.id + ":") for name in out)
        numbers = tuple(
            Quantity(value=value, of=of, approximate=about, span=span(art.text, words))
            for words, value, of, about in row.get("quantities", [])
        )
        out[f"{art.id}:{index}"] = appearance(
            attr,
            index,
            sources=tuple(row.get("sources", [])),
            relays=tuple(row.get("relays", [])),
            stance=row.get("stance", "supports"),
            quantities=numbers,
        )
    return out


def trace() -> Trace:
    """Return the whole trace: two claims of several articles, one of a single one."""
    found = said()
    resolution = Resolution(
        sources=sources(),
        outlets={art.id: art.id for art in articles()},
        appearances=tuple(found.values()),
    )
    claims = (_cracks(found), _spillway(found), _single(found))
    copy = Copy(left="quay", right="vesper", shared_left=1.0, shared_right=0.9, passages=())
    return Trace(articles=articles(), resolution=resolution, copies=(copy,), claims=claims)


def _edge(
    found: dict[str, Appearance], down: str, up: str, words: str = "", **fields: object
) -> Derivation:
    text = {art.id: art.text for art in articles()}
    at = fields.pop("at", None)
    fields.setdefault("relation", "attributed")
    return Derivation(
        downstream=found[down].key,
        source=up,
        upstream=found[str(at)].key if at else None,
        evidence=span(text[found[down].article], words) if words else None,
        **fields,  # type: ignore[arg-type]
    )


def _cracks(found: dict[str, Appearance]) -> ClaimTrace:
    names = [name for name in found if name.split(":")[1] == "0" and not name.startswith("valley")]
    names = [*names, "public:1"]
    derivations = tuple(
        _edge(found, **{"relation": "attributed", **row}) for row in load("derivations.jsonl")
    )
    return ClaimTrace(
        claim=Claim(
            id="c1",
            text="about 40 cracks have been found in the wall of the Harrow dam",
            appearances=tuple(found[name] for name in names),
            confidence=0.81,
        ),
        derivations=derivations,
        origins=(Origin(source="engineer", group="engineer"),),
        first="vesper",
        independence=Independence(
            known=1,
            unknown=1,
            low=1,
            high=1,
            sentence="12 articles from 12 outlets, but 1 known origin; "
            "1 article says nothing of its own.",
        ),
        chokepoints=("vesper",),
        findings=_findings(found),
    )


def _findings(found: dict[str, Appearance]) -> tuple[Finding, ...]:
    text = {art.id: art.text for art in articles()}
    return tuple(
        Finding(
            kind=row["kind"],
            appearances=tuple(found[name].key for name, _ in row["passages"]),
            passages=tuple(
                (found[name].article, span(text[found[name].article], words))
                for name, words in row["passages"]
            ),
            words=row["words"],
            confidence=row["confidence"],
        )
        for row in load("findings.jsonl")
    )


def _spillway(found: dict[str, Appearance]) -> ClaimTrace:
    names = ["valley:0", "public:2", "lowland:2"]
    return ClaimTrace(
        claim=Claim(
            id="c2",
            text="the spillway had been opened at five on Sunday morning",
            appearances=tuple(found[name] for name in names),
            confidence=0.9,
        ),
        derivations=(
            _edge(found, "valley:0", "mayor", "Tomas Alvey, the mayor of Lowmere, told"),
            _edge(found, "public:2", "authority", "The Harrow Water Authority said"),
            _edge(found, "lowland:2", "valley", "the Valley Gazette reported", at="valley:0"),
            _edge(found, "lowland:2", "mayor", "citing the mayor", through="valley"),
        ),
        origins=(
            Origin(source="mayor", group="mayor"),
            Origin(source="authority", group="authority"),
        ),
        first="valley",
        independence=Independence(
            known=2,
            unknown=0,
            low=2,
            high=2,
            sentence="3 articles from 3 outlets and 2 known origins.",
        ),
        chokepoints=(),
        findings=(),
    )


def _single(found: dict[str, Appearance]) -> ClaimTrace:
    return ClaimTrace(
        claim=Claim(
            id="c3", text="It hummed like a kettle all night", appearances=(found["valley:1"],)
        ),
        derivations=(_edge(found, "valley:1", "farmer", "said Nell Barrow"),),
        origins=(Origin(source="farmer", group="farmer"),),
        first="valley",
        independence=Independence(
            known=1, unknown=0, low=1, high=1, sentence="1 article and 1 known origin."
        ),
        chokepoints=(),
        findings=(),
    )


def undated(art: Article) -> Article:
    """Return the article without a date."""
    return replace(art, published=None)


def day(value: str) -> Moment:
    """Return a moment known to the day."""
    return Moment(value, "day")
