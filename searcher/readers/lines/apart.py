"""Was the text of a record scraped with the head of its page, and with cards of other articles?

Lines of the head that say who, when or where from are fields that the record lacks; cards are
parted.
"""

import re
from dataclasses import replace
from typing import Final

from searcher.article import RawArticle
from searcher.readers.base import Record, Unread
from searcher.readers.wordlist import table

# A line that most cards have, and few texts: one for a picture, or with no more than an author. The
# line break before it, and the first letter, are what makes the search quick.
_SIGN: Final = re.compile(
    r"\n[^\w\n]{0,8}(?=[PTICABpticab])"
    r"(?i:(?:(?:image )?placeholder|thumbnail|card image)[^\w\n]{0,8}"
    r"|(?:author|autor|auteur|by)\b[^\n]{0,80})(?:\n|\Z)"
)
_FIRST: Final = 200  # characters among which the first line is looked at
# How a line begins that says who, when or where from. This is looked for in each record.
_SAYING: Final = frozenset(
    table(
        "by written posted published updated last source via byline text author authors autor"
        " autore autores auteur auteurs quelle fuente fonte bron källa kilde źródło kaynak von por"
        " par di door av af автор источник опубликовано publié veröffentlicht publicado pubblicato"
    )
)
_SAYING_EAST: Final = table("作者 来源 來源 记者 記者 文 출처 기자 الكاتب المصدر")
_YEAR: Final = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")
_FOUR: Final = re.compile(r"(?<!\d)\d{4}(?!\d)")  # in the digits of another script
_LABEL: Final = 160  # characters of such a line
_STAMP: Final = 75  # characters of one that is hardly more than a day with its year
_TITLE: Final = 200  # characters of a title above it
_SAME: Final = 40  # characters of a title by which it is known again
_MARKS: Final = " \t*_([-–—"


def may_hold_cards(text: str) -> bool:
    """Say whether it is worth while to look at the lines; line breaks of Windows may be in it."""
    below = "\n" in text and _SIGN.search(text) is not None
    return below or _SIGN.match("\n" + text[:_FIRST]) is not None


def _may_have_head(record: RawArticle, body: str, at: int) -> bool:
    """Say whether it is worth while to look at the first lines, which end at `at` and below.

    A day alone says nothing to a record that has its own.
    """
    title = record.title
    if title and not body.startswith(title[:_SAME]):
        return says(body[:at])
    # Nearly always a paragraph follows, and there is nothing to be seen.
    below = body[at : at + _LABEL].lstrip()
    end = below.find("\n")
    if end < 0 and len(body) > at + _LABEL:
        return False
    return says(below[:end] if end > 0 else below, dated=not title and bool(record.dates))


def says(line: str, *, dated: bool = False) -> bool:
    """Say whether a line may tell who, when or where from; if `dated`, not only when."""
    first = line.lstrip(_MARKS).partition(" ")[0].partition(":")[0].lower()
    if first in _SAYING or first.startswith(_SAYING_EAST):
        return True
    if dated or len(line) > _STAMP:
        return False
    return _YEAR.search(line) is not None or (not line.isascii() and _FOUR.search(line) is not None)


def apart(record: Record) -> tuple[Record, ...]:
    """Give a record, and teasers for the cards that were glued to its text.

    Several where the text holds several articles, with a mark between them.
    """
    if not isinstance(record, RawArticle) or not record.body or record.exported:
        return (record,)
    if not record.title and "|||||" in record.body:
        from searcher.readers.clusters import several

        return tuple(part for one in several(record) for part in _apart(one))
    return _apart(record)


def _apart(record: RawArticle) -> tuple[Record, ...]:
    if not record.body:
        return (record,)
    at = record.body.find("\n", 1, _TITLE)
    if at > 0 and _may_have_head(record, record.body, at):
        from searcher.readers.lines.header import with_head

        record = with_head(record)
    if not record.body or not may_hold_cards(record.body):
        return (record,)
    from searcher.readers.encoding import lines
    from searcher.readers.lines.cards import first_card, rows
    from searcher.readers.lines.scraped import below_cards

    above = f"{record.title}\n\n" if record.title else ""
    data = (above + record.body).encode("utf-8", "replace")
    found = rows(lines(data))
    cut = first_card(found)
    if cut is None:
        return (record,)
    where = record.provenance
    cards = below_cards(found[cut:], where.file, where.reader)
    body = data[len(above.encode("utf-8", "replace")) : found[cut].start].decode().strip()
    main = replace(record, body=body or None)
    # They were on the page when it was captured.
    parts = [replace(card, provenance=where, captured=record.captured) for card in cards]
    return (main, *parts) if body or record.title or record.summary else tuple(parts)


def one_record(record: Record) -> Record | Unread:
    """Give a record as one that is counted once, though cards were glued to its text."""
    parts = apart(record)
    if len(parts) == 1 or not isinstance(record, RawArticle):
        return parts[0]
    return Unread(record.provenance, lambda: parts, quick=True)
