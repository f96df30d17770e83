"""Who is who, given the labelled attributions: python -m bench.resolution --data DIR

DIR holds cases/idlib and bench/stories. Two checks that the model has no part in:
1. the labelled article with its labelled attributions: are all sources, chains, aliases and
   dates as labelled?
2. the labelled stories: does any two pages' outlet become one, or any source bear the names of
   two outlets?
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import reportedly
from reportedly.errors import InputError
from reportedly.pipeline import resolve_all
from reportedly.records import Article, Attribution, Moment, Resolution, Source, Span, Spans
from reportedly.resolve.dates.when import when
from reportedly.text import fold

Label = Mapping[str, Any]


def main() -> None:
    """Check and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    seed_case(data / "cases/idlib")
    merged = [line for folder in _stories(data) for line in merged_outlets(folder)]
    print(f"outlets taken for one: {len(merged)}")
    print(*merged, sep="\n")


def seed_case(folder: Path) -> dict[str, tuple[int, int]]:
    """Print what is wrong, and return for each kind of label (right, labelled)."""
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    art = Article(
        id="a",
        text=(folder / "article.txt").read_text("utf-8"),
        outlet=gold["outlet"],
        published=Moment(gold["date"], "day"),
        language="en",
    )
    labels, aliases = gold["attributions"], gold["aliases"]
    found = resolve_all([art], {"a": _attributions(labels)})
    named = resolve_all([art], {"a": _made(art, aliases)})  # apart: they would be antecedents
    counts: dict[str, tuple[int, int]] = {}
    checks = [*_check_labels(labels, found), *_check_aliases(aliases, named)]
    for note in gold["narrator_assertions"]:
        if "date" in note:
            moment = when(art, (Span(*note["span"]),))
            right = moment is not None and moment.value == note["date"]
            checks.append(("date of an own statement", note["date"], right))
    for what, which, right in checks:
        good, total = counts.get(what, (0, 0))
        counts[what] = good + right, total + 1
        if not right:
            print(f"wrong: {what} of {which}")
    for what, (good, total) in counts.items():
        print(f"{what:26s} {good} of {total}")
    return counts


def _spans(label: Label, role: str) -> Spans:
    return tuple(Span(*span) for span in label.get(role, ()))


def _attributions(labels: Sequence[Label]) -> list[Attribution]:
    numbers = {label["id"]: number for number, label in enumerate(labels)}
    return [
        Attribution(
            article="a",
            source=_spans(label, "source"),
            cue=_spans(label, "cue"),
            content=_spans(label, "content"),
            addressee=_spans(label, "addressee"),
            form=label["form"],
            parent=numbers.get(label.get("parent", "")),
        )
        for label in labels
    ]


def _made(art: Article, aliases: Sequence[Sequence[str]]) -> list[Attribution]:
    """Return a made attribution for each alias, so that one sees whom it is taken for."""
    places = [art.text.index(name) for group in aliases for name in group if name in art.text]
    names = [name for group in aliases for name in group if name in art.text]
    return [
        Attribution(
            article="a",
            source=(Span(at, at + len(name)),),
            cue=(),
            content=(Span(len(art.text) - 1, len(art.text)),),
        )
        for at, name in zip(places, names, strict=True)
    ]


def _check_labels(labels: Sequence[Label], found: Resolution) -> list[tuple[str, str, bool]]:
    out = []
    by_label = dict(zip((x["id"] for x in labels), found.appearances, strict=False))
    for label in labels:
        appearance, id = by_label[label["id"]], label["id"]
        hands = [found.sources[s] for s in (*appearance.relays, *appearance.sources)]
        kind = hands[-1].kind if hands else "none"
        right = kind == label.get("source_kind", kind)
        if "chain" in label:
            right &= [_called(s) for s in hands] == label["chain"][1:]
        if "same_source_as" in label:
            right &= appearance.sources == by_label[label["same_source_as"]].sources
        if "affiliation" in label:
            right &= bool(hands) and hands[-1].affiliation == label["affiliation"]
        out.append(("source", id, right))
        if "date" in label:
            moment = appearance.when
            out.append(("date", id, moment is not None and moment.value == label["date"]))
        if "date_note" in label:  # "days before …": a day that is not known
            out.append(("date in words", f"{id}: {label['date_note']}", bool(appearance.when)))
    return out


def _called(source: Source) -> str:
    return "anonymous source" if source.kind == "anonymous" else source.name


def _check_aliases(
    aliases: Sequence[Sequence[str]], found: Resolution
) -> list[tuple[str, str, bool]]:
    out, made = [], iter(found.appearances)
    for group in aliases:
        meant = {next(made).sources for _ in group}
        out.append(("alias", " = ".join(group), len(meant) == 1))
    return out


def _stories(data: Path) -> list[Path]:
    return sorted(path.parent for path in (data / "bench/stories").glob("*/gold.json"))


def merged_outlets(folder: Path) -> list[str]:
    """Return a line for each two outlets of a story that became one source."""
    pages = sorted(path for path in folder.glob("*.json") if path.name != "gold.json")
    left_out: list[InputError] = []
    articles = reportedly.read(*pages, on_error=left_out.append)
    said = dict(reportedly.attribute(articles, on_error=left_out.append))
    found = resolve_all(articles, {article.id: said.get(article.id, ()) for article in articles})
    bear: dict[str, set[str]] = defaultdict(set)
    for article in articles:
        bear[found.outlets[article.id]].add(fold(article.outlet or article.id))
    lines = [f"{folder.name}: {id}: {', '.join(sorted(n))}" for id, n in bear.items() if len(n) > 1]
    aliases = json.loads((folder.parent / "aliases.json").read_text("utf-8"))
    known = {fold(alias): fold(name) for name, other in aliases.items() for alias in (name, *other)}
    for source in found.sources.values():
        if source.kind == "outlet":
            names = {known[fold(n)] for n in source.names if fold(n) in known}
            if len(names) > 1:
                lines.append(f"{folder.name}: {source.id}: {', '.join(sorted(names))}")
    return sorted(lines)


if __name__ == "__main__":
    main()
