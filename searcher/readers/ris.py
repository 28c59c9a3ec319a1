"""RIS: references as Zotero, EndNote and databases write them, a tag a line, `TY` to `ER`."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from searcher.article import Provenance, RawArticle, RawDate, RawTopic, Skipped
from searcher.readers.base import ReadOptions, Record, Source, Unread
from searcher.readers.parts import read_parts
from searcher.readers.records.declared import once
from searcher.readers.records.fields import Fields
from searcher.readers.records.wires import mapped
from searcher.readers.text import title_and_body
from searcher.readers.wordlist import table

NAME: Final = "ris"
BOUNDARY: Final = re.compile(rb"^[ \t]*TY {1,2}-[ \t]*\w{2,12}[ \t]*\r?$", re.MULTILINE)
# What databases write above the first reference.
_AROUND: Final = re.compile(
    rb"(?:[ \t]*(?:Provider|Database|Content|Charset|Exported)\b[^\n]{0,500}(?:\n\s*|\Z))+"
)
_LINE = re.compile(r"[ \t]*(?P<tag>[A-Z][A-Z0-9]) {1,2}-(?: (?P<value>.*)|[ \t]*)")
_BEGUN = re.compile(r"^[ \t]*TY {1,2}-[ \t]*\w{2,12}[ \t]*\n\s*[A-Z][A-Z0-9] {1,2}-", re.MULTILINE)
_ABOVE: Final = 4000  # characters in which the first reference begins

_TITLES: Final = table("TI T1 CT BT")
_AUTHORS: Final = table("AU A1 A2 A3")
_SOURCES: Final = table("T2 JO JF JA J2 J1 T3 DP")
_DATES: Final = table("DA Y1 PY")
_ABSTRACTS: Final = table("AB N2")
_EMPTY_PARTS = re.compile(r"(?<=\d)/+[^/\d]*$")  # of `2026/01//` and `2026/01/30/Friday`


def looks_like(start: str) -> bool:
    """Say whether a text begins as a list of references: `TY`, and a further tag below it."""
    lines = start[:_ABOVE].replace("\r\n", "\n").replace("\r", "\n")
    return _BEGUN.search(lines) is not None


def read(source: Source, options: ReadOptions) -> Iterator[Record | Unread]:
    """Give a record for each reference; `record` counts them from 1."""
    return read_parts(source, options, NAME, BOUNDARY, _understand, around=_AROUND)


def _understand(text: str, where: Provenance, fields: Fields) -> Record:
    found, rest = _tags(text)
    if not found:
        title, body = title_and_body(text)
        return RawArticle(where, title=title, body=body)
    record = _record(found, rest, where)
    if not (record.title or record.summary or record.body):
        return Skipped(where, "no-text", "a reference without a title and an abstract")
    told = {tag: "\n".join(values) for tag, values in found.items()}
    return mapped(record, {**told, "title": record.title, "body": record.body}, fields, where)


def _tags(text: str) -> tuple[dict[str, list[str]], str]:
    """Give the values of each tag, and what stands behind the end."""
    found: dict[str, list[list[str]]] = {}
    current: list[str] | None = None  # the lines of a value
    lines = text.split("\n")
    for at, line in enumerate(lines):
        tagged = _LINE.fullmatch(line)
        if tagged and tagged["tag"] == "ER":
            return _joined(found), "\n".join(lines[at + 1 :]).strip()
        if tagged:
            current = [(tagged["value"] or "").strip()]
            found.setdefault(tagged["tag"], []).append(current)
        elif current is not None:
            current.append(line.strip())  # it runs on
    return _joined(found), ""


def _joined(found: Mapping[str, list[list[str]]]) -> dict[str, list[str]]:
    return {tag: ["\n".join(lines) for lines in values] for tag, values in found.items()}


def _record(found: Mapping[str, list[str]], rest: str, where: Provenance) -> RawArticle:
    def all_of(tags: tuple[str, ...]) -> list[str]:
        values = (value.strip() for tag in tags for value in found.get(tag, ()))
        return list(filter(None, values))

    def first_of(*tags: str) -> str:
        return next((" ".join(value.split()) for value in all_of(tags)), "")

    topics = [RawTopic(value, "section") for value in all_of(("SE",)) if not value[:1].isdigit()]
    topics += [RawTopic(value, "keyword") for value in all_of(("KW",))]
    dates = [_EMPTY_PARTS.sub("", " ".join(value.split())) for value in all_of(_DATES)]
    abstracts = all_of(_ABSTRACTS)
    return RawArticle(
        where,
        title=first_of(*_TITLES) or None,
        summary=abstracts[0] if abstracts else None,
        body=rest or None,
        authors=tuple(value.rstrip(",") for value in all_of(_AUTHORS)),
        source=first_of(*_SOURCES) or None,
        dates=tuple(RawDate(value, "field:date") for value in dict.fromkeys(dates)),
        topics=once(topics),
        language=first_of("LA") or None,
        url=next(iter(first_of("UR", "LK", "L2").split()), None),
    )
