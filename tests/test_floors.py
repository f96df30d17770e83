"""Quality floors: measured on labelled data, pinned with its digest, never lowered silently.

bench/floors.json holds them. A figure that falls below its floor fails; so does
data that is not the data they were measured on.
"""

import json
import os
import subprocess
from collections import Counter
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bench import antecedents, attributions, dates_quantities, idlib, names, stories
from reportedly.resolve.outlets.table import OutletTable
from reportedly.show.cli import app

ROOT = Path(__file__).parents[1]
DATA = Path(os.environ.get("DATA", ROOT.parent / "shared"))
FLOORS = json.loads(ROOT.joinpath("bench/floors.json").read_text("utf-8"))

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the labelled data is not here: set DATA")


def digest(*paths: Path) -> str:
    """Return one digest of files, by their order."""
    return sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()[:16]


def assert_floors(figures: Mapping[str, float], name: str) -> None:
    """Check every pinned figure of a bench."""
    below = {
        key: (figures[key], floor)
        for key, floor in FLOORS[name]["floors"].items()
        if figures[key] < floor
    }
    assert not below, f"below the floor (measured, floor): {below}"


def test_attributions_on_dev(tmp_path: Path) -> None:
    """PolNeAR's dev part: contents and sources are found as well as they were."""
    gold = DATA / "corpora/polnear/dev.jsonl"
    assert digest(gold) == FLOORS["attributions"]["data"]
    out = tmp_path / "found.jsonl"
    attributions.predict(gold, out)
    scorer = [attributions.sys.executable, DATA / "bench/score_attributions.py"]
    scored = json.loads(subprocess.check_output([*scorer, gold, out, "--json"]))
    assert_floors({name: row["f1"] for name, row in scored.items()}, "attributions")


def test_stories(tmp_path: Path) -> None:
    """The labelled stories: claims, upstream and origins are as good as they were."""
    folder = DATA / "bench/stories"
    assert digest(*sorted(folder.rglob("*.json"))) == FLOORS["stories"]["data"]
    stories.write_traces(folder, tmp_path)
    scored = stories.scores(folder, tmp_path)
    figures = {
        "claim": scored["claim"],
        "upstream": scored["upstream"]["f1"],
        "hedge": scored["hedge"],
        "stance": scored["stance"],
        "origins": scored["origins"]["exact"],
        "origin_name": scored["origin_name"],
    }
    assert_floors(figures, "stories")


def test_our_stories(tmp_path: Path) -> None:
    """Our own stories of the dev part: as `reportedly evaluate` scores them."""
    out = tmp_path / "figures.json"
    command = ["evaluate", str(ROOT / "bench/stories"), "--part", "dev", "--json", str(out)]
    assert CliRunner().invoke(app, command).exit_code == 0
    scored = json.loads(out.read_text("utf-8"))
    figures = {name: scored[name] for name in ("claim", "hedge", "stance", "origin_name")}
    figures |= {"upstream": scored["upstream"]["f1"], "origins": scored["origins"]["exact"]}
    figures["of_several"] = scored["origins"]["of_several"]
    assert_floors(figures, "our stories")


def test_one_article_in_full() -> None:
    """The seed case: attributions with the right source, pronouns, hands, origin."""
    folder = DATA / "cases/idlib"
    assert digest(*sorted(folder.iterdir())) == FLOORS["idlib"]["data"]
    assert_floors(idlib.measure(DATA), "idlib")


def test_who_is_meant() -> None:
    """The held half of the antecedents: right ones of each kind, in per cent of its mentions."""
    gold = DATA / "corpora/polnear/dev.jsonl"
    assert digest(gold) == FLOORS["antecedents"]["data"]
    found = [item for item in antecedents.measure(DATA) if item[0].part == "held"]
    counts = antecedents.tally(found)
    figures = {kind: 100 * n["right"] / max(1, n.total()) for kind, n in counts.items()}
    everything = sum(counts.values(), Counter[str]())
    figures["all"] = 100 * everything["right"] / everything.total()
    figures["not wrong"] = (
        100 - 100 * (everything["joined"] + everything["apart"]) / everything.total()
    )
    assert_floors(figures, "antecedents")


@pytest.mark.parametrize("what", ["dates", "quantities"])
def test_dates_and_quantities(what: str) -> None:
    """The held half of what texts name: found, and right in every field."""
    rows = dates_quantities.load(what, "held")
    assert_floors(dates_quantities.scores(what, rows, dates_quantities.ours(what)), what)


def test_names_of_one_bearer() -> None:
    """The held half of the pairs of names: who is called the same is the same."""
    table = OutletTable.shipped()
    judged = [(pair, names.judge(pair, table)) for pair in names.load("held")]
    scored = names.figures(judged)
    assert_floors({key: precision for key, (precision, _) in scored.items()}, "names")
