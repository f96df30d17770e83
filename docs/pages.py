"""What mkdocs does beside showing docs/: takes in pages from elsewhere in the repository.

Links between those and docs/ lead to the pages of the site. A link to a file that is no
page of it, code or data, is left as words. reference/api.md is written from the code's own
docstrings.
"""

import posixpath
import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
TAKEN_IN = {
    "measured/results.md": "bench/RESULTS.md",
    "measured/model-card.md": "src/reportedly/data/model-card.md",
    "measured/stories.md": "bench/stories/DATASHEET.md",
    "measured/simulator.md": "bench/simulator/README.md",
    "measured/labels.md": "bench/data/README.md",
    "project/architecture.md": "ARCHITECTURE.md",
    "project/contributing.md": "CONTRIBUTING.md",
    "project/changelog.md": "CHANGELOG.md",
    "project/example.md": "examples/README.md",
}
API = "reference/api.md"
MODULES = ("reportedly.pipeline", "reportedly.records", "reportedly.errors")
_LINK = re.compile(r"(?<!!)\[([^\]]*)\]\(([^)\s]+)\)")


def on_files(files: Any, config: Any) -> Any:
    """Add the pages that stand elsewhere, and the one made of the code."""
    from mkdocs.structure.files import File

    for uri, path in TAKEN_IN.items():
        files.append(File.generated(config, uri, abs_src_path=str(ROOT / path)))
    files.append(File.generated(config, API, content=api()))
    return files


def api() -> str:
    """Return the page of all public names: what their docstrings say."""
    lines = ["# All public names", "", "From the code's own docstrings.", ""]
    for module in MODULES:
        lines += [f"::: {module}", ""]
    return "\n".join(lines)


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Turn each link into the repository into one into the site, or into words."""
    return relinked(markdown, page.file.src_uri)


def relinked(markdown: str, uri: str) -> str:
    """Return a page's text with the links as the site needs them.

    >>> relinked("[results](../../bench/RESULTS.md#copies)", "explanation/growth.md")
    '[results](../measured/results.md#copies)'
    >>> relinked("[rows](../../training/outlets.py)", "reference/outlets.md")
    'rows'
    >>> relinked("[ways](docs/reference/cli.md)", "project/architecture.md")
    '[ways](../reference/cli.md)'
    """
    sites = {path: site for site, path in TAKEN_IN.items()}
    home = posixpath.dirname(TAKEN_IN.get(uri, f"docs/{uri}"))

    def link(found: re.Match[str]) -> str:
        words, target = found.groups()
        name, mark, anchor = target.partition("#")
        if not name or re.match(r"[a-z]+:", target):
            return found[0]
        path = posixpath.normpath(posixpath.join(home, name))
        site = path.removeprefix("docs/") if path.startswith("docs/") else sites.get(path)
        if site is None:
            return words
        return f"[{words}]({posixpath.relpath(site, posixpath.dirname(uri) or '.')}{mark}{anchor})"

    return _LINK.sub(link, markdown)
