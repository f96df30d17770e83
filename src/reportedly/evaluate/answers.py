"""What a trace says, as far as it is scored, out of Trace JSON.

Only fields that a figure uses are read; a program that scores with this need not
write the others.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from reportedly.errors import Malformed

Range = tuple[int, int]  # characters of a page's text
_WAY_OUT = "docs/reference/trace.schema.json says what a trace looks like"


@dataclass(frozen=True, slots=True)
class Found:
    """One appearance of a claim."""

    page: str
    spans: tuple[Range, ...]  # of content and cue
    hedge: str
    stance: str
    upstream: tuple[str, ...]  # names of the hands from which the page has it


@dataclass(frozen=True, slots=True)
class Answer:
    """One claim of a trace."""

    found: tuple[Found, ...]
    origins: tuple[str, ...] = ()  # names
    known: int = 0  # independent origins
    pages: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "pages", frozenset(one.page for one in self.found))


def answers(trace: object, pages: Mapping[str, object], name: str) -> tuple[Answer, ...]:
    """Return the claims of a trace; appearances in other pages are passed over.

    Args:
        trace: Trace JSON, as parsed.
        pages: the story's, by id.
        name: of the file, for errors.

    Raises:
        Malformed: a field has the wrong type.
    """
    try:
        assert isinstance(trace, Mapping)
        return tuple(_answer(claim, pages) for claim in trace["claims"])
    except (AssertionError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise Malformed(name, f"no trace of claims ({error!r})", _WAY_OUT) from error


def _answer(claim: Mapping[str, Any], pages: Mapping[str, object]) -> Answer:
    return Answer(
        found=tuple(
            Found(
                page=str(one["article"]),
                spans=tuple(
                    (int(start), int(end))
                    for start, end in (one.get("content") or []) + (one.get("cue") or [])
                ),
                hedge=one.get("hedge", "none"),
                stance=one.get("stance", "supports"),
                upstream=tuple(u["name"] for u in one.get("upstream", []) if u.get("name")),
            )
            for one in claim["appearances"]
            if str(one["article"]) in pages
        ),
        origins=tuple(str(origin.get("name", "")) for origin in claim.get("origins", [])),
        known=int(claim.get("independent_origins", {}).get("known", 0)),
    )
