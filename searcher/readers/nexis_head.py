"""What does the head of a LexisNexis article say? Some by order, the rest by name.

Older: copyright, outlet, date with its edition, title, names. Newer: title, outlet, date,
copyright, names.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from searcher.readers.lines.labels import collapse, is_stamp
from searcher.readers.nexis_labels import COPYRIGHT, COVER, HEAD, RESERVED, label

_FREE: Final = 12  # groups of lines before the first name; more are a text
_EARLY: Final = 8  # groups among which the date is
_TITLE: Final = 300  # characters
_CENTRED: Final = 10  # blanks before a line that is set in the middle
_TITLE_LINES: Final = 3
_OUTLET: Final = 10  # words
_LINE: Final = 300  # characters of a line that may be a date
_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")
_EDITION = re.compile(
    r"(?:[\w().,;:/'’&-]+ ){0,6}(?:edition|ausgabe|édition|editie|edición|edizione|final)\b.{0,40}"
    r"|correction appended.{0,20}|final|(?:show|program|transcript)\b ?[:#].{0,80}",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Head:
    """What was found, by name; `end` is the line at which the text begins.

    `more` stands between title and text, `above` before the title; `begun` is the text that stands
    beside the name for it.
    """

    title: str = ""
    outlet: str = ""
    date: str = ""
    named: dict[str, str] = field(default_factory=dict)
    more: list[str] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    begun: list[str] = field(default_factory=list)
    end: int = 0


@dataclass(slots=True)
class _Group:
    """Lines without a blank one between them, or of one name; `at` is the first one's number."""

    at: int
    lines: list[str]
    name: str | None = None

    @property
    def text(self) -> str:
        return collapse(" ".join(self.lines))


def read_head(lines: Sequence[str], *, newer: bool, whole: bool) -> Head | None:
    """Understand the head of a document; None where nothing is certain.

    `whole` says that the lines are the head alone.
    """
    groups = _groups(lines, newer=newer)
    head = Head(end=len(lines))
    free: list[_Group] = []
    at, named, measured = 0, False, False
    while at < len(groups):
        group = groups[at]
        if group.name == "body":
            head.begun, head.end = group.lines, group.at + 1
            break
        if group.name:
            named = True
            measured |= group.name == "length"
            head.named.setdefault(group.name, group.text)
        elif not named:
            free.append(group)
        elif whole or (not measured and _goes_on(group, groups[at + 1 : at + 2])):
            head.more.append(group.text)
        else:
            head.end = group.at
            break
        at += 1
    if not named or len(free) > _FREE:
        return _nameless(groups, len(lines), newer=newer)
    _order(head, free, newer=newer)
    if "headline" in head.named:
        if head.title:
            head.more.insert(0, head.title)
        head.title = head.named["headline"]
    elif not head.title and head.more:
        head.title = head.more.pop(0)
    return head


def _goes_on(group: _Group, following: Sequence[_Group]) -> bool:
    """Say whether a group below the first name is still of the head: another name follows."""
    return bool(following and following[0].name) and len(group.text) <= _TITLE


def _groups(lines: Sequence[str], *, newer: bool) -> list[_Group]:
    """Part lines at blank ones and at names; only as many as a head may have."""
    groups: list[_Group] = []
    current: _Group | None = None
    for at, line in enumerate(lines):
        bare = line.strip()
        if not bare:
            current = None
            continue
        if found := label(bare, HEAD, newer=newer):
            current = _Group(at, [found[1]] if found[1] else [], found[0])
            groups.append(current)
            if found[0] == "body":
                break
        elif (
            current is None
            or (
                current.name is None
                and COPYRIGHT.match(line)
                and not COPYRIGHT.match(current.lines[0])
            )
            or (current.name is None and RESERVED.fullmatch(current.lines[-1]))
        ):
            current = _Group(at, [line])
            groups.append(current)
        else:
            current.lines.append(line)
    return groups


def _order(head: Head, free: Sequence[_Group], *, newer: bool) -> None:
    """Tell outlet, date and title apart."""
    groups = [group for group in free if not COPYRIGHT.match(group.lines[0])]
    found = _dated(groups, last=newer)
    if found is None:
        _undated(head, groups, newer=newer, rights=len(groups) < len(free))
        return
    number, line, head.date = found
    before = [one for group in groups[:number] for one in group.lines]
    rights = free[free.index(groups[number]) - 1].lines if groups[number] is not free[0] else []
    if not before and len(rights) > 1 and not RESERVED.fullmatch(rights[-1]):
        before = rights[-1:]  # the outlet stands right below the notice
    own = groups[number].lines
    beside = [collapse(one) for one in own[line + 1 :] if not _EDITION.fullmatch(collapse(one))]
    after = [one for one in groups[number + 1 :] if not _EDITION.fullmatch(one.text)]
    if newer:
        _newer(head, groups[: number + 1], line)
        return
    before += own[:line]
    while len(after) > 1 and _centred(after[0].lines[0]) and not _centred(after[-1].lines[0]):
        after.pop(0)  # a further line of the edition
    if after:
        head.title = after[0].text
        head.more += [one.text for one in after[1:]]
    elif "headline" not in head.named:
        if beside and not _centred(own[line + 1]):
            head.title = beside[-1]
        elif len(before) > 1:
            head.title = collapse(before.pop(0))
    head.outlet = collapse(before[0]) if before else ""


def _newer(head: Head, groups: Sequence[_Group], line: int) -> None:
    """Read up from the date: outlet, title, and what stands above it."""
    dated = groups[-1]
    rows = [one for group in groups[:-1] for one in (*group.lines, "")] + dated.lines[:line]
    while rows and not rows[-1].strip():
        rows.pop()
    if not rows:
        return
    head.outlet = collapse(rows.pop())
    while rows and not rows[-1].strip():
        rows.pop()
    title: list[str] = []
    while rows and rows[-1].strip() and len(title) < _TITLE_LINES:
        title.insert(0, rows.pop())
    if rows and rows[-1].strip():
        rows += title[:-1]  # a paragraph, or a cover, and the title below it
        title = title[-1:]
    head.title = collapse(" ".join(title))
    if not head.title:
        head.title, head.outlet = head.outlet, ""
    if sum(1 for row in rows if COVER.match(row)) < 2:  # noqa: PLR2004 - one may be a coincidence
        head.above = [row for row in rows if row.strip() and collapse(row) != head.title]
        head.above += [""] if head.above else []


def _undated(head: Head, groups: Sequence[_Group], *, newer: bool, rights: bool) -> None:
    """Read a head without a date: an outlet is one only where the page shows it as such."""
    rest = list(groups)
    if newer and len(rest) == 1 and len(rest[0].lines) == 2:  # noqa: PLR2004 - title and outlet
        head.title, head.outlet = map(collapse, rest[0].lines)
        return
    if rest and not newer and (_centred(rest[0].lines[0]) or (rights and len(rest) > 1)):
        first = rest.pop(0)
        if len(first.text.split()) <= _OUTLET:
            head.outlet = first.text
        else:
            rest.insert(0, first)
    if rest:
        head.title = rest[0].text
        head.more += [one.text for one in rest[1:]]


def _nameless(groups: Sequence[_Group], end: int, *, newer: bool) -> Head | None:
    """Read a document without names: with a date in its place, outlet and title are known too."""
    shown = [group for group in groups[:_EARLY] if not COPYRIGHT.match(group.lines[0])]
    found = None if any(group.name for group in shown) else _dated(shown, last=False)
    if found is None:
        return None
    number, line, date = found
    before = [one for group in shown[:number] for one in group.lines] + shown[number].lines[:line]
    below = [one for one in groups if one.at > shown[number].at]
    head = Head(date=date, end=end)
    if newer and len(before) > 1:
        head.title = collapse(before.pop(0))
    head.outlet = collapse(before[0]) if before else ""
    while below and (_EDITION.fullmatch(below[0].text) or COPYRIGHT.match(below[0].lines[0])):
        below.pop(0)
    titled = len(below) > 1 and len(below[0].text) <= _TITLE
    if titled and not head.title and not below[0].text.endswith((".", ",")):
        head.title = below.pop(0).text
    head.end = below[0].at if below else end
    return head


def _dated(groups: Sequence[_Group], *, last: bool) -> tuple[int, int, str] | None:
    """Find the group and line that is a date with a year, and nothing else but an edition."""
    found = None
    for number, group in enumerate(groups if last else groups[:_EARLY]):
        for at, line in enumerate(group.lines):
            if (number or at or not last) and (date := printed_date(line)):
                if not last:
                    return number, at, date
                found = number, at, date
    return found


def printed_date(line: str) -> str | None:
    """Give the date with a year that a line is, or begins with before an edition's name."""
    if len(line) > _LINE:
        return None
    words = collapse(line).split()
    for count in range(len(words), 0, -1):
        start, rest = " ".join(words[:count]).rstrip(",;"), " ".join(words[count:])
        if rest and not _EDITION.fullmatch(rest):
            continue
        if _YEAR.search(start) and is_stamp(start):
            return start
    return None


def _centred(line: str) -> bool:
    return len(line) - len(line.lstrip()) >= _CENTRED
