"""Spans led back to labels, and fragments counted."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import cofenet
from bench.cofenet import Passage, Score
from bench.detokenise import detokenise
from reportedly.records import Attribution, Span, Spans

LABELS = st.lists(st.sampled_from(["O", *(f"{b}-{r}" for b in "BI" for r in cofenet.ROLES)]))


def passage(tokens: str) -> Passage:
    """A passage of tokens, nothing labelled."""
    words = tuple(tokens.split())
    text, spans = detokenise(words)
    return Passage(words, ("O",) * len(words), text, tuple(spans))


def attribution(
    where: Passage, source: str, cue: str, content: str, confidence: float = 0.5
) -> Attribution:
    """An attribution whose parts are the first places of these words in the text."""

    def spans(words: str) -> Spans:
        at = where.text.index(words) if words else 0
        return (Span(at, at + len(words)),) if words else ()

    return Attribution(
        article="0",
        source=spans(source),
        cue=spans(cue),
        content=spans(content),
        form="indirect",
        hedge="reported",
        confidence=confidence,
    )


def short(labels: list[str]) -> str:
    """Labels as letters, B- in capitals: S source, Q cue, C content."""
    letter = {"source": "s", "cue": "q", "content": "c"}
    letters = [letter.get(label[2:], ".") for label in labels]
    return "".join(
        x.upper() if label[0] == "B" else x for x, label in zip(letters, labels, strict=True)
    )


def test_fragments_as_cofenet_reads_them() -> None:
    """B- begins a fragment, I- of another role ends it and begins none, adjacent ones part."""
    labels = "B-cue I-cue B-cue I-source I-source O I-content B-content I-content".split()
    assert cofenet.fragments(labels) == [("cue", 0, 2), ("cue", 2, 3), ("content", 7, 9)]
    assert cofenet.fragments([]) == []


def test_score_by_hand() -> None:
    """Right is a fragment with both edges; the counts are summed over passages."""
    gold = [
        "B-source B-cue B-content I-content I-content O".split(),
        "B-content I-content B-cue O O B-source".split(),
    ]
    found = [
        "B-source B-cue B-content I-content O O".split(),  # content too short
        "B-content I-content B-cue B-cue O O".split(),  # a cue too many, no source
    ]
    scores = cofenet.score(gold, found)
    assert scores == {"source": Score(1, 1, 2), "cue": Score(2, 3, 2), "content": Score(1, 2, 2)}
    assert scores["source"].precision == 100
    assert scores["source"].recall == 50
    assert scores["cue"].f1 == pytest.approx(80)
    assert Score(0, 0, 0).f1 == 0


@given(LABELS)
def test_labels_against_themselves(labels: list[str]) -> None:
    """Whatever is compared with itself is right throughout."""
    for score in cofenet.score([labels], [labels]).values():
        assert score.right == score.found == score.gold


@pytest.mark.parametrize(
    ("tokens", "parts", "expected"),
    [
        ("Ash said it rained .", ("Ash", "said", "it rained"), "SQCc."),
        ("`` No , '' said Ash .", ("Ash", "said", "“No,”"), "CcccQS."),
        ("Ash , a clerk , said no .", ("Ash, a clerk", "said", "no"), "SssssQC."),
        ("Ash , said Bo , left .", ("Bo", "said", "left"), "..QS.C."),
        ("Bo said it was Ash Inc. .", ("Bo", "said", "it was Ash Inc."), "SQCccc."),
        ("Ash said he did n't .", ("Ash", "said", "he did"), "SQCc.."),
        ("It rained .", ("", "", "It rained"), "Cc."),
    ],
)
def test_labels_of_one_attribution(tokens: str, parts: tuple[str, str, str], expected: str) -> None:
    """Each token of a part has its label; the comma behind an apposition is the source's."""
    where = passage(tokens)
    assert short(cofenet.labels(where, [attribution(where, *parts)])) == expected


def test_a_nested_attribution_yields() -> None:
    """The corpus labels nothing inside a content, so what stands there is left out."""
    where = passage("Ash said Bo thinks it rained .")
    outer = attribution(where, "Ash", "said", "Bo thinks it rained", 0.4)
    inner = attribution(where, "Bo", "thinks", "it rained", 0.9)
    for both in ([outer, inner], [inner, outer]):
        assert short(cofenet.labels(where, both)) == "SQCccc."


def test_the_more_confident_one_has_the_tokens() -> None:
    """Of two that want the same tokens, the other's part is left out whole."""
    where = passage("Ash said and Bo denied it rained .")
    less = attribution(where, "Ash", "said", "it rained", 0.4)
    more = attribution(where, "Bo", "denied", "rained", 0.9)
    assert short(cofenet.labels(where, [less, more])) == "SQ.SQ.C."


def test_contents_that_touch_stay_two() -> None:
    """Two fragments side by side begin twice."""
    where = passage("Ash said no yes claimed Bo")
    first = attribution(where, "Ash", "said", "no")
    second = attribution(where, "Bo", "claimed", "yes")
    assert short(cofenet.labels(where, [first, second])) == "SQCCQS"


def test_load(tmp_path: Path) -> None:
    """Passages come as JSON lines; a token may hold a line break of another kind."""
    row = {"tokens": ["Ash\x85", "left", "."], "labels": ["B-source", "O", "O"]}
    path = tmp_path / "passages.jsonl"
    path.write_text(json.dumps(row, ensure_ascii=False) + "\n\n", "utf-8")
    (found,) = cofenet.load(path)
    assert found.labels == ("B-source", "O", "O")
    assert found.text == "Ash left."


def test_own_statements_are_left_out() -> None:
    """A sentence in the passage's own voice is no attribution."""
    found = cofenet.attribute([passage("The Ash bridge opened to all traffic on Monday .")])
    assert found == [[]]
