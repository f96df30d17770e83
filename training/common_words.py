"""Count how many news articles hold each word: python -m training.common_words --data DIR

Reads DIR/corpora/polnear/train.jsonl and writes the stems that FEWEST articles or more hold to
src/reportedly/data/common_words.csv; the row without a stem says how many articles there are.
The same input gives the same file, to the byte.
"""

import argparse
import json
from collections import Counter
from pathlib import Path

from reportedly.match.wording import tokens

SOURCE = "corpora/polnear/train.jsonl"
OUT = Path(__file__).parents[1] / "src/reportedly/data/common_words.csv"
FEWEST = 5  # articles: what fewer hold is as good as unknown


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    corpus = parser.parse_args().data / SOURCE
    texts = [json.loads(line)["text"] for line in corpus.read_text("utf-8").splitlines()]
    counts = Counter(stem for text in texts for stem in {t.stem for t in tokens(text)})
    counts[""] = len(texts)
    rows = sorted((stem, times) for stem, times in counts.items() if times >= FEWEST)
    OUT.write_text("stem,articles\n" + "".join(f"{s},{n}\n" for s, n in rows), "utf-8")


if __name__ == "__main__":
    main()
