"""Title, outlet, byline, dates and address of a page, each with where it was found.

Pages say these several times over and not always the same. The order of trust: what the
page states for machines about this article (JSON-LD, then meta tags), then what it shows
(headings, time tags), then what its address says.
"""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from reportedly.read.addresses import article_address, domain_of, unarchived
from reportedly.read.dates import date_in_url, finer, parse_date
from reportedly.records import Moment

Json = dict[str, Any]
Notes = list[tuple[str, str]]

ARTICLE_TYPES: Final = re.compile(
    r"(?:News|Reportage|Analysis|Background|Opinion|Review|AskPublic|Satirical|Tech|Scholarly)*"
    r"(?:Article|Posting|BlogPosting|Report|LiveBlogPosting)$|^(?:BlogPosting|Report)",
    re.ASCII,
)
PUBLISHED: Final = (  # meta names, the more specific first
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "parsely-pub-date", "sailthru.date", "publishdate", "publish-date", "pubdate",
    "publication_date",
    "dc.date.issued", "dcterms.created", "dcterms.date", "dc.date", "date", "pdate",
)  # fmt: skip
MODIFIED: Final = (
    "article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified",
    "dcterms.modified", "last-modified", "lastmod",
)  # fmt: skip
TITLES: Final = ("og:title", "parsely-title", "twitter:title", "dc.title", "title")
BYLINES: Final = (
    "author", "parsely-author", "sailthru.author", "dc.creator", "article:author", "byl",
)  # fmt: skip
_BY = re.compile(r"^(?:(?:posted|written|published|story)\s+)?by\b:?\s*", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s+[|–—·•»:-]\s+|\s*\|\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page says about itself, as it says it; no library's types."""

    language: str = ""
    canonical: tuple[str, ...] = ()  # addresses that it gives itself, the surest first
    metas: tuple[tuple[str, str], ...] = ()  # (name in lower case, content)
    scripts: tuple[str, ...] = ()  # of type application/ld+json
    headings: tuple[str, ...] = ()  # h1 outside navigation and forms
    times: tuple[tuple[str, str], ...] = ()  # (datetime or "", words) outside related and comments
    title: str = ""
    bylines: tuple[str, ...] = ()  # words marked as author's name

    def meta(self, *names: str) -> Iterator[tuple[str, str]]:
        """Yield the filled ones of these meta tags, in the order of `names`."""
        for name in names:
            for key, content in self.metas:
                if key == name and content.strip():
                    yield name, " ".join(content.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of a page's article besides its text."""

    url: str | None
    title: str | None
    outlet: str | None
    byline: str | None
    published: Moment | None
    modified: Moment | None
    language: str
    notes: tuple[tuple[str, str], ...]


def facts_of(page: Page) -> Facts:
    """Work out what `page` says of its article; every choice stands in `notes`."""
    notes: Notes = []
    nodes = list(_nodes(page.scripts))
    main = _main_node(nodes)
    url = article_address(page.canonical + _addresses(main))
    if url:
        notes.append(("url", "the page's own canonical address"))
    outlet = _outlet(page, main, nodes, url, notes)
    title = _title(page, main, outlet, notes)
    byline = _byline(page, main, nodes, outlet, notes)
    published = _published(page, main, url, notes)
    modified = _modified(page, main, published, notes)
    language = str(main.get("inLanguage") or page.language or "")
    return Facts(url=url, title=title, outlet=outlet, byline=byline, published=published,
                 modified=modified, language=language, notes=tuple(notes))  # fmt: skip


def _nodes(scripts: tuple[str, ...]) -> Iterator[Json]:
    """Yield every object in the page's JSON-LD, outer before inner."""
    for script in scripts:
        try:
            # Pages leave comments, line breaks in strings and a closing semicolon in it.
            body = re.sub(r"^\s*(?:<!--|//<!\[CDATA\[)|(?:-->|//\]\]>)\s*$", "", script).strip()
            stack: list[Any] = [json.loads(body.rstrip(";"), strict=False)]
        except (ValueError, RecursionError):
            continue
        while stack:
            item = stack.pop(0)
            if isinstance(item, list):
                stack = item + stack
            elif isinstance(item, dict):
                yield item
                stack.extend(value for value in item.values() if isinstance(value, dict | list))


def _main_node(nodes: list[Json]) -> Json:
    """Return the object that describes the article; {} if none does."""
    ranked = [node for node in nodes if any(ARTICLE_TYPES.search(t) for t in _types(node))]
    ranked += [node for node in nodes if "WebPage" in _types(node) and "datePublished" in node]
    return ranked[0] if ranked else {}


def _types(node: Json) -> list[str]:
    kind = node.get("@type", "")
    return [str(item) for item in (kind if isinstance(kind, list) else [kind])]


def _addresses(main: Json) -> tuple[str, ...]:
    entity = main.get("mainEntityOfPage")
    inner = entity.get("@id") or entity.get("url") if isinstance(entity, dict) else entity
    return tuple(str(address) for address in (main.get("url"), inner) if address)


def _outlet(page: Page, main: Json, nodes: list[Json], url: str | None, notes: Notes) -> str | None:
    publisher = main.get("publisher")
    if isinstance(publisher, list) and publisher:
        publisher = publisher[0]
    if isinstance(publisher, dict):
        whole = _by_id(publisher, nodes)
        if "Person" not in _types(whole) and (name := plain(whole.get("name"))):
            notes.append(("outlet", f"“{name}” from JSON-LD publisher"))
            return name
    for name, content in page.meta("og:site_name", "dc.publisher", "application-name"):
        if outlet := plain(content):
            notes.append(("outlet", f"“{outlet}” from meta {name}"))
            return outlet
    if behind := _behind_title(page):
        notes.append(("outlet", f"“{behind}” behind the title in the window's title"))
        return behind
    if url and (domain := domain_of(url)):
        notes.append(("outlet", "the domain of its address; the page names none"))
        return domain
    return None


def _behind_title(page: Page) -> str | None:
    """Return what follows the page's heading in the window's title: "Rain falls | Lantern".

    >>> _behind_title(Page(title="Rain falls - again | Lantern", headings=("Rain falls - again",)))
    'Lantern'
    """
    title = plain(page.title)
    for heading in map(plain, page.headings):
        rest = title.removeprefix(heading)
        if heading and rest != title and (match := _SEPARATOR.match(rest)):
            outlet = _SEPARATOR.split(rest[match.end() :])[-1].strip()
            return outlet if 0 < len(outlet) <= 40 else None
    return None


def _by_id(node: Json, nodes: list[Json]) -> Json:
    """Return the object that a mere reference {"@id": …} stands for."""
    if "name" in node or "@id" not in node:
        return node
    same = (other for other in nodes if other.get("@id") == node["@id"] and "name" in other)
    return next(same, node)


def _title(page: Page, main: Json, outlet: str | None, notes: Notes) -> str | None:
    """Return the title as the page shows it.

    JSON-LD and OpenGraph often carry another one, made for search engines; a heading that
    any of them (or the window's title) confirms is what readers see.
    """
    stated = [("JSON-LD headline", plain(main.get("headline")))]
    stated += [(f"meta {name}", plain(content)) for name, content in page.meta(*TITLES)]
    stated += [("the window's title", plain(page.title))]
    stated = [(where, short_title(title, outlet)) for where, title in stated if title]
    for heading in map(plain, page.headings):
        agreeing = [where for where, title in stated if alike(heading, title)]
        if agreeing:
            notes.append(("title", f"the heading; {agreeing[0]} agrees"))
            return heading
    for where, title in stated:
        if title:
            notes.append(("title", f"from {where}"))
            return title
    if len(page.headings) == 1:
        notes.append(("title", "the only heading"))
        return plain(page.headings[0]) or None
    return None


def short_title(title: str, outlet: str | None) -> str:
    """Return `title` without the site's name behind (or before) it.

    >>> short_title("Rain falls | The Lantern", "Lantern"), short_title("Rain - why?", "Lantern")
    ('Rain falls', 'Rain - why?')
    """
    title = re.sub(r"\s*\(Published \d{4}\)$", "", title)
    names = {_letters(outlet or ""), _letters(re.sub(r"^The ", "", outlet or ""))} - {""}
    if _letters(title) in names:
        return ""
    while names and (parts := list(_SEPARATOR.finditer(title))):
        tail, head = title[parts[-1].end() :], title[: parts[0].start()]
        if any(name in _letters(tail) for name in names) and len(tail.split()) <= 6:
            title = title[: parts[-1].start()]
        elif _letters(re.sub(r"^The ", "", head)) in names:
            title = title[parts[0].end() :]
        else:
            break
    return title.strip()


def alike(left: str, right: str) -> bool:
    """Tell whether two titles are one, but for marks, case and a short label in front."""
    a, b = sorted((_letters(left), _letters(right)), key=len)
    return bool(a) and (a == b or (len(a) >= 15 and a in b and len(a) >= 0.6 * len(b)))


def _letters(words: str) -> str:
    return "".join(re.findall(r"\w", words.casefold()))


def _byline(
    page: Page, main: Json, nodes: list[Json], outlet: str | None, notes: Notes
) -> str | None:
    authors = main.get("author") or []
    people = authors if isinstance(authors, list) else [authors]
    names = [_by_id(a, nodes).get("name") if isinstance(a, dict) else a for a in people]
    groups = [("JSON-LD author", [plain(name) for name in names])]
    groups += [(f"meta {name}", [plain(content)]) for name, content in page.meta(*BYLINES)]
    groups += [("the page's byline", [plain(words) for words in page.bylines[:3]])]
    for where, found in groups:
        kept = [name for name in map(_name, found) if name and not _is_outlet(name, outlet)]
        if kept:
            notes.append(("byline", f"from {where}"))
            return ", ".join(dict.fromkeys(kept))
    return None


def _name(words: str) -> str:
    """Return the names in a byline; "" for an address or a paragraph.

    >>> _name("Posted By: Ann Ash · 3 May 2024"), _name("https://a.example/ash")
    ('Ann Ash', '')
    """
    words = _BY.sub("", words)
    words = _SEPARATOR.split(words)[0] if not words.startswith("|") else ""
    return words if len(words) <= 100 and not re.match(r"https?:|www\.", words) else ""


def _is_outlet(name: str, outlet: str | None) -> bool:
    """Tell whether a byline only repeats the outlet: "CBC News" at CBC."""
    a, b = sorted((_letters(name), _letters(outlet or "")), key=len)
    return len(a) >= 3 and b.startswith(a)


def _published(page: Page, main: Json, url: str | None, notes: Notes) -> Moment | None:
    stated = [("json-ld", "JSON-LD datePublished", plain(main.get("datePublished")))]
    stated += [("meta og", f"meta {name}", content) for name, content in page.meta(*PUBLISHED)]
    stated += [("time tag", "the time tag", when or words) for when, words in page.times[:1]]
    found = [(parse_date(words, basis), where) for basis, where, words in stated if words]
    known = [(moment, where) for moment, where in found if moment]
    if not known and url and (moment := date_in_url(url)):
        known = [(moment, "the address")]
    if not known:
        return None
    first, where = known[0]
    best = first
    for moment, other in known[1:]:
        if (better := finer(best, moment)) is not best:
            best, where = better, f"{where}; the hour from {other}"
    away = [f"{o} says {m.value}" for m, o in known[1:] if m.value[:7] != first.value[:7]]
    notes.append(("date", "; ".join([f"{best.value} from {where}", *away[:1]])))
    return best


def _modified(page: Page, main: Json, published: Moment | None, notes: Notes) -> Moment | None:
    stated = [("json-ld", "JSON-LD dateModified", plain(main.get("dateModified")))]
    stated += [("meta og", f"meta {name}", content) for name, content in page.meta(*MODIFIED)]
    for basis, where, words in stated:
        moment = parse_date(words, basis)
        if moment and published and moment.value[:10] < published.value[:10]:
            notes.append(("modified", f"{moment.value} from {where} is before publication; unused"))
        elif moment:
            notes.append(("modified", f"{moment.value} from {where}"))
            return moment
    return None


def plain(value: object) -> str:
    r"""Return a field's words: entities decoded, tags and needless space gone; "" if no string.

    >>> plain(" Ash &amp; Co:\n <b>rain</b>")
    'Ash & Co: rain'
    """
    if isinstance(value, list) and value:
        value = value[0]
    if not isinstance(value, str):
        return ""
    words = re.sub(r"</?[a-zA-Z][^<>]{0,80}>", "", html.unescape(value))
    return " ".join(unarchived(words).replace("\0", "").split())
