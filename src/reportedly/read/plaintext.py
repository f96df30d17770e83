"""Plain text as it stands: nothing is changed, only a comment form at its end is cut off."""

import re
from typing import Final

from reportedly.errors import EmptyText, TooLarge
from reportedly.read.boilerplate import WORDS_BEFORE_END, ends_article
from reportedly.read.dateline import LINES_LOOKED_AT, Dateline, find_dateline
from reportedly.read.dates import parse_date
from reportedly.read.encoding import decode, doubts
from reportedly.read.language import language_of
from reportedly.read.limits import Limits
from reportedly.records import Article, Link, Moment, Span
from reportedly.text import lines

LONGEST_TITLE: Final = 200  # characters; the longest opening line in PolNeAR has 141
_URL = re.compile(r"https?://[^\s<>\"“”«»]+[^\s<>\"“”«».,;:!?)\]’']")
_BYLINE = re.compile(r"By ((?:[A-Z][\w.’'-]+,? ?(?:and |de |van |von |al-)?){2,8})$")
_LABELLED = re.compile(
    r"(?P<label>title|headline|source|outlet|publication|publisher|date|published|url|link|author)"
    r"\s*:\s+(?P<value>\S.*)",
    re.IGNORECASE,
)
_FIELDS: Final = {
    "title": "title", "headline": "title", "source": "outlet", "outlet": "outlet",
    "publication": "outlet", "publisher": "outlet", "date": "date", "published": "date",
    "url": "url", "link": "url", "author": "byline",
}  # fmt: skip


def read_plaintext(data: bytes, name: str, limits: Limits) -> Article:
    r"""Return the article that a text file holds.

    Line ends become "\n"; every other character stays, so offsets into the file's text
    hold. Title, outlet and date are looked for in the first lines and stay in the text.

    Raises:
        EmptyText: there is no word in it.
        TooLarge: it is longer than an article.
    """
    decoded, encoding = decode(data)
    text = decoded.replace("\r\n", "\n").replace("\r", "\n").replace("\0", " ")
    if len(text) > limits.characters:
        raise TooLarge(name, f"its text has {len(text):,} characters", "split it into articles")
    end, cut = _end_of_article(text)
    text = text[:end]
    if not re.search(r"\w", text):
        raise EmptyText(name, "there is no word in it", "save the article again, or leave it out")
    head = find_dateline(text)
    labels = _labels(text)
    headline = _headline(text, head)
    title = labels.get("title") or (headline.of(text) if headline else None)
    notes = [("text", f"taken as it stands ({encoding})" + (f"; cut off: {cut}" if cut else ""))]
    outlet, published = _outlet_and_date(head, labels, notes)
    if title:
        notes.append(("title", "the first line" if "title" not in labels else "its line says so"))
    language, why = language_of(text)
    notes.append(("language", why))
    notes += [("warning", doubt) for doubt in doubts(text, encoding)]
    return Article(
        id=name, text=text, url=labels.get("url"), outlet=outlet, title=title, headline=headline,
        byline=labels.get("byline"), published=published, language=language, links=_links(text),
        path=name, notes=tuple(notes),
    )  # fmt: skip


def _outlet_and_date(
    head: Dateline | None, labels: dict[str, str], notes: list[tuple[str, str]]
) -> tuple[str | None, Moment | None]:
    """Return what a labelled line or the dateline says, and note which."""
    outlet, published = labels.get("outlet"), None
    if outlet:
        notes.append(("outlet", "its line says so"))
    elif head and head.outlet:
        outlet = head.outlet
        notes.append(("outlet", f"“{outlet}” from the dateline"))
    if "date" in labels:
        published = parse_date(labels["date"], "label")
    if published is None and head:
        published = head.published
    if published:
        notes.append(("date", f"{published.value} from the {published.basis}"))
    return outlet, published


def _end_of_article(text: str) -> tuple[int, str]:
    """Return where the article ends and what is cut off there ("" if nothing).

    A line of the form's is believed only when text stands before it.
    """
    words = 0
    for line in lines(text):
        why = ends_article(line.of(text)) if words >= WORDS_BEFORE_END else None
        if why:
            return len(text[: line.start].rstrip()), why
        words += len(line.of(text).split())
    return len(text), ""


def _headline(text: str, head: Dateline | None) -> Span | None:
    """Return the first line if it reads like a title: short, without a full stop, not all.

    An address, a label or a dateline may stand before it.
    """
    found = list(zip(range(LINES_LOOKED_AT), lines(text), strict=False))
    for _, line in found[:-1]:
        words = line.of(text)
        dated = head and head.span.overlaps(line)
        if dated or _URL.fullmatch(words) or _LABELLED.match(words) or _BYLINE.match(words):
            continue
        if len(words) > LONGEST_TITLE or words.endswith((".", ",", ";", ":")):
            return None
        return line
    return None


def _labels(text: str) -> dict[str, str]:
    """Return what lines such as "Source: The Lantern" and "By Ann Ash" at the top say."""
    out: dict[str, str] = {}
    for _, line in zip(range(LINES_LOOKED_AT), lines(text), strict=False):
        words = line.of(text)
        if match := _LABELLED.fullmatch(words):
            out.setdefault(_FIELDS[match["label"].lower()], match["value"].strip())
        elif match := _BYLINE.fullmatch(words):
            out.setdefault("byline", match[1].strip())
        elif _URL.fullmatch(words):
            out.setdefault("url", words)
    return out


def _links(text: str) -> tuple[Link, ...]:
    """Return the addresses that are written out in the text."""
    return tuple(Link(Span(m.start(), m.end()), m.group()) for m in _URL.finditer(text))
