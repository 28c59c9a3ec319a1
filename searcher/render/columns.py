"""How wide is a text on a terminal, and where may it break?

Texts here are safe and one line (`safety.one_line`). Wide characters (CJK, most emoji) take two
columns, combining marks none: Unicode's East Asian Width.
"""

import unicodedata

# Marks on one letter that are still a letter; a flood of them must not fill the screen.
_CHARACTERS_PER_COLUMN = 8


def width(text: str) -> int:
    """Count the columns that a terminal gives to safe text."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"} and character != "\ufe0f":
        return 0
    # U+FE0F (emoji style) makes its base wide on some terminals: counting one is never too little.
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def fit(text: str, columns: int, start: int = 0) -> int:
    """Give the end of the longest run from `start` that fits; at least one character."""
    head = text[start : start + columns + 1]
    if head.isascii():  # with the next one: a mark may not be torn from its letter
        return start + max(min(len(head), columns), 1)
    used, end = 0, start
    for character in text[start : start + columns * _CHARACTERS_PER_COLUMN]:
        used += _cells(character)
        if used > columns:
            break
        end += 1
    return max(end, start + 1)


def fold(text: str, columns: int, limit: int | None = None) -> tuple[list[tuple[int, int]], bool]:
    """Break one line of text into ranges that fit the columns; say whether any is left over.

    Breaks at spaces, within a word only where it is longer than a line. Of at most `limit` lines
    the last leaves a column for the sign that there is more.
    """
    ranges: list[tuple[int, int]] = []
    start = 0
    while start < len(text):
        last = limit is not None and len(ranges) == limit - 1
        end = _break(text, columns, start)
        if last and end < len(text):
            ranges.append((start, _break(text, max(columns - 1, 1), start)))
            return ranges, True
        ranges.append((start, end))
        start = end + 1 if text[end : end + 1] == " " else end
    return ranges, False


def _break(text: str, columns: int, start: int) -> int:
    end = fit(text, columns, start)
    if end >= len(text) or text[end] == " ":
        return end
    space = text.rfind(" ", start + 1, end)
    return space if space > start else end


def clip(text: str, columns: int) -> str:
    """Shorten one line to the columns, with `…` where something is missing."""
    end = fit(text, columns)
    if end >= len(text):
        return text
    head = text[: fit(text, max(columns - 1, 1))].rstrip()
    # A wide first character may leave no room for the sign.
    return f"{head}…" if width(head) < columns else "…"


def lines_of(text: str, columns: int, limit: int | None = None) -> list[str]:
    """Fold one line of text, with `…` at the end where something is missing."""
    ranges, more = fold(text, columns, limit)
    lines = [text[start:end] for start, end in ranges] or [""]
    if more:
        lines[-1] = clip(f"{lines[-1].rstrip()}…", columns)
    return lines
