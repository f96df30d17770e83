"""Features of the articles around two statements: one matter, their heads, who is named."""

from dataclasses import replace

from reportedly.match.around import (
    both_first,
    by_themselves,
    names_outlet,
    one_story,
    same_source,
)
from reportedly.match.claims import run_of
from reportedly.match.pair import Pair, Seen
from reportedly.match.statement import statements
from tests.factories import appearance, article, attribution

CONTENT = "the ferry hit the pier"
AGAIN = CONTENT + " again"
MATTER = (
    "Captain Orla Venn steered the Marigold into Drumlin harbour past the old light while rain"
    " swept the quay, sailors shouted, gulls circled and a brass band stopped playing."
)
OTHER = (
    "Nine cooks baked plum tarts for judges at a village feast near Ostwick, where children"
    " danced, farmers sold cider, a piper slept and somebody lost a wooden spoon."
)


def pair(around: tuple[str, str], before: str = "", named: str = "") -> Pair:
    """Return two contents, each with words around it; `before` the second, which names `named`."""
    found = []
    articles = {}
    for id, content, more, lead in zip("ab", (CONTENT, AGAIN), around, ("", before), strict=True):
        one = article(f"{lead}{content}, she said. {more}", id=id)
        articles[id] = one
        found.append(appearance(attribution(one, "she", "said", content)))
    if named:
        found = [found[0], replace(found[1], sources=(named,))]
    both = statements(articles, found, outlets={"a": "o1", "b": "o2"})
    return Pair.of(both[0], both[1], run_of(both, ()))


def strength(seen: Seen) -> float:
    return round(seen[0], 2)


def test_articles_of_one_matter_share_words_elsewhere() -> None:
    """What surrounds the two statements counts, and the statements themselves do not."""
    assert strength(one_story(pair((MATTER, MATTER)))) == 1
    assert strength(one_story(pair((MATTER, OTHER)))) == 0
    assert strength(one_story(pair(("", "")))) == 0


def test_a_share_of_few_words_is_chance() -> None:
    """Where hardly more stands in an article, equal words around tell nothing."""
    few = "Gulls circled over the quay."
    assert strength(one_story(pair((few, few)))) == 0
    assert strength(both_first(pair((few, few)))) == 0


def test_at_the_head_of_both_articles() -> None:
    """What two articles begin with is likelier one claim than what stands further down."""
    assert strength(both_first(pair((MATTER, OTHER)))) == 1
    further = "Rain fell.\n\nThe band slept.\n\n"
    assert strength(both_first(pair((MATTER, OTHER), before=further))) == 0


def test_one_names_the_outlet_of_the_other() -> None:
    """An article that names the Echo meets the Echo's own; another name tells nothing."""
    assert strength(names_outlet(pair((MATTER, OTHER), named="o1"))) == 1
    assert strength(names_outlet(pair((MATTER, OTHER), named="o3"))) == 0


def test_one_source_in_two_articles() -> None:
    """A source is common only if both name it."""
    assert strength(same_source(pair((MATTER, OTHER), named="s1"))) == 0


def test_statements_by_themselves() -> None:
    """A post of one sentence stands by itself; a statement in an article does not."""
    assert by_themselves(pair(("", "")))
    assert not by_themselves(pair((MATTER, MATTER)))
