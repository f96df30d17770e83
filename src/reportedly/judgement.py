"""What people decide about a story, and what the stages are told of it.

A judgement never hangs on what an analysis makes anew: ids of claims, places of
attributions. It is about words that stand in an article (`Place`) and about who is
meant (`Hand`), which are found again in a new version and by a new model.

Plain records, like `records`. `Judgement` is what is stored and exchanged; `Bond`,
`JudgedStep` and `JudgedFinding` are what the stages get, in terms of one analysis.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any, Literal, get_args

from reportedly.errors import BadJudgement
from reportedly.records import (
    Article,
    FindingKind,
    Kind,
    Reason,
    Relation,
    Span,
    Spans,
    words_of,
)

JudgementKind = Literal[
    "same",  # the statements at `places` are one claim
    "apart",  # those at `places` are not the claim of those at `others`
    "attribution",  # that somebody says what stands at `places`: right or wrong
    "speaker",  # who says it: `hands`, or nobody
    "alias",  # the first of `hands` is the second
    "different",  # the first of `hands` is not the second, whatever they are called
    "edge",  # what stands at `places` comes from the first of `hands`, through the second
    "finding",  # a finding about `places`: right or wrong
    "grade",  # how reliable `hands` are, or how credible what stands at `places`: `grade`
    "note",  # nothing but words, about any of these
    "undo",  # takes another judgement back
]
JUDGEMENT_KINDS: tuple[JudgementKind, ...] = get_args(JudgementKind)
Verdict = Literal["confirm", "reject"]

# The Admiralty scale (NATO AJP-2.1): letters are for who says it, figures for what is said.
RELIABILITY = {
    "A": "completely reliable", "B": "usually reliable", "C": "fairly reliable",
    "D": "not usually reliable", "E": "unreliable", "F": "reliability cannot be judged",
}  # fmt: skip
CREDIBILITY = {
    "1": "confirmed by other sources", "2": "probably true", "3": "possibly true",
    "4": "doubtful", "5": "improbable", "6": "truth cannot be judged",
}  # fmt: skip
GRADES = RELIABILITY | CREDIBILITY

Key = tuple[str, int]  # of an appearance
LONGEST_NAME, LONGEST_TEXT = 200, 10_000  # characters of a name, of a note
MOST = 5_000  # statements that one judgement may be about
SHOWN = 400  # characters of a place that are kept; the digest is of all of them
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Words in an article: where they stood when they were judged, and which they were.

    The content of a statement, or the words that name somebody. They hold in every
    version of the article in which they stand.
    """

    article: str  # id; of an earlier version "id@1"
    spans: Spans  # at least one
    words: str  # the first SHOWN characters of them, parts joined as by `words_of`
    digest: str  # of all of them, whatever the case and the white space

    @classmethod
    def of(cls, article: Article, spans: Spans) -> "Place":
        """Return the place of some characters of an article.

        >>> Place.of(Article(id="a", text="It rained, he said."), (Span(0, 9),)).words
        'It rained'
        """
        words = words_of(spans, article.text)
        return cls(article=article.id, spans=spans, words=words[:SHOWN], digest=digest(words))


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """Who is meant: an outlet, a person, an unnamed source that is named at a place."""

    name: str
    kind: Kind = "none"
    id: str = ""  # of the source in the analysis that was judged; "": one that it didn't know
    place: Place | None = None  # where it is named; an unnamed source is found again by it


@dataclass(frozen=True, kw_only=True)  # without slots, so that the id is worked out once
class Judgement:
    """One thing that somebody decided. It is appended and never changed.

    Of two that contradict each other the later wins, by `when`, then `who`. Which of the
    fields say something depends on the kind: see docs/reference/judgements.md.
    """

    who: str
    when: str  # UTC, as `now` gives it; "" until it is stored
    kind: JudgementKind
    places: tuple[Place, ...] = ()
    # Of "apart": the other side; of "edge": the statement upstream; of "attribution": statements
    # of the claim in which it stood, so that what nobody says can be shown there.
    others: tuple[Place, ...] = ()
    hands: tuple[Hand, ...] = ()
    verdict: Verdict = "confirm"
    relation: Relation | None = None  # of "edge"; None: whichever
    finding: FindingKind | None = None
    words: str = ""  # of "finding": what it says, so that it can be shown again
    grade: str = ""  # of "grade": one of GRADES
    note: str = ""
    undoes: str | None = None  # id of the judgement that is taken back
    number: int = field(default=0, compare=False)  # in its collection, from 1

    def __post_init__(self) -> None:
        wrong = _wrong(self)
        if wrong:
            raise BadJudgement(f"a judgement of {self.who[:LONGEST_NAME] or 'nobody'}", wrong)

    @cached_property
    def id(self) -> str:
        """What names it in every collection: a digest of all that it says."""
        row = plain(self)
        row.pop("number", None)
        text = json.dumps(row, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
        return hashlib.blake2b(text.encode("ascii"), digest_size=12).hexdigest()

    @property
    def order(self) -> tuple[str, str, str]:
        """What says which of two came later."""
        return self.when, self.who, self.id

    @property
    def by(self) -> str:
        """Who decided it, when, and why, as a reason shows it.

        >>> Judgement(who="Ann", when="2026-03-01T09:30:00.000000Z", kind="note", note="Asked.").by
        'Ann, 2026-03-01 09:30 UTC: Asked.'
        """
        when = self.when[:16].replace("T", " ") + " UTC" if self.when else "not stored yet"
        return f"{self.who}, {when}" + (f": {self.note}" if self.note else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """Two statements of which somebody said that they are one claim, or that they are not."""

    left: Key
    right: Key
    together: bool
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedStep:
    """An edge upstream that somebody confirmed, added or rejected."""

    downstream: Key
    sources: tuple[str, ...]  # ids that may mean the hand upstream, the likeliest first
    upstream: Key | None = None
    relation: Relation | None = None  # None: whichever
    through: str | None = None
    evidence: Span | None = None  # where the downstream article shows it, if somebody told
    holds: bool
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedFinding:
    """A finding that somebody confirmed or rejected."""

    kind: FindingKind
    appearances: tuple[Key, ...]
    holds: bool
    words: str
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """What people decided about the edges and findings of a story: what `trace` goes by."""

    steps: tuple[JudgedStep, ...] = ()  # of two about one edge the first counts
    findings: tuple[JudgedFinding, ...] = ()  # of two about one finding the first counts
    readings: tuple[tuple[Key, Reason], ...] = ()  # statements whose source somebody vouched for
    different: frozenset[tuple[str, str]] = frozenset()  # ids of sources that are two, in order


def plain(judgement: Judgement) -> dict[str, Any]:
    """Return a judgement as JSON has it: without what is empty, a span as [start, end]."""
    return {name: _plain(value) for name, value in _filled(judgement)}


def _plain(value: Any) -> Any:
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Place | Hand):
        return {name: _plain(item) for name, item in _filled(value)}
    return value


def _filled(record: Judgement | Place | Hand) -> Iterator[tuple[str, Any]]:
    for part in fields(record):
        value = getattr(record, part.name)
        if value not in ((), "", None, 0):
            yield part.name, value


def _wrong(judgement: Judgement) -> str:
    """Return what makes a judgement say nothing, or too much; "" if it can be used."""
    kind, places, others = judgement.kind, judgement.places, judgement.others
    needed = {
        "same": (len(places) >= 2, "two statements"),
        "apart": (bool(places and others), "statements on both sides"),
        "attribution": (bool(places), "a statement"),
        "speaker": (bool(places), "a statement"),
        "alias": (len(judgement.hands) == 2, "two sources"),
        "different": (len(judgement.hands) == 2, "two sources"),
        "edge": (bool(places and (judgement.hands or others)), "a statement and whom it is from"),
        "finding": (bool(judgement.finding and 0 < len(places) <= 2), "a finding and its passages"),
        "grade": (
            bool(judgement.hands if judgement.grade in RELIABILITY else places)
            and judgement.grade in GRADES,
            "A to F and a source, or 1 to 6 and a statement",
        ),
        "note": (bool(judgement.note.strip()), "words"),
        "undo": (bool(judgement.undoes), "the judgement that it takes back"),
    }
    if kind not in needed:
        return f"“{kind[:LONGEST_NAME]}” is no kind of judgement"
    if not needed[kind][0]:
        return f"“{kind}” needs {needed[kind][1]}"
    if judgement.when and not _INSTANT.fullmatch(judgement.when):
        return f"“{judgement.when[:40]}” is no instant in UTC to the microsecond"
    if not judgement.who.strip():
        return "nobody is said to have made it"
    if len(judgement.who) > LONGEST_NAME or any(
        len(h.name) > LONGEST_TEXT for h in judgement.hands
    ):
        return "a name is too long"
    if max(len(judgement.note), len(judgement.words)) > LONGEST_TEXT:
        return f"its words are more than {LONGEST_TEXT} characters"
    if max(len(places), len(others), len(judgement.hands)) > MOST:
        return f"it is about more than {MOST} statements or sources"
    return "" if all(place.spans for place in (*places, *others)) else "a place has no characters"


def digest(words: str) -> str:
    """Return what tells words from all others, whatever the case and the white space.

    >>> digest("It  Rained") == digest("it rained"), len(digest(""))
    (True, 24)
    """
    folded = " ".join(words.casefold().split())
    return hashlib.blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def now() -> str:
    """Return the present instant as `Judgement.when` has it: UTC, to the microsecond."""
    return instant(datetime.now(UTC))


def instant(moment: datetime) -> str:
    """Return an aware date and time so that the order of the strings is that of time.

    >>> instant(datetime(2026, 3, 1, 9, 30, tzinfo=UTC))
    '2026-03-01T09:30:00.000000Z'
    """
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def following(last: str) -> str:
    """Return the present instant, or that just after `last` if its clock was ahead of ours.

    Who judges after somebody else in one collection judges later, whatever their clocks
    say. A clock that is a day ahead or more is wrong, and nobody follows it.
    """
    here = now()
    if not here <= last < instant(datetime.now(UTC) + timedelta(days=1)):
        return here
    return instant(datetime.fromisoformat(last) + timedelta(microseconds=1))
