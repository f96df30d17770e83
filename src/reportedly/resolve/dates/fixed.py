"""What dates of the calendar mean: 17 September, 03/04/2026, the third quarter, the 1980s."""

import re
from datetime import date

from reportedly.resolve.dates.days import (
    VAGUE,
    Reader,
    Reading,
    Scene,
    day,
    exists,
    month,
    month_number,
    months,
    year,
)
from reportedly.resolve.dates.words import HOLIDAYS

_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_NTH = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3}


def _year_of(match: re.Match[str], scene: Scene) -> int | None:
    """Return the year as said: 2019, last year; None where it isn't."""
    groups = match.groupdict()
    if groups.get("year"):
        return int(groups["year"] or 0)
    said = (groups.get("said") or "").lower()
    if said and scene.today:
        return scene.today.year + {"last year": -1, "next year": 1}.get(said, 0)
    return None


def _day_in_year(match: re.Match[str], scene: Scene, number: int, name: int) -> Reading | None:
    """Return a day of a month, its year as said or the nearest in the clause's direction."""
    said = _year_of(match, scene)
    if said is None:
        if scene.today is None:
            return VAGUE if exists(2000, name, number) else None
        today = (scene.today.month, scene.today.day)
        said = scene.today.year
        if scene.future:
            said += (name, number) < today
        else:
            said -= (name, number) > today
    return day(date(said, name, number)) if exists(said, name, number) else None


def _int(words: str) -> int:
    return int(re.sub(r"\D", "", words))


def _iso(match: re.Match[str], scene: Scene) -> Reading | None:
    del scene
    found = day(date(int(match["y"]), int(match["m"]), int(match["d"])))
    return Reading(f"{found.value}T{match['clock']}", "minute") if match["clock"] else found


def _slashed(match: re.Match[str], scene: Scene) -> Reading | None:
    """Read 17/09/2026 and 09/17/2026; of 03/04/2026 only the year is known, unless dots part it."""
    del scene
    a, b, number = int(match["a"]), int(match["b"]), int(match["y"])
    if match["sep"] == "." or a > 12 or a == b:
        return day(date(number, b, a)) if exists(number, b, a) else None
    if b > 12:
        return day(date(number, a, b)) if exists(number, a, b) else None
    return year(number) if a and b else None


def _day(match: re.Match[str], scene: Scene) -> Reading | None:
    return _day_in_year(match, scene, _int(match["d"]), month_number(match["month"]))


def _days(match: re.Match[str], scene: Scene) -> Reading | None:
    """Read 3 to 5 May: days of one month."""
    last = _day_in_year(match, scene, _int(match["d2"]), month_number(match["month"]))
    if last is None or last is VAGUE or _int(match["d"]) >= _int(match["d2"]):
        return last
    first = f"{last.value[:8]}{_int(match['d']):02}"
    return Reading(first, "day", last.value)


def _holiday(match: re.Match[str], scene: Scene) -> Reading | None:
    name, number = HOLIDAYS[match["holiday"].lower().replace("’", "'")]
    return _day_in_year(match, scene, number, name)


def _nth(match: re.Match[str], scene: Scene) -> Reading | None:
    if scene.today is None:
        return VAGUE
    step = {"last": -1, "next": 1}.get(match["which"], 0)
    found = month(scene.today.year, scene.today.month + step).value
    number, name = map(int, found.split("-"))
    n = int(match["d"])
    return day(date(number, name, n)) if exists(number, name, n) else None


def _quarter(match: re.Match[str], scene: Scene) -> Reading | None:
    number = int(match["q"] or _NTH.get((match["nth"] or "").lower(), 4))
    first = 3 * number - 2
    said = _year_of(match, scene)
    if said is None:
        if scene.today is None:
            return VAGUE
        late = first > scene.today.month
        said = scene.today.year - (late and not scene.future)
        said += scene.future and first + 2 < scene.today.month
    return months(said, first, 3)


def _half(match: re.Match[str], scene: Scene) -> Reading | None:
    said = _year_of(match, scene)
    return months(said, 1 if match["nth"] == "first" else 7, 6) if said else VAGUE


def _season(match: re.Match[str], scene: Scene) -> Reading | None:
    """Read spring 2023, last winter: three months, as in the north; last: one that is over."""
    first = _SEASONS[(match["season"] or match["season2"]).lower()]
    if match["year"]:
        return months(int(match["year"]), first, 3)
    if scene.today is None:
        return VAGUE
    today = scene.today.year * 12 + scene.today.month - 1
    which, begins = match["which"].lower(), scene.today.year * 12 + first - 1
    if which == "last":
        begins -= 12 * (begins + 2 >= today) + 12 * (begins - 10 >= today)
    elif which == "next":
        begins += 12 * (begins <= today)
    elif begins - 12 <= today <= begins - 10:
        begins -= 12
    return months(begins // 12, begins % 12 + 1, 3)


def _decade(match: re.Match[str], scene: Scene) -> Reading | None:
    del scene
    first = int(match["decade"] + "0") if match["decade"] else 1900 + 10 * int(match["short"])
    return year(first, first + 9)


def _years(match: re.Match[str], scene: Scene) -> Reading | None:
    del scene
    first, last = int(match["y"]), match["y2"]
    end = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    return year(first, end) if end > first else None


def _month(match: re.Match[str], scene: Scene) -> Reading | None:
    name, said = month_number(match["month"]), _year_of(match, scene)
    lead = (match.groupdict().get("lead") or "").lower()
    if said is None:
        if scene.today is None:
            return VAGUE
        said = scene.today.year
        if lead == "next" or (scene.future and lead != "last"):
            said += name < scene.today.month or (lead == "next" and name == scene.today.month)
        elif lead != "this":
            said -= name > scene.today.month or (lead == "last" and name == scene.today.month)
    return month(said, name)


def _year(match: re.Match[str], scene: Scene) -> Reading | None:
    del scene
    found = match.groupdict()
    return year(int(found.get("year") or re.sub(r"\D", "", match["core"])))


FIXED: dict[str, Reader] = {
    "iso": _iso,
    "slashed": _slashed,
    "days": _days,
    "days_us": _days,
    "day_month": _day,
    "month_day": _day,
    "holiday": _holiday,
    "nth": _nth,
    "quarter": _quarter,
    "half": _half,
    "season": _season,
    "decade": _decade,
    "years": _years,
    "month_year": _month,
    "month": _month,
    "month_led": _month,
    "fuzzy_year": _year,
    "year": _year,
}
