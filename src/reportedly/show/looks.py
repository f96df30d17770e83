"""The one look of each source: a colour and a sign, the same wherever it speaks.

Looks go by how much a source says, so those with the most words differ most,
and the order in which articles are given changes nothing. The sign is filled
for a source with a name and hollow for one without, and the name always stands
beside it: nobody has to tell colours apart.
"""

from dataclasses import dataclass

from reportedly.records import Resolution
from reportedly.show.quoted import Diversity, naming
from reportedly.text import fold

COLOURS = 8  # in report.css; each reads on every ground of the page, light and dark
FILLED, HOLLOW = "●■◆▲", "○□◇△"  # one shape, with and without a name


@dataclass(frozen=True, slots=True)
class Look:
    """How a source looks in the page, and where its card is."""

    place: int  # of its card: 1, 2, …
    hollow: bool  # has no name

    @property
    def id(self) -> str:
        """Id of its card in the page."""
        return f"s{self.place}"

    @property
    def shape(self) -> int:
        """Which of the shapes is its sign.

        Neighbours differ in colour and in shape; a pair comes again after all of them.
        """
        rank = self.place - 1
        return (rank + rank // COLOURS) % len(FILLED)

    @property
    def sign(self) -> str:
        """The sign itself."""
        return (HOLLOW if self.hollow else FILLED)[self.shape]

    @property
    def classes(self) -> str:
        """Classes by which the style sheet gives colour and sign."""
        return f"c{(self.place - 1) % COLOURS} g{self.shape}" + " hollow" * self.hollow


def looks(counted: Diversity, resolution: Resolution) -> dict[str, Look]:
    """Return the look of each source that speaks, passes on, hears or publishes, by id.

    The order is that of the cards: who speaks, by words; then the rest, by name.
    """
    speaks = [quoted.source.id for quoted in counted.sources]
    others = set(resolution.outlets.values())
    for appearance in resolution.appearances:
        others |= {*appearance.relays, *appearance.sources}
    others |= {source.heard_by or "" for source in resolution.sources.values()}
    rest = sorted(
        (id for id in others.difference(speaks) if id in resolution.sources),
        key=lambda id: (fold(resolution.sources[id].name), id),
    )
    return {
        id: Look(place, hollow=naming(resolution.sources[id]) != "named")
        for place, id in enumerate([*speaks, *rest], 1)
    }
