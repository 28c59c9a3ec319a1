"""What may reach a terminal? Text of articles is hostile: it can hold escape sequences.

Every replacement is one character for one character, so that spans keep their place.
"""

from functools import cache


@cache  # most texts need none of it
def _replacements() -> dict[int, str]:
    # ESC is shown as its picture (U+241B), so that the reader sees what was there.
    table = {code: chr(0x2400 + code) for code in range(0x20)}
    table |= dict.fromkeys(range(0x80, 0xA0), "\N{REPLACEMENT CHARACTER}")  # C1: U+009B is CSI
    table |= dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}")  # lone surrogates
    # Overrides and isolates reorder what stands around them; the annotation marks hide it.
    for first, last in ((0x202A, 0x202E), (0x2066, 0x2069), (0xFFF9, 0xFFFB)):
        table |= dict.fromkeys(range(first, last + 1), "\N{REPLACEMENT CHARACTER}")
    table |= dict.fromkeys((0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029), " ")
    table[0x7F] = "\N{SYMBOL FOR DELETE}"
    return table


@cache
def _replacements_in_data() -> dict[int, str]:
    return {code: to for code, to in _replacements().items() if code not in (0x09, 0x0A)}


def safe(text: str) -> str:
    """Give the text as one line without control characters; of equal length."""
    return text if text.isprintable() else text.translate(_replacements())


def safe_data(text: str) -> str:
    """Do the same, but keep tabs and line feeds: for data formats shown on a terminal."""
    return text if text.isprintable() else text.translate(_replacements_in_data())


def one_line(text: str) -> str:
    """Give safe text with single spaces."""
    return " ".join(safe(text).split())
