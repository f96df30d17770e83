"""Attribute labelled articles, score the result: python -m bench.attributions --data DIR

DIR holds corpora/polnear/dev.jsonl and bench/score_attributions.py. The
predictions are kept in build/bench/attributions.jsonl.
"""

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

import reportedly
from reportedly import Article, Attribution
from reportedly.text import words

OUT = Path("build/bench/attributions.jsonl")


def main() -> None:
    """Attribute, write, score."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--recall", action="store_true", help="keep less probable attributions too")
    options = parser.parse_args()
    gold = options.data / "corpora/polnear/dev.jsonl"
    predict(gold, OUT, recall=options.recall)
    scorer = options.data / "bench/score_attributions.py"
    score = [sys.executable, scorer, gold, OUT]
    print("\nall", flush=True)
    subprocess.run(score, check=True)
    quoted = json.loads(subprocess.check_output([*score, "--quoted", "--json"]))
    print("\nquoted alone (recall; precision has no meaning there)")
    for name in ("content-half", "triple-half", "words:content"):
        print(f"{name:16s} R {quoted[name]['r']:5.1f}   (gold {quoted[name]['gold']})")


def predict(gold: Path, out: Path, *, recall: bool = False) -> None:
    """Attribute the articles of a corpus, and write them as the scorer takes them."""
    documents = [json.loads(line) for line in gold.read_text("utf-8").splitlines()]
    articles = [Article(id=d["id"], text=d["text"], language="en") for d in documents]
    began = time.process_time()
    found = reportedly.attribute(articles, recall=recall)
    seconds = time.process_time() - began
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text("".join(f"{line(id, items)}\n" for id, items in found.items()), "utf-8")
    n_words = sum(1 for article in articles for _ in words(article.text))
    rate = n_words / seconds
    print(f"{len(articles)} articles, {n_words:,} words, {rate:,.0f} words per CPU second")


def line(id: str, attributions: tuple[Attribution, ...]) -> str:
    """Return one article's attributions as the scorer takes them, own statements left out."""
    rows = [
        {
            role: [[span.start, span.end] for span in getattr(attr, role)]
            for role in ("source", "cue", "content")
        }
        for attr in attributions
        if not attr.own_voice
    ]
    return json.dumps({"id": id, "attributions": rows})


if __name__ == "__main__":
    main()
