"""Which encoding has a page or text that declares none, or one that cannot be?

Browsers guess by the place of the user; here its own bytes say it, and the language that a page
declares. The letters of a script have their usual frequencies only where the bytes are read right.
"""

import re
from functools import cache
from typing import Final

_HEAD: Final = 4_096  # bytes in which a page declares its language
_SAMPLE: Final = 32_768  # bytes that are looked at, from the first that is no ASCII
_LEAST: Final = 16  # letters outside of ASCII by which anything can be told
_WHOLE: Final = 0.9  # share of bytes in whole sequences of UTF-8
_RUNS: Final = 0.5  # share of letters that stand in runs: words of another script than Latin
_SURE: Final = 0.55  # share of letters that are among the most frequent of their script
_HANGUL: Final = 0.8  # share of frequent syllables; read as Korean, Chinese has about half of that
_LANGUAGE = re.compile(
    rb"<html[^>]{0,300}?\slang\s*=\s*[\"']?([a-z]{2,3})(?![a-z])"
    rb"|<meta[^>]{0,100}content-language[^>]{0,60}content\s*=\s*[\"']?([a-z]{2,3})(?![a-z])"
    rb"|og:locale[\"'][^>]{0,60}content\s*=\s*[\"']?([a-z]{2,3})(?![a-z])",
    re.IGNORECASE,
)
_RUN = re.compile(rb"[\x80-\x9f\xa1-\xff]{3,}")
_HIGH = re.compile(rb"[\x80-\x9f\xa1-\xff]")
_DRAWN = re.compile(rb"([\x80-\xff])\1{3,}")  # lines and frames of DOS, which are no letters
_LOW: Final = bytes(range(0x80)) + b"\xa0"
# Encodings of one byte a letter, and the dozen most frequent letters of what is written in them.
_CYRILLIC, _GREEK = "оеаинтсрвлкм", "αοιετσνηυρπκ"
_HEBREW, _ARABIC = "יוהלאתרבשמנם", "اليمونترهبدع"
_SINGLE: Final = (
    ("cp1251", _CYRILLIC),
    ("koi8-u", _CYRILLIC),
    ("cp866", _CYRILLIC),
    ("iso8859-5", _CYRILLIC),
    ("cp1253", _GREEK),
    ("cp1255", _HEBREW),
    ("cp1256", _ARABIC),
    ("iso8859-6", _ARABIC),
    ("cp874", "านรอกเงมยลวดท"),
)
_DOUBLE: Final = (("gb18030", (0xB0, 0xD7), 0xA1), ("big5", (0xA4, 0xC6), 0x40))
# What browsers take for pages of a language that say nothing (WHATWG), where its letters are Latin:
# the language tells these apart more surely than frequencies do.
_LATIN: Final = {
    **dict.fromkeys(("cs", "hr", "hu", "pl", "ro", "sk", "sl", "sq", "bs", "sr"), "cp1250"),
    **dict.fromkeys(("tr", "az", "ku"), "cp1254"),
    **dict.fromkeys(("lt", "lv", "et"), "cp1257"),
    "vi": "cp1258",
}
# Letters of Windows-1250 where ISO 8859-2 has controls: no page in a language that has them lacks
# them all.
_WINDOWS = re.compile(rb"[\x8a\x8c-\x8f\x9a\x9c-\x9f]")
_ISO = re.compile(rb"[\xa9\xab\xae\xb1\xb5\xb6\xb9\xbb\xbc\xbe]")


def guessed(data: bytes) -> str | None:
    """Give Python's name of the encoding, or None where the bytes may well be Windows-1252.

    `data` is no UTF-8 as a whole; it may be with a few broken bytes.
    """
    first = _HIGH.search(data)
    begin = data.rfind(b">", 0, first.start()) + 1 or first.start() if first else 0
    sample = _DRAWN.sub(b"", data[begin : begin + _SAMPLE])
    letters = sample.translate(None, _LOW)
    kept = len(sample.decode("utf-8", "ignore").encode().translate(None, _LOW))
    if kept >= _WHOLE * len(letters):
        return None
    runs = sum(map(len, _RUN.findall(sample)))
    if len(letters) < _LEAST or runs < _RUNS * len(letters):
        return _latin(data, sample)
    if _share(sample, "cp949", _common("euc_kr", (0xB0, 0xC8), 0xA1)) >= _HANGUL:
        return "cp949"
    scores = {codec: _kana(sample, codec) for codec in ("euc_jp", "cp932")}
    for codec, frequent in _SINGLE:
        scores[codec] = _share(letters, codec, frozenset(frequent))
    # Any bytes that are frequent letters of one byte may also be frequent Chinese ones, taken in
    # pairs; not the other way round.
    chinese = {
        codec: _share(sample, codec, _common(codec, leads, second))
        for codec, leads, second in _DOUBLE
    }
    for by in (scores, chinese):
        best = max(by, key=lambda codec: by[codec])
        if by[best] >= _SURE:
            return best
    return _latin(data, sample)


def _latin(data: bytes, sample: bytes) -> str | None:
    found = _LANGUAGE.search(data, 0, _HEAD)
    language = next(filter(None, found.groups()), b"").decode().lower() if found else ""
    codec = _LATIN.get(language)
    if codec == "cp1250" and _ISO.search(sample) and not _WINDOWS.search(sample):
        return "iso8859-2"
    return codec


def _letters(sample: bytes, codec: str) -> str:
    """Give the letters that are no ASCII, with what stands for broken ones."""
    text = sample.decode(codec, "replace")
    return "".join(c for c in text if c > "\x7f" and (c.isalpha() or c == "\ufffd"))


def _share(sample: bytes, codec: str, frequent: frozenset[str]) -> float:
    letters = _letters(sample, codec)
    return sum(c in frequent for c in letters) / len(letters) if letters else 0


def _kana(sample: bytes, codec: str) -> float:
    """Give about twice the share of kana: a text has as many other characters."""
    letters = _letters(sample, codec)
    kana = sum("\u3041" <= c <= "\u30fa" for c in letters)
    # Of half width, or of nobody: another encoding's.
    odd = sum("\uff61" <= c <= "\uff9f" or c == "\ufffd" for c in letters)
    return min(1, 2 * (kana - odd) / len(letters)) if letters else 0


@cache
def _common(codec: str, leads: tuple[int, int], second: int) -> frozenset[str]:
    """Give the letters in that part of a standard which is for the frequent ones."""
    first, last = leads
    pairs = (bytes((a, b)) for a in range(first, last + 1) for b in range(second, 0xFF))
    return frozenset("".join(pair.decode(codec, "ignore") for pair in pairs))
