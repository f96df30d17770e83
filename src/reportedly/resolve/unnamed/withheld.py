"""Whose name an article withholds: each grant of anonymity goes to the source that it is about."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.records import Article, Attribution, Kind, Span
from reportedly.resolve.entity import Entity
from reportedly.resolve.kinds import is_plural, singular
from reportedly.resolve.pieces import Pieces
from reportedly.resolve.unnamed.anonymity import Grant, sentences_with, subject
from reportedly.resolve.within import Within

NEAR = 60  # characters between a source and its grant, for it to make a group or a "she" anonymous
BACK = 4  # sentences from who spoke to “He spoke on condition of anonymity.”
_MAY_BECOME: tuple[Kind, ...] = ("collective", "person", "none")


@dataclass(frozen=True, slots=True)
class _Speaker:
    span: Span
    entity: Entity
    content: tuple[Span, ...]
    hands: tuple[Entity, ...]


def withhold(read: Within, said: Sequence[Attribution]) -> None:
    """Note on each unnamed source of an article where and why its name is withheld.

    Only words outside of what the source itself says count: an official who says that
    others declined to be named is not one of them. A group or a pronoun to which a grant
    belongs becomes anonymous.
    """
    found = sentences_with(read.article.text, read.sentences)
    if not found:
        return
    speakers = sorted(_speakers(read, said), key=lambda s: (s.span, s.entity.number))
    spans = Pieces((s.span, n) for n, s in enumerate(speakers))
    for number, grant in found:
        sentence = read.sentences[number]
        inside = [speakers[n] for n in spans.near(sentence) if speakers[n].span.overlaps(sentence)]
        for speaker in _meant(grant, number, inside, speakers, read):
            _keep(speaker, grant, read)


def _speakers(read: Within, said: Sequence[Attribution]) -> Iterator[_Speaker]:
    for attr, told in zip(said, read.told, strict=True):
        for span in attr.source:
            entity = read.mentions.get(span) or next(iter(told.sources), None)
            if entity:
                yield _Speaker(span, entity, attr.content, told.hands)


def _meant(
    grant: Grant,
    number: int,
    inside: Sequence[_Speaker],
    speakers: Sequence[_Speaker],
    read: Within,
) -> list[_Speaker]:
    """Return who is left unnamed: whose words hold it, who speaks before it, who behind it.

    Those `inside` have their place in the grant's sentence.
    """
    here = [s for s in inside if not any(c.overlaps(grant.span) for c in s.content)]
    holds = [s for s in here if s.span.overlaps(grant.span)]
    before = [s for s in here if s.span.end <= grant.span.start]
    behind = [s for s in here if s.span.start >= grant.span.end]
    if holds or before or behind:
        return [min(holds, key=_length) if holds else before[-1] if before else behind[0]]
    if len(here) < len(inside):
        return []
    return _spoken_of(read.sentences[number], number, speakers, read)


def _length(speaker: _Speaker) -> int:
    return speaker.span.end - speaker.span.start


def _spoken_of(
    sentence: Span, number: int, speakers: Sequence[_Speaker], read: Within
) -> list[_Speaker]:
    """Return of whom a sentence without a source says it: “The officials spoke on …”"""
    kind, noun = subject(sentence.of(read.article.text))
    unnamed = {s.entity: s for s in speakers if s.entity.kind == "anonymous"}
    if kind == "all":
        return list(unnamed.values())
    low = read.sentences[max(0, number - BACK)].start
    near = [
        s for s in speakers if low <= s.span.start < sentence.start and s.entity.kind == "anonymous"
    ]
    if kind in ("one", "many"):
        fit = [s for s in near if s.entity.plural is (kind == "many")]
        return fit[-1:]
    head = noun.lower().rsplit(" ", 1)[-1]
    fit = [s for s in unnamed.values() if singular(head) in s.entity.heads]
    same = [s for s in fit if s.entity.plural is is_plural(head)]
    if len(same) == 1:
        return same
    if is_plural(head) and not same:  # “the officials”: one after the other
        return fit
    return [s for s in near if s in same][-1:]


def _keep(speaker: _Speaker, grant: Grant, read: Within) -> None:
    entity = speaker.entity
    gap = max(grant.span.start - speaker.span.end, speaker.span.start - grant.span.end)
    if entity.proper or entity.outlet:
        return
    if entity.kind in _MAY_BECOME and gap <= NEAR:
        entity.kind = "anonymous"
        entity.hands = speaker.hands
        entity.heard_by = speaker.hands[-1] if speaker.hands else read.own
    grant = _cut(grant, speaker.content)
    if entity.kind == "anonymous" and grant not in entity.grants:
        entity.grants.append(grant)


def _cut(grant: Grant, content: Sequence[Span]) -> Grant:
    """End the reason where what is said begins: “… to speak freely | that it rained”."""
    why = grant.reason
    inside = [c.start for c in content if why and why.start < c.start < why.end]
    if not why or not inside:
        return grant
    return Grant(grant.span, Span(why.start, max(why.start + 1, min(inside) - 1)))


def reason(article: Article, entity: Entity) -> str | None:
    """Return the first reason that an article gives, in its words, on one line."""
    spans = (grant.reason for grant in entity.grants if grant.reason)
    return next((" ".join(span.of(article.text).split()) for span in spans), None)
