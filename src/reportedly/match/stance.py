"""Who supports the claim that they repeat, and who denies it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from reportedly.match.pair import Run
from reportedly.match.score import SAME, score
from reportedly.match.statement import TELLING, Key, Statement
from reportedly.match.wording import tokens
from reportedly.records import Appearance, Article

# A headline that says of what its article repeats that it is not so: "Did the mayor resign? No"
_VERDICT = re.compile(
    r"\?\s*no\b|^no, |\b(?:false(?:ly)?|untrue|fake|hoax|fabricat\w+|debunk\w*|satir\w+)\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\b(?:did|was|were|has|have|is|are) ?(?:not|n[’']t)\b", re.IGNORECASE)
_SOMEBODYS = re.compile(r"\b(?:says?|said|tells?|claims?|insists?|denies|according)\b|:")
ABOUT = 2  # telling words that headline and statement share for the one to be of the other


def with_stances(
    members: Sequence[Statement], run: Run, articles: Mapping[str, Article]
) -> Iterable[Appearance]:
    """Yield every appearance of a claim with its stance towards it.

    The claim is what is asserted, so of two opposed statements the one that
    holds the denial denies. A stance that `resolve` found is kept. An article
    that denies in its own voice, or in its headline, denies wherever it repeats
    the claim.
    """
    denying = _denying(members, run)
    against = {
        appearance.article
        for statement in members
        if statement.key in denying
        for appearance in statement.members
        if appearance.attribution.own_voice
    }
    for statement in members:
        for appearance in statement.members:
            denied = statement.key in denying or appearance.article in against
            denied |= _judged_untrue(statement, articles[appearance.article])
            if statement.denied or (denied and appearance.stance == "supports"):
                yield replace(appearance, stance="denies")
            else:
                yield appearance


def headline_denies(title: str) -> bool:
    """Tell whether a headline says, in its article's own voice, that something is not so.

    >>> [headline_denies(t) for t in ("Did the mayor resign? No", "Mayor denies he resigned")]
    [True, False]
    """
    denied = _NEGATED.search(title) and not _SOMEBODYS.search(title)
    return bool(_VERDICT.search(title) or denied)


def _judged_untrue(statement: Statement, article: Article) -> bool:
    """Tell whether the article's headline says in its own voice that a statement is not so.

    A statement that itself says "not" is on the headline's side.
    """
    title = article.title or ""
    if not headline_denies(title) or statement.negated or statement.untrue or statement.denied:
        return False
    about = {token.stem for token in tokens(title) if token.stem}
    return len(about & statement.bag) >= ABOUT


def _denying(members: Sequence[Statement], run: Run) -> frozenset[Key]:
    """Return the keys of statements that say of the others that it is not so.

    Where most say "not" themselves ("no evidence was found"), that is the claim,
    and nobody denies it.
    """
    marked = [s for s in members if s.denied or s.negated or s.untrue]
    plain = [s for s in members if s not in marked and len(s.bag) >= TELLING]
    found: set[Key] = set()
    asserting: set[str] = set()
    for one in marked:
        for other in plain:
            judged = score(one, other, run)
            if judged.denies and judged.value >= SAME:
                found.add(one.key)
                asserting |= {member.article for member in other.members}
    saying_not = {m.article for s in marked if s.key in found and not s.denied for m in s.members}
    if len(saying_not) > len(asserting):
        return frozenset(s.key for s in marked if s.denied)
    return frozenset(found)
