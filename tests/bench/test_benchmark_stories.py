"""The labelled stories: their labels are consistent, and the scorer takes them."""

import json
import os
from pathlib import Path

import pytest

from bench.stories import chosen, load
from reportedly.evaluate.answers import answers
from reportedly.evaluate.figures import evaluation
from reportedly.evaluate.labels import story
from reportedly.evaluate.names import Names
from reportedly.evaluate.scores import score
from reportedly.text import fold
from tests.evaluate.traces import right

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("DATA", ROOT.parent / "shared"))
FOLDERS = chosen()
HEDGES = {"none", "reported", "alleged", "confirmed"}
STANCES = {"supports", "denies", "doubts"}
KINDS = {"person", "organisation", "government", "outlet", "document", "account", "anonymous"}
PAIRED = 24  # stories of the parts dev and held
TRAIN = 52  # the last story of train; those after it are check
SIZES = ((8, 15), (60, 250)), ((3, 15), (30, 1000))  # pages, words; the latter for train, check
SMALL = set("a an the of in on for to by and its his her their".split())

each = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
scorer_here = pytest.mark.skipif(
    not DATA.joinpath("bench/score_stories.py").is_file(), reason="the scorer is not here: set DATA"
)


def runs(text: str, n: int) -> set[tuple[str, ...]]:
    """Return the runs of `n` words of a text."""
    found = fold(text).split()
    return {tuple(found[i : i + n]) for i in range(len(found) - n + 1)}


def relays():
    """Yield every relay with its story's pages and its claim."""
    for folder in FOLDERS:
        gold, pages = load(folder)
        for claim in gold["claims"]:
            for relay in claim["relays"]:
                yield f"{folder.name} {claim['id']} {relay['page']}", relay, claim, pages


def test_parts_by_number() -> None:
    """The first 24 are dev by odd numbers and held by even ones; then come train and check."""
    assert len(chosen("dev")) == len(chosen("held")) == PAIRED / 2
    for folder in FOLDERS:
        number = int(folder.name[:2])
        part = "dev" if number % 2 else "held"
        if number > PAIRED:
            part = "train" if number <= TRAIN else "check"
        assert load(folder)[0]["part"] == part


def test_half_have_several_origins() -> None:
    """In at least half of the stories of each part some claim has two origins or more."""
    for part in ("dev", "held", "train", "check"):
        golds = [load(folder)[0] for folder in chosen(part)]
        several = [
            any(c["independent_origins"] > 1 and not c.get("uncertain") for c in gold["claims"])
            for gold in golds
        ]
        assert sum(several) >= len(golds) / 2


@each
def test_pages(folder: Path) -> None:
    """Pages and words are as many as the datasheet says, and each page is named by its id."""
    gold, pages = load(folder)
    (fewest, most), (shortest, longest) = SIZES[gold["part"] in ("train", "check")]
    assert fewest <= len(pages) <= most
    for id, page in pages.items():
        assert page["id"] == id
        assert shortest <= len(page["text"].split()) <= longest, id
        assert page["text_kind"] == "invented"
        assert ".example/" in page["url"]
        assert page["language"] == "en"
    assert len({page["text"] for page in pages.values()}) >= len(pages) - 1


@each
def test_claims(folder: Path) -> None:
    """Claims have an origin, a reason and a number that their pages can bear."""
    gold, pages = load(folder)
    assert len({claim["id"] for claim in gold["claims"]}) == len(gold["claims"])
    assert gold["traps"]
    for claim in gold["claims"]:
        ids = [relay["page"] for relay in claim["relays"]]
        assert claim["pages"] == ids
        assert len(set(ids)) == len(ids) >= (1 if gold["part"] in ("train", "check") else 2), claim[
            "id"
        ]
        assert set(ids) <= set(pages)
        assert claim["why"]
        if not claim.get("uncertain"):
            assert claim["origin"]["kind"] in KINDS
            supporting = [r for r in claim["relays"] if r.get("stance", "supports") == "supports"]
            assert 1 <= claim["independent_origins"] <= len(supporting), claim["id"]
    for group in gold["same_text"]:
        assert set(group) <= set(pages)


def test_evidence_stands_once_in_its_page() -> None:
    """Every evidence is an exact piece of the page's text, in one place and one paragraph."""
    for name, relay, _, pages in relays():
        assert pages[relay["page"]]["text"].count(relay["evidence"]) == 1, name
        assert "\n" not in relay["evidence"], name


def test_relays_use_the_scheme() -> None:
    """Hedges and stances are those of the scheme; fields are known."""
    allowed = {
        "page", "says_from", "hedge", "stance", "numbers", "evidence", "copy_of", "uncertain",
    }  # fmt: skip
    for name, relay, _, _ in relays():
        assert relay["hedge"] in HEDGES, name
        assert relay.get("stance", "supports") in STANCES, name
        assert set(relay) <= allowed, name


def test_sources_stand_in_the_page() -> None:
    """Whom a relay names as source, the page names: half of the words at least."""
    for name, relay, _, pages in relays():
        page = pages[relay["page"]]
        shown = fold(f"{page['text']} {page['title']} {page['outlet']}").replace("'s", "")
        for source in relay["says_from"]:
            own = set(fold(source).replace("'s", "").split()) - SMALL
            assert len(own & set(shown.split())) >= len(own) / 2, (name, source)


def test_origins_stand_in_the_story() -> None:
    """Each origin's name is made of words of the story."""
    for name, _, claim, pages in relays():
        story = " ".join(f"{p['text']} {p['title']} {p['outlet']}" for p in pages.values())
        own = set(fold(claim["origin"]["name"]).split()) - SMALL
        assert len(own & set(fold(story).split())) >= len(own) / 2, name


def test_copies_share_text_with_what_they_copy() -> None:
    """A relay's `copy_of` names a page of the story, and the two share a run of words."""
    for name, relay, _, pages in relays():
        if "copy_of" in relay:
            mine, theirs = (pages[id]["text"] for id in (relay["page"], relay["copy_of"]))
            assert runs(mine, 5) & runs(theirs, 5), name


@scorer_here
def test_nothing_is_taken_from_the_four_stories() -> None:
    """No run of eight words stands in the four stories of real pages."""
    theirs: set[tuple[str, ...]] = set()
    for path in DATA.joinpath("bench/stories").glob("*/*.json"):
        page = json.loads(path.read_text("utf-8"))
        theirs |= runs(page.get("text", ""), 8)
    for folder in FOLDERS:
        for id, page in load(folder)[1].items():
            assert not runs(page["text"], 8) & theirs, (folder.name, id)


def test_the_scorer_takes_them() -> None:
    """Traces with the labelled numbers score full for origins; always one does not."""
    full, guessed = {}, {}
    for labels in map(story, FOLDERS):
        for found, known in ((full, None), (guessed, 1)):
            trace = answers(right(labels, known), labels.pages, labels.name)
            found[labels.name] = score(labels, trace, Names({}))
    best = evaluation(full)
    assert best["claim"] == 100
    assert best["origins"] == {"exact": 100, "mae": 0, "of_one": 100, "of_several": 100}
    assert best["relays_hit"] == len(list(relays()))
    one = evaluation(guessed)["origins"]
    assert one["exact"] < 70
    assert one == best["baselines"]["always one"]
