"""A trace on a terminal: one block a claim, one screen at most.

Text of articles goes through `safe` first, and no markup is read from it.
"""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from reportedly.records import Article, ClaimTrace, Finding, FindingKind, Resolution, Trace
from reportedly.show.chain import chain, folded
from reportedly.show.diff import changes
from reportedly.show.drift import numbers_told
from reportedly.show.naming import Names
from reportedly.show.phrases import CHANGES, FINDINGS, count, inner, shorten, when
from reportedly.show.safe import one_line
from reportedly.show.tree import ASCII, UNICODE, dated, denials, nameless, tree

MOST_WORDS = 180  # characters of a claim
MOST_FINDINGS = 3  # of one kind: one screen a claim
INDENT, LABEL = "   ", 11  # columns
_PLAIN = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "→": "->", "·": "-"}
)


class Terminal:
    """A console, and how its encoding wants text."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.unicode = console.encoding.lower().startswith("utf")

    @property
    def width(self) -> int:
        """Columns used: what there is, but lines that the eye can follow."""
        return max(40, min(self.console.width, 120))

    def print(self, text: Text | str = "") -> None:
        """Print a text, wrapped between words, no line ending with spaces."""
        shown = self.text(Text(text) if isinstance(text, str) else text)
        if not shown.plain:
            self.console.print()
            return
        for line in [shown] if shown.no_wrap else shown.wrap(self.console, self.width):
            line.rstrip()
            self.console.print(line, no_wrap=True, overflow="crop", crop=True, highlight=False)

    def text(self, text: Text) -> Text:
        """Return the text in characters that the terminal has."""
        if self.unicode:
            return text
        encoding = self.console.encoding
        out = Text(no_wrap=text.no_wrap, overflow=text.overflow)
        for piece in text.divide(
            sorted({s for span in text.spans for s in (span.start, span.end)})
        ):
            plain = piece.plain.translate(_PLAIN).encode(encoding, "replace").decode(encoding)
            style = piece.spans[-1].style if piece.spans else text.style
            out.append(plain, style)
        return out

    def rows(self, rows: Iterable[tuple[str, Text]]) -> None:
        """Print labelled rows, wrapped beside their labels; a label is not repeated."""
        before = ""
        for label, body in rows:
            room = self.width - len(INDENT) - LABEL
            lines = [body] if body.no_wrap else body.wrap(self.console, room)
            for line in lines:
                line.rstrip()
                shown = "" if label == before else label
                head = Text.assemble((f"{INDENT}{shown:{LABEL}}", "dim"))
                head.no_wrap, head.overflow = True, "ignore"
                self.print(head + line)
                before = label


def show_trace(trace: Trace, claims: Sequence[ClaimTrace], console: Console) -> None:
    """Print the claims one by one, and what was left out of the view."""
    terminal = Terminal(console)
    view = _View(trace.articles, trace.resolution, terminal)
    for number, claim in enumerate(claims, 1):
        view.claim(number, claim)
    hidden = len(trace.claims) - len(claims)
    if not trace.articles:
        return
    many = len(trace.articles)
    if not trace.claims:
        these = "this article" if many == 1 else f"these {many} articles"
        terminal.print(f"No statement was found in {these}.")
    elif not claims:
        these = "both articles" if many == 2 else f"two of the {many} articles"
        terminal.print(f"No claim stands in {these}.")
    if hidden:
        more = "more " if claims else ""
        more = count(hidden, f"{more}statement stands", f"{more}statements stand")
        terminal.print(Text(f"{more} in one article only; --all shows them.", "dim"))


class _View:
    """One trace's look-ups and the place to print."""

    def __init__(
        self, articles: Sequence[Article], resolution: Resolution, terminal: Terminal
    ) -> None:
        self.names = Names(articles, resolution)
        self.resolution = resolution
        self.terminal = terminal

    def claim(self, number: int, trace: ClaimTrace) -> None:
        """Print one claim's block."""
        terminal = self.terminal
        words = shorten(inner(one_line(trace.claim.text)), MOST_WORDS)
        heads = Text(f"“{words}”", "bold").wrap(terminal.console, terminal.width - len(INDENT))
        for i, line in enumerate(heads):
            line.rstrip()
            terminal.print(Text.assemble((f"{'' if i else number!s:3}", "bold cyan"), line))
        sentence = Text(one_line(trace.independence.sentence), "yellow")
        for line in sentence.wrap(terminal.console, terminal.width - len(INDENT)):
            line.rstrip()
            terminal.print(Text(INDENT) + line)
        terminal.rows(self.rows(trace))
        terminal.print()

    def rows(self, trace: ClaimTrace) -> Iterable[tuple[str, Text]]:
        """Yield what is told of a claim, each with its label."""
        drawn = folded(chain(trace, self.resolution, self.names.articles.values()))
        for origin in trace.origins[:6]:
            yield "origin", self.origin(origin.source, trace)
        first = self.names.articles[trace.first]
        yield "first", Text(f"{self.names.outlet(first.id)}, {when(first.published)}")
        strokes = UNICODE if self.terminal.unicode else ASCII
        for line in tree(drawn, self.room, strokes):
            line.no_wrap = True
            yield "chain", line
        for denial in denials(drawn):
            yield "denied by", denial
        silent = nameless(drawn)
        if silent:
            yield "no source", Text("; ".join(dated(node) for node in silent))
        kinds: dict[FindingKind, list[Finding]] = {}
        for finding in trace.findings:
            kinds.setdefault(finding.kind, []).append(finding)
        for kind in sorted(kinds, key=lambda kind: kind not in CHANGES):
            label = "drift" if kind in CHANGES else "finding"
            before: Finding | None = None
            for finding in kinds[kind][:MOST_FINDINGS]:
                yield label, self.finding(finding, before, trace)
                before = finding
            more = len(kinds[kind]) - MOST_FINDINGS
            if more > 0:
                yield label, Text(f"{FINDINGS[kind]}: {more} more (see --html or --json)", "dim")

    @property
    def room(self) -> int:
        """Columns beside the labels."""
        return self.terminal.width - len(INDENT) - LABEL

    def origin(self, id: str, trace: ClaimTrace) -> Text:
        """Return an origin and what the texts tell of it."""
        name, told = self.names.origin(id, trace)
        return Text.assemble((name, "bold yellow"), (f" ({told})" if told else "", "dim"))

    def finding(self, finding: Finding, before: Finding | None, trace: ClaimTrace) -> Text:
        """Return a finding: its kind, what is seen, the passages in their exact words.

        What the one `before` of its kind has quoted is not quoted again.
        """
        out = Text.assemble(
            (FINDINGS[finding.kind], "bold red"), (f" {finding.confidence:.2f}", "dim")
        )
        changed = finding.kind in CHANGES
        if not changed:
            out.append(f"  {one_line(finding.words)}")
        quotes = self.quotes(finding, trace)
        if before is not None and not changed and before.passages[:1] == finding.passages[:1]:
            quotes = quotes[1:]  # it stands just above
        arrow = " → " if changed else "   "
        beside = Text(arrow).join(quotes)
        if changed and len(out.plain) + 2 + cell_len(beside.plain) <= self.room:
            return out + Text("  ") + beside
        if cell_len(beside.plain) + 2 <= self.room:
            return out + Text("\n  ") + beside
        for i, quote in enumerate(quotes):
            out += Text("\n  → " if i and changed else "\n    " if changed else "\n  ") + quote
        return out

    def quotes(self, finding: Finding, trace: ClaimTrace) -> list[Text]:
        """Return the passages with their outlets, each cut to one line around what differs."""
        texts = list(numbers_told(finding, trace, self.names.articles)) or [
            one_line(span.of(self.names.articles[article].text))
            for article, span in finding.passages
        ]
        focus = self.focus(finding, trace, texts)
        out: list[Text] = []
        for text, at, (article, _) in zip(texts, focus, finding.passages, strict=False):
            outlet = self.names.outlet(article)
            words = shorten(inner(text), max(24, self.room - 10 - cell_len(outlet)), at)
            out.append(Text(f"“{words}” ") + Text(f"({outlet})", "dim"))
        return out

    def focus(self, finding: Finding, trace: ClaimTrace, texts: list[str]) -> list[int]:
        """Return the characters around which the passages are cut.

        Where it is about who says so, that is where this stands, else the
        first difference.
        """
        at = [0] * len(texts)
        if finding.kind.startswith(("hedge", "source")):
            here = {appearance.key: appearance for appearance in trace.claim.appearances}
            pairs = zip(finding.appearances, finding.passages, strict=False)
            for i, (key, (_, passage)) in enumerate(pairs):
                attr = here[key].attribution if key in here else None
                told = [s.start for s in attr.source + attr.cue] if attr else []
                at[i] = max(0, min(told, default=0) - passage.start)
        elif len(texts) == 2:
            at = [spans[0].start if spans else 0 for spans in changes(*texts)]
        return at
