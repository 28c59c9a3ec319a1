"""Which lines does an article give, and what are they sorted by?"""

import hashlib
from collections.abc import Iterator, Sequence
from typing import cast

import orjson

from searcher.article import Article
from searcher.index.kwic.context import before, behind, spaced, words_of
from searcher.results import PARTS, KwicLine, KwicSort, Marks, Part

# Between the fields of a key and between its words: below all that words are made of, so that a
# context sorts before those that go on.
_FIELD, _WORD = "\x01", "\x02"
_UNDATED = "~"


def lines_of(
    article: Article, found: Marks, width: int, parts: Sequence[Part] = PARTS
) -> Iterator[KwicLine]:
    """Give a line for each occurrence, in the order in which they are read."""
    published = article.published
    date = published.text if published else None
    for part, text, spans in (
        ("title", article.title, found.title),
        ("summary", article.summary, found.summary),
        ("body", article.body, found.body),
    ):
        if part not in parts:
            continue
        for start, end in spans:
            yield KwicLine(
                article.id,
                cast(Part, part),
                start,
                end,
                before(text, start, width),
                spaced(text[start:end]),
                behind(text, end, width),
                date,
                article.source,
            )


def sort_key(line: KwicLine, sort: KwicSort) -> bytes:
    """Give what a line is sorted by; no two lines have the same.

    The left context counts from the node leftwards, word by word. Equal contexts go by the node,
    then by the context on the other side; equal dates, the undated last, and all else by the place.
    """
    place = f"{line.id}{PARTS.index(line.part)}{line.start:010}{line.end:010}"
    if sort == "id":
        return place.encode()
    if sort == "date":
        return f"{line.date or _UNDATED}{_FIELD}{place}".encode()
    left, right = _WORD.join(words_of(line.left)[::-1]), _WORD.join(words_of(line.right))
    node = _WORD.join(words_of(line.node))
    sides = (left, node, right) if sort == "left" else (right, node, left)
    return _FIELD.join((*sides, place)).encode("utf-8", "surrogatepass")


def drawing_key(line: KwicLine, seed: int) -> bytes:
    """Give what a line is drawn by: a number that nothing but its place and the seed decides.

    The lines with the least are a sample without bias, and the same one whatever the order in which
    they come, the segments or the machine.
    """
    place = f"{seed} {line.id} {line.part} {line.start} {line.end}".encode()
    # In hex: raw bytes could be what parts entries.
    return hashlib.blake2b(place, digest_size=16).hexdigest().encode() + line.id.encode()


def packed(line: KwicLine) -> bytes:
    """Write a line for the spool."""
    values = (line.id, line.part, line.start, line.end, line.left, line.node, line.right)
    return orjson.dumps((*values, line.date, line.source))


def unpacked(value: bytes) -> KwicLine:
    """Read what `packed` wrote."""
    return KwicLine(*orjson.loads(value))
