"""Simulated stories are sound: the same for a seed, labelled rightly, free of loose ends."""

import json
from itertools import combinations, islice, permutations

import pytest

from bench.simulator.direct import article, attributions, stream, vector_of
from bench.simulator.generate import LEVELS, articles, stories, write, write_lines
from bench.simulator.habits import HABITS, habits_of
from bench.simulator.lots import lots
from bench.simulator.marked import capitalised, parse
from bench.simulator.names import respelled
from bench.simulator.topics import Amount, chosen, exaggerated, language
from bench.simulator.truth import independent, matching
from bench.simulator.world import world
from reportedly.read.article_json import article_of
from reportedly.read.limits import Limits
from reportedly.records import FINDING_KINDS
from reportedly.resolve.outlets.table import OutletTable

STORIES = [one for noise in LEVELS for one in stories(7, 12, noise)]
NAMES = [f"{one.name}-{one.plot.noise}" for one in STORIES]


@pytest.fixture(params=STORIES, ids=NAMES)
def story(request):
    """One simulated story."""
    return request.param


def test_the_same_seed_gives_the_same_story():
    """A story hangs on seed, level and number alone, not on how many are asked for."""
    (one,) = stories(7, 1, 2, start=5)
    other = list(stories(7, 6, 2))[5]
    assert [a.record for a in one.articles] == [a.record for a in other.articles]
    assert one.gold == other.gold
    assert one.gold != next(stories(8, 1, 2, start=5)).gold


def test_half_of_the_stories_have_two_origins_or_more():
    """Every second story cannot be answered by "always one"."""
    counts = [independent(one.plot) > 1 for one in STORIES]
    assert sum(counts) == len(counts) / 2


def test_an_article_is_article_json(story):
    """The reader takes each article as it stands, with its date, its links and its language."""
    for one in story.articles:
        read = article_of(dict(one.record), "here", "id", Limits())
        assert read.text == one.record["text"]
        assert read.outlet == one.telling.outlet.name
        assert read.published is not None
        assert read.language == "en"
        assert not read.links or "http" in read.links[0].url


def test_no_slot_or_mark_is_left_in_a_text(story):
    """What a reader sees has no braces, no marks, no doubled commas or blanks."""
    for one in story.articles:
        words = f"{one.record['title']}\n{one.text}"
        assert not set("{}⟦⟧|") & set(words)
        assert ",," not in words
        assert "  " not in words
        assert " ," not in words
        assert "None" not in words


def test_labels_stand_in_the_pages(story):
    """Each relay's evidence is a piece of its page, and pages are those of the folder."""
    texts = {one.telling.id: one.text for one in story.articles}
    for claim in story.gold["claims"]:
        assert {relay["page"] for relay in claim["relays"]} == set(claim["pages"])
        for relay in claim["relays"]:
            assert relay["evidence"] in texts[relay["page"]]
            assert relay["hedge"] in ("none", "reported", "alleged", "confirmed")
    for page, places in story.gold["truth"]["statements"].items():
        assert all(0 <= start < end <= len(texts[page]) for start, end, _ in places)


def test_findings_are_of_known_kinds_and_name_pages(story):
    """Expected findings are of the product's kinds, about pages that are given out."""
    pages = {one.telling.id for one in story.articles}
    for finding in story.gold["truth"]["findings"]:
        assert finding["kind"] in FINDING_KINDS
        assert set(finding["pages"]) & pages


def test_the_plot_is_in_order(story):
    """Nobody has the claim from a page that came later, save circles; no outlet writes twice."""
    known = story.plot.by_id
    for telling in story.plot.tellings:
        for up in telling.takes:
            assert telling.circles or known[up].minutes < telling.minutes
    names = [t.outlet.name for t in story.plot.tellings if not t.version_of]
    assert len(names) == len(set(names))


def test_the_count_is_that_of_trying_all_ways(story):
    """The largest matching is what one finds by trying every order of hands."""
    heard = {}
    for telling in story.plot.tellings:
        for voice in telling.hears:
            heard.setdefault(telling.outlet.name, set()).add(voice.group)
    groups = sorted({group for mine in heard.values() for group in mine})
    best = 0
    for count in range(1, len(groups) + 1):
        for hands in combinations(sorted(heard), count):
            for order in permutations(groups, count):
                if all(g in heard[h] for h, g in zip(hands, order, strict=True)):
                    best = max(best, count)
    assert independent(story.plot) == best


def test_a_hand_carries_one_origin():
    """An agency that heard two people counts once until another hand heard one of them."""
    assert matching({"Agency": {"mayor", "director"}}) == 1
    assert matching({"Agency": {"mayor", "director"}, "Courier": {"director"}}) == 2
    assert matching({"Agency": {"mayor"}, "Courier": {"mayor"}}) == 1


def test_every_kind_of_finding_occurs():
    """Among some hundred stories each kind is expected, so that it can be measured."""
    wanted = {
        finding["kind"]
        for noise in LEVELS
        for one in stories(1, 30, noise)
        for finding in one.gold["truth"]["findings"]
        if finding["weight"] == "wanted"
    }
    assert wanted == set(FINDING_KINDS)


def test_distortions_grow_with_noise():
    """The same outlets distort more at a higher level."""
    for kind in HABITS:
        rates = [habits_of(kind, noise).drifts for noise in LEVELS]
        assert rates == sorted(rates)


def test_direct_attributions_point_at_words(story):
    """Spans made without the model lie in the text, apart, and say what the telling says."""
    for one in story.articles:
        text = one.text
        assert article(one).text == text
        for attr in attributions(one, vectors=False):
            for span in (*attr.source, *attr.cue, *attr.content, *attr.addressee):
                assert span.of(text).strip() == span.of(text) != ""
            if attr.cue:
                assert attr.content


def test_the_stream_of_attributions_is_told_apart():
    """Each article of the stream has an id of its own, and its attributions bear it."""
    taken = list(islice(stream(3, 1, vectors=False), 60))
    assert len({article.id for article, _ in taken}) == 60
    assert all(attr.article == article.id for article, found in taken for attr in found)


def test_vectors_are_near_where_words_are_shared():
    """A direction is that of the words: equal for equal words, far for others."""
    assert vector_of("the bridge fell") == vector_of("The bridge fell")
    assert len(vector_of("the bridge fell")) == 384
    assert vector_of("") == bytes(384)


def test_the_stream_has_no_end_and_ids_differ():
    """Articles come as long as one asks, each with its own id and address."""
    taken = list(islice(articles(3, 2), 200))
    assert len({str(a["id"]) for a in taken}) == 200


def test_files_are_written(tmp_path):
    """A folder a story, or two files for all; the table of outlets is one that the reader takes."""
    total = write(tmp_path / "folders", 1, 3, 1)
    pages = [p for p in (tmp_path / "folders").glob("*/*.json") if p.name != "gold.json"]
    assert len(pages) == total
    assert len(list((tmp_path / "folders").glob("*/gold.json"))) == 3
    assert write_lines(tmp_path / "lines", 1, 3, 1) == total
    lines = (tmp_path / "lines" / "articles.jsonl").read_text("utf-8").splitlines()
    assert len({json.loads(line)["id"] for line in lines}) == total
    OutletTable.shipped().with_overrides(tmp_path / "folders" / "outlets.toml")


def test_no_invented_outlet_is_a_real_one():
    """No name of a world stands in the shipped table."""
    shipped = OutletTable.shipped()
    for seed in range(3):
        assert not [o.name for o in world(seed).outlets if shipped.named(o.name)]


def test_wordings_of_a_matter_have_all_that_is_counted():
    """Each wording has its number and what is counted; there are enough of everything."""
    for matter in language("matters")["matter"]:
        assert len(matter["claims"]) == 4
        assert all(
            "{N} {C}" in chosen(text, 0) for text in (*matter["claims"], *matter["headlines"])
        )
        assert len(matter["details"]) == 4
        assert len(matter["quotes"]) == 3


def test_a_drifted_number_is_another_number():
    """Exaggeration changes a number by more than rounding does."""
    rng = lots("drift")
    for value in (12.0, 47.0, 250.0, 1800.0):
        for _ in range(50):
            new = exaggerated(rng, Amount(value=value))
            assert abs(new.value / value - 1) > 0.12


def test_marks_become_pieces():
    """Marks may stand in each other, and a capital passes them over."""
    plain = parse(capitalised("⟦0s|the mayor⟧ ⟦0c|said⟧ ⟦0t|⟦1t|so⟧⟧."))
    assert plain.text == "The mayor said so."
    assert plain.pieces[0]["content"] == plain.pieces[1]["content"] == [(15, 17)]


@pytest.mark.parametrize("name", ["Ostriv", "Tarnholt", "Kelsky"])
def test_a_respelled_name_is_another_with_the_same_initial(name):
    """A translation desk's spelling differs and begins alike."""
    assert respelled(name) != name
    assert respelled(name)[0] == name[0]
