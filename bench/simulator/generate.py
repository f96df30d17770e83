"""Stories one by one, as many as are asked for, the same for the same seed."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.simulator.gold import gold
from bench.simulator.spread import plot
from bench.simulator.telling import Plot
from bench.simulator.world import World, world
from bench.simulator.writing import Written, written

LEVELS = (0, 1, 2, 3)  # of noise, from easy to hard


@dataclass(frozen=True, slots=True)
class Story:
    """One story: its name, its plot, its articles by time, its labels."""

    name: str
    plot: Plot
    articles: tuple[Written, ...]
    gold: Mapping[str, object]


def stories(seed: int, count: int, noise: int, *, start: int = 0) -> Iterator[Story]:
    """Yield `count` stories; nothing is kept, so there may be any number of them.

    Story n of a seed and a level is the same however many are asked for.
    """
    here = world(seed)
    for number in range(start, start + count):
        yield story(here, seed, number, noise)


def story(here: World, seed: int, number: int, noise: int) -> Story:
    """Return one story of a world."""
    key = (seed, number)
    drawn = plot(key, here, noise)
    articles = written(drawn, key)
    labels = gold(drawn, articles, number)
    name = f"{number:02d}-{drawn.topic.matter}-{drawn.topic.place.lower()}"
    return Story(name, drawn, tuple(articles), labels)


def articles(seed: int, noise: int) -> Iterator[Mapping[str, object]]:
    """Yield Article JSON without end, ids and addresses of all stories told apart."""
    here, number = world(seed), 0
    while True:
        for article in story(here, seed, number, noise).articles:
            yield apart(article.record, number)
        number += 1


def apart(record: Mapping[str, object], number: int) -> Mapping[str, object]:
    """Return an article with the story's number in its id, its address and its links."""
    out = {**record, "id": f"s{number}-{record['id']}", "url": _numbered(record["url"], number)}
    if "links" in record:
        links = record["links"]
        assert isinstance(links, list)
        out["links"] = [{**link, "url": _numbered(link["url"], number)} for link in links]
    return out


def _numbered(url: object, number: int) -> str:
    return str(url).replace("/news/", f"/news/{number}/")


def write(out: Path, seed: int, count: int, noise: int) -> int:
    """Write stories as folders of Article JSON with a gold.json each; return how many articles.

    Beside them: `outlets.toml` for `--outlets`, and `aliases.json` for the scorer.
    """
    out.mkdir(parents=True, exist_ok=True)
    (out / "outlets.toml").write_text(world(seed).table(), "utf-8")
    aliases: dict[str, list[str]] = {}
    total = 0
    for one in stories(seed, count, noise):
        folder = out / one.name
        folder.mkdir(exist_ok=True)
        for old in folder.glob("a[0-9]*.json"):  # of another version of the simulator
            old.unlink()
        for article in one.articles:
            _dump(folder / f"{article.telling.id}.json", article.record)
            aliases[article.telling.outlet.name] = [article.telling.outlet.said]
        _dump(folder / "gold.json", one.gold)
        total += len(one.articles)
    _dump(out / "aliases.json", aliases)
    return total


def write_lines(out: Path, seed: int, count: int, noise: int) -> int:
    """Write all articles into one articles.jsonl, and labels into gold.jsonl, line by line."""
    out.mkdir(parents=True, exist_ok=True)
    (out / "outlets.toml").write_text(world(seed).table(), "utf-8")
    total = 0
    with (
        (out / "articles.jsonl").open("w", encoding="utf-8") as articles_file,
        (out / "gold.jsonl").open("w", encoding="utf-8") as gold_file,
    ):
        for number, one in enumerate(stories(seed, count, noise)):
            for article in one.articles:
                record = apart(article.record, number)
                articles_file.write(json.dumps(record, ensure_ascii=False) + "\n")
                total += 1
            gold_file.write(json.dumps({"name": one.name, **one.gold}, ensure_ascii=False) + "\n")
    return total


def _dump(path: Path, thing: object) -> None:
    path.write_text(json.dumps(thing, ensure_ascii=False, indent=1) + "\n", "utf-8")
