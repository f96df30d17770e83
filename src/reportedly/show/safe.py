"""What is taken out of other people's text before it reaches a terminal or a page.

An article is somebody else's bytes: it may hold terminal escapes that retitle
a window, characters that turn the reading direction round, or addresses that
run code.
"""

import re
from urllib.parse import urlsplit

_ESCAPE = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # colours, cursor
    r"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?"  # window titles, hyperlinks
    r"|\x1b[@-Z\\^_]"
)
# Controls but tab and newline; direction overrides and isolates (they can make
# one name look like another); line separators; halves of surrogate pairs.
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_SPACE = re.compile(r"\s+")


def printable(text: str) -> str:
    r"""Return the text without escapes, controls and direction overrides.

    >>> printable("a \x1b[31mred\x1b[0m \u202eword\x07")
    'a red word'
    """
    return _CONTROL.sub("", _ESCAPE.sub("", text))


def one_line(text: str) -> str:
    r"""Return the printable text with each run of white space as one space.

    >>> one_line("two\n lines\x1b[2J")
    'two lines'
    """
    return _SPACE.sub(" ", printable(text)).strip()


def visible(text: str) -> str:
    r"""Return the text with a sign for each control, so that no offset moves.

    >>> visible("a\u202eb")
    'a\ufffdb'
    """
    return _CONTROL.sub("\ufffd", text)


def href(url: str | None) -> str | None:
    """Return the address if a page may link to it: http or https and a host.

    >>> href("https://gazette.example/a"), href("javascript:alert(1)"), href(None)
    ('https://gazette.example/a', None, None)
    """
    if not url or _CONTROL.search(url) or _SPACE.search(url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme.lower() in ("http", "https") and parts.netloc else None
