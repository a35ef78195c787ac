"""The time zones of the network and the cities that name them.

A zone is shown by a city, as a reader knows it, never as «EET» or «UTC+2», which are wrong for half
of the year.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import get_timezone_location

from cms.language.locales import base_language, cldr_locale

NETWORK_ZONES = ("Europe/Stockholm", "Europe/Kyiv", "Europe/Chisinau")

# CLDR has «Chisinau» in English, «Kiev» in Romanian and, through Babel, no Ukrainian name for
# Europe/Kyiv. The partners write Kyiv and Chișinău.
_NETWORK_CITIES = {
    "Europe/Stockholm": {
        "en": "Stockholm",
        "sv": "Stockholm",
        "uk": "Стокгольм",
        "ro": "Stockholm",
    },
    "Europe/Kyiv": {"en": "Kyiv", "sv": "Kyiv", "uk": "Київ", "ro": "Kyiv"},
    "Europe/Chisinau": {"en": "Chișinău", "sv": "Chișinău", "uk": "Кишинів", "ro": "Chișinău"},
}

# Names that older data and older browsers still give to the network's zones.
_FORMER_NAMES = {
    "Europe/Kiev": "Europe/Kyiv",
    "Europe/Uzhgorod": "Europe/Kyiv",
    "Europe/Zaporozhye": "Europe/Kyiv",
    "Europe/Tiraspol": "Europe/Chisinau",
}


def city_of_zone(zone: str, language: str | None, instant: datetime) -> str:
    """The city that stands for an IANA zone: «Варшава», «New York», «Buenos Aires».

    A zone without a place (``Etc/GMT+5``) gives its difference from UTC at ``instant``: «UTC−5».
    Raises ``zoneinfo.ZoneInfoNotFoundError`` for an unknown zone.
    """
    info = ZoneInfo(zone)
    zone = _FORMER_NAMES.get(zone, zone)
    if zone in _NETWORK_CITIES:
        return _NETWORK_CITIES[zone][base_language(language)]
    if "/" not in zone or zone.startswith("Etc/"):
        return _difference_from_utc(info, instant)
    city = get_timezone_location(info, locale=cldr_locale(language), return_city=True)
    return city.rsplit("/", 1)[-1]


def _difference_from_utc(info: ZoneInfo, instant: datetime) -> str:
    offset = instant.astimezone(info).utcoffset()
    minutes = round(offset.total_seconds() / 60) if offset else 0
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{rest:02}" if rest else "")
