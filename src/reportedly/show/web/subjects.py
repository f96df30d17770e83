"""What people can decide about, found in the analysis that they look at.

A form says which thing it is about by its place (the third finding of a claim). As
that may be another thing after the next analysis, it says a digest of the thing, too.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from reportedly.judge.make import Maker
from reportedly.judgement import Hand, Judgement, Key
from reportedly.records import Derivation
from reportedly.show.export_json import nearest_first, told
from reportedly.show.phrases import FINDINGS, inner, shorten
from reportedly.show.safe import one_line
from reportedly.show.web.against import against_edge, against_finding
from reportedly.show.web.links import article_link, claim_link, source_link
from reportedly.show.web.render import Gone
from reportedly.show.web.traced import Traced

About = Literal[
    "claim", "appearance", "step", "finding", "statement", "source",
    "rejected-step", "rejected-finding",
]  # fmt: skip
Make = Callable[[Maker, "Given"], Judgement]
FOUND = "found-here"  # the element of a claim's page that holds its findings
SHORT = 160  # characters of words that are repeated above a form


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which thing a form is about."""

    about: About
    claim: str = ""  # id
    n: int = 0  # of the part, from 1
    article: str = ""
    s: int = 0  # of the statement
    id: str = ""  # of the source


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What somebody filled in beside the button."""

    other: str = ""  # a claim's number or id, or a name


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be decided."""

    do: str
    label: str
    make: Make
    asks: str = ""  # what has to be filled in, "" for nothing
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """The thing, in words, and what can be decided about it."""

    title: str
    words: str
    back: str  # its page
    choices: Mapping[str, Choice]
    left: str = ""  # the place of the page where it stood, when it is there no longer

    def digest(self, traced: Traced) -> str:
        """Return what tells the thing from all others: what a judgement on it would say."""
        first = next(iter(self.choices.values()))  # asks for nothing
        return replace(first.make(Maker(traced.trace, "-", "-"), Given()), verdict="confirm").id


def subject(traced: Traced, asked: Asked) -> Subject:
    """Return what a form is about.

    Raises:
        Gone: it is not there (any more).
    """
    if asked.about == "statement":
        return _statement(traced, (asked.article, asked.s))
    if asked.about == "source":
        return _source(traced, asked.id)
    number = traced.numbers.get(asked.claim)
    if number is None:
        raise Gone("claim")
    parts = {
        "claim": _claim, "appearance": _appearance, "step": _step, "finding": _finding,
        "rejected-step": _rejected_step, "rejected-finding": _rejected_finding,
    }  # fmt: skip
    return parts[asked.about](traced, number, asked.n)


def _of(*choices: Choice) -> dict[str, Choice]:
    return {choice.do: choice for choice in choices}


def _short(words: str) -> str:
    return shorten(inner(one_line(words)), SHORT)


def _keys(traced: Traced, number: int) -> list[Key]:
    return [appearance.key for appearance in traced.claim(number).claim.appearances]


def _claim(traced: Traced, number: int, part: int) -> Subject:  # noqa: ARG001
    keys = _keys(traced, number)

    def merge(maker: Maker, given: Given) -> Judgement:
        other = traced.numbers.get(given.other.strip())
        if other is None and given.other.strip().isdecimal():
            other = int(given.other) if 0 < int(given.other) <= len(traced.numbers) else None
        if other is None:
            raise Gone("claim")
        return maker.same([keys[0], _keys(traced, other)[0]])

    return Subject(
        f"Claim {number}",
        _short(traced.claim(number).claim.text),
        claim_link(traced.claim(number).claim.id),
        _of(
            Choice("note", "Keep the note", lambda maker, _: maker.remark(keys[:1])),
            Choice("merge", "It is the same claim as", merge, "Number of the other claim"),
        ),
    )


def _appearance(traced: Traced, number: int, part: int) -> Subject:
    keys = _keys(traced, number)
    if not 0 < part <= len(keys):
        raise Gone("statement")
    key, others = keys[part - 1], [key for i, key in enumerate(keys, 1) if i != part]
    choices = [*_reading(key)]
    if others:
        apart = Choice(
            "split",
            "It is another claim than the rest",
            lambda maker, _: maker.apart([key], others),
        )
        choices.insert(0, apart)
    words = Maker(traced.trace, "").place(key).words
    back = claim_link(traced.claim(number).claim.id)
    title = f"What {traced.page.outlet(key[0])} says of claim {number}"
    return Subject(title, _short(words), back, _of(*choices))


def _reading(key: Key) -> Sequence[Choice]:
    return (
        Choice("right", "Rightly read", lambda maker, _: maker.attribution(key, "confirm")),
        Choice("wrong", "Nobody is said to say this",
               lambda maker, _: maker.attribution(key, "reject")),
    )  # fmt: skip


def _step(traced: Traced, number: int, part: int) -> Subject:
    steps = traced.view(number).why.steps
    edges = edges_of(traced, number)
    if not 0 < part <= len(steps):
        raise Gone("step")
    step, edge = steps[part - 1], edges[part - 1]
    keys = _keys(traced, number)
    said = f"{one_line(step.hand)} {step.verb} {one_line(step.upstream)}"
    back = claim_link(traced.claim(number).claim.id) + f"#c{number}-s{part}"
    if edge is None:  # named in the words only: to confirm it makes a step of it
        return Subject(said, _short(step.quote.text if step.quote else ""), back, _of(
            Choice("note", "Keep the note", lambda maker, _: maker.remark([keys[step.appearance]])),
        ))  # fmt: skip
    return Subject(
        said,
        _short(step.quote.text if step.quote else ""),
        back,
        _of(
            Choice("confirm", "So it is", lambda maker, _: maker.step(edge, "confirm")),
            Choice("reject", "It is not so", lambda maker, _: maker.step(edge, "reject")),
            Choice(
                "other", "It comes from somebody else",
                lambda maker, given: maker.edge([edge.downstream], hand(traced, maker, given.other),
                                                "confirm"),
                "Name of who gave it",
            ),
        ),
        left=f"#c{number}-w{step.appearance + 1}",
    )  # fmt: skip


def edges_of(traced: Traced, number: int) -> list[Derivation | None]:
    """Return the edge of each step that an explanation shows; None for what is named only."""
    claim = traced.claim(number)
    mine: dict[Key, list[Derivation]] = defaultdict(list)
    for edge in claim.derivations:
        mine[edge.downstream].append(edge)
    queues = {}
    for key in _keys(traced, number):
        shown = nearest_first(told(mine[key]))
        queues[key] = iter(shown), iter([edge for edge in mine[key] if edge not in shown])
    keys = _keys(traced, number)
    out: list[Derivation | None] = []
    for step in traced.view(number).why.steps:
        followed, undecided = queues[keys[step.appearance]]
        if step.status == "not followed":
            out.append(None)
        else:
            out.append(next(undecided if step.status == "undecided" else followed, None))
    return out


def _finding(traced: Traced, number: int, part: int) -> Subject:
    claim = traced.claim(number)
    if not 0 < part <= len(claim.findings):
        raise Gone("finding")
    finding = claim.findings[part - 1]
    return Subject(
        FINDINGS[finding.kind],
        _short(finding.words),
        claim_link(claim.claim.id) + f"#c{number}-f{part}",
        _of(
            Choice("confirm", "So it is", lambda maker, _: maker.finding(finding, "confirm")),
            Choice("reject", "It is not so", lambda maker, _: maker.finding(finding, "reject")),
        ),
        left=f"#c{number}-rejected",
    )


def _rejected_step(traced: Traced, number: int, part: int) -> Subject:
    claim, steps = traced.claim(number), traced.view(number).why.rejected
    if not 0 < part <= len(steps):
        raise Gone("step")
    step, edge = steps[part - 1], claim.rejected_edges[part - 1]
    said = f"{one_line(step.hand)} {step.verb} {one_line(step.upstream)}"
    back = claim_link(claim.claim.id) + f"#c{number}-w{step.appearance + 1}"
    words = _short(step.quote.text if step.quote else "")
    return _against(f"Rejected: {said}", words, against_edge(traced, edge), back)


def _rejected_finding(traced: Traced, number: int, part: int) -> Subject:
    claim = traced.claim(number)
    if not 0 < part <= len(claim.rejected_findings):
        raise Gone("finding")
    finding = claim.rejected_findings[part - 1]
    found, back = against_finding(traced, finding), claim_link(claim.claim.id) + f"#{FOUND}"
    return _against(f"Rejected: {FINDINGS[finding.kind]}", _short(finding.words), found, back)


def _against(title: str, words: str, found: Judgement | None, back: str) -> Subject:
    """Return what can be done about something that people rejected: to take that back."""
    if found is None:
        raise Gone("judgement")
    undo = Choice("undo", f"Take back judgement {found.number}", lambda maker, _: maker.undo(found))
    return Subject(title, words, back, _of(undo))


def _statement(traced: Traced, key: Key) -> Subject:
    if key not in {appearance.key for appearance in traced.said_in.get(key[0], ())}:
        raise Gone("statement")
    return Subject(
        f"A statement in {traced.page.outlet(key[0])}",
        _short(Maker(traced.trace, "").place(key).words),
        article_link(*key),
        _of(
            *_reading(key),
            Choice(
                "speaker", "Somebody else says it",
                lambda maker, given: maker.speaker(key, [hand(traced, maker, given.other)]),
                "Name of who says it",
            ),
            Choice("nobody", "It says not who", lambda maker, _: maker.speaker(key, [])),
        ),
    )  # fmt: skip


def _source(traced: Traced, id: str) -> Subject:
    if id not in traced.looks:
        raise Gone("source")
    return Subject(
        traced.page.source(id),
        "",
        source_link(id),
        _of(
            Choice("note", "Keep the note", lambda maker, _: maker.remark(hands=[maker.hand(id)])),
            Choice(
                "alias", "It is the same as",
                lambda maker, given: maker.alias(maker.hand(id), hand(traced, maker, given.other)),
                "Name of the other",
            ),
        ),
    )  # fmt: skip


def hand(traced: Traced, maker: Maker, name: str) -> Hand:
    """Return who is meant by a name: the one source that is called so, else one by that name."""
    called = one_line(name)
    found = [id for id in traced.looks if traced.page.source(id).casefold() == called.casefold()]
    return maker.hand(found[0]) if len(found) == 1 else Hand(name=called)
