"""A thing that people can decide about, and the choices that they have."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from reportedly.judge.make import Maker
from reportedly.judgement import Judgement
from reportedly.records import Trace

Make = Callable[[Maker, str], Judgement]  # what somebody filled in beside the button -> judgement


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be decided."""

    do: str
    label: str
    make: Make
    asks: str = ""  # what has to be filled in, "" for nothing
    options: tuple[tuple[str, str], ...] = ()  # (value, words) of which one is filled in
    many: bool = False  # or several of them, with spaces between


@dataclass(frozen=True, slots=True)
class Subject:
    """The thing, in words, and what can be decided about it."""

    title: str
    words: str
    back: str  # its page
    choices: Mapping[str, Choice]
    named: tuple[tuple[str, str], ...] = ()  # what can be filled in, with words, if not names
    left: str = ""  # the place of the page where it stood, when it is there no longer

    def digest(self, trace: Trace) -> str:
        """Return what tells the thing from all others: what a judgement on it would say."""
        first = next(iter(self.choices.values()))  # asks for nothing
        return replace(first.make(Maker(trace, "-", "-"), ""), verdict="confirm").id


def grading(asks: str, scale: Mapping[str, str], make: Make) -> Choice:
    """Return the choice of a grade on a scale."""
    grades = ((grade, f"{grade}: {words}") for grade, words in scale.items())
    return Choice("grade", "Keep the grade", make, asks, (("", "choose …"), *grades))


def choices(*found: Choice) -> dict[str, Choice]:
    """Return choices by what they do."""
    return {choice.do: choice for choice in found}
