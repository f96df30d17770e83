"""How a claim goes from outlet to outlet: the plot of a story, drawn by lot."""

from dataclasses import replace
from itertools import islice

from bench.simulator import twists
from bench.simulator.alter import Scene, first_hand, retold
from bench.simulator.habits import HABITS, habits_of
from bench.simulator.lots import chance, lots
from bench.simulator.telling import Plot, Telling
from bench.simulator.topics import topic
from bench.simulator.world import (
    Outlet,
    Voice,
    World,
    named_person,
    speaking_body,
    voices,
)

SIZES = (5, 15)  # articles of a story
_LATER = ("newspaper", "broadcaster", "tabloid", "aggregator", "blog", "desk", "state", "mirror")
_BUSY = {"newspaper": 5, "broadcaster": 3, "tabloid": 3, "aggregator": 4, "blog": 3, "desk": 2,
         "state": 2, "mirror": 2}  # fmt: skip


def plot(key: tuple[object, ...], world: World, noise: int) -> Plot:
    """Return the plot of the story with this key; its last part is the story's number.

    Every second story has two or more independent origins.
    """
    return _Writer(key, world, noise).written()


class _Writer:
    """Puts a plot together telling by telling."""

    def __init__(self, key: tuple[object, ...], world: World, noise: int) -> None:
        self.rng, self.world, self.noise = lots(*key, noise), world, noise
        self.number = int(str(key[-1]))
        self.topic = topic(self.rng)
        made = list(islice(voices(self.rng, self.topic.place, noise), 9))
        self.several = self.number % 2 == 1
        count = self.rng.choice((2, 2, 3)) if self.several else 1
        self.voices, rest = made[:count], made[count:]
        body = speaking_body(self.rng, "the regional government")
        risen = (
            Voice("officials", "anonymous", "officials", "the officials", "they", "officials",
                  plural=True),
            Voice("several sources", "anonymous", "several sources", "the sources", "they",
                  "several sources", plural=True),
            body,
        )  # fmt: skip
        self.scene = Scene(self.rng, self.topic, noise, tuple(rest[:4]), risen)
        self.denier = self._denier(rest)
        self.tellings: list[Telling] = []
        self.outlets = self._shuffled()

    def _denier(self, rest: list[Voice]) -> Voice:
        body = next((v.group for v in rest if v.kind in ("organisation", "government")), None)
        what = body or "the defence ministry"
        make = named_person if chance(self.rng, 0.6) else speaking_body
        return make(self.rng, what)

    def _shuffled(self) -> dict[str, list[Outlet]]:
        by_kind: dict[str, list[Outlet]] = {}
        for outlet in self.world.outlets:
            by_kind.setdefault(outlet.kind, []).append(outlet)
        for group in by_kind.values():
            self.rng.shuffle(group)
        return by_kind

    def written(self) -> Plot:
        """Draw everything."""
        self._first_hands()
        size = self.rng.randint(*SIZES)
        denied_at = size // 2 if chance(self.rng, 0.4) else -1
        denied = False
        while len(self.tellings) < size:
            if len(self.tellings) >= denied_at >= 0 and not denied:
                self._deny()
                denied = True
            else:
                self._retell(denied)
        if chance(self.rng, 0.2):
            pair = [self._outlet({kind: 1.0}) for kind in ("aggregator", "blog")]
            self.tellings += twists.circle(self.rng, self.tellings, pair, self.noise)
        self.tellings += twists.edited(self.rng, self.tellings, self.noise)
        told = twists.lost(self.rng, self.tellings, self.noise)
        told.sort(key=lambda t: (t.minutes, t.id))
        return Plot(self.topic, tuple(told), self.denier if denied else None, self.noise)

    def _outlet(self, kinds: dict[str, float]) -> Outlet:
        left = {kind: weight for kind, weight in kinds.items() if self.outlets.get(kind)}
        kind = self.rng.choices(list(left), list(left.values()))[0]
        return self.outlets[kind].pop()

    def _place(self, minutes: int) -> tuple[str, int]:
        return f"a{len(self.tellings):02d}", minutes

    def _first_hands(self) -> None:
        """Let each voice be heard by an outlet of its own, and one of them by a second, too."""
        hearing = {kind: habits.hears for kind, habits in HABITS.items() if habits.hears}
        minutes, count = 0, len(self.voices)
        for number, voice in enumerate(self.voices):
            outlet = self._outlet(hearing)
            made = first_hand(outlet, voice, self._place(minutes), self.scene, (number, count))
            self.tellings.append(made)
            minutes += self.rng.randint(30, 900)
        voice = self.voices[0]
        if voice.kind != "anonymous" and chance(self.rng, 0.1 + 0.1 * self.noise):
            outlet = self._outlet(hearing)
            made = first_hand(outlet, voice, self._place(minutes), self.scene, (count, count))
            self.tellings.append(made)

    def _retell(self, denied: bool) -> None:
        ready = [t for t in self.tellings if t.stance == "supports"]
        weights = [3.0 if t.outlet.kind == "agency" else 2.0 if t.hears else 1.0 for t in ready]
        up = self.rng.choices(ready, weights)[0]
        outlet = self._outlet({kind: float(_BUSY[kind]) for kind in _LATER})
        now = max(t.minutes for t in self.tellings) if denied else up.minutes
        minutes = now + self.rng.choice((20, 45, 90, 200, 400, 800, 1500))
        made = retold(up, outlet, self._place(minutes), self.scene)
        habits = habits_of(outlet.kind, self.noise)
        if denied and not made.copied and chance(self.rng, habits.checks):
            made = replace(made, denial=True)
        if made.stated and not made.copied:
            made = self._beside(made, up, habits.seconds)
        self.tellings.append(made)

    def _beside(self, made: Telling, up: Telling, often: float) -> Telling:
        """Add a further hand: one that it draws on, or one that it gives as a confirmation."""
        roots = twists.roots(self.tellings)
        before = [
            t for t in self.tellings
            if t.stance == "supports" and t.minutes < made.minutes and t.id != up.id
            and t.outlet not in made.through
        ]  # fmt: skip
        other = [t for t in before if not roots[t.id] & roots[up.id]]
        same = [t for t in before if roots[t.id] == roots[up.id] and up.outlet in made.through]
        heard = [t for t in other if t.hears and t.voice and t.credit == "told"]
        if heard and chance(self.rng, 0.25):
            one = self.rng.choice(heard)
            assert one.voice is not None
            chain = (one.outlet.name, one.voice.name)
            return replace(
                made, also=one.id, takes=(*made.takes, one.id), stated=(*made.stated, chain)
            )
        if same and chance(self.rng, often):
            return replace(made, second=self.rng.choice(same).outlet, second_false=True)
        if other and up.outlet in made.through and chance(self.rng, often / 2):
            return replace(made, second=self.rng.choice(other).outlet)
        return made

    def _deny(self) -> None:
        up = self.rng.choice([t for t in self.tellings if t.stance == "supports"])
        outlet = self._outlet({"newspaper": 3, "agency": 2, "broadcaster": 1})
        minutes = max(t.minutes for t in self.tellings) + self.rng.randint(60, 600)
        place = self._place(minutes)
        chain = ((self.denier.name,),)
        self.tellings.append(
            Telling(
                id=place[0],
                outlet=outlet,
                minutes=place[1],
                takes=(up.id,),
                hears=(),
                credit="told",
                voice=self.denier,
                through=(up.outlet,),
                stated=chain,
                hedge="reported",
                amount=up.amount,
                wording=up.wording,
                counted=up.counted,
                stance="denies",
                action="rewrite",
            )
        )
