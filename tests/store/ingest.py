"""What the processes of the store's tests do: put the same articles in, one after the other."""

from pathlib import Path

from reportedly.store.collection import Collection
from tests.store.made import article, attributions

MANY = 60


def _given() -> list:
    """Return articles in their order, every fifth time a new version of an earlier one."""
    out = []
    for number in range(MANY):
        out.append(article(number))
        if number % 5 == 4:
            out.append(article(number - 2, text=article(number - 2).text + " Corrected."))
    return out


GIVEN = _given()
ATTRIBUTIONS = [attributions(art) for art in GIVEN]  # made before, so that processes only store


def ingest(folder: str, begun: object = None) -> None:
    """Add all that is not there yet.

    Args:
        folder: of the collection.
        begun: a shared number that is raised when the collection is open and after each article.
    """
    with Collection.create(Path(folder)) as collection:
        tell(begun)
        for art, found in zip(GIVEN, ATTRIBUTIONS, strict=True):
            if not collection.has(art):
                collection.add(art, found, maker="made")
                tell(begun)


def tell(begun: object) -> None:
    """Raise the shared number."""
    if begun is not None:
        begun.value += 1
