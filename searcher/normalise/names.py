"""How is this name written? Restores the case of names printed in capitals."""

import re

from searcher.normalise.wordlist import words

PARTICLES = words(
    """
    af al av bin da das de del della den der des di do dos du e el ibn la le ten ter van von y
    zu zum zur
    """
)
_NUMERAL = re.compile(r"(?:II|III|IV|VI{0,3})")
_VOWEL = re.compile(r"[AEIOUYÀ-ÖØ-ÝŐŰĘĄİĂƠƯ\u1ea0-\u1ef8ΑΕΗΙΟΥΩΆΈΉΊΌΎΏАЕЁИОУЫЭЮЯІЇЄ]")
_LETTERS = re.compile(r"[^\W\d_]+")
_LONG = 3  # in a name of mixed case, capitals of fewer letters are initials: `JK Rowling`


def restore_case(name: str) -> str:
    """Give `MARY O'NEILL` as `Mary O'Neill`, `Bill MCCARTHY` as `Bill McCarthy`.

    A single word stays as printed: it is an acronym or a pen name as likely as a name. Lower case
    stays too, since some sign that way.
    """
    words = name.split()
    if len(words) == 1:
        return name
    all_capitals = name.isupper()
    return " ".join(
        _restore(word, first=n == 0, all_capitals=all_capitals) for n, word in enumerate(words)
    )


def _restore(word: str, *, first: bool, all_capitals: bool) -> str:
    letters = "".join(_LETTERS.findall(word))
    if re.fullmatch(r"M[cC][A-Z]{2,}", word):
        return "Mc" + word[2] + word[3:].lower()
    if not letters.isupper() or _NUMERAL.fullmatch(word):
        return word
    if all_capitals and not first and word.lower() in PARTICLES:
        return word.lower()
    if "." in word[:-1] or len(letters) == 1:  # initials
        return word
    if letters in {"JR", "SR"}:
        return word.capitalize()
    if len(letters) < _LONG and not (all_capitals and _VOWEL.search(word)):
        return word
    if len(letters) == _LONG and not _VOWEL.search(word):
        return word
    return re.sub(r"[^\W\d_]+", _capitalise, word)


def _capitalise(part: re.Match[str]) -> str:
    text = part[0]
    # After an apostrophe a single letter is a suffix (`L'S`), as in no name but a possessive.
    before = part.string[part.start() - 1 : part.start()]
    if before in {"'", "’"} and len(text) == 1:
        return text.lower()
    if text.startswith("MC") and len(text) > 3:  # noqa: PLR2004
        return "Mc" + text[2] + text[3:].lower()
    return text[0] + text[1:].lower()
