"""The unit behind a number: km, per cent, Swiss francs, square metres."""

import re

_TABLE = """
%: % | percent | per cent | pct
pp: percentage points | percentage point
bp: basis points | basis point
USD: dollars | dollar | us dollars | u.s. dollars | american dollars | bucks
EUR: euros | euro
GBP: pounds | pound | pounds sterling
JPY: yen
RUB: rubles | roubles | ruble | rouble
INR: rupees | rupee
CNY: yuan | renminbi
CHF: swiss francs | swiss franc
TRY: lira | liras
UAH: hryvnias | hryvnia | hryvnyas
SEK: swedish kronor | kronor
NOK: norwegian kroner
DKK: danish kroner
NGN: naira
ZAR: rand
AUD: australian dollars
CAD: canadian dollars
HKD: hong kong dollars
BRL: reais
KRW: won
ILS: shekels
PLN: zlotys | zloty
MXN: mexican pesos
cent: cents | cent
penny: pence
km/h: km/h | kph | kmh | kilometres per hour | kilometers per hour | kilometres an hour \
| kilometers an hour
mph: mph | miles per hour | miles an hour
knot: knots
km²: square kilometres | square kilometers | sq km
mi²: square miles | square mile | sq miles
m²: square metres | square meters | sq m
ft²: square feet | sq ft
m³: cubic metres | cubic meters
km: km | kilometres | kilometers | kilometre | kilometer
mi: miles | mile
m: metres | meters | metre | meter
ft: feet | foot | ft
in: inches | inch
cm: cm | centimetres | centimeters | centimetre | centimeter
mm: mm | millimetres | millimeters | millimetre | millimeter
kg: kg | kilograms | kilogram | kilos | kilo | kilogrammes
g: grams | gram | grammes
mg: mg | milligrams
t: tonnes | tons | tonne | ton | metric tons | metric tonnes
lb: lbs | lb
oz: ounces | ounce
l: litres | liters | litre | liter
gal: gallons | gallon
bbl: barrels | barrel
ha: hectares | hectare | ha
acre: acres | acre
h: hours | hour | hrs
min: minutes | minute | mins
s: seconds
day: days | day
week: weeks | week
month: months | month
year: years | year
decade: decades | decade
century: centuries
°C: degrees celsius | degrees centigrade | °c | ° c
°F: degrees fahrenheit | °f | ° f
degree: degrees | °
W: watts
kW: kilowatts | kw
MW: megawatts | megawatt | mw
GW: gigawatts | gigawatt | gw
kWh: kilowatt-hours | kwh
MB: megabytes | mb
GB: gigabytes | gb
TB: terabytes | tb
""".replace("\\\n", "")
_UNITS = {
    word.strip(): unit
    for line in _TABLE.strip().splitlines()
    for unit, words in [line.split(": ", 1)]
    for word in words.split(" | ")
}
_LETTERS = {"m": "m", "g": "g", "l": "l", "t": "t", "p": "penny", "C": "°C", "F": "°F"}
_LONGEST = max(map(len, _UNITS))
_UNIT = re.compile(
    r"[ -]?(?P<word>" + "|".join(map(re.escape, sorted(_UNITS, key=len, reverse=True))) + r")(?!\w)"
)
_LETTER = re.compile(r"(?P<word>[mgltpCF])(?!\w)|(?: )(?P<spaced>[mgtl])(?= of\b)")
_CODE = re.compile(r" (?P<word>[A-Z]{3})\b")
_CODES = frozenset("USD EUR GBP JPY INR RUB AUD CAD CHF CNY TRY UAH SEK NOK DKK PLN".split())
TIME = frozenset(("h", "min", "s", "day", "week", "month", "year", "decade", "century"))


def unit_after(words: str, end: int) -> tuple[str | None, int]:
    """Return the unit that follows a number ending at `end`, and where it ends itself.

    Single letters count in one case only and without a space: 42C, 5m, not 5G.

    >>> unit_after("120 km/h", 3), unit_after("a 30-tonne crane", 4), unit_after("5G", 1)
    (('km/h', 8), ('t', 10), (None, 1))
    """
    after = words[end : end + _LONGEST + 2]
    if match := _UNIT.match(after.lower()):
        return _UNITS[match["word"]], end + match.end()
    if match := _LETTER.match(after):
        return _LETTERS[match["word"] or match["spaced"]], end + match.end()
    if (match := _CODE.match(after)) and match["word"] in _CODES:
        return match["word"], end + match.end()
    return None, end


def unit_of(words: str, end: int) -> tuple[str | None, int]:
    """Return the unit in “millions of dollars”, for a number that ends at `end`."""
    if words[end : end + 4].lower() == " of ":
        unit, last = unit_after(words, end + 3)
        if unit:
            return unit, last
    return None, end
