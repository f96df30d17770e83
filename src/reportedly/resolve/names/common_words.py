"""Names that are common words: May, Will, Grant, Rose, Young, Banks.

The rule: such a word alone is a name where it stands in the middle of a sentence ("told Grant"),
where the mention is nothing but it (the source "May"), or, at the beginning of a sentence, where
the same text bears it as a name elsewhere: in full ("Theresa May"), behind a title ("Mrs May"),
or in the middle of a sentence. *May* and *Will* are months and verbs even in the middle, so they
always need a full name or a title. "Will Roe" is a name unless the sentence is a question.
"""

import re
from functools import lru_cache

COMMON = frozenset(
    "May Will Mark Grant Rose Hope Bill Faith Grace Joy Frank Rob Sue Pat Art Chase Chance"
    " Drew Guy Jack Max Miles Nick Norm Page Penny Pierce Ray Rich Sandy Skip Summer Ward"
    " Wade Warren Young Long Short Day Price Bush Wood Stone Hill Banks Park Parks Ford"
    " Waters Love Moon Star Law Case Cook Baker Fields Rivers Gore Major Dean Duke Earl"
    " Bishop Pope Judge King Knight Stern Swift Sharp Strong Wise Wild White Black Brown"
    " Green Gray Gold Silver Rock Field Forest Church House Street Winter Spring Autumn"
    " Gates Fish Fox Wolf Bird Bear Bell Ball Bond Cash Child Close Cross Dawn Daisy Lily"
    " Ivy Ruby Olive Iris Holly Heather Amber Crystal Pearl Jade Robin Jay Dale Glen Cliff"
    " Gene Lance Rusty Sonny Buck Chip Dick Harry Bob Jean Dear Sky Story Speaker Savage".split()
)
VERBS = frozenset(("May", "Will"))  # and a month
_TITLE = (
    r"(?:M(?:r|rs|s|iss)|Dr|Prof|Sir|Dame|Lord|Lady|Sen|Senator|Rep|Gov|Governor|President|Minister"
    r"|Secretary|Judge|Justice|Mayor|Chancellor)\.?"
)
_FULL = re.compile(
    rf"(?:\b(?P<title>{_TITLE})|(?P<before>[A-Z]\.|[^\W\d_][\w’'-]*))"
    r" (?=(?P<word>[A-Z][a-z]+)\b(?! \d))"
)
_MIDDLE = re.compile(r"(?<=[a-z,;:’'”\"] )(?<!\.[”\"] )(?P<word>[A-Z][a-z]+)\b")
_ASKS = re.compile(
    r" (?:it|he|she|they|we|you|i|the|an?|this|that|these|those|there|any|all|his|her|its|their"
    r"|your|our|my|not|be|no)\b",
    re.IGNORECASE,
)
_NOT_NAMES = frozenset(
    "the a an in on at by for from with as of to since until late early mid last next this every"
    " and or but if when while after before during through between monday tuesday wednesday"
    " thursday friday saturday sunday january february march april june july august september"
    " october november december".split()
)


@lru_cache(maxsize=256)  # a text is scanned as a whole, then its mentions one by one
def borne(text: str) -> frozenset[str]:
    """Return the common words that a text bears as names somewhere.

    >>> sorted(borne("Theresa May met Rose in May. Banks may fail. Will it rain?"))
    ['May', 'Rose']
    """
    found = {m["word"] for m in _MIDDLE.finditer(text) if m["word"] in COMMON - VERBS}
    for match in _FULL.finditer(text):
        word, before = match["word"], match["before"] or ""
        if word not in COMMON:
            continue
        capital = before[:1].isupper() and before.lower().rstrip(".") not in _NOT_NAMES
        if match["title"] or capital:
            found.add(word)
    return frozenset(found)


def is_name(text: str, start: int, word: str) -> bool:
    """Tell whether a common word that stands alone at `start` is somebody's name there.

    >>> text = "Mark my words. Mrs May left. May said so. May it last."
    >>> [is_name(text, at, word) for at, word in ((0, "Mark"), (29, "May"), (42, "May"))]
    [False, True, False]
    """
    if word not in COMMON or text.strip(" ,.“”\"'’") == word:
        return True
    end = start + len(word)
    if word in VERBS:
        before = text[:start].rstrip().rsplit(" ", 1)[-1].lower()
        dated = re.match(r" \d", text[end:]) or before in _NOT_NAMES or before[-1:].isdigit()
        if dated or _ASKS.match(text, end):
            return False
        return word in borne(text)
    return not opens(text, start) or word in borne(text)


def is_full_name(text: str, start: int, end: int) -> bool:
    """Tell whether "Will Roe", "May Ash" at the beginning of a sentence is a name, not a question.

    >>> is_full_name("Will Roe left.", 0, 8), is_full_name("Will Roe leave?", 0, 8)
    (True, False)
    """
    if not opens(text, start):
        return True
    stop = re.search(r"[.!?](?=\s|$|[”\"])", text[end : end + 300])
    return not (stop and stop.group() == "?") and not text.startswith("May Day", start)


def opens(text: str, start: int) -> bool:
    """Tell whether a word opens a sentence, where its capital says nothing."""
    before = text[:start].rstrip(" “\"‘'(")
    return not before or before[-1] in '.!?\n:;”"–—' or text[:start].endswith("\n")
