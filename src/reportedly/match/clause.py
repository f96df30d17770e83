"""Whether a content says something by itself, or is a piece of somebody's sentence.

"Parliament voted *to pay for a study*" and "no country has claimed *the blasts*"
are read as attributions, but what is laid at somebody's door there is no
statement: it has no subject and verb of its own, and no figure. There is no parser here. A verb
is looked for among forms that are hardly ever anything else, so that in doubt
a content is a statement.
"""

import re
from collections.abc import Sequence

from reportedly.match.numbers import numbers
from reportedly.match.wording import VERB_FORMS, Token, tokens

_AUXILIARIES = frozenset(
    "is are was were be been am has have had does do did will would shall should can could may"
    " might must isn't aren't wasn't weren't hasn't haven't hadn't won't wouldn't can't cannot"
    " couldn't doesn't don't didn't shouldn't there's it's he's she's they're we're i'm we've"
    " they've i've you're we'll they'll he'll i'd".split()
)
# Present tense in which headlines and reports state things, beside the irregular verbs' forms.
_PRESENT = frozenset(
    "says say shows show finds find warns warn wants want needs need plans plan remains remain"
    " causes cause seems seem appears appear believes believe expects expect helps help uses use"
    " works work lives live eats eat means mean includes include contains contain suggests suggest"
    " points point indicates indicate kills kill hits hit leaves leave arrives arrive threatens"
    " threaten opposes oppose supports support denies deny rejects reject accuses accuse calls call"
    " ingests ingest consumes consume equals equal dies die falls fall rises rise comes come goes"
    " go takes take makes make gives give gets get knows know sees see holds hold stands stand"
    " wins win loses lose begins begin starts start ends end stops stop moves move owns own"
    " forbids forbid allows allow requires require costs cost pays pay buys buy sells sell opens"
    " open closes close joins join lies lie".split()
)
_MODALS = frozenset("will would shall should can could may might must cannot".split())
_PURPOSE = re.compile(
    r"^[\W_]*(?:(?:(?:in|on|last|this|next|early|late)\s+)?(?:[A-Z][a-z]+day|[A-Z][a-z]{2,8}"
    r"|week|month|year)\s+)?(?:not\s+)?to\s+(?!have\s)[a-z]+",
)
_NOUN_BEFORE = frozenset(
    "a an the this that these those his her its their our my your no any each every some of in for"
    " by with from at and or".split()
)
WORDS = 1  # telling words; without one it is no claim, in however full a sentence


def is_bare(content: str) -> bool:
    """Tell whether a content is an infinitive of purpose, a noun phrase or next to nothing.

    >>> [is_bare(c) for c in ("in May to pay for a study", "the blasts", "that he resigned")]
    [True, True, False]
    >>> is_bare("Engineers arrive in Upper Sellow"), is_bare("a small paper in Ostwick")
    (False, True)
    >>> is_bare("2,000 pieces a week"), is_bare("a story of 21 November")
    (False, True)
    """
    if _PURPOSE.match(content):
        return True
    if content.lower().startswith("that ") or _has_figure(content):
        return False
    row = list(tokens(content))
    if len({token.stem for token in row if token.stem}) < WORDS:
        return True
    forms = [token.form.lower().replace("’", "'") for token in row]
    return not any(_verb(form, before) for form, before in zip(forms, ["", *forms], strict=False))


def deeds(row: Sequence[Token]) -> frozenset[str]:
    """Return the stems of the verbs that tell what was done.

    >>> sorted(deeds(list(tokens("The bank that failed will close its branch in May"))))
    ['clos', 'fail']
    """
    found: set[str] = set()
    before = ""
    for token in row:
        form = token.form.lower().replace("’", "'")
        led = before in _MODALS or (before == "to" and form not in _NOUN_BEFORE)
        if token.stem and form not in _AUXILIARIES and (led or _verb(form, before)):
            found.add(token.stem)
        before = form
    return frozenset(found)


def _has_figure(content: str) -> bool:
    """Tell whether a content gives a number that is no date: "found *2,000 pieces a week*"."""
    return any(number.unit not in ("date", "in year") for number in numbers(content, ()))


def _verb(form: str, before: str) -> bool:
    """Tell whether a word is a verb where it stands, as far as it and the word before tell."""
    if form in _AUXILIARIES or form.endswith("n't"):
        return True
    if before in _NOUN_BEFORE and before not in ("that", "who", "which"):
        return False
    regular = form.endswith("ed") and len(form) > 4
    return regular or form in _PRESENT or form in VERB_FORMS
