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
│   ├── BadTable           a row of the user's outlet table cannot be used
│   ├── BadJudgement       a judgement says nothing that can be used, or was altered
│   ├── NoSuchArticle      a collection has no article of that id
│   ├── BatchError         a corpus run cannot begin or go on
│   ├── CannotFetch        an address gives no answer that can be used
│   │   ├── NotThere           an address at which there is nothing
│   │   └── NotAllowed         an address that may not be asked
│   └── CollectionError    a collection cannot be used as it is
│       ├── NotACollection     nothing there, or another program's files
│       ├── NewerCollection    a later version of reportedly made it
│       ├── CollectionReadOnly it has to be written to, and may not be
│       ├── CollectionFull     the disk has no room left
│       ├── CollectionLocked   another program has been writing to it for too long
│       └── CollectionDamaged  files of it are missing, cut short or overwritten
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


class BadJudgement(InputError):
    """A judgement lacks what its kind needs, is too long, or was altered after it was made."""


class NoSuchArticle(InputError):
    """A collection has no article of that id."""


class BatchError(InputError):
    """A corpus run cannot begin or go on; what is written already stays as it is."""


class CannotFetch(InputError):
    """An address gives no answer that can be used: none in time, too much, a bad certificate."""


class NotThere(CannotFetch):
    """An address at which there is nothing, as its host says: 404 or 410."""


class NotAllowed(CannotFetch):
    """An address that may not be asked: not public, another protocol, forbidden by robots.txt."""


class CollectionError(InputError):
    """A collection cannot be used as it is; what is stored in it stays as it was."""


class NotACollection(CollectionError):
    """There is no collection in that place: nothing at all, or another program's files."""


class NewerCollection(CollectionError):
    """The collection was made or last used by a later version, which keeps it otherwise."""


class CollectionReadOnly(CollectionError):
    """The collection has to be written to, and the folder or the disk permits no writing."""


class CollectionFull(CollectionError):
    """The disk has no room left for what was to be stored."""


class CollectionLocked(CollectionError):
    """Another program has been writing to the collection for longer than we waited."""


class CollectionDamaged(CollectionError):
    """Files of the collection are missing, cut short or overwritten."""


class ModelError(ReportedlyError):
    """A model file is missing, does not fit this version, or cannot be unpacked."""
