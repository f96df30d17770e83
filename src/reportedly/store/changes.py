"""What changed from one version of an article to the next."""

from dataclasses import dataclass, fields
from datetime import datetime
from difflib import SequenceMatcher
from typing import Final

from reportedly.records import Article, Moment, Span
from reportedly.text import sentences

MOST: Final = 2000  # sentences to compare with as many; beyond, all between the changed ends is one
_NOT_SAID = frozenset({"id", "path", "notes"})  # how it came here, not what was published


@dataclass(frozen=True, slots=True)
class Edit:
    """Sentences that were put in, taken out or put otherwise."""

    before: Span | None  # in the earlier text; None where something was put in
    after: Span | None  # in the later text; None where something was taken out


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """An article as it once read.

    `changed` names the fields that differ from the version before ("text", "title",
    …), `edits` says where the text does; both are empty for the first.
    """

    number: int  # from 1, in the order in which they were added
    added: str  # when, UTC
    article: Article
    changed: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()


def changed_fields(old: Article, new: Article) -> tuple[str, ...]:
    """Return the names of the fields that differ, but for those that say how it came here."""
    names = (field.name for field in fields(Article) if field.name not in _NOT_SAID)
    return tuple(name for name in names if getattr(old, name) != getattr(new, name))


def edits(old: str, new: str) -> tuple[Edit, ...]:
    """Return the runs of sentences in which two texts differ, in order.

    White space does not count.

    >>> [(e.before, e.after) for e in edits("It rained. He left.", "It rained. She left.")]
    [(Span(start=11, end=19), Span(start=11, end=20))]
    """
    before, after = list(sentences(old)), list(sentences(new))
    left = [" ".join(span.of(old).split()) for span in before]
    right = [" ".join(span.of(new).split()) for span in after]
    low = 0
    while low < min(len(left), len(right)) and left[low] == right[low]:
        low += 1
    high = 0
    while high < min(len(left), len(right)) - low and left[-1 - high] == right[-1 - high]:
        high += 1
    ends = len(left) - high, len(right) - high
    if ends[0] - low <= MOST and ends[1] - low <= MOST:
        matcher = SequenceMatcher(None, left[low : ends[0]], right[low : ends[1]], autojunk=False)
        steps = [step[1:] for step in matcher.get_opcodes() if step[0] != "equal"]
    else:
        steps = [(0, ends[0] - low, 0, ends[1] - low)]
    return tuple(
        Edit(_run(before[low + a : low + b]), _run(after[low + c : low + d]))
        for a, b, c, d in steps
        if a < b or c < d
    )


def _run(spans: list[Span]) -> Span | None:
    return Span(spans[0].start, spans[-1].end) if spans else None


def earlier(left: Article, right: Article) -> bool:
    """Tell whether the left version is surely older, by what the pages say of their dates.

    >>> from reportedly.records import Moment
    >>> a, b = (Article(id="a", text="", modified=Moment(v, "day")) for v in ("2024-09", "2024-10"))
    >>> earlier(a, b), earlier(b, a), earlier(a, a)
    (True, False, False)
    """
    one, two = left.modified or left.published, right.modified or right.published
    if one is None or two is None:
        return False
    try:
        first, second = datetime.fromisoformat(one.value), datetime.fromisoformat(two.value)
    except ValueError:
        return _shared(one, two) < _shared(two, one)
    if (first.tzinfo is None) == (second.tzinfo is None) and one.precision == two.precision:
        return first < second
    return _shared(one, two) < _shared(two, one)


def _shared(moment: Moment, other: Moment) -> str:
    """Return as much of a date as both give."""
    return moment.value[: min(10, len(moment.value), len(other.value))]


def in_order(versions: list[tuple[int, Article]]) -> list[int]:
    """Return the numbers of versions, oldest first: as added unless their dates say otherwise."""
    ordered: list[tuple[int, Article]] = []
    for number, article in versions:
        at = len(ordered)
        while at and earlier(article, ordered[at - 1][1]):
            at -= 1
        ordered.insert(at, (number, article))
    return [number for number, _ in ordered]
