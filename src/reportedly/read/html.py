"""Saved web pages (adapter of lxml, trafilatura and htmldate)."""

import re
from dataclasses import dataclass, replace
from typing import Any, Final

from reportedly.errors import Malformed, NoArticle, TooLarge
from reportedly.read.addresses import clean_address
from reportedly.read.blocks import Block, BlockBuilder, joined
from reportedly.read.boilerplate import WORDS_BEFORE_END, ends_article, is_furniture
from reportedly.read.dateline import find_dateline
from reportedly.read.dates import parse_date
from reportedly.read.encoding import decode, doubts, repair
from reportedly.read.language import language_of
from reportedly.read.limits import Limits
from reportedly.read.metadata import Facts, Page, alike, facts_of
from reportedly.records import Article, Span

FEWEST_WORDS: Final = 20  # the shortest of PolNeAR's articles has 22; not tuned on real error pages
FEW_WORDS: Final = 12  # of a line behind the article that is mostly a link
SAVE_AGAIN: Final = "open the page, let it load, and save it again, or give the text as .txt"
_HEADINGS: Final = frozenset(["head", "h1", "h2", "h3", "h4", "h5", "h6", "title"])
_LINKS: Final = frozenset(["ref", "a"])
_BREAKS: Final = frozenset(["lb", "br"])
_INLINE: Final = _LINKS | frozenset(
    "hi del b i em strong span u s q small sub sup mark abbr cite code time font ins".split()
)
_FORMATS: Final = frozenset(  # they change how words look, not what they say
    "abbr acronym area b bdi bdo big cite code data del dfn em font i img input ins kbd mark nobr q"
    " rb rp rt ruby s samp small span strike strong sub sup template time tt u var wbr".split()
)
_FORMAT_TAG = re.compile(rf"</?(?:{'|'.join(sorted(_FORMATS))})(?=[\s/>])[^<>]*>", re.IGNORECASE)
# Extraction takes time by the square of such elements in one parent: 14,500 took 26 s of CPU.
# In twelve news pages no parent had more than five.
CROWD: Final = 200
# Its second and third attempts, too, take time by the square: 5,000 headings took 12 s. The
# largest of twelve news pages has 1,628 elements.
MANY: Final = 5_000
_ASIDES: Final = (  # parts that the page itself marks as beside the article
    "//*[@role='complementary' or @role='navigation' or @role='search' or @role='dialog'"
    " or @role='alertdialog'][not(.//h1)]"
)
_APART = (  # what an article's own heading, time and byline never stand in
    "ancestor::nav or ancestor::form or ancestor::dialog or ancestor::footer or ancestor::aside"
    " or ancestor::*[contains(@class, 'comment') or contains(@class, 'related')"
    " or contains(@class, 'modal') or contains(@class, 'teaser') or contains(@id, 'comment')]"
)
MOST_STATED: Final = 200  # headings, times or bylines looked at; pages all of them are no articles
_STARTS = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_ENDS = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)  # in each of the twelve pages
_SAVED_FROM = re.compile(r"(?:saved from url=\(\d+\)|^\s*url:\s*)(https?://\S+)")


def read_html(data: bytes, name: str, limits: Limits) -> Article:
    """Return the article of a web page.

    Its text is the title, a blank line, and the paragraphs with blank lines between.

    Raises:
        NoArticle: no running text is found. Malformed: it is no markup.
        TooLarge: too many elements, elements in elements, or characters.
    """
    source, encoding = decode(data)
    tree = _parse(source, name, limits)
    page = _page(tree)
    facts = facts_of(page)
    if _is_crowded(tree):
        tree = _parse(_FORMAT_TAG.sub("", source), name, limits)
    blocks = _without_furniture(_main_blocks(tree, facts.url or ""), facts.title)
    words = sum(len(block.text.split()) for block in blocks)
    if words < FEWEST_WORDS:
        found = f"only {words} words of running text" if words else "no running text"
        raise NoArticle(name, f"{found} found in this page", SAVE_AGAIN)
    if facts.title:
        blocks.insert(0, Block(facts.title, (), "heading"))
    text, links = joined(blocks)
    if len(text) > limits.characters:
        raise TooLarge(name, f"its text has {len(text):,} characters", "split it into articles")
    facts = _dated(facts, text, source)
    language, why = language_of(text, facts.language)
    notes = (*facts.notes, ("language", why), ("text", f"main text of the page ({encoding})"))
    if _STARTS.search(source) and not _ENDS.search(source):
        notes += (("warning", "the page breaks off before its end; " + SAVE_AGAIN),)
    notes += tuple(("warning", doubt) for doubt in doubts(text, encoding))
    return Article(
        id=facts.url or name, text=text, url=facts.url, outlet=facts.outlet, title=facts.title,
        headline=Span(0, len(facts.title)) if facts.title else None, byline=facts.byline,
        published=facts.published, modified=facts.modified, language=language, links=links,
        path=name, notes=notes,
    )  # fmt: skip


def _parse(source: str, name: str, limits: Limits) -> Any:
    """Return the tree, after checks that keep extraction within bounds."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    clean = re.sub(r"[\x00-\x08\x0b\x0e-\x1f]", " ", source)
    try:
        parser = HTMLParser(encoding="utf-8", remove_pis=True)
        tree = document_fromstring(clean.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise Malformed(name, f"no page could be made of it ({error})", SAVE_AGAIN) from error
    depth = elements = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        elements += event == "start"
        if elements > limits.elements:
            raise TooLarge(name, f"more than {limits.elements:,} elements", SAVE_AGAIN)
        if depth > limits.depth:
            raise TooLarge(name, f"more than {limits.depth} elements in each other", SAVE_AGAIN)
    return tree


def _page(tree: Any) -> Page:
    """Return what the page says of itself."""
    metas = tuple(
        ((meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower(),
         meta.get("content") or "")
        for meta in tree.iter("meta")
    )  # fmt: skip
    canonical = [str(href) for href in tree.xpath("//link[@rel='canonical']/@href")]
    canonical += [content for name, content in metas if name in ("og:url", "twitter:url")]
    comments = tree.xpath("/comment() | /html/comment() | /html/head/comment()")
    canonical += [m[1] for c in comments if (m := _SAVED_FROM.search(c.text or ""))]
    times = _stated(tree, "//time | //*[@itemprop='datePublished']")
    bylines = _stated(
        tree,
        "//*[@rel='author' or @itemprop='author' or contains(concat(' ', @class, ' '), ' byline ')"
        " or contains(concat(' ', @class, ' '), ' author ')]",
    )
    return Page(
        language=tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "",
        canonical=tuple(canonical),
        metas=metas,
        scripts=tuple(
            repair(script.text or "") for script in tree.iter("script")
            if "ld+json" in (script.get("type") or "")
        ),
        headings=tuple(filter(None, map(_words, _stated(tree, "//h1")))),
        times=tuple((t.get("datetime") or t.get("content") or "", _words(t)) for t in times),
        title=_words(tree.find(".//title")),
        bylines=tuple(filter(None, map(_words, bylines))),
    )  # fmt: skip


def _stated(tree: Any, path: str) -> list[Any]:
    """Return the first elements of `path` that stand where the article's own may stand."""
    found: list[Any] = tree.xpath(f"({path})[position() <= {MOST_STATED}][not({_APART})]")
    return found


def _words(element: Any) -> str:
    return "" if element is None else repair(" ".join(element.text_content().split()))


def _main_blocks(tree: Any, base: str) -> list[Block]:
    """Return the blocks of the page's main text, in the page's order."""
    import logging

    from trafilatura import bare_extraction

    for aside in tree.xpath(_ASIDES):
        if aside.getparent() is not None:
            aside.drop_tree()
    gaps = _gaps_around_links(tree)
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what fails is told by our errors
    try:
        document = bare_extraction(
            tree, output_format="xml", include_links=True, include_comments=False,
            include_images=False, with_metadata=False,
            fast=sum(1 for _ in tree.iter()) > MANY,
        )  # fmt: skip
    except (RecursionError, MemoryError, AttributeError, KeyError, IndexError):
        return []
    body = getattr(document, "body", None)
    return [] if body is None else _TreeReader(base, gaps).blocks(body)


def _is_crowded(tree: Any) -> bool:
    """Tell whether formatting elements stand in a crowd, so that extraction would take minutes."""
    return any(
        len(parent) > CROWD and sum(child.tag in _FORMATS for child in parent) > CROWD
        for parent in tree.iter()
    )


def _gaps_around_links(tree: Any) -> dict[str, tuple[bool, bool]]:
    """Return, by a link's words, whether white space stands before and behind it.

    Extraction loses it at places, and "Play or" becomes "Playor".
    """
    gaps = {}
    for link in tree.iter("a"):
        previous = link.getprevious()
        parent = link.getparent()
        before = (previous.tail if previous is not None else parent.text) or ""
        tail = link.tail or ""
        gaps["".join(link.itertext()).strip()] = before[-1:].isspace(), tail[:1].isspace()
    return gaps


@dataclass(frozen=True, slots=True)
class _TreeReader:
    """Reads a tree of trafilatura's as blocks; without recursion, whatever the depth."""

    base: str
    gaps: dict[str, tuple[bool, bool]]

    def blocks(self, body: Any) -> list[Block]:
        from lxml import etree

        builder = BlockBuilder()
        for event, element in etree.iterwalk(body, events=("start", "end", "comment", "pi")):
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                self._open(builder, element, tag)
                builder.add(repair(element.text or ""))
                continue
            if event == "end":
                self._close(builder, element, tag)
            if element is not body:
                builder.add(repair(element.tail or ""))
        builder.flush()
        return builder.blocks

    def _open(self, builder: BlockBuilder, element: Any, tag: str) -> None:
        if tag in _LINKS:
            if self._gap(element)[0]:
                builder.space()
            target = element.get("target") or element.get("href") or ""
            internal = target.startswith("#") or "/cdn-cgi/l/email-protection" in target
            builder.open_link(None if internal else clean_address(target, self.base))
        elif tag in _BREAKS:
            builder.line_break()
        elif tag == "cell":
            builder.add(" | " if element.getprevious() is not None else "")
        elif _in_cell(element, tag):
            builder.add(" ")
        elif tag not in _INLINE:
            builder.start("heading" if tag in _HEADINGS else "text")

    def _close(self, builder: BlockBuilder, element: Any, tag: str) -> None:
        if tag in _LINKS:
            builder.close_link()
            if self._gap(element)[1] and (element.tail or "")[:1].isalnum():
                builder.space()
        elif tag not in _INLINE | _BREAKS and not _in_cell(element, tag):
            builder.flush()

    def _gap(self, link: Any) -> tuple[bool, bool]:
        return self.gaps.get("".join(link.itertext()).strip(), (False, False))


def _in_cell(element: Any, tag: str) -> bool:
    """Tell whether the element is part of one row of a table, which is one block."""
    parent = element.getparent()
    return tag == "cell" or (tag == "p" and parent is not None and parent.tag == "cell")


def _without_furniture(blocks: list[Block], title: str | None) -> list[Block]:
    """Return the blocks that are the article's, without the title's own."""
    kept: list[Block] = []
    seen: set[str] = set()
    words = 0
    for block in blocks:
        if words >= WORDS_BEFORE_END and ends_article(block.text):
            break
        repeated = len(block.text) > 40 and block.text in seen  # extractors join two attempts
        if repeated or is_furniture(block.text) or _only_links(block):
            continue
        if title and words < WORDS_BEFORE_END and alike(block.text, title):
            continue
        seen.add(block.text)
        kept.append(block)
        words += len(block.text.split())
    while kept and (kept[-1].sort == "heading" or _leads_away(kept[-1])):
        kept.pop()  # a heading of what was left out, or offers behind the article
    return kept


def _only_links(block: Block) -> bool:
    """Tell whether the block leads elsewhere and says nothing: a teaser, not a sentence."""
    return block.linked > 0.9 and not re.search(r"[.!?…][”\"’)]?$", block.text)


def _leads_away(block: Block) -> bool:
    return block.linked > 0.5 and len(block.text.split()) <= FEW_WORDS


def _dated(facts: Facts, text: str, source: str) -> Facts:
    """Return `facts` with a date from the text's dateline, or guessed, where none is stated."""
    if facts.published:
        return facts
    head = find_dateline(text)
    if head and head.published:
        note = ("date", f"{head.published.value} from the dateline")
        return replace(facts, published=head.published, notes=(*facts.notes, note))
    from htmldate import find_date

    found = find_date(source, original_date=True, extensive_search=False)
    moment = parse_date(found or "", "htmldate")
    if not moment:
        return replace(facts, notes=(*facts.notes, ("date", "none found in the page")))
    note = ("date", f"{moment.value}, the likeliest of the dates in the page (htmldate)")
    return replace(facts, published=moment, notes=(*facts.notes, note))
