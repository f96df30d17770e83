"""Who counted, measured or found it, where a statement begins with that.

"The Coastguard counted forty boats" is read as the article's own statement, or
as whoever passes it on. The one who counted is where it comes from, if it is a
body that the articles know by that name.
"""

import re

from reportedly.records import Appearance
from reportedly.text import fold
from reportedly.trace.scene import Scene

_VERB = (
    r"(?:(?:has|have|had) )?(?:counted|measured|estimated|estimates|recorded|calculated"
    r"|found(?! out)|puts (?:it|them|the)|put (?:it|them|the)|spoke of|spoken of)\b"
)
_BEGINS = re.compile(
    rf"(?:^|[:;–—] )[\W_]*(?P<the>[Tt]he )?"
    rf"(?P<name>[A-Z][\w’'&-]*(?: (?:of|for|the|and|&|[A-Z][\w’'&-]*))*?)"
    rf" {_VERB}"
)


def finder(appearance: Appearance, scene: Scene) -> str | None:
    """Return the body of which a statement says at its beginning that it found it.

    A name counts in full, or as its one telling word behind *the*, where no
    other body in the articles bears that word ("the Inspectorate").
    """
    text = scene.articles[appearance.article].text
    for part in appearance.attribution.content:
        match = _BEGINS.search(part.of(text))
        if match is None:
            continue
        name = fold(match["name"])
        id = scene.names.get(name) or scene.names.get(f"the {name}")
        if id is None and match["the"]:
            id = scene.heads.get(name)
        if id is not None:
            return id
    return None
