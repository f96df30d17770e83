"""What is installed and what is published: pinned with hashes, built the same each time."""

import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from docs import generate

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads(ROOT.joinpath("pyproject.toml").read_text("utf-8"))["project"]
PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)", re.M)
SOURCES = "src", "tests", "bench", "examples", "docs", "training", "requirements"
OURS = "dev", "fuzz", "training"  # extras that only who works on it installs
EXTRAS = sorted(PROJECT["optional-dependencies"].keys() - {*OURS})
USED = {
    "run": PROJECT["dependencies"],
    **{name: [*PROJECT["dependencies"], *PROJECT["optional-dependencies"][name]] for name in OURS},
}


def pins(name: str) -> dict[str, set[str]]:
    """Return the versions that a lock has of each package: one for each kind of machine."""
    found: dict[str, set[str]] = {}
    for match in PIN.finditer(ROOT.joinpath(f"requirements/{name}.txt").read_text("utf-8")):
        found.setdefault(canonicalize_name(match["name"]), set()).add(match["version"])
    return found


@pytest.mark.parametrize("name", USED)
def test_pins_are_within_the_ranges(name):
    """What is needed is pinned, within the range that pyproject.toml gives; else: make lock."""
    held = pins(name)
    for words in USED[name]:
        needed = Requirement(words)
        versions = held.get(canonicalize_name(needed.name), set())
        assert versions, f"{needed.name} is not in requirements/{name}.txt: make lock"
        for version in versions:
            assert needed.specifier.contains(version, prereleases=True), f"{words}: make lock"


@pytest.mark.parametrize("name", USED)
def test_every_pin_has_its_hash(name):
    """Each package comes with a SHA-256, and from no address of its own."""
    text = ROOT.joinpath(f"requirements/{name}.txt").read_text("utf-8")
    for entry in re.split(r"\n(?=[A-Za-z0-9])", text)[1:]:
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry[:60]
    assert "://" not in text
    assert "--index" not in text


@pytest.mark.parametrize("used", ["run", "fuzz", "training"])
def test_all_have_what_the_tests_have(used):
    """What users run, and what is fuzzed and trained, is what the tests ran."""
    tested = pins("dev")
    for name, versions in pins(used).items():
        assert versions <= tested.get(name, versions), f"{name}: make lock"


@pytest.mark.parametrize("extra", EXTRAS)
def test_licences_of_extras_fit(extra):
    """What an extra brings is permissive or of weak copyleft, and says so."""
    found = {d.name: generate._licence(d) for d in generate._closure(f"reportedly[{extra}]")}
    assert len(found) > 1
    assert {name: text for name, text in found.items() if not generate._fits(text)} == {}


@pytest.mark.parametrize("licence", ["GPL-3.0-only", "AGPL-3.0", "MIT AND GPL-2.0", "not stated"])
def test_other_licences_do_not_fit(licence):
    """Strong copyleft and an unknown licence are told."""
    assert not generate._fits(licence)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Wheel and source archive, built twice."""
    folders = [tmp_path_factory.mktemp(name) for name in ("one", "two")]
    for folder in folders:
        subprocess.run(
            [sys.executable, "-m", "hatchling", "build", "-d", folder],
            cwd=ROOT, check=True, capture_output=True,
        )  # fmt: skip
    return folders


def test_builds_are_the_same_to_the_byte(built):
    """Two builds of one tree give the same bytes."""
    one, two = (
        {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.iterdir()}
        for folder in built
    )
    assert len(one) == 2
    assert one == two


def test_what_would_be_published_is_well_formed(built):
    """Metadata and README pass the index's own checks."""
    subprocess.run(
        [sys.executable, "-m", "twine", "check", "--strict", *map(str, built[0].iterdir())],
        check=True, capture_output=True,
    )  # fmt: skip


def test_the_source_archive_is_whole(built):
    """Whoever has the source archive can build, test and read: all folders and files are in it."""
    (path,) = built[0].glob("*.tar.gz")
    with tarfile.open(path) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    tree = {
        file.relative_to(ROOT).as_posix()
        for folder in SOURCES
        for file in ROOT.joinpath(folder).rglob("*")
        if file.is_file() and file.suffix == ".py"
    }
    assert tree <= held
    assert {"Makefile", "pyproject.toml", "README.md", "LICENSE", ".ci/run"} <= held


def test_nothing_of_ours_runs_at_installation():
    """No build script and no hook: the wheel is made from files as they stand."""
    settings = tomllib.loads(ROOT.joinpath("pyproject.toml").read_text("utf-8"))
    assert "hooks" not in json.dumps(settings["tool"]["hatch"])
    assert not ROOT.joinpath("setup.py").exists()
    assert settings["build-system"]["build-backend"] == "hatchling.build"


def test_the_list_of_what_is_in_it(tmp_path):
    """The list of components names every package that users get, and is valid CycloneDX."""
    out = tmp_path / "list.json"
    subprocess.run(
        [
            sys.executable, "-m", "cyclonedx_py", "requirements", "--output-reproducible",
            "--validate", "--output-file", out, ROOT / "requirements/run.txt",
        ],
        check=True, capture_output=True,
    )  # fmt: skip
    named = {canonicalize_name(one["name"]) for one in json.loads(out.read_text())["components"]}
    assert set(pins("run")) <= named
