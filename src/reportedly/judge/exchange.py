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
    try:
        if len(line) > LONGEST_LINE:
            raise ValueError("it is too long")
        row = json.loads(line)
        if not isinstance(row, dict):
            raise ValueError("it is no JSON object")
        if row.get("format") != FORMAT:
            raise ValueError(f"its format is {row.get('format')!r:.20}, and this program knows 1")
        judgement = _read(row)
    except BadJudgement as error:
        raise BadJudgement(name, error.reason, _REMEDY) from error
    except (ValueError, TypeError, RecursionError) as error:
        raise BadJudgement(name, f"no judgement: {error!s:.200}", _REMEDY) from error
    if row.get("id", judgement.id) != judgement.id:
        raise BadJudgement(name, "it was altered: its id does not fit what it says", _REMEDY)
    return judgement


def _read(row: dict[str, Any]) -> Judgement:
    unknown = row.keys() - {
        "format", "id", "who", "when", "kind", "places", "others", "hands", "verdict",
        "relation", "finding", "words", "note", "undoes",
    }  # fmt: skip
    if unknown:
        raise ValueError(f"nobody knows what {', '.join(sorted(unknown))[:80]} means")
    return Judgement(
        who=_text(row, "who"),
        when=_instant(_text(row, "when")),
        kind=_one_of(row, "kind", JUDGEMENT_KINDS),
        places=tuple(_place(each) for each in _list(row, "places")),
        others=tuple(_place(each) for each in _list(row, "others")),
        hands=tuple(_hand(each) for each in _list(row, "hands")),
        verdict=_one_of(row, "verdict", get_args(Verdict)) or "confirm",
        relation=_one_of(row, "relation", get_args(Relation)),
        finding=_one_of(row, "finding", FINDING_KINDS),
        words=_text(row, "words"),
        note=_text(row, "note"),
        undoes=_text(row, "undoes") or None,
    )


def _place(row: Any) -> Place:
    if not isinstance(row, dict):
        raise TypeError("a place is no object")
    return Place(
        article=_text(row, "article"),
        spans=_spans(row),
        words=_text(row, "words"),
        digest=_text(row, "digest"),
    )


def _spans(row: dict[str, Any]) -> Spans:
    spans = []
    for pair in _list(row, "spans"):
        start, end = pair
        if type(start) is not int or type(end) is not int:  # True is no offset
            raise TypeError("offsets are whole numbers")
        spans.append(Span(start, end))
    if not spans or any(a.end > b.start for a, b in pairwise(spans)):
        raise ValueError("the parts of a place are out of order")
    return tuple(spans)


def _hand(row: Any) -> Hand:
    if not isinstance(row, dict):
        raise TypeError("a source is no object")
    place = row.get("place")
    return Hand(
        name=_text(row, "name"),
        kind=_one_of(row, "kind", get_args(Kind)) or "none",
        id=_text(row, "id"),
        place=None if place is None else _place(place),
    )


def _text(row: dict[str, Any], key: str) -> str:
    value = row.get(key, "")
    if not isinstance(value, str):
        raise TypeError(f"{key} is no text")
    return value


def _list(row: dict[str, Any], key: str) -> list[Any]:
    value = row.get(key, [])
    if not isinstance(value, list) or len(value) > MOST:
        raise TypeError(f"{key} is no list, or too long a one")
    return value


def _one_of(row: dict[str, Any], key: str, known: tuple[Any, ...]) -> Any:
    value = row.get(key)
    if value is not None and value not in known:
        raise ValueError(f"{key} is {value!r:.40}, none of {', '.join(map(str, known))}")
    return value


def _instant(text: str) -> str:
    """Return an instant as it is kept; one without a time zone is not known well enough."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("when it was made has no time zone")
    return text if instant(moment) == text else instant(moment)
