"""What happens to a story in the end: circles, pages changed later, pages that are missing."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from bench.simulator.habits import habits_of
from bench.simulator.lots import chance
from bench.simulator.phrasing import lead
from bench.simulator.telling import Telling
from bench.simulator.topics import WORDINGS, exaggerated
from bench.simulator.world import Outlet

LATER = 300  # minutes until a page is changed


def circle(
    rng: Random, tellings: Sequence[Telling], pair: Sequence[Outlet], noise: int
) -> list[Telling]:
    """Return two articles that name each other, the first one's page having been changed."""
    first = next(t for t in tellings if t.hears)
    minutes = max(t.minutes for t in tellings)
    ids = [f"a{len(tellings) + i:02d}" for i in (0, 1)]
    return [
        Telling(
            id=ids[i],
            outlet=pair[i],
            minutes=minutes + 60 * (i + 1),
            takes=(ids[1 - i],),
            credit="outlet",
            through=(pair[1 - i],),
            stated=((pair[1 - i].name,),),
            amount=first.amount,
            lead=lead(rng, "outlet", "reported", noise, own=False),
            wording=rng.randrange(WORDINGS) if noise else 0,
            action="short",
            circles=True,
        )
        for i in (0, 1)
    ]


def edited(rng: Random, tellings: Sequence[Telling], noise: int) -> list[Telling]:
    """Return a later version of one page, with another number, at most."""
    for telling in tellings:
        plain = telling.stance == "supports" and not telling.copied and not telling.changed
        often = habits_of(telling.outlet.kind, noise).edits
        if plain and not telling.circles and chance(rng, often):
            return [
                replace(
                    telling,
                    id=f"{telling.id}v2",
                    version_of=telling.id,
                    minutes=telling.minutes + LATER,
                    notice=chance(rng, 0.4),
                    amount=exaggerated(rng, telling.amount),
                )
            ]
    return []


def lost(rng: Random, tellings: Sequence[Telling], noise: int) -> list[Telling]:
    """Return the tellings, one agency's page perhaps missing: agencies write for paying readers."""
    followed = {up for t in tellings for up in t.takes if t.stated}
    first = [t for t in tellings if t.hears and t.outlet.kind == "agency" and t.id in followed]
    gone = ""
    if first and len(tellings) > 4 and chance(rng, 0.1 * noise):
        gone = first[0].id
    return [replace(t, lost=gone in (t.id, t.version_of) and bool(gone)) for t in tellings]


def roots(tellings: Sequence[Telling]) -> dict[str, frozenset[str]]:
    """Return the groups of the voices at which each telling's ways truly end."""
    found: dict[str, frozenset[str]] = {}
    for telling in tellings:
        mine: set[str] = {voice.group for voice in telling.hears}
        for up in telling.takes:
            mine |= found.get(up, frozenset())
        found[telling.id] = frozenset(mine)
    return found
