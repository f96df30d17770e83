"""What a number counts, and whether two numbers count the same thing."""

from typing import Literal

from reportedly.records import Quantity
from reportedly.text import fold

ROUNDING = 0.05  # two numbers this close, one of them approximate, are one number in other words

# Heads of what is counted. Only a person beside a thing is told apart with confidence:
# "soldiers" and "fighters" may be the same people, "dogs" and "hounds" the same dogs.
_PERSONS = frozenset(
    "people person persons man men woman women child children engineer expert specialist soldier"
    " fighter militant troop mercenary instructor trainer officer official worker employee staff"
    " civilian resident villager patient victim passenger driver student teacher pupil doctor nurse"
    " journalist reporter refugee migrant protester demonstrator prisoner detainee hostage police"
    " policeman aide ally member citizen volunteer technician adviser advisor consultant scientist"
    " researcher pilot sailor guard agent spy diplomat farmer builder miner contractor operator"
    " personnel inhabitant voter supporter follower user visitor guest tourist family".split()
)
_THINGS = frozenset(
    "drone machine vehicle truck lorry car tank missile rocket shell bomb weapon rifle gun aircraft"
    " plane helicopter ship boat yacht vessel container crate box device computer camera phone"
    " building house home school hospital bridge road tunnel rig drill robot engine system unit"
    " part kit tool bus train wagon barrel tonne ton ticket letter document file page book".split()
)
_HOUSEHOLDS = frozenset("family household".split())  # 300 families must move, or 300 homes
_DWELLINGS = frozenset("home house flat apartment building".split())
_AFTER_HEAD = frozenset(
    "of from in at on who which that with by for to under over near between were was are".split()
)

Counted = Literal["same", "other", "unclear"]


def head(quantity: Quantity) -> str:
    """Return the noun that is counted, singular; "" if the text doesn't say.

    >>> from reportedly.records import Span
    >>> head(Quantity(value=250, of="military experts from Istmar", span=Span(0, 3)))
    'expert'
    """
    words = fold(quantity.of or "").split()
    for i, word in enumerate(words):
        if i and word in _AFTER_HEAD:
            words = words[:i]
            break
    noun = words[-1] if words else ""
    if noun in ("people", "men", "women", "children", "police") or noun.endswith("ss"):
        return noun
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("xes", "shes", "ches")):
        return noun[:-2]
    return noun.removesuffix("s")


def compare(left: Quantity, right: Quantity) -> Counted:
    """Tell whether two quantities count the same: persons and things are told apart, no more."""
    if (left.unit or "") != (right.unit or ""):
        return "unclear"
    a, b = head(left), head(right)
    if a and a == b:
        return "same"
    if not a or not b:
        return "same" if left.unit and right.unit else "unclear"
    if a in _PERSONS and b in _PERSONS:
        return "same"
    if {a, b} & _HOUSEHOLDS and {a, b} & _DWELLINGS:
        return "unclear"
    if (a in _PERSONS and b in _THINGS) or (a in _THINGS and b in _PERSONS):
        return "other"
    return "unclear"


def equal(left: Quantity, right: Quantity) -> bool:
    """Tell whether two quantities are one number, as far as rounding and ranges go.

    >>> from reportedly.records import Span
    >>> about = Quantity(value=250, approximate=True, span=Span(0, 3))
    >>> equal(about, Quantity(value=247, span=Span(0, 3)))
    True
    """
    low, high = max(left.value, right.value), min(_top(left), _top(right))
    if low <= high:
        return True
    slack = ROUNDING if left.approximate or right.approximate else 0.0
    return low - high <= slack * max(abs(low), abs(high))


def _top(quantity: Quantity) -> float:
    return quantity.value if quantity.high is None else max(quantity.value, quantity.high)
