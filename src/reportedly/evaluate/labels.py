"""Labelled stories as files: a folder each, with `gold.json` and one file a page.

The fields are those of the datasheet of `bench/stories`. What a figure needs is
checked here, so that a broken label is named instead of scored.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportedly.errors import Malformed, Unreadable

LARGEST = 20_000_000  # bytes of one file; a page of a story has some thousands
HEDGES = ("none", "reported", "alleged", "confirmed")
STANCES = ("supports", "denies", "doubts")
_WAY_OUT = "docs/how-to/evaluate.md says what labels look like"

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a story."""

    id: str  # its file's name without the ending
    text: str
    outlet: str
    language: str  # two letters; English where the file doesn't say


@dataclass(frozen=True, slots=True)
class Relay:
    """One page that mentions a claim, as labelled."""

    page: str
    says_from: tuple[str, ...]  # whom it names as its immediate source
    hedge: str
    stance: str
    evidence: str  # a piece of the page's text


@dataclass(frozen=True, slots=True)
class LabelledClaim:
    """A claim, who mentions it, and where it comes from."""

    id: str
    relays: tuple[Relay, ...]
    origin: str  # its name
    independent_origins: int
    uncertain: bool  # left out of figures on numbers of origins

    def supporting(self) -> tuple[str, ...]:
        """Return the pages that neither deny nor doubt it."""
        return tuple(relay.page for relay in self.relays if relay.stance == "supports")


@dataclass(frozen=True, slots=True)
class Story:
    """The labels and the pages of one story."""

    name: str  # of its folder
    part: str | None  # of a benchmark: "dev", "held"
    pages: Mapping[str, Page]
    claims: tuple[LabelledClaim, ...]
    same_owner: tuple[tuple[str, ...], ...]  # outlets under one owner or state


def folders(root: Path) -> list[Path]:
    """Return the folders of the stories, in order.

    Raises:
        Unreadable: there is none.
    """
    found = sorted(path.parent for path in root.glob("*/gold.json"))
    if not found:
        raise Unreadable(str(root), "no folder in it has a gold.json", _WAY_OUT)
    return found


def story(folder: Path, language: str = "en") -> Story:
    """Return a story with its pages in a language; "all" for every one.

    Raises:
        Unreadable, Malformed: a file cannot be opened, or lacks what a figure needs.
    """
    pages = {
        path.stem: _page(path) for path in sorted(folder.glob("*.json")) if path.stem != "gold"
    }
    known = {
        id: page for id, page in pages.items() if language in ("all", page.language[:2].lower())
    }
    name = f"{folder.name}/gold.json"
    gold = _object(folder / "gold.json", name)
    claims = _list(gold, "claims", name)
    return Story(
        name=folder.name,
        part=gold.get("part"),
        pages=known,
        claims=tuple(_claim(c, pages, known, f"{name} claims[{n}]") for n, c in enumerate(claims)),
        same_owner=tuple(
            tuple(map(str, group))
            for group in gold.get("same_owner", ())
            if isinstance(group, list)
        ),
    )


def aliases(root: Path) -> Mapping[str, tuple[str, ...]]:
    """Return which names mean the same, from `aliases.json` beside the stories; none without it.

    Raises:
        Malformed: it is no object of lists of names.
    """
    path = root / "aliases.json"
    if not path.exists():
        return {}
    found = _object(path, path.name)
    for name, others in found.items():
        if not isinstance(others, list) or not all(isinstance(o, str) for o in others):
            raise Malformed(path.name, f'"{name}" has no list of names', _WAY_OUT)
    return {name: tuple(others) for name, others in found.items()}


def _object(path: Path, name: str) -> Json:
    try:
        if path.stat().st_size > LARGEST:
            raise Malformed(name, f"larger than {LARGEST} bytes", _WAY_OUT)
        found = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise Unreadable(name, error.strerror or "cannot be opened") from error
    except (ValueError, RecursionError) as error:
        raise Malformed(name, f"no JSON: {error}", _WAY_OUT) from error
    if not isinstance(found, dict):
        raise Malformed(name, "no JSON object", _WAY_OUT)
    return found


def _page(path: Path) -> Page:
    name = f"{path.parent.name}/{path.name}"
    found = _object(path, name)
    if not isinstance(found.get("text"), str):
        raise Malformed(name, '"text" is no string', _WAY_OUT)
    outlet, language = found.get("outlet") or path.stem, found.get("language", "en")
    return Page(path.stem, found["text"], str(outlet), str(language or ""))


def _claim(
    claim: Any, pages: Mapping[str, Page], known: Mapping[str, Page], place: str
) -> LabelledClaim:
    if not isinstance(claim, dict):
        raise Malformed(place, "no object", _WAY_OUT)
    relays = [
        _relay(relay, pages, f"{place}.relays[{n}]")
        for n, relay in enumerate(_list(claim, "relays", place))
    ]
    origin, number = claim.get("origin"), claim.get("independent_origins")
    if not isinstance(origin, dict) or not isinstance(origin.get("name"), str):
        raise Malformed(place, '"origin" has no name', _WAY_OUT)
    if isinstance(number, bool) or not isinstance(number, int) or number < 0:
        raise Malformed(place, '"independent_origins" is no number', _WAY_OUT)
    return LabelledClaim(
        id=str(claim.get("id", place)),
        relays=tuple(relay for relay in relays if relay.page in known),
        origin=origin["name"],
        independent_origins=number,
        uncertain=bool(claim.get("uncertain")),
    )


def _relay(relay: Any, pages: Mapping[str, Page], place: str) -> Relay:
    if not isinstance(relay, dict):
        raise Malformed(place, "no object", _WAY_OUT)
    page, evidence, said = relay.get("page"), relay.get("evidence"), relay.get("says_from")
    if not isinstance(page, str) or page not in pages:
        raise Malformed(place, f'the story has no page "{page}"', _WAY_OUT)
    if not isinstance(evidence, str) or not evidence:
        raise Malformed(place, '"evidence" is no piece of text', _WAY_OUT)
    if not isinstance(said, list) or not all(isinstance(name, str) for name in said):
        raise Malformed(place, '"says_from" is no list of names', _WAY_OUT)
    hedge, stance = relay.get("hedge"), relay.get("stance", "supports")
    if hedge not in HEDGES:
        raise Malformed(place, f'"hedge" is none of {", ".join(HEDGES)}', _WAY_OUT)
    if stance not in STANCES:
        raise Malformed(place, f'"stance" is none of {", ".join(STANCES)}', _WAY_OUT)
    return Relay(page, tuple(said), hedge, stance, evidence)


def _list(found: Json, field: str, place: str) -> list[Any]:
    value = found.get(field)
    if not isinstance(value, list):
        raise Malformed(place, f'"{field}" is no list', _WAY_OUT)
    return value
