"""Where the workbench's pages are.

Ids are the callers' own and may hold any character, so they travel as a query:
a path would lose "..", and a browser would tidy it.
"""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from markupsafe import Markup

from reportedly.show.looks import Look
from reportedly.show.page import Places

ANCHOR = "a"  # of the one article on its page; its statements are a-0, a-1, …


def link(path: str, **query: str | int | None) -> str:
    """Return an address on this server; what is None or empty is left out.

    >>> link("/article", id="a/b?c", s=None)
    '/article?id=a%2Fb%3Fc'
    """
    given = {key: str(value) for key, value in query.items() if value not in (None, "")}
    return path + ("?" + urlencode(given, errors="replace") if given else "")


def article_link(id: str, index: int | None = None) -> str:
    """Return the page of an article, or the place of a statement in it."""
    if index is None:
        return link("/article", id=id)
    return link("/article", id=id, s=index) + f"#{ANCHOR}-{index}"


def claim_link(id: str) -> str:
    """Return the page of a claim."""
    return link("/claim", id=id)


def source_link(id: str) -> str:
    """Return the page of a source or outlet."""
    return link("/source", id=id)


NAMED = {"claim": "the whole claim", "appearance": "statement", "source": "this source"}


def decide_link(about: str, here: str = "", **subject: str | int) -> Markup:
    """Return the link to the form by which people decide; it opens in place where it can.

    Args:
        about: which kind of thing; "rejected-…" to take back what was decided against it.
        here: what stands beside the link; markup of ours, or words.
        subject: which thing.
    """
    html = Markup(
        '<div class="decide-box"><a class="decide" href="{}" hx-get="{}" '
        'hx-target="closest .decide-box" hx-swap="innerHTML">{}'
        '<span class="unseen"> {}</span></a>{}</div>'
    )
    part = subject.get("n") or subject.get("s") or ""
    named = f"{NAMED.get(about, about.replace('-', ' '))} {part}".strip()
    undoes = about.startswith("rejected-")
    return html.format(
        link("/judge", about=about, **subject),
        link("/judge", about=about, part=1, **subject),
        "Undo" if undoes else "Decide",
        f"the decision on {named}" if undoes else f"about {named}",
        here,
    )


class Pages(Places):
    """The places of the workbench: each article, source and claim has a page."""

    def __init__(self, claims: Sequence[str]) -> None:
        self.claims = claims  # ids; the first is number 1

    def anchor(self, number: int) -> str:  # noqa: ARG002 - each article stands alone on its page
        """Return the name of an article's element."""
        return ANCHOR

    def article(self, article: str, anchor: str) -> str:
        """Return where an article, or an attribution in it, stands."""
        _, dash, index = anchor.partition("-")
        return article_link(article, int(index) if dash else None)

    def source(self, source: str, look: Look) -> str:  # noqa: ARG002
        """Return where a source's card is."""
        return source_link(source)

    def claim(self, number: int) -> str:
        """Return where the claim of that number stands."""
        return claim_link(self.claims[number - 1])

    def decide(self, claim: int, about: str, part: int) -> Markup:
        """Return the link to the form by which people decide about a part of a claim."""
        id = self.claims[claim - 1]
        here = ""
        if about == "finding":
            html = '<a class="here" href="{}">Link<span class="unseen"> to finding {}</span></a>'
            here = Markup(html).format(claim_link(id) + f"#c{claim}-f{part}", part)  # noqa: S704
        return decide_link(about, here, claim=id, n=part)

    def piece(self, index: int) -> tuple[tuple[str, str], ...]:
        """Return what names a statement on every piece of it, for the pointer."""
        return (("data-s", str(index)),)


def paged(query: Mapping[str, str | int | None], path: str, page: int) -> str:
    """Return the address of another page of a list with the same filters."""
    return link(path, **{**query, "page": page if page > 1 else None})
