"""What was decided, in words, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.judgement import Judgement, Place
from reportedly.records import Appearance
from reportedly.show.judged import called, graded
from reportedly.show.phrases import FINDINGS, inner, shorten
from reportedly.show.safe import one_line
from reportedly.show.web.links import article_link, claim_link, source_link
from reportedly.show.web.traced import Traced

SHORT = 200  # characters of the words that a judgement is about
STATES = {
    "applied": "holds",
    "in part": "holds in part",
    "overruled": "gave way to a later one",
    "undone": "was taken back",
    "not applied": "has no effect",
    "": "not looked at yet",
}


@dataclass(frozen=True, slots=True)
class Decided:
    """One judgement as it is listed."""

    number: int
    who: str
    when: str
    what: str
    about: tuple[tuple[str, str], ...]  # words, and where they stand ("" if that is not known)
    note: str
    state: str
    why: str
    open: bool  # whether it can be taken back


def decided(traced: Traced, judgements: Sequence[Judgement]) -> list[Decided]:
    """Return what was decided, the latest first."""
    standings = {standing.judgement: standing for standing in traced.trace.judged}
    numbers = {judgement.id: judgement.number for judgement in judgements}
    out = []
    for judgement in reversed(judgements):
        standing = standings.get(judgement.id)
        state = standing.state if standing else ""
        out.append(
            Decided(
                number=judgement.number,
                who=one_line(judgement.who),
                when=judgement.when[:16].replace("T", " "),
                what=_what(judgement, numbers),
                about=tuple(_about(traced, judgement)),
                note=one_line(judgement.note),
                state=one_line(standing.why) if standing and state == "undone" else STATES[state],
                why=one_line(standing.why) if standing and state != "undone" else "",
                open=state != "undone",
            )
        )
    return out


def about_claim(traced: Traced, number: int) -> list[Judgement]:
    """Return what people decided about the statements of a claim, beside its steps and findings.

    Those stand struck through where they stood; what was taken back is left out.
    """
    here = {
        (key[0].partition("@")[0], appearance.attribution.content)
        for appearance in traced.claim(number).claim.appearances
        for key in [appearance.key]
    }
    return [
        judgement
        for judgement in _standing(traced)
        if judgement.kind not in ("edge", "finding")
        and any(
            (place.article.partition("@")[0], place.spans) in here
            for place in judgement.places + judgement.others
        )
    ]


def unsaid(judgement: Judgement) -> bool:
    """Tell whether it says that nobody says something: that is shown where it stood."""
    return judgement.kind == "attribution" and judgement.verdict == "reject"


def unsaid_in(traced: Traced, article: str) -> list[Judgement]:
    """Return what people decided that nobody says in an article."""
    stem = article.partition("@")[0]
    return [
        judgement
        for judgement in _standing(traced)
        if unsaid(judgement) and any(p.article.partition("@")[0] == stem for p in judgement.places)
    ]


def about_source(traced: Traced, id: str) -> list[Judgement]:
    """Return what people decided about a source: who else it is, and notes."""
    called = traced.page.source(id).casefold()
    return [
        judgement
        for judgement in _standing(traced)
        if judgement.kind in ("alias", "different", "grade", "note")
        and not judgement.places
        and any(hand.id == id or one_line(hand.name).casefold() == called
                for hand in judgement.hands)
    ]  # fmt: skip


def _standing(traced: Traced) -> list[Judgement]:
    """Return what was decided and holds, or might: not what was taken back or overruled."""
    states = {standing.judgement: standing.state for standing in traced.trace.judged}
    return [
        judgement
        for judgement in traced.judgements
        if judgement.kind != "undo" and states.get(judgement.id) not in ("undone", "overruled")
    ]


def claim_of(traced: Traced, place: Place) -> str:
    """Return the page of the claim of which a statement is part; "" if it is part of none."""
    found = _statement(traced, place)
    number = traced.claim_of.get(found.key) if found else None
    return claim_link(traced.places.claims[number - 1]) if number else ""


def _statement(traced: Traced, place: Place) -> Appearance | None:
    said = traced.said_in.get(place.article, ())
    return next((a for a in said if a.attribution.content == place.spans), None)


def _what(judgement: Judgement, numbers: dict[str, int]) -> str:
    yes = judgement.verdict == "confirm"
    names = called(judgement)
    match judgement.kind:
        case "same":
            return "are one claim"
        case "apart":
            return "is another claim"
        case "attribution":
            return "rightly read" if yes else "nobody is said to say this"
        case "speaker":
            return f"said by {', '.join(names)}" if names else "it says not who"
        case "alias":
            return f"{names[0]} is {names[-1]}"
        case "different":
            return f"{names[0]} is not {names[-1]}"
        case "edge":
            return f"{'has' if yes else 'does not have'} it from {names[0] if names else 'there'}"
        case "finding":
            label = FINDINGS[judgement.finding] if judgement.finding else "finding"
            return f"{label}: {'so it is' if yes else 'it is not so'}"
        case "grade":
            return f"graded {graded(judgement.grade)}"
        case "undo":
            return f"takes back judgement {numbers.get(judgement.undoes or '', '?')}"
        case _:
            return "note"


def _about(traced: Traced, judgement: Judgement) -> list[tuple[str, str]]:
    out = []
    for place in judgement.places[:3]:
        words = f"“{shorten(inner(one_line(place.words)), SHORT)}”"
        found = _statement(traced, place)
        number = traced.claim_of.get(found.key) if found else None
        if number and judgement.kind not in ("attribution", "speaker"):
            out.append((words, claim_link(traced.places.claims[number - 1])))
        elif found:
            out.append((words, article_link(*found.key)))
        else:
            out.append((words, ""))
    for hand in judgement.hands if not judgement.places else ():
        known = hand.id in traced.looks
        out.append((one_line(hand.name), source_link(hand.id) if known else ""))
    return out
