"""Odd text, as it comes in real pages: cases (cases/robust.jsonl) and what holds for any text.

A case lists what a reader finds without doubt. It is found if content and source are
the right ones at least by half their words, the cue by a character, and the form, where given,
exactly. A case without any has no attribution. A `fails` field names a known limit.
"""

import json
import re
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reportedly
from bench.robustness import long_text
from reportedly import Article, Attribution
from reportedly.errors import WrongLanguage
from reportedly.records import Span

CASES = [
    json.loads(line)
    for line in Path(__file__).with_name("cases").joinpath("robust.jsonl").open(encoding="utf-8")
]
ROLES = ("source", "cue", "content", "addressee")
GERMAN = "Der Minister sagte am Montag in Kelsby, der Fluss werde im Winter umgeleitet. " * 3


def attributed(text: str, *, recall: bool = False) -> tuple[Attribution, ...]:
    """Return what the public function finds in one English text."""
    found = reportedly.attribute([Article(id="a", text=text, language="en")], recall=recall)
    return found["a"]


def said(text: str) -> list[Attribution]:
    """Return the attributions, without the text's own statements."""
    return [attr for attr in attributed(text) if not attr.own_voice]


def places(text: str, words: str | list[str]) -> set[int]:
    """Return the offsets that the words cover: each part where it stands first behind the last."""
    out: set[int] = set()
    at = 0
    for part in [words] if isinstance(words, str) else words:
        if part:
            at = text.index(part, at) + len(part)
            out |= set(range(at - len(part), at))
    return out


def covered(spans: tuple[Span, ...]) -> set[int]:
    return {at for span in spans for at in range(span.start, span.end)}


def agree(left: set[int], right: set[int], text: str) -> bool:
    """Tell whether the two share at least half of the letters that one of them has."""
    one, two = ({at for at in s if text[at].isalnum()} for s in (left, right))
    return 2 * len(one & two) >= len(one | two)


def is_found(find: dict[str, Any], found: list[Attribution], text: str) -> bool:
    """Tell whether one of the attributions is the one looked for."""
    content, source = places(text, find["content"]), places(text, find["source"])
    cues = [set(range(m.start(), m.end())) for m in re.finditer(re.escape(find["cue"]), text)]
    return any(
        agree(covered(attr.content), content, text)
        and agree(covered(attr.source), source, text)
        and any(covered(attr.cue) & cue for cue in cues)
        and find.get("form", attr.form) == attr.form
        for attr in found
    )


def missed(case: dict[str, Any]) -> list[str]:
    """Return the contents of a case that are not found, or a word on what should not be."""
    found = said(case["text"])
    if not case["finds"] and found:
        return ["something is found where nobody speaks"]
    return [str(f["content"]) for f in case["finds"] if not is_found(f, found, case["text"])]


def marked() -> Iterator[Any]:
    for case in CASES:
        why = case.get("fails", "")
        limit = pytest.mark.xfail(bool(why), reason=why, strict=True)
        yield pytest.param(case, id=case["id"], marks=limit)


@pytest.mark.parametrize("case", list(marked()))
def test_case(case: dict[str, Any]) -> None:
    """All that a reader finds without doubt is found."""
    assert missed(case) == []


ODD = {
    "nothing": "",
    "white space alone": " \n\t \u3000\r\n\u200b" * 60,
    "null bytes alone": "\0" * 50,
    "combining characters alone": "\u0301\u0302\u0303 " * 40,
    "one very long word": "x" * 10_000,
    "a line of a million characters without a space": "x" * 1_000_000,
    "marks alone": '"' * 500 + "“”" * 500,
    "emoji alone": "🚢🦭❄️ " * 100,
    "Chinese": "市長は橋が閉鎖されたと述べた。" * 40,
    "Arabic": "قال العمدة إن الجسر مغلق. " * 40,
    "cues alone": "said " * 400,
    "stops alone": ". ! ? … " * 200,
    "spaces in between": "The mayor said" + " " * 50_000 + "the wall had held.",
    "replacement characters": "The mayor \ufffd said \ufffd no.",
}


@pytest.mark.parametrize("name", ODD)
def test_odd_text_is_no_trouble(name: str) -> None:
    """Whatever the text, there is an answer, and its spans are good."""
    check(ODD[name], attributed(ODD[name]))


def test_half_a_surrogate_pair() -> None:
    """A character that no file can hold is no reason to stop."""
    text = "The mayor said \ud800 the wall had held."
    check(text, attributed(text))


def check(text: str, found: tuple[Attribution, ...]) -> None:
    """Check all that holds for the attributions of any text."""
    for attr in found:
        assert attr.article == "a"
        assert attr.content
        assert 0 <= attr.confidence <= 1
        for role in ROLES:
            last = 0
            for span in getattr(attr, role):
                assert last <= span.start < span.end <= len(text)
                last = span.end
        assert any(c.isalnum() for span in attr.content for c in span.of(text))
        if attr.own_voice:
            assert (attr.parent, attr.addressee) == (None, ())
            assert len(attr.content) == 1
    starts = [attr.content[0].start for attr in found]
    assert starts == sorted(starts)
    check_parents(found)


def check_parents(found: tuple[Attribution, ...]) -> None:
    """Check that each parent is another, larger one around its child: so there is no circle."""
    for attr in found:
        if attr.parent is None:
            continue
        parent = found[attr.parent]
        low, high = parent.content[0].start, parent.content[-1].end
        start, end = attr.content[0].start, attr.content[-1].end
        assert low <= start
        assert end <= high + 1
        assert end - start < high - low
        anchor = (attr.cue or attr.source)[0].start
        assert any(span.start <= anchor < span.end for span in parent.content)
        assert not parent.own_voice


FRAGMENTS = [line for case in CASES for line in case["text"].splitlines() if len(line) < 120]
TEXTS = st.lists(
    st.sampled_from(FRAGMENTS)
    | st.sampled_from(["\n", "\n\n", " ", "“", "”", '"', ": ", ", ", " said ", "—", "\0", "\u200b"])
    | st.text(st.characters(codec="utf-8"), max_size=12),
    max_size=14,
).map("".join)


@settings(max_examples=25)
@given(TEXTS, st.booleans())
def test_any_text(text: str, recall: bool) -> None:
    """Spans map into the text in order, parents enclose, confidences are probabilities."""
    found = attributed(text, recall=recall)
    check(text, found)
    assert attributed(text, recall=recall) == found


@settings(max_examples=10)
@given(st.lists(TEXTS, min_size=2, max_size=5), st.randoms(use_true_random=False))
def test_other_articles_never_matter(texts: list[str], random: Any) -> None:
    """An article's result is the same alone, among others, and in any order."""
    articles = [Article(id=str(n), text=text, language="en") for n, text in enumerate(texts)]
    together = reportedly.attribute(articles)
    random.shuffle(articles)
    assert reportedly.attribute(articles) == together
    for article in articles:
        assert reportedly.attribute([article]) == {article.id: together[article.id]}


@settings(max_examples=15)
@given(TEXTS)
def test_recall_adds(text: str) -> None:
    """With recall, more is found, and what is found without it is found still.

    One exception is meant: a doubtful attribution goes where a newly found content has it inside.
    """
    more = {(a.source, a.cue, a.content) for a in attributed(text, recall=True)}
    inside = {
        at for _, cue, content in more for s in content for at in range(s.start, s.end) if cue
    }
    for attr in said(text):
        kept = (attr.source, attr.cue, attr.content) in more
        assert kept or attr.cue[0].start in inside


def test_another_language_is_named() -> None:
    """An article in another language is an error that tells the language, and the others go on."""
    articles = [
        Article(id="de", text=GERMAN, language="de"),
        Article(id="en", text="The mayor said the wall had held.", language="en"),
    ]
    with pytest.raises(WrongLanguage, match='its language is "de"'):
        reportedly.attribute(articles)
    errors: list[Exception] = []
    assert list(reportedly.attribute(articles, on_error=errors.append)) == ["en"]
    assert [type(error) for error in errors] == [WrongLanguage]


def test_the_language_of_a_file_is_seen(tmp_path: Path) -> None:
    """A German file is named; English with a German paragraph is English, and attributed."""
    english = "The mayor of Kelsby said on Monday that the wall along the river had held. " * 6
    (tmp_path / "a.txt").write_text(GERMAN, "utf-8")
    (tmp_path / "b.txt").write_text(f"{english}\n\n{GERMAN[:80]}\n\n{english}", "utf-8")
    german, mixed = reportedly.read(tmp_path)
    with pytest.raises(WrongLanguage):
        reportedly.attribute([german])
    assert any(not attr.own_voice for attr in reportedly.attribute([mixed])[mixed.id])


def cost(text: str) -> float:
    """Return the CPU seconds that a text takes."""
    began = time.process_time()
    check(text, attributed(text))
    return time.process_time() - began


def test_a_long_document() -> None:
    """20,000 words take little more than four times as long as 5,000, and little memory."""
    attributed("It rained.")  # loads the model
    short = cost(long_text(5_000))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert cost(long_text(20_000)) < 8 * short + 1
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown / (1 << 20 if sys.platform == "darwin" else 1 << 10) < 200  # MiB


def test_a_long_line() -> None:
    """Nor does it matter that a document is all one line."""
    attributed("It rained.")  # loads the model
    short, long = (long_text(n).replace("\n\n", " ") for n in (1_000, 4_000))
    assert cost(long) < 8 * cost(short) + 1
