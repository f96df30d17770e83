"""What the articles around two statements tell of whether they are one claim.

Features as in `features`: each from 0 to 1, with what it saw, the same from either side.
"""

from reportedly.match.pair import NOTHING, Pair, Seen

MATTER = 0.08, 0.25  # share of the shorter article's other words: from chance to one event
SHORT = 15  # words of an article beside the statement, below which they tell little
BARE = 5  # ... and below which they tell nothing
COPIED = 0.5  # of the longer's weighted words: else a neighbour in the passage


def copied(pair: Pair) -> Seen:
    """Both lie at the same place of a passage that the two articles share."""
    if (pair.left.key, pair.right.key) not in pair.run.copied:
        return NOTHING
    share = pair.both / max(pair.heavy, 1e-9)
    return (1.0, "in a copied passage") if share >= COPIED else NOTHING


def nested(pair: Pair) -> Seen:
    """One is what the other hands on, and little is added."""
    if (pair.left.key, pair.right.key) not in pair.run.nested:
        return NOTHING
    return pair.both / max(pair.heavy, 1e-9), "one handed on inside the other"


def one_article(pair: Pair) -> Seen:
    """Both stand in one article, which seldom says a thing twice but in its headline.

    The vectors are made in context, so neighbours look more alike than they are.
    """
    if (pair.left.key, pair.right.key) in pair.run.nested or pair.left.headed or pair.right.headed:
        return NOTHING
    return (1.0, "in the same articles") if _one_side(pair) else NOTHING


def one_story(pair: Pair) -> Seen:
    """The articles share words beside these two statements: they tell of one matter.

    A share of few words is chance.
    """
    if pair.beside < SHORT:
        return NOTHING
    low, high = MATTER
    share = (pair.run.around(pair.left.setting, pair.right.setting) - pair.own) / pair.beside
    if share <= low:
        return NOTHING
    return min(1.0, (share - low) / (high - low)), f"{share:.0%} of the words around them"


def both_first(pair: Pair) -> Seen:
    """Each is what its article begins with, so it is what the article is about.

    Where hardly more stands in an article, everything is its beginning.
    """
    first = pair.left.first and pair.right.first
    if not first or pair.beside < SHORT or _one_side(pair):
        return NOTHING
    return 1.0, "at the head of both articles"


def same_source(pair: Pair) -> Seen:
    """Two articles lay it at the same door."""
    if pair.left.said_by.isdisjoint(pair.right.said_by) or _one_side(pair):
        return NOTHING
    return 1.0, "one source"


def names_outlet(pair: Pair) -> Seen:
    """One is laid at the door of the outlet that published the other."""
    found = (pair.left.hands & pair.right.outlets) | (pair.right.hands & pair.left.outlets)
    if not found or _one_side(pair):
        return NOTHING
    return 1.0, "its outlet"


def by_themselves(pair: Pair) -> bool:
    """Tell whether one of the two has hardly a word around it that tells of which matter it is."""
    return pair.beside < BARE


def _one_side(pair: Pair) -> bool:
    """Tell whether one of the two stands in no article but those of the other."""
    if len(pair.left.members) == len(pair.right.members) == 1:  # most are
        return pair.left.members[0].article == pair.right.members[0].article
    left = {member.article for member in pair.left.members}
    right = {member.article for member in pair.right.members}
    return left <= right or right <= left
