"""PDF text, its paragraphs rebuilt from lines (adapter of pypdfium2)."""

import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from reportedly.errors import Malformed, NoArticle, Protected, TooLarge
from reportedly.read.blocks import Block, joined
from reportedly.read.dateline import WEEKDAY, find_dateline
from reportedly.read.dates import find_date, parse_date
from reportedly.read.language import language_of
from reportedly.read.limits import Limits
from reportedly.records import Article, Moment, Span

PASSWORD: Final = 4  # FPDF_ERR_PASSWORD
MARGIN: Final = 0.10  # of a page's height, above and below: where running heads and feet stand
LARGER: Final = 1.15  # a heading's size against that of running text
# A paragraph's distance against that of lines: on two PDFs 1.2 to 1.5 divide rightly, 1.6 does not.
GAP: Final = 1.35
_HYPHENS: Final = "\u0002\ufffe\u00ad"  # what PDFium gives for a hyphen that only breaks a word
_FOLIO = re.compile(
    r"(?:\S+\s+)?(?:page\s+)?[-–— ]*\d{1,4}[-–— ]*(?:\s*(?:of|/)\s*\d{1,4})?|page \w+",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"By ((?:[A-Z][\w.’'-]+,? ?(?:and |de |van |von )?){2,8})$")
_SOFTWARE = re.compile(
    r"word|writer|office|latex|tex\b|adobe|acrobat|indesign|quark|chrom|mozilla|safari|webkit|print"
    r"|pdf|report|scribus|pages|canva|pdfium|skia|quartz|hp |scan|canon|epson|xerox|ghostscript",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page; points (1/72 inch) from the page's lower left corner."""

    text: str
    page: int
    left: float
    right: float
    base: float
    size: float
    edge: bool  # it stands in the upper or lower margin


def read_pdf(data: bytes, name: str, limits: Limits) -> Article:
    """Return the article of a PDF.

    Raises:
        Protected: it asks for a password. Malformed: it is broken.
        NoArticle: it holds no text, as scans do. TooLarge: too many pages or characters.
    """
    found, about = _lines(data, name, limits)
    if not found:
        raise NoArticle(name, "there is no text in this PDF, perhaps only a scan",
                        "run it through text recognition (OCR) first")  # fmt: skip
    body = _without_running_heads(found)
    size = _usual([line.size for line in body])
    first = next((i for i, line in enumerate(body) if line.size > size * LARGER), None)
    masthead, body = _split_masthead(body, first)
    blocks = list(_paragraphs(body, size))
    if not blocks:
        raise NoArticle(name, "there is no running text in this PDF", "give the text as .txt")
    title, blocks, notes = _title(blocks, about.get("Title", ""))
    text, _ = joined(blocks)
    if len(text) > limits.characters:
        raise TooLarge(name, f"its text has {len(text):,} characters", "split it into articles")
    edges = [line.text for line in found if line.edge and line.page == 0]
    outlet = _outlet(masthead + edges, about, notes)
    published = _published(masthead + edges, text, about, notes)
    byline = next((m[1] for block in blocks[:4] if (m := _BYLINE.fullmatch(block.text))), None)
    language, why = language_of(text)
    notes += [("language", why), ("text", "lines of the PDF, joined to paragraphs")]
    return Article(
        id=name, text=text, outlet=outlet, title=title, byline=byline or about.get("Author"),
        headline=Span(0, len(title)) if title and text.startswith(title) else None,
        published=published, language=language, path=name, notes=tuple(notes),
    )  # fmt: skip


def _lines(data: bytes, name: str, limits: Limits) -> tuple[list[Line], dict[str, str]]:
    """Return the lines of all pages and what the file says of itself."""
    import pypdfium2

    end = time.monotonic() + limits.seconds
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == PASSWORD or "password" in str(error).lower():
            raise Protected(name, "this PDF asks for a password",
                            "open it, and print or save it without one") from error  # fmt: skip
        raise Malformed(name, "this PDF is broken", "fetch it again, or give its text") from error
    try:
        if len(document) > limits.pages:
            raise TooLarge(name, f"it has {len(document)} pages", "take out the article's pages")
        lines: list[Line] = []
        for number in range(len(document)):
            lines.extend(_lines_of_page(document, number))
            if time.monotonic() > end:
                raise TooLarge(name, f"page {number + 1} was reached after {limits.seconds:.0f} s",
                               "take out the article's pages")  # fmt: skip
        about = {key: value.strip() for key, value in document.get_metadata_dict().items()}
    except pypdfium2.PdfiumError as error:
        raise Malformed(name, "a page of this PDF is broken", "fetch it again") from error
    finally:
        document.close()
    return lines, {key: value for key, value in about.items() if value}


def _lines_of_page(document: Any, number: int) -> Iterator[Line]:
    from pypdfium2 import raw

    page = document[number]
    height = page.get_height()
    words = page.get_textpage()
    text, at = words.get_text_range(), 0
    for piece in re.split(r"(\r?\n)", text):
        start = at + len(piece) - len(piece.lstrip())
        end = at + len(piece.rstrip()) - 1
        at += len(piece)
        if start > end:
            continue
        left, bottom, _, _ = words.get_charbox(start, loose=True)
        right = words.get_charbox(end, loose=True)[2]
        size = raw.FPDFText_GetFontSize(words.raw, start)
        edge = not MARGIN * height < bottom < (1 - MARGIN) * height
        yield Line(piece.strip().replace("\0", ""), number, left, right, bottom, size, edge)


def _without_running_heads(lines: list[Line]) -> list[Line]:
    """Return the lines without page numbers and what recurs in the margins of pages."""
    often = Counter(
        words for _, words in {(line.page, _shape(line)) for line in lines if line.edge}
    )
    kept = [
        line for line in lines
        if not (line.edge and (often[_shape(line)] > 1 or _FOLIO.fullmatch(line.text)))
    ]  # fmt: skip
    return kept or lines


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "0", line.text.casefold())


def _split_masthead(body: list[Line], heading: int | None) -> tuple[list[str], list[Line]]:
    """Return the lines above the title (outlet, date, section) and the rest.

    Without larger type nothing can be told apart, and nothing is taken away.
    """
    if heading is None:
        return [], body
    top = heading
    if body[heading].edge and heading + 1 < len(body):  # the outlet's own name is set large too
        after = [i for i, line in enumerate(body[heading + 1 : heading + 8], heading + 1)
                 if line.size > body[-1].size * LARGER and not line.edge]  # fmt: skip
        top = after[0] if after else heading
    if top > 6:  # a heading far down divides the article; the text begins before it
        return [], body
    return [line.text for line in body[:top]], body[top:]


def _paragraphs(lines: list[Line], size: float) -> Iterator[Block]:
    """Yield paragraphs: a wider gap, an indent, other type or a short last line divides them."""
    gaps = [a.base - b.base for a, b in pairwise(lines)
            if a.page == b.page and 0 < a.base - b.base < 4 * size]  # fmt: skip
    pitch = _usual(gaps) if gaps else size * 1.2
    width = _usual([line.right for line in lines])
    left = _usual([line.left for line in lines])
    text, last = "", None
    for line in lines:
        if last and _divides(last, line, (pitch, width, left)):
            yield Block(text, (), "heading" if last.size > size * LARGER else "text")
            text = ""
        text, last = _with_line(text, line.text), line
    if last and text:
        yield Block(text, (), "heading" if last.size > size * LARGER else "text")


def _divides(above: Line, below: Line, usual: tuple[float, float, float]) -> bool:
    pitch, width, left = usual
    if abs(above.size - below.size) > 0.1 * above.size:
        return True
    ends = bool(re.search(r"[.!?…:][\"”’)]*$", above.text))
    if above.page != below.page or below.base > above.base:  # next page or column
        return ends and above.right < width - 4 * above.size
    if above.base - below.base > GAP * max(pitch, above.size):
        return True
    indented = below.left > left + 0.8 * below.size and above.left < below.left - 0.5 * below.size
    return ends and (indented or above.right < width - 0.35 * (width - left))


def _with_line(text: str, line: str) -> str:
    """Return the text with a line behind it; a word broken at the line's end is joined.

    >>> _with_line("the gov-", "ernment said"), _with_line("a well-", "Known")
    ('the government said', 'a well-Known')
    """
    line = re.sub(rf"[{_HYPHENS}](?!$)", "", re.sub(r"\s+", " ", line))
    if not text:
        return line
    if text[-1] in _HYPHENS:
        return text[:-1] + line
    if re.search(r"[a-z]{2}-$", text) and re.match(r"[a-z]{2}", line):
        return text[:-1] + line
    return text + ("" if re.search(r"\w[-–—]$", text) else " ") + line


def _usual(values: list[float]) -> float:
    """Return the commonest value, to half a point."""
    return Counter(round(value * 2) / 2 for value in values).most_common(1)[0][0]


def _title(
    blocks: list[Block], stated: str
) -> tuple[str | None, list[Block], list[tuple[str, str]]]:
    """Return the title, the blocks with it in front, and why it was taken."""
    if blocks[0].sort == "heading" and len(blocks) > 1:
        return blocks[0].text, blocks, [("title", "the first lines, in larger type")]
    first = blocks[0].text
    if len(blocks) > 1 and len(first) <= 200 and not re.search(r"[.,;:]$", first):
        return first, blocks, [("title", "the first line")]
    if len(stated.split()) > 2 and not re.search(r"\.\w{2,4}$|^untitled", stated, re.IGNORECASE):
        return stated, [Block(stated, (), "heading"), *blocks], [("title", "the PDF's metadata")]
    return None, blocks, []


def _outlet(head: list[str], about: dict[str, str], notes: list[tuple[str, str]]) -> str | None:
    """Return the outlet that the masthead or the metadata name."""
    for words in [*head, about.get("Subject", "")]:
        line = find_dateline(words) if words else None
        if line and line.outlet:
            notes.append(("outlet", f"“{line.outlet}” stands with the date"))
            return line.outlet
    creator = about.get("Creator", "")
    if creator and not _SOFTWARE.search(creator) and not re.search(r"\d", creator):
        notes.append(("outlet", f"“{creator}” made the PDF"))
        return creator
    for words in head:
        dated = find_date(words)
        outlet = words[: dated[1].start] if dated else ""
        outlet = WEEKDAY.sub("", outlet).strip(" ,")
        if outlet and len(outlet) < 60:
            notes.append(("outlet", f"“{outlet}” stands above the article"))
            return outlet
    return None


def _published(
    head: list[str], text: str, about: dict[str, str], notes: list[tuple[str, str]]
) -> Moment | None:
    """Return the date in the masthead, the dateline, or the metadata's subject, in that order."""
    for words in head:
        if found := find_date(words, "masthead"):
            notes.append(("date", f"{found[0].value} stands above the article"))
            return found[0]
    line = find_dateline(text)
    if line and line.published:
        notes.append(("date", f"{line.published.value} from the dateline"))
        return line.published
    if found := find_date(about.get("Subject", ""), "metadata"):
        notes.append(("date", f"{found[0].value} from the PDF's subject"))
        return found[0]
    made = parse_date(about.get("CreationDate", "")[2:10], "pdf made")
    if made:
        notes.append(("date", f"{made.value}, the day on which the PDF was made"))
    return made
