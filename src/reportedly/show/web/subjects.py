"""What people can decide about, found in the analysis that they look at.

A form says which thing it is about by its place (the third finding of a claim). As
that may be another thing after the next analysis, it says a digest of the thing, too.
"""

from collections import defaultdict
from collections.abc import Sequence

from reportedly.judge.make import Maker
from reportedly.judgement import CREDIBILITY, Judgement, Key
from reportedly.records import Derivation
from reportedly.show.export_json import nearest_first, told
from reportedly.show.phrases import FINDINGS, inner, shorten
from reportedly.show.safe import one_line
from reportedly.show.web.against import against_edge, against_finding
from reportedly.show.web.forms import OnClaim, OnPart, OnStatement, Thing
from reportedly.show.web.links import article_link, claim_link
from reportedly.show.web.render import Gone
from reportedly.show.web.speakers import hand, source_subject
from reportedly.show.web.subject import Choice, Make, Subject, choices, grading
from reportedly.show.web.traced import Traced

FOUND = "found-here"  # the element of a claim's page that holds its findings
UNSAID = "unsaid"  # and the one that holds what nobody says, as people decided
SHORT = 160  # characters of words that are repeated above a form
MOST_NAMED = 300  # claims that are offered by their words
BESIDE = 3  # statements that a judgement names so that it is shown with their claim


def subject(traced: Traced, thing: Thing) -> Subject:
    """Return what a form is about.

    Raises:
        Gone: it is not there (any more).
    """
    if isinstance(thing, OnStatement):
        return _statement(traced, (thing.article, thing.s))
    if not isinstance(thing, OnClaim | OnPart):
        return source_subject(traced, thing.id)
    number = traced.numbers.get(thing.claim)
    if number is None:
        raise Gone("claim")
    if isinstance(thing, OnClaim):
        return _claim(traced, number)
    parts = {
        "appearance": _appearance, "step": _step, "finding": _finding,
        "rejected-step": _rejected_step, "rejected-finding": _rejected_finding,
    }  # fmt: skip
    return parts[thing.about](traced, number, thing.n)


def _short(words: str) -> str:
    return shorten(inner(one_line(words)), SHORT)


def _keys(traced: Traced, number: int) -> list[Key]:
    return [appearance.key for appearance in traced.claim(number).claim.appearances]


def _claim(traced: Traced, number: int) -> Subject:
    keys = _keys(traced, number)

    def merge(maker: Maker, given: str) -> Judgement:
        called = given.strip()
        other = traced.numbers.get(called)
        if other is None and called.isdecimal() and len(called) < 10:
            other = int(called) if 0 < int(called) <= len(traced.numbers) else None
        if other is None:
            raise Gone("claim")
        if other == number:
            raise Gone("other claim: this is the same one")
        return maker.same([keys[0], _keys(traced, other)[0]])

    def split(maker: Maker, given: str) -> Judgement:
        chosen = {int(part) for part in given.split() if part.isdecimal() and len(part) < 10}
        mine = [key for n, key in enumerate(keys, 1) if n in chosen]
        rest = [key for n, key in enumerate(keys, 1) if n not in chosen]
        if len(mine) != len(set(given.split())):
            raise Gone("statement")
        if not rest:
            raise Gone("statement that would be left")
        return maker.apart(mine, rest)

    others = tuple(
        (str(row.number), f"{row.number}: {shorten(row.text, SHORT)}")
        for row in traced.rows[:MOST_NAMED]
        if row.number != number
    )
    return Subject(
        f"Claim {number}",
        _short(traced.claim(number).claim.text),
        claim_link(traced.claim(number).claim.id),
        choices(
            Choice("note", "Keep the note", lambda maker, _: maker.remark(keys[:1])),
            Choice("merge", "They are one claim", merge, "Number of a claim that is the same"),
            *_split(traced, keys, split),
        ),
        named=others,
    )


def _split(traced: Traced, keys: Sequence[Key], make: Make) -> Sequence[Choice]:
    """Return the choice by which some of a claim's statements become another claim."""
    if len(keys) < 3:  # of two each can be told from the other beside it
        return ()
    maker = Maker(traced.trace, "")
    options = tuple(
        (str(n), f"{one_line(traced.page.outlet(key[0]))}: {_short(maker.place(key).words)}")
        for n, key in enumerate(keys[:MOST_NAMED], 1)
    )
    asks = "These statements are another claim"
    return (Choice("split", "Split them off", make, asks, options, many=True),)


def _appearance(traced: Traced, number: int, part: int) -> Subject:
    keys = _keys(traced, number)
    if not 0 < part <= len(keys):
        raise Gone("statement")
    key, others = keys[part - 1], [key for i, key in enumerate(keys, 1) if i != part]
    found = [*_reading(key, others)]
    if others:
        apart = Choice(
            "split",
            "It is another claim than the rest",
            lambda maker, _: maker.apart([key], others),
        )
        found.insert(0, apart)
    words = Maker(traced.trace, "").place(key).words
    back = claim_link(traced.claim(number).claim.id)
    title = f"What {traced.page.outlet(key[0])} says of claim {number}"
    return Subject(title, _short(words), back, choices(*found), left=f"#{UNSAID}")


def _reading(key: Key, others: Sequence[Key]) -> Sequence[Choice]:
    """Return what can be decided of how a statement was read; `others` are of its claim."""
    return (
        Choice("right", "Rightly read", lambda maker, _: maker.attribution(key, "confirm")),
        Choice("wrong", "Nobody is said to say this",
               lambda maker, _: maker.attribution(key, "reject", others[:BESIDE])),
        grading("How credible it is, for you (Admiralty scale; no count changes)", CREDIBILITY,
                lambda maker, given: maker.grade(given, key)),
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
        return Subject(said, _short(step.quote.text if step.quote else ""), back, choices(
            Choice("note", "Keep the note", lambda maker, _: maker.remark([keys[step.appearance]])),
        ))  # fmt: skip
    return Subject(
        said,
        _short(step.quote.text if step.quote else ""),
        back,
        choices(
            Choice("confirm", "So it is", lambda maker, _: maker.step(edge, "confirm")),
            Choice("reject", "It is not so", lambda maker, _: maker.step(edge, "reject")),
            Choice(
                "other", "It comes from there",
                lambda maker, given: maker.edge([edge.downstream], hand(traced, maker, given),
                                                "confirm"),
                "It comes from somebody else: name",
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
        choices(
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
    return Subject(title, words, back, choices(undo))


def _statement(traced: Traced, key: Key) -> Subject:
    if key not in {appearance.key for appearance in traced.said_in.get(key[0], ())}:
        raise Gone("statement")
    number = traced.claim_of.get(key)
    others = [other for other in _keys(traced, number) if other != key] if number else []
    return Subject(
        f"A statement in {traced.page.outlet(key[0])}",
        _short(Maker(traced.trace, "").place(key).words),
        article_link(*key),
        choices(
            *_reading(key, others),
            Choice(
                "speaker", "That is who says it",
                lambda maker, given: maker.speaker(key, [hand(traced, maker, given)]),
                "Somebody else says it: name",
            ),
            Choice("nobody", "It says not who", lambda maker, _: maker.speaker(key, [])),
        ),
        left=article_link(key[0]) + f"#{UNSAID}",
    )  # fmt: skip
