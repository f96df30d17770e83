"""The number of origins in plain words."""

from dataclasses import dataclass

from reportedly.records import Claim, Source
from reportedly.text import fold
from reportedly.trace.scene import Scene

SHOWN = 3  # origins named in the sentence; the rest are counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What the sentence tells."""

    known: int
    unknown: int
    low: int
    high: int
    ends: tuple[tuple[str, str | None], ...]  # origins, with who heard the unnamed ones
    chokepoints: tuple[str, ...]
    circles: tuple[frozenset[str], ...]


def sentence(claim: Claim, count: Count, scene: Scene) -> str:
    """Explain a count, e.g. "10 articles from 9 outlets, but 1 known origin: …"."""
    articles = {a.article for a in claim.appearances if a.article in scene.articles}
    outlets = {scene.hand(article) for article in articles}
    said = number(len(articles), "article")
    if len(outlets) < len(articles) or len(articles) > 1:
        said += f" from {number(len(outlets), 'outlet')}"
    parts = [said + _origins(count, len(outlets), scene)]
    parts += _circles(count, scene)
    if count.unknown:
        verb = "says" if count.unknown == 1 else "say"
        parts.append(f"{number(count.unknown, 'article')} {verb} nothing of where it comes from")
    against = {a.article for a in claim.appearances if a.stance != "supports"} & articles
    if against and len(against) < len(articles):
        verb = "carries" if len(against) == 1 else "carry"
        parts.append(f"{number(len(against), 'article')} {verb} a denial or a doubt")
    if count.low < count.high:
        parts.append(f"between {count.low} and {count.high} if doubtful steps are judged otherwise")
    return "; ".join(parts) + "."


def _origins(count: Count, outlets: int, scene: Scene) -> str:
    if not count.known:
        return ", but no known origin" if outlets > 1 else ", no known origin"
    joint = "but" if count.known < outlets else "and"
    every = dict.fromkeys(described(scene, id, heard_by) for id, heard_by in count.ends)
    names = list(every)[:SHOWN]
    if len(every) > SHOWN:
        names.append(f"{len(every) - SHOWN} more")
    kind = "known origin" if count.known == 1 else "known independent origin"
    more = len(every) > count.known
    colon = " among" if more and count.known > 1 else ":"
    said = f", {joint} {number(count.known, kind)}{colon} {listed(names)}"
    through = [scene.source(id).name for id in count.chokepoints[:1]]
    if more and count.known == 1:
        said += ", which are not independent as far as the texts show"
        said += f": all runs through {through[0]}" if through else ""
    elif not more and through and count.ends[0][1] != count.chokepoints[0]:
        said += f", all through {through[0]}"
    return said


def _circles(count: Count, scene: Scene) -> list[str]:
    return [
        f"{listed(sorted(scene.source(id).name for id in circle))} name each other"
        for circle in count.circles
    ]


def described(scene: Scene, id: str, heard_by: str | None = None) -> str:
    """Return an origin as a reader should see it: "an unnamed local source, heard by Agency A"."""
    source = scene.source(id)
    if source.kind != "anonymous":
        return source.name
    said = unnamed(source)
    return f"{said}, heard by {scene.source(heard_by).name}" if heard_by else said


def unnamed(source: Source) -> str:
    """Return an unnamed source's description with the word that says so.

    >>> unnamed(Source(id="s", name="a local source", kind="anonymous"))
    'an unnamed local source'
    >>> unnamed(Source(id="s", name="US officials", kind="anonymous"))
    'unnamed US officials'
    """
    words = source.name.split()
    if any(w in fold(source.name).split() for w in ("unnamed", "anonymous", "unidentified")):
        return source.name
    article = words[0].lower() in ("a", "an", "the", "one") if len(words) > 1 else False
    bare = " ".join(words[1:] if article else words)
    return f"{'an ' if article and not plural(source) else ''}unnamed {bare}"


def plural(source: Source) -> bool:
    """Tell whether a description means several.

    >>> [plural(Source(id="s", name=n, kind="anonymous")) for n in ("two officials", "a source")]
    [True, False]
    """
    words = fold(source.name).split()
    if not words or source.name.lower().startswith(("a ", "an ", "one ")):
        return False
    head = words
    for stop in ("of", "in", "from", "with", "who", "close", "familiar", "at", "to", "on"):
        head = head[: head.index(stop)] if stop in head[1:] else head
    return (head[-1].endswith("s") and not head[-1].endswith("ss")) or head[-1] == "people"


def number(count: int, noun: str) -> str:
    """Return a count with its noun.

    >>> number(1, "article"), number(2, "known origin")
    ('1 article', '2 known origins')
    """
    return f"{count} {noun}{'' if count == 1 else 's'}"


def listed(names: list[str]) -> str:
    """Return names with commas and a last *and*.

    >>> listed(["A", "B", "C"])
    'A, B and C'
    """
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
