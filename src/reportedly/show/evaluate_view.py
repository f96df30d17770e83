"""The figures of labelled stories in the terminal: ours, and the baselines beside them."""

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

Figures = Mapping[str, Any]
_EXPLAINED = (
    "claim: mean share of a claim's pages that was found · upstream: F1 of immediate sources · "
    "origins: claims with the right number of independent origins, % · name: with the right "
    "origin among them, %"
)


def show_evaluation(found: Figures, console: Console) -> None:
    """Print a table of stories, and one of ways to count origins."""
    console.print(_stories(found))
    console.print(_EXPLAINED, style="dim", highlight=False)
    console.print()
    console.print(_counts(found))


def _stories(found: Figures) -> Table:
    """Return a row for each story and one for all of them."""
    table = Table(box=None, pad_edge=False)
    table.add_column("story")
    for name in ("claims", "claim", "upstream", "hedge", "stance", "origins", "error", "name"):
        table.add_column(name, justify="right")
    for name, one in [*found["stories"].items(), ("all", found)]:
        table.add_row(
            Text(name),
            str(one["claims"]),
            f"{one['claim']:.1f}",
            f"{one['upstream']['f1']:.1f}",
            *(f"{one[kind]:.1f}" if one["relays_hit"] else "–" for kind in ("hedge", "stance")),
            f"{one['origins']['exact']:.1f}",
            f"{one['origins']['mae']:.2f}",
            f"{one['origin_name']:.1f}",
            style="bold" if one is found else "",
        )
    return table


def _counts(found: Figures) -> Table:
    """Return a row for the trace and for each baseline."""
    table = Table(box=None, pad_edge=False)
    table.add_column("independent origins")
    for name in ("exact %", "error", "of one", "of several"):
        table.add_column(name, justify="right")
    rows = {"the traces": found["origins"], **found["baselines"]}
    for name, count in rows.items():
        table.add_row(
            name, f"{count['exact']:.1f}", f"{count['mae']:.2f}",
            f"{count['of_one']:.1f}", f"{count['of_several']:.1f}",
            style="bold" if name == "the traces" else "",
        )  # fmt: skip
    return table
