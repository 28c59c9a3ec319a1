"""Which columns have known tables that name none? Told by what each of their rows holds.

MIND (`news.tsv`): number, category, subcategory, title, abstract, address, entities. The News
Aggregator of UCI. AG News and the sets published with it: class, title, text. What trafilatura
extracts. What MIND has beside its news (`behaviors.tsv`), who was shown which, is no table of
articles.
"""

import re
from collections.abc import Sequence
from typing import Final

_MIND: Final = (
    "news_id", "category", "subcategory", "title", "abstract", "url", "title_entities",
    "abstract_entities",
)  # fmt: skip
_NEWS: Final = re.compile(r"N\d{1,9}")
_SHOWN: Final = (
    re.compile(r"\d+"),
    re.compile(r"U\d+"),
    re.compile(r"\d{1,2}/\d{1,2}/\d{4} \d{1,2}:\d\d:\d\d [AP]M"),
    re.compile(r"(?:N\d+(?: N\d+)*)?"),  # what the reader had clicked on before
    re.compile(r"N\d+(?:-[01])?(?: N\d+(?:-[01])?)*"),
)
_AGGREGATED: Final = (
    "ID", "TITLE", "URL", "PUBLISHER", "CATEGORY", "STORY", "HOSTNAME", "TIMESTAMP",
)  # fmt: skip
_LISTS: Final = ("", "[")  # how the entities begin
_CLASSED: Final = ("class", "title", "description")
_CLASS: Final = re.compile(r"[1-9]\d?")
_EXTRACTED: Final = (
    "url", "id", "fingerprint", "hostname", "title", "image", "date", "text", "comments",
    "license", "pagetype",
)  # fmt: skip
_NULL: Final = "null"  # what it writes for nothing
_WEB: Final = ("https://", "http://")
_DIGEST: Final = re.compile(r"[0-9a-f]{8,16}")  # 64 bits as `hex` writes them
_ISO_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d(?:[T ].{5,14})?")
_FEWEST: Final = 3  # rows by which classes are told
_SAID: Final = 0.9  # of the titles have several words
_LONGEST: Final = 400  # characters of a title


def unquoted(lines: Sequence[str]) -> tuple[str, ...] | None:
    """Give the columns where lines are rows of MIND or UCI, in which quotes are characters."""
    rows = [line.rstrip("\r\n").split("\t") for line in lines[:_FEWEST]]
    for columns, known in ((_MIND, _is_mind), (_AGGREGATED, _is_aggregated)):
        if rows and all(map(known, rows)):
            return columns
    return None


def _is_aggregated(row: list[str]) -> bool:
    return (
        len(row) == len(_AGGREGATED)
        and row[0].isdecimal()
        and row[2].startswith(("https://", "http://"))
        and row[4] in {"b", "t", "e", "m"}
        and row[7].isdecimal()
    )


def _is_mind(row: list[str]) -> bool:
    return (
        len(row) == len(_MIND)
        and _NEWS.fullmatch(row[0]) is not None
        and row[5].startswith(("https://", "http://"))
        and all(entities[:1] in _LISTS for entities in row[6:])
    )


def shown(lines: Sequence[str]) -> bool:
    """Say whether lines are MIND's log of the news that were shown: numbers, and no articles."""
    return bool(lines) and all(map(_is_shown, lines[:_FEWEST]))


def _is_shown(line: str) -> bool:
    row = line.rstrip("\r\n").split("\t")
    return len(row) == len(_SHOWN) and all(
        pattern.fullmatch(cell) for pattern, cell in zip(_SHOWN, row, strict=True)
    )


def classed(records: Sequence[Sequence[str]]) -> tuple[str, ...] | None:
    """Give the columns where rows are a class, a title and a longer text."""
    if len(records) < _FEWEST or not all(map(_is_classed, records)):
        return None
    titles = [record[1] for record in records]
    said = sum(" " in title for title in titles) >= _SAID * len(titles)
    longer = sum(map(len, titles)) < sum(len(record[2]) for record in records)
    return _CLASSED if said and longer else None


def extracted(records: Sequence[Sequence[str]]) -> tuple[str, ...] | None:
    """Give the columns where rows are what trafilatura found: an address, a digest, a day."""
    return _EXTRACTED if records and all(map(_is_extracted, records)) else None


def _is_extracted(record: Sequence[str]) -> bool:
    return (
        len(record) == len(_EXTRACTED)
        and record[0].startswith((*_WEB, _NULL))
        and _DIGEST.fullmatch(record[2]) is not None
        and (record[6] in {"", _NULL} or _ISO_DAY.fullmatch(record[6]) is not None)
    )


def _is_classed(record: Sequence[str]) -> bool:
    if len(record) != len(_CLASSED) or not _CLASS.fullmatch(record[0]):
        return False
    return len(record[1]) <= _LONGEST and " " in record[2].strip()
