"""Which shapes does a day have where pages print it? And which days are those of pictures?"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from searcher.readers.lines.labels import is_weekday
from searcher.readers.pages.paragraphs import text_of

_MAX_CAPTIONS: Final = 20
_LONGEST: Final = 400  # characters of a caption
# The marks of Thai and Indian scripts are no letters to `re`.
_MARK = (
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09cd"
    "\u0b82-\u0bcd"
)
_MONTH = rf"(?:[^\W\d_](?:[^\W\d_]|[{_MARK}]){{2,14}}\.?|(?:[\u0e01-\u0e2e][{_MARK}]?\.){{2}})"
DAY = rf""" \d{{1,2}}[.]\s?\d{{1,2}}[.]\s?(?:20|19)?\d\d
      | \d{{1,2}}[/-]\d{{1,2}}[/-](?:20|19)\d\d
      | (?:20|19)\d\d(?P<mark>[-./]|[.]\s)\d{{1,2}}(?P=mark)\d{{1,2}}(?:[.](?![.\d]))?
      | \d{{1,2}}(?:st|nd|rd|th|[.º])?\s?(?:of\s|de\s|d')?\s*{_MONTH},?\s+(?:de\s)?(?:20|19)\d\d
      | \d{{1,2}}(?P<join>[./-]){_MONTH}(?P=join)(?:20|19)\d\d
      | {_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?:20|19)\d\d
      | \d{{1,2}}\stháng\s\d{{1,2}},?\s(?:năm\s)?(?:20|19)\d\d
      | (?:20|19)\d\d[.]\s{_MONTH}\s\d{{1,2}}[.]?
      | (?:20|19)\d\d\s?[年년]\s?\d{{1,2}}\s?[月월]\s?\d{{1,2}}\s?[日일]
      | (?:20|19)\d\d\sm\.\s{_MONTH}\s\d{{1,2}}(?:\sd\.)?
      | (?:令和|平成|民[國国])\s?(?:\d{{1,3}}|元)\s?年\s?\d{{1,2}}\s?月\s?\d{{1,2}}\s?日
      # Of the Buddhist era, and of the Persian calendar.
      | \d{{1,2}}\s(?=[\u0e01-\u0e2e]){_MONTH}\s(?:พ\.ศ\.\s?)?25\d\d
      # In the digits of Bengal, India, Thailand and the Arab East.
      | [০-৯]{{1,2}}\s{_MONTH},?\s[০-৯]{{4}} | [०-९]{{1,2}}\s{_MONTH},?\s[०-९]{{4}}
      | [๐-๙]{{1,2}}\s{_MONTH}\s[๐-๙]{{4}} | [٠-٩]{{1,2}}ی?\s{_MONTH}\s[٠-٩]{{4}}
      | [۰-۹]{{1,2}}\s[^\W\d_]{{2,8}}\s?(?:ماه\s)?،?\s?[۰-۹]{{4}}
      | [۰-۹]{{4}}(?P<slash>[/-])[۰-۹]{{1,2}}(?P=slash)[۰-۹]{{1,2}}
"""
_NUMBERS = re.compile(r"\d{1,2}([/-])\d{1,2}\1\d{4}|\d{1,2}\.\s?\d{1,2}\.\s?\d\d")
_LAST_WORD = re.compile(r"([^\W\d_]{2,12})[.,]{0,2}\s{1,3}$")
_ANY_DAY = re.compile(DAY, re.VERBOSE | re.IGNORECASE)


def with_weekday(lead: str, day: str) -> str:
    """Give a day of numbers with the name before it, which may tell their order, or the century."""
    if not _NUMBERS.fullmatch(day) or not (found := _LAST_WORD.search(lead)):
        return day
    return f"{found[1]}, {day}" if is_weekday(found[1]) else day


def pictured(tree: Any) -> Iterator[str]:
    """Give the days that stand in captions: when pictures were taken."""
    for caption in islice(tree.iter("figcaption"), _MAX_CAPTIONS):
        yield from (found[0] for found in _ANY_DAY.finditer(text_of(caption)[:_LONGEST]))
