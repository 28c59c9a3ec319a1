"""Where do the cards of a scraped page begin, and what does each say?

A card is a teaser of another article: a picture's place (`placeholder`), a line in which title and
summary are glued together, `Author  Name`, a date such as `Jan 30, Fri`, and the summary again.
Any of these may be missing, and the picture's line may be missing between two cards. Nothing is
lost: what cannot be split stays a title, what follows a card's summary is kept with it, and where
that is an article, a title and paragraphs, it is given as one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from searcher.dates import day_of_line
from searcher.readers.encoding import Line
from searcher.readers.lines.chrome import (
    is_chrome,
    is_list_heading,
    is_marker,
    is_placeholder,
    is_tail,
)
from searcher.readers.lines.controls import is_control, is_last_control
from searcher.readers.lines.glue import is_glued, split
from searcher.readers.lines.labels import author, collapse, is_stamp, is_time, labels, names, signs

_HEAD: Final = 5  # rows in which a card shows that it is one
_REACH: Final = 20  # rows among which those are, with chrome between them
_BETWEEN: Final = 3  # rows between a glued line and its summary
_ODD: Final = 64  # characters of such a row
_PAIR: Final = 2  # rows of a card without labels: the glued line and the summary
_SECTION: Final = 2  # words of a line above a title that name its section; as many such lines
_FOOTER: Final = 3  # words of an unknown line at the end of the page that is no summary
_TITLE: Final = 200  # characters of the title of an article below cards
_PARAGRAPH: Final = 80  # characters of a line that is a paragraph of it
_DATED: Final = frozenset({"date", "updated"})
_LISTED: Final = 24  # rows below the heading of a list of other articles that are looked at
_HEADLINE, _LONGEST_HEADLINE = 3, 25  # words
_PARAGRAPHS: Final = 2
_ENDS: Final = (".", "…", "]", ":", ",", ";")  # of a paragraph, and of no title


@dataclass(frozen=True, slots=True)
class Row:
    """A line that holds text, and what it is by itself.

    `text` has single spaces; `raw` is trimmed only; `gap` says that a blank line precedes.
    """

    start: int
    end: int
    text: str
    raw: str
    gap: bool
    author: str | None
    stamp: bool
    marker: bool
    chrome: bool

    @property
    def label(self) -> bool:
        """Whether it is an author's or a date's line."""
        return self.stamp or self.author is not None


@dataclass(frozen=True, slots=True)
class Card:
    """What one card holds, as found, and its bytes."""

    start: int
    end: int
    title: str | None = None
    summary: str | None = None
    author: str | None = None
    date: str | None = None


@dataclass(slots=True)
class _Block:
    """The rows of one card: texts before and after its labels; `marked`: below a picture's line."""

    before: list[Row] = field(default_factory=list)
    authors: list[Row] = field(default_factory=list)
    dates: list[Row] = field(default_factory=list)
    after: list[Row] = field(default_factory=list)
    marked: bool = False

    @property
    def labelled(self) -> bool:
        return bool(self.authors or self.dates)


def rows(lines: Iterable[Line]) -> list[Row]:
    """Give the lines that hold anything but white space, their ends trimmed."""
    found = []
    gap = False
    for line in lines:
        text = collapse(line.text)
        if text:
            chrome = is_chrome(text) or is_control(text) or is_list_heading(text)
            found.append(
                Row(
                    line.start,
                    line.end,
                    text,
                    line.text.strip(),
                    gap,
                    author(text),
                    is_stamp(text) or day_of_line(text) is not None,
                    chrome and is_marker(text),
                    chrome,
                )
            )
        gap = not text
    return found


def first_card(found: Sequence[Row]) -> int | None:
    """Give the number of the row at which the cards begin, or None.

    A picture's line alone proves nothing, since articles have pictures too: a card has to follow
    it. Without such a line the summary must stand at the end of the glued line, which no article's
    first lines do.
    """
    texts = 0
    gaps = False
    for number, row in enumerate(found):
        if row.marker:
            if _opens_card(found, number + 1, texts=texts, gaps=gaps):
                return number
        elif _is_bare_card(found, number):
            return number
        elif texts > 1 and _heads_list(found, number):
            return number + 1
        elif not row.chrome:
            texts += not row.label
            gaps |= row.gap
    return None


def read_cards(found: Sequence[Row]) -> list[Card | Sequence[Row]]:
    """Read the cards of rows that begin with the first of them; an article among them as rows."""
    cards: list[Card | Sequence[Row]] = []
    block = _Block()
    every, found = found, found[: _footer(found)]
    end = 0  # of the article that was found last
    for number, row in enumerate(found):
        if number < end:
            continue
        if row.marker:
            cards += _cards(block)
            block = _Block(marked=True)
        elif row.author is not None:
            block.authors.append(row)
            # `By Ann Lee | Jan 30, 2026`
            block.dates += [replace(row, text=stamp) for stamp in _stamps(row)]
        elif row.stamp:
            block.dates.append(row)
        elif row.chrome:
            continue
        elif _signs(found, number) and block.before and not block.labelled:
            block.authors.append(replace(row, author=row.text))
        elif block.after and (end := _article(found, number)):
            cards += [*_cards(block), every[number:] if end == len(found) else found[number:end]]
            block = _Block()
        elif _is_between(found, number, block):
            _label(row, block)
        elif _is_next_card(found, number, block):
            cards += _cards(block)
            block = _Block(before=[row])
        elif block.labelled:
            block.after.append(row)
        else:
            block.before.append(row)
    return cards + _cards(block)


def _footer(found: Sequence[Row]) -> int:
    """Give the number of rows before the page's footer."""
    end = len(found)
    while end > 1:
        row, above = found[end - 1], found[end - 2]
        unknown = len(row.text.split()) > _FOOTER or row.label or above.label
        tail = is_tail(row.text) or is_last_control(row.text)
        if above.marker or (unknown and not tail):
            break
        if not tail and is_glued(above.text, row.text):
            break
        end -= 1
    return end


def _is_next_card(found: Sequence[Row], number: int, block: _Block) -> bool:
    """Say whether a card begins with this text, though no picture's line stands before it."""
    if not block.labelled:
        return False
    if block.after:
        for ahead in range(number, min(number + 1 + _SECTION, len(found))):
            if _is_title(found, ahead):
                return True
            if len(found[ahead].text.split()) > _SECTION:
                return False
        return False
    # The card has no summary yet: this is it, unless an author or a date follows.
    follows = number + 1 < len(found) and _is_label(found, number + 1)
    return (
        follows and bool(block.before) and not is_glued(block.before[-1].text, found[number].text)
    )


def _is_title(found: Sequence[Row], number: int) -> bool:
    """Say whether an author, a date or the repeated summary follows, as after a glued line."""
    if number + 1 >= len(found) or found[number].label or found[number].marker:
        return False
    return _is_label(found, number + 1) or is_glued(found[number].text, found[number + 1].text)


def _is_label(found: Sequence[Row], number: int) -> bool:
    return found[number].label or _signs(found, number)


def _signs(found: Sequence[Row], number: int) -> bool:
    """Say whether a name alone stands between the title of a card and its date."""
    if not 0 < number < len(found) - 1 or not found[number + 1].stamp:
        return False
    above = found[number - 1]
    told = not (above.label or above.marker or above.chrome) and len(above.text.split()) > _SECTION
    return told and signs(found[number].text, found[number + 1].text)


def _cards(block: _Block) -> list[Card]:
    texts = [*block.before, *block.after]
    every = sorted((*texts, *block.authors, *block.dates), key=lambda row: row.start)
    if not every:
        return []
    if not (block.labelled or block.marked) and all(map(_is_headline, every)):
        return [Card(row.start, row.end, title=row.raw) for row in every]
    head, title, summary = _title_and_summary(texts, len(block.before))
    skipped = texts[:head]
    above = {row.start for row in skipped}
    kept = [row for row in every if row.start not in above]
    card = Card(
        kept[0].start,
        kept[-1].end,
        title,
        summary,
        block.authors[0].author if block.authors else None,
        block.dates[0].text if block.dates else None,
    )
    # A word or two above the title is the card's section; more is a card of its own.
    alone = [row for row in skipped if len(row.text.split()) > _SECTION]
    return [*(Card(row.start, row.end, title=row.raw) for row in alone), card]


def _title_and_summary(texts: Sequence[Row], before: int) -> tuple[int, str | None, str | None]:
    """Give the number of the title's row, title and summary; `before` rows precede the labels."""
    for number in range(len(texts) - 1):
        glued, repeated = texts[number], texts[number + 1]
        if is_glued(glued.text, repeated.text):
            title, summary = split(glued.raw, repeated.raw)
            return number, title, _joined(summary, texts[number + 2 :])
        if number and glued.text == repeated.text:
            # Title and summary on lines of their own.
            return number - 1, texts[number - 1].raw, _joined(repeated.raw, texts[number + 2 :])
    if not before:
        return 0, None, "\n\n".join(row.raw for row in texts) or None
    head = before - 1 if before < len(texts) else 0
    return head, texts[head].raw, "\n\n".join(row.raw for row in texts[head + 1 :]) or None


def _joined(summary: str, rest: Sequence[Row]) -> str:
    return "\n\n".join([summary, *(row.raw for row in rest)])


def _opens_card(found: Sequence[Row], number: int, *, texts: int, gaps: bool) -> bool:
    """Say whether the rows after a picture's line are a card.

    `texts` lines stand before it: with more than one, the article's text has begun, and what
    follows cannot be its byline. `gaps` says that blank lines part its paragraphs.
    """
    block: list[Row] = []
    for row in found[number : number + _REACH]:
        if row.marker or len(block) > _HEAD:
            break
        if not row.chrome:
            block.append(row)
    texts_of_block = [row for row in block if not row.label]
    if not texts_of_block:
        return False
    if any(is_glued(one.text, two.text) for one, two in pairwise(texts_of_block)):
        return True
    if any(is_glued(texts_of_block[0].text, row.text) for row in texts_of_block[2 : 2 + _BETWEEN]):
        return True
    if not is_placeholder(found[number - 1].text):
        return False
    if any(row.label for row in block[:3]):
        # Below the title alone it may be the article's own picture, caption and byline.
        return texts > 1 or (not block[0].label and (texts == 0 or len(block) < _HEAD))
    return texts > 1 and gaps and len(block) <= _PAIR and not any(row.gap for row in block)


def _heads_list(found: Sequence[Row], number: int) -> bool:
    """Say whether `Related articles` stands here, and titles below it.

    The first has an author or a date below it, or there are others and nothing else to the end.
    """
    if not is_list_heading(found[number].text):
        return False
    under = [row for row in found[number + 1 : number + _LISTED] if not is_tail(row.text)]
    if not under or under[0].label or under[0].marker or under[0].text.endswith(_ENDS):
        return False
    ended = number + _LISTED >= len(found) and len(under) > 1
    ended = ended and is_list_heading(found[number].text, named=True)
    return any(row.label for row in under[1:3]) or (ended and all(map(_is_headline, under)))


def _is_headline(row: Row) -> bool:
    words = len(row.text.split())
    shape = _HEADLINE <= words <= _LONGEST_HEADLINE and not row.text.endswith((*_ENDS, "”", '"'))
    return shape and not (row.label or row.marker)


def _is_bare_card(found: Sequence[Row], number: int) -> bool:
    """Say whether a card without a picture's line begins here."""
    if found[number].label:
        return False
    labelled = False
    for row in found[number + 1 : number + 4]:
        if not (row.label or (len(row.text) <= _ODD and _stamps(row))):
            return labelled and is_glued(found[number].text, row.text)
        labelled = True
    return False


def _is_between(found: Sequence[Row], number: int, block: _Block) -> bool:
    """Say whether a line stands between a glued line and its summary, where the labels do."""
    if block.after or not block.before or len(found[number].text) > _ODD:
        return False
    above = block.before[-1].text
    for row in found[number : number + 1 + _BETWEEN]:
        if row.marker:
            break
        if row.text == above or is_glued(above, row.text):
            return row is not found[number]
    return False


def _label(row: Row, block: _Block) -> None:
    """Put a line between glued line and summary where it belongs: `Jbn 30, Fri`, `Jane Roe`."""
    said = {label.kind: label.value for label in labels(row.text)}
    name = said.get("author") or said.get("source")
    stamped = _stamps(row) if name else [row.text] if said or is_time(row.text) else []
    block.dates += [replace(row, text=stamp) for stamp in stamped]
    if not block.authors and (name or (not stamped and names(row.text))):
        block.authors.append(replace(row, author=name or row.text))


def _stamps(row: Row) -> list[str]:
    """Give the dates beside an author."""
    return [label.said or label.value for label in labels(row.text) if label.kind in _DATED]


def _article(found: Sequence[Row], number: int) -> int:
    """Give the end of the article that begins here below a card's summary, or 0.

    It has a title, and two paragraphs below its labels before anything else says that it is a card.
    """
    title = found[number]
    if len(title.text) > _TITLE or title.text.endswith(_ENDS):
        return 0
    at = number + 1
    while at < len(found) and (found[at].label or labels(found[at].text)):
        at += 1
    if not title.gap and at == number + 1:
        return 0
    paragraphs = 0
    for here in range(at, len(found)):
        row = found[here]
        placeholder = row.marker and is_placeholder(row.text)
        glued = is_glued(title.text, row.text)
        if row.label or placeholder or glued or _is_bare_card(found, here):
            break
        paragraphs += len(row.text) >= _PARAGRAPH
    if paragraphs < _PARAGRAPHS:
        return 0
    cut = first_card(found[number:])
    return len(found) if cut is None else number + cut if cut else 0
