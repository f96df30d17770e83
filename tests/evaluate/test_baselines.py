"""The baselines count as they say."""

from reportedly.evaluate.baselines import always_one, near_copies, outlets, owners
from reportedly.evaluate.labels import LabelledClaim, Page, Relay, Story

WIRE = "The old weir at Mallow broke on Sunday night and two barns stood in water until noon."
OWN = "Our reporter walked along the river and met a farmer who was carrying hens upstairs."


def made(**texts: tuple[str, str]) -> Story:
    """Return a story of pages given as (outlet, text)."""
    pages = {id: Page(id, text, outlet, "en") for id, (outlet, text) in texts.items()}
    owned = (("Mallow Post", "Mallow Sunday Post", "Mallow Media"),)
    return Story("s", None, pages, (), owned)


STORY = made(
    a=("Weir Wire", WIRE),
    b=("Mallow Post", f"By our staff. {WIRE}"),
    c=("Mallow Sunday Post", OWN),
)


def test_each_baseline() -> None:
    """Three outlets, two owners, two texts, one."""
    ids = list(STORY.pages)
    counts = [count(ids, STORY) for count in (outlets, owners, near_copies, always_one)]
    assert counts == [3, 2, 2, 1]


def test_near_copies_join_in_chains_and_in_any_order() -> None:
    """A text that has half of two others joins them, whichever comes first."""
    story = made(x=("", WIRE), y=("", f"{WIRE} {OWN}"), z=("", OWN))
    assert near_copies(["x", "z", "y"], story) == near_copies(["y", "z", "x"], story) == 1


def test_short_texts_are_no_copies() -> None:
    """Texts too short for one shingle are not taken for copies of everything."""
    assert near_copies(["x", "y"], made(x=("", "Rain."), y=("", WIRE))) == 2


def test_denials_do_not_count() -> None:
    """Only pages that support a claim are counted."""
    relays = (
        Relay("a", (), "none", "supports", "weir"),
        Relay("b", (), "none", "denies", "weir"),
    )
    assert LabelledClaim("c1", relays, "x", 1, False).supporting() == ("a",)
