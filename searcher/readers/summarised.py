"""Articles with their summaries, as sets for summarising keep them: a file each.

CNN and Daily Mail (`.story`: the text, then points below `@highlight`), and XSum (`.summary`:
parts below `[SN]URL[SN]` and the like).
"""

import re
from collections.abc import Iterator
from typing import Final

from searcher.article import Skipped
from searcher.readers.base import ReadOptions, Record, Source
from searcher.readers.encoding import decode
from searcher.readers.page import read_page, whole
from searcher.readers.records.fields import Fields

NAME: Final = "summarised"
_POINTS = re.compile(r"^@highlight[ \t]*$", re.MULTILINE)
_PART = re.compile(r"^\[SN\]([A-Z-]{1,40})\[SN\][ \t]*$", re.MULTILINE)
_PARTS: Final = {"URL": "url", "TITLE": "title", "FIRST-SENTENCE": "summary", "RESTBODY": "body"}


def looks_like(suffix: str, start: str) -> bool:
    """Say whether a text is one of these: by its marks, and where these come later by its name."""
    return suffix == ".story" or _PART.match(start) is not None


def read(source: Source, options: ReadOptions) -> Iterator[Record]:
    """Give the file's article."""
    data = read_page(source, NAME)
    if not isinstance(data, bytes):
        yield data
        return
    where = whole(source, NAME, data)
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff\n ")
    found = _parts(text) if _PART.match(text) else _story(text)
    if not any(found.values()):
        yield Skipped(where, "no-text", "a story without a text")
        return
    yield Fields(options).read(found, where)


def _story(text: str) -> dict[str, str]:
    body, *points = _POINTS.split(text)
    return {"body": body.strip(), "summary": "\n".join(filter(None, map(str.strip, points)))}


def _parts(text: str) -> dict[str, str]:
    """Give the parts by name; the first sentence begins the text, and is its summary as well."""
    _, *found = _PART.split(text)
    named = {
        _PARTS.get(name, name): part.strip()
        for name, part in zip(found[::2], found[1::2], strict=True)
    }
    first, rest = named.get("summary", ""), named.get("body", "")
    return {**named, "body": f"{first}\n{rest}".strip() if first not in rest else rest}
