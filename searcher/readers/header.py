"""Where a page's title ends and its text begins: the lines of labels below the title."""

from collections.abc import Sequence
from typing import Final

from searcher.readers.cards import Row
from searcher.readers.labels import labels

_HEADER: Final = 8  # rows below the title in which labels are looked for
_DEK: Final = 400  # characters of a line between title and byline


def split(page: Sequence[Row]) -> tuple[list[Row], Row | None, list[Row]]:
    """Part the labels below the title, and a line between title and byline, from the body."""
    header: list[Row] = []
    dek: Row | None = None
    at = 1
    while at < min(len(page), _HEADER):
        if labels(page[at].text):
            header.append(page[at])
        elif dek is None and not header and _is_dek(page, at):
            dek = page[at]
        else:
            break
        at += 1
    return header, dek, list(page[at:])


def _is_dek(page: Sequence[Row], at: int) -> bool:
    following = page[at + 1 : at + 2]
    return (
        len(page[at].text) <= _DEK
        and bool(following)
        and any(label.kind in {"author", "date", "source"} for label in labels(following[0].text))
    )
