"""Pronouns whose antecedent is told by the place: the author's “I”, “who”, a pair's “they”."""

import re

from reportedly.records import Article, Span
from reportedly.resolve.antecedents import Discourse
from reportedly.resolve.cast import Cast
from reportedly.resolve.entity import Entity
from reportedly.resolve.kinds import is_plural, singular
from reportedly.resolve.names.reading import scan
from reportedly.resolve.phrases import is_common

PLAIN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er|[Hh]im)\b")
SINGULAR = frozenset("i me my mine".split())
_LABEL = re.compile(r"[\"“]?(?:\[)?([A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3})\]?: ")
_HEAD = re.compile(
    r"(?P<words>\b(?:(?:[Tt]he|[Aa]n?|[Tt]hose|[Tt]hese|[Ss]ome|[Mm]any|[Mm]ost|[Ss]everal|[Oo]ther"
    r"|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Aa]ny|[Ee]very|[Aa]nother|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur"
    r"|[Mm]y|\d[\d,.]*) )(?:[\w’'-]+ ){0,6}?[\w’'-]+|\b(?:people|anyone|everyone|someone"
    r"|those|voters|workers|officials))(?:,| [-–—]+)? $"
)


def label(article: Article, place: int, cast: Cast) -> Entity | None:
    """Return who speaks the line of a transcript in which `place` lies: “ROE: …”."""
    start = article.text.rfind("\n", 0, place) + 1
    found = _LABEL.match(article.text, start)
    if not found or found.end() > place:
        return None
    names = list(scan(found[1]))
    return cast.named(names[-1].words, names[-1].title) if names else None


def in_marks(article: Article, place: int) -> bool:
    """Tell whether a quotation that opened in the same line is still open at `place`."""
    line = article.text[article.text.rfind("\n", 0, place) + 1 : place]
    return (
        line.count("“") > line.count("”") or line.count('"') % 2 == 1 or line.count("''") % 2 == 1
    )


def dialogue(article: Article) -> bool:
    """Tell whether a text is a conversation written down without names: who is “I” there?"""
    lines = [line.rstrip() for line in article.text.split("\n") if line.strip()]
    asked = sum(line.endswith("?") and len(line) < 200 for line in lines)
    return asked >= 3 and asked > 0.1 * len(lines)


def head(article: Article, place: int, discourse: Discourse) -> Entity | Span | None:
    """Return what “who” or “which” goes back to: an entity named right before, or words there."""
    text = article.text
    opening = discourse.sentences[discourse.sentence(place)]
    before = text[opening:place]
    bare = len(before.rstrip(" ,–—-"))
    for event in discourse.before(place):
        if event.end >= opening + bare - 1 and event.end <= place:
            return event.entity
        break
    found = None
    for at in range(max(0, len(before) - 90), len(before)):
        match = _HEAD.search(before, at)
        if not match:
            break
        found = match  # the last that ends there is the shortest
        if match.start() > at:
            continue
    if not found:
        return None
    last = found["words"].split()[-1].lower()
    if not is_common(singular(last)) and not is_plural(last) and last not in ("those", "someone"):
        return None
    return Span(opening + found.start("words"), opening + found.end("words"))


def together(place: int, article: Article, discourse: Discourse) -> tuple[Entity, ...]:
    """Return the two people whom “they” means where “Ash and Roe” stand just before."""
    here = discourse.sentence(place)
    later = None
    for event in discourse.before(place):
        if here - discourse.sentence(event.start) > 2:
            break
        if event.entity.plural:
            break
        if later and article.text[event.end : later.start] in (" and ", " and Mr. ", " and Ms. "):
            pair = (event.entity, later.entity)
            if all(e.kind == "person" and not e.plural for e in pair) and pair[0] is not pair[1]:
                return pair
        later = event
    return ()
