"""What each way to write a date means: one reader for each pattern of `date_words`."""

from reportedly.resolve.dates.days import Reader, Reading, Scene
from reportedly.resolve.dates.fixed import FIXED
from reportedly.resolve.dates.relative import RELATIVE
from reportedly.resolve.dates.words import Place

_READERS: dict[str, Reader] = FIXED | RELATIVE


def reading(place: Place, scene: Scene) -> Reading | None:
    """Return what a date means; None where it turns out to be no date, such as 31 February."""
    try:
        return _READERS[place.kind](place.match, scene)
    except (ValueError, OverflowError):  # beyond the years that the calendar has
        return None
