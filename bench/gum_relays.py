"""Agreement with gold attribution relations: python -m bench.gum_relays --data DIR

DIR holds corpora/gum/{dev,train}/GUM_news_*.conllu. There a text is cut into
elementary discourse units; unit N begins at the token whose MISC has
`Discourse=RELATION:N->M:…`. In `attribution-positive:N->M` (or `-negative`) N is
the unit that says who speaks, and M the first unit, or the only one, of what
is said; a unit that an insertion cuts in two goes on in `same-unit_m:K->N`.
The corpus labels clauses: an attribution within one unit (a noun, *reportedly*)
is no relation there. It also labels the credits of pictures ("Image: NAME."), which
say nothing; agreement is printed with and without them.
"""

import argparse
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import reportedly
from bench.relay_scores import Tally
from reportedly import Article, Attribution
from reportedly.attribute.form import of_saying
from reportedly.records import Span, words_of

PARTS = ("dev", "train")
_CREDIT = re.compile(r"\b(?:Images?|Pictures?|Photos?|Videos?|Audio): $")
_RELATION = re.compile(r"([\w-]+):(\d+)(?:->(\d+))?")


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its form, whether a space follows, its MISC column, whether a paragraph begins."""

    form: str
    spaced: bool
    misc: str
    opens: bool


@dataclass(slots=True)
class Document:
    """One text with its units and attribution relations.

    `units` has for each unit number its spans, in order; `relations` are
    pairs (unit of the attribution, first unit of the content).
    """

    id: str
    text: str
    units: dict[int, list[Span]] = field(default_factory=dict)
    relations: list[tuple[int, int]] = field(default_factory=list)


def tokens(lines: Iterable[str]) -> Iterator[Token]:
    """Yield the tokens of a CoNLL-U file.

    Of a token that stands for several words (*don’t*) the form of the whole is
    taken, with the discourse labels of the words in it.
    """
    opens, whole, last, labels = True, "", 0, ""
    spaced = True
    for line in lines:
        if line.startswith("# newpar") and not line.startswith("# newpar_block"):
            opens = True
        columns = line.rstrip("\n").split("\t")
        if line.startswith("#") or len(columns) < 10 or "." in columns[0]:
            continue
        follows = "SpaceAfter=No" not in columns[9].split("|")
        if "-" in columns[0]:
            whole, last, labels = columns[1], int(columns[0].split("-")[1]), columns[9]
            spaced = follows
        elif whole:
            labels += "|" + columns[9]
            if int(columns[0]) == last:
                yield Token(whole, spaced, labels, opens)
                opens, whole = False, ""
        else:
            yield Token(columns[1], follows, columns[9], opens)
            opens = False


def document(id: str, lines: Iterable[str]) -> Document:
    """Rebuild a text from its tokens, and place its units and relations in it."""
    text, starts = "", list[tuple[int, int]]()
    attributions, joined = [], dict[int, int]()
    for token in tokens(lines):
        if token.opens and text:
            text = text.rstrip() + "\n\n"
        for kind, unit, head in relations(token.misc):
            if not starts or starts[-1][0] != unit:
                starts.append((unit, len(text)))
            if kind in ("attribution-positive", "attribution-negative") and head is not None:
                attributions.append((unit, head))
            elif kind.startswith("same-unit") and head is not None:
                joined[unit] = head
        text += token.form + " " * token.spaced

    def first(unit: int) -> int:
        """Return the unit whose continuation this is, or itself."""
        for _ in range(len(joined)):
            unit = joined.get(unit, unit)
        return unit

    out = Document(id, text.rstrip(), relations=[(first(a), first(b)) for a, b in attributions])
    ends = [start for _, start in starts[1:]] + [len(out.text)]
    for (unit, start), end in zip(starts, ends, strict=True):
        end = start + len(out.text[start:end].rstrip())
        out.units.setdefault(first(unit), []).append(Span(start, end))
    return out


def relations(misc: str) -> Iterator[tuple[str, int, int | None]]:
    """Yield (relation, unit, unit that it belongs to) from a MISC column.

    >>> list(relations("Discourse=attribution-positive:5->6:0:_;joint-list:5->2:1|Entity=(1"))
    [('attribution-positive', 5, 6), ('joint-list', 5, 2)]
    """
    for entry in misc.split("|"):
        name, _, value = entry.partition("=")
        if name != "Discourse":
            continue
        for label in value.split(";"):
            if match := _RELATION.match(label):
                head = match.group(3)
                yield match.group(1), int(match.group(2)), int(head) if head else None


def without_credits(doc: Document) -> Document:
    """Return the text without the relations that are the credit of a picture."""
    said = [
        (a, b) for a, b in doc.relations if not _CREDIT.search(doc.text[: doc.units[a][0].start])
    ]
    return replace(doc, relations=said)


def agrees(attr: Attribution, unit: Sequence[Span], content: Sequence[Span]) -> bool:
    """Tell whether cue or source lies in the attribution's unit, and the content meets its own."""
    named = [*attr.cue, *attr.source]
    lies = any(u.start <= part.start and part.end <= u.end for part in named for u in unit)
    return lies and any(part.overlaps(c) for part in attr.content for c in content)


def score(documents: Iterable[tuple[Document, Sequence[Attribution]]]) -> tuple[Tally, Tally]:
    """Count agreement with the gold relations, and of the plain-saying predictions.

    The first tally's `gold` are the relations, its `right` those found; the
    second one's `found` are attributions whose cue is a plain word of saying,
    its `right` those that have a relation.
    """
    gold, plain = Tally(), Tally()
    for doc, attributions in documents:
        found = [attr for attr in attributions if not attr.own_voice]
        pairs = [(doc.units[a], doc.units[b]) for a, b in doc.relations]
        hits = sum(any(agrees(attr, *pair) for attr in found) for pair in pairs)
        gold.add(hits, len(found), len(pairs))
        saying = [attr for attr in found if of_saying(words_of(attr.cue, doc.text))]
        related = sum(any(agrees(attr, *pair) for pair in pairs) for attr in saying)
        plain.add(related, len(saying), len(pairs))
    return gold, plain


def main() -> None:
    """Read, attribute, count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--recall", action="store_true", help="keep less probable attributions too")
    options = parser.parse_args()
    for part in PARTS:
        folder = options.data / "corpora/gum" / part
        documents = [
            document(path.stem, path.read_text("utf-8").splitlines())
            for path in sorted(folder.glob("GUM_news_*.conllu"))
        ]
        articles = [Article(id=doc.id, text=doc.text, language="en") for doc in documents]
        found = reportedly.attribute(articles, recall=options.recall)
        gold, plain = score((doc, found[doc.id]) for doc in documents)
        said, _ = score((without_credits(doc), found[doc.id]) for doc in documents)
        print(f"{part}: {len(documents)} news texts")
        print(f"  relations found          {100 * gold.recall:5.1f} % of {gold.gold}")
        print(f"  the same, credits apart  {100 * said.recall:5.1f} % of {said.gold}")
        print(f"  plain sayings that have  {100 * plain.precision:5.1f} % of {plain.found}")
        print(f"  attributions in all      {gold.found}")


if __name__ == "__main__":
    main()
