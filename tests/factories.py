"""Short ways to make records in tests: a text with marked pieces becomes an attribution."""

from reportedly.records import Appearance, Article, Attribution, Moment, Source, Span


def span(text: str, piece: str, nth: int = 0) -> Span:
    """Return where `piece` stands in `text` (its nth time)."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(piece, start + 1)
    return Span(start, start + len(piece))


def article(text: str, id: str = "a", **fields: object) -> Article:
    """Return an English article; `published="2024-09-17"` may be given as a string."""
    published = fields.pop("published", None)
    if isinstance(published, str):
        precision = {4: "year", 7: "month", 10: "day"}.get(len(published), "minute")
        published = Moment(published, precision)  # type: ignore[arg-type]
    fields.setdefault("language", "en")
    return Article(id=id, text=text, published=published, **fields)  # type: ignore[arg-type]


def attribution(
    art: Article, source: str = "", cue: str = "", content: str = "", **fields: object
) -> Attribution:
    """Return an attribution whose parts are given by their words in the article."""
    spans = {
        role: (span(art.text, words),) if words else ()
        for role, words in (("source", source), ("cue", cue), ("content", content))
    }
    addressee = fields.pop("addressee", "")
    if isinstance(addressee, str):
        addressee = (span(art.text, addressee),) if addressee else ()
    if not source and not cue:
        fields.setdefault("hedge", "none")
    return Attribution(article=art.id, addressee=addressee, **spans, **fields)  # type: ignore[arg-type]


def appearance(attr: Attribution, index: int = 0, **fields: object) -> Appearance:
    """Return an appearance of the attribution."""
    return Appearance(article=attr.article, index=index, attribution=attr, **fields)  # type: ignore[arg-type]


def source(id: str, name: str = "", kind: str = "person", **fields: object) -> Source:
    """Return a source named after its id unless a name is given."""
    return Source(id=id, name=name or id, kind=kind, names=(name or id,), **fields)  # type: ignore[arg-type]
