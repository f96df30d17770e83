"""What an outlet makes of what it takes from another one."""

from dataclasses import dataclass, replace
from random import Random

from bench.simulator.habits import Habits, habits_of
from bench.simulator.lots import chance, weighted
from bench.simulator.phrasing import lead, names_writer
from bench.simulator.telling import Chain, Telling
from bench.simulator.topics import WORDINGS, Topic, exaggerated
from bench.simulator.world import Outlet, Voice

PRESS = {"confirmed": 0.5, "reported": 0.2}  # how often "reports" stand for nobody, by hedge
COPY_KEEPS = 0.3  # share of the drift of numbers that also happens within copied words


@dataclass(frozen=True, slots=True)
class Scene:
    """What the retelling of one article can draw on."""

    rng: Random
    topic: Topic
    noise: int
    strangers: tuple[Voice, ...]  # to whom a statement may be laid falsely
    risen: tuple[Voice, ...]  # what an unnamed source may become


def retold(up: Telling, outlet: Outlet, place: tuple[str, int], scene: Scene) -> Telling:
    """Return what an outlet writes who has the claim from `up`; place is its id and minute."""
    rng, habits = scene.rng, habits_of(outlet.kind, scene.noise)
    action = _action(rng, habits)
    draft = replace(
        up, id=place[0], minutes=place[1], outlet=outlet, takes=(up.id,), hears=(),
        action=action, changed=frozenset(), also="", denial=False, second=None,
        second_false=False, version_of="", notice=False, lost=False,
        respells=chance(rng, habits.respells), comments=chance(rng, habits.comments),
        links=chance(rng, habits.links),
    )  # fmt: skip
    draft = _amount(draft, habits, scene)
    return _copied(draft, up, habits, scene) if draft.copied else _reworded(draft, up, scene)


def _action(rng: Random, habits: Habits) -> str:
    if chance(rng, habits.copies):
        return "part" if chance(rng, habits.part) else "copy"
    return "short" if chance(rng, habits.shortens) else "rewrite"


def _amount(draft: Telling, habits: Habits, scene: Scene) -> Telling:
    rng, often = scene.rng, COPY_KEEPS if draft.copied else 1.0
    amount = draft.amount
    if chance(rng, habits.drifts * often) and not amount.other:
        amount = exaggerated(rng, amount)
    elif chance(rng, habits.recounts * often) and not amount.other:
        amount = replace(amount, other=rng.choice(scene.topic.other))
    if draft.copied:
        return replace(draft, amount=amount)
    wording, counted = draft.wording, draft.counted
    if chance(rng, (0.0, 0.4, 0.8, 1.0)[scene.noise]):
        wording, counted = rng.randrange(WORDINGS), rng.randrange(4)
    return replace(draft, amount=amount, wording=wording, counted=counted)


def _copied(draft: Telling, up: Telling, habits: Habits, scene: Scene) -> Telling:
    """Keep the words; where the agency is dropped, only the sentences that name it change."""
    rng = scene.rng
    heard = up.credit == "told" and up.voice is not None
    if heard and chance(rng, habits.drops_agency):
        first = lead(rng, "told", "reported", scene.noise, own=False)
        return replace(
            draft, lead=first, through=(), hedge="reported",
            stated=_chains((), up.voice), changed=frozenset({"agency-dropped"}),
        )  # fmt: skip
    if up.credit in ("told", "document"):
        shown = names_writer(up.lead) or draft.action == "copy"
        writer = up.through[0] if up.copied and up.through else up.outlet
        through = (writer,) if shown else ()
        dropped = frozenset() if through else frozenset({"agency-dropped"})
        stated = _chains(through, up.voice)
        return replace(draft, through=through, stated=stated, changed=dropped)
    return draft


def _reworded(draft: Telling, up: Telling, scene: Scene) -> Telling:
    rng, habits = scene.rng, habits_of(draft.outlet.kind, scene.noise)
    details = up.details if draft.action == "rewrite" else ()
    quotes = up.quotes if draft.action == "rewrite" and chance(rng, 0.5) else ()
    draft = replace(draft, details=_some(rng, details), quotes=quotes)
    if chance(rng, habits.confirms):
        return _nobody(draft, "confirmed", scene)
    if chance(rng, habits.drops_hedge):
        return _nobody(draft, "none", scene)
    if chance(rng, habits.forgets):
        return _nobody(draft, "alleged" if up.hedge == "alleged" else "reported", scene)
    hedge = "reported" if up.hedge in ("none", "confirmed") else up.hedge
    if hedge == "alleged" and chance(rng, 0.3):
        hedge = "reported"
    if chance(rng, habits.hedges * (3 if up.hedge in ("none", "confirmed") else 1)):
        hedge = "alleged"
    return _credited(replace(draft, hedge=hedge), up, habits, scene)


def _some(rng: Random, items: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(item for item in items if chance(rng, 0.7))


def _nobody(draft: Telling, hedge: str, scene: Scene) -> Telling:
    """Let the article name nobody, or "reports"."""
    press = chance(scene.rng, PRESS.get(hedge, 0.0))
    credit = "press" if press else "nobody"
    first = lead(scene.rng, credit, hedge, scene.noise)
    flat = hedge == "none"
    return replace(
        draft, credit=credit, hedge=hedge, lead=first, voice=None, through=(), stated=(),
        details=draft.details if flat else (), quotes=(),
    )  # fmt: skip


def _credited(draft: Telling, up: Telling, habits: Habits, scene: Scene) -> Telling:
    """Let the article name the hand, its source, the hand behind it, or the source alone."""
    rng, voice, changed = scene.rng, up.voice, set[str]()
    ways = {"outlet": 0.4}
    if voice is not None and up.credit in ("told", "document"):
        ways["cited"] = 0.45
    if up.credit in ("outlet", "cited") and up.through and not up.copied:
        ways["relayed"] = 0.35
        ways["skipped"] = 0.12 * scene.noise
    if voice is not None and chance(rng, habits.drops_agency):
        ways = {"told": 1.0}
        changed.add("agency-dropped")
    way = weighted(rng, ways)
    through = {"relayed": (up.outlet, *up.through[:1]), "skipped": up.through[:1], "told": ()}.get(
        way, (up.outlet,)
    )
    if way == "skipped":
        changed.add("skipped")
        way = "cited" if voice is not None and up.credit == "cited" else "outlet"
    if way in ("outlet", "relayed"):
        voice = None
    elif voice is not None:
        voice = _other_door(voice, habits, scene, changed)
    if way == "told" and voice is not None and voice.kind == "document":
        way = "document"
    first = lead(rng, way, draft.hedge, scene.noise, own=False)
    return replace(
        draft, credit=way, through=through, voice=voice, lead=first,
        stated=_chains(through, voice), changed=frozenset(changed),
        quotes=draft.quotes if voice is not None and not changed & {"swapped", "promoted"} else (),
    )  # fmt: skip


def _other_door(voice: Voice, habits: Habits, scene: Scene, changed: set[str]) -> Voice:
    """Return the source as this article gives it: the same, a stranger, or one who has risen."""
    rng = scene.rng
    strangers = [one for one in scene.strangers if one.kind == voice.kind and one != voice]
    named = voice.kind in ("person", "organisation", "government")
    if named and strangers and chance(rng, habits.misattributes):
        changed.add("swapped")
        return rng.choice(strangers)
    if voice.kind == "anonymous" and not voice.plural and chance(rng, habits.promotes):
        changed.add("promoted")
        return rng.choice(scene.risen)
    return voice


def _chains(through: tuple[Outlet, ...], voice: Voice | None) -> tuple[Chain, ...]:
    names = tuple(outlet.name for outlet in through)
    chain = (*names, voice.name) if voice is not None else names
    return (chain,) if chain else ()


def first_hand(
    outlet: Outlet, voice: Voice, place: tuple[str, int], scene: Scene, share: tuple[int, int]
) -> Telling:
    """Return the article of an outlet that heard a voice itself, one of `share[1]` voices.

    Each voice has its own details, numbered by `share[0]`; beyond them nobody has any.
    """
    rng = scene.rng
    credit = "document" if voice.kind == "document" else "told"
    weights = {"reported": 0.7, "alleged": 0.25, "confirmed": 0.05}
    hedge = weighted(rng, weights) if voice.kind != "anonymous" else "reported"
    if voice.kind == "anonymous" and chance(rng, 0.45):
        hedge = "alleged"
    count = len(scene.topic.quotes)
    return Telling(
        id=place[0], outlet=outlet, minutes=place[1], hears=(voice,), credit=credit,
        lead=lead(rng, credit, hedge, scene.noise), voice=voice, stated=((voice.name,),),
        hedge=hedge, amount=scene.topic.true,
        wording=share[0] + 4 * rng.randrange(WORDINGS // 4),  # two reporters, two wordings
        counted=share[0] if scene.noise == 0 else rng.randrange(4),
        details=tuple(range(4))[share[0] :: share[1]] if share[0] < share[1] else (),
        quotes=(share[0],) if credit == "told" and share[0] < min(count, share[1]) else (),
    )  # fmt: skip
