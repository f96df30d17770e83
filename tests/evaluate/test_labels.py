"""Labels are read whole, or it is said which of them is broken."""

import json
from pathlib import Path
from typing import Any

import pytest

from reportedly.errors import InputError, Malformed, Unreadable
from reportedly.evaluate.answers import answers
from reportedly.evaluate.labels import aliases, folders, story

RELAY = {"page": "post", "says_from": ["a miller"], "hedge": "reported", "evidence": "It rained"}
CLAIM = {"id": "c1", "relays": [RELAY], "origin": {"name": "a miller"}, "independent_origins": 1}


def written(root: Path, gold: Any, page: Any = None) -> Path:
    """Write a story of one page."""
    folder = root / "01-rain"
    folder.mkdir()
    text = gold if isinstance(gold, str) else json.dumps(gold)
    (folder / "gold.json").write_text(text, "utf-8")
    page = {"text": "It rained, a miller said."} if page is None else page
    (folder / "post.json").write_text(json.dumps(page), "utf-8")
    return folder


def test_what_is_left_out_has_its_usual_value(tmp_path: Path) -> None:
    """Without stance, outlet and language a page supports, is its own outlet, and English."""
    found = story(written(tmp_path, {"claims": [CLAIM]}))
    assert found.claims[0].relays[0].stance == "supports"
    assert (found.pages["post"].outlet, found.pages["post"].language) == ("post", "en")
    assert folders(tmp_path) == [tmp_path / "01-rain"]
    assert aliases(tmp_path) == {}


def test_pages_in_other_languages_are_left_out(tmp_path: Path) -> None:
    """A claim keeps only the relays of pages in the language; "all" keeps every one."""
    folder = written(tmp_path, {"claims": [CLAIM]}, {"text": "Es regnete.", "language": "de"})
    assert story(folder).claims[0].relays == ()
    assert len(story(folder, "all").claims[0].relays) == 1


@pytest.mark.parametrize(
    ("gold", "told"),
    [
        ("{", "no JSON"),
        ([], "no JSON object"),
        ({}, '"claims" is no list'),
        ({"claims": ["rain"]}, "claims[0]: no object"),
        ({"claims": [CLAIM | {"origin": "a miller"}]}, '"origin" has no name'),
        ({"claims": [CLAIM | {"independent_origins": "one"}]}, '"independent_origins"'),
        ({"claims": [CLAIM | {"independent_origins": True}]}, '"independent_origins"'),
        ({"claims": [CLAIM | {"relays": None}]}, '"relays" is no list'),
        ({"claims": [CLAIM | {"relays": [RELAY | {"page": "sun"}]}]}, 'no page "sun"'),
        ({"claims": [CLAIM | {"relays": [RELAY | {"hedge": "maybe"}]}]}, '"hedge" is none of'),
        ({"claims": [CLAIM | {"relays": [RELAY | {"stance": "no"}]}]}, '"stance" is none of'),
        ({"claims": [CLAIM | {"relays": [RELAY | {"evidence": ""}]}]}, '"evidence"'),
        ({"claims": [CLAIM | {"relays": [RELAY | {"says_from": "he"}]}]}, '"says_from"'),
    ],
)
def test_broken_labels_are_named(tmp_path: Path, gold: Any, told: str) -> None:
    """The error says which file, which label, and where labels are explained."""
    with pytest.raises(Malformed) as caught:
        story(written(tmp_path, gold))
    assert told in str(caught.value)
    assert "01-rain/gold.json" in str(caught.value)
    assert "evaluate.md" in str(caught.value)


def test_other_broken_files(tmp_path: Path) -> None:
    """No story, a page without text, and aliases that are none are told."""
    with pytest.raises(Unreadable):
        folders(tmp_path)
    with pytest.raises(Malformed, match=r"post\.json"):
        story(written(tmp_path, {"claims": []}, {"text": 3}))
    (tmp_path / "aliases.json").write_text('{"Quay Wire": "QW"}', "utf-8")
    with pytest.raises(Malformed, match="Quay Wire"):
        aliases(tmp_path)


@pytest.mark.parametrize(
    "trace",
    [None, [], {}, {"claims": [{}]}, {"claims": [{"appearances": [{"article": "post",
     "content": [3]}]}]}, {"claims": [{"appearances": [{"article": "post", "upstream": ["x"]}]}]}],
)  # fmt: skip
def test_what_is_no_trace_is_told(trace: object) -> None:
    """A trace of another shape is an error that names its file."""
    with pytest.raises(InputError, match=r"01-rain\.json"):
        answers(trace, {"post": None}, "01-rain.json")
