"""Marks on a text that may overlap, as elements properly inside one another."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from reportedly.records import Span
from reportedly.show.safe import visible


@dataclass(frozen=True, slots=True)
class Mark:
    """One stretch to be marked."""

    span: Span
    tag: str = "span"
    attributes: tuple[tuple[str, str], ...] = ()  # for every piece
    first: tuple[tuple[str, str], ...] = ()  # for the first piece only, such as an id
    rank: int = 0  # of two marks on the same characters the lower rank is outside

    def opening(self, piece: int) -> Markup:
        """Return the start tag of the `piece`-th piece."""
        pairs = self.attributes + (self.first if piece == 0 else ())
        values = Markup("").join(Markup(' {}="{}"').format(name, value) for name, value in pairs)
        return Markup("<{}{}>").format(Markup(self.tag), values)  # noqa: S704 - our own tags


def marked(text: str, marks: Iterable[Mark], within: Span | None = None) -> Markup:
    """Return the text as HTML, escaped, with the marks as elements.

    Where two marks overlap without one holding the other, the one that starts
    later is cut in two pieces. `within` takes a part of the text; marks are
    clipped to it.

    >>> print(marked("a <b> c", [Mark(Span(0, 4), "i"), Mark(Span(2, 7), "b")]))
    <i>a <b>&lt;b</b></i><b>&gt; c</b>
    """
    bounds = within or (Span(0, len(text)) if text else None)
    if bounds is None:
        return Markup("")
    todo = sorted(
        (mark for mark in marks if mark.span.overlaps(bounds)),
        key=lambda mark: (mark.span.start, -mark.span.end, mark.rank),
    )
    cuts = {bounds.start, bounds.end}
    for mark in todo:
        cuts |= {max(mark.span.start, bounds.start), min(mark.span.end, bounds.end)}
    places = sorted(cuts)
    safe = visible(text)
    out: list[Markup] = []
    stack: list[Mark] = []
    pieces: dict[int, int] = {}
    coming = iter(todo)
    upcoming = next(coming, None)
    for place, following in zip(places, [*places[1:], None], strict=True):
        starting: list[Mark] = []
        depth = next((i for i, mark in enumerate(stack) if mark.span.end <= place), len(stack))
        out.extend(Markup("</{}>").format(Markup(mark.tag)) for mark in reversed(stack[depth:]))  # noqa: S704
        reopened = [mark for mark in stack[depth:] if mark.span.end > place]
        del stack[depth:]
        while upcoming is not None and upcoming.span.start <= place:
            starting.append(upcoming)
            upcoming = next(coming, None)
        if following is None:
            break
        for mark in reopened + starting:
            out.append(mark.opening(pieces.get(id(mark), 0)))
            pieces[id(mark)] = pieces.get(id(mark), 0) + 1
            stack.append(mark)
        out.append(escape(safe[place:following]))
    return Markup("").join(out)
