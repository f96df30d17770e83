"""What a content denies, and words that mean each other's opposite."""

import re
from collections.abc import Sequence

from reportedly.match.wording import Token, stem
from reportedly.text import turned_down

REACH = 3  # words that a negation governs, articles passed over: "did not *buy yachts*"
_PASSED = frozenset("a an the any either one single been be being ever yet to".split())
_NEGATORS = frozenset(
    "not no never none nobody nothing neither nor without cannot hardly "
    "forbid forbids forbade forbidden prohibit prohibits ban bans banned refuse refuses refused "
    "isn't aren't wasn't weren't "
    "don't doesn't didn't hasn't haven't hadn't won't wouldn't can't couldn't shouldn't".split()
)
# "Not only", "no longer", "could not be independently verified": no denial of what follows.
_NOT_NEGATING = frozenset(
    "longer doubt only least later matter independently verify verified confirm confirmed".split()
)
_UNTRUE = re.compile(
    r"\b(?:false(?:ly)?|untrue|fake|faked|hoax|fabricat\w+|unfounded|baseless|groundless|debunk\w*|"
    r"satir\w+|made up|nonsense|a lie|"
    r"(?:den(?:y|ies|ied|ying)|denials?|refut\w+|reject\w*|dismiss\w*|disput\w+)\s(?:\w+\s){0,3}?"
    r"(?:that|of|reports?|claims?|allegations?|accusations?|suggestions?|rumou?rs?|story))\b",
    re.IGNORECASE,
)
_DENYING_CUE = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|denials?|dismiss\w*|refut\w+|rebut\w*|rebuff\w*|reject\w*|"
    r"disput\w+|debunk\w*|contradict\w*|disavow\w*)\b",
    re.IGNORECASE,
)
_OPPOSITES = """
rise fall; rise drop; rise decline; increase decrease; increase fall; increase drop; grow shrink;
gain lose; climb fall; climb drop; jump fall; jump drop; up down; win lose; accept reject;
accept refuse; approve reject; agree refuse; agree reject; support oppose; back oppose; allow ban;
allow forbid; allow block; permit ban; permit forbid; legal illegal; legal unlawful; guilty
innocent; acquit convict; open close; start stop; begin end; begin stop; join leave; arrive
leave; arrive depart; arrive withdraw; enter leave; alive dead; alive die; survive die; success
fail; succeed fail; safe unsafe; safe dangerous; raise cut; raise lower; rais lower;
hire fire; attack defend; strengthen weaken; confirm deny; release arrest;
free arrest; free jail; release jail; remain resign; stay resign; stay leave; keep drop; import
export; before after; higher lower; more fewer; more less; better worse; build demolish;
""".strip()
# What is not so any more, said without "not": "the road is *cut*", "cannot be reached by road".
_UNDOING = frozenset(
    stem(word)
    for word in "cut cancel cancelled refuse hide hid lack stop close shut fail lose lost block end"
    " abandon vanish miss missing withhold lift scrap halt suspend reject dry gone leave free"
    " empty spare".split()
) - {""}
_AGAINST: dict[str, set[str]] = {}
for _row in _OPPOSITES.strip().strip(";").split(";"):
    _a, _b = (stem(word) or word for word in _row.split())
    _AGAINST.setdefault(_a, set()).add(_b)
    _AGAINST.setdefault(_b, set()).add(_a)
_HAVING_ONE = frozenset(_AGAINST)


def negated(row: Sequence[Token]) -> frozenset[str]:
    """Return the stems that stand in the reach of a negation.

    >>> from reportedly.match.wording import tokens
    >>> sorted(negated(list(tokens("He did not buy the old yachts again."))))
    ['buy', 'old', 'yacht']
    """
    found: set[str] = set()
    for i, token in enumerate(row):
        form = token.form.lower().replace("’", "'")
        if form not in _NEGATORS:
            continue
        if {t.form.lower() for t in row[i + 1 : i + 4]} & _NOT_NEGATING:
            continue
        ahead = [t for t in row[i + 1 :] if t.form.lower() not in _PASSED]
        found.update(t.stem for t in ahead[:REACH] if t.stem)
    return frozenset(found)


def calls_untrue(words: str) -> bool:
    """Tell whether the words themselves say that something is not so."""
    return bool(_UNTRUE.search(words))


def denying_cue(words: str, content: str = "") -> bool:
    """Tell whether the word of saying denies what it introduces: "dismissed reports that".

    >>> denying_cue("dismissed", "reports of rain"), denying_cue("dismissed", "600 workers")
    (True, False)
    """
    return bool(_DENYING_CUE.search(words)) and not turned_down(content)


def undone(stems: frozenset[str]) -> frozenset[str]:
    """Return the stems that say without a negation that something is not, or no longer, so."""
    return stems & _UNDOING


def opposites(left: frozenset[str], right: frozenset[str]) -> tuple[str, str] | None:
    """Return a word of `left` and its opposite in `right`, each missing on the other side.

    >>> opposites(frozenset({"price", "rise"}), frozenset({"price", "fall"}))
    ('rise', 'fall')
    """
    if _HAVING_ONE.isdisjoint(left):
        return None
    for a in sorted((left - right) & _HAVING_ONE):
        for b in sorted(_AGAINST[a] & (right - left)):
            return a, b
    return None
