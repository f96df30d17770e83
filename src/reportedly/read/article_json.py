"""Article JSON: `id, url, outlet, title, date, language, text, links, byline, modified`.

One object a file, an array of them, or one a line. Only `text` is required, and it is
taken exactly as it stands. News items of ninjs are taken too: see `ninjs`.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any, Final

from reportedly.errors import EmptyText, InputError, Malformed, NoArticle, TooLarge
from reportedly.read.dates import parse_date
from reportedly.read.encoding import decode
from reportedly.read.language import language_of
from reportedly.read.limits import Limits
from reportedly.read.ninjs import as_article, is_ninjs
from reportedly.records import Article, Link, Moment, Span

FIELDS: Final = frozenset(
    "id url outlet title date published modified byline language text links".split()
)
_TEXT_ELSEWHERE: Final = ("body", "content", "articleBody", "article", "maintext", "full_text")
_REPAIR = "repair the JSON, or write it again with a JSON library"
_SURROGATE = re.compile("[\ud800-\udfff]")

Json = Mapping[str, Any]


def read_json(data: bytes, name: str, limits: Limits) -> list[Article | InputError]:
    """Return the articles of a file that holds an object, an array, or one object a line.

    Each record that cannot be used is an error in its place; the others go on.
    """
    text, _ = decode(data)
    try:
        loaded = json.loads(text)
    except (ValueError, RecursionError) as error:
        first, _, rest = text.strip().partition("\n")
        if rest and _loads_object(first):
            return list(read_lines(enumerate(data.split(b"\n"), 1), name, limits))
        return [Malformed(name, f"not valid JSON: {_short(error)}", _REPAIR)]
    if not isinstance(loaded, list):
        return [_guarded(loaded, name, name, limits)]
    if not loaded:
        return [NoArticle(name, "the array is empty", "give at least one article")]
    return [
        _guarded(item, f"{name} item {number}", f"{PurePath(name).name}:{number}", limits)
        for number, item in enumerate(loaded, 1)
    ]


def read_lines(
    numbered: Iterator[tuple[int, bytes]] | enumerate[bytes], name: str, limits: Limits
) -> Iterator[Article | InputError]:
    """Yield the article of each line that is not blank, or its error."""
    for number, line in numbered:
        if not line.strip():
            continue
        where = f"{name} line {number}"
        if len(line) > limits.bytes:
            yield TooLarge(where, f"longer than {limits.bytes:,} bytes", "split the article")
            continue
        try:
            loaded = json.loads(decode(line)[0])
        except (ValueError, RecursionError) as error:
            yield Malformed(where, f"not valid JSON: {_short(error)}", _REPAIR)
            continue
        yield _guarded(loaded, where, f"{PurePath(name).name}:{number}", limits)


def looks_like_article(loaded: object) -> bool:
    """Tell whether JSON found in a folder was meant as an article, whole or broken.

    Gold labels, settings and package lists also end in .json. They have no text, and
    fields that no article has.

    >>> looks_like_article({"title": "Rain"}), looks_like_article({"name": "x", "version": 1})
    (True, False)
    """
    if isinstance(loaded, list):
        return not loaded or any(looks_like_article(item) for item in loaded[:20])
    if not isinstance(loaded, dict):
        return False
    elsewhere = any(isinstance(loaded.get(key), str) for key in _TEXT_ELSEWHERE)
    return (
        is_ninjs(loaded)
        or "text" in loaded
        or elsewhere
        or bool(loaded and loaded.keys() <= FIELDS)
    )


def _guarded(loaded: object, where: str, id: str, limits: Limits) -> Article | InputError:
    try:
        return article_of(loaded, where, id, limits)
    except InputError as error:
        return error


def article_of(loaded: object, where: str, id: str, limits: Limits) -> Article:
    """Return the article that one JSON object is.

    Args:
        loaded: what the JSON says.
        where: names the record in messages, e.g. "story.jsonl line 3".
        id: for a record that brings none.
        limits: bounds on its text.

    Raises:
        NoArticle: there is no text. Malformed: a field is of the wrong type.
    """
    if not isinstance(loaded, dict):
        raise Malformed(where, f"{_kind(loaded)} where an article object is needed", _REPAIR)
    if is_ninjs(loaded):
        loaded = as_article(loaded)
    text = _text(loaded, where, limits)
    notes: list[tuple[str, str]] = [("text", "as given")]
    given = loaded.get("id")
    if given is not None and (isinstance(given, bool) or not isinstance(given, str | int)):
        raise Malformed(where, f"id is {_kind(given)}, not a string", _REPAIR)
    title = _string(loaded, "title", where)
    declared = _string(loaded, "language", where)
    language, why = language_of(text, declared)
    if declared and re.fullmatch(r"[A-Za-z]{2}(?:[-_].*)?", declared):
        language, why = declared[:2].lower(), "given"  # the caller knows
    notes.append(("language", why))
    path = re.sub(r" (?:line|item) \d+$", "", where)
    return Article(
        id=str(given) if given not in (None, "") else _string(loaded, "url", where) or id,
        text=text, url=_string(loaded, "url", where), outlet=_string(loaded, "outlet", where),
        title=title, headline=_headline(text, title), byline=_byline(loaded, where),
        published=_date(loaded, "date" if "date" in loaded else "published", where, notes),
        modified=_date(loaded, "modified", where, notes), language=language,
        links=_links(loaded.get("links"), text, where, notes), path=path, notes=tuple(notes),
    )  # fmt: skip


def _text(loaded: Json, where: str, limits: Limits) -> str:
    text = loaded.get("text")
    if str(loaded.get("schema", "")).startswith("reportedly/trace"):
        raise NoArticle(where, "this is a trace, not an article", "give the articles themselves")
    if text is None:
        other = next((key for key in _TEXT_ELSEWHERE if isinstance(loaded.get(key), str)), None)
        remedy = f'rename "{other}" to "text"' if other else 'give the article\'s words as "text"'
        raise NoArticle(where, 'the JSON has no "text"', remedy)
    if not isinstance(text, str):
        raise Malformed(where, f'"text" is {_kind(text)}, not a string', _REPAIR)
    if not re.search(r"\w", text):
        raise EmptyText(where, '"text" has no word in it', "give the article's words")
    if len(text) > limits.characters:
        raise TooLarge(where, f"its text has {len(text):,} characters", "split it into articles")
    return _SURROGATE.sub("�", text)  # half a character can't be written to any file


def _string(loaded: Json, key: str, where: str) -> str | None:
    value = loaded.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise Malformed(where, f'"{key}" is {_kind(value)}, not a string', _REPAIR)
    return _SURROGATE.sub("�", value).strip() or None


def _byline(loaded: Json, where: str) -> str | None:
    value = loaded.get("byline")
    if isinstance(value, list) and all(isinstance(name, str) for name in value):
        return ", ".join(value) or None
    return _string(loaded, "byline", where)


def _date(loaded: Json, key: str, where: str, notes: list[tuple[str, str]]) -> Moment | None:
    value = loaded.get(key)
    if isinstance(value, int) and not isinstance(value, bool) and 1800 <= value <= 2100:
        value = str(value)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise Malformed(where, f'"{key}" is {_kind(value)}, not a date like "2024-09-17"', _REPAIR)
    moment = parse_date(value)
    field = "modified" if key == "modified" else "date"
    unclear = f"“{value[:40]}” is no clear date; left unknown"
    why = f"{moment.value}, as given" if moment else unclear
    notes.append((field, why))
    return moment


def _headline(text: str, title: str | None) -> Span | None:
    """Return where the title stands, if it opens the text."""
    start = len(text) - len(text.lstrip())
    return Span(start, start + len(title)) if title and text.startswith(title, start) else None


def _links(value: object, text: str, where: str, notes: list[tuple[str, str]]) -> tuple[Link, ...]:
    """Return the links that say where they stand; bare addresses are noted and left out."""
    if value is None:
        return ()
    if not isinstance(value, list):
        raise Malformed(where, f'"links" is {_kind(value)}, not an array', _REPAIR)
    out, bare = [], 0
    for number, item in enumerate(value):
        placed = not isinstance(item, dict) or item.keys() & {"span", "start"}
        if isinstance(item, str) or not placed:
            bare += 1
            continue
        out.append(_link(item, text, f"{where}, links[{number}]"))
    if bare:
        notes.append(("links", f"{bare} without a place in the text; left out"))
    return tuple(sorted(out, key=lambda link: link.span))


def _link(item: object, text: str, where: str) -> Link:
    if isinstance(item, dict):
        span = item.get("span", [item.get("start"), item.get("end")])
        item = [*span, item.get("url")] if isinstance(span, list) else item
    if not (
        isinstance(item, list) and len(item) == 3 and isinstance(item[2], str)
        and all(isinstance(at, int) and not isinstance(at, bool) for at in item[:2])
    ):  # fmt: skip
        raise Malformed(where, 'not {"url": …, "span": [start, end]}', _REPAIR)
    start, end, url = item
    if not 0 <= start < end <= len(text):
        raise Malformed(where, f"[{start}, {end}) is no place in the text", "count code points")
    return Link(Span(start, end), url)


def _loads_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _short(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} (line {error.lineno}, column {error.colno})"
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)[:80]


def _kind(value: object) -> str:
    names = {dict: "an object", list: "an array", str: "a string", bool: "true or false"}
    return "null" if value is None else names.get(type(value), "a number")
