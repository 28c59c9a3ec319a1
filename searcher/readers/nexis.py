"""LexisNexis and Nexis Uni: many articles in one text, each with a head, a text and a tail.

The older shape begins each with `1 of 200 DOCUMENTS`, the newer one ends each with `End of
Document`. Outlet, date and title stand in the head without names, and are told by their order.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from searcher.article import Provenance, RawArticle, RawDate, RawTopic, Skipped
from searcher.readers.base import ReadOptions, Record, Source, Unread
from searcher.readers.lines.labels import collapse
from searcher.readers.nexis_head import Head, read_head
from searcher.readers.nexis_labels import (
    BODIES,
    CLASSIFIED,
    COPYRIGHT,
    COVER,
    GRAPHICS,
    HEAD,
    TAIL,
    TELLING,
    label,
)
from searcher.readers.parts import read_parts
from searcher.readers.records.declared import once
from searcher.readers.records.fields import Fields
from searcher.readers.records.wires import mapped
from searcher.readers.text import title_and_body

NAME: Final = "nexis"
_NUMBERED: Final = (
    rb"(?:(?:FOCUS - )?\d{1,6} of \d{1,6} DOCUMENTS?|LEVEL \d - \d{1,6} OF \d{1,6} STOR(?:Y|IES)"
    rb"|(?:Dokument|DOKUMENT) \d{1,6} von \d{1,6}"
    rb"|(?:Documento?|DOCUMENTO?) \d{1,6} (?:de|van|di|of) \d{1,6})"
)
_ENDED: Final = (
    rb"(?:End of Document|Ende des Dokuments|Fin du document|Einde van (?:het )?document"
    rb"|Fin del documento|Fine del documento)"
)
BOUNDARY: Final = re.compile(
    rb"^[ \t\f]*(?:" + _NUMBERED + rb"[ \t]*\r?$|(?P<end>" + _ENDED + rb"[ \t]*\r?(?:\n|\Z)))",
    re.MULTILINE,
)
_OPENED = re.compile(r"[ \t\f]*" + _NUMBERED.decode() + r"[ \t]*")
_CLOSED = re.compile(r"[ \t\f]*" + _ENDED.decode() + r"[ \t]*")
_NEAR: Final = 80  # lines below the begin of an article in which its head is looked for
_LENGTH = re.compile(r"[\d.,'’ \xa0]{1,9}[^\W\d_]{3,20}\.?")  # `1,512 words`, `512 Wörter`

# Above the documents of Nexis Uni: `Documents (20)`, and `1. The weir opens`.
_LISTED = re.compile(r"[ \t\f]*Documents? \(\d{1,4}\)[ \t]*")
_ENTRY = re.compile(r"\s*\d{1,4}\.\s+")
_PAGE = re.compile(
    r"[ \t\f]*(?:Page|Seite|Pagina|Página) \d{1,4} (?:of|von|de|van|di) \d{1,4}[ \t]*"
    r"|(?:\f[ \t]*|[ \t]{20,})(?:Page|Seite|Pagina|Página) \d{1,4}[ \t]*"
)
_SHORTEST: Final = 12  # characters of a title by which its repetition on each page is told
_EARLY: Final = 12  # lines among which a title is
# Of a section: where it stood in the paper, and not what it is about.
_PLACE = re.compile(
    r"(?:pg|pgs?|pp?|page|seite|s|pag|pagina|página|blz|p[áa]g)\b\.? ?[A-Z]{0,2}-?\d.*"
    r"|(?:column|col|section|part|teil|cahier|edition|ausgabe)\b\.? ?[A-Z]{0,2}\d{0,3}"
    r"|[A-Z]{1,2}[- ]section",
    re.IGNORECASE,
)
_RELEVANCE = re.compile(r"\s*\(\d{1,3} ?%\)")


def looks_like(start: str) -> bool:
    """Say whether the beginning of a text is that of such an export.

    A line that numbers the documents, or the word that the text begins at, with a head's own names.
    """
    lines = start.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    opened = told = rights = -_NEAR  # the lines that were the last to tell it
    ends: bool | None = None
    for at, line in enumerate(lines):
        if _OPENED.fullmatch(line):
            opened = at
        elif (opened > at - _NEAR and _tells(line, newer=False)) or (
            _CLOSED.fullmatch(line) and told >= 0
        ):
            return True
        elif line.strip() in BODIES and told > at - _NEAR:
            # Of a long article neither end nor tail is seen.
            if rights > at - _NEAR:
                return True
            ends = _ends(lines[at:]) if ends is None else ends
            if ends:
                return True
        told = at if _tells(line, newer=True) else told
        rights = at if COPYRIGHT.match(line) else rights
    return False


def _tells(line: str, *, newer: bool) -> bool:
    found = label(line.strip(), HEAD, newer=newer)
    if not found or found[0] not in TELLING:
        return False
    return not newer or (found[0] == "length" and _LENGTH.fullmatch(found[1]) is not None)


def _ends(lines: Sequence[str]) -> bool:
    """Say whether an article of the newer shape ends here, or is too long to be seen whole."""
    if any(_CLOSED.fullmatch(line) for line in lines):
        return True
    loads = (label(line.strip(), TAIL, newer=True) for line in lines)
    return any(found is not None and found[0] == "load" for found in loads)


def read(source: Source, options: ReadOptions) -> Iterator[Record | Unread]:
    """Give a record for each document; `record` counts them from 1, a cover among them."""
    return read_parts(source, options, NAME, BOUNDARY, _understand)


def _understand(text: str, where: Provenance, fields: Fields) -> Record:
    lines = text.split("\n")
    numbered = _OPENED.fullmatch(lines[0]) is not None
    closed = _CLOSED.fullmatch(lines[-1]) is not None
    lines = _without_pages(lines[numbered : len(lines) - closed])
    if not any(line.strip() for line in lines):
        return Skipped(where, "no-text", "a document without anything in it")
    newer = not numbered
    if where.record == 1 and newer and closed:
        lines = _uncovered(lines)
    if where.record == 1 and newer and not closed:
        if len([line for line in lines if COVER.match(line)]) > 1 and not _shaped(lines):
            return Skipped(where, "no-article", "the cover of an export")
        if not _shaped(lines):
            return _plain(lines, where)
    marker = _marker(lines) if newer else None
    head = read_head(lines[:marker] if marker else lines, newer=newer, whole=marker is not None)
    if head is None:
        return _plain(lines, where)
    below = lines[marker + 1 :] if marker else [*head.begun, *lines[head.end :]]
    body, tail = _parted(below, newer=newer)
    record = _record(head, [*head.above, *body], tail, where)
    told = {**tail, **head.named, "title": head.title, "outlet": head.outlet, "date": head.date}
    more: dict[str, Any] = {**told, "body": record.body}
    return mapped(record, {k: v for k, v in more.items() if v}, fields, where)


def _uncovered(lines: list[str]) -> list[str]:
    """Leave out a list of the documents above the first one, whose title is first in both."""
    listed = next((at for at, line in enumerate(lines) if _LISTED.fullmatch(line)), None)
    if listed is None:
        return lines
    marker = _marker(lines) or len(lines)
    following = (at for at in range(listed + 1, marker) if lines[at].strip())
    first = next(following, None)
    if first is None:
        return lines
    title = collapse(_ENTRY.sub("", lines[first]))
    again = [at for at in range(first + 1, marker) if collapse(lines[at]) == title]
    return lines[again[-1] :] if again else lines


def _shaped(lines: Sequence[str]) -> bool:
    return any(_tells(line, newer=True) for line in lines) or _marker(lines) is not None


def _marker(lines: Sequence[str]) -> int | None:
    """Give the line of the newer shape at which the text begins: `Body`, above it a name."""
    for at, line in enumerate(lines):
        if line.strip() in BODIES and any(
            label(one.strip(), HEAD, newer=True) or COPYRIGHT.match(one) for one in lines[:at]
        ):
            return at
    return None


def _plain(lines: Sequence[str], where: Provenance) -> RawArticle:
    """Give a document without a head that is understood: its text."""
    title, body = title_and_body("\n".join(lines))
    return RawArticle(where, title=title, body=body)


def _without_pages(lines: Sequence[str]) -> list[str]:
    """Leave out the numbers of pages, and the title that stands below each again."""
    kept: list[str] = []
    early: list[str] = []  # lines of the head, one of which is the title
    after = False
    for line in lines:
        if _PAGE.fullmatch(line):
            after = True
            continue
        words = " ".join(line.split())
        if after and words:
            after = False
            if any(words.startswith(one) for one in early):
                continue
        if len(words) >= _SHORTEST and len(early) < _EARLY:
            early.append(words)
        kept.append(line.replace("\f", ""))
    return kept


def _parted(lines: Sequence[str], *, newer: bool) -> tuple[list[str], dict[str, str]]:
    """Part the text from what is said below it."""
    end = len(lines)
    if newer:
        end = _classified(lines)
    named: dict[str, str] = {}
    last: str | None = None
    for line in lines[end:]:
        found = label(line.strip(), TAIL, newer=newer)
        if found:
            last = found[0]
            named.setdefault(*found)
        elif not line.strip():
            last = None
        elif last:
            named[last] = f"{named[last]} {line.strip()}".strip()
    below, begin = _labelled(lines[:end], newer=newer)
    return list(lines[:begin]), {**below, **named}


def _classified(lines: Sequence[str]) -> int:
    """Give the line of the newer shape at which captions or classification begin."""
    end = len(lines)
    for at in range(len(lines) - 1, 0, -1):
        if lines[at].strip() in CLASSIFIED:
            following = next((one for one in lines[at + 1 :] if one.strip()), "")
            if label(following.strip(), TAIL, newer=True):
                end = at
                break
    graphics = [at for at in range(end) if lines[at].strip() in GRAPHICS]
    return graphics[-1] if graphics and any(map(str.strip, lines[: graphics[-1]])) else end


def _labelled(lines: Sequence[str], *, newer: bool) -> tuple[dict[str, str], int]:
    """Read names and copyright at the end, from the last line up to the text's."""
    named: dict[str, str] = {}
    begin = at = len(lines)
    rights = begin
    while at:
        stop = at
        while stop and not lines[stop - 1].strip():
            stop -= 1
        start = stop
        while start and lines[start - 1].strip():
            start -= 1
        found = _block(lines[start:stop], newer=newer)
        if found is None and begin == len(lines):
            # No blank line parts the last one of the text from the names.
            glued = (
                at for at in range(start + 1, stop) if label(lines[at].strip(), TAIL, newer=newer)
            )
            at = next(glued, stop)
            if last := _block(lines[at:stop], newer=newer):
                named, begin = {**last, **named}, at
        if found is None or not stop:
            break
        named = {**found, **named}
        at = start
        if found:
            begin = start
        elif begin == len(lines):
            rights = start
    if {"load", "language", "type"}.isdisjoint(named):
        return {}, rights  # what merely looks so is text
    return named, min(begin, rights)


def _block(lines: Sequence[str], *, newer: bool) -> dict[str, str] | None:
    """Read lines that follow each other; None where they do not begin with a name of the tail."""
    if lines and COPYRIGHT.match(lines[0]):
        return {}
    named: dict[str, str] = {}
    last = ""
    for line in lines:
        found = label(line.strip(), TAIL, newer=newer)
        if found and found[0] == "load" and not any(map(str.isdigit, found[1])):
            found = None  # `UPDATE: …` may open a paragraph
        if found:
            last = found[0]
            named.setdefault(*found)
        elif not last:
            return None
        else:
            named[last] = f"{named[last]} {line.strip()}".strip()
    return named


def _record(head: Head, body: Sequence[str], tail: dict[str, str], where: Provenance) -> RawArticle:
    named = head.named
    topics = [RawTopic(part, "section") for part in sections(named.get("section", ""))]
    subject = _RELEVANCE.sub("", tail.get("subject", ""))
    topics += [RawTopic(part.strip(), "keyword") for part in subject.split(";") if part.strip()]
    summary = "\n\n".join(part for part in (*head.more, named.get("highlight", "")) if part)
    return RawArticle(
        where,
        title=head.title or None,
        summary=summary or None,
        body="\n".join(body).strip("\n") or None,
        authors=tuple(filter(None, [named.get("byline", "")])),
        source=head.outlet or None,
        dates=(RawDate(head.date),) if head.date else (),
        stamp=tail.get("load") or None,
        topics=once(topics),
        language=tail.get("language") or None,
        url=tail.get("url") or None,
    )


def sections(value: str) -> list[str]:
    """Give the names in `Section A; Column 1; National Desk; Pg. 12`: `National Desk`."""
    parts = [part.strip(" .,") for part in value.split(";")]
    return [part for part in parts if part and not _PLACE.fullmatch(part)]
