"""What every part of the report's page needs: places, quotations, marks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from reportedly.records import Article, Attribution, Resolution, Span
from reportedly.show.marks import Mark, marked
from reportedly.show.naming import Names
from reportedly.show.passages import around, hull
from reportedly.show.phrases import when
from reportedly.text import sentences

QUOTED = 460  # characters of a sentence shown for an appearance


@dataclass(frozen=True, slots=True)
class Words:
    """One passage as quoted on the page."""

    outlet: str
    when: str
    html: Markup
    href: str


class Page(Names):
    """The look-ups that every part of the page needs."""

    def __init__(self, articles: Sequence[Article], resolution: Resolution) -> None:
        super().__init__(articles, resolution)
        self.anchors = {article.id: f"a{i}" for i, article in enumerate(articles, 1)}
        self.sentences: dict[str, list[Span]] = {}

    def anchor(self, article: str, index: int | None = None) -> str:
        """Return the place in the page of an article or of an attribution in it."""
        return f"#{self.anchors[article]}" + ("" if index is None else f"-{index}")

    def words(self, article: str, span: Span, marks: Iterable[Mark], index: int | None) -> Words:
        """Return a passage as quoted."""
        art = self.articles[article]
        html = marked(art.text, marks, span)
        return Words(self.outlet(article), when(art.published), html, self.anchor(article, index))

    def passage(self, art: Article, attr: Attribution) -> Span:
        """Return the sentences in which an attribution stands, if they are not too long."""
        if art.id not in self.sentences:
            self.sentences[art.id] = list(sentences(art.text))
        return around(self.sentences[art.id], hull(attr), QUOTED)


def attribution_marks(
    attr: Attribution, first: tuple[tuple[str, str], ...] = (), title: str = ""
) -> list[Mark]:
    """Return the marks of one attribution's parts; `first` goes on the content's first piece."""
    told = (("title", title),) if title else ()
    kind = "own" if attr.own_voice else "content"
    marks = [
        Mark(span, "span", (("class", kind), *told), first if i == 0 else ())
        for i, span in enumerate(attr.content)
    ]
    roles = (("source", attr.source, 2), ("cue", attr.cue, 3), ("addressee", attr.addressee, 4))
    for role, spans, rank in roles:
        marks += [Mark(span, "span", (("class", role),), rank=rank) for span in spans]
    return marks
