"""The records that pass between stages: frozen, plain, standard library only.

    bytes ─read→ Article ─attribute→ Attribution ─resolve→ Source, Appearance
          ─match→ Copy, Claim ─trace→ Derivation, Finding, Trace ─show→

Ids are strings, an article's the caller's; offsets count code points of `Article.text`.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from reportedly.errors import SpanError

Form = Literal["direct", "indirect", "mixed"]
Hedge = Literal["none", "reported", "alleged", "confirmed"]
Stance = Literal["supports", "denies", "doubts"]
Kind = Literal[
    "person", "organisation", "government", "outlet", "document",
    "account", "collective", "anonymous", "none",
]  # fmt: skip
Precision = Literal["year", "month", "week", "day", "minute", "vague"]
Bound = Literal["about", "more than", "less than", "at least", "at most"]
# How much a description of an unnamed source tells, from least to most.
Specificity = Literal["nameless", "role", "institution", "rank"]
Relation = Literal["attributed", "copied", "linked"]
Effect = Literal["log-odds", "times", "at most", "condition"]
FindingKind = Literal[
    "single-anonymous-source",
    "circular-reporting",
    "false-corroboration",
    "hedge-lost",
    "hedge-gained",
    "number-drift",
    "counts-something-else",
    "source-dropped",
    "source-swapped",
    "source-promoted",
    "denial-not-carried",
    "stealth-edit",
]
FINDING_KINDS: tuple[FindingKind, ...] = get_args(FindingKind)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters [start, end) of one article's `text`, counted in code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise SpanError(self.start, self.end)

    def of(self, text: str) -> str:
        """Return the characters of `text` that the span covers.

        >>> Span(4, 8).of("She said no.")
        'said'
        """
        if self.end > len(text):
            raise SpanError(self.start, self.end, len(text))
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two share a character."""
        return self.start < other.end and other.start < self.end


Spans = tuple[Span, ...]  # in order, without overlap; empty where nothing stands


def words_of(spans: Iterable[Span], text: str) -> str:
    """Return the spans' characters, parts joined by an ellipsis.

    >>> words_of((Span(0, 3), Span(15, 21)), "She reportedly helped them.")
    'She … helped'
    """
    return " … ".join(span.of(text).strip() for span in spans)


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as far as it is known, e.g. "2024-09", "2024-09-17", "2024-09-17T09:40+03:00".

    `value` is ISO 8601 cut to its precision; `basis` says where it was found ("json-ld", "url",
    "dateline", "given", "text", ...). Only a date that a text tells may be a week (`value` and
    `end` are its Monday and Sunday), a stretch with an `end`, or vague (no `value`).
    """

    value: str
    precision: Precision
    basis: str = "given"
    end: str | None = None  # of a stretch: the last year, month or day in it
    span: Span | None = None  # where the text tells it


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink in the text: the words that carry it, and where it leads."""

    span: Span
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as published. `text` is what every offset counts into."""

    id: str
    text: str
    url: str | None = None
    outlet: str | None = None  # the outlet's name as the page gives it
    title: str | None = None
    headline: Span | None = None  # where the title stands in `text`, if it does
    byline: str | None = None
    published: Moment | None = None
    modified: Moment | None = None
    language: str | None = None  # ISO 639-1, e.g. "en"
    links: tuple[Link, ...] = ()
    path: str | None = None  # the file it came from
    notes: tuple[tuple[str, str], ...] = ()  # (field, why it was taken so), in order


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One statement laid at somebody's door: source, cue, content.

    Without source and cue it is a statement in the article's own voice.
    """

    article: str
    source: Spans
    cue: Spans
    content: Spans  # at least one
    addressee: Spans = ()
    form: Form = "indirect"
    hedge: Hedge = "reported"
    parent: int | None = None  # index, among the article's, of the enclosing attribution
    confidence: float = 1.0  # probability, 0 to 1, that source and content are right
    vector: bytes = field(default=b"", repr=False, compare=False)  # of content: 384 int8

    @property
    def own_voice(self) -> bool:
        """Whether the article states it itself."""
        return not self.source and not self.cue


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Someone or something that says: a person, an outlet, an unnamed official, a document.

    `specificity`: "nameless" (a source, two people), "role" (one thing is told: an
    official, a senior source, a person briefed on the plan), "institution" (of which body,
    country or office: a defence ministry official) or "rank" (that, and how senior or how
    it knows: a senior defence ministry official briefed on the plan).
    """

    id: str
    name: str  # the fullest name or description given
    kind: Kind
    names: tuple[str, ...] = ()  # every name by which it was called, `name` among them
    affiliation: str | None = None  # where a text states it
    group: str | None = None  # owner or government: sources of one group are not independent
    domain: str | None = None  # outlets only
    agency: bool = False  # outlets only: others print its text, as the outlet table says
    heard_by: str | None = None  # anonymous only: id of the hand that heard it
    specificity: Specificity | None = None  # anonymous only: how much its descriptions tell
    anonymity_reason: str | None = None  # anonymous only: why it is not named, in a text's words
    anonymity: tuple[tuple[str, Span], ...] = ()  # (article, where it says that, or why, it isn't)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number in a content: 250 people, "about"."""

    value: float
    high: float | None = None  # of a range; `value` is its low end
    unit: str | None = None  # "%", "USD", "km", ...; None for plain counts
    of: str | None = None  # what is counted, as the text says: "military experts"
    approximate: bool = False  # whether there is a bound
    bound: Bound | None = None  # how `value` stands to the true number: "more than"
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """One place in one article where a statement stands, with who says it resolved."""

    article: str
    index: int  # of the attribution among its article's
    attribution: Attribution
    sources: tuple[str, ...] = ()  # ids; empty in the article's own voice, or if nobody is named
    addressees: tuple[str, ...] = ()  # ids
    relays: tuple[str, ...] = ()  # ids of hands between article and `sources`, nearest first
    stance: Stance = "supports"
    quantities: tuple[Quantity, ...] = ()
    dates: tuple[Moment, ...] = ()  # that the content names, each with its place
    when: Moment | None = None  # when it was said, where the text tells

    @property
    def key(self) -> tuple[str, int]:
        """What names this appearance among all."""
        return self.article, self.index


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """All sources of a set of articles, and who says what in terms of them."""

    sources: Mapping[str, Source]  # by id
    outlets: Mapping[str, str]  # article id -> source id of the outlet that published it
    appearances: tuple[Appearance, ...]  # by article, then index
    mentions: Mapping[tuple[str, Span], str] = field(default_factory=dict)  # article, span -> id
    # The table's agencies, folded name -> name: for tracing, and not kept with a trace.
    agencies: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Two articles with text in common."""

    left: str  # article ids, left < right
    right: str
    shared_left: float  # share of left's words that stand in right, 0 to 1
    shared_right: float
    passages: tuple[tuple[Span, Span], ...]  # the same words in left and in right


@dataclass(frozen=True, slots=True)
class Reason:
    """Something that was seen, and what it does to a probability: see `probability`."""

    name: str
    value: float
    effect: Effect
    seen: str = ""  # the words or figures that it rests on


def probability(reasons: Iterable[Reason]) -> float:
    """Return the probability that some reasons make, 0 to 1.

    What is "log-odds" is added up and goes through the logistic function (without
    any, it begins at 1); "times" then multiplies and "at most" bounds it, in their
    order; a "condition" had to hold for the thing to be there, and changes nothing.

    >>> stated, read = Reason("stated", 0.95, "times"), Reason("reading", 0.9, "times")
    >>> round(probability([stated, read, Reason("covered", 0.7, "condition")]), 3)
    0.855
    >>> probability([Reason("start", -1.0, "log-odds"), Reason("names", 1.0, "log-odds")])
    0.5
    """
    listed = tuple(reasons)
    odds = [reason.value for reason in listed if reason.effect == "log-odds"]
    value = 1 / (1 + math.exp(-math.fsum(odds))) if odds else 1.0
    for reason in listed:
        if reason.effect == "times":
            value *= reason.value
        elif reason.effect == "at most":
            value = min(value, reason.value)
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Two appearances that were taken to state one claim, and why."""

    left: tuple[str, int]  # keys of appearances
    right: tuple[str, int]
    reasons: tuple[Reason, ...]
    confidence: float  # what `probability` makes of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A proposition: a cluster of appearances."""

    id: str
    text: str  # the words of the first appearance
    appearances: tuple[Appearance, ...]  # by time, undated last
    confidence: float = 1.0  # of the weakest link in the cluster
    ties: tuple[Tie, ...] = ()  # those by which it grew together; one fewer than appearances


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """An edge upstream: an appearance has its claim from a source or from another appearance."""

    downstream: tuple[str, int]  # key of the appearance
    source: str  # id of the hand upstream
    upstream: tuple[str, int] | None  # key of that hand's appearance, if we have it
    relation: Relation
    evidence: Span | None  # characters in the downstream article
    through: str | None = None  # the nearer hand by which it was heard; None: heard directly
    confidence: float = 1.0  # what `probability` makes of the reasons
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a chain ends as far as the texts show."""

    source: str
    group: str  # origins of one group are not independent
    article: str | None = None  # of the origin itself, if we have it


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An origin, the group with which it is counted, and why."""

    origin: str
    group: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """One way of counting origins: paths from articles to distinct groups, sharing no hand."""

    edges: Literal["certain", "all"]  # whether doubtful ones are taken in
    origins: Literal["identified", "apart"]  # "apart": what may be one source is taken as several
    paths: tuple[tuple[str, ...], ...]  # source ids, from an article's outlet to the origin
    members: tuple[Member, ...]  # the groups of all origins that it reaches
    joined: tuple[tuple[str, str], ...] = ()  # hand, and the one with which it is taken as one


@dataclass(frozen=True, slots=True, kw_only=True)
class Independence:
    """How many independent origins are known. Unknown ones never count as confirmation."""

    known: int  # paths of the first of `countings`
    unknown: int  # articles of unknown lineage
    low: int  # the fewest and the most paths among `countings`
    high: int
    sentence: str  # the number in plain words
    countings: tuple[Counting, ...] = ()
    silent: tuple[str, ...] = ()  # the articles of unknown lineage


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something a reader should look at: two passages side by side, never a verdict."""

    kind: FindingKind
    appearances: tuple[tuple[str, int], ...]  # keys; one or two
    passages: tuple[tuple[str, Span], ...]  # (article, characters), as many as appearances
    words: str  # what is seen, in one sentence
    confidence: float  # what `probability` makes of the reasons
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimTrace:
    """One claim followed upstream."""

    claim: Claim
    derivations: tuple[Derivation, ...]
    origins: tuple[Origin, ...]
    first: str  # article id of the first appearance
    independence: Independence
    chokepoints: tuple[str, ...]  # source ids through which every known path runs
    findings: tuple[Finding, ...]
    rejected_edges: tuple[Derivation, ...] = ()  # by people; nothing rests on them
    rejected_findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What became of a judgement in an analysis."""

    judgement: str  # its id
    state: Literal["applied", "in part", "overruled", "undone", "not applied"]
    why: str = ""  # it is not simply applied


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """How somebody graded a source or a statement on the Admiralty scale."""

    who: str
    when: str  # UTC, as a judgement has it
    grade: str  # "A" to "F" of a source, "1" to "6" of a statement
    source: str = ""  # its id
    statement: tuple[str, int] | None = None  # article, index
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """The answer for a set of articles."""

    articles: tuple[Article, ...]
    resolution: Resolution
    copies: tuple[Copy, ...]
    claims: tuple[ClaimTrace, ...]  # what is most worth a look first
    judged: tuple[Standing, ...] = ()  # every judgement, in the order in which they were made
    grades: tuple[Grade, ...] = ()  # by people; nothing is counted by them
