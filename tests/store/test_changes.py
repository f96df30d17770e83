from hypothesis import given
from hypothesis import strategies as st

from reportedly.records import Moment
from reportedly.store.changes import MOST, changed_fields, earlier, edits, in_order
from tests.factories import article

SENTENCES = st.lists(st.sampled_from(["It rained.", "He left.", "She came.", "Why?"]), max_size=7)


def test_the_fields_that_differ_are_named():
    """What was published counts; where it came from does not."""
    old = article("It rained.", title="Rain", path="a.html", notes=(("text", "x"),))
    new = article("It rained.", "b", title="Heavy rain", path="b.html", published="2026-10-13")
    assert changed_fields(old, new) == ("title", "published")


@given(SENTENCES, SENTENCES)
def test_edits_lead_from_one_text_to_the_other(left, right):
    """Putting the edits into the old text gives the new one."""
    old, new = " ".join(left), " ".join(right)
    at, built = 0, []
    for edit in edits(old, new):
        if edit.before is None:  # put in: nothing says where, but the order does
            assert edit.after is not None
            continue
        built.append(old[at : edit.before.start])
        at = edit.before.end
        built.append(edit.after.of(new) if edit.after else "")
    rest = " ".join([*built, old[at:]]).split()
    put_in = [e.after.of(new) for e in edits(old, new) if e.before is None and e.after]
    assert sorted(rest + " ".join(put_in).split()) == sorted(new.split())
    assert (old.split() == new.split()) == (not edits(old, new))


def test_white_space_is_no_edit():
    """Lines broken otherwise are the same words."""
    assert edits("It rained.\n\nHe left.", "It rained. He  left.") == ()


def test_a_text_of_nothing_but_changes_is_compared_in_time():
    """Very long texts that differ throughout are one edit, not an hour's comparison."""
    old, new = (" ".join(f"{word} {i}." for i in range(MOST + 5)) for word in ("Rain", "Snow"))
    assert len(edits(old, new)) == 1


def test_versions_go_by_their_dates_where_those_tell():
    """A version that was added later is the older one if its page says so."""

    def page(value, precision="day"):
        return article("x", modified=Moment(value, precision))

    assert earlier(
        page("2026-10-13T09:00+02:00", "minute"), page("2026-10-13T08:00+00:00", "minute")
    )
    assert not earlier(page("2026-10"), page("2026-10-13"))
    assert not earlier(article("x"), page("2026-10-13"))
    assert in_order([(1, page("2026-10-14")), (2, page("2026-10-13"))]) == [2, 1]
    assert in_order([(1, article("x")), (2, page("2026-10-13"))]) == [1, 2]
