"""Names of outlets that are ordinary words, or other names, as well: when the outlet is meant.

*Will*, *May*, *the Source* and *Patch* may be outlets. In a text such a word alone means
somebody called so, a month or a source, never the outlet: it is known by its site, by what
the page calls itself, or by a longer name (“Source magazine” as an alias). A station's call
sign is one only in capitals, and where it is a word as well (WAVE, WHO) only with “-TV”.
"""

import re

from reportedly.resolve.names.reading import fold, given

# Nouns for who speaks, and surnames: whoever is quoted as “Source” or “Patch” is no magazine.
_SPEAKERS = frozenset(
    "source sources official officials people police reader readers reporter reporters citizen"
    " leader voice witness patch report reports self life who".split()
)
_MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)
_KEPT = frozenset({"dawn"})  # in news the paper of Karachi far oftener than a woman's name
# Call signs that are words, or other bodies' initials.
_WORDS = frozenset(
    "wand wane wave wavy wear week whoi will wink wise wish wolf wood wham king kong koin kion kobi"
    " kara kare kake keet".split()
)
_CALL_SIGN = re.compile(r"([KWX][A-Z]{2,4})(-?(?:TV|DT|LD|CD|CA|LP|AM|FM)\d?)?")


def is_ordinary(name: str) -> bool:
    """Tell whether a name alone means a person, a month or a source rather than an outlet.

    >>> is_ordinary("The Source"), is_ordinary("Will"), is_ordinary("May"), is_ordinary("Quay Wire")
    (True, True, True, False)
    """
    folded = fold(name)
    if " " in folded or folded in _KEPT:
        return False
    return folded in _SPEAKERS or folded in _MONTHS or folded.capitalize() in given()


def is_call_sign(words: str) -> bool:
    """Tell whether `words` have the letters of a station's call sign, whatever their case."""
    return bool(_CALL_SIGN.fullmatch(words.upper()))


def spelt_as_call_sign(words: str) -> str:
    """Return the folded call sign of a station that `words` are spelt as; "" if they are none.

    >>> spelt_as_call_sign("KTUU-TV"), spelt_as_call_sign("WAVE"), spelt_as_call_sign("WAVE-TV")
    ('ktuu', '', 'wave')
    """
    found = _CALL_SIGN.fullmatch(words)
    if not found:
        return ""
    sign = found[1].lower()
    sure = found[2] or (len(sign) > len("WHO") and sign not in _WORDS)
    return sign if sure else ""
