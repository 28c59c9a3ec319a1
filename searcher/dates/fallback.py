"""What our own tables do not know, and dateparser does: the last resort, behind a gate.

dateparser invents what is missing: "12" is December, "A" January, "3.14" today, "2024-13-01" the
13th of January, and a weekday counts for nothing without a year. It is therefore asked only about
short strings in languages that are known, only for absolute dates with a year and a month, and
its answer must be made of the digits that were printed.
"""

# ruff: noqa: PLR2004 - the numbers are the calendar's, the clock's, and widths of digits

import re
from functools import cache, lru_cache
from typing import Any

from searcher.dates.stamp import FIRST_YEAR, LAST_YEAR, Stamp

_SHORTEST, _LONGEST = 6, 60  # characters


@lru_cache(maxsize=4096)
def read(text: str, language: str | None) -> Stamp | None:
    """Give the date in the text, to the day at most, or None. Zones and times are not trusted."""
    if not _SHORTEST <= len(text) <= _LONGEST or not any(c.isalpha() for c in text):
        return None
    numbers = re.findall(r"\d+", text)
    years = [n for n in numbers if len(n) == 4 and FIRST_YEAR <= int(n) <= LAST_YEAR]
    if len(years) != 1 or any(len(n) > 4 for n in numbers):
        return None
    parser = _parser(language) or (_parser("en") if language != "en" else None)
    if parser is None:
        return None
    try:
        found = parser.get_date_data(text)
    except Exception:  # noqa: BLE001 - hostile text in a foreign parser; whatever it is, no date
        return None
    date, parts = found.date_obj, found.parts
    if date is None or not {"year", "month"} <= set(parts) or date.year != int(years[0]):
        return None
    others = [int(n) for n in numbers if len(n) < 3]
    day = date.day if "day" in parts else None
    if day not in others if day is not None else others:
        return None
    return Stamp("dateparser", year=date.year, month=date.month, day=day, exact=False)


@cache
def _parser(language: str | None) -> Any:
    """Give a parser of this language and English, or None where dateparser does not know it.

    Callers pass codes of two or three letters only, so the cache is bounded in practice; building
    one reads the language's data from disk.
    """
    if language is None:
        return None
    from dateparser.date import DateDataParser

    languages = [language] if language == "en" else [language, "en"]
    settings = {
        "PARSERS": ["absolute-time"],
        "REQUIRE_PARTS": ["year", "month"],
        "PREFER_DAY_OF_MONTH": "first",
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
    try:
        return DateDataParser(languages=languages, settings=settings)
    except ValueError:
        return None
