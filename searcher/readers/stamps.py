"""Which stamp does a page show beside its headline? For pages that declare no date, or half of one.

Only texts that are a stamp and nothing else count, never a part of a sentence: dates in prose are
of what is told.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from searcher.readers.paragraphs import text_of
from searcher.readers.signed import is_aside, is_elsewhere
from searcher.readers.titles import squeeze

_LONGEST = 80  # characters of a text that is a stamp
_MAX_SEEN: Final = 40  # stamps of one page; a calendar has hundreds
_BELOW, _ABOVE = 80, 30  # elements between headline and stamp
_NEAR = 25  # of these; farther off it must say what it is
_MAX_BLOCK = 160  # characters of the block around a stamp
_ENOUGH: Final = 3  # points
_MAX_LEAD, _MAX_REST = 3, 5  # words before and behind a stamp; more are a sentence
_MONTH = r"[^\W\d_]{3,12}\.?"
_STAMP = re.compile(
    rf"""(?P<lead>[^\d\n]{{0,40}}[^\w\n])?
    (?P<day> \d{{1,2}}[.]\s?\d{{1,2}}[.]\s?(?:20|19)?\d\d
      | \d{{1,2}}[/-]\d{{1,2}}[/-](?:20|19)\d\d
      | (?:20|19)\d\d(?P<mark>[-./])\d{{1,2}}(?P=mark)\d{{1,2}}
      | \d{{1,2}}(?:st|nd|rd|th|[.º])?\s?(?:of\s|de\s|d')?\s*{_MONTH},?\s+(?:de\s)?(?:20|19)\d\d
      | {_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?:20|19)\d\d
      | (?:20|19)\d\d\s?[年년]\s?\d{{1,2}}\s?[月월]\s?\d{{1,2}}\s?[日일]
    )(?!\d)
    (?P<clock>[\s,|·–-]*(?:um|at|à|às|ore|kl\.?)?\s*\d{{1,2}}[:.h]\d\d(?::\d\d)?
      (?:\s?[ap]\.?m\.?)?(?:\s?(?:Uhr|Z|UTC|GMT|[+-]\d\d:?\d\d))?)?
    (?P<rest>(?:(?!\d{{4}})[^\n]){{0,40}})""",
    re.VERBOSE | re.IGNORECASE,
)
_DATED = re.compile(
    r"(?<![a-z])(?:(?:post|publish(?:ed)?|pub|entry|article|created?|story|news|byline|item)?[_-]?"
    r"(?:date|datum|fecha|data|tarih)(?:time)?|(?:pub)?date-?time|time-?stamp|published|pubdate"
    r"|posted(?:-on)?|dateline|datepublished|published-?(?:date|at|on))(?![a-z])",
    re.IGNORECASE,
)
_META = re.compile(r"(?<![a-z])(?:meta|byline|info|kicker|author(?:ed)?)(?![a-z])", re.IGNORECASE)
_LABEL = re.compile(
    r"\W*(?:first |originally )?(?:published|posted|veröffentlicht|publié|publicado|pubblicato"
    r"|erstellt|datum|date|written|erschienen)\b",
    re.IGNORECASE,
)
_UPDATE = re.compile(
    r"\W*(?:last |zuletzt )?(?:updat|modif|aktualis|actuali|stand\b)", re.IGNORECASE
)
_SKIPPED: Final = frozenset(["script", "style", "head", "noscript", "option", "title", "textarea"])
_CELLS: Final = frozenset(["td", "th", "dd"])


def shown(tree: Any, title: str | None) -> list[str]:
    """Give the likeliest stamp beside the headline, if any: its text as shown."""
    seen: list[tuple[int, Any, str, re.Match[str]]] = []
    heading = first = None
    wanted = squeeze(title or "")
    for at, element in enumerate(tree.iter()):
        tag = element.tag
        if not isinstance(tag, str) or tag in _SKIPPED:
            continue
        if tag in {"h1", "h2"} and heading is None:
            text = squeeze("".join(element.itertext()))
            if wanted and text == wanted:
                heading = at
            elif tag == "h1" and text and first is None:
                first = at
        if len(seen) < _MAX_SEEN:
            for owner, label, text in _texts(element):
                if found := _match(text):
                    seen.append((at, owner, label or found["lead"] or "", found))
    place = heading if heading is not None else first
    labelled = sum(_LABEL.match(label) is not None for _, _, label, _ in seen)
    best, chosen = _ENOUGH - 1, None
    for at, element, label, found in seen:
        points = _points(element, label, at, place)
        # Beside the headline, or the only one that says what it is, it is the article's
        # whatever the block around it is called.
        sure = (place is not None and 0 < at - place <= _NEAR) or (
            labelled == 1 and _LABEL.match(label)
        )
        if points > best and not (is_aside(element) if sure else is_elsewhere(element)):
            best, chosen = points, found
    return [_stamp(chosen)] if chosen else []


def is_stamp(line: str) -> bool:
    """Say whether the line is a stamp, with a few words beside it and no sentence."""
    return len(line) <= _LONGEST and _match(line) is not None


def _match(text: str) -> re.Match[str] | None:
    """Give the match of a text that is a stamp, with a few words beside it and no sentence."""
    found = _STAMP.fullmatch(text)
    if not found:
        return None
    lead, rest = (found["lead"] or "").strip(), found["rest"].strip()
    words = len(lead.split())
    if words > _MAX_LEAD or len(rest.split()) > _MAX_REST or rest.endswith((".", "!", "?")):
        return None
    joined = words > 1 and lead[-1].isalnum()
    return None if joined and not (_LABEL.match(lead) or _UPDATE.match(lead)) else found


def _stamp(found: re.Match[str]) -> str:
    """Give the stamp without what stands beside it, save a label that makes it an update's."""
    stamp = found["day"] + (found["clock"] or "")
    return f"{found['lead']}{stamp}" if _UPDATE.match(found["lead"] or "") else stamp


def _texts(element: Any) -> Iterator[tuple[Any, str, str]]:
    """Give the short texts that begin inside the element and behind it: owner, label, text.

    What stands behind an element may be labelled by it: `<b>Date</b> 7 May 2024`.
    """
    if text := _line(element.text):
        yield element, "", text
    owner = element.getparent()
    if owner is not None and (text := _line(element.tail)):
        yield owner, _line(element.text) or "", text


def _line(text: str | None) -> str | None:
    if not text or len(text) > 4 * _LONGEST:
        return None
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else None


def _points(element: Any, label: str, at: int, place: int | None) -> int:
    """Say how much speaks for a stamp: its element's name, its label, its place."""
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
    if element.tag == "time" or _DATED.search(named):
        points += 3
    elif element.tag in _CELLS:
        return 0
    elif _META.search(named):
        points += 1
    if _LABEL.match(label):
        points += 3
    if place is not None and 0 <= at - place <= _BELOW:
        points += 3 if at - place <= _NEAR else 2
    elif place is not None and 0 < place - at <= _ABOVE:
        points += 2
    return points
