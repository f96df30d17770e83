"""Lines that stand among an article's text and are none of it.

Each rule looks at one whole line (or block) and says why. A rule that could also meet a
sentence of an article is anchored to a short line.
"""

import re
from typing import Final

WORDS_BEFORE_END: Final = 20  # a comment form stands behind an article, never in front
SHORT: Final = 120  # characters; a longer line is running text

# From here on nothing is the article's: readers speak, or a form asks. Whole lines only: the same
# words inside a sentence are text.
_END_RULES: Final[tuple[tuple[str, str], ...]] = (
    ("comment form", r"(?:leave|post|write|add|submit) (?:a|your) (?:reply|comment|response)"
                     r"(?: below| here| (?:to|on) \S.*)?[.!:]?"),
    ("comment form", r"cancel reply|join the (?:conversation|discussion)[.!]?"),
    ("comment form", r"you must be (?:logged in|signed in) to (?:post|leave) a comment\.?"),
    ("comment form", r"your email address will not be published\..*"),
    ("comments", r"(?:view|show|read|see)(?: all)? (?:the )?(?:\d+ )?comments?(?: \(\d+\))?|"
                 r"\(?\d+\)? (?:reader )?comments?|(?:readers?['’]? )?comments?(?: \(\d+\))?:?"),
    ("comments", r"\d+ (?:thoughts|replies|responses) (?:on|to) \S.*"),
)  # fmt: skip
_LINE_RULES: Final[tuple[tuple[str, str], ...]] = (
    ("advertisement", r"advertise?ment|sponsored(?: content| by .*)?|supported by|promoted"),
    ("advertisement", r"(?:skip|continue reading below|story continues below|scroll down to"
                      r" continue|article continues after)\b.{0,40}\b(?:ad|advertise?ment)s?\.?"),
    ("advertisement", r"(?:story|article) continues below.*|ad feedback"),
    ("related", r"(?:related|read (?:more|also|next)|also read|see also|more|further reading|"
                r"recommended|you (?:may|might) (?:also )?like|watch(?: also)?|don['’]t miss|"
                r"must read|trending|most (?:read|popular|viewed)|explore more|up next|"
                r"editor['’]?s['’]? picks?)(?: (?:stories|articles|news|topics|links|coverage|"
                r"videos?|reading|content|posts|for you|now|on this(?: story| topic)?|like this|"
                r"from \S.{1,40}|in [\w &]{2,30}))?\s*:?"),
    ("related", r"(?:[>»▶•*-]+\s*)?(?:related|read more|read also|also read|see also|more on this|"
                r"read next|watch|listen|must read)(?: on [\w ]{3,30})?\s*[:|»>]\s*\S.*"),
    ("related", r"[>»▶►]+\s*(?:read|watch|see|listen|more|also)\b.*"),
    ("newsletter", r".{0,60}[.!] subscribe (?:via|on|to|at|now|here)\b.{0,40}"),
    ("newsletter", r"(?:sign up|subscribe|register)\b.{0,80}\b(?:newsletters?|inbox|alerts?|email|"
                   r"channel|updates|briefing|podcast|today|via)\b.*"),
    ("newsletter", r"get (?:the|our|all the) .{0,60}(?:inbox|newsletter|app)\b.*"),
    ("newsletter", r"(?:enter )?your (?:e-?mail|email address)\b.*|subscribe(?: now| here)?\.?"),
    ("cookies", r".{0,80}\b(?:accept|manage|reject)(?: all)? (?:cookies|preferences)\b.*"),
    ("cookies", r"(?:we|this (?:site|website)) uses? cookies\b.*"),
    ("sharing", r"(?:share|tweet|print|email|copy link|facebook|twitter|whatsapp|telegram|linkedin|"
                r"pinterest|reddit|pocket|x|flipboard|save|bookmark|link copied[.!]?)"
                r"(?:[\s|,·/]+(?:this|on|via|to|article|story|share|tweet|print|email|copy link|"
                r"facebook|twitter|whatsapp|telegram|linkedin|pinterest|reddit|pocket|x|save|"
                r"flipboard))*"),
    ("sharing", r"(?:follow|like|find|join|connect with) (?:us|him|her|them|me)\b.{0,20}"
                r" (?:on|via)\b.*"),
    ("sharing", r"follow \S.{1,50} on (?:facebook|twitter|x|instagram|youtube|telegram|tiktok|"
                r"threads|bluesky|mastodon|linkedin)\b.{0,60}"),
    ("sharing", r"(?:share|tweet) this .*|\d+ shares?"),
    ("player", r"(?:play|listen to|watch)(?: this)? (?:article|story|report|video|audio|clip)\b.*"),
    ("player", r"\d+:\d\d(?: ?/ ?\d+:\d\d)?|\d+ min(?:ute)?s? (?:read|listen|watch)|close icon"),
    ("dates", r"(?:published|posted|updated|issued on|last updated|modified)\s*:?"
              r"(?: (?:modified|updated|published)\s*:?)*"),
    ("rights", r"(?:©|\(c\)|copyright)\s.{0,80}|all rights reserved.*|enditem/?"),
    ("form", r"(?:log|sign) in(?: to .*)?|create (?:a|an) (?:free )?account.*|search(?: for:?)?|"
             r"loading\.{0,3}|back to top|skip to (?:main )?content"),
)  # fmt: skip


def _compiled(rules: tuple[tuple[str, str], ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((why, re.compile(pattern, re.IGNORECASE)) for why, pattern in rules)


_ENDS = _compiled(_END_RULES)
_LINES = _compiled(_LINE_RULES)


def ends_article(line: str) -> str | None:
    """Return why the article is over at this line, or None if it is not.

    >>> ends_article("Leave a Reply"), ends_article("Leave a reply, she said, and go.")
    ('comment form', None)
    """
    return _first(_ENDS, line)


def is_furniture(line: str) -> str | None:
    """Return which sort of page furniture the line is, or None for text.

    >>> is_furniture("RELATED: Bridge falls"), is_furniture("Advertisement")
    ('related', 'advertisement')
    >>> is_furniture("Watch the river, he said.")
    """
    return _first(_LINES, line)


def _first(rules: tuple[tuple[str, re.Pattern[str]], ...], line: str) -> str | None:
    line = " ".join(line.split())
    if not line or len(line) > SHORT or '"' in line or "“" in line:
        return None
    for why, pattern in rules:
        if pattern.fullmatch(line):
            return why
    return None
