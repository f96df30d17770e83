"""How many people without a name an article or a story rests on: at least, and at most.

At least: as many as cannot be one another. At most: each that is not known to be another one.
"Sources said" has no upper bound, and none is made up.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from reportedly.records import Appearance, Resolution, Source
from reportedly.resolve.countries import Countries
from reportedly.resolve.kinds import FEMALE, MALE, is_plural
from reportedly.resolve.phrases import parse
from reportedly.resolve.unnamed.anonymous import Unnamed, compare
from reportedly.resolve.verdict import Verdict

_NUMBERS = {
    word: number
    for number, words in enumerate(
        "two both pair couple|three|four|five|six|seven|eight|nine|ten|eleven|dozen twelve".split(
            "|"
        ),
        2,
    )
    for word in words.split()
}
_MOST = 12  # sources between which the largest group that excludes one another is sought in full


@dataclass(frozen=True, slots=True)
class Headcount:
    """How many distinct unnamed sources there are. `at_most` is None where no text tells."""

    at_least: int
    at_most: int | None
    mentions: int  # unnamed sources as described, each once an article


def headcount(resolution: Resolution, article: str | None = None) -> Headcount:
    """Count the unnamed sources that speak in one article, or in all of them.

    Only those to whom a statement is attributed count; nobody who is spoken to or named.
    """
    found = (a for a in resolution.appearances if article in (None, a.article))
    return rests_on(found, resolution.sources)


def rests_on(appearances: Iterable[Appearance], sources: Mapping[str, Source]) -> Headcount:
    """Count the unnamed sources to whom some statements are attributed."""
    unnamed = speaking(appearances, sources)
    places: dict[str, set[str]] = {}
    for place, id in unnamed:
        places.setdefault(id, set()).add(place)
    found = {
        id: _read(sources[id], min(places[id]) if len(places[id]) == 1 else id)
        for id in sorted(places)
    }
    sizes = {id: size(sources[id]) for id in found}
    most = [high for _, high in sizes.values()]
    upper = None if any(high is None for high in most) else sum(high or 0 for high in most)
    return Headcount(_at_least(found, sizes), upper, len(unnamed))


def speaking(
    appearances: Iterable[Appearance], sources: Mapping[str, Source]
) -> list[tuple[str, str]]:
    """Return (article, id) of each unnamed source that says something there, in order."""
    return sorted(
        {
            (appearance.article, id)
            for appearance in appearances
            for id in appearance.sources
            if id in sources and sources[id].kind == "anonymous"
        }
    )


def between(left: Source, right: Source) -> Verdict:
    """Compare two unnamed sources of a resolution by what it tells of them.

    Those that the resolution took for one have one id and are the same.
    """
    if left.id == right.id:
        return Verdict("same", "one hand, and descriptions that agree")
    verdict = compare(_read(left, left.id), _read(right, right.id))
    return Verdict("unknown", "not taken for one") if verdict.outcome == "same" else verdict


def size(source: Source) -> tuple[int, int | None]:
    """Return how many people a description speaks of: at least, and at most if it says so.

    >>> [size(Source(id="x", name=name, kind="anonymous")) for name in
    ...  ("a source", "three officials", "officials", "a dozen aides")]
    [(1, 1), (3, 3), (2, None), (12, 12)]
    """
    sizes = [_size(name) for name in (source.name, *source.names)]
    known = [pair for pair in sizes if pair != (1, 1)]
    exact = [pair for pair in known if pair[1] is not None]
    return max(exact or known or sizes)


def _size(name: str) -> tuple[int, int | None]:
    words = re.findall(r"[\w-]+", name.lower())
    plural = parse(name, 0).plural or (words[:1] == ["they"])
    if not plural:
        return 1, 1
    for word in words[:4]:
        number = int(word) if word.isdigit() else _NUMBERS.get(word)
        if number:
            bounded = "least" not in words[:4] and "more" not in words[:4]
            return number, number if bounded else None
    return 2, None


def _read(source: Source, article: str) -> Unnamed:
    """Return what the descriptions of a source tell of it, as one of `article`."""
    countries = Countries()
    phrases = [parse(name, 0) for name in dict.fromkeys((source.name, *source.names))]
    heads = frozenset(p.head for p in phrases if p.head)
    near = frozenset(m.lower() for p in phrases for m in p.modifiers)
    named = {countries.in_words(" ".join(p.modifiers)) for p in phrases} - {None}
    pronouns = {p.pronoun for p in phrases}
    male = bool(heads & MALE or pronouns & {"he", "him", "his"})
    female = bool(heads & FEMALE or pronouns & {"she", "her", "hers"})
    return Unnamed(
        key=source.id,
        article=article,
        heard_by=source.heard_by or "",
        heads=heads,
        words=near,
        plural=size(source)[0] > 1 or any(is_plural(p.head) for p in phrases if p.head),
        day=None,
        country=named.pop() if len(named) == 1 else None,
        other=any(p.determiner == "another" for p in phrases),
        gender="" if male is female else "m" if male else "f",
    )


def _at_least(found: dict[str, Unnamed], sizes: dict[str, tuple[int, int | None]]) -> int:
    """Return the most people of whom no two can be one: the heaviest such set of sources."""
    ids = sorted(found, key=lambda id: (-sizes[id][0], id))[:_MOST]
    apart = {
        frozenset(pair)
        for pair in combinations(ids, 2)
        if compare(found[pair[0]], found[pair[1]]).outcome == "different"
    }
    return max((_weight(group, sizes) for group in _groups(ids, apart)), default=0)


def _groups(ids: Sequence[str], apart: set[frozenset[str]]) -> Iterable[tuple[str, ...]]:
    """Yield every set of sources that exclude one another, small ones before those they grow to."""
    grown: list[tuple[str, ...]] = [()]
    for id in ids:
        grown += [(*g, id) for g in grown if all(frozenset((id, o)) in apart for o in g)]
    return grown[1:]


def _weight(group: Sequence[str], sizes: dict[str, tuple[int, int | None]]) -> int:
    return sum(sizes[id][0] for id in group)
