"""Pronouns whose antecedent is told by the place: the author's “I”, “who”, a pair's “they”."""

import re

from reportedly.records import Article, Span
from reportedly.resolve.cast import Cast
from reportedly.resolve.discourse import Discourse
from reportedly.resolve.entity import Entity, Event
from reportedly.resolve.kinds import described, is_plural, personal, singular
from reportedly.resolve.names.reading import scan
from reportedly.resolve.phrases import PLURALS, Phrase, parse

PLAIN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er|[Hh]im)\b")
SINGULAR = frozenset("i me my mine".split())
_LABEL = re.compile(r"[\"“]?(?:\[)?([A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3})\]?: ")

# “the protesters”, “many young voters”, “the Roes”, “voters”; no owner: “the voters’ will”.
_CROWD = re.compile(
    r"\b(?P<words>(?:[Tt]he|[Tt]hese|[Tt]hose|[Mm]any|[Mm]ost|[Ss]ome|[Ss]everal|[Oo]ther|[Tt]wo"
    r"|[Tt]hree|[Ff]our|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ur)"
    r"(?: (?!(?:and|of|in|to|for|at)\b)[a-z][\w-]*){0,2}? (?:[a-z][\w-]*|[A-Z][a-z]{2,}s(?! [A-Z]))"
    r"|(?:[A-Z][a-z]+(?:an|ese|ish|ic) )?[A-Za-z][a-z]{3,}s)(?![\w-]|[’'](?:s\b|(?= \w)))"
)
_THING = re.compile(
    r"\b(?P<words>(?:[Tt]he|[Tt]his|[Tt]hat) (?:[a-z][\w-]* ){0,1}?(?P<noun>[a-z]+))"
    r"(?![\w-]|[’'](?:s\b|(?= \w)))"
)
_TAG = re.compile(r"[,”\"'’]")
_SPEAKING = ("organisation", "document", "outlet", "government", "account")
_JOINS = re.compile(r", |,? and (?:M[rs]s?\. )?")


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


def nearest(
    article: Article, phrase: Phrase, discourse: Discourse, found: Entity | None
) -> Entity | Span | None:
    """Return `found` unless others, told of but no source, stand nearer to “it” or “they”.

    The words for those are returned if they are the only ones and `found` is out of sight.
    """
    place = phrase.span.start
    before = article.text[max(0, place - 3) : place]  # “…,” they said: a tag
    if discourse.tag(place) and found is discourse.last and _TAG.search(before):
        return found
    events = [e for e in discourse.before(place) if e.entity is found]
    if any(_leads(place, e, discourse) for e in events):
        return found
    several = phrase.pronoun in PLURALS
    others = (crowds if several else things)(article, place, discourse)
    if not others:
        listed = together(place, article, discourse) if several else ()
        nearer = next((e.start for e in discourse.before(place) if e.entity in listed), -1)
        return found if nearer < 0 or any(e.start > nearer for e in events) else None
    if any(e.end > others[-1].start or discourse.follows(place, e) for e in events):
        return found
    meant = parse(others[0].of(article.text), others[0].start)
    alone = meant.determiner or discourse.sentence_start(others[0].start)
    alone = alone or any(word[:1].isupper() for word in meant.modifiers)  # “Corrandian officials”
    here = discourse.sentence(place)
    seen = any(discourse.sentence(e.start) >= here - 1 for e in events)
    return others[0] if several and alone and len(others) == 1 and not seen else None


def _leads(place: int, event: Event, discourse: Discourse) -> bool:
    """Tell whether a group is the subject of the clause that opens the sentence of “they”."""
    here = discourse.sentence(place) == discourse.sentence(event.start)
    return here and event.source and event.entity.plural and discourse.clause(event)


def crowds(article: Article, place: int, discourse: Discourse) -> list[Span]:
    """Return the people told of before “they”: “the protesters” in this sentence or the last.

    They need not be anybody who speaks elsewhere in the article.
    """
    here = discourse.sentence(place)
    quoted = discourse.quoted(place)
    found = []
    for match in _CROWD.finditer(article.text, discourse.sentences[max(0, here - 1)], place):
        last = match["words"].split()[-1]
        many = personal(singular(last.lower())) and is_plural(last.lower())
        roes = last[:1].isupper() and re.search(rf"\b{last[:-1]}\b", article.text)
        if (many or roes) and discourse.quoted(match.start()) is quoted:
            found.append(Span(match.start("words"), match.end("words")))
    return found


def things(article: Article, place: int, discourse: Discourse) -> list[Span]:
    """Return the bodies and documents told of before “it”: “the company”, “the letter”."""
    here = discourse.sentence(place)
    quoted = discourse.quoted(place)
    found = []
    for match in _THING.finditer(article.text, discourse.sentences[max(0, here - 1)], place):
        kind = described(match["noun"], definite=True, plural=False)
        if kind in _SPEAKING and discourse.quoted(match.start()) is quoted:
            found.append(Span(match.start("words"), match.end("words")))
    return found


def together(place: int, article: Article, discourse: Discourse) -> tuple[Entity, ...]:
    """Return the people whom “they” means where “Ash and Roe” or “Ash, Bell and Roe” stand before.

    Empty if no such list stands in the two sentences before, or a group stands after it.
    """
    here = discourse.sentence(place)
    listed: list[Event] = []
    for event in discourse.before(place):
        if here - discourse.sentence(event.start) > 2 or event.entity.plural:
            break
        joins = listed and _JOINS.fullmatch(article.text[event.end : listed[0].start])
        if joins and event.entity.kind == listed[0].entity.kind:
            listed.insert(0, event)
        elif len(listed) > 1:
            break
        else:
            listed = [event]
    ands = " and " in article.text[listed[0].start : listed[-1].end] if listed else False
    people = tuple(dict.fromkeys(e.entity for e in listed))
    if len(people) < 2 or not ands or any(e.kind != "person" or e.plural for e in people):
        return ()
    return people
