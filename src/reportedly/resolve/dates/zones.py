"""Which day it was where an article was written: its dateline, not the clock of its server."""

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from reportedly.records import Article

# Zone: the places in datelines that keep it, if it isn't named after the place alone.
_PLACES = """
America/New_York: new york, washington, boston, philadelphia, atlanta, miami, baltimore, detroit, \
cleveland, pittsburgh, charlotte, orlando, tampa, albany, united nations, ottawa, montreal
America/Chicago: chicago, houston, dallas, austin, new orleans, st. louis, minneapolis, milwaukee, \
memphis, nashville, kansas city, oklahoma city, san antonio, st. paul, omaha
America/Denver: denver, salt lake city, albuquerque, santa fe, boise
America/Phoenix: phoenix, tucson
America/Los_Angeles: los angeles, san francisco, seattle, portland, san diego, las vegas, \
sacramento, oakland, san jose, reno
America/Toronto: toronto
America/Vancouver: vancouver
America/Mexico_City: mexico city
America/Bogota: bogota
America/Lima: lima
America/Santiago: santiago
America/Caracas: caracas
America/Havana: havana
America/Sao_Paulo: brasilia, rio de janeiro, sao paulo, são paulo
America/Argentina/Buenos_Aires: buenos aires
Pacific/Honolulu: honolulu
America/Anchorage: anchorage, juneau
Europe/London: london, edinburgh, cardiff, belfast, manchester, glasgow
Europe/Dublin: dublin
Europe/Lisbon: lisbon
Europe/Berlin: berlin, frankfurt, munich, hamburg, vienna, zurich, geneva, bern, rome, milan, \
naples, turin, paris, lyon, marseille, strasbourg, brussels, amsterdam, the hague, luxembourg, \
madrid, barcelona, copenhagen, oslo, stockholm, prague, warsaw, budapest, bratislava, ljubljana, \
zagreb, sarajevo, belgrade, skopje, pristina, tirana, vatican city
Europe/Athens: athens, nicosia, sofia, bucharest, chisinau, kiev, kyiv, lviv, odesa, odessa, \
kharkiv, helsinki, tallinn, riga, vilnius
Europe/Istanbul: istanbul, ankara
Europe/Moscow: moscow, st petersburg, st. petersburg, minsk
Asia/Beirut: beirut
Asia/Damascus: damascus
Asia/Jerusalem: jerusalem, tel aviv
Asia/Gaza: gaza, gaza city, ramallah
Asia/Amman: amman
Asia/Baghdad: baghdad, doha, riyadh, kuwait, kuwait city, jeddah, sanaa, aden
Asia/Tehran: tehran
Asia/Dubai: dubai, abu dhabi, muscat, baku, tbilisi, yerevan
Asia/Kabul: kabul
Asia/Karachi: karachi, islamabad, lahore, peshawar, tashkent
Asia/Kolkata: new delhi, delhi, mumbai, kolkata, chennai, bengaluru, srinagar, colombo
Asia/Kathmandu: kathmandu
Asia/Dhaka: dhaka
Asia/Yangon: yangon
Asia/Bangkok: bangkok, hanoi, jakarta, phnom penh, ho chi minh city
Asia/Shanghai: beijing, shanghai, hong kong, taipei, singapore, manila, kuala lumpur, guangzhou
Asia/Tokyo: tokyo, osaka, seoul, pyongyang
Australia/Sydney: sydney, melbourne, canberra
Australia/Brisbane: brisbane
Australia/Perth: perth
Pacific/Auckland: wellington, auckland
Africa/Cairo: cairo
Africa/Lagos: lagos, abuja, kinshasa, algiers, tunis
Africa/Nairobi: nairobi, addis ababa, mogadishu, kampala
Africa/Johannesburg: johannesburg, cape town, pretoria, harare, khartoum, tripoli
Africa/Accra: accra, dakar, bamako, abidjan
""".replace("\\\n", "")
ZONES = {
    place: zone
    for line in _PLACES.strip().splitlines()
    for zone, places in [line.split(": ", 1)]
    for place in places.split(", ")
}
# Letters behind a time of day that mean one thing in the news; CST, IST and BST mean several.
OFFSETS = {
    "UTC": "+00:00", "GMT": "+00:00", "EST": "-05:00", "EDT": "-04:00", "CDT": "-05:00",
    "MST": "-07:00", "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00", "CET": "+01:00",
    "CEST": "+02:00", "EET": "+02:00", "EEST": "+03:00", "MSK": "+03:00", "SAST": "+02:00",
    "JST": "+09:00", "AEST": "+10:00",
}  # fmt: skip
_DATELINE = re.compile(
    r"^(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ.’' -]{2,30}?)(?:, [A-Z][\w. ]{1,20}?)?"
    r"(?:, (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?)?"
    r",?\s*(?:\([^)\n]{2,40}\))?\s*[-–—:]",
    re.M,
)
_TOP = 400  # characters of a text in which its dateline stands, under title, deck and byline
_GREENWICH = re.compile(r"(?:Z|[+-]00:?00)$")


def local_day(article: Article) -> date | None:
    """Return the day of publication at the place of the dateline; None without a day.

    A clock in UTC is what servers write: where the dateline names a known place, it is
    turned to the time there. Any other offset is taken for the place's own.
    """
    if article.published is None or article.published.precision not in ("day", "minute"):
        return None
    value = article.published.value
    try:
        if article.published.precision == "minute" and _GREENWICH.search(value):
            zone = _zone(article.text)
            if zone:
                at = datetime.fromisoformat(value.replace("Z", "+00:00")).astimezone(UTC)
                return at.astimezone(zone).date()
        return date.fromisoformat(value[:10])
    except (ValueError, OverflowError):
        return None


def _zone(text: str) -> ZoneInfo | None:
    match = _DATELINE.search(text[:_TOP])
    name = ZONES.get(match["place"].strip().lower()) if match else None
    try:
        return ZoneInfo(name) if name else None
    except ZoneInfoNotFoundError:  # a system without the tables: the clock as given
        return None
