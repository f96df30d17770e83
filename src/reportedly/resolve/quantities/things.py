"""What a number counts: the noun phrase behind it, as far as plain rules can tell."""

import re

_STOP = frozenset(
    "and or but of in on at to for from with by who whom which that were was is are had has have"
    " been will would could should may might can did do does as than when while where after"
    " before during into over under about against between among through per a an the its their"
    " his her this these those not said says told it they he she we if because since until also"
    " yet so then now there here being be more less last next ago later earlier each every him"
    " them us including such killed died injured wounded arrived came went got left made took"
    " saw gave held fell rose sank sat stood ran won lost met broke began dead apart inland away"
    " off up down out ride live stay say only both all never always ever often".split()
)
_GAP = re.compile(
    r"^(?: of (?:the |its |their |his |her |these |those |our |all )?(?:\d[\d,]* )?"
    r"| (?:more|other|or so|or more|additional|further|such)(?= ))+"
)
_SHARE = re.compile(r"^ (?:(?:of )?(?:the|its|their|his|her|our|all|these|those) |of )")
_WORD = re.compile(r"[^\W\d_][\w’'.-]*")
_PLURAL = frozenset(
    "people men women children police troops staff personnel aircraft sheep fish deer cattle"
    " infantry cavalry youth livestock crew folk teeth feet mice geese media data criteria"
    " spacecraft poultry clergy gentry kin salmon trout bison offspring headquarters series"
    " species".split()
)
_HYPHENED = re.compile(r"-([a-z]{3,})(?![\w-])")
_NOT_COUNTED = frozenset(
    "way time timer fold state piece tier faced dimensional part step wheel plus odd year day week"
    " month hour minute handed sided mile foot inch pronged star speed first storied"
    " figure digit".split()
)
_MOST = 4  # words; no counted thing in the labelled cases of the dev part has more
_PERSON = frozenset(
    "person man woman child boy girl baby infant teenager soldier officer policeman civilian"
    " worker passenger protester resident student pupil prisoner hostage journalist driver pilot"
    " sailor miner firefighter doctor nurse patient victim suspect".split()
)


def person(after: str) -> bool:
    """Tell whether “one” counts somebody: “one person”, not “one sense”."""
    follows = re.match(r" (?:more |other )?(?:[a-z]+ )?([a-z]+)\b", after)
    first = re.match(r" ([a-z]+)\b", after)
    return bool((first and first[1] in _PERSON) or (follows and follows[1] in _PERSON))


def hyphened(words: str, end: int) -> str | None:
    """Return what is counted in “a 12-member panel”, “a 300-bed hospital”."""
    match = _HYPHENED.match(words[end : end + 30])
    return match[1] if match and match[1] not in _NOT_COUNTED else None


def counted(words: str, end: int) -> str | None:
    """Return the plural noun, with what stands before it, that follows a number.

    Stops at a verb or function word that the list knows, at punctuation and at four
    words; without a plural among them nothing is known to be counted.

    >>> counted("400 North Vellish soldiers crossed", 3), counted("14 were hurt", 2)
    ('North Vellish soldiers', None)
    """
    kept = _phrase(_GAP.sub(" ", words[end : end + 160]), plural=True)
    while kept and not is_plural(kept[-1]):
        kept.pop()
    return " ".join(kept) or None


def of_unit(words: str, end: int) -> str | None:
    """Return what is measured: “five grams of plastic”, “43 % of the voters”."""
    follows = re.match(r" of (?:the |its |their |his |her |our |all )*", words[end : end + 30])
    if not follows:
        return None
    return " ".join(_phrase(" " + words[end + follows.end() : end + 160])) or None


def of_share(words: str, end: int, *, each: bool) -> str | None:
    """Return of what a share is one: “half of the houses”, with `each` “one in five homes”."""
    rest = words[end : end + 160]
    if not each and not _SHARE.match(rest):
        return None
    kept = _phrase(_SHARE.sub(" ", rest), plural=each)
    while each and kept and not is_plural(kept[-1]):
        kept.pop()
    return " ".join(kept) or None


def is_plural(word: str) -> bool:
    """Tell whether a word looks like a plural noun."""
    plain = word.lower()
    return (
        plain in _PLURAL
        or plain.endswith("men")
        or (
            plain.endswith("s")
            and len(plain) > 3
            and not plain.endswith(("ss", "us", "’s", "'s", "is"))
        )
    )


def plural_follows(after: str) -> bool:
    """Tell whether one of the first three words is a plural noun in small letters."""
    kept = _phrase(_GAP.sub(" ", after[:120]), plural=True)
    return any(word.islower() and is_plural(word) for word in kept[:3])


def _phrase(rest: str, *, plural: bool = False) -> list[str]:
    """Return the words of the noun phrase at the start of `rest`, at most four."""
    kept: list[str] = []
    at = 0
    for match in _WORD.finditer(rest):
        gap, word = rest[at : match.start()], match.group()
        opening = " ‘’“\"'" if not kept else " "
        if gap.strip(opening) or word.lower().rstrip(".") in _STOP or len(kept) == _MOST:
            break
        done = kept and (is_plural(kept[-1]) or not plural)
        if done and (word.lower().endswith(("ed", "ing")) or word.lower().endswith("ly")):
            break
        kept.append(word.rstrip(".-’'"))
        at = match.end()
        if word.endswith((".", "’", "'")) or _complete(kept, rest, at):
            break
    return kept


def _complete(kept: list[str], rest: str, at: int) -> bool:
    """Tell whether the phrase ends here: a plural noun followed by a word that is none."""
    follows = re.match(r" ([a-z]+)", rest[at:])
    if not is_plural(kept[-1]) or not (kept[-1].islower() or follows):
        return False
    return not (follows and follows[1] not in _STOP and is_plural(follows[1]))
