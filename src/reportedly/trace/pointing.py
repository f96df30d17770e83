"""The sentence behind a statement that says whose it is: "So says the council."

Such a sentence says nothing itself; it points back with a word like *so* or
*this*. The statement before it, read as the article's own, comes from whoever
is named there.
"""

import re
from bisect import bisect_left

from reportedly.records import Appearance
from reportedly.trace.scene import Scene, extent

NEAR = 10  # characters between the two sentences
_BETWEEN = re.compile(r"[\s.!?”\")]*")  # nothing but the end of a sentence
# "It was said so", "it is not so": nothing of who says it, or the contrary.
_AGAINST = re.compile(r"\b(?:not|never|nobody|no|den(?:y|ies|ied)|doubts?|doubted)\b|n[’']t\b")


def pointing(appearance: Appearance, scene: Scene) -> Appearance | None:
    """Return the attribution that follows an article's own statement and means just that."""
    if not appearance.attribution.own_voice:
        return None
    text = scene.articles[appearance.article].text
    whole = extent(appearance)
    others = scene.pointers.get(appearance.article, ())
    at = bisect_left(others, whole.end, key=lambda other: extent(other).start)
    for other in others[at : at + 1]:
        around = extent(other)
        between = text[whole.end : min(around.start, whole.end + NEAR)]
        if around.start - whole.end <= NEAR and _BETWEEN.fullmatch(between):
            return None if _AGAINST.search(around.of(text)) else other
    return None
