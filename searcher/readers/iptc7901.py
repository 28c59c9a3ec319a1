"""IPTC 7901: what agencies sent by wire, messages between control characters.

SOH and a line of service, number, priority, category and words; keywords; STX and the text; ETX,
day and time, EOT. A file holds any number of them.
"""

import re
from collections.abc import Iterator
from typing import Final

from searcher.article import Provenance, RawArticle, RawDate, RawTopic, Skipped
from searcher.readers.base import ReadOptions, Record, Source, Unread
from searcher.readers.parts import read_parts
from searcher.readers.records.declared import once
from searcher.readers.records.fields import Fields
from searcher.readers.records.wires import mapped
from searcher.readers.text import title_and_body

NAME: Final = "iptc7901"
BOUNDARY: Final = re.compile(rb"\x01")
_AROUND: Final = re.compile(rb"(?:ZCZC|NNNN|[\x00\x02-\x20\x7f])*")
_LINE: Final = r"[A-Za-z]{2,4} ?\d{2,5} +\d +[A-Za-z]{1,3} +\d{1,5}\b"
_BEGIN: Final = re.compile(
    rb"\x01[\r\n\x16 ]{0,8}" + _LINE.encode() + rb"[^\x01\x02\x03]{0,2000}\x02"
)
_MESSAGE: Final = re.compile(
    r"\x01?(?P<head>[^\x02\x03]{0,4000})\x02(?P<text>[^\x03]*)(?:\x03(?P<tail>.*))?", re.DOTALL
)
_HEADLINE: Final = 5  # lines, of which one ends with `=`
_KEYWORD: Final = 60  # characters
_TAIL: Final = 200  # characters in which the day and time stand
# `301015 GMT Jan 26`: day, hour and minute; agencies sign before it, `dpa ab cd`.
_STAMP: Final = re.compile(
    r"(?<!\S)(?P<day>\d\d)(?P<hour>\d\d)(?P<minute>\d\d) ?(?P<zone>[A-Za-z]{3,4})? "
    r"(?P<month>[^\W\d_]{3,9})\.? (?P<year>\d\d|\d{4})(?!\S)"
)
_SIGNED: Final = re.compile(rf"(?:[a-z]{{2,5}}[ /-]){{0,8}}{_STAMP.pattern}")
_FIRST: Final = 79  # the year in which the form was made: two digits have but one century
_CONTROL: Final = dict.fromkeys({*range(0x20), 0x7F} - {*b"\t\n"})


def begins(head: bytes) -> bool:
    """Say whether the first bytes of a file hold the head of such a message."""
    return _BEGIN.search(head) is not None


def read(source: Source, options: ReadOptions) -> Iterator[Record | Unread]:
    """Give a record for each message; `record` counts them from 1."""
    return read_parts(source, options, NAME, BOUNDARY, _understand, around=_AROUND)


def _understand(text: str, where: Provenance, fields: Fields) -> Record:
    message = _MESSAGE.match(text)
    if not message:
        title, body = title_and_body(text.translate(_CONTROL))
        if not (title or body):
            return Skipped(where, "no-text", "a message without a text")
        return RawArticle(where, title=title, body=body)
    told = message["text"].translate(_CONTROL).strip("\n")
    stamp = _STAMP.search((message["tail"] or "")[:_TAIL].translate(_CONTROL).replace("\n", " "))
    above, _, last = told.rstrip().rpartition("\n")
    if signed := _SIGNED.fullmatch(last.strip()):
        told, stamp = above, stamp or signed
    title, body = _parted(told)
    if not (title or body):
        return Skipped(where, "no-text", "a message without a text")
    keywords = _keywords(message["head"].translate(_CONTROL))
    date = _date(stamp) if stamp else None
    record = RawArticle(
        where,
        title=title,
        body=body,
        dates=(RawDate(date, "field:date"),) if date else (),
        topics=once(RawTopic(word, "keyword") for word in keywords),
    )
    said = {"title": title, "body": body, "date": date, "keywords": keywords}
    return mapped(record, said, fields, where)


def _parted(text: str) -> tuple[str | None, str | None]:
    """Part headline and text; of the text an indented line begins a paragraph."""
    lines = text.split("\n")
    ends = next(
        (n for n, line in enumerate(lines[:_HEADLINE]) if line.rstrip().endswith("=")), None
    )
    if ends is None:
        title, body = title_and_body(text)
        rest = (body or "").split("\n")
    else:
        title = " ".join(" ".join(lines[: ends + 1]).rstrip(" =").split()) or None
        rest = lines[ends + 1 :]
    indented = sum(line.startswith("  ") for line in rest)
    if 0 < 2 * indented <= len(rest) + 1:
        rest = [f"\n{line}" if line.startswith("  ") else line for line in rest]
    return title, "\n".join(rest).strip() or None


def _keywords(head: str) -> list[str]:
    """Give what stands below the first line, `Weir/Harbour/`."""
    _, _, below = head.strip().partition("\n")
    words = (" ".join(word.split()) for word in below.replace("\n", " ").split("/"))
    return [word for word in words if word and len(word) <= _KEYWORD]


def _date(stamp: re.Match[str]) -> str:
    """Write the stamp out, with the century that its year can only be of."""
    year = stamp["year"]
    if len(year) == 2:  # noqa: PLR2004 - digits
        year = f"{19 if int(year) >= _FIRST else 20}{year}"
    zone = f" {stamp['zone'].upper()}" if stamp["zone"] else ""
    return f"{stamp['day']} {stamp['month']} {year} {stamp['hour']}:{stamp['minute']}{zone}"
