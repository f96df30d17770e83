"""A trace in which everything that others wrote is hostile."""

from reportedly.records import (
    Claim,
    ClaimTrace,
    Derivation,
    Finding,
    Independence,
    Link,
    Origin,
    Resolution,
    Span,
    Trace,
)
from tests.factories import appearance, article, attribution, source, span


def hostile_trace(words: str) -> Trace:
    """Return a trace of two articles in whose every field the words stand."""
    text = f"Title {words}\n\nHe {words} said that {words} rain fell."
    arts = tuple(
        article(
            text,
            id=f"{words}{i}",
            title=f"Title {words}",
            outlet=words,
            byline=words,
            language="en",
            url="javascript:alert(1)",
            path=words,
            published="2026-03-09",
            links=(Link(span(text, "rain"), "javascript:alert(2)"),),
            notes=((words, words),),
        )
        for i in range(2)
    )
    found = tuple(
        appearance(attribution(art, f"He {words}", "said", f"{words} rain fell"), sources=("s",))
        for art in arts
    )
    sources = {
        "s": source("s", words, "anonymous", affiliation=words),
        "o0": source("o0", words + "0", "outlet", group=words),
        "o1": source("o1", words + "1", "outlet", group=words),
    }
    resolution = Resolution(
        sources=sources, outlets={arts[0].id: "o0", arts[1].id: "o1"}, appearances=found
    )
    finding = Finding(
        kind="hedge-lost",
        appearances=(found[0].key, found[1].key),
        passages=((arts[0].id, Span(0, len(text))), (arts[1].id, Span(0, len(text)))),
        words=words,
        confidence=0.5,
    )
    evidence = span(text, words)
    claim = ClaimTrace(
        claim=Claim(id=words, text=words, appearances=found),
        derivations=(
            Derivation(
                downstream=found[0].key,
                source="s",
                upstream=None,
                relation="attributed",
                evidence=evidence,
            ),
            Derivation(
                downstream=found[1].key,
                source="o0",
                upstream=found[0].key,
                relation="linked",
                evidence=evidence,
            ),
        ),
        origins=(Origin(source="s", group=words),),
        first=arts[0].id,
        independence=Independence(known=1, unknown=0, low=1, high=1, sentence=words),
        chokepoints=("o0",),
        findings=(finding,),
    )
    return Trace(articles=arts, resolution=resolution, copies=(), claims=(claim,))
