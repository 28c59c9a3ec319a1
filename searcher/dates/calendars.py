"""Dates of other calendars: the Persian one, and years counted from an era.

A text is one only if all of it is: a Persian month or digits, or the name of an era, and nothing
that belongs to no date. They are given as the day that they are.
"""

# ruff: noqa: PLR2004 - the numbers are the calendar's, and widths of digits

import datetime as dt
import re
from functools import cache

from searcher.dates import words
from searcher.dates.names import WEEKDAYS
from searcher.dates.stamp import Clock, Stamp

# Farvardin first; the second names are those of Afghanistan.
MONTHS = (
    "فروردین حمل|اردیبهشت ثور|خرداد جوزا|تیر سرطان|مرداد امرداد اسد|شهریور سنبله|مهر میزان"
    "|آبان عقرب|آذر قوس|دی جدی|بهمن دلو|اسفند حوت"
)
_PERSIAN = frozenset({"fa", "prs", "ps"})
# 1921 to 2051: a greater number is more often of the lunar calendar.
_YEAR = r"1(?:3\d\d|4[0-2]\d)"
_TIME = r"(?:ساعت\s*:?\s*)?(\d{1,2}):(\d\d)(?::(\d\d))?"
_GAP = r"[\s,،|/-]*"
_KEYBOARD = str.maketrans("يك", "یک")
# What the first year of an era has before it.
_ERAS = {
    "令和": 2018,
    "平成": 1988,
    "昭和": 1925,
    "大正": 1911,
    "明治": 1867,
    "民國": 1911,
    "民国": 1911,
}
# Months of the Islamic year, of the Bengali and of the Jewish one. Nothing is made of such a date:
# it stands beside that of our own calendar, and is left out.
_LUNAR = (
    "محرم|صفر|ربيع_الأول|ربيع_الآخر|ربيع_الثاني|ربيع_أول|جمادى_الأولى|جمادى_الأول|جمادى_الآخرة"
    "|جمادى_الآخر|جمادى_الثانية|رجب|شعبان|رمضان|شوال|ذو_القعدة|ذي_القعدة|ذو_الحجة|ذي_الحجة"
    "|বৈশাখ|জ্যৈষ্ঠ|আষাঢ়|শ্রাবণ|ভাদ্র|আশ্বিন|কার্তিক|অগ্রহায়ণ|পৌষ|মাঘ|ফাল্গুন|চৈত্র"
)
_HEBREW = (
    r"""[א-ת]{1,2}["״'׳][א-ת]?\s+[בד]?(?:תשרי|מר?חשוו?ן|חשוו?ן|כסל[ו]|טבת|שבט|אדר|ניסן|אייר|סיוו?ן|תמוז"""
    r"""|אב|אלול)(?:\s+[אב]["״'׳])?\s+(?:ה["״'׳])?תש[א-ת]?["״][א-ת]"""
)
_ERA_YEAR = rf"({'|'.join(_ERAS)})\s?(\d{{1,3}}|元)\s?年"


@cache
def _names() -> tuple[dict[str, int], dict[str, int]]:
    """Give months from 1 and weekdays from 0 (Monday) by folded name."""
    months, weekdays = (
        {
            words.fold(name).replace("_", ""): number
            for number, forms in enumerate(row.split("|"), first)
            for name in forms.split()
        }
        for row, first in ((MONTHS, 1), (WEEKDAYS["fa"], 0))
    )
    return months, weekdays


@cache
def _named() -> re.Pattern[str]:
    months, weekdays = (
        "|".join(sorted(map(re.escape, names), key=len, reverse=True)) for names in _names()
    )
    days = "|".join(name.replace("شنبه", r"\s?شنبه") for name in weekdays.split("|"))
    return re.compile(
        rf"(?:{_TIME}{_GAP})?(?:({days}){_GAP})?(\d{{1,2}})\s?(?:ام\s|م\s)?\s?({months})"
        rf"(?:\s?ماه)?{_GAP}(?:سال\s)?({_YEAR})(?!\d)(?:{_GAP}{_TIME})?\s?"
    )


@cache
def _numeric() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{_TIME}{_GAP})?(?:({_YEAR})([-/])(\d\d?)\5(\d\d?)|(\d\d?)([-/])(\d\d?)\9({_YEAR}))"
        rf"(?!\d)(?:{_GAP}{_TIME})?"
    )


def read(text: str, language: str | None, *, persian: bool) -> Stamp | None:
    """Give the day in the Persian calendar that the whole text is; `persian` are its digits.

    They are those of Urdu too, where years such as 1429 are lunar: numbers alone are read in no
    other language.
    """
    numeric = language in _PERSIAN or (persian and language is None)
    if not (numeric or not text.isascii()):
        return None
    folded = words.fold(text.translate(_KEYBOARD))
    if numeric and (found := _numeric().fullmatch(folded)):
        groups = found.groups()
        year, month, day = (
            (groups[3], groups[5], groups[6]) if groups[3] else (groups[10], groups[9], groups[7])
        )
        return _stamp(int(year), int(month), int(day), _clock(groups), exact=False)
    if text.isascii() or not (found := _named().fullmatch(folded)):
        return None
    months, weekdays = _names()
    groups = found.groups()
    weekday = weekdays[groups[3].replace(" ", "")] if groups[3] else None
    clock = _clock(groups)
    return _stamp(int(groups[6]), months[groups[5]], int(groups[4]), clock, weekday=weekday)


def _clock(groups: tuple[str | None, ...]) -> Clock | None:
    """Read the time before the day, or that behind it."""
    for hour, minute, second in (groups[:3], groups[-3:]):
        if hour and minute:
            if second:
                return Clock(int(hour), int(minute), int(second), "second")
            return Clock(int(hour), int(minute))
    return None


def _stamp(
    year: int,
    month: int,
    day: int,
    clock: Clock | None,
    *,
    weekday: int | None = None,
    exact: bool = True,
) -> Stamp:
    date = of_persian(year, month, day)
    return Stamp(
        "pattern",
        year=date.year if date else year + 621,
        month=date.month if date else 0,
        day=date.day if date else 0,
        weekdays=frozenset() if weekday is None else frozenset({weekday}),
        clock=clock,
        exact=exact,
        flags=("persian-calendar",),
    )


def of_persian(year: int, month: int, day: int) -> dt.date | None:
    """Give the day of the Persian calendar, None if there is none: by its cycle of 33 years.

    That holds from 1178 to 1633 (K. M. Borkowski, The Persian calendar for 3000 years, 1996).
    """
    if not (1 <= month <= 12 and 1 <= day <= (31 if month <= 6 else 30)):
        return None
    first = _new_year(year)
    found = first + 31 * min(month - 1, 6) + 30 * max(month - 7, 0) + day - 1
    return dt.date.fromordinal(found) if found < _new_year(year + 1) else None


def _new_year(year: int) -> int:
    """Give the ordinal of the first of Farvardin."""
    years = year + 1595
    return 365 * years + years // 33 * 8 + (years % 33 + 3) // 4 - 355_668 - 365 + 1


@cache
def _other() -> re.Pattern[str]:
    months = words.fold(_LUNAR).replace("_", r"\s?")
    return re.compile(
        rf"[\s,،()ـ-]*(?:(?<!\d)\d{{1,2}}\s?(?:من\s)?(?:{months})\s?[,،]?\s?1[34]\d\d(?!\d)"
        rf"(?:\s?هـ?(?!\w)|\s?বঙ্গাব্দ)?|{_HEBREW})[\s,،()ـ-]*"
    )


def without_other(text: str) -> str:
    """Give the text without a day of a calendar that is not read, where another year is left."""
    folded = words.fold(text)
    rest = _other().sub(" ", folded)
    return rest.strip() if rest != folded and re.search(r"(?<!\d)(?:19|20)\d\d", rest) else text


# `二〇二四年三月三日`
_BELOW_HUNDRED = "[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]{1,2}"
_SPELLED = (
    r"([〇零○一二三四五六七八九]{4})年"
    rf"(?:({_BELOW_HUNDRED})月(?:({_BELOW_HUNDRED})[日号])?)?"
)
SPELLED_DIGITS = "〇零○一二三四五六七八九"
_DIGITS = str.maketrans(SPELLED_DIGITS, "000123456789")


def _spelled(number: str) -> int:
    """Give the number below a hundred that is spelled so: `二十三`."""
    tens, ten, ones = number.rpartition("十")
    if not ten:
        return int(number.translate(_DIGITS))
    return 10 * int(tens.translate(_DIGITS) or 1) + int(ones.translate(_DIGITS) or 0)


def without_era(text: str) -> str | None:
    """Give the text with the year of an era as that of our count; None if there is no era.

    Numbers that are spelled become those of digits.
    """
    if spelled := re.match(_SPELLED, text):
        year, month, day = spelled.groups()
        stamp = f"{year.translate(_DIGITS)}年"
        stamp += f"{_spelled(month)}月" if month else ""
        return stamp + (f"{_spelled(day)}日" if day else "") + text[spelled.end() :]
    found = re.match(_ERA_YEAR, text)
    if found is None:
        # `2026年(令和8年)1月30日` says it twice.
        bare = re.sub(rf"(?<=年)\s?[(]{_ERA_YEAR}[)]", "", text)
        return bare if bare != text else None
    years = 1 if found[2] == "元" else int(found[2])
    return f"{_ERAS[found[1]] + years}年{text[found.end() :]}"
