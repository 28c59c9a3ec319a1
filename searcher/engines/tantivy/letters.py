"""Which characters are one letter, however they were written?

tantivy's filters fold Latin letters only, and know no marks. So a text that has others is
*smoothed* before it is split, and what a user typed likewise: marks that readers leave out go,
letters with several codes get one, digits of all scripts become 0 to 9. Smoothing is done character
by character, so that a place in the smoothed text has one in the text as it stands.

For Arabic script this follows Lucene's normalizers for Arabic, Persian and Sorani, with exceptions:
yeh barree stays (Urdu tells genders and numbers by it), the heh with two eyes stays where it
aspirates a consonant, and reh with a small v is reh everywhere and not only at the beginning. A
zero-width non-joiner parts words after an Arabic letter, but not in Kurdish. Stemmers get texts in
which the letters that they look for are kept.
"""

import re
import unicodedata
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from searcher.characters import unusual

# Any character outside these blocks sends a text the slower way. Inside them is nothing that is
# smoothed, no combining marks, no script that does not part words, and no symbols that Unicode
# calls alphabetic.
_NOT_PLAIN = (
    "[^\\x00-\u00b4\u00b6-\u012f\u0131-\u0195\u0197-\u01a5\u01a7-\u02ba"
    "\u02bd-\u02ff\u0391-\u03a9\u03b1-\u03c1\u03c3-\u03c9"
    "\u0402-\u040c\u040e-\u044f\u0452-\u045c\u045e-\u0482\u048a-\u0586\u0588-\u058f\u05d0-\u05f4"
    "\u060c\u061b\u061f-\u0621\u0624\u0626-\u0628\u062a-\u063f\u0641-\u0648\u064a\u066a-\u066f"
    "\u0674\u0676-\u0691\u0693\u0694\u0696-\u06a8\u06ab-\u06bd\u06bf\u06c4-\u06cb\u06cd-\u06d3"
    "\u1e00-\u1efb\u1efd-\u1eff\u2000-\u200b\u200e-\u20cf\u2100-\u212a\u212c-\u215f\u2180-\u2182"
    "\u2184-\u24b5\u24ea-\u2bff\uac00-\ud7a3"
    "\ufffd\U0001f300-\U0001f64f\U0001f680-\U0001f6ff\U0001f900-\U0001faff]"
)

# Points of Hebrew, vowels and signs of recitation of Arabic, accents that no letter has a code
# with, and what chooses among shapes of a character. Marks of Indic and other scripts are vowels.
_LEFT_OUT = (
    *((0x0300, 0x036F), (0x0483, 0x0489), (0x0591, 0x05BD), (0x05BF, 0x05BF), (0x05C1, 0x05C2)),
    *((0x05C4, 0x05C5), (0x05C7, 0x05C7), (0x0610, 0x061A), (0x0640, 0x0640), (0x064B, 0x065F)),
    *((0x0670, 0x0670), (0x06D6, 0x06DC), (0x06DF, 0x06E4), (0x06E7, 0x06E8), (0x06EA, 0x06ED)),
    *((0x08CA, 0x08E1), (0x08E3, 0x08FF), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x200D, 0x200D)),
    *((0x20D0, 0x20FF), (0xFE00, 0xFE0F), (0xFE20, 0xFE2F), (0xFE70, 0xFE7F)),
    (0xE0100, 0xE01EF),
)
# Blocks of characters that are others in another shape: ligatures, Roman numerals, radicals, forms
# by position, full and half width, bold and italics.
_SHAPES = (
    *((0x00B5, 0x00B5), (0x0587, 0x0587), (0x03D0, 0x03D6), (0x03F0, 0x03F5), (0x2160, 0x217F)),
    *((0x2F00, 0x2FD5), (0xFB00, 0xFB4F), (0xFB50, 0xFDFB), (0xFE80, 0xFEFC), (0xFF01, 0xFF9F)),
    (0x1D400, 0x1D7FF),
)
_GREEK = ((0x0386, 0x03CE), (0x1F00, 0x1FFF))
_ONE = {
    "\u0130": "I",  # tantivy's lower-casing leaves its dot behind
    **dict.fromkeys("\u02bb\u02bc", "'"),
    "\u200c": " ",
    "ς": "σ",
    "Ϲ": "Σ",
    **dict(zip("ѐёѝЀЁЍ", "ееиЕЕИ", strict=True)),
    # tantivy folds these otherwise than their small letters.
    **{sign: sign.lower() for sign in "ƖƦỼ\u212bↃⱾⱿꝨꞆꞍꞪꞫꞬꞭꞮꞰꞱꞲꟅꟆ"},
    **dict.fromkeys("\u06cc", "\u064a"),  # yeh
    **dict.fromkeys("\u06a9\u06aa", "\u0643"),  # kaf
}
# These only where no stemmer comes after that tells them apart.
_ONE_IN_ARABIC = {
    **dict.fromkeys("\u0622\u0623\u0625\u0671\u0672\u0673\u0675", "\u0627"),  # alef
    "\u0649": "\u064a",
    **dict.fromkeys("\u0629\u06c0\u06c1\u06c2\u06c3\u06d5", "\u0647"),  # heh
    **dict.fromkeys("\u0692\u0695", "\u0631"),  # reh
}
# What a language's stemmer needs otherwise.
_OWN: dict[str, dict[str, str]] = {
    "ar": {sign: sign for sign in "\u0622\u0623\u0625\u0629\u0649"},
    "tr": {"I": "ı", "\u0130": "i"},
}
# Patterns are compiled on first use, by re's own cache: most searches need none of them.
# A heh with two eyes, but where it makes an aspirate of the consonant before it.
_HEH = (
    "(?<![\u0628\u067e\u062a\u0679\u062c\u0686\u062f\u0688\u0631\u0691\u0643\u06af\u0644-\u0646])"
    "\u06be"
)
_NON_JOINER = "\u200c(?<![\u0620-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufefc]\u200c)"
_ACCENTED = "[\u00c0-\u024f\u1e00-\u1eff]"
_ASCII = 0x80
# Marks of Kana, as wide as these are and as wide as half of them.
_VOICED = "\u3099\u309a"
_HALF_VOICED = "\uff9e\uff9f"
_ADDED = _VOICED + _HALF_VOICED
# Characters in which a place is looked for at once.
_STRETCH = 1_000
# Characters among which most texts that are not plain have one that shows it.
_BEGIN = 32
# Left out with the accents; takes the place of a joiner, so that places stay.
_NOTHING = "\u034f"
# Kurdish as a whole, Central, Southern.
_JOINING = frozenset({"ku", "ckb", "sdh"})
# Characters beyond are too many to remember each.
_REMEMBERED = 0x3000


class Smoothed(NamedTuple):
    """A smoothed text, and where each of its characters begins and ends in the text itself."""

    text: str
    starts: list[int]
    ends: list[int]


def is_plain(text: str) -> bool:
    """Say whether smoothing changes nothing, and the plain tokeniser finds the right tokens."""
    # Most of those that are not show it at once.
    return text.isascii() or not (
        re.search(_NOT_PLAIN, text[:_BEGIN]) or re.search(_NOT_PLAIN, unusual(text))
    )


def smooth(text: str, language: str | None = None) -> str:
    """Give the text as it is split: for exact tokens, or for a language's stemmer."""
    if language not in _OWN:
        language = None
    if is_plain(text) and language != "tr":
        return text
    return _context(_exchanged(_without_joiners(text), language))


def is_kurdish(language: str | None) -> bool:
    """Say whether a language joins what a zero-width non-joiner stands between."""
    return language in _JOINING


def joined(text: str) -> str:
    """Give a text whose non-joiners are smoothed away; places stay.

    In Kurdish they part no words: a heh with one after it was long the only way to type the vowel
    ae. So an old and a new spelling are one.
    """
    return text.replace("\u200c", _NOTHING)


def readings(text: str) -> tuple[str, ...]:
    """Give what was typed as it is read in Kurdish and in all other languages."""
    return (text, joined(text)) if "\u200c" in text else (text,)


def smooth_places(text: str) -> Smoothed:
    """Smooth a text for exact tokens, and remember the places: some 0.5 µs a character."""
    text = _without_joiners(text)
    if unicodedata.is_normalized("NFC", text) and not any(map(text.__contains__, _ADDED)):
        table = _table(None)
        smoothed = text.translate(table)
        kept = [at for at, code in enumerate(map(ord, text)) if table[code] is not None]
        if len(kept) == len(smoothed):  # else a ligature is written out
            ends = [
                after if after - at > 1 and all(map(_is_mark, text[at + 1 : after])) else at + 1
                for at, after in pairwise([*kept, len(text)])
            ]
            return Smoothed(_context(smoothed), kept, ends)
    begins = [at for at, sign in enumerate(text) if not at or not _is_mark(sign)]
    clusters = [*pairwise([*begins, len(text)])]
    pieces = [_exchanged(text[at:after], None) for at, after in clusters]
    places = [place for place, piece in zip(clusters, pieces, strict=True) for _ in piece]
    starts, ends = [at for at, _ in places], [after for _, after in places]
    return Smoothed(_context("".join(pieces)), starts, ends)


def bare(text: str) -> str:
    """Give a text with its Latin letters without accents, place by place: to look for words in."""
    if text.isascii() or not re.search(_ACCENTED, text):
        return text
    return text.translate(_BARE)


def place_of(place: int, text: str, language: str | None) -> int:
    """Give about the place in a text of what stands at a place of the smoothed text.

    Characters that are composed across the borders of stretches are not looked after.
    """
    for start in range(0, len(text), _STRETCH):
        stretch = text[start : start + _STRETCH]
        length = len(smooth(stretch, language))
        if place < length:
            starts = smooth_places(stretch).starts
            return start + starts[min(place, len(starts) - 1)]
        place -= length
    return max(len(text) - 1, 0)


def _without_joiners(text: str) -> str:
    return re.sub(_NON_JOINER, _NOTHING, text) if "\u200c" in text else text


def _is_mark(sign: str) -> bool:
    return not sign.isascii() and (
        unicodedata.category(sign)[0] == "M" or sign in _HALF_VOICED or "\u1160" <= sign <= "\u11ff"
    )


def _exchanged(text: str, language: str | None) -> str:
    text = unicodedata.normalize("NFC", text).translate(_table(language))
    # Half-width Kana have their marks beside them.
    return unicodedata.normalize("NFC", text) if any(map(text.__contains__, _VOICED)) else text


def _context(text: str) -> str:
    return re.sub(_HEH, "\u0647", text) if "\u06be" in text else text


class _Bare(dict[int, int]):
    """Latin letters without accents; found out when one is first met."""

    def __missing__(self, code: int) -> int:
        plain = ord(unicodedata.normalize("NFD", chr(code))[0])
        found = plain if plain < _ASCII else code
        if code < _REMEMBERED:
            self[code] = found
        return found


_BARE = _Bare({ord(sign): ord(plain) for sign, plain in zip("øłđħıØŁĐĦ", "oldhiOLDH", strict=True)})


class _Table(dict[int, str | int | None]):
    """What becomes of each character; found out when one is first met."""

    def __init__(self, own: dict[str, str]) -> None:
        super().__init__({ord(sign): meant for sign, meant in own.items()})

    def __missing__(self, code: int) -> str | int | None:
        found = self._meant(code)
        if code < _REMEMBERED:
            self[code] = found
        return found

    def _meant(self, code: int) -> str | int | None:
        if _within(code, _LEFT_OUT):
            return None
        sign = chr(code)
        meant = _ONE.get(sign) or _ONE_IN_ARABIC.get(sign)
        if meant is not None:
            return meant
        if (digit := unicodedata.decimal(sign, None)) is not None:
            return str(digit)
        if _within(code, _SHAPES):
            # Shapes of letters that have several codes themselves.
            shaped = unicodedata.normalize("NFKC", sign)
            return shaped if shaped == sign else shaped.translate(self)
        if _within(code, _GREEK):
            return unicodedata.normalize("NFD", sign)[0].replace("ς", "σ")
        return code


@cache
def _table(language: str | None) -> _Table:
    return _Table(_OWN[language] if language else {})


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code <= last for first, last in ranges)
