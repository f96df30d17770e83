"""Trace every claim in the news back to who actually said it.

`read` takes files and gives articles, `attribute` says who says what in them,
`trace` follows each claim upstream. See docs/reference/python.md.
"""

from reportedly.errors import InputError, ReportedlyError
from reportedly.pipeline import attribute, read, trace
from reportedly.records import (
    Appearance,
    Article,
    Attribution,
    Claim,
    ClaimTrace,
    Copy,
    Derivation,
    Finding,
    Independence,
    Link,
    Moment,
    Origin,
    Quantity,
    Resolution,
    Source,
    Span,
    Trace,
)

__version__ = "0.1.0"

__all__ = [
    "Appearance",
    "Article",
    "Attribution",
    "Claim",
    "ClaimTrace",
    "Copy",
    "Derivation",
    "Finding",
    "Independence",
    "InputError",
    "Link",
    "Moment",
    "Origin",
    "Quantity",
    "ReportedlyError",
    "Resolution",
    "Source",
    "Span",
    "Trace",
    "__version__",
    "attribute",
    "read",
    "trace",
]
