"""Unnamed sources: the same, different, or not known.

"A senior US official" in three articles may be one, two or three people. They are different
where what the texts tell excludes that they are one (a surgeon is no policeman, a Turkish
official no American one); they are the same only where one hand heard both, as another
article passes on, or where a quotation gives them away. All else is unknown: counted once in
a lower bound, each for itself in an upper one (`headcount`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportedly.records import Span
from reportedly.resolve.verdict import Verdict
from reportedly.text import words

GENERIC = frozenset(("source", "person"))
RUN = 8  # words in a row; seven and fewer are shared by chance in stock phrases
MONTH = 31  # days: a source quoted now is not known to be the one quoted last summer
# Callings of which nobody has two at a time as news describe people; a line's words may be one.
_CALLINGS = tuple(
    frozenset(line.split())
    for line in (
        "doctor surgeon physician medic nurse",
        "policeman policewoman detective constable sheriff",
        "diplomat ambassador envoy",
        "soldier fighter commander pilot sailor",
        "lawmaker senator congressman congresswoman deputy mp mep",
        "lawyer attorney judge prosecutor",
        "banker trader investor broker",
        "engineer technician mechanic",
        "teacher lecturer professor student",
        "priest imam rabbi pastor bishop",
        "farmer fisherman shepherd",
        "shopkeeper waiter driver",
        "journalist reporter correspondent editor",
    )
)
# Bodies of which an official serves one. Armies, services and ministries overlap too much.
_BODIES = frozenset("hospital police palace bank union court church university airline".split())


@dataclass(frozen=True, slots=True)
class Unnamed:
    """An anonymous source of one article, as far as it matters whether it is another's."""

    key: str  # its own id
    article: str
    heard_by: str  # id of the hand; empty if unknown
    heads: frozenset[str]
    words: frozenset[str]  # modifiers, lower case: “local”, “security”
    plural: bool
    day: int | None  # ordinal of the day on which it spoke, None if unknown
    country: str | None = None  # whose official it is
    gender: str = ""  # "m", "f", or "" if nothing tells
    relayed: bool = True  # whether its article has it from a hand, not from its own ears
    runs: frozenset[tuple[str, ...]] = frozenset()  # words in a row that it is quoted with
    other: bool = False  # whether its article calls it “another” one


def runs(text: str, contents: Iterable[Span]) -> frozenset[tuple[str, ...]]:
    """Return all RUN words in a row that stand in the contents, folded."""
    found = []
    for content in contents:
        folded = [word.of(content.of(text)).casefold() for word in words(content.of(text))]
        found += [tuple(folded[i : i + RUN]) for i in range(len(folded) - RUN + 1)]
    return frozenset(found)


def compare(left: Unnamed, right: Unnamed) -> Verdict:
    """Tell whether two unnamed sources are one, as far as the texts show.

    >>> def one(key, *words, head="official", **more):
    ...     return Unnamed(key, key, "outlet:" + key, frozenset([head]), frozenset(words),
    ...                    False, None, **more)
    >>> compare(one("a", "senior", "us"), one("b", "senior", "us"))
    Verdict(outcome='unknown', why='two hands, and nothing that tells')
    >>> compare(one("a", head="surgeon"), one("b", head="policeman")).outcome
    'different'
    """
    apart = excluded(left, right)
    if apart:
        return Verdict("different", apart)
    if left.article == right.article:
        if left.other or right.other:
            return Verdict("different", "the article calls one of them another")
        return Verdict("unknown", "two descriptions in one article")
    if not left.runs.isdisjoint(right.runs):
        return Verdict("same", "one quotation")
    if not left.heard_by or left.heard_by != right.heard_by:
        return Verdict("unknown", "two hands, and nothing that tells")
    if not agree(left, right):
        return Verdict("unknown", "one hand, and two descriptions")
    if left.day is not None and right.day is not None and abs(left.day - right.day) > MONTH:
        return Verdict("unknown", "one hand, and two dates")
    if not (left.relayed or right.relayed):
        return Verdict("unknown", "one hand in two articles of its own")
    return Verdict("same", "one hand, and descriptions that agree")


def agree(left: Unnamed, right: Unnamed) -> bool:
    """Tell whether two descriptions can mean one: as many, the same noun, no other word.

    >>> def one(key, *words, head="source"):
    ...     return Unnamed(key, key, "outlet:w", frozenset([head]), frozenset(words), False, None)
    >>> agree(one("a", "local"), one("b"))
    True
    >>> agree(one("a", "local"), one("b", "security"))
    False
    >>> agree(one("a"), one("b", head="diplomat"))
    False
    """
    if left.plural != right.plural:
        return False
    if not left.heads & right.heads and not (left.heads <= GENERIC and right.heads <= GENERIC):
        return False
    return left.words <= right.words or right.words <= left.words


def excluded(left: Unnamed, right: Unnamed) -> str:
    """Return why two cannot be one: country, calling, body or sex; empty if nothing excludes it."""
    if left.country and right.country and left.country != right.country:
        return f"officials of {left.country} and of {right.country}"
    if left.plural or right.plural:  # one of a group may be of another calling
        return ""
    ours, theirs = (_calling(one) for one in (left, right))
    if ours is not None and theirs is not None and ours != theirs:
        return "two callings"
    ours_at, theirs_at = left.words & _BODIES, right.words & _BODIES
    if ours_at and theirs_at and not ours_at & theirs_at:
        return f"of a {min(ours_at)} and of a {min(theirs_at)}"
    if left.gender and right.gender and left.gender != right.gender:
        return "a man and a woman"
    return ""


def _calling(one: Unnamed) -> int | None:
    found = {number for number, words in enumerate(_CALLINGS) if one.heads & words}
    return found.pop() if len(found) == 1 else None


def same(unnamed: Iterable[Unnamed]) -> dict[str, str]:
    """Return for each anonymous source the id that stands for it and those that it is.

    A source joins a group only if it is the same as every member by one hand, and only if
    its article has no second source that would fit too.
    """
    everyone = sorted(unnamed, key=lambda one: (one.article, one.key))
    groups: list[list[Unnamed]] = []
    for one in everyone:
        fitting = [group for group in groups if _fits(one, group, everyone)]
        if len(fitting) == 1:
            fitting[0].append(one)
        else:
            groups.append([one])
    return {one.key: group[0].key for group in groups for one in group}


def _one(left: Unnamed, right: Unnamed) -> bool:
    """Tell whether two may bear one id: those of two hands are told apart by who heard them."""
    heard = bool(left.heard_by) and left.heard_by == right.heard_by
    return heard and compare(left, right).outcome == "same"


def _could(left: Unnamed, right: Unnamed) -> bool:
    return left.heard_by == right.heard_by and agree(left, right) and not excluded(left, right)


def _fits(one: Unnamed, group: Sequence[Unnamed], everyone: Sequence[Unnamed]) -> bool:
    if not all(other.article != one.article and _one(one, other) for other in group):
        return False
    rivals = [
        other
        for other in everyone
        if other.key != one.key and other.article == one.article and _could(other, group[0])
    ]
    twins = [
        other
        for member in group
        for other in everyone
        if other.key != member.key and other.article == member.article and _could(other, one)
    ]
    return not rivals and not twins
