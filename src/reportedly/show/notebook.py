"""Articles, attributions, claims and traces as pages in Jupyter: %load_ext reportedly.show.notebook

Records know nothing of how they look (`records` imports no view), so the notebook is told
instead: IPython asks here for the HTML of each. What is shown is the report's own page, with
its marks and pictures, in a frame that may run nothing and load nothing.

A claim or an attribution alone does not hold the words that it points at. They are taken from
the traces and articles that the notebook has in its variables.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any, Protocol, TypeVar

from reportedly.records import Article, Attribution, ClaimTrace, Resolution, Trace
from reportedly.show.safe import one_line

T = TypeVar("T")
HEIGHT = 560  # px of the frame, which can be drawn larger
_NOBODY = Resolution(sources={}, outlets={}, appearances=())


class Shell(Protocol):
    """What is asked of a running IPython."""

    user_ns: Mapping[str, Any]
    display_formatter: Any


@dataclass(frozen=True, slots=True)
class Marked:
    """Articles with who says what marked in them: what a cell that ends with it shows."""

    articles: Sequence[Article]
    attributions: Mapping[str, Sequence[Attribution]]

    def _repr_html_(self) -> str:
        from reportedly.pipeline import resolve_all
        from reportedly.show.report import articles_html

        known = [article for article in self.articles if article.id in self.attributions]
        found = resolve_all(known, self.attributions)
        return framed(articles_html(known, self.attributions, found))


def marked(
    articles: Sequence[Article], attributions: Mapping[str, Sequence[Attribution]]
) -> Marked:
    """Return articles as they are to be shown with the attributions of `reportedly.attribute`."""
    return Marked(articles, attributions)


def tables(trace: Trace) -> dict[str, Any]:
    """Return a trace as Arrow tables by name, for pandas, Polars or DuckDB.

    They are those of `reportedly export --format parquet`. Needs the extra `tables`.
    """
    from reportedly.show.export.tables import arrow

    return arrow(trace)


def load_ipython_extension(shell: Shell) -> None:
    """Let the records show themselves; called by `%load_ext`."""
    html = shell.display_formatter.formatters["text/html"]
    html.for_type(Trace, trace_html)
    html.for_type(ClaimTrace, lambda claim: claim_html(claim, shell.user_ns))
    html.for_type(Article, article_html)
    html.for_type(Attribution, lambda attr: attribution_html(attr, shell.user_ns))


def unload_ipython_extension(shell: Shell) -> None:
    """Let them be plain again; called by `%unload_ext`."""
    html = shell.display_formatter.formatters["text/html"]
    for kind in (Trace, ClaimTrace, Article, Attribution):
        html.pop(kind, None)


def trace_html(trace: Trace) -> str:
    """Return the report on a trace, in a frame."""
    from reportedly.show.report import report_html

    return framed(report_html(trace))


def claim_html(claim: ClaimTrace, variables: Mapping[str, Any]) -> str:
    """Return the report on one claim; its words alone where no variable holds its trace."""
    whole = next((t for t in _of_type(Trace, variables) if _holds(t, claim)), None)
    if whole is None:
        told = one_line(f"“{claim.claim.text}” {claim.independence.sentence}")
        return f"<p>{escape(told)}</p>"
    from reportedly.show.report import report_html

    return framed(report_html(replace(whole, claims=(claim,)), everything=True))


def article_html(article: Article) -> str:
    """Return an article's page, nothing marked in it."""
    from reportedly.show.report import articles_html

    return framed(articles_html([article], {article.id: []}, _NOBODY))


def attribution_html(attr: Attribution, variables: Mapping[str, Any]) -> str:
    """Return the page of an attribution's article with that one marked; its places otherwise."""
    held = _of_type(Article, variables)
    article = next((a for a in held if a.id == attr.article and _fits(attr, a)), None)
    if article is None:
        places = ", ".join(f"{span.start}–{span.end}" for span in attr.content)
        told = one_line(f"{attr.article}: {attr.form}, {attr.hedge}, at {places}")
        return f"<p>{escape(told)}</p>"
    shown = marked([article], {article.id: [replace(attr, parent=None)]})
    return shown._repr_html_()


def framed(page: str) -> str:
    """Return a page in a frame in which nothing runs: no script, no form, no link out of it."""
    return (
        f'<iframe sandbox="" srcdoc="{escape(page, quote=True)}" title="reportedly"'
        f' style="width:100%;height:{HEIGHT}px;border:1px solid #8884;resize:vertical"></iframe>'
    )


def _holds(trace: Trace, claim: ClaimTrace) -> bool:
    return any(one is claim for one in trace.claims)


def _fits(attr: Attribution, article: Article) -> bool:
    spans = (*attr.source, *attr.cue, *attr.content, *attr.addressee)
    return all(span.end <= len(article.text) for span in spans)


def _of_type(kind: type[T], variables: Mapping[str, Any]) -> Iterator[T]:
    """Yield what the notebook's variables hold of a type, by name."""
    for _, value in sorted(variables.items()):
        yield from (item for item in _items(value) if isinstance(item, kind))


def _items(value: object) -> Iterable[object]:
    """Return a variable's value, and what a list or a trace in it holds."""
    if isinstance(value, Trace):
        return (value, *value.articles)
    return (value, *value) if isinstance(value, list | tuple) else (value,)
