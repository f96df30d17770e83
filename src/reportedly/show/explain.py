"""An explanation on a terminal: each number, edge and finding with what makes it."""

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from reportedly.show.explanation import Because, Explanation, Joined, Quoted, Seen, Step, Way
from reportedly.show.phrases import count, shorten
from reportedly.show.reasons import STATUS, WAYS, effect_words, reason_words
from reportedly.show.safe import one_line, visible
from reportedly.show.terminal import INDENT, Terminal

MOST = 60  # edges, findings or pairs shown; the rest is in --json
MOST_HANDS = 24  # of a list of hands
SEEN, QUOTE = 100, 300  # characters

Row = tuple[str, Text]


def show_explanation(found: Explanation, console: Console, steps: Sequence[Step] | None) -> None:
    """Print an explanation; with `steps`, those edges alone."""
    terminal = Terminal(console)
    words = f"“{one_line(found.text)}”"
    terminal.print(Text.assemble((f"{found.number:<3}", "bold cyan"), (words, "bold")))
    terminal.print(Text(INDENT + one_line(found.id), "dim"))
    if steps is None:
        terminal.print()
        _heading(terminal, "How many origins", one_line(found.sentence))
        terminal.rows(_numbers(found))
    listed = found.steps if steps is None else steps
    terminal.print()
    _heading(terminal, "From whom", count(len(listed), "step"))
    for step in listed[:MOST]:
        _block(terminal, _step_head(step), _step(step))
    _left(terminal, len(listed))
    if steps is not None:
        return
    if found.findings:
        terminal.print()
        _heading(terminal, "Findings", str(len(found.findings)))
        for seen in found.findings[:MOST]:
            _block(terminal, _finding_head(seen), _finding(seen))
        _left(terminal, len(found.findings))
    if found.rejected or found.rejected_findings:
        terminal.print()
        left = len(found.rejected) + len(found.rejected_findings)
        _heading(terminal, "Rejected by people", str(left))
        for step in found.rejected[:MOST]:
            _block(terminal, _step_head(step), _step(step))
        for seen in found.rejected_findings[:MOST]:
            _block(terminal, _finding_head(seen), _finding(seen))
        _left(terminal, left)
    if found.joined:
        terminal.print()
        _heading(terminal, "Why it is one claim", count(len(found.joined), "pair"))
        for joined in found.joined[:MOST]:
            _block(terminal, Text(f"{joined.confidence:.2f}", "bold"), _joined(joined))
        _left(terminal, len(found.joined))


def _heading(terminal: Terminal, title: str, told: str) -> None:
    terminal.print(Text.assemble((title, "bold yellow"), "  ", (told, "")))


def _block(terminal: Terminal, head: Text, rows: Iterator[Row]) -> None:
    terminal.print(Text(INDENT) + head)
    terminal.rows(rows)


def _left(terminal: Terminal, many: int) -> None:
    if many > MOST:
        terminal.print(Text(f"{INDENT}{many - MOST} more: --json has them all", "dim"))


def _numbers(found: Explanation) -> Iterator[Row]:
    told = f"{found.known} known to be independent"
    if found.low < found.high:
        told += f"; between {found.low} and {found.high} if doubts are judged otherwise"
    yield "origins", Text(told, "bold")
    shown: set[tuple[tuple[str, ...], ...]] = set()
    for way in found.ways:
        again = ": as above" if way.paths in shown else ""
        yield count(len(way.paths), "path"), Text(WAYS[way.edges, way.origins] + again)
        if not again:
            yield from _way(way)
        shown.add(way.paths)
    if found.chokepoints:
        yield "meet", Text(f"all known paths run through {_names(found.chokepoints)}")
    if found.unknown:
        said = count(found.unknown, "article says", "articles say")
        told = f": {_names(found.silent)}" if found.silent else ""
        yield "unknown", Text(f"{said} nothing of where it comes from{told}")


def _way(way: Way) -> Iterator[Row]:
    for path in way.paths[:MOST]:
        yield "", Text("  " + " ← ".join(one_line(name) for name in path), "cyan")
    for origin, group, why in way.groups[:MOST]:
        with_whom = f", counted with {one_line(group)}" if group != origin else ""
        yield "", Text(f"  {one_line(origin)}{with_whom}: {one_line(why)}", "dim")
    pairs = [(hand, other) for hand, other in way.joined if hand != other]
    for hand, other in pairs[:MOST_HANDS]:
        told = f"  {one_line(hand)} and {one_line(other)} share words, and are taken as one hand"
        yield "", Text(told, "dim")
    if len(pairs) > MOST_HANDS:
        yield "", Text(f"  and {len(pairs) - MOST_HANDS} more such pairs", "dim")


def _names(names: Sequence[str]) -> str:
    more = len(names) - MOST_HANDS
    shown = ", ".join(one_line(name) for name in names[:MOST_HANDS])
    return shown + (f" and {more} more" if more > 0 else "")


def _step_head(step: Step) -> Text:
    head = Text.assemble(
        (f"{step.number:<4}", "cyan"),
        (one_line(step.hand), "bold"),
        f" {step.verb} ",
        (one_line(step.upstream), "bold"),
        (f"  {step.confidence:.2f}", "bold yellow"),
        (f"  {STATUS[step.status]}".rstrip(), "red"),
    )
    if step.told_by:
        head.append(f"  as {one_line(step.told_by)} tells", "dim")
    return head


def _step(step: Step) -> Iterator[Row]:
    yield from _quoted("seen in", (step.quote,))
    if step.upstream_quote and step.quote and step.upstream_quote.text == step.quote.text:
        there = f"{one_line(step.upstream_quote.outlet)}, {one_line(step.upstream_quote.when)}"
        yield "upstream", Text.assemble("the same words ", (f"({there})", "dim"))
    elif step.upstream_quote is not None:
        yield from _quoted("upstream", (step.upstream_quote,))
    yield from _because(step.reasons, step.confidence)


def _finding_head(seen: Seen) -> Text:
    return Text.assemble(
        (f"{seen.number:<4}", "cyan"),
        (seen.label, "bold red"),
        (f"  {seen.confidence:.2f}", "bold yellow"),
        f"  {one_line(seen.words)}",
    )


def _finding(seen: Seen) -> Iterator[Row]:
    yield "rule", Text(seen.rule)
    yield from _quoted("passages", seen.quotes)
    yield from _because(seen.reasons, seen.confidence)


def _joined(joined: Joined) -> Iterator[Row]:
    yield from _quoted("passages", joined.quotes)
    yield from _because(joined.reasons, joined.confidence)


def _quoted(label: str, quotes: Sequence[Quoted | None]) -> Iterator[Row]:
    for quote in quotes:
        if quote is None:
            continue
        out = Text("“")
        out.append_text(_marked(quote))
        out.append("” ")
        out.append(f"({one_line(quote.outlet)}, {one_line(quote.when)})", "dim")
        yield label, out


def _marked(quote: Quoted) -> Text:
    """Return the words with what is meant underlined, in one line, cut around it."""
    text = Text(visible(quote.text).replace("\n", " ").replace("\t", " "))
    for start, end in quote.marks:
        text.stylize("underline", start, end)
    at = quote.marks[0][0] if quote.marks else 0
    if len(text.plain) <= QUOTE:
        return text
    start = max(0, min(at - QUOTE // 3, len(text.plain) - QUOTE))
    cut = text[start : start + QUOTE]
    after = "…" if start + QUOTE < len(text.plain) else ""
    return Text("…" if start else "") + cut + Text(after)


def _because(reasons: Sequence[Because], confidence: float) -> Iterator[Row]:
    for reason in reasons:
        seen = shorten(one_line(reason.seen), SEEN)
        told = Text(f"{effect_words(reason.effect, reason.value):>11}  ", "yellow")
        told.append(one_line(reason_words(reason.name)))
        if seen:
            told.append(f": {seen}", "dim")
        yield "because", told
    if reasons:
        yield "because", Text(f"{f'= {confidence:.2f}':>11}", "bold yellow")
