"""The outlet that a page credits for all that it tells: "Source: Quay Wire" at its end.

Such a line stands apart from the text, at its top or bottom. It speaks for what
the page states in its own voice; where a sentence names somebody, that goes before.
"""

import re
from collections.abc import Iterator

from reportedly.records import Reason, Span
from reportedly.text import fold
from reportedly.trace.copying import CREDITED
from reportedly.trace.scene import Scene

LINES = 2  # at either end of a text that may be a credit
LONGEST = 80  # characters of such a line
_CREDIT = re.compile(
    r"^\W*(?:sources?|via|(?:first|originally) published (?:by|in|on)|(?:re)?printed from"
    r"|courtesy of|with material (?:from|by))\b:? *(?P<name>.{2,60}?)\W*$",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"^[–—-]{1,2} *(?P<name>[A-Z].{1,40}?)\W*$")


def credited(article: str, scene: Scene) -> tuple[str, Span, Reason] | None:
    """Return the hand that an article's first or last lines credit, where, and why."""
    text, own = scene.articles[article].text, scene.hand(article)
    for line in _outer_lines(text):
        seen = line.of(text).strip()
        match = _CREDIT.match(seen) or _SIGNED.match(seen)
        if match is None:
            continue
        name = fold(match["name"])
        hand = scene.names.get(name) or scene.names.get(f"the {name.removeprefix('the ')}")
        if hand is not None and hand != own and scene.source(hand).kind == "outlet":
            return hand, line, Reason("credited", CREDITED, "times", seen)
    return None


def _outer_lines(text: str) -> Iterator[Span]:
    """Yield a text's last and first lines that are short enough; no more of it is looked at."""
    reach = (LONGEST + 2) * LINES
    tail = max(0, len(text.rstrip()) - reach)
    ends = [m for m in re.finditer(r"[^\n]+", text[tail:]) if m[0].strip()]
    starts = [m for m in re.finditer(r"[^\n]+", text[:reach]) if m[0].strip()]
    for base, lines in ((tail, ends[: -LINES - 1 : -1]), (0, starts[:LINES])):
        for line in lines:
            start, end = base + line.start(), base + line.end()
            whole = (start == 0 or text[start - 1] == "\n") and text[end : end + 1] in ("", "\n")
            if whole and end - start <= LONGEST:
                yield Span(start, end)
