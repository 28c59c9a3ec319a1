"""Where does each article's file lie, in an export that is a folder of them?

`2026-01-30_title-of-the-article_272e599e.md`: date as known (or `undated`), title in ASCII, the
first digits of the id. Such names are unique, sort by date, and are safe on every platform: no
device of Windows begins with a date. An underscore stands after the date, since `2026-01` before
a title such as `12 angry men` would read as a day.

Up to 10,000 files lie beside each other; of more, each lies in a folder named by the first two
digits of its id, so that a million files are some 4,000 in each of 256 folders.
"""

import re
from pathlib import Path
from typing import BinaryIO

from searcher.article import fold
from searcher.exports.columns import Row

FLAT = 10_000  # files beside each other, at most
_LONGEST = 60  # characters of the title
_DIGITS = 8
_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}", re.ASCII)
# Letters that have no base letter to be folded to.
_LATIN = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h"}
)


def slug(text: str, longest: int = _LONGEST) -> str:
    """Give a text as words of ASCII with dashes between; empty where it has none."""
    # Four times as much is enough, since folding and dashes seldom shorten a text more.
    ascii_only = fold(text[: 4 * longest]).translate(_LATIN).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", ascii_only.replace("'", "")).strip("-")
    if len(words) > longest:
        head, _, _ = words[: longest + 1].rpartition("-")
        words = head or words[:longest]
    return words


class Places:
    """Makes files in a folder that does not exist yet."""

    def __init__(self, folder: Path, suffix: str, rows: int | None) -> None:
        """Make the folder; `rows` None is any number."""
        folder.mkdir()
        self._folder = folder
        self._suffix = suffix
        self._parted = rows is None or rows > FLAT
        self._parts: set[str] = set()

    def make(self, row: Row) -> tuple[str, BinaryIO]:
        """Open a new file for the article; give its name below the folder, with `/`."""
        key = slug(row["id"], 64)
        above = f"{key[:2]}/" if self._parted else ""
        if above and above not in self._parts:
            (self._folder / above).mkdir()
            self._parts.add(above)
        begin = "_".join(filter(None, (_date(row), slug(row["title"]))))
        number = 0
        while True:
            # Other articles of this day, title and first digits are made by ill will only; an
            # article comes twice where it answers two queries.
            digits = key[:_DIGITS] if not number else key if number == 1 else f"{key}-{number}"
            name = f"{above}{begin}_{digits}{self._suffix}"
            try:
                return name, (self._folder / name).open("xb")
            except FileExistsError:
                number += 1


def _date(row: Row) -> str:
    published = row["published"]
    text = published["date"] if published else None
    return text if text and _DATE.fullmatch(text) else "undated"
