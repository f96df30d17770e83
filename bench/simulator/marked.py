"""Text with marked pieces: ⟦0s|Telcora⟧ is the source of attribution 0."""

from collections import defaultdict
from dataclasses import dataclass, field

ROLES = {"s": "source", "c": "cue", "t": "content", "a": "addressee"}
Pieces = dict[str, list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Plain:
    """A text without marks, and the pieces of each attribution by role: [start, end)."""

    text: str
    pieces: dict[int, Pieces] = field(default_factory=dict)


def parse(marked: str) -> Plain:
    """Return the text and its pieces.

    >>> parse("⟦0s|She⟧ ⟦0c|said⟧ ⟦0t|no⟧.").pieces[0]["cue"]
    [(4, 8)]
    """
    out: list[str] = []
    length = at = 0
    opened: list[tuple[int, str, int]] = []
    pieces: dict[int, Pieces] = defaultdict(lambda: defaultdict(list))
    while at < len(marked):
        if marked[at] == "⟦":
            opened.append((int(marked[at + 1]), ROLES[marked[at + 2]], length))
            at += 4
            continue
        if marked[at] == "⟧":
            number, role, start = opened.pop()
            if start < length:
                pieces[number][role].append((start, length))
        else:
            out.append(marked[at])
            length += 1
        at += 1
    return Plain("".join(out), {n: dict(roles) for n, roles in sorted(pieces.items())})


def capitalised(marked: str) -> str:
    """Return the text with a capital at the start of each sentence, whatever marks stand there.

    >>> capitalised("⟦0s|the mayor⟧ ⟦0c|said⟧ so. the end")
    '⟦0s|The mayor⟧ ⟦0c|said⟧ so. The end'
    """
    out, due, at = [], True, 0
    while at < len(marked):
        letter = marked[at]
        if letter == "⟦":
            out.append(marked[at : at + 4])
            at += 4
            continue
        if letter.isalnum():
            out.append(letter.upper() if due else letter)
            due = False
        else:
            out.append(letter)
            after = marked[at + 1 : at + 2]
            if letter in ".?!" and (after == " " or after == "⟧"):
                due = True
        at += 1
    return "".join(out)
