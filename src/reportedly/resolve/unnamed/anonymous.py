"""Unnamed sources: the same, different, or not known.

"A senior US official" in three articles may be one, two or three people. They are different
where what the texts tell excludes that they are one (a surgeon is no policeman, a Turkish
official no American one); they are the same only where one hand heard both, as another
article passes on, or where a quotation gives them away. All else is unknown: counted once in
a lower bound, each for itself in an upper one (`headcount`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

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
    its article has no second source that would fit too. Only groups of its hand that have
    a noun or a run of words in common with it are asked, and each of them by what its
    members differ in: ten thousand copies cost ten thousand questions, not their pairs.
    """
    everyone = sorted(unnamed, key=lambda one: (one.article, one.key))
    beside: dict[str, list[Unnamed]] = defaultdict(list)
    for one in everyone:
        beside[one.article].append(one)
    groups: list[_Group] = []
    shelf: dict[tuple[object, ...], dict[int, None]] = defaultdict(dict)
    for one in everyone:
        places = _asked(one, shelf) if one.heard_by else iter(())
        fitting = list(islice((n for n in places if groups[n].takes(one, beside)), 2))
        if len(fitting) != 1:
            fitting = [len(groups)]
            groups.append(_Group(one))
        groups[fitting[0]].add(one)
        for mark in (*_marks(one), *one.runs):
            shelf[one.heard_by, mark][fitting[0]] = None
    return {key: group.first.key for group in groups for key in group.keys}


def _marks(one: Unnamed) -> Iterator[tuple[object, ...]]:
    """Yield what a source that agrees with this one has in common with it: a noun, and how many."""
    nouns = one.heads | GENERIC if one.heads <= GENERIC else one.heads
    return ((one.plural, noun, one.relayed) for noun in sorted(nouns))


def _asked(one: Unnamed, shelf: Mapping[tuple[object, ...], dict[int, None]]) -> Iterator[int]:
    """Yield the places of the groups that may take a source, each once, those of its words first.

    Of two sources one must be relayed, or they share a run: an outlet's own sources
    are not asked about each other.
    """
    marks: list[tuple[object, ...]] = sorted(one.runs)
    for plural, noun, _ in _marks(one):
        marks += [(plural, noun, relayed) for relayed in (True, False)[: 1 + one.relayed]]
    seen: set[int] = set()
    for mark in marks:
        for place in shelf.get((one.heard_by, mark), ()):
            if place not in seen:
                seen.add(place)
                yield place


@dataclass(slots=True)
class _Members:
    """Members of a group that are described alike: their quotations, with first and last day."""

    one: Unnamed  # any of them, without article, day and quotation
    days: list[int] = field(default_factory=list)
    quoted: dict[frozenset[tuple[str, ...]], list[int]] = field(default_factory=dict)
    common: frozenset[tuple[str, ...]] = frozenset()  # the runs that all are quoted with

    def add(self, member: Unnamed) -> None:
        """Note when it spoke and in which words."""
        self.common = self.common & member.runs if self.quoted else member.runs
        for days in (self.days, self.quoted.setdefault(member.runs, [])):
            if member.day is not None:
                days[:] = [min([member.day, *days]), max([member.day, *days])]

    def are(self, one: Unnamed) -> bool:
        """Tell whether a source of another article is the same as each of them."""
        if _on(one, replace(self.one, runs=self.common), self.days):
            return True
        return all(
            _on(one, replace(self.one, runs=runs), days) for runs, days in self.quoted.items()
        )


def _on(one: Unnamed, member: Unnamed, days: Sequence[int]) -> bool:
    return all(_one(replace(member, day=day), one) for day in days or (None,))


class _Group:
    """Sources that are one."""

    def __init__(self, first: Unnamed) -> None:
        self.first = first
        self.keys: list[str] = []
        self.articles: set[str] = set()
        self.members: dict[tuple[object, ...], _Members] = {}
        self.twins: dict[tuple[object, ...], Unnamed] = {}  # who else stands in their articles
        self.new: list[Unnamed] = []  # members whose articles were not looked through for twins

    def add(self, one: Unnamed) -> None:
        """Take a member in."""
        self.keys.append(one.key)
        self.articles.add(one.article)
        plain = replace(one, article="", day=None, runs=frozenset())
        self.members.setdefault((*_look(one), one.relayed), _Members(plain)).add(one)
        self.new.append(one)

    def takes(self, one: Unnamed, beside: Mapping[str, Sequence[Unnamed]]) -> bool:
        """Tell whether a source is the same as each member, and no other fits as well."""
        if one.article in self.articles:
            return False
        if not all(members.are(one) for members in self.members.values()):
            return False
        for member in self.new:
            for other in beside[member.article]:
                if other.key != member.key:
                    self.twins.setdefault(_look(other), other)
        self.new.clear()
        rivals = (other for other in beside[one.article] if other.key != one.key)
        return not any(_could(other, self.first) for other in rivals) and not any(
            _could(other, one) for other in self.twins.values()
        )


def _look(one: Unnamed) -> tuple[object, ...]:
    """Return all that `_could` goes by."""
    return one.heard_by, one.heads, one.words, one.plural, one.country, one.gender


def _one(left: Unnamed, right: Unnamed) -> bool:
    """Tell whether two may bear one id: those of two hands are told apart by who heard them."""
    heard = bool(left.heard_by) and left.heard_by == right.heard_by
    return heard and compare(left, right).outcome == "same"


def _could(left: Unnamed, right: Unnamed) -> bool:
    return left.heard_by == right.heard_by and agree(left, right) and not excluded(left, right)
