"""What was scraped from a page? The article above its cards, and a teaser for each of these."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from searcher.article import Provenance, RawArticle, RawDate
from searcher.readers.lines.cards import Card, Row, read_cards
from searcher.readers.lines.chrome import is_heading, is_tail
from searcher.readers.lines.controls import is_last_control
from searcher.readers.lines.header import above, labelled, said_by, split, title_at
from searcher.readers.lines.labels import Label, labels

_PAIR: Final = 2  # rows, title and one more, that are no tail
_ANNOUNCED: Final = 2  # lines that a heading such as `Disclaimer` may announce at the end
_UNKNOWN: Final = 100  # characters of a line among promotions that goes with them


def above_cards(found: Sequence[Row], file: str, reader: str) -> RawArticle | None:
    """Read the rows before the first card; None where only chrome stands there."""
    page = [row for row in found if not row.chrome]
    page, closing = _without_tail(page)
    if not page:
        return None
    at = title_at(page)
    header, dek, body = split(page[at:])
    said = said_by(header)
    said = [*above(page[:at]), *said, *closing]
    end = max(row.end for row in page)
    record = RawArticle(
        provenance=Provenance(file, reader, start=page[0].start, end=end),
        title=page[at].raw,
        summary=dek.raw if dek else None,
        body=_paragraphs(body, found) or None,
    )
    return labelled(record, said)


def below_cards(found: Sequence[Row], file: str, reader: str) -> list[RawArticle]:
    """Read rows that begin with a card: a teaser for each, and articles that stand among them."""
    parts = read_cards(found)
    records = [
        _teaser(one, file, reader) if isinstance(one, Card) else above_cards(one, file, reader)
        for one in parts
    ]
    return [record for record in records if record]


def _teaser(card: Card, file: str, reader: str) -> RawArticle:
    return RawArticle(
        provenance=Provenance(file, reader, start=card.start, end=card.end),
        kind="teaser",
        title=card.title,
        summary=card.summary,
        authors=(card.author,) if card.author else (),
        dates=(RawDate(card.date),) if card.date else (),
    )


def _without_tail(page: Sequence[Row]) -> tuple[list[Row], list[Label]]:
    """Cut promotions and disclaimers off the end; give what labels there say."""
    end = len(page)
    gaps = any(row.gap for row in page[1:])
    closing: list[tuple[Label, ...]] = []
    for number in range(max(2, end - _ANNOUNCED - 1), end):
        if is_heading(page[number].text):
            end = number
            break
    while end > 1:
        row = page[end - 1]
        said = labels(row.text, bare=False) if end > _PAIR else ()
        if any(label.kind in {"topics", "source", "author"} for label in said):
            closing.append(tuple(said))
        elif not _ends(row.text) and not _is_stray(page, end - 1, gaps=gaps):
            break
        end -= 1
    return list(page[:end]), [label for said in reversed(closing) for label in said]


def _ends(line: str) -> bool:
    return is_tail(line) or is_last_control(line)


def _is_stray(page: Sequence[Row], number: int, *, gaps: bool) -> bool:
    """Say whether an unknown line goes with the promotion directly above it.

    It does if no blank line parts the two, though there are such lines (`gaps`), or if it is short
    and no sentence.
    """
    row = page[number]
    fragment = len(row.text) <= _UNKNOWN and not row.text.endswith((".", "!", "?", "”", '"'))
    wrapped = gaps and not row.gap
    return number > 1 and (fragment or wrapped) and _ends(page[number - 1].text)


def _paragraphs(body: Sequence[Row], found: Sequence[Row]) -> str:
    """Join the body's lines: blank lines part paragraphs; where there are none, every line does."""
    if not body:
        return ""
    gaps = any(row.gap for row in body[1:])
    order = {row.start: number for number, row in enumerate(found)}
    parts = [body[0].raw]
    for upper, row in pairwise(body):
        # Chrome that stood between two lines parted them.
        parted = row.gap or not gaps or order[row.start] - order[upper.start] > 1
        parts += ("\n\n" if parted else "\n", row.raw)
    return "".join(parts)
