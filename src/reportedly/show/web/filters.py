"""The filters of the list of claims, as an address has them: of the page and of the API alike."""

from typing import Annotated

from fastapi import Depends, Query

from reportedly.show.web.rows import Order, Origins, Wanted

Words = Annotated[str, Query(max_length=400)]
Id = Annotated[str, Query(max_length=4000)]


def wanted(  # noqa: PLR0913 - each is a filter
    q: Words = "",
    finding: Words = "",
    origins: Origins = "",
    order: Order = "worth",
    hand: Id = "",
    by: Id = "",
    all: bool = False,  # noqa: A002 - the word in the address
) -> Wanted:
    """Return which claims an address asks for."""
    return Wanted(
        words=q, finding=finding, origins=origins, hand=hand, by=by, everything=all, order=order
    )


OnWanted = Annotated[Wanted, Depends(wanted)]
