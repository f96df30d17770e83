"""The documentation is complete, and everything in it that can be run does run."""

import ast
import doctest
import inspect
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import reportedly
from docs import generate
from reportedly import errors, records

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted(
    [*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *ROOT.glob("examples/*.md"), *ROOT.glob("bench/*.md")]
)
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def relative(path: Path) -> str:
    """Return the path as the repository names it."""
    return path.relative_to(ROOT).as_posix()


def blocks(kind: str) -> list:
    """Return the fenced blocks of one kind in all pages, as pytest parameters."""
    found = []
    for page in PAGES:
        text = page.read_text("utf-8")
        for match in FENCE.finditer(text):
            if match.group(1) == kind:
                line = text.count("\n", 0, match.start()) + 2
                found.append(
                    pytest.param(page, match.group(2), line, id=f"{relative(page)}:{line}")
                )
    return found


def commands() -> list:
    """Return each different shell line of the pages that calls reportedly."""
    found = {}
    for page, block, line, *_ in (p.values for p in blocks("sh")):
        for text in block.replace("\\\n", " ").splitlines():
            if re.search(r"(^|\| *)reportedly ", text):
                found.setdefault(" ".join(text.split("  #")[0].split()), f"{relative(page)}:{line}")
    return [pytest.param(text, id=where + " " + text) for text, where in found.items()]


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """A folder with examples/ and a `reportedly` on the path, as after `make demo`."""
    folder = tmp_path_factory.mktemp("clone")
    shutil.copytree(ROOT / "examples", folder / "examples")
    binary = folder / "bin" / "reportedly"
    binary.parent.mkdir()
    start = f'exec "{sys.executable}" -c "from reportedly.show.cli import main; main()" "$@"'
    binary.write_text(f"#!/bin/sh\n{start}\n", "utf-8")
    binary.chmod(0o755)
    return folder


@pytest.mark.parametrize("line", commands())
def test_shell_example_runs(line, clone):
    """Every `reportedly …` line of the pages runs in a fresh clone and succeeds."""
    path = f"{clone / 'bin'}{os.pathsep}{os.environ['PATH']}"
    source = f"{ROOT / 'src'}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"
    done = subprocess.run(
        ["sh", "-c", line], cwd=clone, env={**os.environ, "PATH": path, "PYTHONPATH": source},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(("page", "block", "line"), blocks("python"))
def test_python_example_runs(page, block, line, clone, monkeypatch):
    """Every Python block of the pages is a doctest and prints what it says."""
    assert ">>>" in block, "an example that cannot be run cannot be kept true"
    monkeypatch.chdir(clone)
    test = doctest.DocTestParser().get_doctest(block, {}, relative(page), str(page), line)
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    report: list[str] = []
    doctest.DocTestRunner(optionflags=flags).run(test, out=report.append)
    assert not report, "".join(report)


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_links_lead_somewhere(page):
    """Every link to a file or a heading of the repository leads to it."""
    for target in LINK.findall(FENCE.sub("", page.read_text("utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        linked = (page.parent / name).resolve() if name else page
        assert linked.exists(), target
        assert not anchor or anchor in anchors(linked), target


def anchors(page: Path) -> set[str]:
    """Return what the headings of a page are linked by."""
    heads = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def test_every_page_of_docs_is_linked_from_the_index():
    """A page that the index does not name would not be found."""
    named = LINK.findall((DOCS / "README.md").read_text("utf-8"))
    pages = {p.relative_to(DOCS).as_posix() for p in DOCS.rglob("*.md")} - {"README.md"}
    assert pages <= set(named)


def test_cli_reference_is_what_the_commands_say():
    """docs/reference/cli.md holds every command and option in the words of `--help`."""
    assert (DOCS / "reference/cli.md").read_text("utf-8") == generate.cli(), "run: make docs"


@pytest.mark.parametrize("name", reportedly.__all__)
def test_public_name_is_documented(name):
    """Each public name has a docstring and stands in the Python reference."""
    assert f"`{name}" in (DOCS / "reference/python.md").read_text("utf-8")
    thing = getattr(reportedly, name)
    if inspect.isclass(thing) or inspect.isfunction(thing):
        assert thing.__doc__
        assert not thing.__doc__.startswith(f"{name}("), "that one was made by dataclass"


def test_every_error_is_documented():
    """Each error has its row in the reference, and its place in the tree of errors.py."""
    page = (DOCS / "reference/errors.md").read_text("utf-8")
    for name, _ in inspect.getmembers(errors, inspect.isclass):
        assert f"`{name}`" in page
        assert name in errors.__doc__


def test_every_finding_is_explained():
    """Each kind of finding is explained, with what else it may be."""
    heads = re.findall(r"^### (.+)$", (DOCS / "explanation/findings.md").read_text("utf-8"), re.M)
    assert heads == list(records.FINDING_KINDS)


def test_files_that_the_architecture_names_exist():
    """What "to change X, open Y" sends a reader to is there."""
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8").split("## To change X")[1]
    for name in re.findall(r"`([\w./-]+)`", text):
        assert any((base / name).exists() for base in (ROOT, ROOT / "src/reportedly")), name


def test_make_targets_of_the_pages_exist():
    """Every `make …` that a page names is a target of the Makefile."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    for page in PAGES:
        named = re.findall(r"(?:`|^)make ([a-z-]+)", page.read_text("utf-8"), re.M)
        assert set(named) <= targets, page


@pytest.mark.parametrize("path", sorted(ROOT.glob("tests/**/test_*.py")), ids=relative)
def test_every_test_says_what_it_tests(path):
    """Every test function has a docstring of one sentence or more."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            assert ast.get_docstring(node), f"{path.name}: {node.name}"
