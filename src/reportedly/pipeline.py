"""The stages in their order. Nothing else knows it.

bytes ─read→ Article ─attribute→ Attribution ─resolve→ Source ─match→ Claim ─trace→ Trace
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

# Imported here, by name, so that `reportedly.read`, `.attribute` and `.trace`
# are bound to the packages before `reportedly` binds them to the functions.
import reportedly.attribute
import reportedly.match
import reportedly.read
import reportedly.resolve
import reportedly.trace  # noqa: F401
from reportedly.errors import InputError, WrongLanguage
from reportedly.records import Article, Attribution, Resolution, Trace

OnError = Callable[[InputError], None]
OnCopy = Callable[[Article, str], None]
Progress = Callable[[int, int], None]
Attributions = Mapping[str, Sequence[Attribution]]

LANGUAGES = frozenset({"en"})  # that the shipped model was trained on


def read(
    *inputs: str | Path,
    on_error: OnError | None = None,
    stdin: BinaryIO | None = None,
    on_copy: OnCopy | None = None,
) -> list[Article]:
    """Read files, folders and globs; "-" stands for standard input.

    Args:
        inputs: HTML, PDF, text, Article JSON and JSON lines, mixed.
        on_error: called for each input that cannot be read, and the rest goes
            on; without it, the first such error is raised.
        stdin: where "-" reads from; the process's standard input if None.
        on_copy: called with (article, id) for an article that is left out because it
            came before under that id.

    Raises:
        InputError: something cannot be read, and `on_error` is None.
    """
    from reportedly.read.inputs import read_inputs

    out = []
    for item in read_inputs(inputs, stdin=stdin, on_copy=on_copy):
        if isinstance(item, Article):
            out.append(item)
        else:
            _report(item, on_error)
    return out


def attribute(
    articles: Sequence[Article],
    *,
    recall: bool = False,
    on_error: OnError | None = None,
    progress: Progress | None = None,
) -> dict[str, tuple[Attribution, ...]]:
    """Find who says what: article id -> attributions and own statements, in order.

    Args:
        articles: ids must differ. A text that comes several times is read once: it is all
            that is looked at.
        recall: keep less probable attributions too.
        on_error: called for each article in a language that the model does not
            know, which is left out; without it, that error is raised.
        progress: called with (words done, words in all).

    Raises:
        WrongLanguage: and `on_error` is None.
        ModelError: the model is missing or broken.
    """
    from reportedly.attribute.tagger import attribute_articles

    known = []
    for article in articles:
        if article.language is None or article.language in LANGUAGES:
            known.append(article)
        else:
            _report(_wrong_language(article), on_error)
    once = {article.text: article for article in reversed(known)}  # the first of each text
    texts = attribute_articles(list(once.values())[::-1], recall=recall, progress=progress)
    found = dict(zip(list(once)[::-1], texts, strict=True))
    return {
        article.id: tuple(_of(article, attr) for attr in found[article.text]) for article in known
    }


def _of(article: Article, attr: Attribution) -> Attribution:
    """Return what was found in a text as an attribution of one article with that text."""
    return attr if attr.article == article.id else replace(attr, article=article.id)


def resolve_all(
    articles: Sequence[Article], attributions: Attributions, outlets: str | Path | None = None
) -> Resolution:
    """Work out who each source is, across the articles.

    Args:
        articles: those that `attributions` has.
        outlets: a table of the user's (TOML or CSV) that goes before the shipped one.

    Raises:
        BadTable: `outlets` has a row that cannot be used.
    """
    from reportedly.resolve.outlets.table import OutletTable
    from reportedly.resolve.resolution import resolve

    table = OutletTable.shipped()
    if outlets is not None:
        table = table.with_overrides(Path(outlets))
    return resolve(articles, attributions, table)


def trace_attributions(
    articles: Sequence[Article], attributions: Attributions, *, outlets: str | Path | None = None
) -> Trace:
    """Resolve, match and trace articles whose attributions are known."""
    from reportedly.match.claims import match
    from reportedly.trace.story import trace as trace_story

    known = [article for article in articles if article.id in attributions]
    resolution = resolve_all(known, attributions, outlets)
    copies, claims = match(known, resolution)
    return trace_story(known, resolution, copies, claims)


def trace(
    articles: Sequence[Article],
    *,
    outlets: str | Path | None = None,
    recall: bool = False,
    on_error: OnError | None = None,
    progress: Progress | None = None,
) -> Trace:
    """Trace every claim of the articles upstream: the whole way in one call.

    Arguments and errors are those of `attribute` and `resolve_all`.
    """
    attributions = attribute(articles, recall=recall, on_error=on_error, progress=progress)
    return trace_attributions(articles, attributions, outlets=outlets)


def _wrong_language(article: Article) -> WrongLanguage:
    return WrongLanguage(
        article.path or article.id,
        f'its language is "{article.language}", and the model knows English only',
        'leave it out, or give "language": "en" in Article JSON if that is wrong',
    )


def _report(error: InputError, on_error: OnError | None) -> None:
    if on_error is None:
        raise error
    on_error(error)
