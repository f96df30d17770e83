"""What every part of the report's page needs: places, quotations, marks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from reportedly.records import Appearance, Article, Attribution, Resolution, Span
from reportedly.show.looks import Look
from reportedly.show.marks import Mark, marked
from reportedly.show.naming import Names
from reportedly.show.passages import around, hull
from reportedly.show.phrases import shorten, when
from reportedly.text import fold, sentences

QUOTED = 460  # characters of a sentence shown for an appearance


@dataclass(frozen=True, slots=True)
class Words:
    """One passage as quoted on the page."""

    outlet: str
    when: str
    html: Markup
    href: str


class Places:
    """Where links lead: here, to other places of the one page.

    The workbench gives each article, source and claim a page of its own.
    """

    def anchor(self, number: int) -> str:
        """Return the name of an article's element; `number` is its place among all, from 1."""
        return f"a{number}"

    def article(self, article: str, anchor: str) -> str:  # noqa: ARG002 - others need it
        """Return where an article, or an attribution in it, stands; `anchor` names the element."""
        return f"#{anchor}"

    def source(self, source: str, look: Look) -> str:  # noqa: ARG002
        """Return where a source's card is."""
        return f"#{look.id}"

    def claim(self, number: int) -> str:
        """Return where the claim of that number stands."""
        return f"#c{number}"

    def decide(self, claim: int, about: str, part: int) -> Markup:  # noqa: ARG002
        """Return what leads to a form by which people decide about a part of a claim."""
        return Markup("")

    def piece(self, index: int) -> tuple[tuple[str, str], ...]:  # noqa: ARG002
        """Return the attributes that name a statement on every piece of it."""
        return ()


HERE = Places()


class Page(Names):
    """The look-ups that every part of the page needs."""

    def __init__(
        self,
        articles: Sequence[Article],
        resolution: Resolution,
        looks: Mapping[str, Look],
        places: Places = HERE,
    ) -> None:
        super().__init__(articles, resolution)
        self.looks, self.places = looks, places
        self.anchors = {article.id: places.anchor(i) for i, article in enumerate(articles, 1)}
        self.sentences: dict[str, list[Span]] = {}

    def anchor(self, article: str, index: int | None = None) -> str:
        """Return where an article, or an attribution in it, stands."""
        name = self.anchors[article] + ("" if index is None else f"-{index}")
        return self.places.article(article, name)

    def card(self, id: str) -> str | None:
        """Return where a source's card is, if it has one."""
        look = self.looks.get(id)
        return self.places.source(id, look) if look else None

    def chip(self, id: str) -> Markup:
        """Return a source's name as it stands everywhere: sign, colour, and a link to its card."""
        look = self.looks.get(id)
        if look is None:
            return escape(self.source(id))
        html = Markup('<a class="chip {}" href="{}" dir="auto">{}</a>')
        return html.format(look.classes, self.card(id), self.source(id))

    def words(self, article: str, span: Span, marks: Iterable[Mark], index: int | None) -> Words:
        """Return a passage as quoted."""
        art = self.articles[article]
        html = marked(art.text, marks, span)
        return Words(self.outlet(article), when(art.published), html, self.anchor(article, index))

    def passage(self, art: Article, attr: Attribution) -> Span:
        """Return the sentences in which an attribution stands, if they are not too long."""
        return self.around(art, hull(attr))

    def around(self, art: Article, wanted: Span) -> Span:
        """Return the sentences that hold the wanted characters, if they are not too long."""
        if art.id not in self.sentences:
            self.sentences[art.id] = list(sentences(art.text))
        return around(self.sentences[art.id], wanted, QUOTED)

    def meant(self, appearance: Appearance, span: Span) -> tuple[str, ...]:
        """Return whom the words of a source mean: of “the agency cited a man”, the agency."""
        mentioned = self.resolution.mentions.get((appearance.article, span))
        if len(appearance.sources) > 1 and mentioned in appearance.sources:
            return appearance.sources  # “the mayor and the minister”
        if mentioned:
            return (mentioned,)
        words = span.of(self.articles[appearance.article].text)
        hands = [*appearance.relays, *appearance.sources]
        return (
            tuple([id for id in hands if _says(words, self.source(id))][:1])
            or (appearance.sources[:1])
        )

    def marks(
        self, appearance: Appearance, first: tuple[tuple[str, str], ...] = (), title: str = ""
    ) -> list[Mark]:
        """Return the marks of one attribution's parts, in the colour of who speaks.

        `first` goes on the content's first piece. The words of a source lead to
        its card, and carry its name where they do not say it.
        """
        attr = appearance.attribution
        told = (("title", title),) if title else ()
        named = self.places.piece(appearance.index)
        look = self.looks.get(next(iter(appearance.sources), ""))
        colour = f" {look.classes.split()[0]}" if look else ""
        kind = "own" if attr.own_voice else f"content{colour}"
        marks = [
            Mark(span, "span", (("class", kind), *told, *named), first if i == 0 else ())
            for i, span in enumerate(attr.content)
        ]
        marks += [self._speaker(appearance, span) for span in attr.source]
        marks += [Mark(span, "span", (("class", "cue"), *named), rank=3) for span in attr.cue]
        return marks + [
            Mark(span, "span", (("class", "addressee"), *named), rank=4) for span in attr.addressee
        ]

    def _speaker(self, appearance: Appearance, span: Span) -> Mark:
        ids = self.meant(appearance, span)
        look = self.looks.get(next(iter(ids), ""))
        if look is None:
            return Mark(span, "span", (("class", "source"),), rank=2)
        names = " and ".join(self.source(id) for id in ids)
        pairs = [
            ("class", f"source {look.classes}"),
            ("href", self.card(ids[0]) or ""),
            ("title", names),
        ]
        words = span.of(self.articles[appearance.article].text)
        if not _says(words, names):
            pairs.append(("data-who", shorten(names, 48)))
        return Mark(span, "a", tuple(pairs[:3]), tuple(pairs[3:]), rank=2)


def apart(marks: Iterable[Mark]) -> list[Mark]:
    """Return the marks so that no link stands in another, which no page may have.

    Of links on the same characters the first stays; of others that overlap the
    later ones are no links.
    """
    out: list[Mark] = []
    links: list[Mark] = []
    for mark in marks:
        over = [link for link in links if link.span.overlaps(mark.span)] if mark.tag == "a" else []
        if any(link.span == mark.span for link in over):
            continue
        if over:
            pairs = tuple(pair for pair in mark.attributes if pair[0] != "href")
            mark = replace(mark, tag="span", attributes=pairs)
        elif mark.tag == "a":
            links.append(mark)
        out.append(mark)
    return out


def _says(words: str, name: str) -> bool:
    """Tell whether the words of a mention hold a word of the name."""
    return bool({*fold(words).split()} & {*fold(name).split()})
