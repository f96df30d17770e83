"""What each hand changed, and the numbers that changed, taken from the findings."""

from collections.abc import Mapping

from reportedly.records import (
    Appearance,
    Article,
    ClaimTrace,
    Finding,
    Quantity,
    Resolution,
)
from reportedly.show.naming import outlet_of
from reportedly.show.phrases import CHANGES, FINDINGS, NUMBERS
from reportedly.show.safe import one_line


def drift(
    trace: ClaimTrace, resolution: Resolution, articles: Mapping[str, Article]
) -> tuple[dict[str, str], dict[str, str]]:
    """Return the number that each hand gives, and what each changed, from the findings."""
    readings: dict[str, str] = {}
    changed: dict[str, str] = {}
    for finding in trace.findings:
        keys = finding.appearances
        if finding.kind not in CHANGES or len(keys) != 2:
            continue
        hands = [outlet_of(key[0], resolution) for key in keys]
        changed.setdefault(hands[1], FINDINGS[finding.kind])
        for hand, words in zip(hands, numbers_told(finding, trace, articles), strict=False):
            readings.setdefault(hand, words)
    return readings, changed


def numbers_told(
    finding: Finding, trace: ClaimTrace, articles: Mapping[str, Article]
) -> tuple[str, ...]:
    """Return the two numbers that a finding is about, in the articles' words; () if none."""
    texts = [articles[key[0]].text for key in finding.appearances]
    return tuple(
        _number(each, text) for each, text in zip(numbers_of(finding, trace), texts, strict=False)
    )


def numbers_of(finding: Finding, trace: ClaimTrace) -> tuple[Quantity, ...]:
    """Return the two numbers that a finding is about; () if it is about none."""
    keys = finding.appearances
    if finding.kind not in NUMBERS or len(keys) != 2:
        return ()
    here = {a.key: a for a in trace.claim.appearances if a.key in keys}
    if not here.keys() >= set(keys):
        return ()
    return _numbers(here[keys[0]], here[keys[1]], same=finding.kind != "number-drift") or ()


def _numbers(up: Appearance, down: Appearance, *, same: bool) -> tuple[Quantity, Quantity] | None:
    """Return the two numbers that a finding is about.

    That is the same value counting different things, or (`same` false) another
    value, rather of the same thing.
    """
    pairs = [(a, b) for a in up.quantities for b in down.quantities]
    fitting = [(a, b) for a, b in pairs if (a.value == b.value) is same and a.unit == b.unit]

    def apart(pair: tuple[Quantity, Quantity]) -> bool:
        counted = [set((quantity.of or "").casefold().split()) for quantity in pair]
        return bool(counted[0] & counted[1]) is same

    return min(fitting, key=apart, default=None)


def _number(quantity: Quantity, text: str) -> str:
    """Return a number and what it counts, in the article's words."""
    words, counted = one_line(quantity.span.of(text)), one_line(quantity.of or "")
    return words if not counted or counted.casefold() in words.casefold() else f"{words} {counted}"
