"""What two statements have in common and where they part: a table of named features.

Each feature looks at one thing, gives a strength from 0 to 1 and the words it
saw, and is the same from either side. `score` weighs them; nothing else does.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from reportedly.match.around import (
    both_first,
    copied,
    names_outlet,
    nested,
    one_article,
    one_story,
    same_source,
)
from reportedly.match.pair import NOTHING, Pair, Seen
from reportedly.match.polarity import opposites, undone
from reportedly.match.statement import RUN, TELLING

MEANING_FLOOR = 0.1  # cosine; the median pair of different claims in our stories has 0.11
IN_PLACE = 0.6  # of the words beside the names, where only a name was changed
NEARLY = 0.5  # of their words; below, two words for one thing are likelier than two things
FEW = 0.3  # share of the shorter's weighted words, below which words hardly agree
ALIKE = 0.8  # of all words, grammar included, where only the roles were swapped
FRAME = 0.3, 0.55  # share of the shorter's weighted words: from a topic to the same frame
SENTENCE = 9  # words in a row that are a repeated sentence


def meaning(pair: Pair) -> Seen:
    """How near the two content vectors lie."""
    if pair.left.vector is None or pair.right.vector is None:
        return NOTHING
    cosine = float(pair.left.vector @ pair.right.vector)
    strength = (cosine - MEANING_FLOOR) / (1 - MEANING_FLOOR)
    return min(1.0, max(0.0, strength)), f"cosine {cosine:.2f}"


def words(pair: Pair) -> Seen:
    """What share of their words is common to both, rare words weighing more."""
    if not pair.both:
        return NOTHING
    return 2 * pair.both / (pair.light + pair.heavy), " ".join(sorted(pair.shared))


def contained(pair: Pair) -> Seen:
    """How much of the shorter stands in the longer: a headline in its first sentence."""
    if not pair.both:
        return NOTHING
    full = min(1.0, min(len(pair.left.bag), len(pair.right.bag)) / (TELLING + 1))
    return full * pair.both / pair.light, f"{pair.both / pair.light:.0%} of the shorter"


def same_run(pair: Pair) -> Seen:
    """A run of words in the same order, without gaps."""
    if not pair.shared or pair.left.runs.isdisjoint(pair.right.runs):
        return NOTHING
    n, at = _longest_run(pair.left.words, pair.right.words)
    if n < RUN or not any(word in pair.shared for word in pair.left.words[at : at + n]):
        return NOTHING
    return min(1.0, (n - RUN + 1) / (SENTENCE - RUN + 1)), " ".join(pair.left.words[at : at + n])


def names_shared(pair: Pair) -> Seen:
    """Names that both hold."""
    shared = pair.left.names & pair.right.names
    return 1 - 0.5 ** len(shared), " ".join(sorted(shared))


def names_differ(pair: Pair) -> Seen:
    """Each holds names that the other lacks."""
    left = pair.left.names - pair.right.bag - pair.right.names
    right = pair.right.names - pair.left.bag - pair.left.names
    n = min(len(left), len(right))
    if not n:
        return NOTHING
    alone = n / (n + len(pair.left.names & pair.right.names))  # beside common names it says less
    return (1 - 0.5**n) * alone, f"{' '.join(sorted(left))} | {' '.join(sorted(right))}"


def another_name(pair: Pair) -> Seen:
    """The same sentence about somebody or somewhere else: Ostwick, Brenmoor."""
    strength, seen = names_differ(pair)
    if not strength:
        return NOTHING
    left, right = pair.left.bag - pair.left.names, pair.right.bag - pair.right.names
    if pair.both < IN_PLACE * len(left | right):  # no word weighs less than 1
        return NOTHING
    both = pair.run.weight(left & right)
    either = pair.run.weight(left | right)
    if not either or both < IN_PLACE * either:
        return NOTHING
    return 1.0, seen


def another_deed(pair: Pair) -> Seen:
    """Much the same words around verbs of which none is common: met the miners, blocked roads.

    Paraphrases change their nouns with their verbs, so the strength is how much
    of the frame is kept.
    """
    left, right = pair.left.deeds, pair.right.deeds
    if not left or not right or left & right or pair.left.headed or pair.right.headed:
        return NOTHING
    if left & pair.right.bag or right & pair.left.bag:  # "killed", "a killing"
        return NOTHING
    low, high = FRAME
    strength = (pair.both / max(pair.light, 1e-9) - low) / (high - low)
    if strength <= 0:
        return NOTHING
    return min(1.0, strength), f"{' '.join(sorted(left))} | {' '.join(sorted(right))}"


def numbers_equal(pair: Pair) -> Seen:
    """The same number of the same thing."""
    found = [
        f"{a.value:g}"
        for a in pair.left.numbers
        if any(a.equals(b) and a.comparable(b) for b in pair.right.numbers)
    ]
    return 1 - 0.5 ** len(found), " ".join(sorted(found))


def figure_shared(pair: Pair) -> Seen:
    """The same figure, whatever it counts: few stories hold 17,500 twice by chance."""
    found = [
        f"{a.value:g}"
        for a in pair.left.numbers
        if a.telling and any(b.telling and a.equals(b) for b in pair.right.numbers)
    ]
    return float(bool(found)), " ".join(sorted(found))


def numbers_differ(pair: Pair) -> Seen:
    """The same thing, another number."""
    for a in pair.left.numbers:
        alike = [b for b in pair.right.numbers if a.measures_alike(b)]
        if alike and not any(a.equals(b) and a.unit == b.unit for b in alike):
            b = alike[0]
            return 1.0, f"{a.value:g} {a.unit} | {b.value:g} {b.unit}"
    return NOTHING


def counts_else(pair: Pair) -> Seen:
    """The same number of something else: 250 instructors, 250 drones."""
    for a in pair.left.numbers:
        alike = [b for b in pair.right.numbers if a.equals(b)]
        if alike and all(a.counts_else(b) for b in alike):
            return 1.0, f"{a.value:g} {' '.join(sorted(a.of))} | {' '.join(sorted(alike[0].of))}"
    return NOTHING


def thing_changed(pair: Pair) -> Seen:
    """The same number of something else, in words that are otherwise much the same."""
    found = counts_else(pair)
    return found if 2 * pair.both >= NEARLY * (pair.light + pair.heavy) else NOTHING


def numbers_apart(pair: Pair) -> Seen:
    """Both hold numbers, and none of them has anything to do with the other's."""
    if not pair.left.numbers or not pair.right.numbers:
        return NOTHING
    met = any(
        a.equals(b) or a.measures_alike(b) for a in pair.left.numbers for b in pair.right.numbers
    )
    return NOTHING if met else (1.0, "no number in common")


def few_words(pair: Pair) -> Seen:
    """Hardly a telling word in common: only the vectors speak for it."""
    share = pair.both / max(pair.light, 1e-9)
    return max(0.0, 1 - share / FEW), f"{share:.0%} of the shorter" if share < FEW else ""


def other_quotes(pair: Pair) -> Seen:
    """Both are quotations, and hardly a word is common: a quotation is repeated in its words."""
    if not (pair.left.quoted and pair.right.quoted):
        return NOTHING
    return few_words(pair)


def little_said(pair: Pair) -> Seen:
    """One says so little that equal words mean nothing: "It was not true"."""
    n = min(len(pair.left.bag), len(pair.right.bag))
    return max(0.0, (TELLING - n) / TELLING), f"{n} telling words" if n < TELLING else ""


def own_voice(pair: Pair) -> Seen:
    """Neither is laid at anybody's door; most sentences are such, few are claims."""
    alone = not pair.left.attributed and not pair.right.attributed
    return (1.0, "both in the article's own voice") if alone else NOTHING


def opposed(pair: Pair) -> Seen:
    """One says that it is so, the other that it is not."""
    left, right = pair.left, pair.right
    if left.denied != right.denied:
        return 1.0, "denied | said"
    for one, two in ((left, right), (right, left)):
        denied = one.negated & two.bag
        # "Did not obey" and "refused", "no water" and "without water": not so on both sides.
        if denied and not two.negated and not undone(two.bag - one.bag):
            return 1.0, f"not {' '.join(sorted(denied))}"
    if left.untrue != right.untrue:
        return 1.0, "called untrue on one side"
    return NOTHING


def opposite_words(pair: Pair) -> Seen:
    """A word on one side, its opposite on the other: rise, fall."""
    found = opposites(pair.left.bag, pair.right.bag)
    return (1.0, " | ".join(sorted(found))) if found else NOTHING


def roles_swapped(pair: Pair) -> Seen:
    """Who did it to whom is turned round: A accused B, B accused A.

    Nearly the same words, of which two change places around a third. Moving a
    part to the front ("On Friday A met B") leaves nothing standing between.
    """
    few, many = sorted((len(pair.left.words), len(pair.right.words)))
    if pair.left.passive != pair.right.passive or few < ALIKE * many:
        return NOTHING
    left, right = Counter(pair.left.words), Counter(pair.right.words)
    both = sum(min(n, right[word]) for word, n in left.items() if word in right)
    if both < ALIKE * (few + many - both):
        return NOTHING
    once = {word for word in left if left[word] == right[word] == 1} - {"and", "or"}
    row = [word for word in pair.left.words if word in once]
    place = {word: i for i, word in enumerate(w for w in pair.right.words if w in once)}
    for k in range(1, len(row) - 1):
        before = [w for w in row[:k] if w in pair.shared and place[w] > place[row[k]]]
        after = [w for w in row[k + 1 :] if w in pair.shared and place[w] < place[row[k]]]
        if before and after:
            return 1.0, f"{before[-1]} {row[k]} {after[0]} | {after[0]} {row[k]} {before[-1]}"
    return NOTHING


Feature = Callable[[Pair], Seen]
FEATURES: Mapping[str, Feature] = {
    "meaning": meaning,
    "words": words,
    "contained": contained,
    "same-run": same_run,
    "names-shared": names_shared,
    "names-differ": names_differ,
    "another-name": another_name,
    "another-deed": another_deed,
    "numbers-equal": numbers_equal,
    "figure-shared": figure_shared,
    "numbers-differ": numbers_differ,
    "counts-else": counts_else,
    "thing-changed": thing_changed,
    "numbers-apart": numbers_apart,
    "copied": copied,
    "nested": nested,
    "one-article": one_article,
    "one-story": one_story,
    "both-first": both_first,
    "same-source": same_source,
    "names-outlet": names_outlet,
    "few-words": few_words,
    "other-quotes": other_quotes,
    "little-said": little_said,
    "own-voice": own_voice,
    "opposed": opposed,
    "opposite-words": opposite_words,
    "roles-swapped": roles_swapped,
}
_OF_NUMBERS = frozenset({
    "numbers-equal", "figure-shared", "numbers-differ", "counts-else", "thing-changed",
    "numbers-apart",
})  # fmt: skip
_OF_NAMES = frozenset({"names-shared", "names-differ", "another-name"})
# By whether both statements have numbers, and names: what would see nothing is not asked.
_ASKED = {
    (numbers, names): tuple(
        (name, feature)
        for name, feature in FEATURES.items()
        if (numbers or name not in _OF_NUMBERS) and (names or name not in _OF_NAMES)
    )
    for numbers in (False, True)
    for names in (False, True)
}


def features_of(pair: Pair) -> Sequence[tuple[str, Feature]]:
    """Return the features that may see something in a pair, in order."""
    left, right = pair.left, pair.right
    numbers = bool(left.numbers and right.numbers)
    return _ASKED[numbers, bool(left.names and right.names)]


def _longest_run(left: tuple[str, ...], right: tuple[str, ...]) -> tuple[int, int]:
    """Return the length of the longest common run of words, and where it begins in `left`."""
    best, at = 0, 0
    previous: dict[int, int] = {}
    places: dict[str, list[int]] = {}
    for j, word in enumerate(right):
        places.setdefault(word, []).append(j)
    for i, word in enumerate(left):
        current = {j: previous.get(j - 1, 0) + 1 for j in places.get(word, ())}
        for n in current.values():
            if n > best:
                best, at = n, i - n + 1
        previous = current
    return best, at
