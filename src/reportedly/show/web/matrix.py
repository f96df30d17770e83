"""Who leans on whom: for each outlet, from which hands it has its claims."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from reportedly.show.web.links import link
from reportedly.show.web.traced import Traced
from reportedly.text import fold

ROWS, COLUMNS = 30, 24  # more cannot be taken in; all of it is in the API
STEPS = (1, 2, 4, 8)  # claims, from which a cell is drawn one shade darker


@dataclass(frozen=True, slots=True)
class Cell:
    """How many claims one hand has from another."""

    claims: int
    shade: int  # 0 for none, to 4
    href: str  # the claims
    said: str  # in words, for whoever does not see the table


@dataclass(frozen=True, slots=True)
class Matrix:
    """The table: rows have, columns are had from."""

    columns: tuple[Markup, ...]
    rows: tuple[tuple[Markup, tuple[Cell, ...], int], ...]  # name, cells, hands on which it leans
    left_out: tuple[int, int]  # rows and columns that found no room


def matrix(traced: Traced) -> Matrix:
    """Return who leans on whom, those who lean most and are leaned on most first."""
    leaning = traced.leaning
    ups = Counter({up: 0 for ups in leaning.values() for up in ups})
    for down in leaning.values():
        ups.update({up: len(claims) for up, claims in down.items()})
    downs = {down: sum(len(claims) for claims in ups.values()) for down, ups in leaning.items()}
    columns = _first(traced, ups, COLUMNS)
    shown = {down: n for down, n in downs.items() if leaning[down].keys() & {*columns}}
    rows = _first(traced, shown, ROWS)
    return Matrix(
        columns=tuple(traced.page.chip(id) for id in columns),
        rows=tuple(
            (traced.page.chip(id), _cells(traced, id, columns), len(leaning[id])) for id in rows
        ),
        left_out=(len(downs) - len(rows), len(ups) - len(columns)),
    )


def _first(traced: Traced, counted: dict[str, int] | Counter[str], most: int) -> list[str]:
    names = {id: fold(traced.page.source(id)) for id in counted}
    return sorted(counted, key=lambda id: (-counted[id], names[id], id))[:most]


def _cells(traced: Traced, down: str, columns: Sequence[str]) -> tuple[Cell, ...]:
    found = traced.leaning[down]
    name = traced.page.source(down)
    out = []
    for up in columns:
        n = len(found.get(up, ()))
        shade = sum(n >= step for step in STEPS)
        said = f"{name} has {n} from {traced.page.source(up)}"
        out.append(Cell(n, shade, link("/", hand=up, by=down, all=1), said if n else ""))
    return tuple(out)
