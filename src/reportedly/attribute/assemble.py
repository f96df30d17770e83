"""From what is believed to the records of an article, in the order of the text."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from reportedly.attribute import closing, form
from reportedly.attribute.carried import READ, Carried, carried
from reportedly.attribute.encode import quoted
from reportedly.attribute.found import Found, depth_of
from reportedly.records import Article, Attribution, Span
from reportedly.text import sentences


def assemble(
    article: Article, found: list[Found], own: list[tuple[Span, bytes]]
) -> tuple[Attribution, ...]:
    """Put the windows' findings together in the order of the text."""
    page = _Page(article.text, quoted(article.text), list(sentences(article.text)))
    lineage = [one for sentence in page.sentences for one in carried(sentence, article.text)]
    found, lineage = _parted(found, lineage, len(article.text))
    records = [_record(article, page, item) for item in found]
    nested = [replace(r, parent=p) for r, p in zip(records, form.parents(records), strict=True)]
    parts = (part for r in records for part in (*r.content, *r.source, *r.cue))
    touched = np.concatenate(([0], (depth_of(parts, len(article.text)) > 0).cumsum()))
    both = list(nested)
    for one in lineage:
        vector = next((v for at, v in own if at.overlaps(one.content)), b"")
        both += _carried(article, page, one, len(both), vector)
    told = {s for record in both[len(nested) :] for s in record.content}
    both += [
        _statement(article, page, span, vector)
        for span, vector in own
        if touched[span.start] == touched[span.end] and not any(span.overlaps(s) for s in told)
    ]
    order = sorted(range(len(both)), key=lambda k: _place(both[k]))
    where = {old: new for new, old in enumerate(order)}
    return tuple(
        replace(both[k], parent=None if (p := both[k].parent) is None else where[p]) for k in order
    )


def _parted(
    found: list[Found], lineage: list[Carried], length: int
) -> tuple[list[Found], list[Carried]]:
    """Return what is found without what tells of lineage, and the lineages that can be read.

    A clause that tells who carried a report is read by its grammar, whatever is found in its
    cue ("X sourced the story to Y" says nothing of the story); not inside what somebody says.
    """
    if not lineage:
        return found, []
    spans = [(*item.content, *item.source, *item.cue) for item in found]
    depth = depth_of((s for own in spans for s in own), length)
    holder = np.full(length, -1, np.int64)  # of each character: whose cue it is
    for number, item in enumerate(found):
        for span in item.cue:
            holder[span.start : span.end] = number
    read: list[Carried] = []
    gone: set[int] = set()
    for one in lineage:
        cues = (one.cue, *(one.nearer[1:] if one.nearer else ()))
        rivals = {n for s in cues for n in holder[s.start : s.end].tolist()} - {-1} - gone
        for span in (s for n in rivals for s in spans[n]):
            depth[span.start : span.end] -= 1
        if any(depth[s.start : s.end].any() for s in one.spans):
            for span in (s for n in rivals for s in spans[n]):
                depth[span.start : span.end] += 1
            continue
        gone |= rivals
        read.append(one)
    return [item for number, item in enumerate(found) if number not in gone], read


def _place(record: Attribution) -> tuple[int, int, int]:
    anchor = record.cue or record.content
    return record.content[0].start, anchor[0].start, -record.content[-1].end


@dataclass(frozen=True, slots=True)
class _Page:
    """What is worked out once for a text, however many attributions it has."""

    text: str
    quoted: NDArray[np.bool_]
    sentences: list[Span]

    def around(self, low: int, high: int) -> str:
        """Return the sentences that have a character in [low, high)."""
        first = bisect_right(self.sentences, low, key=lambda s: s.end)
        last = bisect_left(self.sentences, high, key=lambda s: s.start)
        return " ".join(s.of(self.text) for s in self.sentences[first:last])


def _record(article: Article, page: _Page, item: Found) -> Attribution:
    text = article.text
    content, cue = form.said(item.content, text), form.said(item.cue, text)
    nobody = form.impersonal(cue, text[item.cue[-1].end :][:10])
    return Attribution(
        article=article.id,
        source=() if nobody else item.source,
        cue=item.cue,
        content=item.content,
        addressee=item.addressee,
        form=form.form_of(item.content, text, page.quoted),
        hedge=form.hedge_of(cue, content, _around(item, page), own_voice=False),
        confidence=item.confidence,
        vector=item.vector,
    )


def _around(item: Found, page: _Page) -> str:
    """Return the sentences that the attribution touches."""
    spans = (*item.source, *item.cue, *item.content)
    return page.around(min(s.start for s in spans), max(s.end for s in spans))


def _statement(article: Article, page: _Page, span: Span, vector: bytes) -> Attribution:
    """Return a sentence as a statement of the article's own, or of whom its grammar names."""
    words = span.of(article.text)
    told = closing.told(span, article.text)
    if told:
        source, cue, content = told
        item = Found((source,), (cue,), (content,), (), (0.0, 0.0, 0.0), closing.READ, vector)
        return _record(article, page, item)
    return Attribution(
        article=article.id,
        source=(),
        cue=(),
        content=(span,),
        form=form.form_of((span,), article.text, page.quoted),
        hedge=form.hedge_of("", words, words, own_voice=True),
        vector=vector,
    )


def _carried(
    article: Article, page: _Page, one: Carried, index: int, vector: bytes
) -> list[Attribution]:
    """Return who carried a report as attributions, what a nearer carrier handed on inside its."""
    scores = (0.0, 0.0, 0.0)
    inner = Found((one.source,), (one.cue,), (one.content,), (), scores, READ, vector)
    if one.nearer is None:
        return [_record(article, page, inner)]
    carrier, cue = one.nearer
    whole = Span(min(one.content.start, one.source.start), max(one.content.end, one.source.end))
    outer = Found((carrier,), (cue,), (whole,), (), scores, READ, vector)
    return [
        _record(article, page, outer),
        replace(_record(article, page, inner), parent=index),
    ]
