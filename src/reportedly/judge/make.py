"""Judgements made from what somebody looks at: the records of a trace."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from reportedly.errors import BadJudgement
from reportedly.judgement import LONGEST_NAME, Hand, Judgement, Key, Place, Verdict
from reportedly.records import Derivation, Finding, Relation, Span, Trace
from reportedly.text import fold

_GONE = "the analysis has it no more: somebody else decided something, or articles changed"
_LOOK = "look at the claim again, and decide about what is there now"


class Maker:
    """Makes one person's judgements about a trace. They are dated when they are stored."""

    def __init__(self, trace: Trace, who: str, note: str = "") -> None:
        self.trace, self.who, self.note = trace, who, note
        self._articles = {article.id: article for article in trace.articles}
        self._said = {a.key: a for a in trace.resolution.appearances}

    def place(self, key: Key) -> Place:
        """Return the place of a statement, by its key.

        Raises:
            BadJudgement: the trace has none of that key.
        """
        if key not in self._said or key[0] not in self._articles:
            raise BadJudgement(f"statement {key[1]} of {key[0]}", _GONE, _LOOK)
        return Place.of(self._articles[key[0]], self._said[key].attribution.content)

    def hand(self, id: str, at: tuple[str, Span | None] | None = None) -> Hand:
        """Return a source of the trace as a judgement names it.

        Args:
            id: of the source.
            at: article and characters that name it, as an edge's evidence does; without
                them, or if they don't, the first that do in the trace.

        Raises:
            BadJudgement: the trace has none of that id.
        """
        source = self.trace.resolution.sources.get(id)
        if source is None:
            raise BadJudgement(f"source {id[:200]}", _GONE, _LOOK)
        spots = self._spots
        named = at is not None and at[1] is not None and (at[0], at[1]) in spots
        where = (at[0], at[1]) if at is not None and named else self._first.get(id)
        place = None
        if where is not None and where[1] is not None:
            place = Place.of(self._articles[where[0]], (where[1],))
        return Hand(name=source.name, kind=source.kind, id=id, place=place)

    def named(self, article: str, span: Span) -> Hand:
        """Return the source that some characters of an article name, called as it is there.

        Raises:
            BadJudgement: they name nobody in the trace.
        """
        id = self._spots.get((article, span))
        if id is None or id not in self.trace.resolution.sources:
            raise BadJudgement(f"a source named in {article[:200]}", _GONE, _LOOK)
        place = Place.of(self._articles[article], (span,))
        kind = self.trace.resolution.sources[id].kind
        return Hand(name=place.words[:LONGEST_NAME], kind=kind, id=id, place=place)

    def called(self, name: str) -> Hand:
        """Return the source of a name: the one that is called so first, else one by that name."""
        wanted = fold(name)
        for (article, span), id in sorted(self._spots.items()):
            if id in self.trace.resolution.sources and wanted == fold(
                span.of(self._articles[article].text)
            ):
                return self.named(article, span)
        sources = self.trace.resolution.sources.items()
        ids = [id for id, source in sources if fold(source.name) == wanted]
        return self.hand(ids[0]) if len(ids) == 1 else Hand(name=name)

    def names(self, id: str) -> list[tuple[str, Span]]:
        """Return where a source is named, once for each of its names in each article."""
        found: dict[tuple[str, str], Span] = {}
        for (article, span), other in sorted(self._spots.items()):
            if other == id:
                found.setdefault((article, fold(span.of(self._articles[article].text))), span)
        return [(article, span) for (article, _), span in found.items()]

    def same(self, keys: Iterable[Key]) -> Judgement:
        """Say that statements are one claim."""
        return self._make("same", places=self._places(keys))

    def apart(self, keys: Iterable[Key], others: Iterable[Key]) -> Judgement:
        """Say that statements are not the claim of the others."""
        return self._make("apart", places=self._places(keys), others=self._places(others))

    def attribution(self, key: Key, verdict: Verdict, beside: Iterable[Key] = ()) -> Judgement:
        """Say that somebody is, or is not, said to have said it.

        Args:
            key: of the statement.
            verdict: whether it is so.
            beside: other statements of its claim: where what was rejected is shown.
        """
        others = self._places(beside)
        return self._make("attribution", places=self._places([key]), others=others, verdict=verdict)

    def speaker(self, key: Key, hands: Iterable[Hand]) -> Judgement:
        """Say who says it: a source of the trace, another one by name, or nobody."""
        return self._make("speaker", places=self._places([key]), hands=tuple(hands))

    def alias(self, one: Hand, other: Hand) -> Judgement:
        """Say that a source is another one."""
        return self._make("alias", hands=(one, other))

    def different(self, one: Hand, other: Hand) -> Judgement:
        """Say that a source is not another one, whatever they are called."""
        return self._make("different", hands=(one, other))

    def step(self, edge: Derivation, verdict: Verdict) -> Judgement:
        """Say that an edge of the trace is right or wrong."""
        hands = [self.hand(edge.source, (edge.downstream[0], edge.evidence))]
        if edge.through is not None:
            hands.append(self.hand(edge.through))
        return self._make(
            "edge",
            places=self._places([edge.downstream]),
            others=self._places([edge.upstream] if edge.upstream else []),
            hands=tuple(hands),
            verdict=verdict,
            relation=edge.relation,
        )

    def edge(
        self, keys: Iterable[Key], hand: Hand, verdict: Verdict, *,
        relation: Relation | None = None, upstream: Key | None = None,
    ) -> Judgement:  # fmt: skip
        """Say that statements have it from a hand, or have not, whatever the trace found."""
        return self._make(
            "edge",
            places=self._places(keys),
            others=self._places([upstream] if upstream else []),
            hands=(hand,),
            verdict=verdict,
            relation=relation,
        )

    def finding(self, finding: Finding, verdict: Verdict) -> Judgement:
        """Say that a finding is right or wrong."""
        return self._make(
            "finding",
            places=self._places(finding.appearances),
            finding=finding.kind,
            words=finding.words,
            verdict=verdict,
        )

    def grade(self, grade: str, key: Key | None = None, hand: Hand | None = None) -> Judgement:
        """Grade a statement (1 to 6) or a source (A to F) on the Admiralty scale."""
        places = self._places([key] if key else [])
        return self._make("grade", places=places, hands=(hand,) if hand else (), grade=grade)

    def remark(self, keys: Iterable[Key] = (), hands: Iterable[Hand] = ()) -> Judgement:
        """Say nothing but the note, about statements or sources or all of it."""
        return self._make("note", places=self._places(keys), hands=tuple(hands))

    def undo(self, judgement: Judgement) -> Judgement:
        """Take a judgement back."""
        return self._make("undo", undoes=judgement.id)

    def _make(self, kind: str, **parts: object) -> Judgement:
        return Judgement(who=self.who, when="", kind=kind, note=self.note, **parts)  # type: ignore[arg-type]

    def _places(self, keys: Iterable[Key]) -> tuple[Place, ...]:
        return tuple(self.place(key) for key in keys)

    @cached_property
    def _spots(self) -> Mapping[tuple[str, Span], str]:
        """Who is named where."""
        found: dict[tuple[str, Span], str] = {}
        for appearance in self.trace.resolution.appearances:
            spans, ids = appearance.attribution.source, appearance.sources
            if len(spans) == len(ids):
                for span, id in zip(spans, ids, strict=True):
                    found.setdefault((appearance.article, span), id)
        for spot, id in self.trace.resolution.mentions.items():
            found.setdefault(spot, id)
        return found

    @cached_property
    def _first(self) -> Mapping[str, tuple[str, Span]]:
        """Where each source is named first, by article and place."""
        found: dict[str, tuple[str, Span]] = {}
        for spot, id in sorted(self._spots.items()):
            found.setdefault(id, spot)
        return found
