"""One article's part in a story: from whom it truly has the claim, and what it says of that."""

from collections.abc import Mapping
from dataclasses import dataclass

from bench.simulator.topics import Amount, Topic
from bench.simulator.world import Outlet, Voice

Chain = tuple[str, ...]  # names of hands as a text gives them, nearest first, the source last


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """An article of the story before its words are written.

    `takes` and `hears` are the truth; `credit`, `voice`, `through` and `stated` are what the
    text says. Where both agree, the credit is honest.
    """

    id: str
    outlet: Outlet
    minutes: int  # after the story's first article
    takes: tuple[str, ...] = ()  # ids of the tellings from which it has the claim
    hears: tuple[Voice, ...] = ()  # whom it heard itself
    credit: str = "told"  # a table of phrases.toml: told, document, outlet, cited, relayed, …
    lead: str = ""  # the template of the first sentence
    voice: Voice | None = None  # whom the text names as the source
    through: tuple[Outlet, ...] = ()  # the outlets that the text names, nearest first
    stated: tuple[Chain, ...] = ()
    hedge: str = "reported"
    amount: Amount
    wording: int = 0
    counted: int = 0
    stance: str = "supports"
    action: str = "new"  # new, rewrite, short, copy, part
    details: tuple[int, ...] = ()
    quotes: tuple[int, ...] = ()
    also: str = ""  # id of a second telling that it draws on
    denial: bool = False  # whether it carries the denial
    second: Outlet | None = None  # given as corroborating
    second_false: bool = False
    changed: frozenset[str] = frozenset()  # swapped, promoted, agency-dropped, …
    respells: bool = False
    comments: bool = False
    links: bool = False
    version_of: str = ""  # id of the telling of which this is a later version
    notice: bool = False  # whether the later version says so
    circles: bool = False  # whether it and another name each other
    lost: bool = False  # whether the page is missing from what is given out

    @property
    def copied(self) -> bool:
        """Whether its words are another's."""
        return self.action in ("copy", "part")

    @property
    def names_nobody(self) -> bool:
        """Whether the text names neither hand nor source."""
        return not self.stated


@dataclass(frozen=True, slots=True)
class Plot:
    """A whole story before its words are written."""

    topic: Topic
    tellings: tuple[Telling, ...]  # by time
    denier: Voice | None
    noise: int

    @property
    def circle(self) -> frozenset[str]:
        """The ids of two that name each other, if there are such."""
        return frozenset(telling.id for telling in self.tellings if telling.circles)

    @property
    def by_id(self) -> Mapping[str, Telling]:
        """The tellings by id."""
        return {telling.id: telling for telling in self.tellings}
