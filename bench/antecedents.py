"""Whom source mentions mean within an article: python -m bench.antecedents --data DIR

DIR holds corpora/polnear/{dev,train}.jsonl; the labels are bench/data/antecedents.jsonl
(offsets alone, see README.md there). The resolver gets the corpus's own labelled
attributions, so that figures tell of resolution and not of the tagger.

A mention is right if it gets the entity that the fullest name of whoever is meant
gets. Where that name is not in the text, or is nothing that the resolver takes
for a name, it is right if it is one with the other mentions of its entity and
with no mention of another. It is unresolved if the resolver says it can't tell.
What is wrong is either *joined* with somebody else, which puts words into a mouth,
or kept *apart*: taken for somebody new where one of the text's own is meant.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from reportedly import Article, Attribution, Span
from reportedly.attribute.form import form_of, parents
from reportedly.resolve.countries import Countries
from reportedly.resolve.outlets.table import Outlet, OutletTable
from reportedly.resolve.within import Within, within

LABELS = Path(__file__).parent / "data/antecedents.jsonl"
KINDS = ("pronoun", "description", "surname", "name", "organisation", "group")
PARTS = ("train", "hard", "more", "check", "dev", "held")
VERDICTS = ("right", "joined", "apart", "unresolved")
UNKNOWN = "?"  # a careful reader cannot tell either
Who = frozenset[int]  # numbers of the resolver's entities: one, or those that speak together


@dataclass(frozen=True, slots=True)
class Mention:
    """One labelled source mention."""

    span: Span
    kind: str
    entity: str


@dataclass(frozen=True, slots=True)
class Labels:
    """The labelled mentions of one text; `names` has the fullest name of each entity, if any."""

    id: str
    mentions: tuple[Mention, ...]
    names: Mapping[str, Span | None]
    part: str = "dev"
    digest: str = ""


@dataclass(slots=True)
class Reading:
    """What the resolver made of a text."""

    mentions: dict[Span, Who] = field(default_factory=dict)
    names: list[tuple[Span, int]] = field(default_factory=list)
    unsure: set[int] = field(default_factory=set)
    followed: list[tuple[Span, int]] = field(default_factory=list)  # pronouns that are no sources

    def at_name(self, span: Span) -> Who:
        """Return the entity of the name that stands at `span`, empty if none was seen there.

        A title may or may not be part of a name. “Roe’s campaign” is not where Roe
        stands, so nine tenths must be shared or the ends be the same. “Ash and Roe”
        is no one's name.
        """
        best, found = 0, Who()
        inside = {number for n, number in self.names if span.start <= n.start and n.end <= span.end}
        for name, number in self.names:
            shared = min(name.end, span.end) - max(name.start, span.start)
            longest = max(name.end - name.start, span.end - span.start)
            ends = name.end == span.end and 3 * shared >= longest and len(inside) == 1
            if shared > best and (10 * shared >= 9 * longest or ends):
                best, found = shared, Who((number,))
        return found


def main() -> None:
    """Resolve, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--part", choices=PARTS, help="one part of the labels alone")
    parser.add_argument("--errors", action="store_true", help="print what went wrong; never held")
    options = parser.parse_args()
    parts = (options.part,) if options.part else PARTS
    found = measure(options.data, parts)
    for part in parts:
        print_table(part, [item for item in found if item[0].part == part])
    if options.errors:
        print_errors(options.data, [item for item in found if item[0].part != "held"])


def measure(data: Path, parts: Sequence[str] = ("dev", "held")) -> list[tuple[Labels, Reading]]:
    """Return for each labelled article of some parts its labels and the resolver's reading.

    Raises ValueError if a text is not the one that was labelled.
    """
    texts = corpus(data)
    found = []
    for labels in map(read_labels, LABELS.read_text("utf-8").splitlines()):
        if labels.part not in parts:
            continue
        row = texts[labels.id]
        if sha256(row["text"].encode()).hexdigest()[:16] != labels.digest:
            raise ValueError(f"{labels.id}: this is not the text that was labelled")
        article = Article(id=labels.id, text=row["text"], language="en")
        found.append((labels, read(article, attributions(article, row["attributions"]))))
    return found


def corpus(data: Path) -> dict[str, dict[str, Any]]:
    """Return the rows of PolNeAR's dev and training parts by id."""
    files = [data / f"corpora/polnear/{part}.jsonl" for part in ("train", "dev")]
    lines = (line for file in files for line in file.read_text("utf-8").splitlines())
    return {row["id"]: row for row in map(json.loads, lines)}


def read_labels(line: str) -> Labels:
    """Return the labels of one article from their JSON."""
    row = json.loads(line)
    return Labels(
        row["id"],
        tuple(Mention(Span(m["start"], m["end"]), m["kind"], m["entity"]) for m in row["mentions"]),
        {key: Span(at["start"], at["end"]) if at else None for key, at in row["entities"].items()},
        row["part"],
        row["digest"],
    )


def attributions(article: Article, rows: Iterable[Mapping[str, Any]]) -> list[Attribution]:
    """Return a corpus's attributions as records, form and nesting set as in the pipeline."""
    plain: list[Attribution] = []
    for row in rows:
        source, cue, content = (
            tuple(Span(start, end) for start, end in row[role])
            for role in ("source", "cue", "content")
        )
        if content:
            plain.append(record(article, source, cue, content))
    return nested(plain)


def record(
    article: Article, source: tuple[Span, ...], cue: tuple[Span, ...], content: tuple[Span, ...]
) -> Attribution:
    """Return an attribution with the form that its content has."""
    form = form_of(content, article.text)
    return Attribution(article=article.id, source=source, cue=cue, content=content, form=form)


def nested(plain: Sequence[Attribution]) -> list[Attribution]:
    """Return attributions in order of their contents, each with its parent."""
    plain = sorted(plain, key=lambda a: (a.content[0].start, -a.content[-1].end))
    return [with_parent(a, p) for a, p in zip(plain, parents(plain), strict=True)]


def with_parent(attr: Attribution, parent: int | None) -> Attribution:
    """Return an attribution with its parent."""
    return Attribution(
        article=attr.article,
        source=attr.source,
        cue=attr.cue,
        content=attr.content,
        form=attr.form,
        parent=parent,
    )


def read(article: Article, said: Sequence[Attribution]) -> Reading:
    """Resolve one article on its own, as the pipeline does first."""
    table = OutletTable.shipped()
    own = Outlet(name=f"outlet of {article.id}")
    return reading(within(article, said, own, table, Countries(table.countries)), said)


def reading(found: Within, said: Sequence[Attribution]) -> Reading:
    """Return what a bench needs to know of a resolved article."""
    out = Reading(
        names=[(Span(e.start, e.end), e.entity.number) for e in found.names],
        followed=[(Span(e.start, e.end), e.entity.number) for e in found.followed],
    )
    for attr, told in zip(said, found.told, strict=True):
        if not attr.source:
            continue
        span = Span(attr.source[0].start, attr.source[-1].end)
        out.mentions[span] = Who(entity.number for entity in told.sources)
        out.unsure |= {entity.number for entity in told.sources if entity.unsure}
    return out


def judge(labels: Labels, found: Reading) -> list[str]:
    """Return one of `VERDICTS`, or "" where no reader can tell, for each mention."""
    anchors = {key: found.at_name(span) if span else Who() for key, span in labels.names.items()}
    by_entity: dict[str, list[Who]] = {}
    for mention in labels.mentions:
        by_entity.setdefault(mention.entity, []).append(found.mentions.get(mention.span, Who()))
    return [_verdict(m, found, anchors, by_entity) for m in labels.mentions]


def _verdict(
    mention: Mention,
    found: Reading,
    anchors: Mapping[str, Who],
    by_entity: Mapping[str, Sequence[Who]],
) -> str:
    who = found.mentions.get(mention.span, Who())
    if mention.entity == UNKNOWN:
        return ""
    if not who or who & found.unsure:
        return "unresolved"
    anchor = anchors[mention.entity]
    named = {w for key, w in anchors.items() if key != mention.entity and w}
    meant = {
        place
        for key, places in by_entity.items()
        if key not in (mention.entity, UNKNOWN)
        for place in places
    }
    sure = [place for place in by_entity[mention.entity] if not place & found.unsure]
    expected = anchor or Counter(sure).most_common(1)[0][0]
    if who == expected and who not in (named if anchor else named | meant):
        return "right"
    own = {number for place in (anchor, *([] if anchor else [expected])) for number in place}
    strangers = {number for place in named | meant for number in place} - own
    strangers |= {number for span, number in found.names if not span.overlaps(mention.span)} - own
    return "joined" if who & strangers or who in named else "apart"


def print_table(part: str, found: Sequence[tuple[Labels, Reading]]) -> None:
    """Print how many mentions of each kind are right, joined with others, apart, unresolved."""
    counts = tally(found)
    print(f"\n{part}: {len(found)} articles")
    print(f"  {'':14s} mentions   right  joined   apart   unresolved   right of resolved")
    for kind in (*KINDS, "all"):
        count = counts[kind] if kind != "all" else sum(counts.values(), Counter())
        right, joined, apart, open_ = (count[verdict] for verdict in VERDICTS)
        n = count.total()
        if n:
            print(
                f"  {kind:14s} {n:8d}  {100 * right / n:5.1f} % {100 * joined / n:5.1f} %"
                f" {100 * apart / n:5.1f} %      {100 * open_ / n:5.1f} %"
                f"     {100 * right / max(1, n - open_):5.1f} %"
            )


def tally(found: Iterable[tuple[Labels, Reading]]) -> dict[str, Counter[str]]:
    """Return the verdicts counted by kind."""
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    for labels, answer in found:
        for mention, verdict in zip(labels.mentions, judge(labels, answer), strict=True):
            if verdict:
                counts[mention.kind][verdict] += 1
    return counts


def print_errors(data: Path, found: Iterable[tuple[Labels, Reading]]) -> None:
    """Print each mention that is not right, whom it means, and for whom it was taken."""
    texts = corpus(data)
    for labels, answer in found:
        text = texts[labels.id]["text"]
        names = {n: s.of(text) for s, n in reversed(answer.names)}
        for mention, verdict in zip(labels.mentions, judge(labels, answer), strict=True):
            if verdict in ("right", ""):
                continue
            at = labels.names[mention.entity]
            meant = at.of(text) if at else f"({mention.entity})"
            who = answer.mentions.get(mention.span, Who())
            got = " + ".join(names.get(n, f"#{n}") for n in sorted(who))
            words = " ".join(mention.span.of(text).split())
            print(
                f"{labels.id[:28]:28s} {mention.span.start:6d} {verdict} {mention.kind}: {words!r}"
            )
            print(f"{'':8s}is {meant!r}, was taken for {got!r}")


if __name__ == "__main__":
    main()
