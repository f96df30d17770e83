"""Which claim of a trace's JSON is meant: by its number, its id, or words of it."""

from collections.abc import Sequence

from reportedly.errors import InputError
from reportedly.show.export_json import SCHEMA
from reportedly.show.given import Given
from reportedly.show.phrases import shorten
from reportedly.show.safe import one_line
from reportedly.text import fold

MOST_NAMED = 12  # claims named in a message
SHORTEST_ID = 4  # characters of an id's beginning


class NoSuchClaim(InputError):
    """No claim of the trace is the one asked for; `candidates` are lines that name some."""

    def __init__(
        self, name: str, reason: str, remedy: str = "", candidates: tuple[str, ...] = ()
    ) -> None:
        super().__init__(name, reason, remedy)
        self.args = (name, reason, remedy, candidates)
        self.candidates = candidates


class AmbiguousClaim(NoSuchClaim):
    """Several claims of the trace may be meant; `candidates` are lines that name them."""


def choose(document: Given, wanted: str) -> tuple[int, Given]:
    """Return the claim that is meant, and its number from 1 on.

    A whole id goes before a number, a number before an id's beginning, and that
    before words; the whole of a claim's words goes before a part.

    Raises:
        AmbiguousClaim: several fit. NoSuchClaim: none does.
    """
    if document.value.get("schema") != SCHEMA:
        raise document.wrong("schema", f"is not {SCHEMA}")
    claims = list(document.rows("claims"))
    ids, texts = ([claim.text(key) for claim in claims] for key in ("id", "text"))
    lines = [f"{i}  {id}  “{_shown(text)}”" for i, (id, text) in
             enumerate(zip(ids, texts, strict=True), 1)]  # fmt: skip
    found = _fitting(wanted.strip(), ids, texts)
    if len(found) == 1:
        return found[0] + 1, claims[found[0]]
    said = f"“{_shown(wanted)}”"
    if not claims:
        raise NoSuchClaim(document.file, "it holds no claim", "trace more articles")
    named = tuple(lines[i] for i in (found or range(len(claims)))[:MOST_NAMED])
    left = len(found or claims) - len(named)
    named += (f"and {left} more",) if left else ()
    remedy = "give its number, its id or more of its words"
    if found:
        raise AmbiguousClaim(document.file, f"{said} may be {len(found)} claims", remedy, named)
    raise NoSuchClaim(document.file, f"no claim is {said}", remedy, named)


def _fitting(wanted: str, ids: Sequence[str], texts: Sequence[str]) -> list[int]:
    """Return the places of the claims that fit best."""
    whole = [i for i, id in enumerate(ids) if id == wanted]
    if whole:
        return whole
    if wanted.isdecimal() and wanted.isascii() and len(wanted) < 10:
        place = int(wanted) - 1
        if 0 <= place < len(ids):
            return [place]
    begun = [i for i, id in enumerate(ids) if id.startswith(wanted)]
    if begun and len(wanted) >= SHORTEST_ID:
        return begun
    words = fold(wanted)
    if not words:
        return []
    folded = [fold(text) for text in texts]
    return [i for i, text in enumerate(folded) if text == words] or [
        i for i, text in enumerate(folded) if words in text
    ]


def _shown(text: str) -> str:
    return shorten(one_line(text), 90)
