"""Features that look beyond the two contents: figures, quotations, the articles around them."""

from reportedly.match.claims import run_of
from reportedly.match.features import Pair, Seen, figure_shared, one_story, other_quotes
from reportedly.match.statement import statements
from reportedly.records import Form
from tests.factories import appearance, article, attribution


def pair(
    left: str, right: str, around: tuple[str, str] = ("", ""), form: Form = "indirect"
) -> Pair:
    """Return two contents as a pair, each in an article with some words around it."""
    found = []
    articles = {}
    for id, content, more in zip("ab", (left, right), around, strict=True):
        one = article(f"{content}, she said. {more}", id=id)
        articles[id] = one
        found.append(appearance(attribution(one, "she", "said", content, form=form)))
    both = statements(articles, found)
    return Pair.of(both[0], both[1], run_of(both, ()))


def strength(seen: Seen) -> float:
    return round(seen[0], 2)


def test_a_telling_figure_is_shared_whatever_it_counts() -> None:
    """340 beds and 340 nurses share a figure; small counts and years tell nothing."""
    assert strength(figure_shared(pair("The wing has 340 beds", "They sent 340 nurses home"))) == 1
    assert strength(figure_shared(pair("The wing has 12 beds", "They sent 12 nurses home"))) == 0
    assert strength(figure_shared(pair("It opened in 1998", "He was born in 1998"))) == 0


def test_articles_of_one_matter_share_words_elsewhere() -> None:
    """What surrounds the two statements counts, and the statements themselves do not."""
    content = "the ferry hit the pier"
    matter = "Captain Orla Venn steered the Marigold into Drumlin harbour past the old light."
    other = "Nine cooks baked plum tarts for judges at a village feast near Ostwick yesterday."
    assert strength(one_story(pair(content, content + " again", (matter, matter)))) > 0.5
    assert strength(one_story(pair(content, content + " again", (matter, other)))) == 0
    assert strength(one_story(pair(content, content + " again"))) == 0


def test_quotations_without_a_common_word_are_two() -> None:
    """A quotation is repeated in its words; reported speech may be in others."""
    left, right = "A study is a stack of paper", "The treaty has held for years"
    assert strength(other_quotes(pair(left, right, form="direct"))) == 1
    assert strength(other_quotes(pair(left, right))) == 0
    assert strength(other_quotes(pair(left, left + " indeed", form="direct"))) == 0
