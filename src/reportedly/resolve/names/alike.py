"""Whether two names of different articles mean one bearer: same, different, or unknown.

Unknown is an answer. "J. Roe" may be Jane Roe or John; "Foreign Ministry" is some country's.
A wrong "same" makes one origin of two, so each "same" rests on a rule that names itself.
"""

import re
from functools import cache

from reportedly.records import Kind
from reportedly.resolve.names.reading import is_acronym, short_for, written
from reportedly.resolve.names.variants import given_names
from reportedly.resolve.verdict import Verdict

NEAR = 1  # letters in which two keys may differ for nobody to know whether it is a slip
LONG = 5  # letters of a name from which a letter's difference may be one
CONSONANTS = 6  # of a name in a script without vowels, for it to tell people apart
_FORM = frozenset("inc ltd plc llc corp co gmbh ag sa limited incorporated".split())
_GENERATIONS = frozenset(("ir", "sr", "i", "iir", "jr", "senior", "junior"))
_PATRONYMIC = re.compile(r"\w{3,}(?:vich|vic|vna|vych|vyc)$")
_NO_VOWELS = re.compile(r"[\u0590-\u08ff]")  # Hebrew, Arabic, Syriac
_UMLAUT = {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
_LITTLE = frozenset("of for the and in at on".split())
_PARTIAL = frozenset(
    {
        "a part of a name",
        "an initial or a shorter form",
        "a second given name that only one has",
        "initials that only one has",
    }
)
_MINISTRY = frozenset("ministri department".split())


def partial(verdict: Verdict) -> bool:
    """Tell whether the one may be a shorter form of the other."""
    return verdict.outcome == "unknown" and verdict.why in _PARTIAL


def alike(left: str, right: str, kind: Kind = "person") -> Verdict:
    """Compare two names of one kind as far as the names alone can tell.

    >>> alike("Sergei Lavrov", "Сергей Лавров").outcome
    'same'
    >>> alike("George W. Bush", "George H. W. Bush").outcome
    'different'
    >>> alike("J. Roe", "Jane Roe")
    Verdict(outcome='unknown', why='an initial or a shorter form')
    """
    if _NO_VOWELS.search(left) or _NO_VOWELS.search(right):
        return _without_vowels(left, right)
    ours, theirs = _keys(left), _keys(right)
    if ours & theirs:
        return Verdict("same", "one spelling")
    joined = {key.replace(" ", "") for key in ours}
    if joined & {key.replace(" ", "") for key in theirs}:
        return Verdict("same", "one spelling, parted differently")
    one, two = written(left).split(), written(right).split()
    return _people(one, two) if kind == "person" else _bodies(left, right, one, two)


@cache
def _groups() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, names in enumerate(given_names()):
        for name in names:
            found.setdefault(written(name), set()).add(number)
    return {key: frozenset(numbers) for key, numbers in found.items()}


def alternates(left: str, right: str) -> bool:
    """Tell whether the keys of two given names are one in two languages, or long and short.

    >>> alternates(written("Joe"), written("Joseph")), alternates(written("Ivan"), written("Ivana"))
    (True, False)
    """
    return bool(_groups().get(left, frozenset()) & _groups().get(right, frozenset()))


def _keys(name: str) -> set[str]:
    """Return the spellings of a name; a German umlaut has two."""
    other = "".join(_UMLAUT.get(letter, letter) for letter in name)
    return {written(name), written(other)}


def _without_vowels(left: str, right: str) -> Verdict:
    """Compare the consonants where a script writes no others."""
    one, two = (consonants(name) for name in (left, right))
    if one == two and len(one) >= CONSONANTS:
        return Verdict("same", "the same consonants")
    return Verdict("unknown", "a script without vowels")


def consonants(name: str) -> str:
    """Return a key without vowels and Arabic articles, half vowels among the vowels."""
    words = [re.sub(r"[aeiou'v]|^l(?=\w)|(?<=\w)h$", "", word) for word in written(name).split()]
    return "".join(word for word in words if word != "l")


def _people(one: list[str], two: list[str]) -> Verdict:
    one, two = (
        words[1:] if words[0] == "al" and len(words) == 2 else words for words in (one, two)
    )
    one, ours = _generation(one)
    two, theirs = _generation(two)
    if ours and theirs and ours != theirs:
        return Verdict("different", "two generations")
    if len(one) < 2 or len(two) < 2:
        shared = set(one) & set(two)
        return (
            Verdict("unknown", "a part of a name")
            if shared
            else Verdict("different", "no name in common")
        )
    if one[-1] != two[-1]:
        return _near(one, two)
    given = _given(one[:-1], two[:-1])
    if given.outcome != "same" or ours == theirs:
        return given
    if one[:-1] == two[:-1]:  # "Donald Trump Jr." is the son
        return Verdict("different", "father and son")
    junior, other = (one, two) if ours else (two, one)
    if len(junior) < len(other):  # "Donald J. Trump" has no "Jr."
        return Verdict("unknown", "a generation that only one has")
    return Verdict("same", given.why)  # "Joseph R. Biden Jr." goes without as well


def _generation(words: list[str]) -> tuple[list[str], str]:
    last = words[-1] if words else ""
    return (words[:-1], last) if last in _GENERATIONS and len(words) > 2 else (words, "")


def _near(one: list[str], two: list[str]) -> Verdict:
    """Compare people of different surnames: a slip of one letter cannot be told from a name."""
    if one[0] == two[-1] and one[-1] == two[0] and len(one) == len(two) == 2:
        return Verdict("unknown", "the same names in another order")
    subset = set(one) <= set(two) or set(two) <= set(one)
    if subset or one[-1].startswith(two[-1]) or two[-1].startswith(one[-1]):
        return Verdict("unknown", "a part of a name")
    close = min(len(one[-1]), len(two[-1])) >= LONG and _distance(one[-1], two[-1]) <= NEAR
    if close and one[:-1] == two[:-1]:
        return Verdict("unknown", "surnames a letter apart")
    return Verdict("different", "two surnames")


def _given(one: list[str], two: list[str]) -> Verdict:
    """Compare the names before one surname."""
    one, two = ([w for w in words if not _PATRONYMIC.match(w)] or words for words in (one, two))
    first, second = one[0], two[0]
    initials = [[w for w in words[1:] if len(w) == 1] for words in (one, two)]
    if first == second or alternates(first, second):
        if all(initials) and initials[0] != initials[1]:
            return Verdict("different", "two sets of initials")
        if max(map(len, initials)) > 1 and not all(initials):
            return Verdict("unknown", "initials that only one has")
        middle = [[w for w in words[1:] if len(w) > 1] for words in (one, two)]
        if middle[0] == middle[1]:
            return Verdict("same", "one surname and given name")
        if not all(middle):
            return Verdict("unknown", "a second given name that only one has")
        return Verdict("different", "two second given names")
    if first in two or second in one:
        return Verdict("unknown", "a part of a name")
    if len(first) == 1 or len(second) == 1:
        fits = first[0] == second[0]
        return (
            Verdict("unknown", "an initial or a shorter form")
            if fits
            else Verdict("different", "two initials")
        )
    close = min(len(first), len(second)) >= LONG and _distance(first, second) <= NEAR
    gendered = {first[:-1], second[:-1]} & {first, second}  # “Paul”, “Paula”
    if close and not gendered:
        return Verdict("unknown", "given names a letter apart")
    return Verdict("different", "one surname, two given names")


def _bodies(left: str, right: str, one: list[str], two: list[str]) -> Verdict:
    one, two = ([w for w in words if w not in _FORM] or words for words in (one, two))
    if one == two:
        return Verdict("same", "one name but for the legal form")
    ours, theirs = ([w for w in words if w not in _LITTLE] for words in (one, two))
    if ours == theirs:
        return Verdict("same", "one name but for little words")
    if sorted(ours) == sorted(theirs):
        ministry = _MINISTRY & set(ours)
        return (
            Verdict("same", "a ministry's name in another order")
            if ministry
            else Verdict("unknown", "the same words in another order")
        )
    for short, long in ((left, right), (right, left)):
        if is_acronym(short) and short_for(short, long):
            return Verdict("unknown", "an acronym that fits")
    if set(ours) <= set(theirs) or set(theirs) <= set(ours):
        return Verdict("unknown", "a part of a name")
    together = "".join(ours), "".join(theirs)
    if min(map(len, together)) >= 2 * LONG and _distance(*together) <= NEAR:
        return Verdict("unknown", "names a letter apart")
    return Verdict("different", "two names")


def _distance(one: str, two: str) -> int:
    """Return in how many letters two words differ, at least: 2 stands for more."""
    if abs(len(one) - len(two)) > NEAR:
        return 2
    if len(one) == len(two):
        apart = sum(a != b for a, b in zip(one, two, strict=True))
        return min(apart, 2)
    short, long = sorted((one, two), key=len)
    cut = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return 1 if short[cut:] == long[cut + 1 :] else 2
