"""Whether a finding on a simulated story is right, by what the story's plot made true."""

from collections.abc import Mapping
from typing import Any

from reportedly.records import Finding, Span

Gold = Mapping[str, Any]
# Kinds about the number: only a passage with the claim itself can bear them out.
OF_NUMBERS = frozenset({"number-drift", "counts-something-else"})
ANYWHERE = frozenset({"circular-reporting", "single-anonymous-source", "stealth-edit"})


def pages_of(finding: Finding) -> tuple[str, ...]:
    """Return the pages on which a finding falls: both, or the one downstream."""
    articles = tuple(article for article, _ in finding.appearances)
    if finding.kind in ANYWHERE:
        return articles
    return articles[:1] if finding.kind == "false-corroboration" else articles[-1:]


def judged(finding: Finding, gold: Gold) -> str:
    """Return "right", "neutral", or why a finding is wrong, in words."""
    truth = gold["truth"]
    pages = set(pages_of(finding))
    about = _about(finding, truth)
    hits = {
        want["weight"]
        for want in truth["findings"]
        if want["kind"] == finding.kind
        and pages & set(want["pages"])
        and (not want["claims"] or about & set(want["claims"]))
    }
    if finding.kind in OF_NUMBERS and "c1" not in about:
        return "not about the claim's number"
    if hits & {"wanted", "fair"}:
        return "right"
    return "neutral" if hits else _why(finding, truth)


def _about(finding: Finding, truth: Gold) -> set[str]:
    """Return the statements of the passage downstream; what stands above them is the headline."""
    article, span = finding.passages[-1]
    places = truth["statements"].get(article, ())
    found = {what for start, end, what in places if span.overlaps(Span(start, end))}
    if places and span.end <= min(start for start, _, _ in places):
        found.add("c1")
    return found


def _why(finding: Finding, truth: Gold) -> str:
    """Return the class of an error: what the page downstream truly did."""
    page = truth["pages"].get(pages_of(finding)[-1])
    if page is None:
        return "unknown page"
    if page["stance"] != "supports":
        return "on the page that denies"
    did = page["action"] if page["action"] in ("copy", "part", "new") else page["credit"]
    extra = "".join(f", {what}" for what in page["changed"])
    beside = ", two upstream" if page["also"] else ""
    return f"page is {did} ({page['hedge']}){extra}{beside}"
