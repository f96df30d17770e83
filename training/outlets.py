"""Make the table of US stations from LocalNewsDataset: python -m training.outlets --data DIR

Reads DIR/corpora/outlets/local_news_dataset_2018.csv (Leon Yin, 2018; MIT licence; at
github.com/yinleon/LocalNewsDataset) and writes the outlets of which it names an owner to
src/reportedly/data/local_outlets.csv. The same input gives the same file, to the byte.

- Rows of one call sign are one station, its subchannels (“WBMA-2”) with it: call signs
  are unique. What an owner lists (nexstar.tv, sbgi.net, …) goes before stationindex,
  whose owners are often those of years before; the place goes the other way round,
  because owners list markets and stationindex has the city of licence.
- Stations of one owner that share a site are one newsroom, so one row with several names.
- A site of many stations in several states is a network's, and no row's domain.
- Owners are written in one way each (OWNERS). Where the written table of outlets knows the
  same group under another name, that is the owner's owner (ABOVE).
- A nickname in the written table (“the Herald”) that several papers of the whole dataset bear
  gets a row of its own without owner, so that it means no one of them.
"""

import argparse
import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from reportedly.text import fold

WRITTEN = Path(__file__).parents[1] / "src/reportedly/data/outlets.csv"
OUT = Path(__file__).parents[1] / "src/reportedly/data/local_outlets.csv"
SOURCE = "corpora/outlets/local_news_dataset_2018.csv"
COLUMNS = ("name", "aliases", "domain", "place", "country", "kind", "owner", "owner_owner")
# Best first. “User Input” are the dataset's own additions.
ORDER = (
    "nexstar.tv", "sbgi.net", "tribunemedia.com", "hearst.com", "meridith.com", "User Input",
    "usnpl.com", "stationindex",
)  # fmt: skip
KINDS = {"TV station": "", "Newspapers": "newspaper", "Magazines": "magazine"}  # "": broadcaster
OWNERS = {
    "Sinclair": "Sinclair Broadcast Group",
    "Sinclair Broadcasting Group": "Sinclair Broadcast Group",
    "Nexstar": "Nexstar Media Group",
    "Nexstar Broadcasting": "Nexstar Media Group",
    "Nexstar Broadcasting Group": "Nexstar Media Group",
    "Hearst": "Hearst Television",
    "Hearst Corporation": "Hearst Television",
    "Tribune": "Tribune Media",
    "Meredith": "Meredith Corporation",
    "Raycom": "Raycom Media",
    "Tegna Media": "Tegna",
    "Tenga": "Tegna",
    "Univision": "Univision Communications",
    "Entravision": "Entravision Communications",
    "entravision": "Entravision Communications",
    "NBC": "NBCUniversal",
    "NBC Universal": "NBCUniversal",
    "ION Media Networks": "Ion Media Networks",
    "E.W. Scripps": "E. W. Scripps Company",
    "ABC": "American Broadcasting Company",
    "Daystar": "Daystar Television Network",
    "Word of God Fellowship (Daystar)": "Daystar Television Network",
    "Acvance Local": "Advance Local",
    "Local TV LLC": "Local TV, LLC",
    "LeSEA Broadcasting": "LeSea Broadcasting",
    "LeSea": "LeSea Broadcasting",
    "Hubbard Broadcasting Corporation": "Hubbard Broadcasting",
    "Televisa Grupo Televisa": "Televisa",
    "Evening Post Publishing Company": "Evening Post Publishing",
    "State Board of Education, Stateof Idaho": "State Board of Education, State of Idaho",
    "Idaho State Board of Education": "State Board of Education, State of Idaho",
    "Better Life Television Network": "Better Life Television",
    "Bahakel": "Bahakel Communications",
    "NRJ TV LLC": "NRJ TV",
    "Hawaii Public Telrvision": "Hawaii Public Television",
    "Barington Broadcasting": "Barrington Broadcasting",
}
ABOVE = {
    "American Broadcasting Company": "The Walt Disney Company",
    "CBS Corporation": "Paramount Skydance",
    "Fox Television Stations": "Fox Corporation",
    "Hearst Television": "Hearst Communications",
    "NBCUniversal": "Comcast",
    "Advance Local": "Advance Publications",
}
PLACES = {"philly.com": "PA", "WQAD": "IL"}  # which the dataset has wrong, or double
SHARED = ("facebook.com", "myspace.com", "twitter.com", "wordpress.com", "blogspot.com")
MOST = 4  # stations of one newsroom in several states; the networks' sites have six and more
_SIGN = re.compile(
    r"[KWX][A-Z]{2,4}(?:-(?:CD|LD|CA|LP))?(?=-(?:TV|AM|\d)|/|\*|$)|[KW]\d\d[A-Z]{2}(?:-D)?"
)


@dataclass(slots=True)
class Outlet:
    """A station or site, gathered from all rows of it."""

    name: str
    place: str
    kind: str
    owner: str
    domains: list[str] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)


def main() -> None:
    """Write the table and say what is in it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder with corpora/")
    with (parser.parse_args().data / SOURCE).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    owned = [row for row in rows if row["owner"].strip()]
    outlets = newsrooms(stations(owned))
    outlets += of_many(rows)
    with OUT.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(COLUMNS)
        table.writerows(map(_cells, sorted(outlets, key=lambda o: (o.name, o.place))))
    print(f"{len(rows)} rows, {len(owned)} with an owner, {len(outlets)} outlets")


def stations(rows: Iterable[Mapping[str, str]]) -> list[Outlet]:
    """Gather the rows of each station or site."""
    by_sign: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for row in rows:
        by_sign[sign(row["name"])].append(row)
    found = []
    for name, same in by_sign.items():
        same.sort(key=lambda row: (ORDER.index(row["source"]), len(row["name"]), row["name"]))
        owner = same[0]["owner"].strip()
        place = PLACES.get(name) or same[-1]["state"].strip()
        domains = [row["domain"].strip().lower().split(" ")[-1] for row in same]
        found.append(
            Outlet(
                name=name,
                place="" if place == "NATIONAL" else place,
                kind=KINDS[same[0]["medium"]] if "." not in name else "site",
                owner=OWNERS.get(owner, owner),
                domains=[d for d in dict.fromkeys(domains) if "." in d and d not in SHARED],
            )
        )
    return found


def sign(name: str) -> str:
    """Return what a row's name is but for subchannel and service.

    >>> sign("WBMA-2"), sign("KHBS-TV/KHOG-TV"), sign("KBTV-CD"), sign("WNEP*"), sign("MLive")
    ('WBMA', 'KHBS', 'KBTV-CD', 'WNEP', 'MLive')
    """
    found = _SIGN.match(name.strip())
    return found[0] if found else name.strip().removeprefix("www.")


def newsrooms(outlets: list[Outlet]) -> list[Outlet]:
    """Join outlets of one owner and site; take away the sites of whole networks."""
    at: dict[str, list[Outlet]] = defaultdict(list)
    for outlet in outlets:
        for domain in outlet.domains:
            at[domain].append(outlet)
    for domain, here in sorted(at.items()):
        several = len({o.place for o in here}) > 1 and len(here) > MOST
        if len({o.owner for o in here}) > 1 or several:
            for outlet in here:
                outlet.domains.remove(domain)
            del at[domain]
    joined: dict[int, Outlet] = {}
    for _, here in sorted(at.items()):
        here = list({id(head): head for head in (_head(o, joined) for o in here)}.values())
        first = min(here, key=lambda o: (len(o.name), o.name))
        for outlet in here:
            if outlet is not first:
                joined[id(outlet)] = first
                first.aliases += [outlet.name, *outlet.aliases]
                first.domains += [d for d in outlet.domains if d not in first.domains]
    return [outlet for outlet in outlets if id(outlet) not in joined]


def _head(outlet: Outlet, joined: Mapping[int, Outlet]) -> Outlet:
    while id(outlet) in joined:
        outlet = joined[id(outlet)]
    return outlet


def of_many(rows: Iterable[Mapping[str, str]]) -> list[Outlet]:
    """Return a row without owner for each nickname of a written row that other papers bear.

    With it “the Herald” is the name of several, and means the one at hand or none.
    """
    bearers: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in rows:
        if row["medium"] != "TV station":
            bearers[fold(row["name"])].add((row["state"], row["domain"]))
    with WRITTEN.open(encoding="utf-8", newline="") as file:
        written = list(csv.DictReader(file))
    aliases = {fold(alias): alias for row in written for alias in row["aliases"].split("|")}
    names = {fold(row["name"]) for row in written}
    found = []
    for key, alias in sorted(aliases.items()):
        if key and key not in names and len(bearers[key]) > 1:
            bare = alias.removeprefix("the ").removeprefix("The ")
            found.append(Outlet(f"{bare} (several)", "", "newspaper", "", aliases=[bare]))
    return found


def _cells(outlet: Outlet) -> tuple[str, ...]:
    mexican = outlet.place == "MX"
    return (
        outlet.name,
        "|".join(dict.fromkeys(outlet.aliases)),
        "|".join(dict.fromkeys(outlet.domains)),
        "" if mexican else outlet.place,
        "Mexico" if mexican else "",
        outlet.kind,
        outlet.owner,
        ABOVE.get(outlet.owner, ""),
    )


if __name__ == "__main__":
    main()
