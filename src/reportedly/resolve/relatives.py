"""What “who” and “which” go back to: somebody named right before, or the words there."""

import re

from reportedly.records import Article, Span
from reportedly.resolve.discourse import Discourse
from reportedly.resolve.entity import Entity, Event
from reportedly.resolve.kinds import is_plural, personal, singular
from reportedly.resolve.phrases import Phrase, is_common

_HEAD = re.compile(
    r"(?P<words>\b(?:(?:[Tt]he|[Aa]n?|[Tt]hose|[Tt]hese|[Ss]ome|[Mm]any|[Mm]ost|[Ss]everal|[Oo]ther"
    r"|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Aa]ny|[Ee]very|[Aa]nother|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur"
    r"|[Mm]y|\d[\d,.]*) )(?:[\w’'-]+ ){0,6}?[\w’'-]+"
    r"|(?<![\d,.] )\b(?:people|anyone|everyone|someone|those|voters|workers|officials))"
    r"(?:,| [-–—]+)? $"
)
# Several people without a word that points at them: “wealthy Corrandian growers, who”.
_PLAIN = re.compile(
    r"(?P<words>(?:[A-Za-z][a-z-]+ ){0,2}?(?P<noun>[A-Za-z][a-z]+))(?:,| [-–—]+)? $"
)
# What may stand between a person's name and “who”: “Ada Roe, 59, of Quay, Md., who”, “Ada Roe,
# a Quay grocer, who”.
_ASIDE = re.compile(
    r"(?:,? \([^)]{1,20}\))?(?:, \d{1,3})?(?:,? (?:of|from) [A-Z][\w’'-]*(?: [A-Z][\w’'-]*)?"
    r"(?:, [A-Z][\w.]{1,12})?)?(?:, (?:an?|the|his|her|its) [^,.;:“”\"]{1,60})?(?:, | [-–—]+ )"
)
# The words before a name that is but a part of what is meant: “polls by …”, “the head of …”.
_PART = re.compile(
    r"(?P<words>\b(?:(?:[Tt]he|[Aa]n?|[Tt]wo|[Tt]hree|[Ss]ome|[Ss]everal) "
    r"(?:(?!(?:the|of|in|by)\b)[\w’'-]+ ){0,2}?)?[\w’'-]+)"
    r",? (?:of|by|for|from|at|in|with) (?:the )?(?:[A-Z][\w.]* of )?$"
)
# What stands between a person's name and the name that tells where he belongs.
_OF = re.compile(
    r"(?:,? \(?(?:an? |the |its |his |her )?[^,.;:()]{0,60}?(?<= )"
    r"(?:of|for|from|at|in|with) (?:the )?)"
)
_APPOSED = re.compile(r"(?:,| [–—-])(?: among them)? $")
_COPULA = re.compile(r" (?:is|was|are|were|became|remains)(?: also)? $")


def head(article: Article, phrase: Phrase, discourse: Discourse) -> Entity | Span | None:
    """Return what “who” or “which” goes back to: somebody named right before, or words there."""
    place = phrase.span.start
    opening = discourse.sentences[discourse.sentence(place)]
    before = article.text[opening:place]
    bare = opening + len(before.rstrip(" ,–—-"))
    spoken = _spoken(phrase, discourse, bare) or _named_aside(phrase, discourse, opening)
    if spoken:
        return spoken
    for event in discourse.before(place):
        if bare - 1 <= event.end <= place:
            return _named_before(article.text, phrase, discourse, event)
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
        return _several(phrase, before, opening)
    last = found["words"].split()[-1].lower()
    if not is_common(singular(last)) and not is_plural(last) and last not in ("those", "someone"):
        return None
    named = _called_so(phrase, discourse, before[: found.start("words")], last)
    return named or Span(opening + found.start("words"), opening + found.end("words"))


def _spoken(phrase: Phrase, discourse: Discourse, bare: int) -> Entity | None:
    """Return the source that ends at `bare`, right before “who”: “said a friend of Roe, who”."""
    if phrase.pronoun not in ("who", "whom"):
        return None
    ends = [e for e in discourse.before(phrase.span.start) if e.source and abs(e.end - bare) < 2]
    widest = max(ends, key=lambda e: e.end - e.start, default=None)
    people = ("person", "anonymous", "collective")
    return widest.entity if widest and widest.entity.kind in people else None


def _named_aside(phrase: Phrase, discourse: Discourse, opening: int) -> Entity | None:
    """Return the person whose name, an aside behind it, stands before “who”, and nobody between."""
    if phrase.pronoun not in ("who", "whom"):
        return None
    for event in discourse.before(phrase.span.start):
        if event.start < opening:
            return None
        if event.entity.kind == "person":
            between = discourse.text[event.end : phrase.span.start]
            return event.entity if _ASIDE.fullmatch(between) else None
    return None


def _several(phrase: Phrase, before: str, opening: int) -> Span | None:
    """Return the words for several people right before “who”."""
    found = _PLAIN.search(before)
    if not found or phrase.pronoun not in ("who", "whom"):
        return None
    noun = found["noun"].lower()
    if not is_plural(noun) or not personal(singular(noun)):
        return None
    return Span(opening + found.start("words"), opening + found.end("words"))


def _called_so(phrase: Phrase, discourse: Discourse, before: str, noun: str) -> Entity | None:
    """Return who is called what “who” goes back to; `before` are the sentence's words until then.

    “Ada Roe, a grocer who …”, “Ada Roe is the mayor who …”.
    """
    opening = discourse.sentences[discourse.sentence(phrase.span.start)]
    person = phrase.pronoun in ("who", "whose", "whom") and personal(singular(noun))
    found = (_APPOSED.search(before) if person else None) or _COPULA.search(before)
    if not found:
        return None
    for event in discourse.before(opening + found.start() + 1):
        fits = event.entity.kind in ("person", None) or found.re is _COPULA
        return event.entity if event.end == opening + found.start() and fits else None
    return None


def _named_before(
    text: str, phrase: Phrase, discourse: Discourse, name: Event
) -> Entity | Span | None:
    """Return whom “who” means behind a name, which may be but a part: “Ada Roe of Quay, who”."""
    place, person = phrase.span.start, phrase.pronoun in ("who", "whom")
    closed = text[name.end : place].strip(" ’'”\"")
    fits = name.entity.kind in ("person", "anonymous", "collective")
    if not person:  # “a book by Roe, which …” is the book
        fits = name.entity.kind != "person" or phrase.pronoun == "whose"
    opening = discourse.sentences[discourse.sentence(place)]
    part = _PART.search(text, opening, name.start)
    if name.entity.proper and not part and not closed and phrase.pronoun == "that":
        return None  # a name is told by itself: “an ad on Quay that …”
    if not part or (fits and (person or closed)):
        return name.entity if fits or name.entity.kind is None else None
    for event in discourse.before(name.start):
        between = text[event.end : name.start]
        if event.start < opening or not _OF.fullmatch(between):
            break
        if event.entity.kind == "person" and person:
            return event.entity
    last = part["words"].split()[-1].lower()
    if not (personal(singular(last)) if person else is_common(singular(last)) or is_plural(last)):
        return None
    return Span(part.start("words"), name.end)
