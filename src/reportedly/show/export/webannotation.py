"""W3C Web Annotations as JSON-LD: each attribution is an annotation of its article.

Its targets are the pieces of what is said, each found by its words (TextQuoteSelector) or its
place (TextPositionSelector, in code points, as the standard has it); its body says who says it.
Positions count into the text that `reportedly read` shows, not into the page's markup.

Source: https://www.w3.org/TR/annotation-model/
"""

from typing import Any

from reportedly.records import Appearance, Span, Trace
from reportedly.show.export.things import address, short, urn
from reportedly.show.phrases import KINDS
from reportedly.tables import Things

CONTEXT = "http://www.w3.org/ns/anno.jsonld"

Json = dict[str, Any]


def annotations(trace: Trace) -> Json:
    """Return a page of annotations, as what JSON is made of."""
    things = Things(trace)
    found = [_annotation(one, things) for one in things.said]
    return {
        "@context": CONTEXT,
        "id": urn("page", short("annotations", *sorted(things.articles))),
        "type": "AnnotationPage",
        "items": found,
    }


def _annotation(one: Appearance, things: Things) -> Json:
    attr = one.attribution
    cue = " … ".join(span.of(things.articles[one.article].text) for span in attr.cue)
    return {
        "id": urn("annotation", f"{one.article}#{one.index}"),
        "type": "Annotation",
        "motivation": "identifying",
        "body": [_textual(_who(one, things), "describing"), *_marks(one, cue)],
        "target": [
            *(_target(one.article, span, "content", things) for span in attr.content),
            *(_target(one.article, span, "source", things) for span in attr.source),
            *(_target(one.article, span, "cue", things) for span in attr.cue),
        ],
    }


def _who(one: Appearance, things: Things) -> str:
    if not one.sources:
        return "said by nobody named"
    named = [things.source(id) for id in one.sources]
    said = ", ".join(f"{source.name} ({KINDS[source.kind]})" for source in named)
    hands = ", ".join(things.source(id).name for id in one.relays)
    return f"said by {said}" + (f", through {hands}" if hands else "")


def _marks(one: Appearance, cue: str) -> list[Json]:
    attr = one.attribution
    marks = [f"form: {attr.form}", f"hedge: {attr.hedge}", f"stance: {one.stance}"]
    marks += [f"cue: {cue}"] if cue else []
    return [_textual(mark, "tagging") for mark in marks]


def _textual(value: str, purpose: str) -> Json:
    return {"type": "TextualBody", "value": value, "purpose": purpose, "format": "text/plain"}


def _target(article: str, span: Span, role: str, things: Things) -> Json:
    before, exact, behind = things.quoted(article, span)
    return {
        "type": "SpecificResource",
        "source": address(things.articles[article]),
        "styleClass": role,
        "selector": [
            {"type": "TextQuoteSelector", "exact": exact, "prefix": before, "suffix": behind},
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ],
    }
