"""Which origins of a claim can be told apart, and which may be one and the same.

Two people with names are two. "Reports", "several posts", "a source" and
"a study" are nobody in particular: each may be what another article calls by
name, or the same as the next one of them. Nobody knows, so they never add to
a count of known origins, only to its upper bound. A paper and the institute
that wrote or paid for it speak with one voice.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from reportedly.records import Member, Source
from reportedly.text import fold, sentences
from reportedly.trace.scene import BODIES, Scene, named

# What a description begins with, where a name doesn't. "The" begins either.
_INDEFINITE = frozenset(
    "a an the some several many most all any few multiple numerous various certain two three four"
    " five one another other others more both his her its their our this that these those recent"
    " new latest earlier previous separate independent unnamed anonymous unidentified unconfirmed"
    " local foreign official senior former internal leaked".split()
)
_PRONOUNS = frozenset("he she they it i we you who one each both".split())
_WORKS = frozenset({"document", "account"})  # one capital may only open a sentence: "Photos show"
_DISTINGUISH_NOTHING = frozenset("of in the for and by from at on s a an".split())
_SHORTEST = 3  # characters of a word by which a shorter name is found in a longer one
_STUDY = r"(?:study|studies|report|survey|paper|research|analysis|poll|audit|review|inquiry)"
_MADE = re.compile(
    rf"\b{_STUDY}\b.*\b(?:commissioned|funded|financed|published|ordered|written|conducted|led"
    rf"|produced|prepared|carried\s+out|on\s+behalf\s+of|for)\b"
    rf"|\b(?:commissioned|funded|financed|ordered|paid\s+for)\b.*\b{_STUDY}\b",
    re.IGNORECASE | re.DOTALL,
)
_ROLE = re.compile(
    r"\b(\w+)(?:[’']s? (?:\w+ )?(?:chair(?:man|woman)?|director|head|president|secretary|chief"
    r"|manager|captain|engineer|rector|matron|spokes\w+)| spokes(?:man|woman|person))\b"
    r"(?=,? (?:\w+\.? ){0,2}\w+$)"
)
ROLE_BEFORE = 60  # characters before a name in which a role stands
ONE_RUN = 120  # characters between an author and who paid, for one phrase to name both


def identified(source: Source) -> bool:
    """Tell whether a source is somebody in particular, by name.

    >>> names = ("A study by the Lake Institute", "the treaty of 1994", "the 2024 Water Report")
    >>> [identified(Source(id="s", name=name, kind="document")) for name in names]
    [False, False, True]
    >>> people = ("the director of St Orla's", "he")
    >>> [identified(Source(id="s", name=name, kind="person")) for name in people]
    [False, False]
    >>> states = ("the regime", "the Government of Corrand", "Corrand")
    >>> [identified(Source(id="s", name=name, kind="government")) for name in states]
    [False, True, True]
    """
    if source.kind in ("anonymous", "collective", "none"):
        return False
    words = source.name.split()
    first = words[0].lower() if words else ""
    if first in _INDEFINITE - {"the"} or source.name.lower() in _PRONOUNS:
        return False
    if source.kind == "person":  # "the director of St Orla's", whom others may call by name
        return first != "the" and bool(words)
    # "The treaty of 1994" may be the Sellow treaty, by its other name.
    dated = source.kind != "document" and any(w[:1].isdigit() for w in words[1:])
    proper = dated or any(w[:1].isupper() for w in words[1:])
    opens = bool(words) and first != "the" and source.kind not in _WORKS
    return proper or first.startswith("@") or (opens and words[0][:1].isupper())


def groups(
    origins: Sequence[tuple[str, str | None]], scene: Scene, idle: Mapping[str, str]
) -> dict[str, Member]:
    """Return the group of each origin, given as (source, who heard it), the weightiest first.

    Origins of one owner or government are one group, and so are those that
    one name may mean. What is not identified goes to the weightiest that is,
    and so does what is `idle`, by id with the reason.
    """
    alone = apart(origins, scene)
    own = {id: member.group for id, member in alone.items()}
    why = {id: member.why for id, member in alone.items()}
    firm = [id for id in own if identified(scene.source(id)) and id not in idle]
    pairs = [(*pair, _perhaps_one(*pair, scene)) for pair in combinations(firm, 2)]
    joins = [(id, other, seen) for id, other, seen in pairs if seen]
    first = next(iter(firm or own), "")
    nobody = "nobody in particular, so it may be {}"
    rest = [id for id in own if id not in firm and id != first]
    for id in rest:  # whom people told apart from the weightiest may still be the next
        best = next((o for o in (first, *firm) if o != id and not scene.told_apart(o, id)), None)
        if best is not None:
            joins.append((best, id, idle.get(id, nobody.format(scene.source(best).name))))
    for id, other, seen in joins:
        new, old = own[id], own[other]
        own = {key: new if group == old else group for key, group in own.items()}
        why[other] = seen
    return {id: Member(origin=id, group=own[id], why=why[id]) for id in own}


def _perhaps_one(left: str, right: str, scene: Scene) -> str:
    """Return why two names may mean one, a shorter form or a work and who made it; else ""."""
    a, b = scene.source(left), scene.source(right)
    if (a.domain and b.domain and a.domain != b.domain) or scene.told_apart(left, right):
        return ""
    if a.kind == b.kind or "document" in (a.kind, b.kind):
        one, two = sorted((_telling(a.name), _telling(b.name)), key=len)
        if one and one <= two:
            return f"the name may mean the same as {a.name}"
    for person, body in ((a, b), (b, a)):
        if person.kind == "person" and body.kind in BODIES:
            for home in _homes(person, scene):
                if _telling(home) and _telling(home) <= _telling(body.name):
                    return f"{person.name} speaks for {home}, which {body.name} may be"
    bodies = {"organisation", "government", "document"}
    if {a.kind, b.kind} <= bodies and any(
        _made_together(a, b, scene.articles[id].text)
        for id in sorted(scene.holding(a.name) & scene.holding(b.name))
    ):
        return f"a text names it in one run with {a.name}, as a work and who made or paid for it"
    return ""


def _homes(person: Source, scene: Scene) -> Iterator[str]:
    """Yield for whom a person speaks: "the trust's chairman, Ada Birch", "club spokesman Reed"."""
    if person.affiliation:
        yield person.affiliation
    for article, span in scene.told_of.get(person.id, ()):
        words = scene.articles[article].text[max(0, span.start - ROLE_BEFORE) : span.end]
        yield from sorted({found[1] for found in _ROLE.finditer(words)})


def _telling(name: str) -> frozenset[str]:
    words = {word.removesuffix("'s") for word in fold(name).split()} - _DISTINGUISH_NOTHING
    return frozenset(words) if any(len(word) >= _SHORTEST for word in words) else frozenset()


def _made_together(a: Source, b: Source, text: str) -> bool:
    """Tell whether a sentence names both in one run, as a work's author and as who paid for it."""
    if not (named(a.name, text) and named(b.name, text)):
        return False
    for sentence in sentences(text):
        words = sentence.of(text)
        if not (named(a.name, words) and named(b.name, words)):
            continue
        spots = sorted((words.find(name), len(name)) for name in (_bare(a.name), _bare(b.name)))
        start, end = spots[0][0], spots[1][0] + spots[1][1]
        if start >= 0 and end - start <= ONE_RUN and _MADE.search(words[max(0, start - 60) : end]):
            return True
    return False


def _bare(name: str) -> str:
    return re.sub(r"^(?:the|a|an)\s+", "", name, flags=re.IGNORECASE)


def told_apart(ends: Sequence[str], scene: Scene, idle: Mapping[str, str]) -> tuple[str, ...]:
    """Return the origins that a count of known ones rests on: the identified, if there are any."""
    firm = (id for id in ends if identified(scene.source(id)) and id not in idle)
    return tuple(firm) or tuple(ends)


def apart(origins: Sequence[tuple[str, str | None]], scene: Scene) -> Mapping[str, Member]:
    """Return the groups if everything that may be another is: for the upper bound."""
    return {
        id: Member(origin=id, group=scene.group(id, heard), why=_own_group(id, heard, scene))
        for id, heard in origins
    }


def _own_group(id: str, heard_by: str | None, scene: Scene) -> str:
    """Return why a source belongs to the group to which `Scene.group` gives it."""
    source, group = scene.source(id), scene.group(id, heard_by)
    if group == id:
        return "stands for itself"
    if source.group:
        return f"belongs to {scene.source(group).name}"
    if source.kind == "anonymous":
        hand = scene.source(heard_by or source.heard_by or group)
        return f"not named, so it is as good as who heard it: {hand.name}"
    return f"speaks for {source.affiliation}"
