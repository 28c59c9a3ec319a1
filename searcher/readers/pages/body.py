"""What is the text of a page's article: which extraction, and which of its lines?

trafilatura's text is the first opinion. Where most of the page's paragraphs, or the text that it
declares, are not in it, they are the second. Of either, lines go that the page shows to be
something else: captions, links to other pages, the headline again, promotion.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from searcher.readers.lines.appeals import is_appeal
from searcher.readers.lines.chrome import is_chrome, is_tail
from searcher.readers.lines.controls import breaks_off, is_control, is_last_control
from searcher.readers.lines.labels import labels
from searcher.readers.lines.related import is_promotion, is_related, labelled, opens_related
from searcher.readers.lines.signatures import is_reported
from searcher.readers.pages.paragraphs import densest, is_prose, size_of, text_of
from searcher.readers.pages.stamp_lines import is_labelled_stamp, is_stamp, is_stamp_label
from searcher.readers.pages.titles import squeeze

_CLOSE: Final = 1.5  # times the text, if that is a part of it
_FAR: Final = 4  # times the text, whatever that is
_SAMPLE: Final = 80  # letters by which a line is known again
_TELLING: Final = 20  # letters of a line that may be known by itself
_CAPTION: Final = 12
_OFFICE: Final = 30  # letters behind a name that say what somebody is, and of which house
_ITEM: Final = "- "
_SAME: Final = 0.8  # share of the text that another holds line by line
_ALL: Final = 0.95  # the same of a text that is run together
_HEAD: Final = 5  # lines that may repeat headline, byline and stamp
_SHORT: Final = 100  # characters; a longer line is no byline
_LONG: Final = 160  # characters; an offer's lines are shorter
_OFFER: Final = 12  # lines
# Nobody in particular.
_DESK = re.compile(
    r"(from|by) (our|the) [\w ]{3,30}(desk|staff|bureau|correspondents?|reporters?|writers?)",
    re.IGNORECASE,
)
# Who made the words and the pictures.
_CREDITS = re.compile(
    r"(?:(?:texte?|texto|testo|tekst|words|story|autor(?:in|ka)?|haber|penulis|by|von|par|por)"
    r"(?: ?[:：]) ?[^.!?:]{3,40}[|,–· -]+)?(?:fotos?|photos?|pictures|bild(?:er)?|fotoğraf"
    r"|editor|kuvat?"
    r"|zdjęcia|фото|fotografie) ?[:：/] ?[^.!?:]{3,40}",
    re.IGNORECASE,
)
_MAX_KNOWN: Final = 20_000  # letters of one link or caption; more is no line


def better(found: Sequence[str], tree: Any, declared: str | None) -> list[str]:
    """Give the lines of the article: those found, or those that they lost."""
    lines = list(found)
    size = size_of(lines)
    other = _until_related(densest(tree))
    if (
        size_of(other) > _FAR * size
        or (size_of(other) > _CLOSE * size and _share(lines, other) >= 1 / 2)
        or _is_run_together(lines, other)
    ):
        lines, size = other, size_of(other)
    else:
        lines = _with_lists(lines, other)
        size = size_of(lines)
    told = [line.strip() for line in (declared or "").split("\n") if line.strip()]
    if size_of(told) > _CLOSE * size:
        return told
    # An extractor may have it from there too, in one line.
    return told if len(told) > len(lines) and _letters(told) == _letters(lines) else lines


def _is_run_together(lines: Sequence[str], other: Sequence[str]) -> bool:
    """Say whether an extractor that found no paragraphs gave all there is as one line."""
    told = sum(map(is_prose, other))
    return len(lines) == 1 and told > 1 and _share(other, lines) >= _ALL


def _with_lists(lines: list[str], other: Sequence[str]) -> list[str]:
    """Give the lines with the lists that stand between two of them on the page.

    An extractor that finds no box of the article takes its paragraphs from all over the page, and
    no lists. `other` are the lines of the same text, in the order of the page.
    """
    if not any(line.startswith(_ITEM) for line in other):
        return lines
    places: dict[str, int] = {}
    for number, line in enumerate(lines):
        places.setdefault(squeeze(line), number)
    lists: dict[int, list[str]] = {}
    seen: set[int] = set()
    above, between = -1, list[str]()
    for line in other:
        place = places.get(squeeze(line))
        if place is None:
            between.append(line)
            continue
        items = [line for line in between if line.startswith(_ITEM)]
        one_list = len(items) > 1 and any(is_prose(item) for item in items)
        if seen and place == above + 1 and one_list:
            lists[above] = items
        seen.add(place)
        above, between = place, []
    if sum(len(lines[place]) for place in seen) < _SAME * size_of(lines):
        return lines
    return [one for number, line in enumerate(lines) for one in (line, *lists.get(number, ()))]


def article_lines(
    lines: Iterable[str], tree: Any, titles: Iterable[str], bylines: Iterable[str] = ()
) -> list[str]:
    """Give the lines that are the article's own.

    `titles` are the headline and its declared forms, which the page shows elsewhere, as the
    `bylines`.
    """
    kept = [line for line in (line.strip() for line in lines) if line]
    signed = {squeeze(text) for text in bylines} - {""}
    elsewhere = signed | ({squeeze(text) for text in titles} - {""})
    above = next((at for at, line in enumerate(kept) if is_prose(line)), 0)
    kept[:_HEAD] = [
        line
        for at, line in enumerate(kept[:_HEAD])
        if not (
            squeeze(line) in elsewhere or _is_label(line) or _signs(line, signed, opens=at < above)
        )
    ]
    others = _others(tree)
    begins = {letters[:_CAPTION] for letters in others}
    links = _Links(tree)
    own = [
        line
        for line in kept
        if not (_is_other(line, others, begins) or links.led_by(line.removeprefix(_ITEM)))
    ]
    # A page that is made of links tells by them what it has to tell.
    kept = own if size_of(own) >= size_of(kept) / 2 else kept
    kept = kept[: _broken_off(kept)]
    while kept and (_is_last(kept[-1]) or squeeze(kept[-1]) in signed):
        del kept[-1]
    return kept


def _broken_off(lines: Sequence[str]) -> int:
    """Give where a text ends that goes on for those who pay: before the offer, which is short."""
    for at in range(max(len(lines) - _OFFER, 1), len(lines)):
        if breaks_off(lines[at]) and not any(map(_is_told, lines[at + 1 :])):
            return at
    return len(lines)


def _signs(line: str, signed: set[str], *, opens: bool) -> bool:
    """Say whether it is a byline with a word or two before it, or behind where it `opens`."""
    letters = squeeze(line) if len(line) <= _LONG else ""
    return any(
        2 * len(name) >= _CAPTION
        and (
            (letters.endswith(name) and len(letters) - len(name) <= _CAPTION)
            or (opens and letters.startswith(name) and len(letters) - len(name) <= _OFFICE)
        )
        for name in signed
    )


def _is_told(line: str) -> bool:
    return len(line) > _LONG


def _is_label(line: str) -> bool:
    """Say whether the line, above a text, says who and when, or nothing but that it will."""
    bare = line.removeprefix(_ITEM).strip()
    if _DESK.fullmatch(bare) or _CREDITS.fullmatch(bare):
        return True
    if len(bare) > _SHORT or bare.endswith((".", "!", "?")):
        return is_stamp(bare)
    # A reporter's line in the far East is kept: who is declared beside it may be the editor.
    return is_stamp(bare) or is_stamp_label(bare) or (bool(labels(bare)) and not is_reported(bare))


def _is_other(line: str, others: set[str], begins: set[str]) -> bool:
    """Say whether a line is chrome, or one of the others, which have these begins."""
    bare = line.removeprefix(_ITEM).strip()
    if is_chrome(bare) or is_control(bare) or is_related(bare) or is_appeal(bare):
        return True
    # Most lines are long, and begin as none of them. A mark behind the cut changes the last letter.
    begin = squeeze(bare[:_SAMPLE])
    if len(begin) > _CAPTION and begin[:_CAPTION] not in begins:
        return False
    letters = squeeze(bare)
    return len(letters) >= _CAPTION and letters in others


class _Links:
    """The letters of what links to other pages: few pages have a line that asks for them."""

    def __init__(self, tree: Any) -> None:
        self._tree = tree
        self._letters: set[str] | None = None

    def led_by(self, line: str) -> bool:
        """Say whether a line is a link behind a label such as `Read also`, without a colon."""
        headline = labelled(line)
        if headline is None:
            return False
        if self._letters is None:
            links = (text_of(one) for one in self._tree.iter("a") if one.get("href"))
            self._letters = {squeeze(text) for text in links if len(text) <= _MAX_KNOWN}
        return squeeze(headline) in self._letters


def _is_last(line: str) -> bool:
    """Say whether the line, at the end of a text, is none of it."""
    return (
        is_tail(line)
        or is_last_control(line)
        or is_promotion(line)
        or opens_related(line)
        or is_labelled_stamp(line)
    )


def _others(tree: Any) -> set[str]:
    """Give the letters of captions and of links, the lines that are none of the article's."""
    found: set[str] = set()
    for element in tree.iter("figcaption", "img", "a"):
        if element.tag == "img":
            text, least = element.get("alt") or "", _CAPTION
        elif element.tag == "a":
            href = element.get("href") or ""
            text = text_of(element) if href and not href.startswith("#") else ""
            least = _TELLING
        else:
            text, least = text_of(element), _CAPTION
        if least <= len(text) <= _MAX_KNOWN:
            letters = squeeze(text)
            if len(letters) >= least:
                found.add(letters)
    return found


def _until_related(lines: list[str]) -> list[str]:
    """Give the lines before the heading of a list of other pages."""
    for at, line in enumerate(lines):
        if at and opens_related(line):
            return lines[:at]
    return lines


def _letters(lines: Sequence[str]) -> str:
    return squeeze("".join(lines))


def _share(lines: Sequence[str], other: Sequence[str]) -> float:
    """Give the share of the lines, by letters, that the other text holds."""
    held = _letters(other)
    letters = [squeeze(line) for line in lines]
    total = sum(map(len, letters))
    return sum(len(line) for line in letters if line[:_SAMPLE] in held) / total if total else 0
