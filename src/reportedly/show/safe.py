"""What is taken out of other people's text before it reaches a terminal or a page.

An article is somebody else's bytes: it may hold terminal escapes that retitle
a window, characters that turn the reading direction round, or addresses that
run code.
"""

import re
import unicodedata
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
_FORMULA = ("=", "+", "-", "@", "|", "%")  # what begins a formula or a command in some program
_AFTER_CUT = re.compile(r"(;[\s\"']*)(?=[=+\-@|%＝＋－＠])")
_UNSEEN = " \u00ad\u200b\u200c\u200d\u2060\ufeff"  # take no room, and may stand before one


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


def cell(text: str) -> str:
    """Return the text on one line so that no spreadsheet takes it, or a part of it, for a formula.

    A leading apostrophe is what spreadsheets themselves use to mark text. Some
    cut cells at a semicolon, so what follows one is treated likewise.

    >>> cell("=1+1"), cell(" @SUM(A1)"), cell("x;-2"), cell("Ash & Co")
    ("'=1+1", "'@SUM(A1)", "x;'-2", 'Ash & Co')
    """
    line = one_line(text)
    begins = unicodedata.normalize("NFKC", line[:8]).lstrip(_UNSEEN)  # "＝" is taken for "=", too
    line = _AFTER_CUT.sub(r"\1'", line)
    return f"'{line}" if begins.startswith(_FORMULA) else line


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
