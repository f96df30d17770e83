"""Pages of our own in which attributions are marked, to train on.

Each file of `training/pages` holds pages one after the other, each under a line `=== name`. In the
text stand tags: `<s1>` source, `<c1>` cue, `<k1>` content and `<a1>` addressee of the first
attribution, and so on; without them it is the page. All attributions are marked, those inside
contents too. How they are marked: README.md beside this file.
"""

import re
from collections import defaultdict
from pathlib import Path

from training.made import Labels

PAGES = Path(__file__).with_name("pages")
ROLES = {"s": "source", "c": "cue", "k": "content", "a": "addressee"}
_HEAD = re.compile(r"^=== (\S+)\n", re.MULTILINE)
_TAG = re.compile(r"<(/?)([scka])(\d+)>")


def pages(folder: Path = PAGES) -> dict[str, tuple[str, list[Labels]]]:
    """Return the pages of a folder's files by name, in order.

    Raises:
        ValueError: a tag is not closed, or an attribution has no cue or no content.
    """
    found = {}
    for path in sorted(folder.glob("*.txt")):
        _, *parts = _HEAD.split(path.read_text("utf-8"))
        for name, marked in zip(parts[::2], parts[1::2], strict=True):
            found[name] = page(marked.strip("\n"), f"{path.name} {name}")
    return found


def page(marked: str, name: str = "") -> tuple[str, list[Labels]]:
    """Return a page without its tags, and its attributions by their number.

    >>> page("<s1>Ann</s1> <c1>said</c1> <k1>that it rained</k1>.")[1]
    [{'source': [[0, 3]], 'cue': [[4, 8]], 'content': [[9, 23]], 'addressee': []}]
    """
    found: dict[str, Labels] = defaultdict(lambda: {role: [] for role in ROLES.values()})
    text, end = "", 0
    begun: dict[tuple[str, str], int] = {}
    for tag in _TAG.finditer(marked):
        text += marked[end : tag.start()]
        end = tag.end()
        closes, kind, number = tag.groups()
        if not closes:
            begun[kind, number] = len(text)
            continue
        start = begun.pop((kind, number), None)
        if start is None:
            raise ValueError(f"{name}: {tag.group()} closes nothing")
        found[number][ROLES[kind]].append([start, len(text)])
    text += marked[end:]
    if begun:
        raise ValueError(f"{name}: left open: {sorted(begun)}")
    for number, item in found.items():
        if not item["cue"] or not item["content"]:
            raise ValueError(f"{name}: attribution {number} has no cue or no content")
    return text, [found[number] for number in sorted(found, key=int)]
