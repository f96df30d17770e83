"""Which characters to quote for an attribution or a finding."""

from collections.abc import Sequence

from reportedly.records import Attribution, Span


def hull(attr: Attribution, *, content: bool = False) -> Span:
    """Return the stretch from the first to the last character of an attribution's parts.

    With `content`, of its content alone.
    """
    spans = attr.content if content else attr.content + attr.source + attr.cue + attr.addressee
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def around(sentences: Sequence[Span], wanted: Span, most: int) -> Span:
    """Return the sentences that hold the wanted characters.

    Longer than `most` characters, it is the wanted characters alone, cut.

    >>> around([Span(0, 10), Span(11, 30), Span(31, 40)], Span(12, 33), 100)
    Span(start=11, end=40)
    """
    touched = [sentence for sentence in sentences if sentence.overlaps(wanted)]
    if not touched:
        whole = wanted
    else:
        start = min(wanted.start, touched[0].start)
        whole = Span(start, max(wanted.end, touched[-1].end))
    if whole.end - whole.start <= most:
        return whole
    return Span(wanted.start, min(wanted.end, wanted.start + most))
