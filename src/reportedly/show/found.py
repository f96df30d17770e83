"""What a search found, on a terminal: one line and where it stands for each."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from reportedly.records import Article
from reportedly.show.phrases import inner, shorten, when
from reportedly.show.safe import one_line
from reportedly.show.terminal import Terminal

if TYPE_CHECKING:
    from reportedly.store.search import Hit

MOST = 160  # characters of a passage


def show_hits(hits: "Sequence[Hit]", articles: Mapping[str, Article], console: Console) -> None:
    """Print hits, the best first: what kind of thing, its words, and in which article."""
    terminal = Terminal(console)
    for hit in hits:
        article = articles[hit.article]
        words = shorten(one_line(hit.words), MOST)
        quoted = words if hit.kind == "source" else f"“{inner(words)}”"
        where = ", ".join(
            [one_line(article.outlet or article.title or hit.article), when(article.published)]
        )
        terminal.rows([(hit.kind, Text(quoted)), (hit.kind, Text(where, "dim"))])
