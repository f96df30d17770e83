"""What kinds of outlets do with what they hear: probabilities at full noise.

None is measured on real outlets: they are set so that each way in which news
changes occurs often enough to be counted, and so that kinds differ.
"""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How often an outlet does what, 0 to 1."""

    hears: float = 0.0  # weight of being told something first
    copies: float = 0.2  # takes the text as it is
    part: float = 0.4  # of those: only a part
    shortens: float = 0.15
    hedges: float = 0.08  # adds a doubt
    drops_hedge: float = 0.12  # states flatly what was somebody's word
    confirms: float = 0.03  # writes that it is confirmed
    drifts: float = 0.12  # gives another number
    recounts: float = 0.1  # counts something else with the same number
    misattributes: float = 0.2  # lays it at another door
    promotes: float = 0.3  # of an unnamed source: makes more of it
    drops_agency: float = 0.12  # names the source as if it had heard it itself
    forgets: float = 0.1  # names nobody
    comments: float = 0.1
    seconds: float = 0.1  # calls something a second source that is none
    checks: float = 0.5  # carries a denial that is out
    respells: float = 0.0
    links: float = 0.35
    edits: float = 0.06  # changes its page later without a word


HABITS = {
    "agency": Habits(hears=4, copies=0.1, drops_hedge=0.03, drifts=0.05, forgets=0.02, checks=0.8),
    "newspaper": Habits(hears=3, seconds=0.12, edits=0.1),
    "broadcaster": Habits(hears=2, shortens=0.3),
    "state": Habits(
        hears=2, copies=0.3, drops_hedge=0.2, confirms=0.08, seconds=0.2, checks=0.25,
        misattributes=0.25,
    ),
    "tabloid": Habits(
        hears=1, drifts=0.3, drops_hedge=0.25, confirms=0.08, promotes=0.5, comments=0.2,
        checks=0.3, edits=0.15, recounts=0.2,
    ),
    "aggregator": Habits(copies=0.5, part=0.7, shortens=0.4, drops_agency=0.2, checks=0.3),
    "blog": Habits(
        forgets=0.3, drops_hedge=0.2, comments=0.7, drifts=0.2, hedges=0.15, checks=0.2,
        misattributes=0.3, confirms=0.08,
    ),
    "desk": Habits(copies=0.15, respells=0.8, recounts=0.2, misattributes=0.25),
    "mirror": Habits(copies=1.0, part=0.0, checks=0.0, links=0.0),
}  # fmt: skip

# By noise level: how much of the habits' probability holds for what distorts.
FACTOR = (0.5, 0.8, 1.1, 1.5)
_DISTORTS = (
    "hedges drops_hedge confirms drifts recounts misattributes promotes drops_agency forgets"
    " comments seconds respells edits"
).split()


def habits_of(kind: str, noise: int) -> Habits:
    """Return the habits of a kind of outlet at a noise level, 0 to 3."""
    base = HABITS[kind]
    changed = {name: min(0.95, getattr(base, name) * FACTOR[noise]) for name in _DISTORTS}
    return replace(base, **changed)
