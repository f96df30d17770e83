"""Judgements as JSON lines, to keep, to read and to exchange.

Two people who give each other their files have the same judgements afterwards,
each once, whoever began: what a judgement says names it. What comes by mail is
checked: types, sizes, and that nobody altered it on the way.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import pairwise
from typing import Any, Final, get_args

from reportedly.errors import BadJudgement
from reportedly.judge.order import Live, in_order
from reportedly.judgement import (
    JUDGEMENT_KINDS,
    MOST,
    Hand,
    Judgement,
    Place,
    Verdict,
    instant,
    plain,
)
from reportedly.records import FINDING_KINDS, Kind, Relation, Span, Spans

FORMAT: Final = 1  # goes up when a reader of before could misread what is written
LONGEST_LINE: Final = 16_000_000  # characters; a judgement about MOST places has half of that
_KNOWN: Final = frozenset(
    "format id who when kind places others hands".split()
    + "verdict relation finding words grade note undoes".split()
)
_REMEDY = "export it anew from the collection in which it was made"


def lines(judgements: Iterable[Judgement]) -> Iterator[str]:
    """Yield each judgement once as a line of JSON, in the order in which they were made.

    >>> made = Judgement(who="Ann", when="2026-03-01T09:30:00.000000Z", kind="note", note="Hm.")
    >>> json.loads(*lines([made]))["note"], parse(*lines([made]), "mine.jsonl") == (made,)
    ('Hm.', True)
    """
    for judgement in in_order(judgements):
        row = plain(judgement)
        row.pop("number", None)
        head = {"format": FORMAT, "id": judgement.id}
        yield json.dumps({**head, **row}, ensure_ascii=True)


def parse(text: str, name: str) -> tuple[Judgement, ...]:
    """Return the judgements in lines of JSON; blank lines are passed over.

    Args:
        text: what `lines` wrote, or what somebody wrote like it. Without an `id` it is not
            checked whether a line was altered.
        name: of the file, for errors.

    Raises:
        BadJudgement: a line cannot be used; nothing of the text is returned.
    """
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            found.append(_judgement(line, f"{name} line {number}"))
    return in_order(found)


def merged(*sides: Iterable[Judgement]) -> Live:
    """Return the judgements of several people, each once, in the order of their making.

    It makes no difference which side comes first, or how often.
    """
    return in_order(judgement for side in sides for judgement in side)


def _judgement(line: str, name: str) -> Judgement:
    if len(line) > LONGEST_LINE:
        raise _no_judgement(name, "it is too long")
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _no_judgement(name, str(error)) from error
    row = _Row(found, name)
    if row.values.get("format") != FORMAT:
        told = f"its format is {row.values.get('format')!r:.20}, and this program knows {FORMAT}"
        raise _no_judgement(name, told)
    if unknown := row.values.keys() - _KNOWN:
        raise _no_judgement(name, f"nobody knows what {', '.join(sorted(unknown))[:80]} means")
    try:
        judgement = _read(row)
    except BadJudgement as error:
        raise BadJudgement(name, error.reason, _REMEDY) from error
    if row.values.get("id", judgement.id) != judgement.id:
        raise BadJudgement(name, "it was altered: its id does not fit what it says", _REMEDY)
    return judgement


def _no_judgement(name: str, why: str) -> BadJudgement:
    return BadJudgement(name, f"no judgement: {why:.200}", _REMEDY)


def _read(row: "_Row") -> Judgement:
    if row.values.get("kind") is None:
        raise row.bad("it has no kind")
    return Judgement(
        who=row.text("who"),
        when=row.instant("when"),
        kind=row.one_of("kind", JUDGEMENT_KINDS),
        places=tuple(map(_place, row.rows("places"))),
        others=tuple(map(_place, row.rows("others"))),
        hands=tuple(map(_hand, row.rows("hands"))),
        verdict=row.one_of("verdict", get_args(Verdict)) or "confirm",
        relation=row.one_of("relation", get_args(Relation)),
        finding=row.one_of("finding", FINDING_KINDS),
        words=row.text("words"),
        grade=row.text("grade"),
        note=row.text("note"),
        undoes=row.text("undoes") or None,
    )


def _place(row: "_Row") -> Place:
    return Place(
        article=row.text("article"),
        spans=row.spans("spans"),
        words=row.text("words"),
        digest=row.text("digest"),
    )


def _hand(row: "_Row") -> Hand:
    place = row.values.get("place")
    return Hand(
        name=row.text("name"),
        kind=row.one_of("kind", get_args(Kind)) or "none",
        id=row.text("id"),
        place=None if place is None else _place(_Row(place, row.name)),
    )


class _Row:
    """A JSON object of a line, whose values are of the wanted types or refused."""

    def __init__(self, values: Any, name: str) -> None:
        self.name = name  # of the line, for errors
        if not isinstance(values, dict):
            raise self.bad("it is no JSON object")
        self.values: dict[str, Any] = values

    def bad(self, why: str) -> BadJudgement:
        """Return the error for a value that cannot be used."""
        return _no_judgement(self.name, why)

    def text(self, key: str) -> str:
        value = self.values.get(key, "")
        if not isinstance(value, str):
            raise self.bad(f"{key} is no text")
        return value

    def one_of(self, key: str, known: tuple[Any, ...]) -> Any:
        value = self.values.get(key)
        if value is not None and value not in known:
            raise self.bad(f"{key} is {value!r:.40}, none of {', '.join(map(str, known))}")
        return value

    def items(self, key: str) -> list[Any]:
        value = self.values.get(key, [])
        if not isinstance(value, list) or len(value) > MOST:
            raise self.bad(f"{key} is no list, or too long a one")
        return value

    def rows(self, key: str) -> list["_Row"]:
        return [_Row(value, self.name) for value in self.items(key)]

    def spans(self, key: str) -> Spans:
        """Return spans in order, none of them empty."""
        found = []
        for pair in self.items(key):
            # `type`, since True is no offset
            if not isinstance(pair, list) or [type(end) for end in pair] != [int, int]:
                raise self.bad("offsets are two whole numbers")
            start, end = pair
            if not 0 <= start < end:
                raise self.bad(f"from {start} to {end} there is no text")
            found.append(Span(start, end))
        if not found or any(a.end > b.start for a, b in pairwise(found)):
            raise self.bad("the parts of a place are out of order")
        return tuple(found)

    def instant(self, key: str) -> str:
        """Return an instant as it is kept; one without a time zone is not known well enough."""
        text = self.text(key)
        try:
            moment = datetime.fromisoformat(text)
        except ValueError as error:
            raise self.bad(str(error)) from error
        if moment.tzinfo is None:
            raise self.bad("when it was made has no time zone")
        try:
            return instant(moment)
        except OverflowError as error:  # the first or last day of the calendar, elsewhere
            raise self.bad(f"{key}: {error}") from error
