"""One row of the table of outlets: what is known of an outlet. Facts, never ratings."""

from dataclasses import dataclass

KINDS = ("agency", "newspaper", "broadcaster", "magazine", "site")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """One row: an outlet, its domains, and whose it is. Empty means unknown."""

    name: str
    aliases: tuple[str, ...] = ()
    domain: str = ""  # several are separated by |
    place: str = ""  # town or region, where several outlets share a name
    country: str = ""
    kind: str = "site"
    owner: str = ""
    owner_owner: str = ""
    state: str = ""
    source: str = ""  # public address or document in which the facts stand
    checked: str = ""  # ISO date, to the day or year, on which the row was compared with `source`

    @property
    def group(self) -> str:
        """Who stands behind it: the state, else the owner's owner, else the owner, else itself.

        >>> Outlet(name="Quay Wire", owner="Quay Media", state="Halmere").group
        'government of Halmere'
        """
        if self.state:
            return f"government of {self.state}"
        return self.owner_owner or self.owner or self.name

    @property
    def domains(self) -> tuple[str, ...]:
        """Its domains, lower case."""
        if not self.domain:
            return ()
        return tuple(d.strip().lower() for d in self.domain.split("|") if d.strip())

    @property
    def called(self) -> tuple[str, ...]:
        """Every name it goes by."""
        return (self.name, *self.aliases)
