"""Libraries that read dates and quantities, on the labelled texts of ours.

    python -m bench.reading_libraries [--part dev|held]

None of them is needed by anything else here. Those that aren't installed are left
out: pip install dateparser datefinder parsedatetime quantulum3 text2num
price-parser recognizers-text-suite "emoji<2". What a library doesn't say counts as
not said; every other difference between their terms and ours is levelled here.
"""

import argparse
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from importlib import import_module

from bench.dates_quantities import FIELDS, Found, Reader, Row, head, load, scores, show

_UNITS = {
    "percentage": "%", "percent": "%", "per cent": "%", "us dollar": "USD", "dollar": "USD",
    "euro": "EUR", "pound sterling": "GBP", "british pound": "GBP", "indian rupee": "INR",
    "rupee": "INR", "japanese yen": "JPY", "yen": "JPY", "swiss franc": "CHF", "yuan": "CNY",
    "chinese yuan": "CNY", "renminbi": "CNY", "ruble": "RUB", "russian ruble": "RUB",
    "russian rouble": "RUB", "australian dollar": "AUD", "nigerian naira": "NGN", "naira": "NGN",
    "turkish lira": "TRY", "cent": "cent", "penny": "penny", "kilometre": "km", "kilometer": "km",
    "mile": "mi", "metre": "m", "meter": "m", "foot": "ft", "gram": "g", "kilogram": "kg",
    "tonne": "t", "metric ton": "t", "ton": "t", "litre": "l", "liter": "l", "barrel": "bbl",
    "hectare": "ha", "acre": "acre", "hour": "h", "minute": "min", "second": "s", "day": "day",
    "week": "week", "month": "month", "year": "year", "decade": "decade", "degree": "degree",
    "degree celsius": "°C", "c": "°C", "degree angle": "degree", "megawatt": "MW",
    "kilometre per hour": "km/h", "kilometer per hour": "km/h", "mile per hour": "mph",
    "square kilometre": "km²", "square kilometer": "km²", "cubic metre": "m³", "cubic meter": "m³",
    "dimensionless": "",
}  # fmt: skip


def _base(row: Row) -> datetime:
    return datetime.fromisoformat((row["published"] or "2000-01-01")[:10])


def _moment(at: datetime, start: int, end: int) -> dict[str, object]:
    return {"span": [start, end], "value": f"{at:%Y-%m-%dT%H:%M}", "precision": "day"}


def dateparser() -> Reader:
    """Return `dateparser.search`, whose matches are looked up in the text again."""
    search = import_module("dateparser.search").search_dates

    def read(row: Row) -> Found:
        settings = {"RELATIVE_BASE": _base(row), "PREFER_DATES_FROM": "past"}
        at, out = 0, []
        for words, moment in search(row["text"], languages=["en"], settings=settings) or ():
            start = row["text"].find(words, at)
            if start >= 0:
                at = start + len(words)
                out.append(_moment(moment, start, at))
        return out

    return read


def datefinder() -> Reader:
    """Return `datefinder`."""
    find = import_module("datefinder").find_dates

    def read(row: Row) -> Found:
        found = find(row["text"], index=True, base_date=_base(row))
        return [_moment(moment.replace(tzinfo=None), *span) for moment, span in found]

    return read


def parsedatetime() -> Reader:
    """Return `parsedatetime.Calendar.nlp`; its flag tells a day from a time."""
    calendar = import_module("parsedatetime").Calendar()

    def read(row: Row) -> Found:
        found = calendar.nlp(row["text"], sourceTime=_base(row)) or ()
        return [
            _moment(moment, start, end) | {"precision": "day" if flag == 1 else "minute"}
            for moment, flag, start, end, _ in found
        ]

    return read


def recognizers_dates() -> Reader:
    """Return Microsoft's recognizers: a TIMEX for each, of its values the last one past.

    Durations and repeated dates are left out, as no dates; the ends of its ranges lie
    one behind ours where the unit is larger than a day.
    """
    recognize = import_module("recognizers_date_time").recognize_datetime
    english = import_module("recognizers_text").Culture.English

    def read(row: Row) -> Found:
        out = []
        for one in recognize(row["text"], english, reference=_base(row)):
            kind = one.type_name.rsplit(".", 1)[-1]
            values = (one.resolution or {}).get("values") or ()
            if kind in ("duration", "set", "time", "timerange") or not values:
                continue
            past = [
                v for v in values if (v.get("value") or v.get("start") or "") <= str(_base(row))
            ]
            out.append({"span": [one.start, one.end + 1]} | _timex((past or values)[-1]))
        return out

    return read


def _timex(value: Row) -> dict[str, object]:
    """Return value, end and precision of one reading."""
    start, timex = value.get("value") or value.get("start") or "", value.get("timex", "")
    end = value.get("end")
    if re.fullmatch(r"(?:\d{4}|XXXX)-W\d\d", timex):
        precision = "week"
    elif re.fullmatch(r"\d{4}", timex):
        precision, start, end = "year", start[:4], None
    elif re.fullmatch(r"(?:\d{4}|XXXX)-\d\d", timex):
        precision, start, end = "month", start[:7], None
    else:
        precision = "minute" if "T" in timex and ":" in start else "day"
    if end:
        closed = timex.startswith("(") and timex.endswith("D)")
        end = end[:10] if closed else str(date.fromisoformat(end[:10]) - timedelta(days=1))
    return {"value": start.replace(" ", "T"), "end": end, "precision": precision}


def quantulum3() -> Reader:
    """Return `quantulum3` without its classifier; a range is a value and an uncertainty."""
    parse = import_module("quantulum3.parser").parse

    def read(row: Row) -> Found:
        out = []
        for one in parse(row["text"]):
            wide = one.uncertainty or 0.0
            value, high = one.value - wide, one.value + wide if wide else None
            out.append(_quantity(value, one.unit.name, one.span) | {"high": high})
        return out

    return read


def _quantity(value: float, unit: str, span: tuple[int, int]) -> dict[str, object]:
    return {"span": list(span), "value": value, "unit": _UNITS.get(unit.lower(), unit) or None}


def text2num() -> Reader:
    """Return `text_to_num.find_numbers` on the words: numbers alone, without units."""
    module = import_module("text_to_num")

    def start(self: object, match: re.Match[str]) -> None:
        vars(self)["match"] = match

    def text(self: object) -> str:
        return str(vars(self)["match"].group())

    def never(*_: object) -> bool:
        return False

    token = type("Token", (module.Token,), {
        "__init__": start, "text": text, "nt_separated": never, "not_a_number_part": never,
    })  # fmt: skip

    def read(row: Row) -> Found:
        tokens = [token(m) for m in re.finditer(r"[\d.,]*\d|\w+|[^\w\s]", row["text"])]
        found = module.find_numbers(tokens, "en", threshold=0.0)
        return [
            _quantity(one.value, "", (tokens[one.start].match.start(),
                                      tokens[one.end - 1].match.end()))
            for one in found
        ]  # fmt: skip

    return read


def price_parser() -> Reader:
    """Return `price_parser`: one price in a text, no place, so the first that reads so."""
    price = import_module("price_parser").Price
    signs = {"$": "USD", "€": "EUR", "£": "GBP", "₹": "INR", "₺": "TRY"}

    def read(row: Row) -> Found:
        found = price.fromstring(row["text"])
        start = row["text"].find(found.amount_text) if found.amount_text else -1
        if start < 0:
            return []
        unit = signs.get(found.currency or "", found.currency or "")
        return [_quantity(found.amount_float, unit, (start, start + len(found.amount_text)))]

    return read


def recognizers_quantities() -> Reader:
    """Return Microsoft's recognizers: money, measures, ages left out, percentages, numbers."""
    units, numbers = map(import_module, ("recognizers_number_with_unit", "recognizers_number"))
    english = import_module("recognizers_text").Culture.English
    models = (units.recognize_currency, units.recognize_dimension, units.recognize_temperature,
              numbers.recognize_percentage, numbers.recognize_number)  # fmt: skip

    def read(row: Row) -> Found:
        out: list[Row] = []
        for model in models:
            for one in model(row["text"], english):
                span = (one.start, one.end + 1)
                if any(span[0] < f["span"][1] and f["span"][0] < span[1] for f in out):
                    continue
                said = str((one.resolution or {}).get("value") or "")
                if re.fullmatch(r"-?[\d.]+(?:E[+-]?\d+)?%?", said):
                    unit = "percent" if said.endswith("%") else one.resolution.get("unit") or ""
                    out.append(_quantity(float(said.rstrip("%")), unit, span))
        return out

    return read


LIBRARIES: dict[str, dict[str, Callable[[], Reader]]] = {
    "dates": {"dateparser": dateparser, "datefinder": datefinder, "parsedatetime": parsedatetime,
              "recognizers-text": recognizers_dates},
    "quantities": {"quantulum3": quantulum3, "text2num": text2num, "price-parser": price_parser,
                   "recognizers-text": recognizers_quantities},
}  # fmt: skip


def installed(what: str) -> Iterator[tuple[str, Reader]]:
    """Yield the libraries that can be imported, by name."""
    for name, library in LIBRARIES[what].items():
        try:
            yield name, library()
        except ImportError as error:
            print(f"{name:20s} left out: {error}")


def main() -> None:
    """Print a table of the libraries for dates and one for quantities."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("dev", "held"), default="dev")
    part = parser.parse_args().part
    for what in FIELDS:
        rows = load(what, part)
        head(what, rows, part)
        for name, read in installed(what):
            show(name, scores(what, rows, read))


if __name__ == "__main__":
    main()
