"""What a user gets: the wheel's contents, a light import, a version, functions not packages."""

import ast
import subprocess
import sys
import tomllib
import zipfile
from email.parser import HeaderParser
from pathlib import Path

import pytest

import reportedly

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src/reportedly"


def python(code: str) -> str:
    """Run code in a fresh interpreter and return what it printed."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built from this tree without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    (path,) = folder.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        yield archive


def test_wheel_holds_every_data_file(wheel):
    """Models, tables and templates are in the wheel, as many as in the tree."""
    held = set(wheel.namelist())
    tree = {p for p in PACKAGE.rglob("*") if p.is_file() and "__pycache__" not in p.parts}
    assert {f"reportedly/{p.relative_to(PACKAGE).as_posix()}" for p in tree} <= held
    assert "reportedly/py.typed" in held


def test_wheel_holds_nothing_else(wheel):
    """Tests, training and examples stay out of the wheel."""
    assert {name.split("/")[0].split("-")[0] for name in wheel.namelist()} == {"reportedly"}


def test_wheel_states_licence_and_version(wheel):
    """The wheel's metadata carry the licence, its text and the version of the code."""
    (name,) = (n for n in wheel.namelist() if n.endswith("/METADATA"))
    metadata = HeaderParser().parsestr(wheel.read(name).decode())
    assert metadata["License-Expression"] == "Apache-2.0"
    assert metadata["Version"] == reportedly.__version__
    assert any(n.endswith("licenses/LICENSE") for n in wheel.namelist())


def test_import_loads_no_heavy_library():
    """`import reportedly` loads the standard library and our own light modules only."""
    loaded = python(
        "import sys, reportedly; print(*sorted({m.split('.')[0] for m in sys.modules}))"
    )
    ours = {d.split(">")[0].replace("-", "_") for d in project()["dependencies"]}
    assert set(loaded.split()) & (ours | {"lxml", "spacy", "torch", "pandas"}) == set()


def test_import_opens_no_data_file():
    """`import reportedly` reads code and nothing else: no model, no table."""
    code = """
import sys
opened = []
sys.addaudithook(lambda event, args: event == "open" and opened.append(str(args[0])))
import reportedly
print(*opened, sep="\\n")
"""
    files = [Path(line) for line in python(code).splitlines() if str(PACKAGE) in line]
    assert [
        file for file in files if file.suffix != ".py" and "__pycache__" not in file.parts
    ] == []


@pytest.mark.parametrize("name", ["read", "attribute", "trace"])
def test_public_functions_are_functions(name):
    """The stage packages never hide the functions of the same name, in whatever order they load."""
    module = min((PACKAGE / name).glob("[a-z]*.py"))
    first = f"import reportedly.{name}.{module.stem}, reportedly"
    last = f"import reportedly, reportedly.{name}.{module.stem}"
    for order in (first, last):
        print_kind = f"from reportedly import {name}; print(type({name}).__name__)"
        assert python(f"{order}\n{print_kind}").strip() == "function"


def test_public_names_exist_and_are_sorted():
    """Every name of __all__ can be imported, and the list is in order."""
    assert all(hasattr(reportedly, name) for name in reportedly.__all__)
    assert list(reportedly.__all__) == sorted(reportedly.__all__)


def project() -> dict:
    """Return the [project] table of pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def test_every_imported_package_is_a_dependency():
    """What the source imports is declared, and what is declared is imported."""
    imported = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                imported.add(str(node.module).split(".")[0])
    extras = project()["optional-dependencies"]
    ours = (extras[name] for name in sorted(extras.keys() - {"dev", "fuzz", "training"}))
    lines = [*project()["dependencies"], *(line for extra in ours for line in extra)]
    declared = {line.split(">")[0].replace("-", "_") for line in lines}
    declared.remove("python_multipart")  # starlette imports it
    assert imported - sys.stdlib_module_names - {"reportedly"} == declared


def test_dependencies_are_bounded():
    """Each dependency has a lower and an upper bound."""
    extras = project()["optional-dependencies"].values()
    for requirement in [*project()["dependencies"], *(r for extra in extras for r in extra)]:
        assert ">=" in requirement, requirement
        assert "<" in requirement, requirement
