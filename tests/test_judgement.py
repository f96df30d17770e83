"""Judgements as records: what they need, and what names and dates them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from reportedly.errors import BadJudgement
from reportedly.judge.make import Maker
from reportedly.judgement import Hand, Judgement, Place, following, instant, now
from reportedly.records import Article, Span
from tests.judge.made import analysed, told

PLACE = Place.of(Article(id="a", text="It rained."), (Span(0, 9),))
NOTE = Judgement(who="Ann", when="2026-03-01T10:00:00.000000Z", kind="note", note="Hm.")


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("same", {"places": (PLACE,)}),
        ("apart", {"places": (PLACE,)}),
        ("attribution", {}),
        ("speaker", {}),
        ("alias", {"hands": (Hand(name="Ann"),)}),
        ("grade", {"hands": (Hand(name="Ann"),)}),
        ("grade", {"hands": (Hand(name="Ann"),), "grade": "2"}),
        ("grade", {"places": (PLACE,), "grade": "B"}),
        ("grade", {"places": (PLACE,), "grade": "7"}),
        ("different", {"hands": (Hand(name="Ann"),)}),
        ("edge", {"places": (PLACE,)}),
        ("finding", {"places": (PLACE,)}),
        ("note", {"note": "  "}),
        ("undo", {}),
        ("verdict", {}),
    ],
)
def test_each_kind_has_its_needs(kind, fields):
    """A judgement that says nothing which could be applied cannot be made."""
    with pytest.raises(BadJudgement):
        Judgement(who="Ann", when="", kind=kind, **fields)


def test_the_id_is_all_that_it_says():
    """Any other word, or another time, is another judgement; the number in a collection is not."""
    assert replace(NOTE, number=7).id == NOTE.id
    others = [
        replace(NOTE, note="hm."),
        replace(NOTE, who="Ben"),
        replace(NOTE, when=""),
        replace(NOTE, places=(PLACE,)),
        replace(NOTE, places=(replace(PLACE, spans=(Span(1, 9),)),)),
    ]
    assert len({NOTE.id, *(other.id for other in others)}) == 6


def test_later_is_later_whatever_the_clocks_say():
    """Who judges after somebody whose clock is fast is dated after; a mad clock is not followed."""
    fast = instant(datetime.now(UTC) + timedelta(hours=2))
    mad = instant(datetime.now(UTC) + timedelta(days=400))
    assert fast < following(fast) < instant(datetime.now(UTC) + timedelta(hours=3))
    assert following(mad) < mad
    assert now() <= following("") <= now()


def test_what_is_gone_cannot_be_judged():
    """A judgement about what a trace has not is refused, with the way out."""
    maker = Maker(analysed(*told()), "Ann")
    with pytest.raises(BadJudgement, match="look at the claim again"):
        maker.attribution(("a", 99), "reject")
    with pytest.raises(BadJudgement, match="look at the claim again"):
        maker.hand("person:nobody")
