"""Attributions inside contents, which the corpus does not label: found by the model itself.

Read alone, “she told CNN that it rained” is a plain attribution, and of those
the corpus has thousands. So a model trained on it labels each content as if it
stood alone, and what it is sure of is kept as a nested attribution
(self-training: Yarowsky 1995).
"""

from pathlib import Path

from reportedly.attribute.found import Found
from reportedly.attribute.network import Network
from reportedly.attribute.tagger import find
from reportedly.records import Article
from training.data import NESTED_CUE, Document

SURE = 0.6  # least probability of an attribution that is kept
LEAST = 25  # characters of a content that can hold another attribution


def label_nested(documents: list[Document], model: Path) -> int:
    """Add what the model in folder `model` finds inside single-span contents; return how many."""
    places, texts = [], []
    for number, document in enumerate(documents):
        for item in document.attributions:
            if document.nested_known or len(item["content"]) != 1:
                continue
            start, end = item["content"][0]
            low = start + 5 if document.text.startswith("that ", start) else start
            words = document.text[low:end]
            if len(words) >= LEAST and NESTED_CUE.search(words):
                places.append((number, low))
                # One more mark at most, so that offsets stay: a sentence begins and ends.
                first = words[0].upper() if len(words[0].upper()) == 1 else words[0]
                texts.append(first + words[1:] + ("" if words[-1] in '.?!”"' else "."))
    articles = [Article(id=str(n), text=text) for n, text in enumerate(texts)]
    found, _ = find(articles, Network(model))
    added = 0
    for (number, low), items in zip(places, found, strict=True):
        document = documents[number]
        taken = {tuple(s) for a in document.attributions for s in a["cue"]}
        for item in items:
            label = _label(item, low, len(document.text))
            if item.confidence >= SURE and label and tuple(label["cue"][0]) not in taken:
                document.attributions.append(label)
                added += 1
    return added


def _label(item: Found, low: int, length: int) -> dict[str, list[list[int]]] | None:
    """Return the attribution in the document’s offsets; None without a source or content."""
    if not (item.source and item.cue and item.content):
        return None
    return {
        role: [[s.start + low, min(s.end + low, length)] for s in getattr(item, role)]
        for role in ("source", "cue", "content", "addressee")
    }
