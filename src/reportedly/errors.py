"""What can go wrong.

ReportedlyError
├── InputError         the caller's data; the message names the file and the way out    exit 2
│   ├── EmptyText          no words where words are needed
│   ├── SpanError          a span is empty, negative or outside its text
│   ├── Unreadable         the file cannot be opened, or is not there
│   ├── UnknownFormat      the bytes are of no kind that can be read
│   ├── TooLarge           beyond the size that one input may have
│   ├── Protected          a PDF asks for a password
│   ├── Malformed          the right kind of file, but broken
│   ├── NoArticle          readable, but without the text of an article
│   ├── WrongLanguage      an article in a language that the model does not know
│   └── BadTable           a row of the user's outlet table cannot be used
└── ModelError         the model file is missing or does not fit                        exit 3
"""


class ReportedlyError(Exception):
    """Base of every error that reportedly raises on purpose."""


class InputError(ReportedlyError, ValueError):
    """The caller's data cannot be used as it is.

    `name` says which input (a path, or a place such as "stories.jsonl line 3"),
    `reason` what is wrong with it, and `remedy` what the caller can do.
    """

    def __init__(self, name: str, reason: str, remedy: str = "") -> None:
        super().__init__(name, reason, remedy)  # as args: batch workers pickle errors
        self.name, self.reason, self.remedy = name, reason, remedy

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}" + (f"; {self.remedy}" if self.remedy else "")


class EmptyText(InputError):
    """A text has no words where words are needed."""


class SpanError(InputError):
    """A span is empty, negative, or outside its text."""

    def __init__(self, start: int, end: int, length: int | None = None) -> None:
        where = "" if length is None else f" in {length} characters"
        super().__init__(f"[{start}, {end})", f"no text there{where}")
        self.args = (start, end, length)
        self.start, self.end, self.length = start, end, length


class Unreadable(InputError):
    """The file cannot be opened: missing, a folder without articles, or not permitted."""


class UnknownFormat(InputError):
    """The bytes are of no kind that can be read."""


class TooLarge(InputError):
    """The input is beyond the size that one input may have."""


class Protected(InputError):
    """A PDF cannot be opened without its password."""


class Malformed(InputError):
    """The right kind of file, but broken."""


class NoArticle(InputError):
    """The file can be read, but holds no text of an article."""


class WrongLanguage(InputError):
    """The article is in a language that the attribution model does not know."""


class BadTable(InputError):
    """A row of the user's outlet table cannot be used."""


class ModelError(ReportedlyError):
    """The model file is missing or does not fit this version."""
