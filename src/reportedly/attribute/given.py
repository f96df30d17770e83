"""What is given to be attributed and cannot be: no article, or one in another language."""

from collections.abc import Sequence
from pathlib import Path

from reportedly.errors import InputError, WrongLanguage
from reportedly.records import Article


def only_articles(given: object) -> Sequence[Article]:
    """Return what a program gave, if all of it is articles.

    Raises:
        InputError: a path, one article or something else stands in their place.
    """
    if isinstance(given, Article):
        raise InputError("an article", "a list of articles is needed", "give it as [article]")
    if isinstance(given, str | Path):
        raise InputError(str(given), "articles are needed, not a path", "read it first: read(path)")
    found: list[object] = list(given) if hasattr(given, "__iter__") else [given]
    articles = [one for one in found if isinstance(one, Article)]
    if len(articles) < len(found):
        wrong = next(one for one in found if not isinstance(one, Article))
        what = f"{type(wrong).__name__} {wrong!r}"[:80]
        raise InputError(what, "no article stands there", "give what read() returns")
    return articles


def wrong_language(article: Article) -> WrongLanguage:
    """Return the error of an article in a language that the model does not know."""
    return WrongLanguage(
        article.path or article.id,
        f'its language is "{article.language}", and the model knows English only',
        'leave it out, or give "language": "en" in Article JSON if that is wrong',
    )
