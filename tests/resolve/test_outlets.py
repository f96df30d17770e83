"""The table of outlets: what is shipped, what a user lays over it, and broken rows."""

from urllib.parse import urlsplit

import pytest

from reportedly.errors import BadTable, Unreadable
from reportedly.resolve.outlets import KINDS, OutletTable, domain_of
from reportedly.resolve.resolution import publisher
from tests.factories import article

ROW = '[[outlet]]\nname = "Quay Wire"\naliases = ["QW"]\ndomain = "quay.example"\n'


def test_shipped_rows_are_whole():
    """Every shipped row has a name of its own, a known kind and a public source."""
    outlets = OutletTable.shipped().outlets
    assert len(outlets) >= 150
    assert len({outlet.name for outlet in outlets}) == len(outlets)
    for outlet in outlets:
        assert outlet.kind in KINDS
        assert urlsplit(outlet.source).scheme == "https", outlet.name


def test_domains_belong_to_one_outlet():
    """No domain stands in two rows."""
    domains = [d for outlet in OutletTable.shipped().outlets for d in outlet.domains]
    assert len(domains) == len(set(domains))


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("Sputnik", "government of Russia"),
        ("RIA Novosti", "government of Russia"),
        ("AFP", "Agence France-Presse"),
        ("Fox News", "Fox Corporation"),
        ("The Wall Street Journal", "News Corp"),
    ],
)
def test_group(name, group):
    """An outlet stands for its state, else its owner's owner, else its owner, else itself."""
    found = OutletTable.shipped().find(name)
    assert found is not None
    assert found.group == group


def test_name_of_several_is_nobodys():
    """“the Times” is the name of several papers, so it finds none."""
    table = OutletTable.shipped()
    assert len(table.named("the Times")) > 1
    assert table.find("Times") is None


def test_overrides(tmp_path):
    """A user's row is found by name, alias and domain, and replaces a shipped one of its name."""
    path = tmp_path / "mine.toml"
    path.write_text(ROW + '[[outlet]]\nname = "Reuters"\nowner = "Somebody"\n', "utf-8")
    table = OutletTable.shipped().with_overrides(path)
    wire = table.find("QW")
    assert wire is not None
    assert wire is table.at("https://news.quay.example/a")
    reuters = table.find("Reuters")
    assert reuters is not None
    assert reuters.group == "Somebody"


def test_csv_overrides(tmp_path):
    """CSV with the same columns does the same, aliases parted by a bar."""
    path = tmp_path / "mine.csv"
    path.write_text("name,aliases,state\nQuay Wire,QW|Wire of Quay,Halmere\n", "utf-8")
    found = OutletTable.shipped().with_overrides(path).find("Wire of Quay")
    assert found is not None
    assert found.group == "government of Halmere"


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("a.toml", "[[outlet]]\nname = 3\n", "row 1"),
        ("a.toml", ROW + ROW, "row 2"),
        ("a.toml", ROW + '[[outlet]]\nowner = "X"\n', "row 2"),
        ("a.toml", ROW + 'rating = "good"\n', "row 1"),
        ("a.toml", '[[outlet]]\nname = "X"\nkind = "blogpost"\n', "row 1"),
        ("a.toml", "[[outlet]\n", "a.toml"),
        ("a.csv", "name,owner\nQuay,Ash\n,Ash\n", "row 3"),
        ("a.csv", "name,owner\nQuay,Ash,Bell\n", "row 2"),
    ],
)
def test_broken_table(tmp_path, name, text, place):
    """A row that cannot be used is an error that names the file and the row."""
    path = tmp_path / name
    path.write_text(text, "utf-8")
    with pytest.raises(BadTable) as caught:
        OutletTable.shipped().with_overrides(path)
    assert name in str(caught.value)
    assert place in str(caught.value)


def test_missing_table(tmp_path):
    """A table that is not there is unreadable."""
    with pytest.raises(Unreadable):
        OutletTable.shipped().with_overrides(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.quay.example/a?b=https://other.example/c", "quay.example"),
        ("http://amp.quay.example", "quay.example"),
        ("quay.example/a", "quay.example"),
        ("https://web.archive.org/web/2020id_/https://quay.example/a", "quay.example"),
        ("http://[broken", ""),
        ("", ""),
    ],
)
def test_domain(url, domain):
    """The domain is that of the site, whatever stands around it."""
    assert domain_of(url) == domain


def test_publisher_by_address_wins():
    """The address tells the outlet; a known name on a strange site is not that outlet."""
    table = OutletTable.shipped()
    known = article("x", outlet="Reuters", url="https://www.reuters.com/a")
    strange = article("x", outlet="Reuters", url="https://quay.example/a")
    unknown = article("x", id="u")
    assert publisher(known, table).name == "Reuters"
    assert publisher(strange, table).name != "Reuters"
    assert publisher(unknown, table).name


def test_a_place_may_follow_a_name():
    """The paper's town behind its name is the same paper; behind one word it is another."""
    table = OutletTable.shipped()
    assert [o.name for o in table.named("the Straits Times of Singapore")] == ["The Straits Times"]
    assert not table.named("the Times of Malta")
