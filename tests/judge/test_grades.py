"""People grade sources and statements: the latest grade holds, and goes out as theirs."""

import json
from dataclasses import replace

import stix2

from reportedly.judge.decide import decide
from reportedly.judge.make import Maker
from reportedly.judgement import Decisions
from reportedly.show.export.formats import FORMATS
from reportedly.show.export_json import trace_object
from tests.judge.made import dated
from tests.show.story import said, trace


def graded(*given):
    """Return the story's trace with what (who, grade, source or statement) people gave it."""
    of = trace()
    made = []
    for second, (who, grade, subject) in enumerate(given):
        maker = Maker(of, who, "Asked.")
        if subject in of.resolution.sources:
            judgement = maker.grade(grade, hand=maker.hand(subject))
        else:
            judgement = maker.grade(grade, said()[subject].key)
        made.append(dated(judgement, second))
    people = decide(of.articles, of.resolution, made)
    return replace(of, grades=people.grades, judged=people.standings)


def exported(of):
    """Return the bundle of STIX, read by its library."""
    return stix2.parse(FORMATS["stix"].text(of), allow_custom=False)


def test_the_latest_of_each_holds():
    """Of two grades of one source the later holds; a statement's own is another matter."""
    of = graded(("Ann", "B", "engineer"), ("Ben", "D", "engineer"), ("Ann", "2", "vesper:0"))
    assert [(g.who, g.grade, g.source, g.statement) for g in of.grades] == [
        ("Ben", "D", "engineer", None),
        ("Ann", "2", "", said()["vesper:0"].key),
    ]
    assert [standing.state for standing in of.judged] == ["overruled", "applied", "applied"]


def test_nothing_is_counted_by_it():
    """A grade changes no statement, source, bond or edge."""
    of = trace()
    maker = Maker(of, "Ann")
    judgement = dated(maker.grade("E", hand=maker.hand("engineer")), 0)
    people = decide(of.articles, of.resolution, [judgement])
    assert people.resolution == of.resolution
    assert (people.bonds, people.decisions) == ((), Decisions())


def test_one_that_is_gone():
    """A grade of somebody whom no article names is kept, and said not to hold."""
    of = trace()
    maker = Maker(of, "Ann")
    stranger = replace(maker.hand("engineer"), id="x", name="Nobody Here", place=None)
    people = decide(of.articles, of.resolution, [dated(maker.grade("A", hand=stranger), 0)])
    assert people.grades == ()
    (standing,) = people.standings
    assert (standing.state, standing.why) == (
        "not applied", "no source is called Nobody Here",
    )  # fmt: skip


def test_grades_in_stix():
    """A source's goes out as a note of its own, a statement's as an opinion with confidence."""
    bundle = exported(
        graded(("Ann", "B", "engineer"), ("Ben", "2", "vesper:0"), ("Ben", "6", "radio9:0"))
    )
    by = {one.authors[0] + one.labels[0]: one for one in bundle.objects if "authors" in one}
    source = by['Annadmiralty-scale:source-reliability="b"']
    assert (source.type, source.abstract) == (
        "note", "Admiralty scale, reliability B: usually reliable",
    )  # fmt: skip
    statement = by['Benadmiralty-scale:information-credibility="2"']
    assert (statement.type, statement.opinion) == ("opinion", "agree")
    assert statement.explanation == "Admiralty scale, credibility 2: probably true. Asked."
    about = next(one for one in bundle.objects if one.id == statement.object_refs[0])
    assert (about.type, about.confidence) == ("note", 70)
    unknown = by['Benadmiralty-scale:information-credibility="6"']
    assert unknown.type == "note"
    assert len(by) == 3
    assert [one for one in bundle.objects if "confidence" in one] == [about]


def test_no_grade_without_a_person():
    """Where nobody graded, no format says anything of the kind."""
    text = FORMATS["stix"].text(trace())
    assert "admiralty" not in text.lower()
    assert "grades" not in trace_object(trace())


def test_grades_in_the_trace():
    """The trace's JSON says who graded what, with the place of a statement."""
    rows = trace_object(graded(("Ann", "B", "engineer"), ("Ben", "2", "vesper:0")))["grades"]
    assert [(row["by"], row["grade"]) for row in rows] == [("Ann", "B"), ("Ben", "2")]
    assert rows[0]["source"] == "engineer"
    assert json.dumps(rows[1]["content"]) == json.dumps(
        [[span.start, span.end] for span in said()["vesper:0"].attribution.content]
    )
