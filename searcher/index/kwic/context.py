"""What stands before and behind an occurrence, and by which words are lines sorted?

A context ends where a word does: between a word and what is none, or beside a character that is a
word of its own, never before a combining mark. A word longer than the width is left out whole.
"""

import re
import unicodedata

from searcher.query.counting import is_own_word

_SPACE = re.compile(r"\s+")
_PLAIN_WORD = re.compile(r"[a-z0-9]+(?:'[a-z0-9]+)*")
_APOSTROPHES = "'\u2019\u02bc"
_JOINERS = "\u200c\u200d"
# Colours of skin, which belong to the sign before them.
_MODIFIERS = range(0x1F3FB, 0x1F400)


def before(text: str, start: int, width: int) -> str:
    """Give up to so many characters before a place."""
    low = max(0, start - width)
    while low < start and not is_border(text, low):
        low += 1
    return spaced(text[low:start]).lstrip()


def behind(text: str, end: int, width: int) -> str:
    """Give up to so many characters from a place on."""
    high = min(len(text), end + width)
    while high > end and not is_border(text, high):
        high -= 1
    return spaced(text[end:high]).rstrip()


def spaced(text: str) -> str:
    """Give text on one line with single spaces."""
    return _SPACE.sub(" ", text)


def is_border(text: str, at: int) -> bool:
    """Say whether no word goes on at a place."""
    if at <= 0 or at >= len(text):
        return True
    last, following = text[at - 1], text[at]
    if _clings(following) or last == "\u200d":
        return False
    if is_own_word(last) or is_own_word(following):
        return True
    if following in _APOSTROPHES:
        return not (_is_of_word(last) and _is_of_word(text[at + 1 : at + 2]))
    if last in _APOSTROPHES:
        return not (_is_of_word(following) and _is_of_word(text[max(0, at - 2) : at - 1]))
    return not (_is_of_word(last) and _is_of_word(following))


def _is_of_word(sign: str) -> bool:
    return sign.isalnum() or (bool(sign) and _clings(sign))


def _clings(sign: str) -> bool:
    """Say whether a character belongs to the one before it."""
    return not sign.isascii() and (
        unicodedata.category(sign)[0] == "M" or sign in _JOINERS or ord(sign) in _MODIFIERS
    )


def words_of(text: str) -> list[str]:
    """Give the words of a context as they are compared: whatever the case, without signs."""
    text = text.casefold()
    if text.isascii():
        return _PLAIN_WORD.findall(text)
    words: list[str] = []
    inside = False
    for sign in text:
        if sign.isalnum():
            own = is_own_word(sign)
            if inside and not own:
                words[-1] += sign
            else:
                words.append(sign)
            inside = not own
        elif words and inside and (_clings(sign) or sign in _APOSTROPHES):
            words[-1] += sign
        elif not _clings(sign):
            inside = False
    return [word.rstrip(_APOSTROPHES) for word in words]
