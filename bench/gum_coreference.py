"""Coreference on GUM: python -m bench.gum_coreference --data DIR

DIR holds corpora/gum/{dev,train}/GUM_*.conllu, with entities in MISC. Printed are

- the CoNLL F1 of what the resolver mentions (names, he and she, and the sources of
  attributions, which is all that it resolves) against all entities mentioned
  twice or more, and of names and sources against those that are names or sources;
- whether each source of a gold attribution relation gets the right entity, as
  bench.antecedents judges it.

The resolver gets the gold attribution relations: as source the subject of the
attribution's unit (or what follows *according to*), as content its unit and the
quotation around it. A mention of ours is a gold one if it holds the gold one's head.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from bench.antecedents import KINDS, VERDICTS, Labels, Mention, Reading, judge, nested, read, record
from bench.coreference_scores import Cluster, conll, scores
from bench.gum_relays import Document, document
from reportedly import Article, Attribution, Span
from reportedly.attribute.encode import quoted

_ENTITY = re.compile(
    r"\((?P<open>\d+)(?P<piece>\[\d+/\d+\])?-(?P<fields>[^()]*)(?P<same>\))?"
    r"|(?P<close>\d+)(?:\[\d+/\d+\])?\)"
)


@dataclass(slots=True)
class Word:
    """One syntactic word: its place in the text, and what it hangs on."""

    span: Span
    form: str
    upos: str
    plural: bool
    head: int  # index among the text's words; itself for a root
    relation: str


@dataclass(frozen=True, slots=True)
class GoldMention:
    """One gold mention: its words (first, last), and the one that is its head."""

    entity: str
    first: int
    last: int
    head: int
    type: str


@dataclass(slots=True)
class Text:
    """One document: words, mentions, and its discourse units."""

    id: str
    document: Document
    words: list[Word] = field(default_factory=list)
    mentions: list[GoldMention] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return the text that offsets refer to."""
        return self.document.text

    def span(self, mention: GoldMention) -> Span:
        """Return where a mention stands."""
        return Span(self.words[mention.first].span.start, self.words[mention.last].span.end)

    def name(self, mention: GoldMention) -> Span | None:
        """Return the run of proper nouns around a mention's head; None if that is none."""
        if self.words[mention.head].upos != "PROPN":
            return None
        low = high = mention.head
        while low > mention.first and self.words[low - 1].upos in ("PROPN", "ADP", "NUM"):
            low -= 1
        while high < mention.last and self.words[high + 1].upos == "PROPN":
            high += 1
        while self.words[low].upos != "PROPN":
            low += 1
        return Span(self.words[low].span.start, self.words[high].span.end)


def main() -> None:
    """Read, resolve, score."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--part", choices=("dev", "train"), default="dev")
    options = parser.parse_args()
    found = measure(options.data / "corpora/gum" / options.part)
    for genre in ("all", "news"):
        print_scores(genre, [f for f in found if genre == "all" or "_news_" in f[0].id])


def measure(folder: Path) -> list[tuple[Text, Labels, Reading]]:
    """Return for each text its labels and the resolver's reading."""
    found = []
    for path in sorted(folder.glob("GUM_*.conllu")):
        text = load(path.stem, path.read_text("utf-8").splitlines())
        article = Article(id=text.id, text=text.text, language="en")
        pairs = list(attributions(text, article))
        labels = labelled(text, [source for source, _ in pairs])
        found.append((text, labels, read(article, nested([attr for _, attr in pairs]))))
    return found


def load(id: str, lines: Sequence[str]) -> Text:
    """Read a file: words with their offsets in the text of bench.gum_relays, and mentions."""
    out = Text(id, document(id, lines))
    at, base, whole = 0, 0, Span(0, 1)
    opened: dict[str, list[tuple[int, list[str]]]] = {}
    rest = 0  # words of a token that stands for several
    for line in lines:
        columns = line.split("\t")
        if line.startswith("#") or len(columns) < 10 or "." in columns[0]:
            base = len(out.words) if not line.strip() else base
            continue
        if "-" in columns[0] or not rest:
            start = out.text.index(columns[1], at)
            whole = Span(start, start + len(columns[1]))
            at = whole.end
        if "-" in columns[0]:
            first, last = map(int, columns[0].split("-"))
            rest, at = last - first + 1, whole.start
            continue
        span = whole
        if rest:
            inside = out.text.find(columns[1], at, whole.end)
            span = Span(inside, inside + len(columns[1])) if inside >= 0 else whole
            rest -= 1
            at = span.end if inside >= 0 and rest else whole.end if not rest else at
        here = len(out.words)
        head = base + int(columns[6]) - 1 if columns[6] != "0" else here
        plural = "Number=Plur" in columns[5]
        out.words.append(Word(span, columns[1], columns[3], plural, head, columns[7]))
        out.mentions += _mentions(columns[9], here, opened)
    out.mentions = [replace(m, head=_head(out.words, m)) for m in out.mentions]
    return out


def _head(words: Sequence[Word], mention: GoldMention) -> int:
    """Return the word of a mention that hangs on nothing in it."""
    inside = range(mention.first, mention.last + 1)
    tops = [n for n in inside if words[n].head not in inside or words[n].head == n]
    return tops[0] if tops else mention.first


def _mentions(
    misc: str, here: int, opened: dict[str, list[tuple[int, list[str]]]]
) -> Iterator[GoldMention]:
    """Yield the mentions that end at a word, and note those that begin there."""
    for entry in misc.split("|"):
        if not entry.startswith("Entity="):
            continue
        for match in _ENTITY.finditer(entry):
            if match["open"]:
                opened.setdefault(match["open"], []).append((here, match["fields"].split("-")))
            if match["close"] or match["same"]:
                key = match["close"] or match["open"]
                stack = opened.get(key)
                if not stack:  # a later piece of a mention in pieces
                    continue
                first, fields = stack.pop()
                yield GoldMention(key, first, here, here, fields[0])


def attributions(text: Text, article: Article) -> Iterator[tuple[GoldMention, Attribution]]:
    """Yield the gold relations whose unit has a source that is a mention, each as a record."""
    inside: list[bool] = quoted(text.text).tolist()
    for unit, content in text.document.relations:
        spans = text.document.units[unit]
        words = [n for n, w in enumerate(text.words) if any(_holds(s, w.span) for s in spans)]
        found = _source(text, words)
        if found is None:
            continue
        mention, cue = found
        outside = not inside[spans[0].start]  # “I think” inside a quotation is not the quotation
        said = tuple(_quotation(s, inside, outside) for s in text.document.units[content])
        yield (
            mention,
            record(article, (text.span(mention),), (text.words[cue].span,), said),
        )


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _quotation(span: Span, inside: Sequence[bool], whole: bool) -> Span:
    """Return a content with the rest, or the whole, of the quotation in which it stands."""
    start, end = span.start, span.end
    while whole and start and inside[start] and inside[start - 1]:
        start -= 1
    while end < len(inside) and inside[end - 1] and inside[end]:
        end += 1
    return Span(start, end)


def _source(text: Text, unit: Sequence[int]) -> tuple[GoldMention, int] | None:
    """Return the mention that speaks in a unit, and the word that is its cue."""
    for index in unit:
        word = text.words[index]
        subject = word.relation.startswith("nsubj") and word.head in unit
        after = [n for n in unit if text.words[n].form.lower() == "according"]
        if not subject and not (after and word.relation.startswith("obl")):
            continue
        heads = [m for m in text.mentions if m.head == index]
        heads = [m for m in heads if {m.first, m.last} <= set(unit)]
        if heads:
            widest = max(heads, key=lambda m: m.last - m.first)
            return widest, word.head if subject else after[0]
    return None


def labelled(text: Text, sources: Iterable[GoldMention]) -> Labels:
    """Return the sources as labelled mentions, with the fullest name of each entity."""
    names: dict[str, Span | None] = {}
    sources = list(dict.fromkeys(sources))
    for source in sources:
        named = [text.name(m) for m in text.mentions if m.entity == source.entity]
        full = [span for span in named if span]
        names[source.entity] = max(full, key=lambda s: s.end - s.start) if full else None
    mentions = [Mention(text.span(m), kind(text, m, names[m.entity]), m.entity) for m in sources]
    return Labels(text.id, tuple(mentions), names)


def kind(text: Text, mention: GoldMention, full: Span | None) -> str:
    """Return the kind of a mention, as far as part of speech and type tell it."""
    word = text.words[mention.head]
    if word.upos in ("PRON", "DET"):
        return "pronoun"
    if word.upos == "PROPN" and mention.type != "person":
        return "organisation"
    if word.upos == "PROPN" and full:
        name = text.name(mention)
        return "surname" if name and " " not in name.of(text.text) else "name"
    return "group" if word.plural and mention.type == "person" else "description"


def clusters(
    text: Text, reading: Reading, sources: Sequence[Mention]
) -> tuple[tuple[list[Cluster], list[Cluster]], tuple[list[Cluster], list[Cluster]]]:
    """Return key and response, of all and of names and sources alone; mentions as head words."""
    spans = {m.span for m in sources}
    gold: dict[str, set[int]] = {}
    narrow: dict[str, set[int]] = {}
    for mention in text.mentions:
        gold.setdefault(mention.entity, set()).add(mention.head)
        if text.name(mention) or text.span(mention) in spans:
            narrow.setdefault(mention.entity, set()).add(mention.head)
    heads = {m.head for m in text.mentions}
    sourced = {text.span(m): m.head for m in text.mentions if text.span(m) in spans}
    found: dict[int, set[int]] = {}
    for span, who in reading.mentions.items():
        if len(who) == 1 and span in sourced:
            found.setdefault(min(who), set()).add(sourced[span])
    for span, number in reading.names:
        inside = [n for n, w in enumerate(text.words) if _holds(span, w.span)]
        head = [n for n in inside if n in heads]
        if head or inside:
            found.setdefault(number, set()).add((head or inside)[-1] if head else -inside[0] - 1)
    named = _several(found.values())
    words = {w.span.start: n for n, w in enumerate(text.words)}
    for span, number in reading.followed:
        found.setdefault(number, set()).add(words.get(span.start, -span.start - 1))
    return (_several(gold.values()), _several(found.values())), (_several(narrow.values()), named)


def _several(groups: Iterable[set[int]]) -> list[Cluster]:
    """Return the clusters of two mentions or more: a single one is no coreference."""
    return [frozenset(group) for group in groups if len(group) > 1]


def print_scores(genre: str, found: Sequence[tuple[Text, Labels, Reading]]) -> None:
    """Print the figures of some texts."""
    wide, narrow = [], []
    verdicts: dict[str, Counter[str]] = {name: Counter() for name in KINDS}
    for text, labels, reading in found:
        everything, named = clusters(text, reading, labels.mentions)
        wide.append(everything)
        narrow.append(named)
        for mention, verdict in zip(labels.mentions, judge(labels, reading), strict=True):
            verdicts[mention.kind][verdict] += 1
    print(f"\n{genre}: {len(found)} texts")
    for title, documents in (("all mentions", wide), ("names and sources", narrow)):
        ratios = scores(documents)
        parts = "  ".join(
            f"{n} P {100 * r.precision:4.1f} R {100 * r.recall:4.1f} F1 {100 * r.f1:4.1f}"
            for n, r in ratios.items()
        )
        print(f"  {title:18s} CoNLL F1 {100 * conll(ratios):4.1f}   {parts}")
    for name, count in [*verdicts.items(), ("all", sum(verdicts.values(), Counter()))]:
        n = count.total()
        if n:
            shares = "".join(f"  {v} {100 * count[v] / n:5.1f}" for v in VERDICTS)
            print(f"  {name:14s} {n:4d}{shares}")


if __name__ == "__main__":
    main()
