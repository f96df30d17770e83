"""Who is quoted, on a terminal: one row a source, figures left, name right."""

from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from reportedly.records import Resolution
from reportedly.show.naming import Names, adds, told_of
from reportedly.show.phrases import count, percent
from reportedly.show.quoted import NAMINGS, Diversity, Naming, Quoted, summary
from reportedly.show.safe import one_line
from reportedly.show.terminal import Terminal

MOST = 40  # sources; the files have all
BAR = 10  # columns of the longest bar
NARROW = 72  # columns; below, bars and forms give way to the names
_STYLES: Mapping[Naming, str] = {"named": "bold", "anonymous": "bold yellow", "other": ""}
_FILLS: Mapping[Naming, tuple[str, str]] = {  # in Unicode and without it
    "named": ("█", "#"),
    "anonymous": ("░", ":"),
    "other": ("─", "-"),
}


def show_sources(counted: Diversity, resolution: Resolution, console: Console) -> None:
    """Print the summary, then the sources, those with the most words first."""
    terminal = Terminal(console)
    terminal.print(summary(counted))
    if not counted.sources:
        return
    terminal.print()
    view = _Roster(counted, Names((), resolution), terminal)
    shown = counted.sources[:MOST]
    rows = [view.figures(quoted) for quoted in shown]
    widths = [max(map(cell_len, column)) for column in zip(view.heads, *rows, strict=True)]
    view.row(_aligned(view.heads, widths), "", Text("source", "dim"))
    for quoted, figures in zip(shown, rows, strict=True):
        view.row(_aligned(figures, widths), view.bar(quoted), view.who(quoted))
    left = len(counted.sources) - len(shown)
    if left:
        terminal.print(Text(f"{count(left, 'more source')}; --csv or --json gives all", "dim"))
    if view.wide:
        terminal.print()
        signs = [f"{view.fill(kind) * 2} {told}" for kind, told in NAMINGS.items()]
        signs.append("d/i/m: direct, indirect, mixed statements")
        terminal.print(Text("   ".join(signs), "dim"))


class _Roster:
    """One table: how much fits, and the look-ups."""

    def __init__(self, counted: Diversity, names: Names, terminal: Terminal) -> None:
        self.counted, self.names, self.terminal = counted, names, terminal
        self.wide = terminal.width >= NARROW
        self.heads = ["words", "share", "articles" if self.wide else "art."]
        self.heads += ["said", "d/i/m"] if self.wide else []

    def figures(self, quoted: Quoted) -> list[str]:
        """Return a row's figures, one for each head."""
        out = [str(quoted.words), percent(quoted.share), str(len(quoted.articles))]
        if self.wide:
            forms = (quoted.of_form(form) for form in ("direct", "indirect", "mixed"))
            out += [str(quoted.attributions), "/".join(map(str, forms))]
        return out

    def fill(self, naming: Naming) -> str:
        """Return the sign of which the bars of such sources are made."""
        return _FILLS[naming][0 if self.terminal.unicode else 1]

    def bar(self, quoted: Quoted) -> str:
        """Return a bar as long as the source has words beside the first one's."""
        most = max(1, self.counted.sources[0].words)
        return self.fill(quoted.naming) * max(1, round(BAR * quoted.words / most))

    def who(self, quoted: Quoted) -> Text:
        """Return a source's name, and what is known of it."""
        source = quoted.source
        told = told_of(source)
        told += [f"heard by {self.names.source(source.heard_by)}"] if source.heard_by else []
        told += [f"group: {one_line(source.group or '')}"] if adds(source.group, source) else []
        more = f" ({', '.join(told)})" if told else ""
        return Text.assemble((one_line(source.name), _STYLES[quoted.naming]), (more, "dim"))

    def row(self, figures: str, bar: str, who: Text) -> None:
        """Print one row, the name's further lines under its first."""
        gap = f"{bar:{BAR}}  " if self.wide else ""
        lead = Text.assemble((f"{figures}  ", "" if bar else "dim"), (gap, "cyan"))
        room = max(8, self.terminal.width - cell_len(lead.plain))
        for i, line in enumerate(who.wrap(self.terminal.console, room)):
            line.rstrip()
            row = (Text(" " * cell_len(lead.plain)) if i else lead) + line
            row.no_wrap = True
            self.terminal.print(row)


def _aligned(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True))
