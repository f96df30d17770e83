"""Rewrites of pages, and the figures of how far they are told."""

from bench.copies import figures
from bench.rewriting import rewritten
from reportedly.records import Article, Copy

TEXT = (
    "Two barns stood in water after the weir broke, the miller said.\n"
    "“Nobody was hurt,” he told reporters. The town council has started an inquiry on Friday."
)


def test_nothing_changes_at_no_strength() -> None:
    """Strength 0 leaves a text as it is."""
    assert rewritten(TEXT, 0, 1) == TEXT


def test_the_same_lots_give_the_same_text() -> None:
    """A seed makes one text, and more strength changes more."""
    assert rewritten(TEXT, 0.5, 7) == rewritten(TEXT, 0.5, 7)
    kept = [len(set(TEXT.split()) & set(rewritten(TEXT, s, 7).split())) for s in (0.2, 1)]
    assert kept[0] > kept[1]


def test_quotations_stay_unless_they_are_to_go() -> None:
    """What stands in quotation marks is repeated in its words, or put in others if asked."""
    assert "“Nobody was hurt,”" in rewritten(TEXT, 0.99, 3)
    assert "“Nobody was hurt,”" not in rewritten(TEXT, 1, 3, quotations=True)


def test_a_copy_told_of_another_page_is_wrong() -> None:
    """Precision counts pairs of a rewrite and a page that it does not rewrite, unless labelled."""
    articles = [Article(id=id, text="x") for id in ("a", "a~", "b", "b~", "c", "c~")]

    def copy(left: str, right: str, share: float) -> Copy:
        return Copy(left=left, right=right, shared_left=share, shared_right=share, passages=())

    copies = [copy("a", "a~", 0.9), copy("b", "b~", 0.2), copy("a~", "b", 0.6), copy("a", "c~", 1)]
    found = figures(articles, copies, {("a", "c")}, 100)
    assert round(found.found, 1) == 66.7
    assert round(found.told, 1) == 33.3
    assert found.precision == 50
