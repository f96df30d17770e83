"""Several who speak together, taken apart: “Ada Roe and Quay Water”, “Roe and farmers’ groups”."""

import re

from reportedly.records import Article, Span
from reportedly.resolve.cast import Cast
from reportedly.resolve.kinds import personal
from reportedly.resolve.names.reading import fold, is_body
from reportedly.resolve.phrases import Phrase, is_common, parse

_AND = re.compile(r",? and (?:the )?|, (?=[A-Z])")
_TWO = re.compile(r"([A-Z]\w+), ([A-Z]\w+)")
_SEAT = re.compile(r"[RDI](?:-[A-Z][A-Za-z. ]*)?\) and ")  # “Ada Roe (R) and others”


def parts(span: Span, article: Article, cast: Cast) -> list[Phrase]:
    """Split “Burgess and BehneMar” in two; “US and German officials” stays one."""
    words = span.of(article.text)
    whole = parse(words, span.start)
    two = _TWO.fullmatch(words)  # “Ash, Roe hint at a deal”, in headlines
    if whole.pronoun or (" and " not in words and not (two and _borne(two, cast))):
        return [whole]
    apposed = "" if two or _SEAT.match(whole.apposition) else whole.apposition
    core = words[: len(words) - len(apposed)] if apposed else words
    parts, at = [], 0
    for match in [*_AND.finditer(core), None]:
        piece = core[at : match.start() if match else len(core)]
        if piece.strip(" ,"):
            parts.append(parse(piece, span.start + at))
        at = match.end() if match else at
    alone = [_stands_alone(part, cast) for part in parts]
    named = [part for part, one in zip(parts, alone, strict=True) if one]
    others = [part for part, one in zip(parts, alone, strict=True) if not one]
    if len(parts) > 1 and named and not others:
        return parts
    crowd = len(others) == 1 and others[0] is parts[-1] and _is_crowd(others[0])
    return parts if named and crowd and not apposed else [whole]


def _borne(two: re.Match[str], cast: Cast) -> bool:
    """Tell whether both words are names that people in the text bear."""
    found = [cast.named(name, source=False) for name in two.groups()]
    return all(entity and entity.kind == "person" for entity in found)


def _stands_alone(phrase: Phrase, cast: Cast) -> bool:
    if not phrase.name or phrase.within or phrase.plural:
        return False
    if phrase.title and not personal(phrase.head) and not phrase.title.endswith("."):
        return False
    words, table = phrase.name.words, cast.table
    if table.named(words) or cast.countries.meant(words) or phrase.title:
        return True
    if fold(words) in cast.countries.adjectives:
        return False
    bare = phrase.words == words or phrase.words.lower() == f"the {words.lower()}"
    return bare and not is_body(words)


def _is_crowd(phrase: Phrase) -> bool:
    """Tell whether words behind “Ada Roe and” are of others without a name: “farmers’ groups”."""
    own = phrase.determiner in ("his", "her", "its", "their")
    return phrase.plural and not phrase.name and not own and is_common(phrase.head)
