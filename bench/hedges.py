"""Hedge, stance and form on a labelled sample: python -m bench.hedges [--part dev|held|all]

The sample is bench/data/hedges.jsonl; bench/data/README.md says how it was made.
First the rules alone, on labelled spans; then end to end, on what the model finds.
Nothing may be tuned on the held part: --part held prints tables and no items.
"""

import argparse
import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reportedly.attribute.form import form_of, hedge_of
from reportedly.records import Appearance, Article, Attribution, Span, Spans, words_of
from reportedly.resolve.stance import stance
from reportedly.text import sentences, words

DATA = Path(__file__).with_name("data") / "hedges.jsonl"
LABELS = {
    "hedge": ("none", "reported", "alleged", "confirmed"),
    "stance": ("supports", "denies", "doubts"),
    "form": ("direct", "indirect", "mixed"),
}
HALF = 0.5  # share of words, intersection over union, from which contents are the same
Judged = dict[str, str]  # by kind of label
Pairs = list[tuple[str, str]]  # (labelled, given)


@dataclass(frozen=True, slots=True)
class Item:
    """One labelled attribution, or statement in the article's own voice, in a short text."""

    id: str
    part: str
    article: Article
    gold: Attribution  # with the labelled form and hedge
    stance: str

    @property
    def labels(self) -> Judged:
        """What a person said of it. An own statement has no form."""
        known = {"hedge": self.gold.hedge, "stance": self.stance}
        return known if self.gold.own_voice else known | {"form": self.gold.form}


def load(part: str = "all", path: Path = DATA) -> list[Item]:
    """Return the items of a part: "dev", "held" or "all"."""
    rows = map(json.loads, path.read_text("utf-8").splitlines())
    return [_item(row) for row in rows if part in ("all", row["part"])]


def _item(row: dict[str, object]) -> Item:
    text, id = str(row["text"]), str(row["id"])
    spans = {role: _spans(row[role]) for role in ("source", "cue", "content")}
    gold = Attribution(article=id, form=row["form"], hedge=row["hedge"], **spans)  # type: ignore[arg-type]
    article = Article(id=id, text=text, language="en")
    return Item(id, str(row["part"]), article, gold, str(row["stance"]))


def _spans(pairs: object) -> Spans:
    assert isinstance(pairs, list)
    return tuple(Span(start, end) for start, end in pairs)


def by_rules(item: Item) -> Judged:
    """Return what the rules say, given the labelled spans."""
    gold, text = item.gold, item.article.text
    cue, content = words_of(gold.cue, text), words_of(gold.content, text)
    around = content if gold.own_voice else _around(gold, text)
    hedge = hedge_of(cue, content, around, own_voice=gold.own_voice)
    given = {"hedge": hedge, "form": form_of(gold.content, text)}
    return given | {"stance": stance(replace(gold, hedge=hedge), item.article)}


def _around(gold: Attribution, text: str) -> str:
    """Return the sentences that the attribution touches, as the tagger takes them."""
    spans = (*gold.source, *gold.cue, *gold.content)
    low, high = min(s.start for s in spans), max(s.end for s in spans)
    mine = [s for s in sentences(text) if s.start < high and low < s.end]
    return " ".join(s.of(text) for s in mine)


def end_to_end(items: Sequence[Item]) -> list[Judged | None]:
    """Return what the model and the rules say of each item; None where it is not found."""
    from reportedly.pipeline import attribute, resolve_all

    articles = [item.article for item in items]
    attributions = attribute(articles)
    found: dict[str, list[Appearance]] = {}
    for appearance in resolve_all(articles, attributions).appearances:
        found.setdefault(appearance.article, []).append(appearance)
    return [nearest(item, found.get(item.id, ())) for item in items]


def nearest(item: Item, appearances: Sequence[Appearance]) -> Judged | None:
    """Return the labels of the appearance whose content is most like the item's."""
    best, best_share = None, HALF
    for one in appearances:
        share = overlap(item.gold.content, one.attribution.content, item.article.text)
        if one.attribution.own_voice == item.gold.own_voice and share >= best_share:
            best, best_share = one, share
    if best is None:
        return None
    attr = best.attribution
    return {"hedge": attr.hedge, "stance": best.stance, "form": attr.form}


def overlap(left: Spans, right: Spans, text: str) -> float:
    """Return the share of words that two contents have in common, 0 to 1."""
    a, b = (
        {w.start for w in words(text) if any(w.overlaps(s) for s in spans)}
        for spans in (left, right)
    )
    return len(a & b) / len(a | b) if a | b else 0.0


def accuracy(pairs: Pairs) -> float:
    """Return the share of pairs that agree, in per cent."""
    return 100 * sum(gold == given for gold, given in pairs) / len(pairs) if pairs else 0.0


def macro_f1(pairs: Pairs, labels: Sequence[str]) -> float:
    """Return the mean F1 of the labels that somebody gave, in per cent."""
    scores = []
    for label in labels:
        hits = sum(gold == given == label for gold, given in pairs)
        all_ = sum((gold == label) + (given == label) for gold, given in pairs)
        if all_:
            scores.append(200 * hits / all_)
    return sum(scores) / len(scores) if scores else 0.0


def table(pairs: Pairs, labels: Sequence[str]) -> str:
    """Return a table of confusion: a row for each label, a column for what was given."""
    counts = Counter(pairs)
    lines = ["labelled \\ given" + "".join(f"{label:>11s}" for label in labels)]
    lines += [
        f"{gold:16s}" + "".join(f"{counts[gold, given]:11d}" for given in labels) for gold in labels
    ]
    return "\n".join(lines)


def report(items: Sequence[Item], given: Sequence[Judged | None]) -> None:
    """Print for hedge, stance and form a table, the accuracy and the macro-F1."""
    for kind, labels in LABELS.items():
        pairs = [
            (item.labels[kind], got[kind])
            for item, got in zip(items, given, strict=True)
            if got is not None and kind in item.labels
        ]
        print(f"\n{kind}: accuracy {accuracy(pairs):.1f}, macro-F1 {macro_f1(pairs, labels):.1f}")
        print(table(pairs, labels))


def show_errors(items: Sequence[Item], judge: Callable[[Item], Judged]) -> None:
    """Print the items that the rules get wrong; for the dev part only."""
    for item in items:
        got = judge(item)
        wrong = [f"{k}: {v}, got {got[k]}" for k, v in item.labels.items() if got[k] != v]
        if wrong:
            print(f"{item.id} {'; '.join(wrong)}\n    {item.article.text}")
            print(f"    cue: {words_of(item.gold.cue, item.article.text)}")


def main() -> None:
    """Judge the sample twice and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("dev", "held", "all"), default="all")
    parser.add_argument("--errors", action="store_true", help="list the errors of the dev part")
    options = parser.parse_args()
    items = load(options.part)
    own = sum(item.gold.own_voice for item in items)
    print(f"{len(items)} items of part {options.part}, {own} in the article's own voice")
    print("\n== the rules, on labelled spans; form on attributions only")
    report(items, [by_rules(item) for item in items])
    if options.errors:
        show_errors(load("dev"), by_rules)
    given = end_to_end(items)
    found = sum(got is not None for got in given)
    print(f"\n== end to end: {found} of {len(items)} found; figures on those")
    report(items, given)


if __name__ == "__main__":
    main()
