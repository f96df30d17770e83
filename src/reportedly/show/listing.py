"""Articles on a terminal: what was read, and who says what in them."""

from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from reportedly.records import Appearance, Article, Attribution, Moment, Resolution, words_of
from reportedly.show.naming import says_unnamed
from reportedly.show.phrases import HEDGES, KINDS, count, inner, when
from reportedly.show.safe import one_line, printable
from reportedly.show.terminal import Terminal

INDENT = "  "


def show_articles(articles: Sequence[Article], console: Console) -> None:
    """Print each article as it was read: its fields with why they were taken so, links, text."""
    terminal = Terminal(console)
    for article in articles:
        terminal.print(Text(one_line(article.path or article.id), "bold"))
        terminal.rows(_fields(article))
        terminal.print()
        for line in printable(article.text).split("\n"):
            terminal.print(Text(line))
        terminal.print()


def show_attributions(
    articles: Sequence[Article],
    attributions: Mapping[str, Sequence[Attribution]],
    resolution: Resolution,
    console: Console,
) -> None:
    """Print who says what in each article, what is inside another's words indented."""
    terminal = Terminal(console)
    found = {appearance.key: appearance for appearance in resolution.appearances}
    for article in articles:
        if article.id not in attributions:
            continue
        _heading(article, terminal)
        own = attributions[article.id]
        said = [i for i, attr in enumerate(own) if not attr.own_voice]
        found_here = count(len(said), "statement") if said else "no statement"
        terminal.print(Text(f"{INDENT}{found_here} of others", "dim"))
        for index in sorted(said, key=lambda i: _place(own, i)):
            depth = len(_ancestors(own, index))
            text = _statement(article, own[index], found.get((article.id, index)), resolution)
            _hang(terminal, text, INDENT * (depth + 1) + ("└ " if depth else ""))
        terminal.print()


def _heading(article: Article, terminal: Terminal) -> None:
    title = one_line(article.title or article.path or article.id)
    where = ", ".join([one_line(article.outlet or "outlet unknown"), when(article.published)])
    between = "  " if cell_len(title) + cell_len(where) + 2 <= terminal.width else "\n"
    terminal.print(Text.assemble((title, "bold"), between, (where, "dim")))


def _fields(article: Article) -> list[tuple[str, Text]]:
    notes = dict(article.notes)
    rows = [
        ("address", article.url, notes.get("url")),
        ("title", article.title, notes.get("title")),
        ("outlet", article.outlet, notes.get("outlet")),
        ("byline", article.byline, notes.get("byline")),
        ("published", _date(article.published), _because(article.published, notes.get("date"))),
        ("modified", _date(article.modified), _because(article.modified, None)),
        ("language", article.language, notes.get("language")),
    ]
    told = {"url", "title", "outlet", "byline", "published", "date", "modified", "language"}
    out = []
    for label, value, why in rows:
        if value:
            because = f"  ({one_line(why)})" if why else ""
            out.append((label, Text(one_line(value)) + Text(because, "dim")))
        elif label in ("title", "outlet", "published"):
            out.append((label, Text("not found", "yellow")))
    for name, why in article.notes:
        if name not in told:
            style = "yellow" if name == "warning" else "dim"
            out.append((one_line(name)[:10], Text(one_line(why), style)))
    for link in article.links:
        words = one_line(link.span.of(article.text))
        out.append(("links", Text(f"“{words}” → {one_line(link.url)}")))
    return out


def _date(moment: Moment | None) -> str | None:
    return when(moment) if moment else None


def _because(moment: Moment | None, note: str | None) -> str | None:
    """Return the date as it stands and where that is."""
    if moment is None or (note and moment.value in note):
        return note
    return f"{moment.value}, {note or moment.basis}"


def _statement(
    article: Article, attr: Attribution, appearance: Appearance | None, resolution: Resolution
) -> Text:
    """Return "who (as called here) cue: content", and how firmly."""
    mention = one_line(words_of(attr.source, article.text))
    sources = [resolution.sources[i] for i in appearance.sources if i in resolution.sources] \
        if appearance else []  # fmt: skip
    name = ", ".join(one_line(source.name) for source in sources) or mention or "nobody named"
    told = [f"“{inner(mention)}”"] if mention and mention.casefold() != name.casefold() else []
    told += [KINDS[s.kind] for s in sources[:1] if s.kind != "person" and not says_unnamed(s)]
    told += [one_line(source.affiliation) for source in sources[:1] if source.affiliation]
    hearers = one_line(words_of(attr.addressee, article.text))
    cue = one_line(words_of(attr.cue, article.text))
    said = Text.assemble((name, "bold blue"), (f" ({', '.join(told)})" if told else "", "dim"))
    said.append(f" {cue}" if cue else "", "italic green")
    said.append(f" [to {hearers}]" if hearers else "", "magenta")
    colon = "" if cue.endswith(":") else ":"  # the colon of a headline is its cue
    said.append(f"{colon} “{inner(one_line(words_of(attr.content, article.text)))}”")
    firm = f"  {HEDGES[attr.hedge]}, " if attr.hedge not in ("reported", "none") else "  "
    return said.append(f"{firm}{attr.confidence:.2f}", "dim")


def _hang(terminal: Terminal, text: Text, start: str) -> None:
    """Print a text with its further lines under the first."""
    room = max(20, terminal.width - len(start) - 2)
    for i, line in enumerate(text.wrap(terminal.console, room)):
        line.rstrip()
        terminal.print(Text(start if i == 0 else " " * (len(start) + 2)) + line)


def _ancestors(attributions: Sequence[Attribution], index: int) -> list[int]:
    """Return the indexes of the attributions around one, outermost first."""
    out: list[int] = []
    parent = attributions[index].parent
    while parent is not None and parent not in out and parent != index:
        if not attributions[parent].own_voice:
            out.append(parent)
        parent = attributions[parent].parent
    return out[::-1]


def _place(attributions: Sequence[Attribution], index: int) -> list[tuple[int, int]]:
    """Return what sorts attributions by their place, each behind the one around it."""
    chain = [*_ancestors(attributions, index), index]
    return [(min(s.start for s in attributions[i].content), i) for i in chain]
