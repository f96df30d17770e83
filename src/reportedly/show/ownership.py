"""What the table of outlets says of a source: its row, and which table that row is of."""

from dataclasses import dataclass
from pathlib import Path

from reportedly.records import Source
from reportedly.resolve.outlets.table import Outlet, OutletTable
from reportedly.text import fold


@dataclass(frozen=True, slots=True)
class Ownership:
    """The tables by which outlets were looked up."""

    table: OutletTable
    given: str = ""  # the user's file, whose rows go before the shipped ones

    @classmethod
    def of(cls, path: Path | None) -> "Ownership":
        """Return the shipped table, with the user's over it if there is one.

        Raises `InputError` if the file cannot be used.
        """
        shipped = OutletTable.shipped()
        return cls(shipped) if path is None else cls(shipped.with_overrides(path), str(path))

    def row(self, source: Source) -> Outlet | None:
        """Return an outlet's row; None for other sources and for outlets that the table lacks."""
        if source.kind != "outlet":
            return None
        found = self.table.at(source.domain) if source.domain else None
        if found is None:
            found = self.table.find(source.name)
            if found is not None and found.domains and source.domain:
                return None  # the same name on another site
        if found is None or fold(found.name) != fold(source.name):
            return None
        return found

    def place(self, row: Outlet) -> str:
        """Return in words which table a row is of."""
        if self.given and row not in OutletTable.shipped().named(row.name):
            return f"your table {self.given}"
        return "the table that comes with reportedly"
