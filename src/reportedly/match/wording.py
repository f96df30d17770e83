"""Words as matching sees them: folded, stemmed, without those that carry nothing.

Stems are light on purpose. They bring "engineers" to "engineer", "bought" to
"buy" and "Istmari" to "Istmar", and are never shown to anybody.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from reportedly.text import fold, lines

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|\w+(?:[’']\w+)*")
_BREAK = re.compile(r"[.!?:;•|]\s*[\"“”‘’'(\[]*$|[\"“‘(\[]$")
_VERBS = """
arise arose arisen; be is are was were been being; bear bore borne; become became; begin began
begun; break broke broken; bring brought; build built; buy bought; catch caught; choose chose
chosen; come came; deal dealt; die died dying dead death; draw drew drawn; drive drove driven;
eat ate eaten; fall fell fallen; feed fed; fight fought; find found; flee fled; fly flew flown;
forbid forbade forbidden; freeze froze frozen; get got gotten; give gave given; go went gone;
grow grew grown; hang hung; hear heard; hide hid hidden; hold held; injure injury injuries
injured; keep kept; know knew known; lay laid; lead led; leave left; lend lent; lose lost loss;
make made; mean meant; meet met; pay paid; resign resignation; ride rode ridden; rise rose
risen; run ran; see saw seen; seek sought; sell sold sale sales; send sent; shake shook shaken;
shoot shot; shrink shrank shrunk; sink sank sunk; speak spoke spoken; spend spent; stand stood;
steal stole stolen; strike struck stricken; swear swore sworn; take took taken; teach taught;
tear tore torn; think thought; throw threw thrown; wear wore worn; win won; withdraw withdrew
withdrawn withdrawal; write wrote written; arrest arrested arrests; decide decision; agree
agreement; kill killing; explode explosion; collapse collapsing;
"""
_BASE = {form: row.split()[0] for row in _VERBS.split(";") for form in row.split()}
VERB_FORMS = frozenset(_BASE) - set(
    "dead death loss sale sales withdrawal decision agreement explosion injury injuries resignation"
    " arrests killing collapsing led being".split()
)
# Grammar, and the words of reporting itself: every content could hold them.
_EMPTY = frozenset(
    """
a about above according after again all also although am among an and any are as at be because
been before being below between both but by can could day did do does doing down during each
either even ever every for from further get go had has have having he her here hers him himself
his how however i if in into is it its itself just last like made make many may me might more
most much must my near nearly new next no nor not now of off on once one only or other our out
over own per put quite rather s said same say saying says shall she should since so some still
such t take tell than that the their them then there these they this those though through thus
to told too under until up upon us use very was we were what when where whether which while who
whom whose why will with within without would yet you your around approximately report reported
reportedly reports claim claimed claims according added saying allegedly announce announced
quote quoted cite cited citing mr mrs ms dr monday tuesday wednesday thursday friday saturday
sunday today yesterday tomorrow
""".split()
)
_MONTHS = frozenset(
    "january jan february feb march mar april apr may june jun july jul august aug september sept "
    "sep october oct november nov december dec januar februar jul".split()
)
_PLACES = ("ians", "ian", "ia", "eans", "ean", "ans", "an", "a", "is", "i", "ese", "y", "e")


class Token(NamedTuple):  # of all records the one of which most are made
    """One word of a text."""

    start: int
    end: int
    form: str  # as it stands
    stem: str  # "" where the word carries nothing by itself
    opens: bool  # whether a sentence or a quotation begins with it


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of a text with their stems.

    >>> [t.stem for t in tokens("The U.S. officials bought two trucks.")]
    ['', 'US', 'official', 'buy', 'two', 'truck']
    """
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        form = match.group()
        yield Token(start, end, form, stem(form), _opens(text[max(0, start - 6) : start]))


@lru_cache(maxsize=4096)  # of six characters before a word there are not many
def _opens(before: str) -> bool:
    return not before.strip() or "\n" in before or bool(_BREAK.search(before.rstrip(" ")))


@lru_cache(maxsize=65536)
def stem(form: str) -> str:
    """Return what two forms of one word share; "" for a word that carries nothing.

    >>> stem("drilling"), stem("Istmari"), stem("cities"), stem("would"), stem("WWF")
    ('drill', 'istmar', 'city', '', 'WWF')
    """
    letters = form.replace(".", "")
    if letters.isupper() and 2 <= len(letters) <= 5:
        return letters
    word = re.sub(r"['’]s?$", "", fold(form))
    if word in _EMPTY or (len(word) < 2 and not word.isdigit()):
        return ""
    word = _BASE.get(word, word)
    if any(c.isdigit() for c in word) or word in _BASE.values():
        return word
    if form[:1].isupper() and not form[1:2].isupper():
        for ending in _PLACES:
            if word.endswith(ending) and len(word) - len(ending) >= 4:
                return word.removesuffix(ending).rstrip("iy")  # Zelenskyy, Zelenskiy
        return word
    return _plain(word)


def _plain(word: str) -> str:
    """Take off the endings of number and tense."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        word = word[:-1]
    for ending in ("ing", "ed", "ation", "ment", "ly"):
        kept = word.removesuffix(ending)
        if kept != word and len(kept) >= 3 and re.search("[aeiouy]", kept):
            word = kept
            if word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    return word.removesuffix("e") if len(word) > 3 else word


def telling(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return a text's stems, and those that it writes with a capital inside a sentence somewhere.

    Lines in title case tell nothing of names and are left out of the second. A word that
    opens a content counts as a name only if some text has it among these.
    """
    stems: set[str] = set()
    proper: set[str] = set()
    for line in lines(text):
        row = list(tokens(line.of(text)))
        stems |= {t.stem for t in row}
        long = [t.form for t in row if len(t.form) >= 4]
        if sum(form[0].isupper() for form in long) <= 0.6 * len(long):
            proper |= {t.stem for t in row if t.form[0].isupper() and not t.opens}
    return frozenset(stems - {""}), frozenset(proper - {""})


def named(row: Iterable[Token], proper: frozenset[str]) -> frozenset[str]:
    """Return the stems of names among the tokens, and the initials of long names.

    >>> row = list(tokens("Officials of the World Water Fund met."))
    >>> sorted(named(row, frozenset({"fund", "water", "world", "WWF"})))
    ['WWF', 'fund', 'water', 'world']
    """
    found: set[str] = set()
    initials = ""
    for token in row:
        if token.form[0].isupper() and token.stem in proper and token.stem not in _MONTHS:
            found.add(token.stem)
            initials += token.form[0].upper()
            if len(initials) >= 3 and initials in proper:
                found.add(initials)
        elif token.form not in ("of", "the", "for", "and"):
            initials = ""
    return frozenset(found)
