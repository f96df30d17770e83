"""Texts as a spinning program or a translation there and back leaves them, at a given strength.

Words give way to others of a table, phrases to such as mean the same, sentences are turned
round, adverbials moved, sentences left out. Names and most numbers stay, as they do in life;
quotations stay if wanted. The same seed gives the same text.
"""

import re
from random import Random

from reportedly.text import lines, sentences

# A word, and what it may become. Forms are spelt out, so that grammar holds more or less.
_WORDS = """
about: around, roughly | according: as stated | accused: blamed | after: following, once
again: anew | agreed: consented | all: every one of | allegedly: supposedly | almost: nearly
also: as well, likewise | although: though | announced: made known, declared | any: whatever
area: zone, district | arrived: came in | asked: requested, questioned | attack: assault
authorities: officials | bad: poor | because: since, as | before: prior to, ahead of
began: started, commenced | believed: thought | big: large, sizeable | bought: purchased
broke: burst, gave way | building: structure | but: yet, however | called: termed, named
came: arrived | cannot: is unable to | car: vehicle | carried: bore, brought | cause: reason
caused: brought about | changed: altered | chief: head, boss | child: youngster
children: youngsters | city: town | claimed: asserted, maintained | clear: evident
closed: shut | company: firm, business | confirmed: verified, bore out | could: might
country: nation | damage: harm | day: date | dead: lifeless | death: demise | decided: resolved
decision: resolution | denied: rejected, disputed | died: perished | different: other
difficult: hard | director: manager | discovered: came upon | during: in the course of
early: at an early hour | employees: workers | end: close | ended: finished | enough: sufficient
entire: whole | even: actually | event: occurrence | every: each | evidence: proof
expected: awaited | fell: dropped, went down | few: not many | figures: numbers | fire: blaze
first: initially | five: 5 | found: discovered, located | four: 4 | friend: companion | gave: handed
got: received | government: cabinet | great: huge | ground: soil | group: body | had: possessed
happened: occurred, took place | help: aid | high: elevated | house: home | huge: enormous
hurt: injured | immediately: at once | important: significant | increase: rise | injured: wounded
inquiry: investigation | inside: within | job: post | journalists: reporters | killed: slain
knew: was aware | large: big | last: previous | late: tardily | later: afterwards
learned: found out | left: departed | less: fewer | letter: missive | little: small
local: regional | long: lengthy | lost: mislaid | made: produced, created | man: gentleman
many: numerous, plenty of | matter: affair | meeting: session, gathering | met: encountered
money: funds, cash | month: four weeks | morning: forenoon | moved: shifted | near: close to
needed: required | never: at no time | new: fresh, recent | news: tidings | newspaper: paper, daily
night: evening | nobody: no one | now: at present | number: figure | officer: official
often: frequently | old: aged | only: merely, just | opened: unlocked | order: command
other: further | outside: beyond | paid: settled | paper: sheet | people: persons, folk
perhaps: maybe | place: spot, location | plan: scheme | planned: intended | police: officers
president: head of state | probably: likely | problem: difficulty | published: printed, released
put: placed | quickly: rapidly | quiet: silent | reached: got to | read: perused | real: genuine
received: got | refused: declined | released: issued | remained: stayed | report: account
reported: related, told | reporters: journalists | returned: came back | right: correct
road: street | said: stated, explained, remarked | same: identical | saw: noticed, observed
says: states, explains | school: college | seen: observed | sent: dispatched | seven: 7
several: a number of, various | shop: store | showed: revealed, displayed | shut: closed
sick: ill | since: ever since | six: 6 | small: little, minor | sold: vended | some: certain
soon: shortly | source: informant | speaking: talking | spoke: talked | spokesman: representative
spokeswoman: representative | staff: personnel | started: began | state: condition
stayed: remained
still: even now | stood: was standing | stopped: halted, ceased | story: tale | street: road
talks: negotiations | ten: 10 | that: which | then: thereupon | there: at that place
think: believe | thought: believed | three: 3 | today: this day | told: informed
took: grabbed, seized | town: city, municipality | tried: attempted | true: correct | two: 2
under: beneath | until: till | used: employed | usually: normally | very: highly | village: hamlet
waited: stood by | wanted: wished | warned: cautioned | was: had been | water: liquid
week: seven days | went: travelled | were: had been | whole: entire | wife: spouse
without: lacking | witness: onlooker | woman: lady | work: labour | worked: laboured
workers: employees | worried: concerned | wounded: injured | writes: notes | written: noted
wrote: noted, penned | year: twelve months | years: twelvemonths | yesterday: the day before
young: youthful
"""
_TABLE = {
    row.split(":")[0].strip(): [one.strip() for one in row.split(":")[1].split(",")]
    for row in re.split(r"[|\n]", _WORDS)
    if row.strip()
}
# What a translation there and back does to small words, each as (pattern, what becomes of it).
_PHRASES = (
    (r"\b([Tt])he (\w+) of the (\w+)\b", r"\1he \3's \2"),
    (r"\b(\w+)'s (\w+)\b", r"\2 of \1"),
    (r"\b[Oo]n (Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", r"this \1day"),
    (r"\bhas (\w+ed)\b", r"\1"), (r"\bhave (\w+ed)\b", r"\1"), (r"\bhad (\w+ed)\b", r"\1"),
    (r"\bwould be\b", "is to be"), (r"\bwill\b", "is going to"),
    (r"\bdid not (\w+)\b", r"never \1"), (r"\bwho (\w+ed)\b", r"having \1"),
    (r"\bis not\b", "isn't"), (r"\bwas not\b", "wasn't"), (r"\bin order to\b", "to"),
    (r"\bmore than\b", "over"), (r"\bat least\b", "no fewer than"),
    (r"\bfor the first time\b", "as never before"), (r"\bone of the\b", "among the"),
    (r"\bby the\b", "through the"), (r"\bfrom the\b", "out of the"), (r"\bat the\b", "in the"),
    (r"\bthe\b", "this"), (r"\ba\b", "one"),
)  # fmt: skip
_FRONT = re.compile(r"^(.{12,}?),? ((?:on|in|at|after|before|during|since) [^,.;]{3,40})([.!])$")
_SAID = re.compile(r"^([^,“”\"]{12,}), ([^,“”\"]{3,60}? (?:said|says|told [^,]+|stated))\.$")
_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]")
_WORD = re.compile(r"[A-Za-z]+")


def rewritten(text: str, strength: float, seed: int, *, quotations: bool = False) -> str:
    """Return a text in other words.

    Args:
        text: with a paragraph a line.
        strength: 0 leaves it; 1 takes every chance: all words of the table, all phrases, two
            of three turns, and every third sentence left out.
        seed: of the lots.
        quotations: whether they are put in other words, too.
    """
    rng = Random(f"{seed} {strength} {text[:80]}")  # noqa: S311 - lots, not secrets
    kept = []
    for line in lines(text):
        paragraph = line.of(text)
        found = [span.of(paragraph) for span in sentences(paragraph)]
        found = [s for n, s in enumerate(found) if not n or rng.random() >= strength / 3]
        kept.append(" ".join(_sentence(one, strength, rng, quotations) for one in found))
    return "\n".join(kept)


def _sentence(sentence: str, strength: float, rng: Random, quotations: bool) -> str:
    """Return one sentence in other words."""
    if rng.random() < 2 * strength / 3:
        sentence = _turned(sentence)
    if quotations:
        return _plain(sentence, strength, rng)
    out, end = [], 0
    for quoted in [*_QUOTED.finditer(sentence), None]:
        start = quoted.start() if quoted else len(sentence)
        out.append(_plain(sentence[end:start], strength, rng))
        if quoted:
            out.append(quoted.group())
            end = quoted.end()
    return "".join(out)


def _turned(sentence: str) -> str:
    """Move the adverbial of time or place to the front, or who says it."""
    said = _SAID.match(sentence)
    if said:
        return f"{_upper(said[2])} that {_lower(said[1])}."
    front = _FRONT.match(sentence)
    if front and not _QUOTED.search(sentence):
        return f"{_upper(front[2])}, {_lower(front[1])}{front[3]}"
    return sentence


def _plain(words: str, strength: float, rng: Random) -> str:
    for pattern, becomes in _PHRASES:
        words = _sometimes(pattern, becomes, words, strength, rng)

    def other(match: re.Match[str]) -> str:
        word = match.group()
        choices = _TABLE.get(word.lower(), ())
        if not choices or rng.random() >= strength:
            return word
        chosen = rng.choice(choices)
        return _upper(chosen) if word[0].isupper() else chosen

    return _WORD.sub(other, words)


def _sometimes(pattern: str, becomes: str, words: str, share: float, rng: Random) -> str:
    """Replace a share of what the pattern matches."""

    def other(match: re.Match[str]) -> str:
        return match.expand(becomes) if rng.random() < share else match.group()

    return re.sub(pattern, other, words)


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _lower(words: str) -> str:
    """Return words as they stand inside a sentence; a name keeps its capital as far as seen."""
    first = words.split(" ", 1)[0].lower()
    return words[:1].lower() + words[1:] if first in ("the", "a", "an", "two", "it") else words
