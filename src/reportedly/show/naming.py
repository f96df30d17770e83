"""How sources and articles are called in every view."""

from collections.abc import Iterable, Sequence

from reportedly.records import Article, ClaimTrace, Resolution, Source
from reportedly.show.phrases import KINDS
from reportedly.show.safe import one_line

QUOTING = 2  # outlets that a list names


class Names:
    """Looks up the names of one trace's sources and articles, ready to be shown."""

    def __init__(self, articles: Sequence[Article], resolution: Resolution) -> None:
        self.articles = {article.id: article for article in articles}
        self.resolution = resolution

    def outlet(self, article: str) -> str:
        """Return the name under which an article was published."""
        source = self.resolution.sources.get(self.resolution.outlets.get(article, ""))
        if source is not None:
            return one_line(source.name)
        art = self.articles[article]
        return one_line(art.outlet or art.path or art.id)

    def source(self, id: str) -> str:
        """Return the name of a source."""
        found = self.resolution.sources.get(id)
        return one_line(found.name) if found else one_line(id)

    def origin(self, id: str, trace: ClaimTrace) -> tuple[str, str]:
        """Return an origin's name, and in a few words what the texts tell of it."""
        source = self.resolution.sources.get(id)
        if source is None:
            return one_line(id), ""
        told = [KINDS[source.kind]] if source.kind in ("anonymous", "document", "account") else []
        told = [] if says_unnamed(source) else told
        if source.affiliation and source.affiliation.casefold() not in source.name.casefold():
            told.append(one_line(source.affiliation))
        hearers = sorted({d.through for d in trace.derivations if d.source == id and d.through})
        hearer = source.heard_by or (hearers[0] if len(hearers) == 1 else None)
        if hearer:
            told.append(f"heard by {self.source(hearer)}")
        return one_line(source.name), ", ".join(told)


def outlet_of(article: str, resolution: Resolution) -> str:
    """Return the id of the hand that published an article."""
    return resolution.outlets.get(article) or f"article:{article}"


def says_unnamed(source: Source) -> bool:
    """Tell whether an unnamed source's description already says that it has no name."""
    words = source.name.casefold().split()
    return source.kind == "anonymous" and bool({"unnamed", "anonymous", "unidentified"} & {*words})


def told_of(source: Source) -> list[str]:
    """Return what a source is: its kind, unless the name says it, and its affiliation."""
    told = []
    if source.kind != "person" and not says_unnamed(source):
        told.append("unclear who" if source.kind == "none" else KINDS[source.kind])
    if adds(source.affiliation, source):
        told.append(one_line(source.affiliation or ""))
    return told


def told_in_list(source: Source, outlets: Iterable[str]) -> list[str]:
    """Return what a list says beside a source's name; two of one name are told by who quotes them.

    Args:
        source: one of the list.
        outlets: who quotes it, if another one of the list is called like it; else none.
    """
    told = [words for words in told_of(source) if words != KINDS["anonymous"]]
    names = list(dict.fromkeys(outlets))
    more = len(names) - QUOTING
    if names:
        told.append(f"in {', '.join(names[:QUOTING])}" + (f" and {more} more" if more > 0 else ""))
    return told


def adds(words: str | None, source: Source) -> bool:
    """Tell whether words say more of a source than its name does."""
    return bool(words) and (words or "").casefold() not in source.name.casefold()
