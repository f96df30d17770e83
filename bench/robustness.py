"""Measure what changes of form do to attributions: python -m bench.robustness --data DIR

Each change leaves the meaning as it is: other quotation marks or none, a headline
in capitals, other breaks between paragraphs, a document in pieces. The labels are
carried along, and each row tells how well the changed articles are attributed, how
far that lies from the unchanged ones, and how many attributions stay the same, word
for word (F1 of the new ones against the old, source and content exact).

DIR holds corpora/polnear/dev.jsonl and bench/score_attributions.py. At the end one
long document, made of sentences of the demonstration story, is timed.
"""

import argparse
import json
import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import reportedly
from reportedly import Article
from reportedly.text import sentences, words

OUT = Path("build/bench/robustness")
STORY = Path(__file__).parents[1] / "examples/story"
ROLES = ("source", "cue", "content")
BREAK = re.compile(r"\s*\n\s*")
MARK = re.compile(r"[\"“”„«»]|``|''")
# Between letters, or before the years of a decade ("the '90s"): no quotation mark.
APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)|['’](?=\d0s\b)")

Edit = tuple[int, int, str]  # what replaces the characters [start, end)
Places = list[list[int]]  # spans as [start, end)
Labels = list[dict[str, Places]]  # one for each attribution: role -> where it stands
Cut = Callable[[str], list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Changed:
    """A text after its edits, and where each offset of the old text is in it."""

    text: str
    at: tuple[int, ...]  # (length of the old text + 1,), never falling

    def carry(self, places: Iterable[Sequence[int]]) -> Places:
        """Return the spans in the new text, those that are gone left out."""
        moved = ([self.at[start], self.at[end]] for start, end in places)
        return [span for span in moved if span[0] < span[1]]

    def carry_all(self, labels: Labels) -> Labels:
        """Return the labels in the new text."""
        return [{role: self.carry(label.get(role) or []) for role in ROLES} for label in labels]


def edited(text: str, edits: Iterable[Edit]) -> Changed:
    """Return the text with the edits made; they come in order and do not overlap.

    >>> changed = edited("a “b” c", [(2, 3, ""), (4, 5, "")])
    >>> changed.text, changed.carry([(2, 5), (2, 3)])
    ('a b c', [[2, 3]])
    """
    parts: list[str] = []
    at: list[int] = []
    length = last = 0
    for start, end, new in edits:
        at += range(length, length + start - last)
        length += start - last
        at += (length + min(i, len(new)) for i in range(end - start))
        length += len(new)
        parts += (text[last:start], new)
        last = end
    at += range(length, length + len(text) - last + 1)
    return Changed("".join([*parts, text[last:]]), tuple(at))


def requoted(text: str, opening: str, closing: str) -> Changed:
    """Return the text with all double quotation marks in another style; "" takes them away.

    >>> requoted('She said "no" and “yes.”', "«", "»").text
    'She said «no» and «yes.»'
    """

    def style(match: re.Match[str]) -> str:
        mark, before = match.group(), text[: match.start()][-1:]
        straight = mark in ('"', "''")
        opens = not before or before.isspace() or before in "([—–‘'"
        return opening if (opens if straight else mark in "“„«``") else closing

    return edited(text, ((m.start(), m.end(), style(m)) for m in MARK.finditer(text)))


def apostrophes(text: str, mark: str) -> Changed:
    """Return the text with another apostrophe: ' or ’.

    >>> apostrophes("It's the town's, in the '90s.", "’").text
    'It’s the town’s, in the ’90s.'
    """
    return edited(text, ((m.start(), m.end(), mark) for m in APOSTROPHE.finditer(text)))


def capitals(text: str) -> Changed:
    r"""Return the text with its first line in capitals.

    >>> capitals("Bridge shut\n\nIt is shut.").text
    'BRIDGE SHUT\n\nIt is shut.'
    """
    first = len(text) - len(text.lstrip())
    stop = text.find("\n", first)
    return _cased(text, stop if stop >= 0 else 0, str.upper)


def small(text: str) -> Changed:
    """Return the text without capital letters."""
    return _cased(text, len(text), str.lower)


def _cased(text: str, stop: int, case: Callable[[str], str]) -> Changed:
    """Change the case before `stop`, except of letters that would become two (ß, İ)."""
    new = "".join(case(c) if len(case(c)) == 1 else c for c in text[:stop])
    return Changed(new + text[stop:], tuple(range(len(text) + 1)))


def broken(text: str, between: str) -> Changed:
    r"""Return the text with `between` between its paragraphs.

    >>> broken("Bridge shut\n\nIt is.", " ").text
    'Bridge shut It is.'
    """
    inner = [m for m in BREAK.finditer(text) if m.start() > 0 and m.end() < len(text)]
    return edited(text, ((m.start(), m.end(), between) for m in inner))


def paragraphs(text: str) -> list[tuple[int, int]]:
    r"""Return where each paragraph stands.

    >>> paragraphs("ab\n\ncd")
    [(0, 2), (4, 6)]
    """
    return [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text) if m.group().strip()]


def halves(text: str) -> list[tuple[int, int]]:
    """Return the two pieces of a text cut at the break that is nearest to its middle."""
    breaks = [m.end() for m in BREAK.finditer(text) if text[: m.start()].strip()]
    if not breaks:
        return [(0, len(text))]
    middle = min(breaks, key=lambda at: abs(at - len(text) / 2))
    return [(0, middle), (middle, len(text))]


def whole(text: str) -> list[tuple[int, int]]:
    """Return the text as one piece."""
    return [(0, len(text))]


@dataclass(frozen=True, slots=True)
class Change:
    """One row of the table."""

    name: str
    change: Callable[[str], Changed] = lambda text: edited(text, ())
    cut: Cut = whole


CHANGES = (
    Change("unchanged"),
    Change("curly quotation marks “ ”", lambda t: requoted(t, "“", "”")),
    Change('straight quotation marks " "', lambda t: requoted(t, '"', '"')),
    Change("single, curly ‘ ’", lambda t: requoted(t, "‘", "’")),
    Change("single, straight ' '", lambda t: requoted(t, "'", "'")),
    Change("guillemets « »", lambda t: requoted(t, "«", "»")),
    Change("low and high „ “", lambda t: requoted(t, "„", "“")),
    Change("typed `` ''", lambda t: requoted(t, "``", "''")),
    Change("no quotation marks", lambda t: requoted(t, "", "")),
    Change("apostrophes ’", lambda t: apostrophes(t, "’")),
    Change("apostrophes '", lambda t: apostrophes(t, "'")),
    Change("headline in capitals", capitals),
    Change("all lower case", small),
    Change("one line break between paragraphs", lambda t: broken(t, "\n")),
    Change("paragraphs joined by spaces", lambda t: broken(t, " ")),
    Change("each paragraph a document", cut=paragraphs),
    Change("cut in two between paragraphs", cut=halves),
)


def predict(texts: Sequence[str], cut: Cut) -> list[Labels]:
    """Attribute each text in its pieces; return spans in the whole text."""
    places = [(i, start, end) for i, text in enumerate(texts) for start, end in cut(text)]
    pieces = [
        Article(id=str(n), text=texts[i][start:end], language="en")
        for n, (i, start, end) in enumerate(places)
    ]
    out: list[Labels] = [[] for _ in texts]
    found = reportedly.attribute(pieces)
    for n, (i, start, _) in enumerate(places):
        out[i] += (
            {role: [[start + s.start, start + s.end] for s in getattr(a, role)] for role in ROLES}
            for a in found[str(n)]
            if not a.own_voice
        )
    return out


def score(scorer: Path, texts: Sequence[str], gold: list[Labels], found: list[Labels]) -> Any:
    """Return the scorer's figures for one set of articles."""
    files = OUT / "gold.jsonl", OUT / "found.jsonl"
    for file, labels in zip(files, (gold, found), strict=True):
        rows = (
            {"id": str(i), "text": text, "attributions": mine}
            for i, (text, mine) in enumerate(zip(texts, labels, strict=True))
        )
        file.write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    return json.loads(subprocess.check_output([sys.executable, scorer, *files, "--json"]))


def table(scorer: Path, texts: Sequence[str], gold: list[Labels]) -> Iterator[str]:
    """Yield the table, line by line."""
    before = predict(texts, whole)
    first: tuple[float, float] | None = None
    yield f"{'':36s}content-half    triple-half     same"
    for item in CHANGES:
        changed = [item.change(text) for text in texts]
        new = [c.text for c in changed]
        touched = sum(old != text for old, text in zip(texts, new, strict=True))
        found = predict(new, item.cut) if touched or item.cut is not whole else before
        carried = [c.carry_all(labels) for c, labels in zip(changed, gold, strict=True)]
        figures = score(scorer, new, carried, found)
        half, triple = (figures[name]["f1"] for name in ("content-half", "triple-half"))
        first = first or (half, triple)
        kept = [c.carry_all(labels) for c, labels in zip(changed, before, strict=True)]
        same = score(scorer, new, kept, found)["triple-exact"]["f1"]
        yield (
            f"{item.name:36s}{half:5.1f} ({half - first[0]:+5.1f})   "
            f"{triple:5.1f} ({triple - first[1]:+5.1f})   {same:5.1f}"
        )


def long_text(least: int) -> str:
    """Return a document of at least so many words: the story's sentences, four a paragraph."""
    articles = reportedly.read(STORY, on_error=lambda _: None)
    pool = [s.of(a.text) for a in articles if a.language == "en" for s in sentences(a.text)]
    lots = random.Random(1)  # noqa: S311
    out, n = [], 0
    while n < least:
        out.append(" ".join(lots.choices(pool, k=4)))
        n += sum(1 for _ in words(out[-1]))
    return "\n\n".join(out)


def long_document(least: int) -> str:
    """Attribute one long document; return what it cost."""
    text = long_text(least)
    reportedly.attribute([Article(id="short", text="It rained.", language="en")])  # loads the model
    began = time.process_time()
    found = reportedly.attribute([Article(id="long", text=text, language="en")])["long"]
    seconds = time.process_time() - began
    n = sum(1 for _ in words(text))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    mib = peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    return (
        f"one document of {n:,} words: {sum(not a.own_voice for a in found):,} attributions, "
        f"{seconds:.1f} CPU s, {n / seconds:,.0f} words per CPU second, peak {mib:,.0f} MiB"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--limit", type=int, help="the first so many articles only")
    parser.add_argument("--words", type=int, default=100_000, help="of the long document; 0: none")
    options = parser.parse_args()
    OUT.mkdir(parents=True, exist_ok=True)
    if options.words:
        print(long_document(options.words), flush=True)
    lines = (options.data / "corpora/polnear/dev.jsonl").read_text("utf-8").splitlines()
    documents = [json.loads(line) for line in lines[: options.limit]]
    texts = [d["text"] for d in documents]
    print(f"\n{len(texts)} articles")
    scorer = options.data / "bench/score_attributions.py"
    for row in table(scorer, texts, [d["attributions"] for d in documents]):
        print(row, flush=True)


if __name__ == "__main__":
    main()
