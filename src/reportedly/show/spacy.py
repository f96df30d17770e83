"""A spaCy component: `nlp.add_pipe("reportedly")` puts who says what on each Doc.

The one module that knows spaCy, which the extra `spacy` installs. spaCy finds
`make` through the entry point in pyproject.toml. What was found lies in the
`attrs` of the span group, as plain characters: so it goes with the Doc into
bytes, a DocBin or another process, and `doc._.attributions` is made of it.
"""

import multiprocessing
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from spacy.language import Language
from spacy.pipeline import Pipe
from spacy.tokens import Doc, Span, SpanGroup

from reportedly import records
from reportedly.pipeline import LANGUAGES

KEY = "reportedly"  # of the span group
EXTENSION = "attributions"
UNKNOWN = frozenset({"xx", "mul"})  # a vocabulary for several languages says nothing of a text
ROLES = ("source", "cue", "content", "addressee")
LABELS = tuple(role.upper() for role in ROLES)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DocAttribution:
    """One statement laid at somebody's door, in spans of a Doc.

    The spans are whole tokens, and each has its role as label.
    """

    source: list[Span]
    cue: list[Span]
    content: list[Span]  # at least one
    addressee: list[Span]
    form: records.Form
    hedge: records.Hedge
    parent: int | None  # index, in `doc._.attributions`, of the enclosing attribution
    confidence: float  # probability, 0 to 1, that source and content are right

    @property
    def own_voice(self) -> bool:
        """Whether the article states it itself."""
        return not self.source and not self.cue


@Language.factory(
    "reportedly",
    default_config={"recall": False, "own_voice": False},
    assigns=[f"doc._.{EXTENSION}", "doc.spans"],
)
def make(nlp: Language, name: str, recall: bool, own_voice: bool) -> "Reportedly":
    """Make the component for a pipeline; a warning says if its language is not known.

    Args:
        nlp: the pipeline; the docs of one that is neither English nor for several
            languages are left without attributions.
        name: the component's in the pipeline.
        recall: keep less probable attributions too.
        own_voice: keep statements in the article's own voice too.

    Raises:
        ValueError: another package has an extension `doc._.attributions`.
    """
    if not _known(nlp.lang):
        warnings.warn(
            f'the pipeline\'s language is "{nlp.lang}", and the model of reportedly knows English'
            ' only: its docs are left without attributions; use spacy.blank("en")',
            stacklevel=2,
        )
    if not Doc.has_extension(EXTENSION) or Doc.get_extension(EXTENSION)[2] is not attributions_of:
        Doc.set_extension(EXTENSION, getter=attributions_of)
    return Reportedly(name, recall=recall, own_voice=own_voice)


class Reportedly(Pipe):
    """Finds who says what, a batch of docs at a time. It holds settings and no state."""

    def __init__(self, name: str, *, recall: bool = False, own_voice: bool = False) -> None:
        self.name = name
        self.recall = recall
        self.own_voice = own_voice

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of the spans in the group."""
        return LABELS

    def __call__(self, doc: Doc) -> Doc:
        """Put the attributions on one doc."""
        for _ in self.pipe([doc]):
            pass
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Put the attributions on each doc; a batch goes through the model together.

        Args:
            stream: docs; their text is all that is looked at.
            batch_size: docs, >= 1.
        """
        on_error = self.get_error_handler()
        docs_left = iter(stream)
        while docs := list(islice(docs_left, batch_size)):
            try:
                self._annotate(docs)
            except Exception as error:
                on_error(self.name, self, docs, error)
            else:
                yield from docs

    def _annotate(self, docs: Sequence[Doc]) -> None:
        known = [doc for doc in docs if _known(doc.lang_)]
        articles = [records.Article(id=str(i), text=doc.text) for i, doc in enumerate(known)]
        found = dict(zip(map(id, known), self._attribute(articles), strict=True))
        for doc in docs:
            rows = _rows(found.get(id(doc), ()), self.own_voice)
            doc.spans[KEY] = SpanGroup(doc, name=KEY, attrs={EXTENSION: rows})
            doc.spans[KEY].extend(_marks(attributions_of(doc)))

    def _attribute(
        self, articles: Sequence[records.Article]
    ) -> list[tuple[records.Attribution, ...]]:
        from reportedly.attribute.network import shipped
        from reportedly.attribute.tagger import attribute_articles

        # As many threads as cores in each of the processes of `nlp.pipe(…, n_process=2)`
        # would be in each other's way.
        worker = multiprocessing.parent_process() is not None
        network = shipped(1) if worker else None
        return attribute_articles(articles, recall=self.recall, network=network)


def attributions_of(doc: Doc) -> list[DocAttribution]:
    """Return what `doc._.attributions` is: in the order of the text, made anew at each call."""
    group = doc.spans.get(KEY, ())
    rows = group.attrs.get(EXTENSION) if isinstance(group, SpanGroup) else []
    if rows is None:
        warnings.warn(
            f'doc.spans["{KEY}"] says no longer which of its spans belong together, as after'
            " Doc.from_docs: run the component on this doc",
            stacklevel=2,
        )
    return [
        DocAttribution(
            **{role: _spans(doc, row[role], role.upper()) for role in ROLES},
            form=row["form"],
            hedge=row["hedge"],
            parent=row["parent"],
            confidence=row["confidence"],
        )
        for row in rows or ()
    ]


def _known(language: str | None) -> bool:
    return not language or language in LANGUAGES or language in UNKNOWN


def _rows(attributions: Sequence[records.Attribution], own_voice: bool) -> list[dict[str, Any]]:
    """Return them as what msgpack can hold; `parent` counts among those that are kept."""
    kept = [i for i, attr in enumerate(attributions) if own_voice or not attr.own_voice]
    numbers: dict[int | None, int] = {index: number for number, index in enumerate(kept)}
    return [
        {role: [[s.start, s.end] for s in getattr(attributions[i], role)] for role in ROLES}
        | {
            "form": attributions[i].form,
            "hedge": attributions[i].hedge,
            "parent": numbers.get(attributions[i].parent),
            "confidence": attributions[i].confidence,
        }
        for i in kept
    ]


def _spans(doc: Doc, pairs: Iterable[Sequence[int]], label: str) -> list[Span]:
    """Return the tokens that the characters touch; parts that share a token become one."""
    out: list[Span] = []
    for start, end in pairs:
        span = doc.char_span(start, end, label=label, alignment_mode="expand")
        if span is None:  # the text was changed after the component ran
            continue
        if out and span.start < out[-1].end:
            span = Span(doc, out[-1].start, max(span.end, out[-1].end), label=label)
            out.pop()
        out.append(span)
    return out


def _marks(attributions: Sequence[DocAttribution]) -> list[Span]:
    """Return the spans of others' statements, each once, in the order of the text.

    Statements in the article's own voice would cover all the rest of it.
    """
    told = [attr for attr in attributions if not attr.own_voice]
    spans = [span for attr in told for role in ROLES for span in getattr(attr, role)]
    distinct = {(span.start, -span.end, LABELS.index(span.label_)): span for span in spans}
    return [distinct[place] for place in sorted(distinct)]
