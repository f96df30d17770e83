"""Whether a clause looks ahead: “will meet on Friday” against “met on Friday”."""

import re

_AHEAD = re.compile(
    r"\b(?:will|shall|[’']ll|won[’']t|would|going to|(?:is|are) to|set to|due|expected|scheduled"
    r"|slated"
    r"|plan(?:s|ned|ning)? to|(?:vow|promis|agree|hop|aim|intend|prepar|threaten)(?:s|ed|es|d)? to"
    r"|ready to|about to|starts?|begins?|opens?|closes|meets?|returns?|resumes?|reopens?|takes?"
    r"|comes? into|ends?|expires?|deadline|upcoming|coming|faces?|arrives?|leaves? for|must"
    r"|is played|kicks off|as (?:soon|early) as)\b",
    re.I,
)
_BEHIND = re.compile(
    r"\b(?:was|were|had|has been|have been|did|said|told|met|held|left|went|came|saw|took|gave"
    r"|began|fell"
    r"|rose|sank|broke|burst|ran|won|lost|shut|struck|died|spoke|wrote|flew|made|sold|found|kept"
    r"|led"
    r"|sent|put|dropped|[a-z]{2,}(?<!ne)ed)\b",
    re.I,
)
_WAS_DUE = re.compile(
    r"\b(?:was|were|had been) (?:due|expected|scheduled|set|planned|slated|to)\b", re.I
)
_EDGE = re.compile(r"[;:.!?“”—\n](?!\d)| – |, (?:and|but|while) | but | while ")
_FAR = 160  # characters on either side that are looked at


def future(text: str, start: int, end: int) -> bool:
    """Tell whether the clause around a date speaks of what is to come.

    The last verb before the date decides, else the first one after it; a clause
    without a verb that is known here is taken for the past.

    >>> future("She said he will go on Friday.", 23, 29), future("She said on Friday", 12, 18)
    (True, False)
    """
    before = text[max(0, start - _FAR) : start]
    edges = list(_EDGE.finditer(before))
    if edges:
        before = before[edges[-1].end() :]
    verbs = _verbs(before)
    if verbs:
        return verbs[-1][1] and not _WAS_DUE.search(before)
    after = text[end : end + _FAR]
    edge = _EDGE.search(after)
    verbs = _verbs(after[: edge.start()] if edge else after)
    return bool(verbs) and verbs[0][1]


def _verbs(words: str) -> list[tuple[int, bool]]:
    """Return the verbs that tell a tense, in order: place and whether it looks ahead."""
    ahead = [(match.start(), match.end()) for match in _AHEAD.finditer(words)]
    found = [(start, True) for start, _ in ahead]
    found += [
        (match.start(), False)
        for match in _BEHIND.finditer(words)
        if not any(low <= match.start() < high for low, high in ahead)
    ]
    return sorted(found)
