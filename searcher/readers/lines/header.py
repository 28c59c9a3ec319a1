"""Where a page's title stands, where its text begins, and what the labels around it say."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import dropwhile, takewhile
from typing import Final

from searcher.article import Provenance, RawArticle, RawDate, RawTopic
from searcher.readers.encoding import lines
from searcher.readers.lines.apart import says
from searcher.readers.lines.cards import Row, rows
from searcher.readers.lines.chrome import is_chrome, is_tail
from searcher.readers.lines.labels import Label, collapse, has_year, labels, signs
from searcher.readers.records.declared import once

_HEADER: Final = 8  # rows below the title in which labels are looked for
_DEK: Final = 400  # characters of a line between title and byline
_TITLE: Final = 200  # characters; a longer first line is a paragraph
_ABOVE: Final = 12  # rows above a title in which menus and the like are passed over
_MENU: Final = 2  # lines of a menu that need no byline below to be told from a title; words of one
_KICKER: Final = 2  # words of a line in capitals above a title, its section
_SHORTEST: Final = 3  # words of that title
_LOOKED: Final = 12  # lines of a text among which its head stands
_TRAIL: Final = re.compile(r"[^>»›/|]{1,40}(?: [>»›] [^>»›/|]{1,60}){1,5}")
_SENTENCE: Final = (".", "!", "?", ":", ";", ",", "…")


def split(page: Sequence[Row]) -> tuple[list[Row], Row | None, list[Row]]:
    """Part the labels below the title, and a line between title and byline, from the body.

    Buttons among the labels, as for sharing, go with them.
    """
    header: list[Row] = []
    dek: Row | None = None
    at = end = 1
    while at < min(len(page), _HEADER):
        if labels(page[at].text) or _is_signature(page, at):
            header.append(page[at])
            end = at + 1
        elif dek is None and not header and _is_dek(page, at):
            dek = page[at]
            end = at + 1
        elif not page[at].chrome:
            break
        at += 1
    return header, dek, list(page[end:])


def _is_signature(page: Sequence[Row], at: int) -> bool:
    """Say whether a name alone stands below the title, and a date or the like below it."""
    return at == 1 < len(page) - 1 and signs(page[1].text, page[2].text) and _dated(page[2].text)


def said_by(header: Sequence[Row]) -> list[Label]:
    """Give what the rows of a head say; what says nothing else there is a name."""
    return [label for row in header for label in labels(row.text) or (Label("author", row.text),)]


def _is_dek(page: Sequence[Row], at: int) -> bool:
    following = page[at + 1 : at + 2]
    return (
        len(page[at].text) <= _DEK
        and bool(following)
        and any(label.kind in {"author", "date", "source"} for label in labels(following[0].text))
    )


def title_at(page: Sequence[Row]) -> int:
    """Give the number of the title's row: menus, notices and a day may stand above it.

    So may the way to the page (`Home > World`), or its section in capitals, where labels follow.
    """
    at = 0
    while at < min(len(page) - 1, _ABOVE) and is_tail(page[at].text):
        at += 1
    if at:
        # `Home`, which is known, and the rest of the menu up to the next blank line.
        menu = sum(1 for _ in takewhile(_is_entry, page[at : at + _ABOVE]))
        ended = at + menu < len(page) and page[at + menu].gap
        at += menu if menu >= _MENU and ended else 0
    while at < min(len(page) - 1, _ABOVE) and _is_above(page, at):
        at += 1
    return at if at < len(page) else 0


def _is_entry(row: Row) -> bool:
    return not row.gap and not row.label and len(row.text.split()) <= _MENU


def _is_above(page: Sequence[Row], at: int) -> bool:
    """Say whether this is no title, and the next line may be one."""
    text, title = page[at].text, page[at + 1].text
    if len(title) > _TITLE or title.endswith(_SENTENCE) or labels(title):
        return False
    if _dated(text):
        return True
    kicker = _is_kicker(text) and not title.isupper()
    if not (kicker or _TRAIL.fullmatch(text)) or len(title.split()) < _SHORTEST:
        return False
    return any(labels(row.text) for row in page[at + 2 : at + 4])


def _is_kicker(text: str) -> bool:
    return text.isupper() and len(text.split()) <= _KICKER and not is_tail(text)


def above(page: Sequence[Row]) -> list[Label]:
    """Give what the lines above a title say: the day, the section."""
    said = [label for row in page for label in labels(row.text) if label.kind == "date"]
    return said + [Label("topics", row.text, "section") for row in page if _is_kicker(row.text)]


def _dated(text: str) -> bool:
    return any(label.kind == "date" and has_year(label.value) for label in labels(text))


def labelled(record: RawArticle, said: Sequence[Label]) -> RawArticle:
    """Add what labels say to the record of an article."""
    updated = next((label for label in said if label.kind == "updated"), None)
    dates = tuple(RawDate(label.value) for label in said if label.kind == "date")
    if not dates and updated and updated.said:
        dates = (RawDate(updated.said),)  # with its word, so that it is known for what it is
    return replace(
        record,
        authors=tuple(dict.fromkeys(label.value for label in said if label.kind == "author")),
        source=next((label.value for label in said if label.kind == "source"), None),
        dates=dates,
        stamp=updated.value if updated else None,
        topics=_topics(said),
    )


def read_head(text: str, where: Provenance) -> RawArticle | None:
    """Give the article that a text is, with what its labels say; None where none is certain.

    Line breaks are those of Unix. A line such as `Saturday 12 February` alone may well be text: the
    hour of a match.
    """
    data = text.encode("utf-8", "replace")
    found = rows(lines(data))
    at = title_at(found)
    page = found[at:]
    if not page or len(page[0].text) > _TITLE:
        return None
    header, dek, below = split(page)
    # Buttons below the labels.
    below = list(dropwhile(lambda row: row.chrome, below)) if header else below
    said = said_by(header)
    higher = above(found[:at])
    menu = sum(row.chrome for row in found[:at]) >= _MENU
    if not (menu or any(map(_certain, (*higher, *said)))):
        return None
    body = data[below[0].start :].decode() if below else ""
    record = RawArticle(
        where, title=page[0].raw, summary=dek.raw if dek else None, body=body.strip() or None
    )
    return labelled(record, [*higher, *said])


def with_head(record: RawArticle) -> RawArticle:
    """Give the record of a data set with what the labels at the begin of its text say.

    They are no text then. A title that is given opens the text once more, or labels stand there
    directly; without one the text has its own. Where the head says anything else than the record
    does, the record stays as it is. Read line by line, since there are many records.
    """
    body, title = record.body or "", record.title
    said: list[Label] = []
    shown: str | None = None  # the title in the text
    at = 0
    for _ in range(_LOOKED):
        end = body.find("\n", at)
        line = collapse(body[at : end if end >= 0 else len(body)]) if end - at <= _DEK else ""
        if line:
            found = labels(line) if at or says(line) else ()
            if found:
                said += found
            elif shown is None and not said and (not title or line == collapse(title)):
                shown = line
            elif not (said and is_chrome(line)):
                break
        elif end - at > _DEK:
            break
        at = end + 1
        if end < 0:
            return record  # nothing but a head
    if not (any(map(_certain, said)) and (title or shown) and len(shown or "") <= _TITLE):
        return record
    head = labelled(RawArticle(record.provenance, title=shown), said)
    if not _agrees(record, head):
        return record
    return replace(
        record,
        title=title or shown,
        body=body[at:].strip() or None,
        authors=record.authors or head.authors,
        source=record.source or head.source,
        dates=(*record.dates, *(date for date in head.dates if date not in record.dates)),
        stamp=record.stamp or head.stamp,
        topics=record.topics or head.topics,
    )


def _agrees(record: RawArticle, head: RawArticle) -> bool:
    """Say whether nothing that the head says would be lost."""
    pairs = (
        (record.source, head.source),
        (record.authors, head.authors),
        (record.topics, head.topics),
        (record.stamp, head.stamp),
    )
    return all(not mine or not shown or mine == shown for mine, shown in pairs)


def _certain(label: Label) -> bool:
    return label.kind in {"author", "source"} or (
        label.kind in {"date", "updated"} and has_year(label.value)
    )


def _topics(said: Sequence[Label]) -> tuple[RawTopic, ...]:
    found = []
    for label in said:
        if label.kind == "topics":
            value = label.value
            for mark in ";|":
                value = value.replace(mark, ",")
            parts = filter(None, map(str.strip, value.split(",")))
            found += [RawTopic(part, label.origin) for part in parts]
    return once(found)
