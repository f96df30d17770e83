import pytest

from reportedly.read.metadata import Page, facts_of, short_title


def facts(**fields):
    return facts_of(Page(**fields))


def test_broken_json_ld_is_passed_over():
    """One script that is no JSON hides nothing that the others say."""
    good = '{"@type": "NewsArticle", "headline": "Rain",\n "publisher": {"name": "The\nLantern"}};'
    found = facts(scripts=("{broken", "[" * 3000, good))
    assert (found.title, found.outlet) == ("Rain", "The Lantern")


def test_a_person_is_no_outlet():
    """Where JSON-LD names the blogger as publisher, the site's name is the outlet."""
    script = '{"@type": "BlogPosting", "publisher": {"@type": "Person", "name": "Ann Ash"}}'
    metas = (("og:site_name", "Kelsby Today"),)
    assert facts(scripts=(script,), metas=metas).outlet == "Kelsby Today"


def test_the_domain_is_the_last_resort():
    """A page that names no outlet has its address's domain, and says so."""
    found = facts(canonical=("https://www.a.example/rain",))
    assert found.outlet == "a.example"
    assert ("outlet", "the domain of its address; the page names none") in found.notes


def test_outlet_behind_the_window_title():
    """What follows the heading in the window's title is the outlet."""
    assert facts(title="Rain falls | Gistline", headings=("Rain falls",)).outlet == "Gistline"


def test_front_page_is_no_address_of_an_article():
    """A canonical link to the front page, a common mistake, is not taken."""
    found = facts(canonical=("https://a.example/", "https://a.example/rain"))
    assert found.url == "https://a.example/rain"


def test_modified_before_published_is_unused():
    """A change before publication is an error of the page's, and is noted."""
    metas = (("article:published_time", "2024-09-17"), ("article:modified_time", "2024-09-15"))
    found = facts(metas=metas)
    assert found.modified is None
    assert any("before publication" in why for field, why in found.notes if field == "modified")


def test_hour_from_a_second_field():
    """A day in one field and its hour in another give both, and a month's difference is noted."""
    metas = (("article:published_time", "2024-09-17"), ("parsely-pub-date", "2024-09-17T08:00Z"),
             ("pdate", "20240101"))  # fmt: skip
    found = facts(metas=metas)
    assert found.published.value == "2024-09-17T08:00+00:00"
    assert any("pdate says 2024-01-01" in why for _, why in found.notes)


def test_byline_without_outlet_and_label():
    """The word “by”, dates and the outlet's own name are no part of a byline."""
    metas = (("og:site_name", "CBX"), ("author", "CBX News"), ("author", "https://a.example/ash"))
    assert facts(metas=metas).byline is None
    assert facts(bylines=("Posted By: Ann Ash · 3 May",)).byline == "Ann Ash"


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Rain falls - The Lantern", "Rain falls"),
        ("Rain falls | News | Lantern", "Rain falls | News"),
        ("The Lantern: rain falls - again", "The Lantern: rain falls - again"),
        ("Lantern | Rain falls", "Rain falls"),
        ("The Lantern", ""),
        ("Rain: why?", "Rain: why?"),
    ],
)
def test_site_name_is_no_part_of_a_title(title, short):
    """Only the outlet's own name is cut off; other dashes are the title's."""
    assert short_title(title, "The Lantern") == short
