"""Why a claim's edges, numbers and findings are as they are, read from the trace's JSON.

The terminal, the report and `--json` all show this one explanation. Nothing is
computed here: it puts names to ids, and looks up what the trace recorded.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.records import Moment
from reportedly.show.given import Given
from reportedly.show.phrases import FINDINGS, when
from reportedly.show.reasons import RULES
from reportedly.text import fold

EFFECTS = ("log-odds", "times", "at most", "condition")
VERBS = {"attributed": "names", "copied": "copies", "linked": "links to"}


@dataclass(frozen=True, slots=True)
class Quoted:
    """Sentences of an article; `marks` are the characters of `text` that are meant."""

    article: str
    outlet: str
    when: str
    text: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Because:
    """Something that was seen and what it does: `records.Reason`, from the file."""

    name: str
    value: float
    effect: str
    seen: str


@dataclass(frozen=True, slots=True)
class Step:
    """An edge: who has it from whom, where this is seen, and what makes its probability."""

    number: int  # among the claim's, from 1
    appearance: int  # index of the statement that shows it
    hand: str  # who has it
    article: str  # id of the article that shows it
    told_by: str | None  # the outlet that tells of it, where that is not the hand
    upstream: str  # from whom
    upstream_article: str | None
    verb: str
    confidence: float
    status: str  # "certain", "doubtful", "undecided", "not followed", "rejected"
    quote: Quoted | None
    upstream_quote: Quoted | None
    reasons: tuple[Because, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """One way of counting, with the paths that share no hand."""

    edges: str
    origins: str
    paths: tuple[tuple[str, ...], ...]  # names
    groups: tuple[tuple[str, str, str], ...]  # origin, group, why
    joined: tuple[tuple[str, str], ...]  # a hand, and the one with which it is taken as one


@dataclass(frozen=True, slots=True)
class Seen:
    """A finding: the rule, what is seen, the passages, and what makes its probability."""

    number: int
    kind: str
    label: str
    rule: str
    words: str
    confidence: float
    quotes: tuple[Quoted, ...]
    reasons: tuple[Because, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """Two passages that were taken to state one claim, and why."""

    confidence: float
    quotes: tuple[Quoted, ...]
    reasons: tuple[Because, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """One claim, explained."""

    number: int  # among the trace's claims, from 1
    id: str
    text: str
    sentence: str
    known: int
    unknown: int
    low: int
    high: int
    ways: tuple[Way, ...]
    silent: tuple[str, ...]  # outlets of the articles of unknown lineage
    chokepoints: tuple[str, ...]
    steps: tuple[Step, ...]
    findings: tuple[Seen, ...]
    joined: tuple[Joined, ...]
    rejected: tuple[Step, ...] = ()  # by people; nothing rests on them
    rejected_findings: tuple[Seen, ...] = ()


class Explainer:
    """Explains the claims of one trace."""

    def __init__(self, document: Given) -> None:
        self.names = {row.text("id"): row.text("name") for row in document.rows("sources")}
        self.pages: dict[str, tuple[str, str]] = {}  # article -> outlet, date
        for row in document.rows("articles"):
            published = row.text_or("published")
            precision = "minute" if ":" in published else "day"
            date = when(Moment(published, precision) if published else None)  # type: ignore[arg-type]
            self.pages[row.text("id")] = self.name(row.text("hand")), date

    def name(self, id: str) -> str:
        """Return the name of a source."""
        return self.names.get(id, id)

    def outlet(self, article: str) -> str:
        """Return the name of an article's outlet."""
        return self.pages.get(article, (article, ""))[0]

    def claim(self, claim: Given, number: int) -> Explanation:
        """Return the explanation of a claim."""
        count = claim.row("independent_origins")
        quotes = [self.quote(row.row_or_none("quote")) for row in claim.rows("appearances")]
        rejected = claim.row("rejected") if "rejected" in claim.value else None
        return Explanation(
            number=number,
            id=claim.text("id"),
            text=claim.text("text"),
            sentence=count.text("sentence"),
            known=count.whole("known"),
            unknown=count.whole("unknown"),
            low=count.whole("low"),
            high=count.whole("high"),
            ways=tuple(self.way(row) for row in count.rows("countings")),
            silent=tuple(self.outlet(article) for article in count.texts("silent")),
            chokepoints=tuple(self.name(row.text("id")) for row in claim.rows("chokepoints")),
            steps=tuple(self.steps(claim, quotes)),
            findings=tuple(self.seen(row, i) for i, row in enumerate(claim.rows("findings"), 1)),
            joined=tuple(self.joined(row, quotes) for row in claim.rows("ties")),
            rejected=tuple(self.rejected(rejected, claim, quotes)) if rejected else (),
            rejected_findings=tuple(
                self.seen(row, i) for i, row in enumerate(rejected.rows("findings"), 1)
            )
            if rejected
            else (),
        )

    def rejected(
        self, rejected: Given, claim: Given, quotes: Sequence[Quoted | None]
    ) -> Iterator[Step]:
        """Yield the edges that people rejected."""
        articles = [appearance.text("article") for appearance in claim.rows("appearances")]
        for number, row in enumerate(rejected.rows("edges"), 1):
            at = row.whole("downstream", len(articles))
            yield self.step(row.row("edge"), (number, at, articles[at], "rejected"), quotes)

    def way(self, row: Given) -> Way:
        """Return one way of counting, with names."""
        return Way(
            edges=_one_of(row, "edges", ("certain", "all")),
            origins=_one_of(row, "origins", ("identified", "apart")),
            paths=tuple(tuple(self.name(id) for id in path) for path in row.lists("paths")),
            groups=tuple(
                (self.name(m.text("origin")), self.name(m.text("group")), m.text("why"))
                for m in row.rows("members")
            ),
            joined=tuple(
                (self.name(pair[0]), self.name(pair[-1])) for pair in row.lists("joined") if pair
            ),
        )

    def steps(self, claim: Given, quotes: Sequence[Quoted | None]) -> Iterator[Step]:
        """Yield the edges in the order of the appearances, the nearest hand first."""
        number = 0
        for index, appearance in enumerate(claim.rows("appearances")):
            article = appearance.text("article")
            for key in ("upstream", "undecided"):
                for row in appearance.rows(key):
                    number += 1
                    yield self.step(row, (number, index, article, key), quotes)

    def step(
        self, row: Given, place: tuple[int, int, str, str], quotes: Sequence[Quoted | None]
    ) -> Step:
        """Return an edge; `place`: its number, its appearance, its article, the list it is in."""
        number, index, article, listed = place
        at = None if row.get("appearance") is None else row.whole("appearance", len(quotes))
        through = row.text_or("through")
        sure = row.share("confidence")
        status = "certain" if sure >= 0.5 else "doubtful"
        status = status if listed == "upstream" else listed
        relation = _one_of(row, "relation", tuple(VERBS))
        return Step(
            number=number,
            appearance=index,
            hand=through or self.outlet(article),
            article=article,
            told_by=self.outlet(article) if through else None,
            upstream=row.text("name"),
            upstream_article=row.text_or("article") or None,
            verb=VERBS[relation],
            confidence=sure,
            status=status if row.flag("followed") else "not followed",
            quote=self.quote(row.row_or_none("quote")),
            upstream_quote=None if at is None else quotes[at],
            reasons=_reasons(row),
        )

    def seen(self, row: Given, number: int) -> Seen:
        """Return a finding with its rule."""
        kind = _one_of(row, "kind", tuple(FINDINGS))
        found = (self.quote(quote) for quote in row.rows("quotes"))
        return Seen(
            number=number,
            kind=kind,
            label=FINDINGS[kind],  # type: ignore[index]
            rule=RULES[kind],  # type: ignore[index]
            words=row.text("words"),
            confidence=row.share("confidence"),
            quotes=tuple(quote for quote in found if quote),
            reasons=_reasons(row),
        )

    def joined(self, row: Given, quotes: Sequence[Quoted | None]) -> Joined:
        """Return why two appearances are one claim."""
        places = row.indexes("appearances", len(quotes))
        both = [quotes[place] for place in places]
        return Joined(row.share("confidence"), tuple(q for q in both if q), _reasons(row))

    def quote(self, row: Given | None) -> Quoted | None:
        """Return a quotation with its outlet and date."""
        if row is None:
            return None
        article, text = row.text("article"), row.text("text")
        outlet, date = self.pages.get(article, (article, "undated"))
        return Quoted(article, outlet, date, text, row.marks("marks", len(text)))


def between(steps: Sequence[Step], ends: tuple[str, str]) -> list[Step]:
    """Return the edges between two hands, each given by its name, a part of it, or an article's id.

    The first is who has it, the second from whom; if there is none that way, the other way round.
    Whole names and ids go before parts.
    """
    for whole in (True, False):
        for down, up in (ends, ends[::-1]):
            found = [
                step
                for step in steps
                if _meant(down, step.hand, None if step.told_by else step.article, whole=whole)
                and _meant(up, step.upstream, step.upstream_article, whole=whole)
            ]
            if found:
                return found
    return []


def _meant(words: str, name: str, article: str | None, *, whole: bool) -> bool:
    wanted, called = fold(words), fold(name)
    return words == article or (bool(wanted) and (wanted == called if whole else wanted in called))


def _one_of(row: Given, key: str, known: Sequence[str]) -> str:
    value = row.text(key)
    if value not in known:
        raise row.wrong(row.at(key), "is none of " + ", ".join(known))
    return value


def _reasons(row: Given) -> tuple[Because, ...]:
    return tuple(
        Because(
            name=r.text("name"),
            value=r.number("value"),
            effect=_one_of(r, "effect", EFFECTS),
            seen=r.text("seen"),
        )
        for r in row.rows("reasons")
    )
