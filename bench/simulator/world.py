"""The invented outlets of a world, and the people and bodies who tell them things."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from bench.simulator.lots import lots
from bench.simulator.names import country, person, place

# How many outlets of each kind a world has, and what they are called after their town.
_KINDS: dict[str, tuple[int, str]] = {
    "agency": (10, "Wire|Press Agency|News Service|Dispatch"),
    "newspaper": (36, "Courier|Herald|Gazette|Tribune|Chronicle|Monitor|Observer|Journal"),
    "broadcaster": (12, "Radio|Television|Public Broadcasting|Channel 4"),
    "state": (10, "State Television|National News Agency|Today|Panorama"),
    "tabloid": (14, "Blitz|Express|Mirror|Echo|Star"),
    "aggregator": (16, "Digest|Roundup|Headlines|Brief|Newsfeed"),
    "blog": (16, "Lantern|Notebook|Contrarian|Signal|Underground"),
    "desk": (12, "Monitor|Abroad|Review of the Press|in English"),
    "mirror": (8, "News Mirror|Archive|Reader|Copyroom"),
}
_TABLE_KIND = {
    "agency": "agency", "newspaper": "newspaper", "broadcaster": "broadcaster",
    "state": "broadcaster", "tabloid": "newspaper",
}  # fmt: skip
_ARTICLE = ("Courier Herald Gazette Tribune Chronicle Monitor Observer Journal").split()


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet: `name` in full, `said` as it stands within a sentence."""

    name: str
    said: str
    kind: str
    country: str
    owner: str
    domain: str
    state: str = ""

    def row(self) -> str:
        """Return the outlet as a row of the table that `--outlets` takes."""
        fields = {
            "name": self.name, "domain": self.domain, "country": self.country,
            "kind": _TABLE_KIND.get(self.kind, "site"), "owner": self.owner, "state": self.state,
            "source": "invented by the simulator", "checked": "2026-11-25",
        }  # fmt: skip
        lines = [f'{key} = "{value}"' for key, value in fields.items()]
        return "\n".join(["[[outlet]]", *lines])


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says something: a person, a body, a paper, somebody unnamed.

    `name` is the key in all labels. `intro` is the first mention, with an
    apposition after a comma if `apposed`; `short` every later one.
    """

    name: str
    kind: str
    intro: str
    short: str
    he: str
    group: str
    apposed: bool = False
    plural: bool = False
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class World:
    """All outlets, by kind."""

    outlets: tuple[Outlet, ...]

    def of(self, *kinds: str) -> list[Outlet]:
        """Return the outlets of some kinds."""
        return [outlet for outlet in self.outlets if outlet.kind in kinds]

    def table(self) -> str:
        """Return the outlets as the table of TOML that `--outlets` takes."""
        return "\n\n".join(outlet.row() for outlet in self.outlets) + "\n"


def world(seed: int) -> World:
    """Return the outlets of a seed: each name once, a third with a common owner."""
    rng = lots(seed, "world")
    countries = [country(rng) for _ in range(8)]
    owners = [f"{place(rng)} {rng.choice(('Media', 'Group', 'Holding'))}" for _ in range(14)]
    made = _outlets(rng, countries, owners)
    return World(tuple({outlet.name: outlet for outlet in made}.values()))


def _outlets(rng: Random, countries: list[str], owners: list[str]) -> Iterator[Outlet]:
    towns: set[str] = set()
    for kind, (count, nouns) in _KINDS.items():
        for _ in range(count):
            town = place(rng)
            while town in towns:  # one word never names two outlets
                town = place(rng)
            towns.add(town)
            noun = rng.choice(nouns.split("|"))
            name, home = f"{town} {noun}", rng.choice(countries)
            state = home if kind == "state" else ""
            shared = kind == "state" or rng.random() < 0.35
            owner = f"{home} State Media" if state else f"{town} {noun} Company"
            if shared and not state:
                owner = rng.choice(owners)
            said = f"the {name}" if noun in _ARTICLE and kind == "newspaper" else name
            domain = f"{name.lower().replace(' ', '')}.example"
            yield Outlet(name, said, kind, home, owner, domain, state)


def voices(rng: Random, town: str, noise: int) -> Iterator[Voice]:
    """Yield sources without end, no two of one group, with and without a name."""
    bodies = list(_BODIES)
    rng.shuffle(bodies)
    for body in bodies:
        what = body.format(town=town)
        weights = (0.45, 0.2, 0.1, 0.25 + 0.05 * noise)
        kind = rng.choices(("person", "body", "document", "anonymous"), weights)[0]
        yield _MADE[kind](rng, what)


def named_person(rng: Random, body: str) -> Voice:
    """Return somebody with a name who speaks for a body, or saw it."""
    given, family, he = person(rng)
    post = rng.choice(("director", "spokesman", "deputy head", "head"))
    if he == "she":
        post = post.replace("spokesman", "spokeswoman")
    name = f"{given} {family}"
    if rng.random() < 0.3:
        intro, apposed = f"{body.removeprefix('the ')} {post} {name}", False
    else:
        intro, apposed = f"{name}, {post} of {body}", True
    return Voice(name, "person", intro, family, he, body, apposed, False, (family, intro))


def speaking_body(_rng: Random, body: str) -> Voice:
    """Return a body that says something as such."""
    kind = "government" if "ministry" in body or "council" in body else "organisation"
    return Voice(body, kind, body, body, "it", body)


def paper(rng: Random, body: str) -> Voice:
    """Return a paper that an outlet has seen."""
    what = rng.choice(("an internal report", "a confidential memo", "an audit", "a letter"))
    name = f"{what} by {body}"
    noun = what.split(" ")[-1]
    return Voice(name, "document", name, f"the {noun}", "it", name, aliases=(what, f"the {noun}"))


def unnamed(rng: Random, body: str) -> Voice:
    """Return somebody without a name, mostly one person."""
    plain = ("a local source", "a source familiar with the matter", "a resident", "an eyewitness")
    telling = (f"a senior official at {body}", f"an employee of {body}", f"a source at {body}")
    many = ("two officials", "several residents", f"two people close to {body}")
    name = rng.choice(rng.choices((plain, telling, many), (4, 4, 1))[0])
    plural = name in many
    head = next(
        (w for w in ("official", "employee", "resident", "eyewitness") if w in name), "source"
    )
    if plural:
        head = next((w for w in ("officials", "residents") if w in name), "people")
    he = "they" if plural else f"the {head}"
    return Voice(name, "anonymous", name, f"the {head}", he, f"{name} ({body})", plural=plural)


_BODIES = (
    "the {town} district hospital", "the {town} town council", "the dockers' union",
    "the interior ministry", "the Water Inspectorate", "the Chamber of Trade",
    "the Open Ledger Initiative", "the {town} prosecutor's office", "the farmers' league",
    "the Institute for Public Safety", "the railwaymen's union", "the transport ministry",
)  # fmt: skip
_MADE = {"person": named_person, "body": speaking_body, "document": paper, "anonymous": unnamed}
