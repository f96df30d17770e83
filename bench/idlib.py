"""One labelled article in full: python -m bench.idlib --data DIR

DIR holds cases/idlib/article.txt and gold.json. Prints each labelled
attribution with what was found for it, whether pronouns and descriptions lead
to the right source, and the hands and origins of the claim of the 250 experts.
"""

import argparse
import json
import runpy
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import reportedly
from reportedly import Appearance, Article, ClaimTrace, Trace

Cover = Callable[[Iterable[tuple[int, int]]], frozenset[int]]
CLAIM = "a3"  # the 250 experts
FORM = "not_article_text"  # the comment form at the article's end


@dataclass(frozen=True, slots=True)
class Label:
    """One labelled attribution, as word positions in the text that was read."""

    id: str
    source: frozenset[int]
    content: frozenset[int]
    same_as: str | None  # the label whose source it shares


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    measure(parser.parse_args().data)


def measure(data: Path) -> dict[str, int]:
    """Read, trace, compare; print what was found and return the figures."""
    raw = (data / "cases/idlib/article.txt").read_text("utf-8")
    gold = json.loads((data / "cases/idlib/gold.json").read_text("utf-8"))
    (article,) = reportedly.read(data / "cases/idlib/article.txt")
    traced = reportedly.trace([article])
    scorer = runpy.run_path(str(data / "bench/score_attributions.py"))
    listed = scorer["words"](article.text)

    def cover(spans: Iterable[tuple[int, int]]) -> frozenset[int]:
        found: frozenset[int] = scorer["cover"](list(spans), listed)
        return found

    stop = {i for i, (_, _, word) in enumerate(listed) if word in scorer["STOP"]}
    labels = [label(item, raw, article, cover) for item in gold["attributions"]]
    pairs = {it.id: best(it, traced.resolution.appearances, cover) for it in labels}
    right = print_labels(labels, pairs, traced, cover, stop)
    print(f"\nfound with the right source   {right} of {len(labels)}")
    same = print_resolution(labels, pairs, traced)
    hands, origins = print_claim(pairs[CLAIM], traced)
    start, end = gold[FORM]
    words_of_form = [line for line in raw[start:end].splitlines() if line.strip()]
    left = [line for line in words_of_form if line in article.text]
    print(f"comment form in the text      {'yes: ' + left[0] if left else 'no'}")
    return {
        "right source": right,
        "same source": same,
        "three hands": int(hands == 3),
        "one origin": int(origins == 1),
        "no comment form": int(not left),
    }


def label(item: Mapping[str, Any], raw: str, article: Article, cover: Cover) -> Label:
    """Carry a label from the raw file over to the text that was read."""

    def carried(role: str) -> frozenset[int]:
        moved = []
        for start, end in item[role]:
            piece = raw[start:end]
            places = [i for i in range(len(article.text)) if article.text.startswith(piece, i)] or [
                -1
            ]
            at = min(places, key=lambda i: abs(i - start))
            if at >= 0:
                moved.append((at, at + len(piece)))
        return cover(moved)

    return Label(item["id"], carried("source"), carried("content"), item.get("same_source_as"))


def best(it: Label, appearances: Iterable[Appearance], cover: Cover) -> Appearance | None:
    """Return the attribution whose content overlaps the label's most, at least by half."""
    scored = []
    for appearance in appearances:
        if appearance.attribution.own_voice:
            continue
        content = cover((s.start, s.end) for s in appearance.attribution.content)
        shared = len(content & it.content) / max(1, len(content | it.content))
        scored.append((shared, -appearance.index, appearance))
    top = max(scored, key=lambda row: row[:2], default=(0.0, 0, None))
    return top[2] if top[0] >= 0.5 else None


def print_labels(
    labels: list[Label],
    pairs: Mapping[str, Appearance | None],
    traced: Trace,
    cover: Cover,
    stop: set[int],
) -> int:
    """Print a line for each label; return how many have the right source."""
    right = 0
    for it in labels:
        appearance = pairs[it.id]
        if appearance is None:
            print(f"{it.id:4s} missed")
            continue
        source = cover((s.start, s.end) for s in appearance.attribution.source)
        same = (not source and not it.source) or bool(
            source & it.source - stop or (source & it.source and it.source <= stop)
        )
        right += same
        names = (
            ", ".join(traced.resolution.sources[id].name for id in appearance.sources) or "nobody"
        )
        print(f"{it.id:4s} {'found' if same else 'wrong source'}   {names}")
    return right


def print_resolution(
    labels: list[Label], pairs: Mapping[str, Appearance | None], traced: Trace
) -> int:
    """Print and return how many pronouns and descriptions lead to the source labelled."""
    linked = [it for it in labels if it.same_as]
    good = 0
    for it in linked:
        appearance, other = pairs[it.id], pairs[str(it.same_as)]
        if appearance and other:
            good += bool(meant(appearance, traced) & meant(other, traced))
    print(f"same source recognised        {good} of {len(linked)}")
    return good


def meant(appearance: Appearance, traced: Trace) -> set[str]:
    """Return the sources that the words of the attribution's source stand for."""
    mentions = traced.resolution.mentions
    places = [(appearance.article, span) for span in appearance.attribution.source]
    return {mentions[place] for place in places if place in mentions} or set(appearance.sources)


def print_claim(appearance: Appearance | None, traced: Trace) -> tuple[int, int]:
    """Print the hands and the origins of the claim of `appearance`; return how many of each."""
    found = next((c for c in traced.claims if appearance and holds(c, appearance)), None)
    if appearance is None or found is None:
        print("the claim of the 250 experts  not found")
        return 0, 0
    names = {id: source.name for id, source in traced.resolution.sources.items()}
    mine = [d for d in found.derivations if d.downstream == appearance.key]
    hands = {traced.resolution.outlets[appearance.article]} | {d.source for d in mine}
    print(
        f"hands of the 250 experts      {len(hands)}: {', '.join(sorted(names[h] for h in hands))}"
    )
    print(
        f"known origins                 {found.independence.known}: {found.independence.sentence}"
    )
    return len(hands), found.independence.known


def holds(found: ClaimTrace, appearance: Appearance) -> bool:
    """Tell whether the claim has the appearance among its own."""
    return any(other.key == appearance.key for other in found.claim.appearances)


if __name__ == "__main__":
    main()
