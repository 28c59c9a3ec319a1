"""Which stamp does a page show beside its headline? For pages that declare no date, or half of one.

Only texts that are a stamp and nothing else count, never a part of a sentence: dates in prose are
of what is told.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final, NamedTuple

from searcher.readers.lines.related import opens_related
from searcher.readers.pages.days import DAY, with_weekday
from searcher.readers.pages.elsewhere import is_aside, is_card, is_elsewhere
from searcher.readers.pages.paragraphs import text_of
from searcher.readers.pages.stamp_lines import BARE, DIGIT, LABEL, LONGEST, UPDATE, match
from searcher.readers.pages.titles import squeeze
from searcher.readers.wordlist import table

_MAX_SEEN: Final = 40  # stamps of one page; a calendar has hundreds
_BELOW, _ABOVE = 80, 30  # elements between headline and stamp
_NEAR = 25  # of these; farther off it must say what it is
_TOLD: Final = 400  # characters of the text; what is behind them is not beside the headline
_MAX_BLOCK = 160  # characters of the block around a stamp
_ENOUGH: Final = 3  # points
_MAX_LINKS: Final = 8  # of a row in a list of pages
_DATED = re.compile(
    r"(?<![a-z])(?:(?:post|publish(?:ed)?|pub|entry|article|created?|story|news|byline|item)?[_-]?"
    r"(?:date|datum|fecha|data|tarih)(?:time)?|(?:pub)?date-?time|time-?stamp|published|pubdate"
    r"|posted(?:-on)?|dateline|datepublished|published-?(?:date|at|on))(?![a-z])",
    re.IGNORECASE,
)
_META = re.compile(r"(?<![a-z])(?:meta|byline|info|kicker|author(?:ed)?)(?![a-z])", re.IGNORECASE)

_DATELINE = re.compile(
    rf"(?P<lead>[A-ZÀ-ÖØ-Þ][^\d\n.!?:;]{{1,40}}[,(]\s?\(?)(?P<day>{DAY})\)?\s?(?:[.:–—/(|]|-{{1,2}}\s)",
    re.VERBOSE,
)
# A day of the week, or what begins a sentence about one.
_NO_PLACE = re.compile(
    r"^(?:am|an|on|im|in|le|el|il|der|die|das|the|since|seit|ab|bis|vo[mn]|until|by|at|du|au|als)\b"
    r"|(?:day|tag|woch|edi|dì|dag|nes|coles|eves|ernes|ábado|omingo|feira|enica|manche)\W*$",
    re.IGNORECASE,
)
# What a day is of that is no publication.
_EVENT = re.compile(
    r"\b(?:when|wann|quand|cuándo|quando|event|veranstaltung|termin|starts?|begins?|beginn|ends?"
    r"|deadline|expires?|until|valid|gültig|frist|born|geboren|died|released"
    r"|release date|einsendeschluss)\b",
    re.IGNORECASE,
)
_CAPTIONS: Final = frozenset(["figure", "figcaption"])
_UPDATED_NAME = re.compile(r"updat|modif|revis|aktualis|edited", re.IGNORECASE)
_PUBLISHED_NAME = re.compile(r"publi(?!c(?![a-z]))|posted|entry-date|created", re.IGNORECASE)
# What was updated is all of the site's pages.
_SITE = re.compile(r"\W*(?:this )?(?:web)?(?:site|seite|sito|sitio|сайт)\b", re.IGNORECASE)
_COMMENTS = re.compile(
    r"(?:\d{1,5} |leave an? )?(?:comments?|repl(?:y|ies)|responses?|kommentare?|commentaires?"
    r"|comentarios?"
    r"|comentários?|comment[io]|reacties?|kommentarer|комментари\w+|коментар\w+|komentarze|komentáře"
    r"|yorumlar|bình luận|komentar|コメント|评论|댓글|التعليقات|تعليقات|תגובות"
    r"|(?:upcoming |more )?events|(?:aktuelle |nächste )?(?:termine|veranstaltungen)|agenda"
    r"|eventos|événements)\W*(?:\d{1,5}\W*)?.{0,30}",
    re.IGNORECASE,
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SKIPPED: Final = frozenset(["script", "style", "head", "noscript", "option", "title", "textarea"])
_ROWS: Final = frozenset(["li", "tr"])
_HEADLINE: Final = 4  # words of a link in a row; fewer may be a name
_MASTHEAD = re.compile(
    r"mast-?head|top-?bar|nav-?bar|site-?header|toolbar|(?<![a-z])today|current-?(?:date|time|day)",
    re.IGNORECASE,
)
_HEADINGS: Final = frozenset(["h2", "h3", "h4", "h5", "h6"])
# What may hold a headline that is no heading, and how much longer than that with its blanks.
_HEADING_LIKE: Final = frozenset(table("b strong font span div p big center td h3 h4 h5 h6"))
_BLANKS: Final = 20
_CELLS: Final = frozenset(["td", "th", "dd"])


class _Seen(NamedTuple):
    """A stamp: the element it is of, what labels it, and the place in the page."""

    at: int
    element: Any
    label: str
    found: re.Match[str]
    # How much of the text stands between it and the headline, and whether a heading of comments
    # or of other pages does.
    told: int
    others: bool

    @property
    def shape(self) -> tuple[str | None, ...]:
        """What the stamps of a list of comments or of other pages have in common."""
        above = self.element.getparent()
        names = (self.element.tag, self.element.get("class"))
        return names if above is None else (*names, above.tag, above.get("class"))


def shown(tree: Any, title: str | None) -> tuple[str | None, list[str]]:
    """Give the likeliest stamp beside the headline, if any, and those that are of something else.

    Both as their texts show them.
    """
    seen: list[_Seen] = []
    heading = first = alike = None
    head = dateline = None
    wanted, size = squeeze(title or ""), len(title or "")
    told, others = 0, False
    for at, element in enumerate(tree.iter()):
        tag = element.tag
        if not isinstance(tag, str) or tag in _SKIPPED:
            continue
        if tag in {"h1", "h2"} and heading is None:
            text = squeeze("".join(element.itertext()))
            if wanted and text == wanted:
                heading, head, told = at, element, 0
            elif tag == "h1" and text and first is None:
                first, head, told = at, element, 0
        elif told >= _TOLD and tag in _HEADINGS and not others:
            # From here on there are comments, or cards of other pages.
            others = _opens_others(text_of(element))
        begin, behind = element.text or "", element.tail or ""
        if (
            heading is first is alike is None
            and abs(len(begin) - size) <= _BLANKS
            and tag in _HEADING_LIKE
            and wanted
            and squeeze(begin) == wanted
        ):
            alike, head, told = at, element, 0
        if len(seen) < _MAX_SEEN and (DIGIT.search(begin) or DIGIT.search(behind)):
            for owner, label, text in _texts(element):
                if found := match(text):
                    named = label or found["lead"] or ""
                    seen.append(_Seen(at, owner, named, found, told, others))
        if dateline is None and head is not None and told < _TOLD:
            dateline = _dateline(begin)
        told += (len(begin) if _is_prose(begin) else 0) + (len(behind) if _is_prose(behind) else 0)
    place = next((at for at in (heading, first, alike) if at is not None), None)
    if place is alike:
        # A day in a headline is part of its story.
        seen = [one for one in seen if squeeze(one.found.string) != wanted]
    stamp, rest = _likeliest(seen, place, head, wanted)
    return stamp or dateline, rest


def _dateline(text: str) -> str | None:
    """Give the date at the begin of a text: `Dunmore, 7 May 2024 – The weir …`."""
    begin = text[: 2 * LONGEST]
    if not DIGIT.search(begin):
        return None  # as most have
    found = _DATELINE.match(" ".join(begin.split()))
    return found["day"] if found and not _NO_PLACE.search(found["lead"]) else None


def _likeliest(
    seen: list[_Seen], place: int | None, head: Any, title: str
) -> tuple[str | None, list[str]]:
    """Give the likeliest of the stamps of a page, the headline of which is at `place`."""
    labelled = sum(LABEL.match(one.label) is not None for one in seen)
    shapes = Counter({one.element: one.shape for one in seen if one.told >= _TOLD}.values())
    best, chosen = (False, 0), None
    others, rest = [], set()
    for one in seen:
        below = place is not None and one.told >= _TOLD
        says = LABEL.match(one.label) is not None
        if (
            _EVENT.search(one.label)
            or _SITE.match(one.label)
            or (
                not says
                and (
                    (below and _is_of_another(one, title, several=shapes[one.shape] > 1))
                    or (place is not None and _is_beside(one, place, head))
                )
            )
        ):
            others.append(_stamp(one))
            continue
        rest.add(_stamp(one))
        # Beside the headline, or the only one that says what it is, it is the article's
        # whatever the block around it is called.
        near = place is not None and 0 < one.at - place <= _NEAR and not below
        sure = near or (labelled == 1 and says)
        if (is_aside if sure else is_elsewhere)(one.element):
            continue
        points = _points(one, place, head, told=below)
        rank = (not (UPDATE.match(one.label) or is_update(one.element)), points)
        if points >= _ENOUGH and rank > best:
            best, chosen = rank, one
    return (_stamp(chosen) if chosen else None), [one for one in others if one not in rest]


def _is_of_another(one: _Seen, title: str, *, several: bool) -> bool:
    """Say whether a stamp below the text is a comment's, or that of another page."""
    if is_card(one.element, {title} - {""}):
        return True
    row = next(one.element.iterancestors("li", "tr", "div"), None)
    links = [] if row is None else [text_of(link) for link in islice(row.iter("a"), _MAX_LINKS)]
    # The page itself may be among the latest.
    if title and any(squeeze(link) == title for link in links):
        return False
    if several or (one.others and not _ends_text(one.element)):
        return True
    in_row = one.element.tag in _ROWS or (row is not None and row.tag in _ROWS)
    return in_row and any(len(link.split()) >= _HEADLINE for link in links)


def _ends_text(element: Any) -> bool:
    """Say whether a stamp stands among the paragraphs of a text, links to other pages or not."""
    block = element if element.tag == "p" else element.getparent()
    above = None if block is None else block.getparent()
    return above is not None and sum(_is_prose(text_of(p)) for p in above.iterchildren("p")) > 1


def _is_beside(one: _Seen, place: int, head: Any) -> bool:
    """Say whether it is the caption of a picture, an event's day, or today's at the page's head."""
    if one.at > place:
        before = one.element.getprevious()
        named = "" if before is None or len(before) else before.text or ""
        if _EVENT.search(named[:LONGEST]):
            return True
        return any(above.tag in _CAPTIONS for above in _self_and_above(one.element))
    for above in _self_and_above(one.element):
        name = f"{above.get('class') or ''} {above.get('id') or ''}"
        if above.tag in {"header", "nav"} or _MASTHEAD.search(name):
            return above not in head.iterancestors()
    return False


def _self_and_above(element: Any) -> Iterator[Any]:
    yield element
    yield from element.iterancestors()


def is_update(element: Any) -> bool:
    """Say whether the element is called, or labelled as, the time of an update."""
    if "dateModified" in (element.get("itemprop") or ""):
        return True
    name = f"{element.get('class') or ''} {element.get('id') or ''}"
    if _UPDATED_NAME.search(name) and not _PUBLISHED_NAME.search(name):
        return True
    return any(UPDATE.match(text) for text in (_line(element.text), _before(element)) if text)


def _opens_others(text: str) -> bool:
    """Say whether a heading is that of comments, or of other pages."""
    return opens_related(text) or _COMMENTS.fullmatch(text) is not None


def _is_prose(text: str) -> bool:
    return len(text) > LONGEST and len(text.strip()) > LONGEST


def _stamp(one: _Seen) -> str:
    """Give the stamp without what stands beside it, save a label that makes it an update's."""
    stamp = with_weekday(one.found["lead"] or "", one.found["day"]) + (one.found["clock"] or "")
    if not UPDATE.match(one.label):
        return stamp
    return f"{one.label.strip()} {stamp}"


def _texts(element: Any) -> Iterator[tuple[Any, str, str]]:
    """Give the short texts that begin inside the element and behind it: owner, label, text.

    What stands behind an element may be labelled by it: `<b>Date</b> 7 May 2024`; what stands in
    one by what is before it: `Updated: <span>7 May 2024</span>`.
    """
    if text := _line(element.text):
        yield element, _before(element), text
    owner = element.getparent()
    if owner is not None and (text := _line(element.tail)):
        yield owner, _line(element.text) or "", text


def _before(element: Any) -> str:
    """Give the label before the element, if it is nothing but that, else an empty text."""
    before = element.getprevious()
    if before is None:
        above = element.getparent()
        text = _line(above.text) if above is not None else None
    else:
        text = _line(before.tail) or (_line(before.text) if len(before) == 0 else None)
    return text if text and BARE.fullmatch(text) else ""


def _line(text: str | None) -> str | None:
    if not text or len(text) > 4 * LONGEST:
        return None
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else None


def _points(one: _Seen, place: int | None, head: Any, *, told: bool) -> int:
    """Say how much speaks for a stamp: its element's name, its label, its place.

    Behind what is `told` it is not beside the headline.
    """
    element, label, at = one.element, one.label, one.at
    if len(text_of(element)) > _MAX_BLOCK:
        return 0  # the text around it is told, not stamped
    named = " ".join(
        filter(
            None,
            (
                value
                for one in (element, element.getparent())
                if one is not None
                for value in (one.get("class"), one.get("id"), one.get("itemprop"))
            ),
        )
    )
    points = 0
    if element.tag == "time" or _DATED.search(_CAMEL.sub("-", named)):
        points += 3
    elif element.tag in _CELLS:
        return 0
    elif _META.search(named):
        points += 1
    if LABEL.match(label):
        points += 3
    if place is not None and 0 <= at - place <= _BELOW and not told:
        points += 3 if at - place <= _NEAR else 2
    elif place is not None and 0 < place - at <= _ABOVE:
        points += 3 if _stands_on(element, head) else 2
    return points


def _stands_on(element: Any, head: Any) -> bool:
    """Say whether the block right before the headline is nothing but the stamp."""
    before = head.getprevious()
    return before is not None and (element is before or element.getparent() is before)
