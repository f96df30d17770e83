"""IPTC ninjs, versions 1 to 3: the fields of a text item that an article has.

Source: https://iptc.org/standards/ninjs/
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from lxml import html

Json = Mapping[str, Any]
_PLAIN: Final = ("", "text/plain")
_BLOCKS: Final = "p div li h1 h2 h3 h4 h5 h6 blockquote pre tr section article"
_CUT: Final = "script style template iframe object"


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
    first = loaded.get("firstCreated") or loaded.get("firstcreated")
    latest = loaded.get("versionCreated") or loaded.get("versioncreated")
    found = {
        "id": uri,
        "url": uri if re.match(r"https?://", uri) else None,
        "outlet": next(_names(loaded), None),
        "title": next(_values(loaded, "headlines"), None) or _string(loaded.get("headline")),
        "byline": _string(loaded.get("by")) or _string(loaded.get("byline")),
        "date": first or latest,
        "modified": latest if first and latest != first else None,
        "language": loaded.get("language"),
        "text": _body(loaded),
    }  # fmt: skip
    return {key: value for key, value in found.items() if value is not None}


def _body(loaded: Json) -> str | None:
    """Return the plainest of the bodies as text."""
    bodies = [body for body in loaded.get("bodies") or () if isinstance(body, dict)]
    given = [(str(body.get("contentType") or ""), body.get("value")) for body in bodies]
    given += [
        ("text/plain" if key == "body_text" else "text/html", value)
        for key, value in sorted(loaded.items())
        if key.startswith("body_")
    ]
    texts = [(kind not in _PLAIN, value) for kind, value in given if isinstance(value, str)]
    if not texts:
        return None
    marked, text = min(texts, key=lambda one: one[0])
    return _words(text) if marked else text


def _words(marked: str) -> str:
    """Return the words of a piece of HTML, a line for each block."""
    if not marked.strip():
        return ""
    tree = html.fragment_fromstring(marked.replace("\x00", ""), create_parent="div")
    for element in [*tree.iter(*_CUT.split())]:
        element.drop_tree()
    for element in tree.iter(*_BLOCKS.split(), "br"):
        element.tail = "\n" + (element.tail or "")
    lines = (" ".join(line.split()) for line in tree.text_content().split("\n"))
    return "\n".join(line for line in lines if line)


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
