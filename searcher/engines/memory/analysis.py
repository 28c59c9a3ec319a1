"""What are the words of a text, and when are two of them the same?

A token is a letter or digit and the letters, digits and combining marks after it; every Chinese or
Japanese character is a token of its own. Two tokens are the same if their exact forms are (lower
case, Latin letters without marks) or, in a language that is stemmed, their stems.
"""

import unicodedata
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
    text = unicodedata.normalize("NFC", text)
    at = 0
    while at < len(text):
        end = at + 1
        if not text[at].isalnum():
            at = end
            continue
        if not _is_own_word(text[at]):
            while end < len(text) and _continues(text[end]):
                end += 1
        token = text[at:end]
        found.append((None if len(token.encode()) >= TOO_LONG else token, at, end))
        at = end
    return found


def _continues(sign: str) -> bool:
    return (sign.isalnum() or unicodedata.category(sign).startswith("M")) and not _is_own_word(sign)


def _is_own_word(sign: str) -> bool:
    return any(first <= ord(sign) <= last for first, last in _OWN_WORD)


@lru_cache(maxsize=10_000)
def exact(token: str) -> str:
    """Give the folded form: lower case, Latin letters without marks, ligatures spelt out."""
    return "".join(_plain(sign) for sign in _lower(token))


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
    return exact(_stemmer(language).stemWord(_lower(token)))


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
