"""What people decided, on a terminal: one line what, one line by whom and what became of it."""

from collections.abc import Mapping, Sequence
from typing import Final

from rich.console import Console
from rich.text import Text

from reportedly.judgement import GRADES, Judgement, JudgementKind, Place
from reportedly.records import Standing
from reportedly.show.phrases import FINDINGS
from reportedly.show.safe import one_line
from reportedly.show.terminal import Terminal

STATES: Final[Mapping[str, str]] = {
    "applied": "holds",
    "in part": "holds in part",
    "overruled": "overruled",
    "undone": "taken back",
    "not applied": "not applied",
}
_WHAT: Final[Mapping[JudgementKind, str]] = {
    "same": "One claim: {places}",
    "apart": "Not the same claim: {places} / {others}",
    "attribution": "{yes}: {places} is said by whom it is laid to",
    "speaker": "{places} is said by {hands}",
    "alias": "{first} is {second}",
    "different": "{first} is not {second}",
    "edge": "{yes}: {places} comes from {upstream}",
    "finding": "{yes}: {finding}, {places}",
    "grade": "{about}: {grade}",
    "note": "Note on {about}",
    "undo": "Takes back {undone}",
}
QUOTED = 60  # characters of a passage that a line shows
SHOWN = 2  # passages that it shows


def show_judgements(
    judgements: Sequence[Judgement], standings: Sequence[Standing], console: Console
) -> None:
    """Print judgements in the order in which they were stored."""
    terminal = Terminal(console)
    became = {standing.judgement: standing for standing in standings}
    numbers = {judgement.id: judgement.number for judgement in judgements}
    for judgement in judgements:
        state = became.get(judgement.id)
        told = STATES[state.state] if state else "not looked at yet"
        why = f": {one_line(state.why)}" if state and state.why else ""
        terminal.print(Text(f"{judgement.number}. {what(judgement, numbers)}", "bold"))
        terminal.print(Text(f"   {one_line(judgement.by)}"))
        terminal.print(Text(f"   {told}{why}", "dim"))


def what(judgement: Judgement, numbers: Mapping[str, int]) -> str:
    """Return what was decided, in a sentence.

    Args:
        judgement: any.
        numbers: of the collection's judgements, by id.
    """
    hands = called(judgement)
    places = _quoted(judgement.places)
    undone = numbers.get(judgement.undoes or "")
    return _WHAT[judgement.kind].format(
        places=places,
        others=_quoted(judgement.others),
        yes="Right" if judgement.verdict == "confirm" else "Wrong",
        hands=" and ".join(hands) or "nobody",
        first=hands[0] if hands else "",
        second=hands[-1] if hands else "",
        upstream=hands[0] if hands else _quoted(judgement.others),
        finding=FINDINGS[judgement.finding] if judgement.finding else "",
        grade=graded(judgement.grade),
        about=" and ".join([*([places] if judgement.places else []), *hands]) or "all of it",
        undone=f"judgement {undone}" if undone else "a judgement that is not here",
    )


def graded(grade: str) -> str:
    """Return a grade in words.

    >>> graded("B"), graded("3")
    ('B, usually reliable', '3, possibly true')
    """
    return f"{grade}, {GRADES[grade]}" if grade in GRADES else ""


def called(judgement: Judgement) -> list[str]:
    """Return what its sources are called; two of one name with the articles that name them."""
    names = [one_line(hand.name) for hand in judgement.hands]
    if len(set(names)) == len(names):
        return names
    return [
        f"{name} ({one_line(hand.place.article)})" if hand.place else name
        for name, hand in zip(names, judgement.hands, strict=True)
    ]


def _quoted(places: Sequence[Place]) -> str:
    words = [one_line(place.words) for place in places[:SHOWN]]
    told = [f"“{w if len(w) <= QUOTED else w[: QUOTED - 1] + '…'}”" for w in words]
    more = len(places) - SHOWN
    return ", ".join(told) + (f" and {more} more" if more > 0 else "")
