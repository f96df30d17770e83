"""Names of bodies and laws that have “and” inside: “the Food and Drug Administration”.

“Halmere and the Water Board” are two, and so are “Ada Roe and Water Board members”. What is
one name joins subjects, of which a list is kept here, and ends with what a body or law is called.
"""

import re

from reportedly.resolve.kinds import BODY

# What bodies see to, as their names say it.
_SUBJECTS = frozenset(
    "agriculture air alcohol archives armed arts atmospheric aviation banking border boundaries"
    " broadcasting budget business charities children civil climate commerce communications"
    " communities community conservation consumer control cooperation corrections crime culture"
    " customs defence defense democracy design development disaster drug drugs economic economy"
    " education electricity emergency employment energy engineering enterprise environment"
    " environmental equality ethics exchange explosives families finance fire firearms fish"
    " fisheries food forest forestry gaming gas growth hazards health heritage highways history"
    " home housing human immigration industrial industry information infrastructure innovation"
    " insurance integration integrity investment justice labor labour land lands language"
    " learning letters licensing light management marine maritime markets means medical medicine"
    " minerals mines mining mobility monuments museums oceanic oceans oil parks peace pensions"
    " petroleum planning police ports power prevention prisons privacy probation productivity"
    " protection quality rail recreation reduction refugees regulatory rehabilitation relief"
    " rescue research resources revenue rights roads rules safety sanitation science sciences"
    " search securities security skills social space sport sports standards statistics"
    " sustainability tax technology telecommunications tobacco tourism trade training transit"
    " transport transportation treatment urban veterans waste water ways welfare wildlife women"
    " works youth".split()
)
# What such a name ends with, beside the words that tell of a body.
_ENDS = BODY | frozenset(
    "act bill law code accord agreement enforcement protection prevention division program"
    " programme branch union".split()
)
_LISTED = re.compile(r", ([A-Z]\w+)")
_REST = re.compile(r"(?:, [A-Z]\w+){0,3},? and ((?:[A-Z][\w’']*)(?: [A-Z][\w’']*){0,4})")


def whole_end(text: str, start: int, end: int) -> int:
    """Return where a body's name really ends that `text[start:end]` begins; `end` if there.

    >>> text = "the Food and Drug Administration said"
    >>> text[4:whole_end(text, 4, 8)]
    'Food and Drug Administration'
    >>> text = "Halmere and Water Board members"
    >>> text[:whole_end(text, 0, 7)]
    'Halmere'
    """
    if not _subject(text[start:end]):
        return end
    rest = _REST.match(text, end)
    if not rest or not all(map(_subject, _LISTED.findall(text, end, rest.start(1)))):
        return end
    words = rest[1].split(" ")
    for count in range(len(words), 1, -1):
        if words[count - 1].lower() in _ENDS and _subject(words[0]):
            return rest.start(1) + len(" ".join(words[:count]))
    return end


def _subject(words: str) -> bool:
    """Tell whether a run of words ends with something that a body may see to."""
    return bool(words) and words.rsplit(" ", 1)[-1].lower() in _SUBJECTS
