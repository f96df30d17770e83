"""How much one input may ask for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The bounds on one input. Beyond them it is `TooLarge`; nothing is cut silently.

    The largest of twelve saved news pages has 3.2 MB, the one with most elements 1,628, and
    the longest of PolNeAR's articles 34,000 characters: each bound leaves a factor of ten.
    """

    bytes: int = 32 * 2**20  # of a page, PDF or text, or of one line of JSON lines
    pages: int = 500  # of a PDF
    characters: int = 2_000_000  # of an article's text
    elements: int = 16_000  # of a page; the costliest of 60 kinds of that size takes 4.5 s of CPU
    depth: int = 200  # of elements in elements; extraction recurses, Python stops at 1000
    seconds: float = 60.0  # for one page or PDF, by the clock; see `read.guard`
