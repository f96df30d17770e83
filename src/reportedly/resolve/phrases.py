"""One mention of a source, taken apart: name, title, head noun, owner, apposition.

"Russian Foreign Minister Sergei Lavrov"   title, name
"Jane Roe, a spokeswoman for Quay Water,"  name, apposition
"a senior US official quoted by Quay Wire" determiner, modifiers, head; through
"Sputnik's source"                         possessor, head
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from reportedly.records import Span
from reportedly.resolve.kinds import (
    ORGANISATION,
    OUTLET,
    STORY,
    described,
    is_plural,
    personal,
    singular,
)
from reportedly.resolve.names.reading import JOINED, Name, given, is_acronym, scan, split_title

PERSONAL = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
FIRST = frozenset("i me my mine we us our ours".split())
THINGS = frozenset(("it", "its", "itself"))
PLURALS = frozenset("they them their theirs themselves both".split())
RELATIVE = frozenset("who whom whose which that".split())
OTHERS = frozenset(
    "you your one some many most all each few others another everyone everybody nobody anyone"
    " someone somebody several none no-one this these those there what".split()
)
PRONOUNS = frozenset(PERSONAL) | FIRST | THINGS | PLURALS | RELATIVE | OTHERS

_EDGE = " \u00a0\u200b\t\n,;:.–—-\"“”‘’'([*"
_TAIL = re.compile(
    r", (?!(?:Jr|Sr|Inc|Ltd|Co)\b)| \((?=\w)| [–—-] | (?=(?:who|whom|whose|which|that|when"
    r"|where)\b)"
)
_CITED = re.compile(
    r"^([A-Z][^,]*?) (?:cited|quoted|citing|quoting|cites|quotes) ((?:an?|the|one|two) .+)$"
)
_FROM = re.compile(
    r" (?:quoted|cited|interviewed) by | (?:speaking|talking) to | reported by "
    r"| told (?=the [A-Z]|[A-Z])"
    r"|[ ,]+(?:citing|quoting|as reported by|via) "
)
_WITHIN = re.compile(
    r" (?=(?:of|for|from|at|in|with|on|to|by|about|into|against|under|near|close|familiar|known"
    r"|dated|briefed"
    r"|based|involved|released|published|commissioned|funded|appearing|written|led|titled|called"
    r"|named"
    r"|inside|within|who|whose|that|overseeing|working|including|representing|handling|seeking"
    r"|previously|recently|originally|involving|relating|concerning|regarding"
    r"|such as|like|calling|opposing|supporting|looking|running|linked|close to|not)\b)"
)
# A participle behind its noun: “figures reported on Sunday”, “a report issued by the dam”.
_DONE = re.compile(
    r" (?:[a-z]+ed|seen|given|shown|sent) (?=(?:on|by|in|at|to|from|with|for|last|this|late|early"
    r"|during|after|before"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b)"
)
_NO_NOUN = re.compile(r"(?:ly|['’]s?|^(?i:the|an?|this|that|some|several|many|no|one|two|three))$")
_DETERMINER = re.compile(
    r"(?i)^(the|an?|another|one|this|that|these|those|some|several|many|most|few|two|three|four"
    r"|five"
    r"|six|seven|eight|nine|ten|dozens of|scores of|hundreds of|both|all|no|any|every|each|other"
    r"|more"
    r"|multiple|various|numerous|his|her|its|their|our|my|your|a (?:number|group|handful|series) of"
    r"|at least (?:one|two|three)|one of(?: the)?|\d+) "
)
_CALLED = re.compile(r" (?:named|called)(?: the)? $")
# A post that goes on with “of” right before a name: “former chief of staff Ada Roe”.
_POSTED = re.compile(
    r"\b(?i:chief of staff|secretary of state|(?:head|chief|director|chair|secretary|minister|vice"
    r" president) (?:of|for) (?:(?!the\b)[\w&-]+ ){0,3}[\w-]+) $"
)
_OWNER = re.compile(r"^(?P<who>.*?\w)(?:['’]s|(?<=s)['’]) (?P<what>\S.*)$")
# What taggers leave at the edges of a source: “Ada Roe has”, “that officials”.
_FRINGE = re.compile(
    r"^(?:that|(?i:and|but|while|as|when)) (?=\w)|(?:[ ,]+(?:has|have|had|is|was|are|were|be|been"
    r"|will|would|also"
    r"|and|or|of|told|said|says|who|which|published)|, (?:I|we|he|she|they|you))+$"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """What the words of one mention say. Empty strings where nothing stands."""

    span: Span
    words: str
    pronoun: str = ""  # lower case
    name: Name | None = None
    title: str = ""  # all words before the name
    determiner: str = ""  # lower case
    head: str = ""  # head noun, singular, lower case
    modifiers: tuple[str, ...] = ()
    plural: bool = False
    owner: str = ""  # “Sputnik” in “Sputnik's source”
    within: str = ""  # “of the water board” after the head or the name
    apposition: str = ""  # after the comma, relative clauses included
    core: str = ""  # the words without the hands that they came through
    through: str = ""  # the name of a hand: “quoted by …”

    @property
    def definite(self) -> bool:
        """Whether it points to something known: “the …”, “this …”, “his …”."""
        if self.owner:
            return True
        # “The company that sews her coats” tells itself which one it means.
        narrowed = re.match(r"that\b", self.apposition) and not personal(self.head)
        pointing = self.determiner in ("the", "this", "that", "these", "those")
        return pointing and not narrowed


@lru_cache(maxsize=1024)  # source, host and hands of one attribution ask for the same phrase
def parse(words: str, start: int) -> Phrase:
    """Take apart a mention that begins at `start` of its article.

    >>> p = parse("Halmeri Water Minister Ada Roe, 61,", 0)
    >>> p.title, p.name.words
    ('Halmeri Water Minister', 'Ada Roe')
    >>> p = parse("a senior US official quoted by Quay Wire", 0)
    >>> p.determiner, p.modifiers, p.head, p.through
    ('a', ('senior', 'US'), 'official', 'Quay Wire')
    >>> parse("Sputnik’s source", 0).owner
    'Sputnik'
    """
    left = len(words) - len(words.lstrip(_EDGE))
    words = words.lstrip(_EDGE)
    bare = words.rstrip(_EDGE)
    words = (
        f"{bare}."
        if re.search(r"(?:[A-Z]\.)+[A-Z]$", bare) and words[len(bare) :][:1] == "."
        else bare
    )
    inner = _FRINGE.sub("", words).strip(_EDGE)
    if inner and inner != words:
        start += words.index(inner)
        words = inner
    words = words or " "
    start += left
    phrase = Phrase(Span(start, start + max(1, len(words))), words)
    if words.lower() in PRONOUNS:
        return replace(phrase, pronoun=words.lower())
    heard = _FROM.search(words)
    core = words[: heard.start()] if heard else words
    through = words[heard.end() :].strip(_EDGE) if heard else ""
    cited = _CITED.match(core)
    if cited and not through:  # “Quay Wire cited a diplomat”
        through, core = cited[1], cited[2]
        phrase = replace(phrase, span=Span(start + cited.start(2), phrase.span.end))
    phrase = replace(phrase, through=through, core=core.strip(_EDGE))
    tail = _TAIL.search(core)
    if tail and tail.start():
        phrase = replace(phrase, apposition=core[tail.end() :].strip(" ,;()"))
        core = core[: tail.start()]
    owner = _OWNER.match(core)
    names = list(scan(core))
    if (
        names
        and names[-1].span.end >= len(re.sub(r"['’]s?$", "", core))
        and _titled(core, names[-1])
    ):
        return _named(phrase, core, names[-1], owner)
    return _described(phrase, core, names, owner)


def _named(phrase: Phrase, core: str, name: Name, owner: re.Match[str] | None) -> Phrase:
    """Read a phrase whose core ends with a name: “Turkish newspaper Aydinlik”."""
    first = name.span.start - (len(name.title) + 1 if name.title else 0)
    before = core[:first].strip()
    called = _called(core[:first])
    if called:  # “a grocer named Ada Roe”
        before = core[: called.start()].strip()
    posted = _posted(core[: name.span.start], name)
    within = None if called or posted else _complement(core[:first])
    if within and within.start():  # “officials in Moscow”, “a spokesman for Quay Water”
        rest = re.match(r"\S+ (?:the )?(.*)", core[within.end() :])
        inner = rest.group(1) if rest else ""
        # “a spokesman for Quay Water Ada Roe” is not written: what follows belongs to the head
        if inner:
            return _described(phrase, core, [], owner)
    placed = Name(
        Span(phrase.span.start + name.span.start, phrase.span.start + name.span.end), name.words
    )
    title = " ".join(filter(None, (before, name.title)))
    determiner = _DETERMINER.match(title + " ")
    bare = title[determiner.end() :].strip() if determiner else title
    bare = "" if JOINED.match(bare) else bare  # “the Quay-based Tarn Report”
    nouns = bare.lower().replace(".", "").split()
    return replace(
        phrase,
        name=placed,
        title=bare,
        determiner=determiner.group(1).lower() if determiner else "",
        head=singular(nouns[-1]) if nouns else "",
        owner=_owner_of(owner, before),
    )


def _titled(core: str, name: Name) -> bool:
    """Tell whether what stands before a name is its title, not a phrase that ends in a name."""
    first = name.span.start - (len(name.title) + 1 if name.title else 0)
    before = _DETERMINER.sub("", core[:first]).split()
    if not before or before[-1].lower() in ("and", "or", "but", "than", "as"):
        return not before
    if len(before) == 1 or name.title or _called(core[:first]):
        return True
    if _posted(core[: name.span.start], name):
        return True
    last = singular(before[-1].lower().strip(",’'"))
    noun = personal(last) or last in OUTLET or last in ORGANISATION
    return noun or before[-1][:1].isupper() or len(before) <= 2


def _posted(front: str, name: Name) -> bool:
    """Tell whether a post with “of” in it ends right before a person's full name."""
    if not whole_person(name.words):
        return False
    last = singular(front.rsplit(maxsplit=1)[-1].lower()) if front.split() else ""
    return bool(_POSTED.search(front)) or (" and " in front and personal(last))


def _called(front: str) -> re.Match[str] | None:
    """Return where “named ” ends words such as “a grocer named ”, not “a suit by a man named ”."""
    found = _CALLED.search(front)
    return found if found and not _WITHIN.search(front[: found.start()]) else None


def whole_person(words: str) -> bool:
    """Tell whether a name begins with a given name that the package knows, and goes on."""
    first, _, rest = words.partition(" ")
    return bool(rest) and first in given()


def _owner_of(owner: re.Match[str] | None, before: str) -> str:
    return owner["who"].strip() if owner and len(owner["who"]) < len(before) else ""


def _described(phrase: Phrase, core: str, names: list[Name], owner: re.Match[str] | None) -> Phrase:
    """Read a phrase that only describes, or names somebody before a place or a noun."""
    core = re.sub(r"(?:(?<=s)['’]|['’]s)$", "", core)  # “the dam board’s” refusal
    within = _complement(core)
    front = core[: within.start()] if within and within.start() else core
    inside = core[within.end() :] if within and within.start() else ""
    done = within is not None and within.re is _DONE and " " not in front
    if done:  # “Intelligence | reviewed by …”: nobody's name
        names = []
    if inside and names and names[0].span.start <= 4 and names[0].span.end >= len(front):
        return replace(_named(phrase, front, _clip(names[0], front), None), within=inside)
    if inside:
        ends = [] if done else list(scan(front))
        if ends and ends[-1].span.end == len(front) and _titled(front, ends[-1]):
            return replace(_named(phrase, front, ends[-1], owner), within=inside)
    determiner = _DETERMINER.match(front + " ")
    bare = front[determiner.end() :] if determiner else front
    owned = _OWNER.match(bare)
    who, what = (owned["who"], owned["what"]) if owned else ("", bare)
    parts = what.split()
    last = parts[-1].lower().strip(_EDGE) if parts else ""
    name = None
    if names and singular(last) in OUTLET and not owned and not is_plural(last):
        name = _before_noun(front, names, phrase.span.start)  # “the Telcora news agency”
    return replace(
        phrase,
        name=name,
        determiner=determiner.group(1).lower() if determiner else "",
        head="vice-president"
        if parts[-2:-1] in (["vice"], ["Vice"]) and last == "president"
        else singular(last),
        plural=is_plural(last) and last not in STORY,
        modifiers=tuple(parts[:-1]),
        owner=who,
        within=inside,
    )


def _complement(core: str) -> re.Match[str] | None:
    """Return where the complement of a head noun begins: “ | of the dam”, “ | released by”.

    A participle before the noun begins none: “a newly | released email”, “Roe’s running mate”.
    """
    for match in sorted(
        [*_WITHIN.finditer(core), *_DONE.finditer(core)], key=lambda found: found.start()
    ):
        before = core[: match.start()].rsplit(" ", 1)[-1]
        word = core[match.start() + 1 :].split(" ", 1)[0]
        if word.endswith(("ed", "ing")) and _NO_NOUN.search(before):
            continue
        return match
    return None


def _clip(name: Name, front: str) -> Name:
    """Return the part of a name (“Ministry of Water”) that stands in `front`, titles moved off."""
    words = front[name.span.start : min(len(front), name.span.end)].rstrip()
    clipped = Name(Span(name.span.start, name.span.start + len(words)), words)
    return replace(split_title(clipped), title=name.title or split_title(clipped).title)


def _before_noun(front: str, names: list[Name], start: int) -> Name | None:
    """Return the outlet's name in “the Telcora news agency”; “a Turkish newspaper” has none."""
    name = names[-1]
    between = front[name.span.end :].strip().lower()
    known = between in ("news agency", "agency", "newspaper", "magazine", "newswire", "website")
    if not known and between not in (
        "news site",
        "news network",
        "news channel",
        "daily",
        "tabloid",
    ):
        return None
    return Name(Span(start + name.span.start, start + name.span.end), name.words)


def acronym_in(words: str) -> str:
    """Return the acronym that opens an apposition: “HTS)”."""
    first = re.split(r"[\s),]", words, maxsplit=1)[0]
    return first if is_acronym(first) else ""


def role_in(words: str) -> tuple[str, str]:
    """Return head noun and complement of an apposition that says what somebody is.

    >>> role_in("a spokeswoman for Quay Water")
    ('spokeswoman', 'for Quay Water')
    >>> role_in("who asked not to be named")
    ('', '')
    """
    words = re.sub(r"^\(?(?:aged )?\d{1,3},? ?", "", words)
    if re.match(r"(?:who|which|that|when|where|but|and)\b", words):
        return "", ""
    within = _WITHIN.search(words)
    front = words[: within.start()] if within and within.start() else words.split(",")[0]
    parts = re.split(r"\s", front.strip(_EDGE + ")"))
    head = singular(parts[-1].lower()) if parts and parts[-1] else ""
    head = "vice-president" if [p.lower() for p in parts[-2:]] == ["vice", "president"] else head
    if not personal(head) and head not in OUTLET and not is_common(head):
        return "", ""
    complement = words[within.end() :].split(",")[0].strip(_EDGE + ")") if within else ""
    return head, complement


def is_common(noun: str) -> bool:
    """Tell whether a word is one of the nouns that describe sources."""
    return bool(noun) and described(noun, definite=True, plural=False) != "none"
