"""What dates mean that hang on publication or on another: Monday, last week, two days earlier."""

import re

from reportedly.resolve.dates.days import (
    VAGUE,
    WEEKDAYS,
    Reader,
    Reading,
    Scene,
    moved,
    number_of,
)


def _before_last(match: re.Match[str], scene: Scene) -> Reading | None:
    if scene.today is None:
        return VAGUE
    return moved(scene.today, -2 if match["side"] == "before" else 2, "day")


def _today(match: re.Match[str], scene: Scene) -> Reading | None:
    if scene.today is None:
        return VAGUE
    said = (match["word"] or match["this"]).lower()
    step = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(said, 0)
    return moved(scene.today, step, "day")


def _weekday(match: re.Match[str], scene: Scene) -> Reading | None:
    """Read a weekday: the last one up to publication, or the next in a clause about the future."""
    if scene.today is None:
        return VAGUE
    which = (match["which"] or "").lower()
    number, today = WEEKDAYS.index(match["wd"].lower()), scene.today
    back, ahead = (today.weekday() - number) % 7, (number - today.weekday()) % 7
    if "week" in (match["ago"] or ""):
        step = 7 if "next" in match["ago"] else -7
        return moved(today, step + number - today.weekday(), "day")
    if which == "this":
        return moved(today, number - today.weekday(), "day")
    if which.endswith(("last", "past", "previous")) or match["ago"]:
        return moved(today, -(back or 7), "day")
    if which in ("next", "the following"):
        return moved(today, ahead or 7, "day")
    return moved(today, ahead if scene.future else -back, "day")


def _past(match: re.Match[str], scene: Scene) -> Reading | None:
    """Read the past three months: from then until publication, at the unit's precision."""
    if scene.today is None:
        return VAGUE
    unit = match["unit"] or match["one"]
    number = number_of(match["n"] or "one") or 1
    if unit in ("week", "fortnight"):
        unit, number = "day", number * (7 if unit == "week" else 14)
    if unit == "decade":
        unit, number = "year", number * 10
    first, last = moved(scene.today, -number, unit), moved(scene.today, 0, unit)
    return Reading(first.value, first.precision, last.value)


def _calendar(match: re.Match[str], scene: Scene) -> Reading | None:
    if scene.today is None:
        return VAGUE
    which, unit = match["which"].lower(), match["unit"]
    step = {"last": -1, "this past": -1, "next": 1, "the coming": 1}.get(which, 0)
    return moved(scene.today, step, unit)


def _edge(match: re.Match[str], scene: Scene) -> Reading | None:
    """Read the end of the year: the year."""
    return moved(scene.today, 0, match["unit"]) if scene.today else VAGUE


def _weekend(match: re.Match[str], scene: Scene) -> Reading | None:
    del match
    if scene.today is None:
        return VAGUE
    late = scene.today.weekday() >= 5
    return moved(scene.today, 0 if late or scene.future else -1, "weekend")


def _ago(match: re.Match[str], scene: Scene) -> Reading | None:
    number = number_of(match["n"])
    if scene.today is None or number is None:
        return VAGUE
    return moved(scene.today, -number, match["unit"])


def _in_time(match: re.Match[str], scene: Scene) -> Reading | None:
    """Read in three days, where the clause looks ahead: else it may be how long it took."""
    number = number_of(match["n"])
    if not scene.future or number is None:
        return None
    return moved(scene.today, number, match["unit"]) if scene.today else VAGUE


def _from_anchor(scene: Scene, number: int, unit: str) -> Reading:
    """Return what lies `number` units after the last date, if that one is as fine as the unit."""
    known = scene.anchor.first() if scene.anchor else None
    if scene.anchor is None or known is None:
        return VAGUE
    fine = {"year": 0, "month": 1, "week": 2, "day": 3, "minute": 3}[scene.anchor.precision]
    needed = {"year": 0, "decade": 0, "month": 1, "week": 3, "fortnight": 3, "day": 3}[unit]
    if fine < needed:
        return VAGUE
    if unit in ("week", "fortnight"):
        unit, number = "day", number * (7 if unit == "week" else 14)
    return moved(known, number, unit)


def _of_event(match: re.Match[str]) -> bool:
    """Tell whether an event follows: “two days after the vote” hangs on no date."""
    after = match.string[match.end() : match.end() + 10]
    return match["side"] in ("before", "after") and bool(re.match(r" (?!and\b|but\b)\w", after))


def _anchored(match: re.Match[str], scene: Scene) -> Reading | None:
    number = number_of(match["n"])
    if _of_event(match):
        return VAGUE
    back = match["side"].startswith(("earlier", "before"))
    return _from_anchor(scene, -number if back else number, match["unit"]) if number else VAGUE


def _adjacent(match: re.Match[str], scene: Scene) -> Reading | None:
    """Read the next day, the following year, that same day, the day before."""
    if match["side"]:
        if _of_event(match):
            return VAGUE
        return _from_anchor(scene, -1 if match["side"] == "before" else 1, "day")
    which = match["which"].lower().split()[-1]
    step = {"next": 1, "following": 1, "previous": -1}.get(which, 0)
    if match["which"].lower() == "next" and match["unit"] != "day":
        return moved(scene.today, 1, match["unit"]) if scene.today else VAGUE
    return _from_anchor(scene, step, match["unit"])


def _vague(match: re.Match[str], scene: Scene) -> Reading | None:
    del match, scene
    return VAGUE


RELATIVE: dict[str, Reader] = {
    "before_last": _before_last,
    "today": _today,
    "weekday": _weekday,
    "past": _past,
    "calendar": _calendar,
    "coming_weekend": _weekend,
    "ago": _ago,
    "vague": _vague,
    "anchored": _anchored,
    "adjacent": _adjacent,
    "in_time": _in_time,
    "edge": _edge,
}
