"""What are the words of a text, and when are two of them the same?

A token is a letter or digit and the letters, digits and combining marks after it; every Chinese or
Japanese character is a token of its own, and every Thai, Lao, Khmer or Burmese letter with its
marks. Vowel points, joiners and accents that stand alone are as if they were not there. Two tokens
are the same if their exact forms are (lower case, letters without accents, one of several
spellings) or, in a language that is stemmed, their stems. In English those are stems of the exact
forms.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

# Longer ones are no words but encoded data, and are not searchable (in UTF-8 bytes).
TOO_LONG = 255

# Han, Hiragana and Katakana, in code points: [first, last].
_OWN_WORD = (
    (0x2E80, 0x2FDF),
    (0x3005, 0x3007),
    (0x3021, 0x3029),
    (0x3038, 0x303B),
    (0x3041, 0x30FF),
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0xFF66, 0xFF9F),
    (0x20000, 0x323AF),
)

# Thai, Lao, Burmese, Khmer and their kin, whose letters stand alone with their marks.
_OWN_WITH_MARKS = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x1950, 0x19DF),
    (0x1A20, 0x1AAF),
    (0xA9E0, 0xA9FF),
    (0xAA60, 0xAADF),
    (0x11700, 0x1174F),
)

# Latin letters that do not decompose into a plain letter and marks.
_LATIN = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h",
    "ı": "i", "ŋ": "n", "ŧ": "t", "ĸ": "q", "ƒ": "f", "ə": "a", "ɛ": "e", "ɔ": "o", "ǝ": "e",
    "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y", "ǥ": "g", "ȷ": "j", "ŀ": "l", "ŉ": "n",
}  # fmt: skip

# The languages that Snowball knows, by primary subtag.
_STEMMERS = {
    "ar": "arabic",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
}


def tokenise(text: str) -> list[str | None]:
    """Give the tokens in order; None stands at the place of one that is too long."""
    return [token for token, _, _ in spans(text)]


def spans(text: str) -> list[tuple[str | None, int, int]]:
    """Give the tokens with their first character and the one after their last, in NFC text."""
    found: list[tuple[str | None, int, int]] = []
    signs = [*_written(unicodedata.normalize("NFC", text))]
    at = 0
    while at < len(signs):
        end = at + 1
        if not signs[at][0].isalnum():
            at = end
            continue
        if _is_with_marks(signs[at][0]):
            while end < len(signs) and _is_mark(signs[end][0]):
                end += 1
        elif not _is_own_word(signs[at][0]):
            while end < len(signs) and _continues(signs[end][0]):
                end += 1
        token = "".join(sign for sign, _ in signs[at:end])
        too_long = len(token.encode()) >= TOO_LONG
        found.append((None if too_long else token, signs[at][1], signs[end - 1][1] + 1))
        at = end
    return found


def _written(text: str) -> Iterator[tuple[str, int]]:
    """Walk the signs that count with their places: no points, no joiners, one shape of each."""
    for at, sign in enumerate(text):
        if sign == "\u200c" and at and "ARABIC" in unicodedata.name(text[at - 1], ""):
            yield sign, at
        elif sign in "\u02bb\u02bc":
            yield "'", at
        elif _is_silent(sign):
            continue
        elif sign.isdecimal():
            yield str(unicodedata.decimal(sign)), at
        elif sign in "ﾞﾟ" and at and _is_shape(text[at - 1]):
            continue
        elif _is_shape(sign):
            for plain in unicodedata.normalize("NFKC", text[at : at + 1 + _is_voiced(text, at)]):
                if not _is_silent(plain):
                    yield plain, at
        else:
            yield sign, at


def _is_voiced(text: str, at: int) -> bool:
    """Say whether a mark of half-width Kana comes next."""
    return text[at + 1 : at + 2] in ("ﾞ", "ﾟ")


def _is_silent(sign: str) -> bool:
    """Say whether a sign is left out: accents on their own, vowel points, joiners, stretching."""
    if sign in "\u200c\u200d\u0640":
        return True
    if not _is_mark(sign):
        return False
    name = unicodedata.name(sign, "")
    return (
        unicodedata.category(sign) in {"Mn", "Me"}
        and name.startswith(
            ("COMBINING ", "ARABIC ", "HEBREW ", "VARIATION SELECTOR", "EXTRANEOUS ARABIC")
        )
        and "KATAKANA" not in name
    )


def _is_shape(sign: str) -> bool:
    kind = unicodedata.decomposition(sign).partition(" ")[0]
    name = unicodedata.name(sign, "")
    return (
        (kind in {"<wide>", "<narrow>", "<initial>", "<medial>", "<final>", "<isolated>"})
        or (kind == "<font>" and name.startswith("MATHEMATICAL"))
        or (kind == "<compat>" and name.startswith(_COMPATIBLE))
    )


_COMPATIBLE = ("ROMAN NUMERAL", "SMALL ROMAN", "KANGXI", "LATIN SMALL LIGATURE", "ARMENIAN SMALL")


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign).startswith("M")


def _continues(sign: str) -> bool:
    return (
        (sign.isalnum() or _is_mark(sign)) and not _is_own_word(sign) and not _is_with_marks(sign)
    )


def is_own(sign: str) -> bool:
    """Say whether a character is a word of its own, with its marks if it has some."""
    return _is_own_word(sign) or _is_with_marks(sign)


def _is_own_word(sign: str) -> bool:
    return any(first <= ord(sign) <= last for first, last in _OWN_WORD)


def _is_with_marks(sign: str) -> bool:
    return sign.isalpha() and any(first <= ord(sign) <= last for first, last in _OWN_WITH_MARKS)


@lru_cache(maxsize=10_000)
def exact(token: str) -> str:
    """Give the folded form: lower case, Latin letters without marks, ligatures spelt out."""
    token = "".join(sign for sign, _ in _written(unicodedata.normalize("NFC", token)))
    signs = [_letter(sign) for sign in token]
    for at, sign in enumerate(signs):
        if sign == "ھ" and not (at and signs[at - 1] in _ASPIRATED):
            signs[at] = "ه"
    return "".join(_plain(sign) for sign in _lower("".join(signs)))


_ASPIRATED = "بپتٹجچدڈرڑكگلمن"
_LETTERS = {
    "ا": "آأإٱٲٳٵ",
    "ي": "ىی",
    "ك": "کڪ",
    "ه": "ةۀہۂۃە",
    "ر": "ڒڕ",
    "σ": "ς",
    "е": "ёѐ",
    "Е": "ЁЀ",
    "и": "ѝ",
    "И": "Ѝ",
    "μ": "µ",
}


def _letter(sign: str) -> str:
    """Give the letter of which this is another form, in Arabic, Greek and Cyrillic script."""
    for letter, forms in _LETTERS.items():
        if sign in forms:
            return letter
    if "GREEK" in unicodedata.name(sign, ""):
        return unicodedata.normalize("NFKD", sign)[0].replace("ς", "σ")
    return sign


def _lower(token: str) -> str:
    # Sign by sign: the sigma at a word's end is as it is written.
    return "".join(sign.lower() for sign in token)


def _plain(sign: str) -> str:
    if sign in _LATIN:
        return _LATIN[sign]
    if sign == "\u0307":  # the dot that a lower-cased İ leaves behind
        return ""
    kind = unicodedata.decomposition(sign).partition(" ")[0]
    if kind.startswith("<") and kind not in ("<wide>", "<super>", "<sub>", "<compat>"):
        return sign
    plain = "".join(c for c in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(c))
    return plain.lower() if plain.isascii() and plain.isalnum() else sign


def stem(token: str, language: str) -> str:
    """Give the stem in a language, folded."""
    return _stem(token, language)


@lru_cache(maxsize=10_000)
def _stem(token: str, language: str) -> str:
    if language == "en":  # whose words are the same without accents
        return str(_stemmer(language).stemWord(exact(token)))
    found = _stemmer(language).stemWord(_lower(_before_stemming(token, language)))
    return "".join(map(_plain, _lower(found))) if language == "ar" else exact(found)


def _before_stemming(token: str, language: str) -> str:
    """Give the letters that a stemmer expects."""
    if language == "tr":
        token = token.replace("I", "ı").replace("İ", "i")
    token = token.replace("İ", "I")
    if language == "ar":
        return token.translate({ord("ی"): "ي", ord("ک"): "ك"})
    return "".join(map(_letter, token))


@cache
def _stemmer(language: str) -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer(_STEMMERS[language])


def stemmed_language(tag: str | None, enabled: tuple[str, ...]) -> str | None:
    """Give the language whose stemmer an article's text goes through, or None."""
    subtag = tag.split("-")[0].lower() if tag else ""
    return subtag if subtag in enabled and subtag in _STEMMERS else None


def fits(pattern: str, token: str) -> bool:
    """Say whether the whole token fits `*` (any run) and `?` (one character)."""
    at = mark = 0
    star = resume = -1
    while at < len(token):
        if mark < len(pattern) and pattern[mark] == "*":
            star, resume = mark, at
            mark += 1
        elif mark < len(pattern) and pattern[mark] in ("?", token[at]):
            mark += 1
            at += 1
        elif star >= 0:
            # Let the last star take one character more.
            resume += 1
            mark, at = star + 1, resume
        else:
            return False
    return set(pattern[mark:]) <= {"*"}


def edits(left: str, right: str) -> int:
    """Count insertions, deletions, substitutions and swaps of neighbours between two words.

    Optimal string alignment: no part is edited twice.
    """
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]
