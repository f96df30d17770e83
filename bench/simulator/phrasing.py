"""Choosing how a statement is laid at somebody's door, and what may stand in the template."""

from collections.abc import Mapping
from random import Random

from bench.simulator.topics import language
from bench.simulator.world import Outlet, Voice

OWN = ("{O}", "{H}")  # where a template names the outlet that heard it


def phrases(table: str, row: str) -> list[str]:
    """Return the templates of a row of phrases.toml."""
    return list(language("phrases")[table][row])


def lead(rng: Random, credit: str, hedge: str, noise: int, *, own: bool = True) -> str:
    """Return the template of a first sentence.

    Args:
        rng: lots are drawn from it.
        credit: the table.
        hedge: the row.
        noise: at 0 only the plainest half of the templates is used.
        own: whether the template may name the outlet that writes.
    """
    rows = [t for t in phrases(credit, hedge) if own or not any(slot in t for slot in OWN)]
    if noise == 0:
        rows = rows[: max(1, (len(rows) + 1) // 2)]
    return rng.choice(rows)


def names_writer(template: str) -> bool:
    """Tell whether a template names the outlet that heard it, so that a copy names it too."""
    return any(slot in template for slot in OWN)


def slots_of_voice(voice: Voice | None) -> dict[str, str]:
    """Return what a template may say of a source."""
    if voice is None:
        return {}
    return {
        "S": voice.intro,
        "S,": f"{voice.intro}," if voice.apposed else voice.intro,
        "s": voice.short if voice.kind != "anonymous" else _bare(voice),
        "short": voice.short,
        "he": voice.he,
        "He": voice.he if voice.he != "it" else voice.short,
    }


def _bare(voice: Voice) -> str:
    return "sources" if voice.plural else "source"


def slots_of_outlets(own: Outlet, through: tuple[Outlet, ...]) -> dict[str, str]:
    """Return what a template may say of outlets: the writer's own and those upstream."""
    slots = {"O": own.said, "H": own.said}
    for key, outlet in zip(("U", "V"), through, strict=False):
        slots[key] = outlet.said
    return slots


def statement_slots(clause: str) -> Mapping[str, str]:
    """Return a clause as {P} and {D}, with and without a capital."""
    capital = clause[:1].upper() + clause[1:]
    return {"P": clause, "P^": capital, "D": clause, "D^": capital}
