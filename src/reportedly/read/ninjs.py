"""IPTC ninjs, versions 1 to 3: the fields of a text item that an article has.

Source: https://iptc.org/standards/ninjs/
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from lxml import html

Json = Mapping[str, Any]
Links = list[dict[str, Any]]  # as Article JSON has them
_PLAIN: Final = ("", "text/plain")
_BLOCKS: Final = "p div li h1 h2 h3 h4 h5 h6 blockquote pre tr section article"
_CUT: Final = "script style template iframe object"
_OPEN, _SHUT = "\ue000", "\ue001"  # private characters that mark links while a body is read


def is_ninjs(loaded: object) -> bool:
    """Tell whether a JSON object is a news item of ninjs with a body.

    >>> is_ninjs({"uri": "urn:x", "bodies": [{"value": "It rained."}]})
    True
    >>> is_ninjs({"uri": "urn:x", "body_text": "It rained."}), is_ninjs({"text": "It rained."})
    (True, False)
    """
    if not isinstance(loaded, dict) or "text" in loaded or not isinstance(loaded.get("uri"), str):
        return False
    return isinstance(loaded.get("bodies"), list) or any(key.startswith("body_") for key in loaded)


def as_article(loaded: Json) -> dict[str, Any]:
    """Return the item's fields under the names that Article JSON has.

    A plain body goes before one in HTML, of which the words are taken.
    """
    uri = loaded["uri"]
    first = loaded.get("firstCreated") or loaded.get("firstcreated") or _dated(loaded, "Published")
    latest = loaded.get("versionCreated") or loaded.get("versioncreated")
    latest = latest or _dated(loaded, "Modified")
    text, links = _body(loaded)
    found = {
        "id": uri,
        "url": uri if re.match(r"https?://", uri) else None,
        "outlet": next(_names(loaded), None),
        "title": next(_values(loaded, "headlines"), None) or _string(loaded.get("headline")),
        "byline": _string(loaded.get("by")) or _string(loaded.get("byline")),
        "date": first or latest,
        "modified": latest if first and latest != first else None,
        "language": loaded.get("language"),
        "text": text,
        "links": links or None,
    }  # fmt: skip
    return {key: value for key, value in found.items() if value is not None}


def _dated(loaded: Json, what: str) -> str | None:
    """Return a date that a description gives under the name that schema.org has for it."""
    role = f"https://schema.org/date{what}"
    given = (one for one in _list(loaded, "descriptions") if isinstance(one, dict))
    return next((_string(one.get("value")) for one in given if one.get("role") == role), None)


def _body(loaded: Json) -> tuple[str | None, Links]:
    """Return the plainest of the bodies as text, with the links that stand in it.

    A plain body has those of one in HTML whose text is the same.
    """
    bodies = [body for body in loaded.get("bodies") or () if isinstance(body, dict)]
    given = [(str(body.get("contentType") or ""), body.get("value")) for body in bodies]
    given += [
        ("text/plain" if key == "body_text" else "text/html", value)
        for key, value in sorted(loaded.items())
        if key.startswith("body_")
    ]
    texts = [(kind not in _PLAIN, value) for kind, value in given if isinstance(value, str)]
    if not texts:
        return None, []
    marked, text = min(texts, key=lambda one: one[0])
    if marked:
        return _words(text)
    for other in (value for is_marked, value in texts if is_marked and "<a " in value):
        same, links = _words(other, as_it_stands=True)
        if same == text:
            return text, links
    return text, []


def _words(marked: str, *, as_it_stands: bool = False) -> tuple[str, Links]:
    """Return the words of a piece of HTML and where links stand in them.

    A line for each block and one blank between words, or each character as it stands.
    """
    if not marked.strip():
        return "", []
    marked = re.sub(f"[\x00{_OPEN}{_SHUT}]", "", marked)
    tree = html.fragment_fromstring(marked, create_parent="div")
    for element in [*tree.iter(*_CUT.split())]:
        element.drop_tree()
    for element in () if as_it_stands else tree.iter(*_BLOCKS.split(), "br"):
        element.tail = "\n" + (element.tail or "")
    urls = []
    for element in tree.iter("a"):
        if re.match(r"https?://", element.get("href") or ""):
            urls.append(element.get("href"))
            element.text = _OPEN + (element.text or "")
            element.tail = _SHUT + (element.tail or "")
    return _placed(tree.text_content(), urls, as_it_stands)


def _placed(text: str, urls: list[str], as_it_stands: bool) -> tuple[str, Links]:
    """Return a text without the marks of its links, and where each of them stood."""
    out: list[str] = []
    open_links: list[list[Any]] = []  # [address, where it begins or None]
    links, blank, addresses = Links(), "", iter(urls)
    for char in text:
        if char == _OPEN:
            open_links.append([next(addresses), None])
        elif char == _SHUT:
            url, start = open_links.pop()
            if start is not None:
                links.append({"span": [start, len(out)], "url": url})
        elif char.isspace() and not as_it_stands:
            blank = "\n" if "\n" in (blank, char) else " "
        else:
            out += [blank] if blank and out else []
            blank = ""
            for link in open_links:
                link[1] = len(out) if link[1] is None else link[1]
            out.append(char)
    return "".join(out), links


def _names(loaded: Json) -> Iterator[str]:
    """Yield who published it: the sources said to be that, then any, then the provider."""
    sources = [one for one in _list(loaded, "infoSources", "infosource") if isinstance(one, dict)]
    for wanted in (True, False):
        for source in sources:
            name = _string(source.get("name"))
            if name and _publishes(source) is wanted:
                yield name
    provider = _string(loaded.get("provider"))
    if provider:
        yield provider


def _publishes(source: Json) -> bool:
    """Tell whether a source's role, a word or a URI that ends with it, is to publish."""
    role = _string(source.get("role"))
    return role is not None and re.split("[/:#]", role.lower())[-1] == "publisher"


def _values(loaded: Json, key: str) -> Iterator[str]:
    """Yield the values of an array of objects, that of the main role first."""
    items = [one for one in _list(loaded, key) if isinstance(one, dict)]
    for item in sorted(items, key=lambda one: one.get("role") != "main"):
        value = _string(item.get("value"))
        if value:
            yield value


def _list(loaded: Json, *keys: str) -> list[Any]:
    found: list[Any] = next((loaded[k] for k in keys if isinstance(loaded.get(k), list)), [])
    return list(found)


def _string(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
