"""Unnamed sources across articles: the same, or not known to be the same.

Two are one only if one hand heard both, their descriptions agree, the dates do,
and neither article has a second one that would fit as well.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

GENERIC = frozenset(("source", "person"))
MONTH = 31  # days: a source quoted now is not the one quoted last summer


@dataclass(frozen=True, slots=True)
class Unnamed:
    """An anonymous source of one article, as far as it matters whether it is another's."""

    key: str  # its own id
    article: str
    heard_by: str  # id of the hand; empty if unknown
    heads: frozenset[str]
    words: frozenset[str]  # modifiers: “local”, “security”
    plural: bool
    day: int | None  # ordinal of the day on which it spoke, None if unknown


def compatible(left: Unnamed, right: Unnamed) -> bool:
    """Tell whether two descriptions can mean one source.

    >>> def one(key, *words, head="source"):
    ...     return Unnamed(key, key, "outlet:w", frozenset([head]), frozenset(words), False, None)
    >>> compatible(one("a", "local"), one("b"))
    True
    >>> compatible(one("a", "local"), one("b", "security"))
    False
    >>> compatible(one("a"), one("b", head="diplomat"))
    False
    """
    if not left.heard_by or left.heard_by != right.heard_by or left.plural != right.plural:
        return False
    if not left.heads & right.heads and not (left.heads <= GENERIC and right.heads <= GENERIC):
        return False
    if left.day is not None and right.day is not None and abs(left.day - right.day) > MONTH:
        return False
    return left.words <= right.words or right.words <= left.words


def same(unnamed: Iterable[Unnamed]) -> dict[str, str]:
    """Return for each anonymous source the id that stands for it and those that it is.

    A source joins a group only if it fits every member, and only if its article
    has no second source that would fit too.
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


def _fits(one: Unnamed, group: Sequence[Unnamed], everyone: Sequence[Unnamed]) -> bool:
    if not all(other.article != one.article and compatible(one, other) for other in group):
        return False
    rivals = [
        other
        for other in everyone
        if other.key != one.key and other.article == one.article and compatible(other, group[0])
    ]
    twins = [
        other
        for member in group
        for other in everyone
        if other.key != member.key and other.article == member.article and compatible(other, one)
    ]
    return not rivals and not twins
