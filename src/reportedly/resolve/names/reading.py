"""Proper names in a text: finding them, spelling them alike, telling what they name."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Literal

from reportedly.records import Span
from reportedly.resolve.kinds import (
    BODY,
    DOCUMENT,
    FEMALE,
    MALE,
    ORGANISATION,
    ROLE,
    TITLES,
    personal,
    singular,
)
from reportedly.resolve.kinds import (
    PLACES as _PLACE,
)
from reportedly.resolve.names.common_words import COMMON, VERBS, is_full_name, is_name
from reportedly.resolve.names.joined import whole_end
from reportedly.resolve.names.variants import canonical
from reportedly.text import fold as _fold

Gender = Literal["m", "f", ""]

_UP = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĻŁĽŃŅŇŌŐŒŔŘŚŞŠȘŢŤȚŪŮŰŲŹŻŽḤṢṬẒĪŌΑ-ΩА-ЯЁЄІЇҐ"
_DOTTED = (
    r"(?:Mr|Mrs|Ms|Dr|Prof|Sens?|Reps?|Gov|Gen|Lt|Col|Maj|Capt|Sgt|St|Rev|Hon|Del|Adm|Jr|Sr)\."
)
# “the Quay People's Party”, “the Tarn County Coroner's Office”
_OWNED = (
    r"(?:People|Women|Men|Children|Sheriff|Coroner|Mayor|Governor|General|Prosecutor)['’]s"
    r"(?= (?:Party|Office|Department|Republic|Army|Front|Congress|Assembly|Association|Union"
    r"|Hospital|Fund|Council|Commission|Committee|Daily|Foundation|Alliance|Bureau)\b)"
)
_WORD = (
    rf"(?:{_DOTTED}|{_OWNED}|(?:[{_UP}]\.)+(?:[{_UP}]\b)?|(?:[ad]l|as|an|el|ul)-[{_UP}][\w-]*"
    rf"|(?:[dDlLO]['’])?[{_UP}][\w-]*(?:&[{_UP}]\w*)*(?:['’](?!s\b)\w+)*(?:\.(?:com|org|net|ie|eu|ru|uk)\b)?)"
)
_PARTICLE = (
    r"(?:of (?:State|Defen[cs]e|Staff|Homeland)|of the (?:Treasury|Interior)"
    r"|de|de la|del|della|von|van|van der|van den|der|den|bin|ibn|al|el|da|di|du|la|le|ten)"
)
_DAY = re.compile(r" (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$")
_TIME = re.compile(r" (?:morning|afternoon|evening|night)\b")  # “Ada Roe Sunday night said”
_JUNIOR = re.compile(r",? ([JS]r)\b\.?")
_NICKNAME = rf"[\"“][{_UP}]\w+[\"”] "  # Ada "Addie" Roe
_SEQUENCE = re.compile(rf"(?<![\w’'.]){_WORD}(?:(?: (?:{_NICKNAME})?| {_PARTICLE} | & ){_WORD})*")
_LONGEST = 7  # words; more than that is a headline in capitals, no name
_AND_MORE = re.compile(rf" and {_WORD}(?: {_WORD})*")
_AND_KIND = re.compile(rf" and {_WORD} {_WORD}(?<=s)\b")
_OF = re.compile(
    rf" (?:of|for|on) (?:the |a )?(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Janu|Febru)ary"
    rf"|March|April|May\b|June|July|August|(?:Septem|Octo|Novem|Decem)ber)(?={_WORD})"
)
# Words that go on with “of” or “for” in a body's name: “Citizens for Tax Justice”.
_GOES_ON = frozenset(
    "bank journal times endowment citizens americans veterans doctors centers centres".split()
)
# Bodies whose names say what they see to, two things as often as one.
_SEES_TO = frozenset(
    "ministry department office bureau committee center centre centers centres".split()
)
_LEAD = frozenset(
    "the a an and but or if in on at by for from with as of to it he she they we i you this that"
    " these those his her its their our my there here when while after before since although"
    " though however according not no yes so yet then now meanwhile what why how who which where"
    " because many most some several few all both each every one two three four five six seven"
    " eight nine ten last next earlier later days hours weeks months years over under during"
    " despite unlike until also even still only just more less another other such once instead"
    " about around among between is are was were do does did has have had will would can could"
    " should may might must let get make asked speaking citing quoting told following given"
    " based perhaps maybe well please read see photo image file video update breaking"
    " exclusive none besides alongside absent enter follow joining including"
    " opinion monday tuesday wednesday thursday friday saturday sunday january february march"
    " april june july august september october november december jan feb mar apr jun jul aug sep"
    " sept oct nov dec nobody everyone people nor neither either whether like than up"
    " down out off president's leave your email nearly almost roughly some hundreds thousands"
    " dozens behind without within through throughout inside outside near against across police"
    " officials authorities others".split()
)
# “Koch-backed”, “Chicago-based”: a participle before a name, no part of it.
JOINED = re.compile(
    rf"[{_UP}]\w*-(?:backed|based|born|led|owned|run|funded|style|era|trained|affiliated|aligned"
    r"|controlled|linked|educated|friendly|leaning|held|bound|wide|appointed|endorsed)$"
)
_NO_ADVERBS = frozenset("assembly monthly weekly biweekly quarterly beverly kimberly".split())
# Posts that are hardly a surname: “Prime Minister”, “Vermont Senator” are no names.
_POSTS = frozenset(
    "president minister secretary speaker general chairman chairwoman director senator"
    " congressman congresswoman representative governor mayor premier chancellor commissioner"
    " ambassador republican democrat libertarian nominee candidate spokesman spokeswoman"
    " spokesperson treasurer lawmaker".split()
)
# Bodies named by what stands before or behind: “the county coroner's Office”.
_BARE = frozenset(
    "office department committee council commission agency bureau company group board campaign"
    " administration university college institute foundation association organization"
    " organisation ministry embassy court party center centre hospital museum project initiative"
    " secretariat government".split()
)
_LED = frozenset("majority minority opposition house senate party".split())
# What stands before “Poll” in a headline.
_FRESH = frozenset("latest another early exit national state online internal".split())
# Alone these are no name, before one they may belong to it: “New York”, “First National Bank”.
_ALONE = frozenset(
    "new first second third recent fresh report reports poll polls black white tweet video study"
    " letter statement republican democrat".split()
)


@dataclass(frozen=True, slots=True)
class Name:
    """A run of capitalised words: where it stands and the words before the name proper."""

    span: Span  # of the name without its titles
    words: str
    title: str = ""  # “Russian Foreign Minister”


def scan(text: str) -> Iterator[Name]:
    """Yield the names of a text in order; a sentence's capitalised first word is no name.

    >>> [(n.title, n.words) for n in scan("But President Ada Roe of Quay met Hiss al-Nur.")]
    [('President', 'Ada Roe'), ('', 'Quay'), ('', 'Hiss al-Nur')]
    """
    end = 0
    for match in _SEQUENCE.finditer(text):
        start, words = match.start(), match.group()
        if start < end:  # part of a longer name: “Attendants” of “Association of Attendants”
            continue
        while words:  # “In Moscow”, “The Times”
            first, _, rest = words.partition(" ")
            lead = first.lower().rstrip(".") in _LEAD or (rest and _loose(first))
            if not lead or _borne(first, rest, start, text):
                break
            start += len(first) + 1
            words = rest
        words = _DAY.sub("", words) if _TIME.match(text, start + len(words)) else words
        words = words.rstrip(".-’'") if not re.search(r"(?:[A-Z]\.|[JS]r\.)$", words) else words
        if words.split(" ", 1)[0] not in given():
            words = text[start : whole_end(text, start, start + len(words))]
        if len(words) < 2 or words.isdigit() or words.count(" ") >= _LONGEST or _common(words):
            continue
        if words in COMMON and not is_name(text, start, words):
            continue
        name = Name(Span(start, start + len(words)), words)
        junior = _JUNIOR.match(text, name.span.end) if " " in words else None
        if junior:  # “Ada Roe, Jr.,”
            name = Name(Span(start, junior.end()), f"{words} {junior[1]}.")
        longer = _longer(text, name)
        if longer is name and words.lower() in _BARE:
            continue
        end = longer.span.end
        yield split_title(longer) if " " in longer.words else longer


def _borne(first: str, rest: str, start: int, text: str) -> bool:
    """Tell whether “May”, “Will” begin a name here: alone, or “Will Roe”."""
    if first not in VERBS:
        return False
    if rest:
        return is_full_name(text, start, start + len(first) + len(rest) + 1)
    return is_name(text, start, first)


def _common(words: str) -> bool:
    """Tell whether a capitalised word is a plain noun: “Delegates”, “Polls”."""
    if re.match(rf"[{_UP}]\w*-[a-z]+$", words):  # “Chicago-based”
        return not words.startswith(("Al-", "El-"))
    low = words.lower().rsplit(" ", 1)[-1]
    one = singular(low)
    if " " in words:  # “Black Lawmakers”, “New Poll”, “Prime Minister”
        front = words.lower().split()[:-1]
        if one in DOCUMENT and all(word in _ALONE or word in _FRESH for word in front):
            return True
        return (one != low and personal(one)) or _post(words, low)
    return (
        low in _ALONE
        or low in ROLE
        or (one != low and (personal(one) or one in DOCUMENT or one in ORGANISATION))
    )


def _loose(first: str) -> bool:
    """Tell whether a capitalised word before a name is none of it: “Interestingly Roe”."""
    low = first.lower()
    adverb = low.endswith("ly") and len(low) > 6 and low not in _NO_ADVERBS
    one = singular(low)
    crowd = one != low and one in _POSTS  # “Republicans Roe and Ash”
    return bool(JOINED.match(first) or crowd or (adverb and first not in given()))


def _post(words: str, last: str) -> bool:
    """Tell whether words are a post alone: “Prime Minister”, no “Ada King”, no “Sen. Speaker”."""
    first = words.split(maxsplit=1)[0]
    before = words.lower().split()[-2]
    post = last in _POSTS or (last == "leader" and before in _LED)
    post = post or (is_acronym(first) and " " in words and personal(last))  # “FBI Agent”
    return post and first not in given() and not first.endswith(".")


def _longer(text: str, name: Name) -> Name:
    """Return “Ministry of Water” for “Ministry”: what a body's name goes on with."""
    last = name.words.rsplit(" ", 1)[-1].lower()
    if last not in BODY and last not in _GOES_ON:
        return name
    more = _OF.match(text, name.span.end)
    tail = _SEQUENCE.match(text, more.end()) if more else None
    if not tail:
        return name
    if last in _SEES_TO:
        tail = _AND_MORE.match(text, tail.end()) or tail  # “of Health and Human Services”
    elif " " not in tail.group():  # “Federation of Civil and Mining Engineers”
        tail = _AND_KIND.match(text, tail.end()) or tail
    end = tail.end() - (1 if tail.group()[-1] in ".-" else 0)
    return Name(Span(name.span.start, end), text[name.span.start : end])


def split_title(name: Name) -> Name:
    """Move title words to the front: “Foreign Minister Ada Roe” is Ada Roe."""
    words = name.words.split(" ")
    cut = 0
    for index, word in enumerate(words[:-1]):
        low = word.lower().rstrip(".")
        # “News Correspondent Ada Roe”: not every role is a title, but before a given name it is
        role = low in ROLE and index + 2 < len(words) and words[index + 1] in given()
        if (low in TITLES or role) and not is_body(" ".join(words[index + 1 :])):
            cut = index + 1
            if words[cut] == "of":  # “Secretary of State John Roe”
                cut += 3 if words[cut + 1 : cut + 2] == ["the"] else 2
    if not cut and len(words) > 2 and words[0] not in given() and words[1] in given():
        cut = int(not is_body(name.words))  # “Republican Ada Roe”
    if not cut and _holder(words):  # “Senate Whip Ada Roe”, “Quay News Ada Roe”
        cut = len(words) - 2
    if not cut or cut >= len(words):
        return name
    title = " ".join(words[:cut])
    rest = " ".join(words[cut:])
    start = name.span.start + len(title) + 1
    if rest.lower().startswith(("of ", "for ", "& ")) or not rest[:1].isupper():
        return name
    whole = f"{name.title} {title}".strip()
    return Name(Span(start, start + len(rest)), rest, whole)


def _holder(words: list[str]) -> bool:
    """Tell whether a longer run ends with a person's full name, whatever body stands before."""
    if len(words) < 3 or words[0] in given() or words[-2] not in given():
        return False
    last = words[-1].lower().strip(".")
    if last in BODY or last in _PLACE or "&" in words[:-2]:
        return False
    return all(
        personal(singular(words[n - 1].lower()))
        for n, word in enumerate(words[:-2])
        if word in ("of", "for") and n
    )  # “Director of Water Affairs Ada Roe”


def is_body(words: str) -> bool:
    """Tell whether a name has a word that no person's name has: “… Party”, “… of Water”."""
    parts = words.replace("’", "'").lower().split()
    if words.split(maxsplit=1)[0] in given():  # “Bill Park”
        parts = parts[2:] if len(parts) > 2 else []
    return " of " in words or " for " in words or any(p.strip(".") in BODY for p in parts)


@lru_cache(maxsize=65536)
def is_acronym(words: str) -> bool:
    """Tell whether a name is written in capitals alone: “HTS”, “U.S.”"""
    return bool(re.fullmatch(r"(?:[A-Z]\.?){2,6}s?|[A-Z]{2,}[-/&][A-Z0-9]+", words))


def short_for(acronym: str, words: str) -> bool:
    """Tell whether an acronym can be made of the capitals of `words`.

    >>> short_for("HTS", "Hayat Tahrir al-Sham"), short_for("TIP", "Turkistan Islamic Party")
    (True, True)
    """
    letters = "".join(re.findall(rf"(?:(?<=[\s-])|^)[{_UP}]|[A-Z](?=[a-z])", words)).lower()
    wanted = acronym.replace(".", "").lower()
    return len(wanted) > 1 and (letters == wanted or letters.startswith(wanted))


_SOUNDS = (
    (r"['’`]", ""), (r"-", ""), (r"ou", "u"), (r"kh", "h"), (r"dh", "d"), (r"gh", "g"),
    (r"ck|q", "k"), (r"ph", "f"), (r"x", "ks"), (r"(?:iyy|yy|iy|ij|ii|ie|y|j)", "i"), (r"w", "v"),
    (r"(.)\1+", r"\1"), (r"ei\b", "i"),
)  # fmt: skip
_AL = re.compile(r"\b(?:al|el|ul|as|ash|ad|an|ar|at|az)-(?=\w)")  # “al-”, “ash-”: one article
_GENERATION = re.compile(r",? (?:[JS]r\.?|II|III)$")


def fold(name: str) -> str:
    """Return a name in Latin letters without case, accents, punctuation and a leading article.

    >>> fold("The Aydınlık Newspaper"), fold("Сергей Лавров"), fold("Ḥayʾat")
    ('aydinlik newspaper', 'sergey lavrov', "hay'at")
    """
    return _folded(name if name.isascii() else latin(name))


@lru_cache(maxsize=65536)  # the same names come again and again
def _folded(name: str) -> str:
    return _fold(name)


@lru_cache(maxsize=65536)
def latin(name: str) -> str:
    """Return a name of any script in Latin letters; vowels that are not written stay missing."""
    from anyascii import anyascii

    return anyascii(name)


@lru_cache(maxsize=65536)
def written(name: str) -> str:
    """Return a key that is the same however a foreign name is spelt, all its parts kept.

    An Arabic article inside a name is left out, and one that opens it is "al".

    >>> written("Volodymyr Zelenskyy") == written("Володимир Зеленський")
    True
    >>> written("Hay'at Tahrir al-Sham") == written("Ḥayʾat Taḥrīr Ash-Shām")
    True
    >>> written("George H. W. Bush")
    'george h v bush'
    """
    key = _AL.sub("al ", fold(name).replace("’", "'"))
    key = " ".join(
        canonical().get(word.replace("'", ""), word)
        for place, word in enumerate(key.split())
        if not place or word not in ("al", "el")
    )
    key = re.sub(r"^el ", "al ", key)
    for pattern, to in _SOUNDS:
        key = re.sub(pattern, to, key)
    return " ".join(key.split()) or fold(name)


@lru_cache(maxsize=65536)
def spelling(name: str) -> str:
    """Return a key that is the same however a foreign name is spelt, a lone initial left out.

    Several initials tell people apart ("George H. W.", "George W."), and so does "Jr.".

    >>> spelling("Zelensky") == spelling("Zelenskyy") == spelling("Zelenskiy")
    True
    >>> spelling("Donald J. Trump") == spelling("Donald Trump")
    True
    """
    return re.sub(r"(?<=\w{2} )[a-z] (?=\w{2})", "", written(name))


@lru_cache(maxsize=65536)
def surname(name: str) -> str:
    """Return the spelling key of a person's last name, particles left out.

    >>> surname("Sergei Lavrov"), surname("John Roe Jr."), surname("Bashar al-Assad")
    ('lavrov', 'roe', 'asad')
    """
    return spelling(_GENERATION.sub("", name).rsplit(" ", 1)[-1]).removeprefix("al ")


def gender(name: str, title: str = "") -> Gender:
    """Return what a given name or title tells of the pronoun: "m", "f" or "" if neither.

    >>> gender("Ada Roe", "Mrs."), gender("Sergei Lavrov"), gender("Qell Vann")
    ('f', 'm', '')
    """
    for word in title.lower().replace(".", "").split():
        if word in FEMALE or word in MALE:
            return "f" if word in FEMALE else "m"
    first = re.split(r"[\s-]", name, maxsplit=1)
    return given().get(first[0], "") if len(first) > 1 else ""


@cache
def given() -> dict[str, Gender]:
    """Return the given names that the package knows, with their gender."""
    raw = resources.files("reportedly.data").joinpath("given_names.csv").read_text("utf-8")
    rows = list(csv.reader(raw.splitlines()))[1:]
    return {name: "m" if sex == "m" else "f" if sex == "f" else "" for name, sex in rows}
