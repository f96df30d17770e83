"""The baselines count as they say."""

from bench.baselines import always_one, near_copies, outlets, owners, supporting

WIRE = "The old weir at Mallow broke on Sunday night and two barns stood in water until noon."
OWN = "Our reporter walked along the river and met a farmer who was carrying hens upstairs."
PAGES = {
    "a": {"outlet": "Weir Wire", "text": WIRE},
    "b": {"outlet": "Mallow Post", "text": f"By our staff. {WIRE}"},
    "c": {"outlet": "Mallow Sunday Post", "text": OWN},
}
GOLD = {"same_owner": [["Mallow Post", "Mallow Sunday Post", "Mallow Media"]]}


def test_each_baseline() -> None:
    """Three outlets, two owners, two texts, one."""
    ids = list(PAGES)
    counts = [count(ids, PAGES, GOLD) for count in (outlets, owners, near_copies, always_one)]
    assert counts == [3, 2, 2, 1]


def test_near_copies_join_in_chains_and_in_any_order() -> None:
    """A text that has half of two others joins them, whichever comes first."""
    pages = {"x": PAGES["a"], "y": {"text": f"{WIRE} {OWN}"}, "z": PAGES["c"]}
    assert (
        near_copies(["x", "z", "y"], pages, GOLD) == near_copies(["y", "z", "x"], pages, GOLD) == 1
    )


def test_short_texts_are_no_copies() -> None:
    """Texts too short for one shingle are not taken for copies of everything."""
    pages = {"x": {"text": "Rain."}, "y": {"text": WIRE}}
    assert near_copies(["x", "y"], pages, GOLD) == 2


def test_denials_do_not_count() -> None:
    """Only pages that support a claim are counted."""
    claim = {"relays": [{"page": "a"}, {"page": "b", "stance": "denies"}]}
    assert supporting(claim) == ["a"]
