"""What counts in a stamp: no invisible characters, plain digits, single spaces."""

import unicodedata

_CONTROLS = str.maketrans(dict.fromkeys((*range(32), 127), " "))


def clean(raw: str) -> str:
    """Give the text for parsing: NFKC, decimal digits as 0-9, no control or format characters.

    Direction marks stand inside dates that browsers wrote. Idempotent.
    """
    if not raw.isascii():
        raw = "".join(map(_character, unicodedata.normalize("NFKC", raw)))
    elif not raw.isprintable():
        raw = raw.translate(_CONTROLS)
    return " ".join(raw.split())


def _character(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "Cf":
        return "" if character != "\u200c" else character
    if category == "Cc":
        return " "
    return "-" if category == "Pd" or character == "\u2212" else character
