"""The table of outlets: what is shipped, what a user lays over it, and broken rows."""

import re
from urllib.parse import urlsplit

import pytest

from reportedly.resolve.countries import Countries
from reportedly.resolve.names.reading import fold
from reportedly.resolve.outlets.table import KINDS, LOCAL, Outlet, OutletTable, domain_of
from reportedly.resolve.resolution import publisher
from tests.factories import article

ROW = '[[outlet]]\nname = "Quay Wire"\naliases = ["QW"]\ndomain = "quay.example"\n'


def own() -> list[Outlet]:
    """Return the rows written for the package."""
    return [outlet for outlet in OutletTable.shipped().outlets if outlet.source != LOCAL]


def test_shipped_rows_are_whole():
    """Every shipped row has a name of its own, a known kind, and a public source if checked."""
    outlets = OutletTable.shipped().outlets
    assert len(own()) >= 396
    assert len({fold(outlet.name) for outlet in outlets}) == len(outlets)
    for outlet in outlets:
        assert outlet.kind in KINDS
        assert outlet.name not in outlet.aliases, outlet.name
        assert urlsplit(outlet.source).scheme in ("https", "http"), outlet.name
        assert re.fullmatch(r"|\d{4}(-\d\d-\d\d)?", outlet.checked), outlet.name


def test_shipped_countries_have_one_name():
    """Countries and states of shipped rows are written as data/countries.csv has them."""
    countries = Countries()
    for outlet in own():
        for name in filter(None, (outlet.country, outlet.state)):
            assert countries.meant(name) in (name, None), outlet.name


def test_shipped_owners_agree():
    """An outlet whose owner has a row of its own is of that row's state and group."""
    rows = {outlet.name: outlet for outlet in own()}
    for outlet in own():
        above = rows.get(outlet.owner)
        assert outlet.owner != outlet.name
        if above:
            assert (outlet.state, outlet.group) == (above.state, above.group), outlet.name


def test_nobody_is_one_of_several_stations():
    """A name that stations or papers share means none of them; their sites mean them."""
    table = OutletTable.shipped()
    for name in ("The Herald", "Daily News", "the Tribune", "the Times"):
        assert len(table.named(name)) > 1
        assert table.find(name) is None
    herald = table.at("https://www.miamiherald.com/a")
    assert herald is not None
    assert herald.name == "Miami Herald"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("KTUU", "KTUU"),
        ("KTUU-TV", "KTUU"),
        ("Ktuu", None),
        ("WAVE", None),
        ("WAVE-TV", "WAVE"),
        ("WHO", None),
        ("WHO-TV", "WHO"),
        ("who", None),
        ("WILL", None),
    ],
)
def test_call_signs(words, name):
    """A station goes by its call sign in capitals, and by “-TV” where that is a word as well."""
    found = OutletTable.shipped().named(words)
    assert [outlet.name for outlet in found] == ([name] if name else [])


def test_stations():
    """A station of 2018 has its owner, its source and the year in which it was looked up."""
    found = OutletTable.shipped().at("https://www.kcra.com/news")
    assert found is not None
    assert found.group == "Hearst Communications"
    assert (found.source, found.checked, found.place) == (LOCAL, "2018", "CA")
    assert OutletTable.shipped().at("https://www.comettv.com/") is None


def test_written_rows_win_over_stations():
    """A station whose name or site a written or a user's row has is that row."""
    table = OutletTable.shipped()
    chronicle = table.find("San Francisco Chronicle")
    assert chronicle is not None
    assert chronicle.source != LOCAL
    mine = table.extended([Outlet(name="Quay Tonight", domain="kcra.com")])
    found = mine.at("kcra.com")
    assert found is not None
    assert found.name == "Quay Tonight"
    assert mine.find("KCRA") is None


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


def table_of(tmp_path, text: str) -> OutletTable:
    """Return the shipped table with rows in CSV over it."""
    path = tmp_path / "mine.csv"
    path.write_text(text, "utf-8")
    return OutletTable.shipped().with_overrides(path)


def test_one_name_in_several_places(tmp_path):
    """Outlets of one name are told apart by their place and their site, never by the name."""
    text = "name,place,domain\nQuay News,Ash,ash.example\nQuay News,Bell,bell.example\n"
    table = table_of(tmp_path, text)
    assert table.find("Quay News") is None
    assert len(table.named("Quay News")) == 2
    for words in ("Quay News (Ash)", "Ash Quay News", "the Quay News of Ash"):
        found = table.find(words)
        assert found is not None
        assert found.domain == "ash.example"
    found = table.at("bell.example")
    assert found is not None
    assert found.name == "Quay News (Bell)"


def test_a_users_name_means_their_outlet(tmp_path):
    """What a user's row calls itself means it, though shipped outlets go by it, too."""
    table = table_of(tmp_path, "name,aliases,owner\nThe Quay Herald,The Herald,Ash\n")
    found = table.find("the Herald")
    assert found is not None
    assert found.name == "The Quay Herald"
    assert table.find("Miami Herald") is not None


def test_owners_of_owners(tmp_path):
    """Owner's owner and state come down from the rows of the owners, however far."""
    text = (
        "name,owner,state\nQuay Wire,Quay Media,\nQuay Media,Ash Holding,\n"
        "Ash Holding,,Halmere\nBell,Ash Books,\nAsh Books,Ash Press,\nAsh Press,,\n"
        "Lone Weekly,Nobody Known,\n"
    )
    table = table_of(tmp_path, text)
    groups = {name: table.find(name).group for name in ("Quay Wire", "Bell", "Lone Weekly")}  # type: ignore[union-attr]
    assert groups == {
        "Quay Wire": "government of Halmere",
        "Bell": "Ash Press",
        "Lone Weekly": "Nobody Known",
    }
