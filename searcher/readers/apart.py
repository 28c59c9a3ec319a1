"""Was the text of a record scraped with the head of its page, and with cards of other articles?

Lines of the head that say who, when or where from are fields that the record lacks; cards are
parted.
"""

import re
from dataclasses import replace
from typing import Final

from searcher.article import RawArticle
from searcher.readers.base import Record, Unread

# A line that most cards have, and few texts: one for a picture, or with no more than an author. The
# line break before it, and the first letter, are what makes the search quick.
_SIGN: Final = re.compile(
    r"\n[^\w\n]{0,8}(?=[PTICABpticab])"
    r"(?i:(?:(?:image )?placeholder|thumbnail|card image)[^\w\n]{0,8}"
    r"|(?:author|autor|auteur|by)\b[^\n]{0,80})(?:\n|\Z)"
)
_FIRST: Final = 200  # characters among which the first line is looked at
_LABEL: Final = 160  # characters of a first line that may be a title or a label


def may_hold_cards(text: str) -> bool:
    """Say whether it is worth while to look at the lines; line breaks of Windows may be in it."""
    return _SIGN.search(text) is not None or _SIGN.match("\n" + text[:_FIRST]) is not None


def apart(record: Record) -> tuple[Record, ...]:
    """Give a record, and teasers for the cards that were glued to its text."""
    if not isinstance(record, RawArticle) or not record.body:
        return (record,)
    if record.body.find("\n", 1, _LABEL) > 0:
        from searcher.readers.header import with_head

        record = with_head(record)
    if not record.body or not may_hold_cards(record.body):
        return (record,)
    from searcher.readers.cards import first_card, rows
    from searcher.readers.encoding import lines
    from searcher.readers.page_dump import below

    above = f"{record.title}\n\n" if record.title else ""
    data = (above + record.body).encode("utf-8", "replace")
    found = rows(lines(data))
    cut = first_card(found)
    if cut is None:
        return (record,)
    where = record.provenance
    cards = below(found[cut:], where.file, where.reader)
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
