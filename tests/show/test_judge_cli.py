"""`reportedly judgements`: the list, the file, what is taken in and taken back."""

import json

import pytest
from typer.testing import CliRunner

from reportedly import pipeline
from reportedly.judge.make import Maker
from reportedly.judgement import Judgement
from reportedly.show.cli import app
from reportedly.show.judged import what
from reportedly.store.collection import Collection
from tests.store.made import article, attributions

run = CliRunner().invoke


@pytest.fixture
def folder(tmp_path):
    """A collection of two articles in which one person judged twice."""
    with Collection.create(tmp_path / "dam") as kept:
        for art in (article(1), article(2)):
            kept.add(art, attributions(art))
        traced = pipeline.trace_collection(kept)
        maker = Maker(traced, "Ann", "I asked\x1b[31m.")
        first, second = (a.key for a in traced.resolution.appearances[:2])
        kept.judge(maker.same([first, second]))
        kept.judge(maker.remark([first]))
    return tmp_path / "dam"


def told(*words):
    """Return what a command that succeeds prints."""
    done = run(app, ["judgements", *map(str, words)])
    assert done.exit_code == 0, done.output
    return done.output


def test_list(folder):
    """Each is listed with who, when, why and what became of it, without escape codes."""
    text = told(folder)
    assert "1. One claim: “" in text
    assert "Ann, 20" in text
    assert "I asked." in text
    assert "\x1b" not in text
    assert text.count("   holds") == 2


def test_empty(tmp_path):
    """A collection in which nobody judged says so."""
    Collection.create(tmp_path / "c").close()
    assert told(tmp_path / "c") == "nobody has decided anything here yet\n"


def test_undo_and_undo_again(folder):
    """What is taken back stays listed, and taking that back makes it hold again."""
    assert "to have it again: --undo 3" in told(
        folder, "--undo", 1, "--who", "Ben", "--note", "No."
    )
    text = told(folder)
    assert "taken back: taken back by Ben" in text
    assert "3. Takes back judgement 1" in text
    told(folder, "--undo", 3)
    assert "taken back by Ben" not in told(folder).split("2. ")[0]


def test_undo_of_nothing(folder):
    """A number that is not there is said, with where to look."""
    done = run(app, ["judgements", str(folder), "--undo", "9"])
    assert done.exit_code == 2
    assert "there is no judgement 9" in done.output


def test_export_and_import(folder, tmp_path):
    """What one exports another takes in once, and has then to the letter."""
    told(folder, "--json", tmp_path / "ann.jsonl")
    rows = [json.loads(line) for line in (tmp_path / "ann.jsonl").read_text().splitlines()]
    assert [row["kind"] for row in rows] == ["same", "note"]
    Collection.create(tmp_path / "b").close()
    assert "2 taken in, 0 already there" in told(tmp_path / "b", "--import", tmp_path / "ann.jsonl")
    assert "0 taken in, 2 already there" in told(tmp_path / "b", "--import", tmp_path / "ann.jsonl")
    with Collection.open(folder) as one, Collection.open(tmp_path / "b") as two:
        assert one.judgements() == two.judgements()


@pytest.mark.parametrize("text", ["{", "\udcff", '{"format": 1, "kind": "note"}'])
def test_bad_file(folder, tmp_path, text):
    """A file with a line that cannot be used changes nothing, and the line is named."""
    bad = tmp_path / "bad.jsonl"
    bad.write_bytes(text.encode("utf-8", "surrogateescape"))
    done = run(app, ["judgements", str(folder), "--import", str(bad)])
    assert done.exit_code == 2
    assert "bad.jsonl" in done.output
    with Collection.open(folder) as kept:
        assert len(kept.judgements()) == 2


def test_no_file(folder):
    """A file that is not there is named."""
    done = run(app, ["judgements", str(folder), "--import", "nowhere.jsonl"])
    assert done.exit_code == 2
    assert "nowhere.jsonl" in done.output


def test_every_kind_is_said_in_words(folder):
    """There is a sentence for every kind of judgement."""
    with Collection.open(folder) as kept:
        traced = pipeline.trace_collection(kept)
    maker = Maker(traced, "Ann", "Hm.")
    key = traced.resolution.appearances[0].key
    hand = maker.hand(next(iter(traced.resolution.sources)))
    said = [
        maker.same([key, key]), maker.apart([key], [key]), maker.attribution(key, "reject"),
        maker.speaker(key, []), maker.alias(hand, hand), maker.edge([key], hand, "reject"),
        maker.remark(hands=[hand]), maker.remark(),
        Judgement(who="Ann", when="", kind="undo", undoes="x"),
    ]  # fmt: skip
    sentences = [what(judgement, {}) for judgement in said]
    assert all(sentences)
    assert sentences[3].endswith("is said by nobody")
    assert sentences[-1] == "Takes back a judgement that is not here"


def test_two_sources_are_told_apart(folder):
    """Who says that one name is not the other is told whether that could be applied."""
    with Collection.open(folder) as kept:
        resolution = pipeline.trace_collection(kept).resolution
    one, other = [s.name for s in resolution.sources.values() if s.kind != "outlet"][:1] * 2
    text = told(folder, "--different", one, other, "--who", "Ben")
    assert (
        "kept as judgement 3, but not applied: nothing in the articles tells the two apart" in text
    )
    assert f"{one} (" in told(folder)
    done = run(app, ["judgements", str(folder), "--different", one, "Nobody Here"])
    assert (done.exit_code, "is called Nobody Here" in done.output) == (2, True)
