"""Whom an article talks about: what it has told of each, and where."""

from dataclasses import dataclass, field

from reportedly.records import Kind, Span
from reportedly.resolve.names.reading import Gender, is_acronym
from reportedly.resolve.outlets.table import Outlet
from reportedly.resolve.unnamed.anonymity import Grant


@dataclass(slots=True, eq=False)
class Entity:
    """Somebody or something in one article, as far as the article has told."""

    number: int
    names: list[str] = field(default_factory=list)
    kind: Kind | None = None  # None: a name of which nothing is known yet
    gender: Gender = ""
    plural: bool = False
    heads: set[str] = field(default_factory=set)  # nouns that describe it: “newspaper”
    words: set[str] = field(default_factory=set)  # all words of its descriptions, lower case
    affiliation: str | None = None
    country: str | None = None  # whose government it belongs to
    backing: str | None = None  # the body for which a spokeswoman speaks
    outlet: Outlet | None = None
    heard_by: "Entity | None" = None
    hands: "tuple[Entity, ...]" = ()  # from the article to it, nearest first
    proper: bool = False  # whether it has a name, not a description alone
    unsure: bool = False  # whether it stands for a mention of which nobody can tell whom it means
    grants: list[Grant] = field(default_factory=list)  # where the text leaves it unnamed, and why
    said: list[Span] = field(default_factory=list)  # its contents; anonymous sources only
    day: int | None = None  # ordinal of the day on which it spoke; anonymous sources only

    @property
    def name(self) -> str:
        """The fullest name: the most words, then the most letters; the first of equals."""
        full = [n for n in self.names if not is_acronym(n)] or self.names
        return max(full, key=lambda name: (len(name.split()), len(name)))


@dataclass(frozen=True, slots=True)
class Event:
    """A place where an entity is mentioned."""

    start: int
    end: int
    entity: Entity
    source: bool  # whether somebody says something there
