"""Features that look beyond the two contents: figures, quotations, negations."""

from reportedly.match.claims import run_of
from reportedly.match.features import figure_shared, opposed, other_quotes
from reportedly.match.pair import Pair, Seen
from reportedly.match.statement import statements
from reportedly.records import Form
from tests.factories import appearance, article, attribution


def pair(left: str, right: str, form: Form = "indirect") -> Pair:
    """Return two contents as a pair, each in an article of its own."""
    found = []
    articles = {}
    for id, content in zip("ab", (left, right), strict=True):
        one = article(f"{content}, she said.", id=id)
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


def test_not_so_on_both_sides_is_no_denial() -> None:
    """What one side negates the other may say to be gone; a plain denial stays one."""
    said = "The road to the valley of Ister was washed out"
    assert strength(opposed(pair("The road is cut", "The valley cannot be reached by road"))) == 0
    assert strength(opposed(pair(said, "The road to the valley was not washed out"))) == 1
    denied = "The singer has not cancelled her concerts"
    assert strength(opposed(pair("The singer has cancelled her concerts", denied))) == 1


def test_quotations_without_a_common_word_are_two() -> None:
    """A quotation is repeated in its words; reported speech may be in others."""
    left, right = "A study is a stack of paper", "The treaty has held for years"
    assert strength(other_quotes(pair(left, right, form="direct"))) == 1
    assert strength(other_quotes(pair(left, right))) == 0
    assert strength(other_quotes(pair(left, left + " indeed", form="direct"))) == 0
