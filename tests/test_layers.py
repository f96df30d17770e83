"""The import rules of ARCHITECTURE.md, checked on the source."""

import ast
import subprocess
import sys
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src"
ROOT = SOURCE / "reportedly"
FILES = sorted(ROOT.rglob("*.py"))

STAGES = {"read", "attribute", "resolve", "judge", "match", "trace"}
BASE = {"errors", "records", "judgement", "text"}
MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "records": {"errors"},
    "judgement": {"errors", "records"},
    "text": {"errors", "records"},
    "store": BASE | {"store"},
    "evaluate": {"errors", "text", "evaluate"},
    "tables": {"errors", "records"},
    "batch": BASE | STAGES | {"pipeline", "store", "tables", "batch"},
    "asked": BASE | {"match", "store"},
    "pipeline": BASE | STAGES | {"store", "asked"},
    "__init__": BASE | {"pipeline"},
}
MAY_IMPORT |= {stage: BASE | {stage} for stage in STAGES}

# A heavy package stands in one module of a stage, where it can be exchanged.
HEAVY = {
    "apsw",
    "onnxruntime",
    "tokenizers",
    "trafilatura",
    "pypdfium2",
    "rensa",
    "jinja2",
    "spacy",
    "fastwarc",
}
NETWORK = {"http", "httpx", "requests", "socket", "ssl", "urllib.request", "urllib3"}


def module_of(path: Path) -> str:
    """Return a file's dotted module name."""
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_of(path) for path in FILES}


@cache
def imports(path: Path) -> set[str]:
    """Return the dotted names that a file imports, at its top or inside functions."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):  # never relative: ruff's TID252
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                ours = (node.module or "").split(".")[0] == "reportedly"
                names.add(whole if not ours or whole in MODULES else str(node.module))
    return names


def parts_of(names: set[str]) -> set[str]:
    """Return the parts of reportedly among the names: records, read, show, …"""
    return {
        [*name.split("."), "__init__"][1] for name in names if name.split(".")[0] == "reportedly"
    }


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_imports_only_what_its_part_may(path):
    """No file imports a part of reportedly that the rules keep from it."""
    part = path.relative_to(ROOT).parts[0].removesuffix(".py")
    if part in MAY_IMPORT:
        assert parts_of(imports(path)) <= MAY_IMPORT[part]


def test_every_part_has_a_rule():
    """A new part cannot come in without a rule; only show and data have none."""
    parts = {path.relative_to(ROOT).parts[0].removesuffix(".py") for path in FILES}
    assert parts <= MAY_IMPORT.keys() | {"show", "data", "__main__"}


def test_nobody_imports_show():
    """Only show itself, and the `python -m reportedly` entry, import show."""
    outside = [
        path for path in FILES if path.relative_to(ROOT).parts[0] not in ("show", "__main__.py")
    ]
    assert [module_of(path) for path in outside if "show" in parts_of(imports(path))] == []


def test_no_import_cycle():
    """No module comes back to itself through what it imports, lazily or not."""
    graph = {module_of(path): imports(path) & MODULES - {module_of(path)} for path in FILES}
    TopologicalSorter(graph).prepare()  # CycleError names the cycle


@pytest.mark.parametrize("package", sorted(HEAVY))
def test_heavy_package_has_one_adapter(package):
    """At most one module imports each heavy package."""
    users = [
        module_of(path)
        for path in FILES
        if any(name.split(".")[0] == package for name in imports(path))
    ]
    assert len(users) <= 1, users


def test_the_network_is_reached_from_one_place():
    """Only `read/fetch` imports a network client, and nothing imports that at its top."""
    users = {
        module_of(p)
        for p in FILES
        if any(n == m or n.startswith(m + ".") for n in imports(p) for m in NETWORK)
    }
    assert users == {"reportedly.read.fetch.addresses", "reportedly.read.fetch.client"}
    loaded = "import sys, reportedly.show.cli, reportedly.pipeline; print(*sys.modules)"
    names = subprocess.run(
        [sys.executable, "-c", loaded], capture_output=True, text=True, check=True
    )
    assert not {"urllib3", "ssl", "reportedly.read.fetch.client"} & set(names.stdout.split())


def test_source_needs_no_training_code():
    """Nothing in src imports torch, transformers or the training package."""
    for path in FILES:
        assert not {name.split(".")[0] for name in imports(path)} & {
            "torch",
            "transformers",
            "training",
        }


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_file_has_one_theme(path):
    """No file grows beyond 400 lines or is named after nothing in particular."""
    assert len(path.read_text("utf-8").splitlines()) <= 400
    assert path.stem not in {"utils", "util", "helpers", "common", "misc"}
