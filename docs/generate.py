"""Write the reference pages that can be had from the code: python -m docs.generate cli|licences

The pages go to standard output; `make docs` and `make licences` put them in
their place, and tests/test_docs.py fails when cli.md is not what the commands say.
"""

import re
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import Any

import typer

WIDTH = 88  # columns of the help texts, whatever the terminal
FITS = re.compile(
    r"apache|mit\b|bsd|isc|psf|python|mpl|mozilla|zlib|0bsd|cc0|unlicense|any-osi", re.IGNORECASE
)


def main() -> None:
    """Print one page."""
    pages = {"cli": cli, "licences": licences}
    if len(sys.argv) != 2 or sys.argv[1] not in pages:
        sys.exit(f"one of: {', '.join(pages)}")
    sys.stdout.write(pages[sys.argv[1]]())


def cli() -> str:
    """Return the page of all commands: what `--help` says of each."""
    from reportedly.show.cli import app

    root = typer.main.get_command(app)
    commands: dict[str, Any] = getattr(root, "commands", {})
    lines = [
        "# Commands",
        "",
        "<!-- Written by `make docs` from the commands themselves; a test keeps it so. -->",
        "",
        *_help(root, "reportedly"),
    ]
    for name, command in commands.items():
        lines += [f"## reportedly {name}", "", *_help(command, name, root)]
    return "\n".join(lines).rstrip() + "\n"


def _help(command: Any, name: str, root: Any = None) -> list[str]:
    """Return a command's help as a block of text."""
    above = typer.Context(root, info_name="reportedly", **root.context_settings) if root else None
    context = typer.Context(
        command, above, info_name=name, max_content_width=WIDTH, terminal_width=WIDTH,
        **command.context_settings,
    )  # fmt: skip
    lines = (line.rstrip() for line in command.get_help(context).splitlines())
    return ["```text", *lines, "```", ""]


def licences() -> str:
    """Return the page of all packages that an installation brings, with their licences.

    Ends the process with a message when one of them is neither permissive nor
    of weak copyleft.
    """
    found = {d.name: _licence(d) for d in _closure("reportedly") if d.name != "reportedly"}
    wrong = [f"{name}: {licence}" for name, licence in found.items() if not _fits(licence)]
    if wrong:
        sys.exit("look at these licences: " + "; ".join(wrong))
    lines = [
        "# Licences of what is installed with it",
        "",
        "<!-- Written by `make licences` from the installed packages' own metadata. -->",
        "",
        "`pip install reportedly` brings these packages; none of their code is copied into this",
        "repository. Where a package offers several licences, one that permits this use is enough.",
        "",
        "| package | licence |",
        "|---|---|",
        *(f"| {name} | {found[name]} |" for name in sorted(found, key=str.lower)),
    ]
    return "\n".join(lines) + "\n"


def _closure(name: str) -> Iterator[Distribution]:
    """Yield the distribution and, once each, all that it needs here."""
    waiting, seen = [name], set()
    while waiting:
        wanted = waiting.pop()
        if wanted in seen:
            continue
        seen.add(wanted)
        name, _, extras = wanted.partition("[")
        try:
            found = distribution(name)
        except PackageNotFoundError:  # for another system or Python
            continue
        yield found
        for line in found.requires or ():
            extra = re.search(r"extra == .([\w-]+)", line)
            if not extra or extra[1].replace("_", "-") in extras.replace("_", "-"):
                waiting += re.findall(r"^[\w.-]+(?:\[[^]]+)?", line)


def _fits(licence: str) -> bool:
    """Tell whether one of the licences offered is permissive or of weak copyleft.

    >>> _fits("MPL-1.1 OR GPL-2.0-only"), _fits("MIT AND GPL-3.0-only")
    (True, False)
    """
    offered = licence.split(" OR ")
    return any(FITS.search(one) and not re.search(r"\bA?GPL", one) for one in offered)


_APACHE = "Apache License Version 2.0, January 2004"


def _licence(found: Distribution) -> str:
    """Return the licence as the package states it: expression, classifier or field."""
    meta = found.metadata
    field = (meta.get_all("License") or [""])[0].strip()
    classes = [
        name.split("::")[-1].strip()
        for name in meta.get_all("Classifier") or []
        if name.startswith("License")
    ]
    expression = (meta.get_all("License-Expression") or [""])[0]
    short = field if len(field) < 60 and "\n" not in field else ""
    if not (expression or short or classes) and _APACHE in _text_of_licence(found):
        return "Apache-2.0"
    return expression or short or ", ".join(classes) or "not stated"


def _text_of_licence(found: Distribution) -> str:
    """Return the licence's text that a package brings, for one whose metadata name none."""
    for file in found.files or []:
        if file.name in ("LICENSE", "LICENSE.txt"):
            return " ".join(file.read_text().split())
    return ""


if __name__ == "__main__":
    main()
